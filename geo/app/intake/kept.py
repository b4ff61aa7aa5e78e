"""What has joined the map: listed, switched off, corrected, withdrawn, undone, and saved as one file."""

from dataclasses import replace
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from events.intake.meaning.cells import Setting
from events.intake.saved import write_saved
from events.intake.upload import Upload, checked
from events.ledger.folder import Ledger
from events.ledger.read import Row
from events.model import Certainty, Kind
from geo.app.address import written
from geo.app.here import Here
from geo.app.intake.own import Done, change, keep, own_of, undo
from geo.app.widgets import offer, show_frame
from geo.tables.intake import effects_table
from geo.words.markdown import unmarked
from geo.words.pages.intake import counted, effect_words

EDITED = ("earliest", "latest", "province", "district", "kind", "party", "certainty", "published", "note")
"""The columns of reports that a reader may correct; the others say where they come from."""
FAULTS = "own-faults"


def show_own(here: Here, ledger: Ledger, setting: Setting) -> None:
    """Show what the reader has brought to this war, and let them change it; `ledger` is the shared one."""
    own = own_of(ledger.name)
    if not own.uploads and not own.done:
        return
    st.header("Your reports")
    if own.done:
        show_effect(here, own.done[-1])
    for upload in own.uploads:
        show_upload(here, ledger, upload)
    with st.container(horizontal=True):
        if own.done:
            label = f"Undo: {own.done[-1].words}"
            st.button(unmarked(label), icon=":material/undo:", on_click=undo, args=(ledger.name,), key="undo")
        if own.uploads:
            made = partial(write_saved, own.uploads, ledger.name)
            offer("Save your reports as one file", made, f"own-reports-{ledger.name}.zip")
    if own.uploads:
        st.caption(
            "You can reopen the file here later. To make its reports permanent, append its lines to the files of the "
            "same names in the folder of the war; the file says how."
        )
        show_editor(here, ledger, setting)


def show_effect(here: Here, done: Done) -> None:
    """Show what the last change did to the map: districts and days, before and after."""
    number = len({effect.place for effect in done.changed})
    st.success(unmarked(f"{done.words}. {effect_words(number)}"), icon=":material/done:")
    if number:
        latest = max(effect.start for effect in done.changed)
        day = {"day": latest.isoformat()} if latest > date.min else {}
        st.page_link(here.pages["atlas"], label="See it on the map", query_params={**written(), **day})
        with st.expander("What changed, day by day", icon=":material/compare:"):
            laid = effects_table(done.changed, here.country.names, here.country.within, here.war)
            show_frame(laid.rename(columns={"District": here.words("District"), "Province": here.words("Province")}))


def show_upload(here: Here, ledger: Ledger, upload: Upload) -> None:
    """Show one file that has joined the map, with what may be done with it."""
    own = own_of(ledger.name)
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"upload-{upload.digest}"):
        parts = [counted(len(upload.events), "report")]
        if upload.context:
            parts.append(counted(len(upload.context), "event"))
        if upload.claims:
            parts.append(counted(len(upload.claims), "total"))
        st.markdown(f"**{unmarked(upload.name)}** {', '.join(parts)}")
        if upload.restricted:
            ask_give_on(ledger.name, upload.digest)
        others = tuple(each for each in own.uploads if each.digest != upload.digest)
        words = f"Withdrew {upload.name}"
        st.button(
            "Withdraw",
            key=f"withdraw-{upload.digest}",
            on_click=change,
            args=(here.country, ledger, others, words),
            icon=":material/delete:",
        )


def ask_give_on(war: str, digest: str) -> None:
    """Let the reader say that the rows of a file may be given on, whose terms forbid it."""
    st.checkbox(
        "I have permission to share these rows",
        digest in own_of(war).given_on,
        key=f"give-{war}-{digest}",
        on_change=_give_on,
        args=(war, digest),
        help="ACLED’s terms forbid sharing its rows. Unless you tick this, downloads leave them out.",
    )


def _give_on(war: str, digest: str) -> None:
    own = own_of(war)
    keep(war, replace(own, given_on=own.given_on ^ {digest}))


def show_editor(here: Here, ledger: Ledger, setting: Setting) -> None:
    """Let the reader correct or take out single reports; what is not valid is told, and changes nothing."""
    own = own_of(ledger.name)
    rows = [row for upload in own.uploads for row in upload.rows.get("reports.csv", ())]
    if not rows:
        return
    with st.expander("Correct them in a table", icon=":material/edit:"):
        laid = pd.DataFrame([row.cells for row in rows]).set_index("report_id")[list(EDITED)]
        laid.insert(0, "keep", True)
        options: dict[str, list[str]] = {
            "kind": list(Kind),
            "certainty": list(Certainty),
            "party": [each.id for each in here.war.parties],
        }
        edited = st.data_editor(
            laid,
            key=f"edit-{len(own.done)}",
            column_config={
                name: st.column_config.SelectboxColumn(options=words, required=True) for name, words in options.items()
            },
        )
        st.button(
            "Correct the map",
            disabled=edited.equals(laid),
            type="primary",
            on_click=_correct,
            args=(here, ledger, setting, edited),
        )
        for fault in st.session_state.pop(FAULTS, ()):
            st.error(unmarked(fault))


def _correct(here: Here, ledger: Ledger, setting: Setting, edited: pd.DataFrame) -> None:
    """Take a corrected table in, unless one of its rows is not valid."""
    told = edited.fillna("").astype({"keep": bool}).to_dict("index")
    uploads, faults = [], []
    for upload in own_of(ledger.name).uploads:
        corrected = tuple(
            Row(row.line, row.cells | {name: str(told[row.cells["report_id"]][name]).strip() for name in EDITED})
            for row in upload.rows.get("reports.csv", ())
            if told[row.cells["report_id"]]["keep"]
        )
        made = checked(upload.name, upload.digest, upload.layout, {**upload.rows, "reports.csv": corrected}, setting)
        faults += [f"{upload.name}: {problem}" for problem in made.problems]
        uploads.append(made)
    if faults:
        st.session_state[FAULTS] = faults
    else:
        change(here.country, ledger, uploads, "Corrected your reports")
