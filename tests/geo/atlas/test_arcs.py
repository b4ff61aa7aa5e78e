"""`geo.atlas.arcs`: followed, the arcs give every line back, and no stretch is sent twice."""

from itertools import pairwise

from geo.atlas.arcs import points, shared
from geo.atlas.atlas import Atlas
from geo.places.outlines import borders, rings


def test_arcs_give_back_the_borders_of_a_country_and_none_runs_twice(shipped: Atlas) -> None:
    inner, outer = borders(shipped.country.borders)
    drawn = [ring for shape in shipped.country.boundaries.geometry for polygon in rings(shape) for ring in polygon]
    lines = [points(line) for line in (*drawn, *inner, *outer)]
    arcs, references = shared(lines)
    for line, followed in zip(lines, references, strict=True):
        parts = [arcs[number // 2][:: -1 if number % 2 else 1] for number in followed]
        assert all(before[-1] == after[0] for before, after in pairwise(parts))
        assert [parts[0][0], *(point for part in parts for point in part[1:])] == line
    edges = [frozenset(edge) for arc in arcs for edge in pairwise(arc)]
    assert len(edges) == len(set(edges))
    assert sum(map(len, arcs)) < 0.7 * sum(map(len, lines))
