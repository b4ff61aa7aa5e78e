"""`geo.atlas.parts`: a file of parts has all that the page has; `tests/javascript/load.test.mjs` fetches such parts."""

import gzip
import json
from itertools import accumulate, pairwise
from typing import Any

import pytest
import shapely

from geo.atlas.atlas import Atlas
from geo.atlas.packed import PHRASED, packed
from geo.atlas.parts import IN_A_PART, SEEN, SOURCE, coarser, parted
from geo.places.outlines import borders

Json = dict[str, Any]


@pytest.fixture(scope="module")
def told(shipped: Atlas) -> Json:
    content: Json = json.loads(shipped.page)
    return content


@pytest.fixture(scope="module")
def parts(shipped: Atlas) -> list[Json]:
    return parts_of(shipped)


def parts_of(atlas: Atlas, **other: Any) -> list[Json]:
    page = json.dumps(json.loads(atlas.page) | other)
    made = parted(page, atlas.packed, atlas.country)
    edges = pairwise(accumulate(made.sizes, initial=0))
    return [json.loads(gzip.decompress(made.file[start:end])) for start, end in edges]


def test_the_first_part_is_the_page_without_its_reports(told: Json, parts: list[Json]) -> None:
    first, whole = parts[0], json.loads(json.dumps(packed(told)))
    on_record = {"reports", "about", "baselines", "sources"}
    assert {key for key in whole if first[key] != whole[key]} == {*on_record, "phrases", "changes"}
    assert first["reports"] == first["about"] == first["baselines"] == []
    for column in (4, 5, 6):
        said = [first["phrases"][change[column]] for change in first["changes"]]
        assert said == [change[column] for change in told["changes"]]
    assert first["sources"] == {str(number): told["sources"][number] for _, _, number, _ in told["pins"]}


def test_a_page_that_paints_has_fewer_points_at_first(shipped: Atlas, parts: list[Json]) -> None:
    first, second, *_ = parts_of(shipped, painted=1)
    assert sum(map(len, first["arcs"])) < sum(map(len, second["arcs"]))
    assert second == parts[1]


def test_the_second_has_the_outlines_as_they_are(told: Json, parts: list[Json]) -> None:
    whole = packed(told)
    assert parts[1] == {key: whole[key] for key in ("arcs", "rings", "inner", "outer")}


def test_the_others_have_the_records_of_places_in_order(told: Json, parts: list[Json]) -> None:
    about = []
    for part in parts[2:]:
        phrases, reports = part["phrases"], part["reports"]
        words = [[phrases[each] if at in PHRASED else each for at, each in enumerate(row)] for row in reports]
        for row, baselines in zip(part["about"], part["baselines"], strict=True):
            baselines = [[phrases[number], source] for number, source in baselines]
            about.append(([words[number] for number in row[::2]], row[1::2], baselines))
        cited = {row[SOURCE] for row in reports} | {source for rows in part["baselines"] for _, source in rows}
        assert part["sources"] == {str(number): told["sources"][number] for number in cited}
    assert len(parts) == 2 + -(-len(told["places"]) // IN_A_PART) > 4
    assert about == [
        ([told["reports"][number] for number in row[::2]], row[1::2], baselines)
        for row, baselines in zip(told["about"], told["baselines"], strict=True)
    ]


def test_a_coarser_country_has_no_gap_and_lies_where_it_lay(shipped: Atlas) -> None:
    country = shipped.country
    coarse = coarser(country)
    before, after = (shapes.to_numpy() for shapes in (country.boundaries.geometry, coarse.boundaries.geometry))
    assert shapely.get_num_coordinates(after).sum() < shapely.get_num_coordinates(before).sum()
    assert shapely.coverage_is_valid(after) and shapely.is_valid(after).all()
    west, south, east, north = country.boundaries.total_bounds
    seen = max(east - west, north - south) / SEEN
    assert shapely.hausdorff_distance(shapely.coverage_union_all(before), shapely.coverage_union_all(after)) < 4 * seen
    assert borders(coarse.borders)[0]
