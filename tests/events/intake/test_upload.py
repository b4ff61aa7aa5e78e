"""`events.intake.upload`, `saved`, `own`: what was understood becomes records, and comes back as it was."""

import csv
import json
import zipfile
from io import BytesIO, StringIO

import pytest

from events.analysis.effect import effects
from events.control.reading import read_as_known
from events.intake.files.grids import Refused
from events.intake.meaning.cells import Setting
from events.intake.saved import is_saved, read_saved, write_saved
from events.intake.understood import Fate
from events.intake.upload import OWN, Upload, already_there, digest_of_file, join, upload_of
from events.ledger.folder import FOLDER, Ledger
from geo.places.country import Country
from tests.events.intake.sample_files import sample
from tests.events.intake.test_understand import TAKEN, account_of


def made(name: str, setting: Setting, country: Country, data: bytes | None = None) -> Upload:
    data = sample(name) if data is None else data
    account = account_of(name, setting, data=data)
    return upload_of(account, digest_of_file(data), setting, country.province_names)


@pytest.mark.parametrize("name", TAKEN)
def test_every_report_and_event_of_a_sample_becomes_a_record(name: str, setting: Setting, country: Country) -> None:
    account, upload = account_of(name, setting), made(name, setting, country)
    assert upload.problems == ()
    assert len(upload.events) == account.counts["reports"]
    assert len(upload.context) == account.counts["context"]
    for row, event in zip(account.of(Fate.REPORT), upload.events, strict=True):
        report = event.report
        assert report.id == f"{OWN}{upload.digest}-{row.line}"
        assert row.place is None or event.places == (row.place,)
        assert (report.kind, report.party, report.precision) == (row.kind, row.party, row.precision)
        assert (report.earliest, report.latest) == (row.earliest, row.latest)
        assert row.known is None or report.known == row.known


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_saved_comes_back_with_the_same_digest(
    name: str, setting: Setting, country: Country, ledger: Ledger
) -> None:
    uploads = [made(name, setting, country), made("hxl.csv", setting, country)]
    saved = write_saved(uploads, FOLDER.name)
    assert saved == write_saved(uploads, FOLDER.name), "the same bytes"
    assert is_saved(saved)
    again = read_saved("own.zip", saved, FOLDER.name, setting)
    assert [(each.name, each.layout, each.records) for each in again] == [
        (each.name, each.layout, each.records) for each in uploads
    ]
    assert join(ledger, again).digest == join(ledger, uploads).digest != ledger.digest


def test_a_saved_file_can_stand_in_the_folder_of_its_war(setting: Setting, country: Country) -> None:
    with zipfile.ZipFile(BytesIO(write_saved([made("places.csv", setting, country)], FOLDER.name))) as saved:
        header = saved.read("reports.csv").decode("utf-8-sig").splitlines()[0]
        assert header == (FOLDER / "reports.csv").read_text(encoding="utf-8").splitlines()[0]
        assert "append" in saved.read("README.txt").decode()


def test_formulas_are_inert_in_what_is_saved(setting: Setting, country: Country) -> None:
    saved = write_saved([made("formulas-and-markup.csv", setting, country)], FOLDER.name)
    with zipfile.ZipFile(BytesIO(saved)) as archive:
        for name in ("reports.csv", "sources.csv"):
            rows = csv.reader(StringIO(archive.read(name).decode("utf-8-sig")))
            assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda told: told | {"war": "elsewhere"}, "another war"),
        (lambda told: told | {"uploads": [{"name": "x"}]}, "changed since"),
        (lambda told: [told], "changed since"),
    ],
)
def test_a_saved_file_that_was_changed_is_refused_by_name(
    change: object, why: str, setting: Setting, country: Country
) -> None:
    assert callable(change)
    saved, packed = write_saved([made("hxl.csv", setting, country)], FOLDER.name), BytesIO()
    with zipfile.ZipFile(BytesIO(saved)) as archive, zipfile.ZipFile(packed, "w") as other:
        for entry in archive.namelist():
            content = archive.read(entry)
            if entry == "uploads.json":
                content = json.dumps(change(json.loads(content))).encode()
            other.writestr(entry, content)
    with pytest.raises(Refused, match=rf"^own\.zip: .*{why}"):
        read_saved("own.zip", packed.getvalue(), FOLDER.name, setting)


def test_a_report_of_our_own_form_is_joined_as_it_stands(setting: Setting, country: Country, ledger: Ledger) -> None:
    text = (FOLDER / "reports.csv").read_text(encoding="utf-8").replace("AF21-", "XX-")
    upload = made("reports.csv", setting, country, text.encode())
    assert upload.problems == ()
    by_id = {event.report.id: event for event in ledger.events}
    for event in upload.events:
        before = by_id[event.report.id.replace("XX-", "AF21-")]
        assert event.places == before.places
        assert (event.report.part, event.report.excepted) == (before.report.part, before.report.excepted)


def test_what_joins_a_ledger_is_its_readers_own_and_the_ledger_stays_as_it_is(
    setting: Setting, country: Country, ledger: Ledger
) -> None:
    upload = made("ged.csv", setting, country)
    joined = join(ledger, [upload])
    assert joined.own == {event.id for event in upload.context}
    assert ledger.own == frozenset()
    assert joined.identity != ledger.identity
    assert join(ledger, []) is ledger
    brought = joined.sources[len(ledger.sources) :]
    assert brought
    assert all(source.publisher.endswith("(own data)") for source in brought)
    assert joined.sources[: len(ledger.sources)] == ledger.sources
    assert list(joined.context) == sorted(joined.context, key=lambda each: (each.day, not each.label, each.id))


def test_a_report_that_the_ledger_has_is_pointed_out(setting: Setting, ledger: Ledger) -> None:
    report = next(event.report for event in ledger.events if event.report.own)
    row = f"{report.earliest},{report.province},{report.district},{report.kind},{report.party}"
    data = f"Date,Province,District,Kind,Side\n{row}\n2021-09-01,Badakhshan,Argo,captured,taliban\n".encode()
    account = account_of("own.csv", setting, data=data)
    (known,) = already_there(account, ledger).items()
    assert known[0] == 0
    assert ledger.events[[event.report.id for event in ledger.events].index(known[1])].report.kind == report.kind


def test_what_a_report_changed_is_told_by_district_and_days(setting: Setting, country: Country, ledger: Ledger) -> None:
    data = b"Date,Province,District,Kind,Side\n2021-05-05,Badakhshan,Argo,captured,taliban\n"
    places = country.gazetteer.province_of
    before = read_as_known(ledger, places)
    after = read_as_known(join(ledger, [made("own.csv", setting, country, data)]), places)
    (effect,) = effects(before.spans, after.spans)
    assert (effect.place, effect.before, effect.after) == ("1702", "unknown", "taliban")
    assert f"{effect.start}" == "2021-05-05"
    assert effects(before.spans, before.spans) == ()
    turned = effects(after.spans, before.spans)
    assert [(each.before, each.after) for each in turned] == [("taliban", "unknown")]
