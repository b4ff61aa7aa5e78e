"""
Lines that meet, each stretch of them once: an edge of two districts is one line, and may be one of their provinces too.

Lines are cut where they meet, begin or end; a stretch between two cuts is an *arc*, as TopoJSON calls it. A line is a
list of arcs, each followed forwards or back.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

Point = tuple[int, int]
Line = Sequence[Point]


def points(steps: Sequence[int]) -> list[Point]:
    """
    Follow steps from point to point, as `geo.places.outlines` has them.

    >>> points([5, 5, 1, 0, 0, -2])
    [(5, 5), (6, 5), (6, 3)]
    """
    return list(zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True))


def steps(line: Iterable[Point], start: Point = (0, 0)) -> list[int]:
    """
    Return the steps that lead from a point along a line.

    >>> steps([(5, 5), (6, 5), (6, 3)])
    [5, 5, 1, 0, 0, -2]
    """
    return [step for one, next in pairwise([start, *line]) for step in (next[0] - one[0], next[1] - one[1])]


def shared(lines: Sequence[Line]) -> tuple[list[Line], list[list[int]]]:
    """
    Cut lines into arcs.

    Returns
    -------
    arcs
        In the order in which the lines first follow them.
    references
        Of each line the arcs that it follows: twice an arc's number, and one more where it is followed back.

    Examples
    --------
    Two squares side by side: the edge between them is an arc of both, which the second follows back.

    >>> one = [(1, 0), (1, 1), (0, 1), (0, 0), (1, 0)]
    >>> two = [(1, 1), (1, 0), (2, 0), (2, 1), (1, 1)]
    >>> shared([one, two])[1]
    [[0, 2], [1, 4]]
    """
    beside, cuts = defaultdict[Point, set[Point]](set), set[Point]()
    for line in lines:
        cuts |= {line[0], line[-1]}
        for one, other in pairwise(line):
            beside[one].add(other)
            beside[other].add(one)
    cuts |= {point for point, others in beside.items() if len(others) != 2}

    numbers: dict[tuple[Point, ...], int] = {}
    references = []
    for line in lines:
        edges = [at for at, point in enumerate(line) if point in cuts]
        followed = []
        for start, end in pairwise(edges):
            arc = tuple(line[start : end + 1])
            if (back := numbers.get(arc[::-1])) is not None:
                followed.append(2 * back + 1)
            else:
                followed.append(2 * numbers.setdefault(arc, len(numbers)))
        references.append(followed)
    return list(numbers), references
