"""A view to publish."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import streamlit as st

from geo.app.address import linked, write
from geo.app.areas import choose_area
from geo.app.here import Here
from geo.app.intake.own import kept_back, to_give_on
from geo.app.intake.session import made_wars
from geo.app.intake.wars import wars_here
from geo.app.load import load_files, load_reading, load_shapes, shared
from geo.app.publishing.desk import choose_logo, show_copies, show_preset, watch_copies
from geo.app.publishing.films import MOST_AT_ONCE, kept_file, make_file
from geo.app.publishing.series import show_series
from geo.app.widgets import choose, choose_day, choose_days, controls, offer, show_notes
from geo.exports.export import export
from geo.exports.export import file_name as export_name
from geo.exports.kinds import What, kinds_of
from geo.films.film import SIZES, Film, Progress
from geo.links.citation import bibtex, plain, wikipedia
from geo.links.embed import LISTENER, snippet
from geo.links.permalink import LENS, SIDE, NoSuchView, Range, ViewState
from geo.links.provenance import view_from_png
from geo.links.view import THEMES, word_in
from geo.places.area import part_of
from geo.places.country import Area
from geo.posters.map_place import NoRoom
from geo.posters.page import FORMATS
from geo.publish.naming import file_name
from geo.publish.publication import (
    LONGEST_WORDS,
    FilmKind,
    PictureKind,
    Publication,
    bounded,
    citation_of,
    leaves_out,
    page,
    picture,
    shortens,
    write_film,
)
from geo.words.areas import area_name
from geo.words.days import day_words
from geo.words.description import alt, long, what_changed
from geo.words.markdown import unmarked
from geo.words.pages.intake import link_words, made_words, withheld_words

DAYS, AREAS = ("day", "from", "to"), ("district", "province", "districts")
"""The parameters that a picture brings back."""

SHOWN = {"day": "a day", "change": "what changed", SIDE: "two days side by side"}
STEPS = {"1": "day", "2": "two days", "7": "week"}
PREVIEW = 700  # pixels: the least width at which a poster is drawn for preview
NARROW = 460  # pixels: the width at which a poster is shown if it is not wider than high
WAITING = f"{MOST_AT_ONCE} films are being made for other readers. Yours starts when one of them is done."


# Long, since a page's fields and parts stand in one list, as its reader sees them.
def show_publication(here: Here) -> None:
    """Offer a view as a picture, page, film or table, with its citation."""
    notes, link = list[str](), st.query_params.to_dict()
    shows = word_in(link, "show", SHOWN, f"a kind of picture other than {', '.join(SHOWN)}", notes)
    shows = shows or _shown_by(link)
    paper = word_in(link, "format", FORMATS, f"a format other than {', '.join(FORMATS)}", notes) or "16x9"
    what = f"a theme other than {', '.join(THEMES)}"
    theme = word_in(link, "poster", THEMES, what, notes) or word_in(link, "theme", THEMES, what, []) or here.theme
    bare = word_in(link, "bare", ["1"], "a value other than 1 for “bare”", notes)
    names, within = here.country.names, here.country.within
    district = word_in(link, "district", names, here.no_district, notes)
    title, credit = (own_words(link, name, notes) for name in ("title", "credit"))
    with controls():
        choose("Show", "show", SHOWN, shows, SHOWN)
        since, day = (None, choose_day(here, notes)) if shows == "day" else choose_days(here, notes)
        sizes = {name: f"{name}, {each.width} × {each.height}" for name, each in FORMATS.items()}
        choose("Format", "format", FORMATS, paper, sizes)
        choose("Theme", "poster", THEMES, theme)
        st.text_input("Title", placeholder="suggested from the data", max_chars=LONGEST_WORDS, **linked("title", title))
        st.text_input("Credit", placeholder="Control Atlas", max_chars=LONGEST_WORDS, **linked("credit", credit))
        area = choose_area(here, notes)
        if since is None and not area:
            called = {code: f"{names[code]}, {within[code]}" for code in sorted(names, key=names.__getitem__)}
            choose(here.words("District to open"), "district", called, district, called, "none")
        st.toggle("Hide place names", **linked("bare", bool(bare)))
    show_notes([here.words(note) for note in notes])
    show_title(here, area, since, day)
    opened = district if since is None and not area else None
    dark = theme if theme == "dark" else None
    shown = ViewState(day, since, opened, here.reading.known, here.lens.id, here.language.code, area, dark)
    shown = replace(shown, war=here.ledger.name, side=shows == SIDE)
    base = (st.context.url or "").partition("?")[0].removesuffix("/").removesuffix("publish")
    given = Publication(here.reading, here.country, shown, theme, title, credit, not bare, base, choose_logo())
    giving = to_give_on(here)
    left, right = st.columns([5, 3], gap="large")
    with left:
        show_picture(given, replace(given, reading=giving.reading), paper)
    with right:
        show_brought(here, giving)
        show_words(given)
    show_film(here, given)
    show_series(here, given, paper)
    show_table_files(giving, day)
    show_preset(here, base, theme)
    show_upload()


def _shown_by(link: Mapping[str, str]) -> str:
    """Choose what to show for the days and the view that an address names."""
    if "from" not in link:
        return "day"
    return SIDE if link.get("view") == SIDE else "change"


def show_title(here: Here, area: Area | None, since: date | None, day: date) -> None:
    """Say above all what is published."""
    where = f"{area_name(part_of(here.country, area), here.english)}, " if area else ""
    st.title(unmarked(f"Publish: {where}{f'{day_words(since)} to ' if since else ''}{day_words(day)}"))


def own_words(link: Mapping[str, str], name: str, notes: list[str]) -> str:
    """Read words that a link gives, cut to the length of the field."""
    words = bounded(link.get(name, ""))
    if len(words) < len(link.get(name, "").strip()):
        notes.append(f"The {name} in the link is longer than {LONGEST_WORDS} characters, and was cut.")
    return words


def show_picture(given: Publication, to_take_away: Publication, paper: str) -> None:
    """Offer the poster as a file, and under that show a smaller copy; if it fits as a preview, it fits as a file."""
    whole, poster, shapes = FORMATS[paper], given.poster, load_shapes(given.country)
    try:
        small = preview(given, paper)
        cut = shortens(given, shapes, whole)
    except NoRoom as error:
        st.error(unmarked(f"This does not fit: {error}. Choose a shorter title, or a larger format."))
        return
    if letters := leaves_out(given):
        st.warning(unmarked(f"No available font has these letters, so they are left out: {letters}"))
    for words in cut:
        st.warning(f"The {words} is too long for this format and was cut.")
    with st.container(horizontal=True):
        for kind in PictureKind:
            make = partial(picture, given, shapes, whole, kind)
            offer(f"Download as {kind.upper()}", make, file_name(given, paper, kind))
        offer("Download the atlas as one file", partial(page, to_take_away), file_name(given, "", "html"))
    # Not the width of the picture itself: Streamlit would send fewer pixels, which look blurred on a dense screen.
    with st.container(width="stretch" if whole.width > whole.height else NARROW):
        st.image(small, alt=poster.alt, width="stretch")


@shared(32)
def preview(given: Publication, paper: str) -> bytes:
    """Draw a poster as a small PNG."""
    return picture(given, load_shapes(given.country), FORMATS[paper].preview(PREVIEW), PictureKind.PNG)


def show_brought(here: Here, giving: Here) -> None:
    """Say that a view rests on a war or on reports of the reader's own, which no link carries nor files all give on."""
    if made := made_wars().get(here.ledger.name):
        st.warning(made_words(made.restricted), icon=":material/person:")
    if here.ledger.own:
        st.warning(unmarked(link_words(len(here.ledger.own))), icon=":material/person:")
    if withheld := kept_back(here, giving):
        st.warning(unmarked(withheld_words(len(withheld))), icon=":material/lock:")


def show_words(given: Publication) -> None:
    """Show what can be copied: a link, alternative text, citations, and HTML."""
    told = given.told, given.part, given.shown.day, given.language, given.shown.since
    watch_copies(key="copies")
    show_copies({"Link to this view": given.link})
    said, cited_as, embedded = st.tabs(["Text", "Citation", "Embed"])
    with said:
        lens = given.part.lenses[given.shown.lens]
        described = {
            "Alternative text": given.poster.alt,
            "Description": long(*told, lens=lens),
            "What changed": what_changed(*told, lens=lens),
        }
        show_copies({label: str(part) for label, part in described.items()})
    with cited_as:
        citation = citation_of(given, date.today())
        text, entry = plain(citation, given.language), bibtex(citation, given.language)
        show_copies({"Text": text, "BibTeX": entry, "Wikipedia": wikipedia(citation)})
    with embedded:
        shown, title, page_file = given.shown, given.poster.title, file_name(given, "", "html")
        whole = replace(given, shown=replace(shown, area=None, theme=None))  # the page that publishes is none to embed
        app = snippet(whole.link, title, theme=given.theme, app=True)
        beside = snippet(page_file, title, shown.day, shown.district, given.theme, shown.lens)
        grows = f"Beside {page_file}, so that on a phone it grows and need not scroll within its frame"
        show_copies({"This app": app, f"{page_file}, put beside your page": beside, grows: LISTENER})


def show_film(here: Here, given: Publication) -> None:
    """Let the reader choose days and make a film of them, which takes some seconds and can be cancelled."""
    reading, notes, link = here.reading, list[str](), st.query_params.to_dict()
    st.header("A film of the days")
    kinds = {kind.value: {"zip": "pictures, in a ZIP"}.get(kind, kind.upper()) for kind in FilmKind}
    kind = word_in(link, "film", kinds, f"a kind of film other than {', '.join(kinds)}", notes) or FilmKind.MP4.value
    size = word_in(link, "size", SIZES, f"a size other than {', '.join(SIZES)}", notes) or "1280x720"
    step = word_in(link, "step", STEPS, f"a step other than {', '.join(STEPS)} days", notes) or "1"
    with controls("film"):
        first = choose_day(here, notes, "first", "First day", reading.first)
        last = choose_day(here, notes, "last", "Last day", reading.last)
        choose("One frame per", "step", STEPS, step, STEPS)
        choose("Size", "size", SIZES, size)
        choose("File type", "film", kinds, kind, kinds)
    show_notes(notes)
    film = Film(
        first,
        last,
        int(step),
        size,
        theme=given.theme or "light",
        title=given.title,
        credit=given.credit,
        labels=given.labels,
    )
    asked = given.shown.lang, given.shown.known, given.shown.area, given.logo, film, kind
    if last < first:
        st.info("The last day is before the first. Choose a later last day.")
    elif st.button(f"Make the film of {len(film.days)} days", icon=":material/movie:"):
        make_file("film", asked, "day", WAITING, partial(make_film, given, film, FilmKind(kind)))
    if file := kept_file("film", asked):
        show_made(given, film, FilmKind(kind), file)


def make_film(given: Publication, film: Film, kind: FilmKind, file: Path, progress: Progress) -> None:
    """Write a film, which can take some seconds."""
    write_film(given, load_shapes(given.country), film, kind, file, progress)


def show_made(given: Publication, film: Film, kind: FilmKind, file: Path) -> None:
    """Show a finished film, and offer its file, which is read on request."""
    if kind != FilmKind.ZIP:
        described = str(alt(given.told, given.part, film.last, given.language))
        show = st.video if kind == FilmKind.MP4 else partial(st.image, alt=described)
        show(file.read_bytes(), width=PREVIEW)
    days = replace(given.shown, since=film.first, day=film.last, lens=LENS, side=False)
    name = file_name(replace(given, shown=days), film.size, kind)
    offer(f"Download the film ({file.stat().st_size / 1e6:.1f} MB)", file.read_bytes, name)


def show_table_files(here: Here, day: date) -> None:
    """Offer the data as files, each of which states its origin."""
    st.header("The data")
    st.caption(f"Standings are as of {day_words(day)}; the other tables cover all days. GeoPackage opens in QGIS.")
    with st.container(horizontal=True):
        for what in What:
            with st.popover(what.capitalize(), icon=":material/download:"):
                for kind in kinds_of(what):
                    make = partial(export, here.reading, here.country, what, kind, day)
                    st.download_button(kind, make, export_name(here.reading, what, kind, day), on_click="ignore")


def show_upload() -> None:
    """Open the view shown in an uploaded picture that was made here."""
    st.header("Open a picture again")
    st.file_uploader(
        "A PNG made here carries the link to its view",
        ["png"],
        key="picture",
        on_change=open_picture,
        max_upload_size=20,
    )
    if fault := st.session_state.pop("picture-fault", None):
        st.error(unmarked(fault))


def open_picture() -> None:
    """Restore the view of a picture; from its link, use only parameters that the address accepts, and check them."""
    if not (file := st.session_state["picture"]):
        return
    try:
        view = view_from_png(file.getvalue(), range_of)
    except ValueError as error:
        st.session_state["picture-fault"] = f"{file.name}: {error}"
        return
    shows = {"show": _shown_by(view)} if "from" in view else {}
    write({name: value for name, value in (view | shows).items() if name != "view"})


def range_of(war: str) -> Range:
    """List what exists in a war, which need not be the one that is open; one that is not there is refused."""
    wars = wars_here()
    if war not in wars:
        raise NoSuchView("The picture is of a war that this atlas does not have.")
    country, ledger = load_files(wars[war].folder)
    whole = load_reading(country, ledger, None)
    days = whole.first, whole.last, whole.known_by
    return Range(*days, whole.spans.keys(), country.lenses.keys(), provinces=country.province_names, war=war)
