"""Reports of a reader's own: a file is read, understood before their eyes, and added to the map for them alone."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from events.intake.files.grids import Refused
from events.intake.files.read import MOST_BYTES, read_grids
from events.intake.meaning.cells import Setting
from events.intake.meaning.choices import BadChoices, Choices, read_choices
from events.intake.saved import is_saved, read_saved
from events.intake.tables import Table, table_of
from events.intake.understood import Account
from events.intake.upload import Upload, digest_of_file, upload_of
from events.ledger.folder import Ledger
from geo.app.here import Here
from geo.app.intake.kept import show_own
from geo.app.intake.own import change, own_of
from geo.app.intake.preview import show_account, understood
from geo.app.intake.questions import choose_columns, choose_order, choose_places, choose_words
from geo.app.load import load_files, load_setting, load_wars
from geo.app.widgets import lede
from geo.words.markdown import unmarked
from geo.words.pages.intake import counted

WHAT = (
    "Bring a table of who took which district: a spreadsheet, a CSV file, an export of ACLED or UCDP. You see how each "
    "row is understood before anything is on the map. What you add is yours alone and gone when you close this page, "
    "unless you save it."
)
KINDS = "CSV, XLSX, ODS, JSON, JSON lines or Parquet, up to 25 MB and 200,000 rows; or a file that was saved here."


@dataclass(frozen=True)
class Brought:
    """A file that was brought: a table, or what was saved here before; or why it is refused."""

    file: str
    digest: str = ""
    table: Table | None = None
    saved: tuple[Upload, ...] = ()
    refused: str = ""


def show_add(here: Here) -> None:
    """Let a reader bring a file, see how it is understood, and add it to the map."""
    folder = load_wars()[here.ledger.name].folder
    country, ledger = load_files(folder)
    setting = load_setting(country, ledger, folder)
    st.title("Add your own reports")
    lede(here.words(WHAT))
    times = st.session_state.get("brought-times", 0)
    file = st.file_uploader(KINDS, key=f"brought-{times}", max_upload_size=MOST_BYTES // 1_000_000)
    if file is None and not own_of(ledger.name).uploads:
        show_example(ledger)
    if file is not None:
        brought = _brought(file, ledger.name, setting)
        if brought.refused:
            st.error(unmarked(brought.refused))
        elif brought.saved:
            show_saved(here, ledger, brought)
        elif brought.table:
            show_table(here, ledger, setting, brought)
    show_own(here, ledger, setting)


def show_example(ledger: Ledger) -> None:
    """Show what a table needs, to one who has none at hand, by a report that the ledger has."""
    report = next(event for event in ledger.events if event.report.own).report
    row = (report.latest, report.province, report.district, report.kind, report.party)
    example = f"{EXAMPLE}{','.join(map(str, row))},Name of the source,https://example.org/page,\n"
    st.caption("A table needs a date, what happened, who gained, and where. Names of columns may be in five languages.")
    st.code(example, language=None)
    st.download_button("Download this example", example.encode(), "example.csv", on_click="ignore")


EXAMPLE = "date,province,district,kind,side,source,url,note\n"


def _brought(file: Any, war: str, setting: Setting) -> Brought:
    """Read a file once, and keep what it holds for the session."""
    key = (file.file_id, war)
    kept: tuple[object, Brought] | None = st.session_state.get("brought")
    if kept and kept[0] == key:
        return kept[1]
    data = file.getvalue()
    digest = digest_of_file(data)
    try:
        with st.spinner(f"Reading {unmarked(file.name)} …"):
            if is_saved(data):
                brought = Brought(file.name, digest, saved=read_saved(file.name, data, war, setting))
            else:
                brought = Brought(file.name, digest, table_of(file.name, read_grids(file.name, data)))
    except Refused as refused:
        brought = Brought(file.name, refused=str(refused))
    st.session_state["brought"] = key, brought
    return brought


def show_saved(here: Here, ledger: Ledger, brought: Brought) -> None:
    """Offer to open what was saved before."""
    number = sum(len(upload.records) for upload in brought.saved)
    files = ", ".join(upload.name for upload in brought.saved)
    st.markdown(f"**{counted(number, 'record')}**, saved here before, of {unmarked(files)}.")
    for problem in (problem for upload in brought.saved for problem in upload.problems):
        st.error(unmarked(str(problem)))
    _offer_add(here, ledger, brought.saved, f"Open {counted(number, 'record')}", f"Opened {brought.file}")


def show_table(here: Here, ledger: Ledger, setting: Setting, brought: Brought) -> None:
    """Show how a table is understood, ask what is not clear, and offer to add it."""
    table = brought.table
    assert table
    choices = choices_of(here, table, setting, brought.digest)
    asked = choose_columns(table, choices)
    account = understood(table, asked, setting)
    show_account(here, account, ledger)
    asked = choose_order(account, asked)
    asked = choose_words(account, asked, setting)
    asked = choose_places(here, account, asked)
    if asked != choices:
        st.session_state[f"choices-{brought.digest}"] = asked
        st.rerun()
    number = account.counts["reports"] + account.counts["context"]
    if not number:
        st.info("No row can be added yet. Say above which column is what, and what its words mean.")
        return
    made = partial(_made, here, account, brought.digest, setting)
    _offer_add(here, ledger, made, f"Add {counted(number, 'record')}", f"Added {brought.file}")


def choices_of(here: Here, table: Table, setting: Setting, digest: str) -> Choices:
    """Return what the reader has chosen for a file; at first, what was chosen for another of the same header."""
    by_header: dict[tuple[str, ...], Choices] = st.session_state.setdefault("choices-by-header", {})
    before = by_header.get(table.header, Choices(header=table.header))
    choices: Choices = st.session_state.get(f"choices-{digest}", before)
    with st.expander("Use a saved mapping", icon=":material/upload_file:"):
        saved = st.file_uploader("A mapping that was saved here", ["json"], key=f"mapping-{digest}", max_upload_size=1)
        if saved and st.session_state.get("mapping-read") != saved.file_id:
            try:
                choices = read_choices(saved.getvalue().decode(errors="replace"), setting.war, here.country.names)
                st.session_state["mapping-read"] = saved.file_id
            except BadChoices as error:
                st.error(unmarked(f"{saved.name}: {error}"))
        if saved and st.session_state.get("mapping-read") == saved.file_id:
            st.caption(f"In use: {unmarked(saved.name)}")
    by_header[table.header] = st.session_state[f"choices-{digest}"] = choices
    return choices


def _made(here: Here, account: Account, digest: str, setting: Setting) -> tuple[Upload, ...]:
    return (upload_of(account, digest, setting, here.country.province_names),)


def _offer_add(here: Here, ledger: Ledger, made: Any, label: str, words: str) -> None:
    st.button(label, type="primary", icon=":material/add:", on_click=_add, args=(here, ledger, made, words), key="add")


def _add(here: Here, ledger: Ledger, made: Any, words: str) -> None:
    """Add uploads to the map; one of the same file takes the place of the one before."""
    uploads: tuple[Upload, ...] = made() if callable(made) else made
    new = {upload.digest for upload in uploads}
    before = [upload for upload in own_of(ledger.name).uploads if upload.digest not in new]
    change(here.country, ledger, (*before, *uploads), words)
    st.session_state["brought-times"] = st.session_state.get("brought-times", 0) + 1
