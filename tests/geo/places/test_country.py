"""`geo.places.country`: all that we know of the country, loaded once."""

from pathlib import Path

import pytest

from geo.places.boundaries import BOUNDARIES, BadBoundaries
from geo.places.country import load_country


def test_it_has_every_district_with_its_name_and_its_provinces_name() -> None:
    country = load_country()
    assert len(country.districts) == len(country.names) == len(country.within) == 421
    assert (len(country.boundaries), len(country.borders), len(country.provinces)) == (398, 34, 34)
    assert (country.names["1709"], country.within["1709"]) == ("Yawan", "Badakhshan")
    assert list(country.lenses) == ["districts", "boundaries", "people", "land"]
    assert set(country.names) == set(country.gazetteer.province_of)


def test_boundaries_that_do_not_draw_all_are_refused_with_what_is_missing(tmp_path: Path) -> None:
    lines = BOUNDARIES.read_text(encoding="utf-8").splitlines(keepends=True)
    without = [line for line in lines if '"1709"' not in line]
    assert len(without) == len(lines) - 1
    file = tmp_path / "boundaries.geojson"
    file.write_text("".join(without), encoding="utf-8")
    with pytest.raises(BadBoundaries, match="1709 is not drawn"):
        load_country(file)
