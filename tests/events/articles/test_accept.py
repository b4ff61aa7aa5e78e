"""`events.articles.accept`: drafts that a reader accepted become records, as those of any file do."""

import csv
import json
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from io import BytesIO, StringIO

import pytest

from events.analysis.effect import effects
from events.articles.accept import Article, accepted, is_placed
from events.articles.drafts import DraftKind, Reading
from events.articles.files import first_article
from events.articles.read import Reader
from events.control.reading import read_as_known
from events.intake.meaning.layouts import Layout
from events.intake.saved import is_saved, read_saved, write_saved
from events.intake.upload import Upload, join
from events.ledger.folder import FOLDER, Ledger, load_ledger
from events.ledger.totals import Counts, Measure, Unit
from events.model import Certainty, Kind, Scope
from geo.places.country import load_country
from tests.conftest import july

TEXT = (
    "The Taliban said they had captured Argo in Badakhshan on Sunday. Hundreds of soldiers fled to Tajikistan. "
    "At least ten districts of Badakhshan fell to the Taliban at the weekend. "
    "The Taliban hold about a third of the 421 districts."
)
ARTICLE = Article("abc123", "A title", "The Gazette", "https://gazette.example/argo", july(5))


@pytest.fixture(scope="module")
def reader(readers: Callable[[str], Reader]) -> Reader:
    return readers(FOLDER.name)


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return load_ledger(load_country().gazetteer)


@pytest.fixture(scope="module")
def reading(reader: Reader) -> Reading:
    return reader.read(TEXT, july(5))


def taken(reader: Reader, reading: Reading, article: Article = ARTICLE, numbers: Iterable[int] = range(1, 9)) -> Upload:
    """Accept what stands under some numbers, of drafts and of totals."""
    numbers = set(numbers)
    drafts = {number: draft for number, draft in enumerate(reading.drafts, 1) if number in numbers and is_placed(draft)}
    claims = {number: claim for number, claim in enumerate(reading.claims, 1) if number in numbers}
    return accepted(article, drafts, claims, reader.setting, reader.provinces)


def test_a_draft_becomes_a_report_with_its_days_its_place_and_its_certainty(reader: Reader, reading: Reading) -> None:
    upload = taken(reader, reading)
    assert upload.problems == ()
    assert (upload.name, upload.digest, upload.layout) == ("A title", "abc123", Layout.ARTICLE)
    (event,) = upload.events
    report = event.report
    assert (report.id, event.places) == ("own-abc123-1", ("1702",))
    assert (report.kind, report.party, report.certainty) == (Kind.CAPTURED, "taliban", Certainty.CLAIMED)
    assert (report.earliest, report.latest, report.precision) == (july(4), july(4), "day")
    assert (report.scope, report.province, report.district) == (Scope.DISTRICT, "Badakhshan", "Argo")
    assert report.note == "according to Taliban"
    assert report.source == "own-abc123-s1"


def test_a_draft_that_says_nothing_on_control_becomes_an_event_beside_the_map(reader: Reader, reading: Reading) -> None:
    (event,) = taken(reader, reading).context
    assert (event.kind, event.day) == ("displacement", july(4))
    assert event.summary.startswith("Tajikistan")


def test_a_count_of_districts_becomes_a_claim_of_what_was_taken(reader: Reader, reading: Reading) -> None:
    count = next(claim for claim in taken(reader, reading).claims if claim.measure == Measure.FLOW)
    assert (count.party, count.place, count.unit, count.counts) == (
        "taliban",
        "Badakhshan",
        Unit.DISTRICTS,
        Counts.CAPTURED,
    )
    assert (count.low, count.high) == (10, None), "at least"
    assert (count.since, count.day) == (july(3), july(4))
    assert count.area and len(count.area) == 28


def test_a_total_becomes_a_claim_of_what_is_held(reader: Reader, reading: Reading) -> None:
    total = next(claim for claim in taken(reader, reading).claims if claim.measure == Measure.STOCK)
    assert total.id == "own-abc123-t1"
    assert (total.party, total.place, total.total, total.counts) == ("taliban", "", 421, Counts.HELD)
    assert (total.share_low, total.share_high) == (0.333, 0.333)


@pytest.mark.parametrize(
    ("qualifier", "low", "high"),
    [("at least", 10, None), ("more than", 10, None), ("nearly", None, 10), ("up to", None, 10), ("about", 10, 10)],
)
def test_a_qualifier_opens_a_number_at_one_end(
    reader: Reader, reading: Reading, qualifier: str, low: int | None, high: int | None
) -> None:
    count = next(draft for draft in reading.drafts if draft.count)
    made = accepted(ARTICLE, {1: replace(count, qualifier=qualifier)}, {}, reader.setting, reader.provinces)
    (claim,) = made.claims
    assert (claim.low, claim.high) == (low, high)


def test_all_rest_on_one_source_which_is_the_article(reader: Reader, reading: Reading) -> None:
    upload = taken(reader, reading)
    (source,) = upload.sources
    assert (source.id, source.publisher, source.title) == ("own-abc123-s1", "The Gazette", "A title")
    assert (source.url, source.published) == ("https://gazette.example/argo", "2021-07-05")
    cited = {event.report.source for event in upload.events} | {claim.source for claim in upload.claims}
    assert cited | {event.source for event in upload.context} == {source.id}


def test_an_article_without_an_address_says_so(reader: Reader, reading: Reading) -> None:
    for url in ("", "javascript:alert(1)", "file:///etc/passwd"):
        upload = taken(reader, reading, replace(ARTICLE, url=url, publisher=""))
        (source,) = upload.sources
        assert (source.url, source.publisher) == ("", "An article")
        assert source.unlinked_because
        assert upload.problems == ()


def test_what_is_not_accepted_makes_no_record(reader: Reader, reading: Reading) -> None:
    assert taken(reader, reading, numbers=()).records == ()
    assert taken(reader, reading, numbers=()).sources == ()
    assert taken(reader, reading, numbers=(1,)).records == ("own-abc123-1", "own-abc123-t1")


def test_a_draft_without_a_place_or_a_side_cannot_be_accepted(reading: Reading) -> None:
    draft = reading.drafts[0]
    assert is_placed(draft)
    assert not is_placed(replace(draft, code=""))
    assert not is_placed(replace(draft, actor=""))
    assert is_placed(replace(draft, code="", actor="", kind=DraftKind.FLED))


def test_days_beyond_those_of_the_war_are_cut_off(reader: Reader, reading: Reading) -> None:
    war, draft = reader.setting.war, reading.drafts[0]
    long = replace(draft, earliest=war.first_day.replace(year=2020), latest=war.last_day.replace(year=2022))
    upload = accepted(ARTICLE, {1: long}, {}, reader.setting, reader.provinces)
    assert upload.problems == ()
    (event,) = upload.events
    assert (event.report.earliest, event.report.latest) == (war.first_day, war.last_day)


@pytest.mark.parametrize(
    ("first", "last", "precision"),
    [(4, 4, "day"), (3, 4, "weekend"), (4, 5, "week"), (1, 7, "week"), (1, 8, "month")],
)
def test_days_are_as_exact_as_they_are(reader: Reader, reading: Reading, first: int, last: int, precision: str) -> None:
    draft = replace(reading.drafts[0], earliest=july(first), latest=july(last))
    upload = accepted(ARTICLE, {1: draft}, {}, reader.setting, reader.provinces)
    assert upload.problems == ()
    assert [event.report.precision for event in upload.events] == [precision]


@pytest.mark.parametrize("kind", DraftKind)
@pytest.mark.parametrize("certainty", Certainty)
def test_a_draft_of_any_kind_can_be_accepted(
    reader: Reader, reading: Reading, kind: DraftKind, certainty: Certainty
) -> None:
    for code in ("1702", "AF17"):
        draft = replace(reading.drafts[0], kind=kind, certainty=certainty, code=code)
        upload = accepted(ARTICLE, {1: draft}, {}, reader.setting, reader.provinces)
        assert upload.problems == ()
        assert upload.records == ("own-abc123-1",)


def test_what_is_accepted_joins_the_ledger_and_changes_the_map(
    reader: Reader, reading: Reading, ledger: Ledger
) -> None:
    places = reader.setting.atlas.gazetteer.province_of
    firm = replace(reading.drafts[0], certainty=Certainty.CONFIRMED, earliest=july(1), latest=july(1))
    upload = accepted(ARTICLE, {1: firm}, dict(enumerate(reading.claims, 1)), reader.setting, reader.provinces)
    joined = join(ledger, [upload])
    assert joined.digest != ledger.digest
    assert joined.own == set(upload.records)
    before, after = read_as_known(ledger, places), read_as_known(joined, places)
    assert {effect.place for effect in effects(before.spans, after.spans)} <= {"1702"}
    assert {claim.id for claim in joined.claims} - {claim.id for claim in ledger.claims} == {"own-abc123-t1"}


def test_the_same_article_gives_the_same_records_and_the_same_digest(
    reader: Reader, reading: Reading, ledger: Ledger
) -> None:
    one, other = taken(reader, reading), taken(reader, reader.read(TEXT, july(5)))
    assert one == other
    assert join(ledger, [one]).digest == join(ledger, [other]).digest
    assert join(ledger, [one]).digest != join(ledger, [taken(reader, reading, numbers=(1,))]).digest


def test_what_is_saved_comes_back_with_its_claims(reader: Reader, reading: Reading, ledger: Ledger) -> None:
    upload = taken(reader, reading)
    saved = write_saved([upload], FOLDER.name)
    assert is_saved(saved)
    again = read_saved("own.zip", saved, FOLDER.name, reader.setting)
    assert [(each.name, each.layout, each.records) for each in again] == [(upload.name, upload.layout, upload.records)]
    assert [each.id for each in again[0].claims] == ["own-abc123-3", "own-abc123-t1"]
    assert join(ledger, again).digest == join(ledger, [upload]).digest


def test_what_was_saved_before_claims_could_be_brought_still_opens(reader: Reader, reading: Reading) -> None:
    upload = taken(reader, reading)
    old = BytesIO()
    with zipfile.ZipFile(BytesIO(write_saved([upload], FOLDER.name))) as archive, zipfile.ZipFile(old, "w") as packed:
        for name in archive.namelist():
            if name == "uploads.json":
                told = json.loads(archive.read(name))
                del told["uploads"][0]["rows"]["claims.csv"]
                packed.writestr(name, json.dumps(told))
            elif name != "claims.csv":
                packed.writestr(name, archive.read(name))
    (again,) = read_saved("own.zip", old.getvalue(), FOLDER.name, reader.setting)
    assert again.records == tuple(event.report.id for event in upload.events) + tuple(
        event.id for event in upload.context
    )


def test_markup_and_formulas_are_inert_in_what_is_saved(reader: Reader) -> None:
    article = Article("abc123", "=HYPERLINK(1)", "+cmd|' /C calc'!A0", "https://gazette.example/", july(5))
    text = "The Taliban captured Argo on Sunday, <script>alert(1)</script> a spokesman said."
    upload = taken(reader, reader.read(text, july(5)), article)
    assert upload.problems == () and upload.events
    with zipfile.ZipFile(BytesIO(write_saved([upload], FOLDER.name))) as archive:
        for name in ("reports.csv", "sources.csv", "context.csv", "claims.csv"):
            rows = csv.reader(StringIO(archive.read(name).decode("utf-8-sig")))
            assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_all_of_the_first_article_can_be_accepted(reader: Reader) -> None:
    _, article = first_article()
    assert article.published
    upload = taken(reader, reader.read(article.text, article.published))
    assert upload.problems == ()
    assert [event.places for event in upload.events] == [("0302",)]
    assert len(upload.claims) == 2
