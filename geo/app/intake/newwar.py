"""A new war, for this session only: its boundaries, its days and parties, and a table of reports become a map."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

import streamlit as st

from events.intake.meaning.cells import Setting
from events.intake.understood import Account
from events.intake.upload import Upload, upload_of
from events.ledger.folder import MOST_TOLD
from events.ledger.war import FIRST_POSSIBLE, LAST_POSSIBLE, PROPOSED, load_war
from events.model import Kind
from events.tables.files import NoTemporaryRoom, temporary_folder, to_zip
from geo.app.address import written
from geo.app.here import Here
from geo.app.intake.boundaries import Drawn, bring_boundaries, choose_unit_columns
from geo.app.intake.kept import ask_give_on
from geo.app.intake.own import WAR_ITSELF, Own, keep
from geo.app.intake.session import MadeWar, forget_war, keep_war, made_wars, new_folder
from geo.app.intake.sheet import KINDS, NEW, bring, show_example, understand_table
from geo.app.intake.steps import field, once, start_again, tell, told
from geo.app.intake.wars import wars_here
from geo.app.widgets import controls, lede, offer
from geo.intake.boundaries.country import Side, country_files, units_of, write_country
from geo.intake.folder import LEAST_PARTIES, MOST_PARTIES, folder_files, folder_name, sides_of
from geo.intake.ground import setting_of_new
from geo.links.view import OF_ANY_WAR
from geo.places.check import open_war
from geo.places.country import Country, load_country_of
from geo.words.markdown import unmarked
from geo.words.pages.intake import counted

WHAT = (
    "Make a map of any war in five steps: bring boundaries, say what their columns are, name the war and its parties, "
    "bring a table of who took what, and open the map. It is yours alone, and gone when you close or reload this page: "
    "download its folder to keep it."
)
PROBLEMS = "new-war-problems"
MOST_WARS = 10
"""The most that one session keeps."""


@dataclass(frozen=True)
class Ready:
    """A war of which all is known but the reports."""

    title: str
    files: Mapping[str, str]
    """Of its country, and `war.toml`."""
    country: Country
    setting: Setting


def show_new_war(here: Here) -> None:
    """Lead a reader from boundaries to a map; each step is there once the one before is done."""
    lede(WHAT)
    show_made(here)
    brought = bring_boundaries()
    drawn = choose_unit_columns(*brought) if brought else None
    ready = name_war(drawn) if drawn else None
    if ready and (upload := bring_reports(ready)):
        offer_map(here, ready, upload)


def show_made(here: Here) -> None:
    """List the wars that this session made: each can be opened, kept and taken away."""
    for name, made in made_wars().items():
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"made-{name}"):
            st.markdown(f"**{unmarked(made.title)}**")
            st.page_link(here.pages["atlas"], label="Open its map", query_params=_opening(name))
            if made.restricted:
                ask_give_on(name, WAR_ITSELF)
            offer("Download the folder of this war", partial(zipped, name, made.files), f"{name}.zip")
            st.button("Remove", key=f"forget-{name}", on_click=_forget, args=(name,), icon=":material/delete:")


def _forget(name: str) -> None:
    forget_war(name)
    keep(name, Own())


def zipped(name: str, files: Mapping[str, bytes]) -> bytes:
    """Pack the folder of a war; the same war gives the same bytes."""
    return to_zip({f"{name}/{file}": content for file, content in files.items()})


def name_war(drawn: Drawn) -> Ready | None:
    """Ask for title, days and parties, and make the country's files; say what is wrong with them."""
    st.header("3. The war and its parties")
    with controls("war"):
        title = st.text_input("Title", key=field("title", ""), max_chars=80, placeholder="A country 2024").strip()
        first, last = _choose_day("First day", "first"), _choose_day("Last day", "last")
    rows = _party_rows()
    with st.expander("Who made the boundaries", icon=":material/copyright:"):
        producer = st.text_input("Made by", key=field("producer", ""), max_chars=200).strip()
        licence = st.text_input("Terms", key=field("licence", ""), max_chars=200, placeholder="CC BY 4.0").strip()
    terms = {"producer": producer, "credit": producer, "credit_short": producer, "licence": licence}
    settle = False
    if drawn.checked.overlaps:
        number = counted(drawn.checked.overlaps, "overlap")
        words = f"Settle {number}: give each to the unit with which it shares most of its border"
        settle = st.checkbox(words, key=field("settle", False))
    missing = _missing(title, first, last, rows)
    if missing or not (first and last):
        st.info(missing)
        return None
    try:
        sides = sides_of(rows)
        days = first, last
        key = (*drawn.key, title, days, tuple(sides), *terms.values(), settle)
        with st.spinner("Drawing the boundaries …"):
            return once("ready", key, partial(_ready, drawn, title, days, sides, (terms, settle)))
    except (ValueError, NoTemporaryRoom) as refused:
        for fault in str(refused).splitlines():
            st.error(unmarked(f"{fault[:1].upper()}{fault[1:]}"))
        return None


def _choose_day(label: str, name: str) -> date | None:
    limits = FIRST_POSSIBLE, LAST_POSSIBLE
    return st.date_input(label, None, *limits, key=field(name, None), format="YYYY-MM-DD")


def _missing(title: str, first: date | None, last: date | None, rows: list[tuple[str, str, str]]) -> str:
    """Say what is still to be told, if anything, and what cannot be."""
    named = sum(bool(name.strip()) for name, _, _ in rows)
    lacking = [
        words
        for words, is_there in (
            ("a title", title),
            ("the first day", first),
            ("the last day", last),
            ("the names of at least two parties", named >= 2),
        )
        if not is_there
    ]
    if lacking:
        return f"Still needed: {', '.join(lacking)}."
    return "The last day is before the first." if first and last and last < first else ""


def _party_rows() -> list[tuple[str, str, str]]:
    """Let the reader name the parties, each in a line of fields; one without a name is none."""
    st.caption("Parties, at least two, in the order of the key. In a sentence: “the Army took a town”.")
    number = int(told("parties", LEAST_PARTIES))
    rows = [_party_row(at) for at in range(number)]
    st.button(
        "Another party",
        on_click=partial(tell, "parties", number + 1),
        disabled=number >= MOST_PARTIES,
        key="another-party",
        icon=":material/add:",
    )
    return [row for row in rows if row[0].strip() or row[1].strip()]


def _party_row(at: int) -> tuple[str, str, str]:
    party = f"Party {at + 1}"
    with controls(f"party-{at}"):
        name = st.text_input(party, key=field(f"party-{at}-name", ""), max_chars=60)
        called = st.text_input(
            f"{party} in a sentence", key=field(f"party-{at}-called", ""), max_chars=60, placeholder=name or "its name"
        )
        colour = st.color_picker(f"Colour of party {at + 1}", key=field(f"party-{at}-colour", PROPOSED[at][0]))
    return name, called, str(colour)


def _ready(
    drawn: Drawn, title: str, days: tuple[date, date], sides: list[Side], more: tuple[Mapping[str, str], bool]
) -> Ready:
    """Make the country's files, and read them as the atlas will."""
    terms, settle = more
    files = country_files(drawn.checked, drawn.columns, title, days, sides, terms, settle)
    with temporary_folder() as place:
        write_country(place, files)
        country, war = load_country_of(place), load_war(place / "war.toml")
    units = units_of(drawn.checked, drawn.columns, title)[0]
    ids = [(unit.id, unit.code) for unit in units] if drawn.columns.id else None
    return Ready(title, files, country, setting_of_new(country, war, ids))


def bring_reports(ready: Ready) -> Upload | None:
    """Take a table of reports, see how it is understood, and return its records."""
    st.header("4. Reports")
    country, war = ready.country, ready.setting.war
    for problem in country.problems[:MOST_TOLD]:
        st.warning(unmarked(str(problem)))
    brought = bring(NEW, ready.setting, f"A table of who took what: {KINDS}.", f"new-sheet-{told('times', 0)}")
    if brought is None:
        place = next(iter(country.names))
        show_example(war.first_day, country.within[place], country.names[place], Kind.CAPTURED, war.parties[0].name)
        return None
    if not brought.table:
        return None
    account = understand_table(brought, country, ready.setting, None)
    return _upload(account, brought.digest, ready) if account else None


def _upload(account: Account, digest: str, ready: Ready) -> Upload:
    return upload_of(account, digest, ready.setting, ready.country.province_names)


def offer_map(here: Here, ready: Ready, upload: Upload) -> None:
    """Make the war and open its map; if a line of its files is wrong, say so first."""
    st.header("5. The map")
    for problem in upload.problems:
        st.error(unmarked(str(problem)))
    shapes, records = counted(len(ready.country.districts), "shape"), counted(len(upload.records), "record")
    st.markdown(f"It will have {shapes} and {records}. Nobody but you can open it.")
    if len(made_wars()) >= MOST_WARS:
        st.info(f"You have made {MOST_WARS} wars. Download one, and remove it, before you make another.")
    elif st.button("Make the map", type="primary", icon=":material/map:"):
        name, problems = _make(ready, upload)
        if name and not problems:
            _go(here, name)
        st.session_state[PROBLEMS] = name, problems
    name, problems = st.session_state.get(PROBLEMS, ("", []))
    for problem in problems:
        st.error(unmarked(problem))
    if name in made_wars() and st.button("Open the map all the same", icon=":material/map:"):
        _go(here, name)


def _make(ready: Ready, upload: Upload) -> tuple[str, list[str]]:
    """Write the folder of a war and open it; returns its name, if it can be opened, and every problem in it."""
    name = folder_name(ready.title, wars_here())
    folder, files = new_folder(name), folder_files(name, ready.title, ready.files, upload)
    try:
        for file, content in files.items():
            (folder / file).write_bytes(content)
        country, ledger = open_war(folder)
    except (ValueError, OSError) as error:
        shutil.rmtree(folder)
        return "", str(error).splitlines()
    keep_war(name, MadeWar(ready.title, folder, country.identity, files, upload.restricted))
    return name, [str(problem) for problem in (*country.problems, *ledger.problems)]


def _go(here: Here, name: str) -> None:
    """Open the map of a war that was made, and begin the next one anew."""
    st.session_state.pop(PROBLEMS, None)
    start_again()
    st.switch_page(here.pages["atlas"], query_params=_opening(name))


def _opening(name: str) -> dict[str, str]:
    """Return the address that opens a war; days and places are not those of another."""
    return {key: value for key, value in written().items() if key in OF_ANY_WAR} | {"war": name}
