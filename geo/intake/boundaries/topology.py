"""The features of TopoJSON: the arcs that neighbours share are laid out again as rings."""

from collections.abc import Mapping
from typing import Any

from events.intake.files.grids import Refused
from geo.intake.boundaries.features import DEGREES, MOST_POINTS, Features, Shape, attributes_of, require_few, shape_of

Point = list[float]


def layers_of(topology: Mapping[str, Any]) -> tuple[str, ...]:
    """List the objects of a topology."""
    objects = topology.get("objects")
    return tuple(map(str, objects)) if isinstance(objects, dict) else ()


def members_of(topology: Mapping[str, Any], layer: str) -> list[Any]:
    """List the geometries of an object; one that is no collection is alone."""
    found = topology["objects"][layer]
    if isinstance(found, dict) and found.get("type") == "GeometryCollection":
        listed = found.get("geometries")
        return listed if isinstance(listed, list) else []
    return [found]


def read_topology(name: str, topology: Mapping[str, Any], layer: str) -> Features:
    """
    Read the features of one object of a topology, those without a shape too.

    Raises
    ------
    events.intake.files.grids.Refused
        If its arcs cannot be read, or it has too many features or points.
    """
    members = members_of(topology, layer)
    require_few(name, len(members))
    try:
        arcs = _arcs(topology)
    except (TypeError, ValueError, IndexError, KeyError, OverflowError) as fault:
        raise Refused(name, "its arcs cannot be read: they are not lists of positions") from fault
    attributes, shapes, unread, left = [], list[Shape](), dict[int, str](), MOST_POINTS
    for number, member in enumerate(members, start=1):
        told = member if isinstance(member, dict) else {}
        attributes.append(attributes_of(told))
        left -= sum(len(arcs[at if at >= 0 else ~at]) for at in _used(told.get("arcs"), len(arcs)))
        if left < 0:
            raise Refused(name, f"it has more than {MOST_POINTS:,} points; bring simplified boundaries")
        try:
            shape, why = shape_of(_laid_out(told, arcs))
        except (TypeError, ValueError, IndexError, RecursionError):
            shape, why = None, "it names arcs that are not there"
        shapes.append(shape)
        unread |= {number: why} if why else {}
    return Features(tuple(attributes), tuple(shapes), unread, DEGREES)


def _used(arcs: object, there: int) -> list[int]:
    """List the numbers of the arcs that a geometry names, of those that there are."""
    found, waiting = [], [arcs]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting += each
        elif isinstance(each, int) and -there <= each < there:
            found.append(each)
    return found


def _arcs(topology: Mapping[str, Any]) -> list[list[Point]]:
    """Lay out the arcs: each is a first position and steps from there, counted in the steps of the transform."""
    transform = topology.get("transform")
    if transform is None:
        return [[[float(x), float(y)] for x, y, *_ in arc] for arc in topology["arcs"]]
    (across, up), (west, south) = transform["scale"], transform["translate"]
    laid = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append([float(x * across + west), float(y * up + south)])
        laid.append(points)
    return laid


def _laid_out(geometry: Mapping[str, Any], arcs: list[list[Point]]) -> dict[str, Any] | None:
    """Write a geometry of a topology as one of GeoJSON."""
    kind, named = geometry.get("type"), geometry.get("arcs")
    if not kind:
        return None
    if kind == "Polygon":
        return {"type": kind, "coordinates": [_line(ring, arcs) for ring in named or ()]}
    if kind == "MultiPolygon":
        return {"type": kind, "coordinates": [[_line(ring, arcs) for ring in rings] for rings in named or ()]}
    if kind == "LineString":
        return {"type": kind, "coordinates": _line(named or [], arcs)}
    if kind == "MultiLineString":
        return {"type": kind, "coordinates": [_line(line, arcs) for line in named or ()]}
    return {"type": "MultiPoint", "coordinates": [[0.0, 0.0]]} if "Point" in str(kind) else None


def _line(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Join arcs end to end; a negative number is an arc that runs backwards."""
    line: list[Point] = []
    for at in numbers:
        points = arcs[at] if at >= 0 else arcs[~at][::-1]
        line += points[1:] if line else points
    return line
