"""`events.ledger.folder`: a folder becomes a ledger; a bad line is listed, a bad file is refused by name."""

from datetime import date

import pytest

from events.ledger.background import Baseline, ContextEvent
from events.ledger.folder import load_ledger
from events.ledger.locate import Gazetteer
from events.ledger.read import BadColumns, NotText
from events.model import Source
from tests.conftest import REPORTS, THREE_SQUARES, LedgerFolder

HOSTILE = "</script><img onerror=alert(1)>"


def test_a_folder_becomes_a_ledger(ledger_folder: LedgerFolder, gazetteer: Gazetteer) -> None:
    ledger = load_ledger(gazetteer, ledger_folder())
    assert ledger.war == THREE_SQUARES
    assert ledger.sources == (
        Source("s1", "Gazette", "Amber falls", "https://example.org/amber", "2021-07-05", ""),
        Source("s2", "Monthly", "The summer", "https://example.org/summer", "2021-07", ""),
        Source("s3", "Pamphlet", "We are winning", "https://example.net/pamphlet", "", "propaganda outlet"),
    )
    assert [(event.report.id, event.places, event.report.known) for event in ledger.events] == [
        ("r1", ("0101",), date(2021, 7, 5)),
        ("r2", ("0102",), date(2021, 7, 4)),
        ("r3", ("0201",), date(2021, 7, 6)),
        ("r4", ("0101",), date(2021, 7, 7)),
    ]
    assert ledger.context == (
        ContextEvent("c1", date(2021, 7, 2), "negotiation", "Amber", "They talk", "s1", date(2021, 7, 5), "Talks"),
    )
    assert ledger.baselines == (Baseline("0101", "blues", "before July", "press report", "s1", ""),)
    assert ledger.problems == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "told", "kept"),
    [
        (
            "sources.csv",
            "https://example.net",
            "javascript:",
            [
                "sources.csv, line 4, url: 'javascript:/pamphlet' is not an address like https://example.org/page",
                "reports.csv, line 5, source_id: 's3' is not among the sources",
            ],
            (2, 3, 1, 1),
        ),
        (
            "reports.csv",
            "r1,2021-07-01",
            "r1,1/7/21",
            ["reports.csv, line 2, earliest: '1/7/21' is not a day like 2021-08-15"],
            (3, 3, 1, 1),
        ),
        (
            "reports.csv",
            "\nr2",
            "\nr1",
            ["reports.csv, line 3, report_id: 'r1' stands already on line 2"],
            (3, 3, 1, 1),
        ),
        (
            "reports.csv",
            "East,Amber",
            "East,Cedar",
            ["reports.csv, line 2, district: 'Cedar' is no district of that province (r1)"],
            (3, 3, 1, 1),
        ),
        (
            "reports.csv",
            ",said to be so",
            "",
            ["reports.csv, line 5, row: 16 cells where the header has 17"],
            (3, 3, 1, 1),
        ),
        (
            "context.csv",
            "2021-07-02",
            "2 July",
            ["context.csv, line 2, day: '2 July' is not a day like 2021-08-15"],
            (3, 4, 0, 1),
        ),
        (
            "baseline.csv",
            "Amber",
            "Ambr",
            ["baseline.csv, line 2, district: 'Ambr' is no district of that province; perhaps Amber (0101)"],
            (3, 4, 1, 0),
        ),
    ],
    ids=["script address", "no day", "repeated id", "no place", "a cell lacking", "context", "baseline"],
)
def test_a_bad_line_is_listed_and_everything_else_stands(
    ledger_folder: LedgerFolder,
    gazetteer: Gazetteer,
    file: str,
    old: str,
    new: str,
    told: list[str],
    kept: tuple[int, ...],
) -> None:
    ledger = load_ledger(gazetteer, ledger_folder(file, old, new))
    assert [str(problem) for problem in ledger.problems] == told
    assert (len(ledger.sources), len(ledger.events), len(ledger.context), len(ledger.baselines)) == kept


def test_a_ledger_bad_in_many_ways_lists_each_and_keeps_the_good(
    ledger_folder: LedgerFolder, gazetteer: Gazetteer
) -> None:
    folder = ledger_folder()
    bad = (
        "b1,2021-07-32,2021-07-32,day,district,East,Amber,,,Amber,captured,reds,reported,,s1,,\n"
        "r1,2021-07-05,2021-07-05,day,district,East,Amber,,,Amber,captured,reds,reported,,s1,,\n"
        'b3,2021-07-05,2021-07-05,day,district,East,Amber,,,"Amber,captured,reds,reported,,s1,,\n'
        f"b4,2021-07-05,2021-07-05,day,district,East,{HOSTILE},,,x,captured,reds,reported,,s1,,\n"
        "b5,2021-07-05\n"
        "b6,2021-07-05,2021-07-05,day,district,East,Ford,,,Ford,captured,reds,reported,,s1,,\n"
        f"g7,2021-07-08,2021-07-08,day,district,East,Amber,,,{HOSTILE},captured,blues,reported,,s1,,=1+1\n"
    )
    (folder / "reports.csv").write_text(REPORTS + bad)
    ledger = load_ledger(gazetteer, folder)
    assert sorted((problem.line, problem.field) for problem in ledger.problems) == [
        (6, "earliest"),
        (7, "report_id"),
        (8, "row"),
        (9, "district"),
        (10, "row"),
        (11, "district"),
    ]
    assert [event.report.id for event in ledger.events] == ["r1", "r2", "r3", "r4", "g7"]
    assert ledger.events[-1].report.place_as_reported == HOSTILE


@pytest.mark.parametrize("file", ["sources.csv", "reports.csv", "context.csv", "baseline.csv"])
def test_a_file_in_another_encoding_is_refused_by_name(
    ledger_folder: LedgerFolder, gazetteer: Gazetteer, file: str
) -> None:
    folder = ledger_folder()
    (folder / file).write_bytes((folder / file).read_bytes() + "Ämber".encode("latin-1"))
    with pytest.raises(NotText, match=rf"^{file} is not UTF-8"):
        load_ledger(gazetteer, folder)


@pytest.mark.parametrize(
    ("file", "column"),
    [("sources.csv", "url"), ("reports.csv", "latest"), ("context.csv", "day"), ("baseline.csv", "scope")],
)
def test_a_file_without_a_column_is_refused_by_name(
    ledger_folder: LedgerFolder, gazetteer: Gazetteer, file: str, column: str
) -> None:
    with pytest.raises(BadColumns, match=rf"^{file} lacks the columns {column};"):
        load_ledger(gazetteer, ledger_folder(file, column, "other"))


def test_what_a_war_need_not_have_may_be_left_out(ledger_folder: LedgerFolder, gazetteer: Gazetteer) -> None:
    folder = ledger_folder()
    for file in ("context.csv", "baseline.csv", "claims.csv"):
        (folder / file).unlink()
    ledger = load_ledger(gazetteer, folder)
    assert (ledger.context, ledger.baselines, ledger.claims) == ((), (), ())
    assert ledger.events == load_ledger(gazetteer, ledger_folder()).events


@pytest.mark.parametrize("file", ["war.toml", "sources.csv", "reports.csv"])
def test_a_file_that_is_not_there_is_named(ledger_folder: LedgerFolder, gazetteer: Gazetteer, file: str) -> None:
    folder = ledger_folder()
    (folder / file).unlink()
    with pytest.raises(FileNotFoundError, match=file):
        load_ledger(gazetteer, folder)
