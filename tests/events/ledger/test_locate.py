"""`events.ledger.locate`: a name becomes a place, or a problem that offers what it may be; never a guess."""

from collections import UserDict
from collections.abc import ItemsView
from dataclasses import replace

import pytest

from events.ledger.locate import Gazetteer, find, fold, locate
from events.model import Checked, Event, PlaceId, Problem, Report, Scope
from tests.conftest import event


def report_on(scope: str, province: str = "", district: str = "", *excepted: str) -> Report:
    report = event(1, 5, "reds captured").report
    return replace(report, scope=Scope(scope), province=province, district=district, excepted=excepted)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dara-e Ṣūf", "DARA E SUF"),
        ("Sayed Karam", "sayedkaram"),
        ("Qal'a-i-Naw", "Qala i Naw"),
        ("كابل", "کابل"),
        ("پنجشير", "پنجشیر"),
        ("Straße", "STRASSE"),
    ],
)
def test_spellings_that_writers_vary_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


def test_different_names_stay_different() -> None:
    assert fold("Kofab") != fold("Kohab")


@pytest.mark.parametrize(
    ("report", "places"),
    [
        (report_on("district", "East", "birch"), ("0102",)),
        (report_on("district", "WEST", "Mill"), ("0201",)),
        (report_on("capital", "East"), ("0101",)),
        (report_on("province", "East"), ("0101", "0102")),
        (report_on("province", "East", "", "capital"), ("0102",)),
        (report_on("province", "East", "", "Birch", "Amber"), ()),
        (report_on("country"), ("0101", "0102", "0201")),
        (report_on("country", "", "", "East"), ("0201",)),
    ],
    ids=["district", "shared name", "capital", "province", "but capital", "but all", "country", "but a province"],
)
def test_a_report_speaks_for_the_places_it_names(gazetteer: Gazetteer, report: Report, places: tuple[str, ...]) -> None:
    assert locate("reports.csv", [report], gazetteer) == Checked((Event(report, places),))


@pytest.mark.parametrize(
    ("report", "field", "told"),
    [
        (report_on("district", "Easst", "Amber"), "province", "'Easst' is no province; perhaps East (r1)"),
        (report_on("province", "Nowhere"), "province", "'Nowhere' is no province (r1)"),
        (report_on("district", "East", "Ford"), "district", "'Ford' may be Amber (0101) or Birch (0102) (r1)"),
        (report_on("district", "East", "Cedar"), "district", "'Cedar' is no district of that province (r1)"),
        (
            report_on("district", "East", "Bir"),
            "district",
            "'Bir' is no district of that province; perhaps Birch (0102) (r1)",
        ),
        (
            report_on("district", "East", "Ambre"),
            "district",
            "'Ambre' is no district of that province; perhaps Amber (0101) (r1)",
        ),
        (report_on("province", "East", "", "Cedar"), "except", "'Cedar' is no district of that province (r1)"),
        (report_on("country", "", "", "Amber"), "except", "'Amber' is no province (r1)"),
    ],
    ids=["province", "nowhere", "two", "not there", "begins so", "spelt so", "excepted", "excepted province"],
)
def test_a_name_that_is_no_place_or_several_is_a_problem_that_offers_what_it_may_be(
    gazetteer: Gazetteer, report: Report, field: str, told: str
) -> None:
    assert locate("reports.csv", [report], gazetteer) == Checked(
        (), (Problem("reports.csv", report.line, field, told),)
    )


def test_a_report_without_a_place_takes_none_with_it(gazetteer: Gazetteer) -> None:
    reports = [report_on("district", "East", "Amber"), report_on("district", "East", "?"), report_on("country")]
    located = locate("reports.csv", reports, gazetteer)
    assert [event.report for event in located.kept] == [reports[0], reports[2]]


def test_however_many_names_are_misspelt_the_gazetteer_is_gone_through_once(gazetteer: Gazetteer) -> None:
    class Counted(UserDict[str, frozenset[PlaceId]]):
        times = 0

        def items(self) -> ItemsView[str, frozenset[PlaceId]]:
            self.times += 1
            return super().items()

    spellings = Counted(gazetteer.spellings)
    misspelt = [report_on("district", "East", f"Amber {number}") for number in range(100)]
    assert len(locate("reports.csv", misspelt, replace(gazetteer, spellings=spellings)).problems) == 100
    assert spellings.times == 1


def test_a_name_may_mean_places_of_several_provinces(gazetteer: Gazetteer) -> None:
    assert find("Mill", gazetteer) == {"0101", "0201"}
    assert find("Mill", gazetteer, "AF02") == {"0201"}
    assert find("Elm", gazetteer) == frozenset()


def test_the_printed_name_of_one_goes_before_another_spelling_of_the_other(gazetteer: Gazetteer) -> None:
    shared = replace(gazetteer, spellings={"amber": frozenset({"0101", "0102"})})
    assert find("Amber", shared, "AF01") == {"0101"}


def test_names_in_burmese_keep_what_tells_them_apart_and_lose_what_writers_vary() -> None:
    lashio, lay_shi, katha, kyethi = map(fold, ("လားရှိုး", "လေရှီး", "ကသာ", "ကျေးသီး"))
    assert len({lashio, lay_shi, katha, kyethi}) == 4
    assert fold("လား ရှိုး\u200b") == lashio
    assert fold("ကသါ") == katha
