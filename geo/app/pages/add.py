"""What a reader brings: reports of their own for the war that is open, or a new war, for them alone."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from events.intake.meaning.cells import Setting
from events.intake.understood import Account
from events.intake.upload import Upload, upload_of
from events.ledger.folder import Ledger
from geo.app.address import linked
from geo.app.here import Here
from geo.app.intake.kept import show_own
from geo.app.intake.newwar import show_new_war
from geo.app.intake.own import change, own_of
from geo.app.intake.sheet import KINDS, Brought, bring, show_example, understand_table
from geo.app.intake.wars import wars_here
from geo.app.load import load_files, load_setting
from geo.app.widgets import lede, show_notes
from geo.links.view import word_in
from geo.words.markdown import unmarked
from geo.words.pages.intake import counted

Made = Callable[[], tuple[Upload, ...]]
"""Makes records, once they are wanted."""
REPORTS, ARTICLE, WAR = "", "article", "war"
MAKES = {REPORTS: "Reports for this war", ARTICLE: "An article", WAR: "A new war"}
TITLES = {
    REPORTS: "Add your own reports",
    ARTICLE: "Turn an article into reports",
    WAR: "Make a map of a new war",
}
"""What can be brought, by the word for it in the address."""
WHAT = (
    "Bring a table of who took which district: a spreadsheet, a CSV file, an export of ACLED or UCDP. You see how each "
    "row is understood before anything is on the map. What you add is yours alone and gone when you close this page, "
    "unless you save it."
)


def show_add(here: Here) -> None:
    """Let a reader bring reports for the war that is open, or make a new war."""
    notes: list[str] = []
    wrong = f"something to make other than {ARTICLE} or {WAR}"
    make = word_in(st.query_params, "make", [ARTICLE, WAR], wrong, notes) or REPORTS
    st.title(TITLES[make])
    show_notes(notes)
    st.segmented_control(
        "What do you bring?", list(MAKES), format_func=MAKES.__getitem__, required=True, **linked("make", make)
    )
    if make == WAR:
        show_new_war(here)
    elif make == ARTICLE:
        show_articles(here)
    else:
        show_reports(here)


def show_articles(here: Here) -> None:
    """Let a reader bring an article; what reads it is loaded when it is first wanted."""
    from geo.app.articles.review import show_article

    folder = wars_here()[here.ledger.name].folder
    country, ledger = load_files(folder)
    show_article(here, ledger, load_setting(country, ledger, folder))


def show_reports(here: Here) -> None:
    """Let a reader bring a file, see how it is understood, and add it to the map."""
    folder = wars_here()[here.ledger.name].folder
    country, ledger = load_files(folder)
    setting = load_setting(country, ledger, folder)
    lede(here.words(WHAT))
    key = f"brought-{st.session_state.get('brought-times', 0)}"
    brought = bring(ledger.name, setting, f"{KINDS}; or a file that was saved here.", key)
    if brought is None and not own_of(ledger.name).uploads:
        show_own_example(ledger)
    if brought and brought.saved:
        show_saved(here, ledger, brought)
    elif brought and brought.table and (account := understand_table(brought, country, setting, ledger)):
        number = account.counts["reports"] + account.counts["context"]
        made = partial(_made, here, account, brought.digest, setting)
        _offer_add(here, ledger, made, f"Add {counted(number, 'record')}", f"Added {brought.file}")
    show_own(here, ledger, setting)


def show_own_example(ledger: Ledger) -> None:
    """Show what a table needs, to one who has none at hand, by a report that the ledger has."""
    for report in [event.report for event in ledger.events if event.report.own][:1]:
        show_example(report.latest, report.province, report.district, report.kind, report.party)


def show_saved(here: Here, ledger: Ledger, brought: Brought) -> None:
    """Offer to open what was saved before."""
    number = sum(len(upload.records) for upload in brought.saved)
    files = ", ".join(upload.name for upload in brought.saved)
    st.markdown(f"**{counted(number, 'record')}**, saved here before, of {unmarked(files)}.")
    for problem in (problem for upload in brought.saved for problem in upload.problems):
        st.error(unmarked(str(problem)))
    _offer_add(here, ledger, lambda: brought.saved, f"Open {counted(number, 'record')}", f"Opened {brought.file}")


def _made(here: Here, account: Account, digest: str, setting: Setting) -> tuple[Upload, ...]:
    return (upload_of(account, digest, setting, here.country.province_names),)


def _offer_add(here: Here, ledger: Ledger, made: Made, label: str, words: str) -> None:
    st.button(label, type="primary", icon=":material/add:", on_click=_add, args=(here, ledger, made, words), key="add")


def _add(here: Here, ledger: Ledger, made: Made, words: str) -> None:
    """Add uploads to the map; one of the same file takes the place of the one before."""
    uploads = made()
    new = {upload.digest for upload in uploads}
    before = [upload for upload in own_of(ledger.name).uploads if upload.digest not in new]
    change(here.country, ledger, (*before, *uploads), words)
    st.session_state["brought-times"] = st.session_state.get("brought-times", 0) + 1
