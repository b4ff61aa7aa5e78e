"""
The command line for desks and for cron: a day, what changed between two, or both, as a file.

    python -m geo.publish --day 2021-07-05 --format 16x9 --lang nl out.png

The ending of the file decides what is made: a poster (.png, .svg, .pdf), a film (.mp4, .gif), the atlas as one page
(.html), or the data (.csv, .zip, .xlsx, .parquet, .geojson, .gpkg); with --every, a series of posters (.zip, .pdf). A
whole site is `--site FOLDER`, see `geo.publish.site`. The
exit code is 0; 1 if the file cannot be made, with the reason in one line; 2 if the command is not understood; 130 if it
is interrupted. A file is written whole or not at all.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tqdm import tqdm

from events.control.reading import Reading, read_as_known
from events.ledger.folder import load_ledger
from events.ledger.war import load_war
from events.ledger.wars import war_folder
from geo.exports.export import export
from geo.exports.kinds import What, kind_of
from geo.films.film import Film, Progress, require_film
from geo.links.permalink import ViewState
from geo.places.area import NoSuchArea, require_area
from geo.places.country import Area, Country, load_country_of
from geo.places.grid import country_shapes
from geo.posters.logo import BadLogo, Logo, read_logo
from geo.posters.page import FORMATS
from geo.publish.options import FILMS, FRAMES, PAGES, PICTURES, TABLES, idle_options, is_film, option_parser
from geo.publish.preset import BadPreset, options_of, read_preset
from geo.publish.publication import FilmKind, Publication, leaves_out, page, picture, shortens, write_film
from geo.publish.series import Every, Series, SeriesKind, require_series, write_series
from geo.publish.whole import ENDINGS, NotPublished, broken_off_by, whole
from geo.wording import reworded
from geo.words.days import day_words


def main(arguments: Sequence[str]) -> int:
    """
    Make the file that is asked for.

    Returns
    -------
    code
        0, 1 if it could not be made, or 130 if it was interrupted.
    """
    if any(argument.partition("=")[0] == "--site" for argument in arguments):
        from geo.publish.site import main as write_site  # not above: a poster needs nothing of it, and it takes a while

        return write_site(arguments)
    parser = option_parser()
    asked = parser.parse_args(arguments)
    try:
        if asked.preset:
            asked = _with_preset(parser, arguments, asked)
        with broken_off_by(*ENDINGS), whole(asked.file) as file:
            _make(asked, file)
    except (ValueError, OSError) as error:
        print(f"{asked.file}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"{asked.file}: interrupted; nothing was written", file=sys.stderr)
        return 130
    if idle := idle_options(asked, parser):
        print(f"{asked.file}: these options have no effect on such a file: {', '.join(idle)}", file=sys.stderr)
    print(f"{asked.file}: {asked.file.stat().st_size / 1000:,.0f} kB", file=sys.stderr)
    return 0


def _with_preset(parser: ArgumentParser, arguments: Sequence[str], asked: Namespace) -> Namespace:
    """Read the options again, with the settings of a preset where they name nothing else."""
    folder = war_folder(asked.war)
    try:
        defaults = options_of(read_preset(asked.preset.read_bytes(), load_country_of(folder)))
    except BadPreset as error:
        why = reworded(load_war(folder / "war.toml"), error.args[0])
        raise NotPublished(f"--preset {asked.preset}: {why}") from error
    except OSError as error:
        raise NotPublished(f"--preset {asked.preset}: {_reason(error)}") from error
    if asked.province or asked.districts:
        defaults = {name: value for name, value in defaults.items() if name not in ("province", "districts")}
    parser.set_defaults(**defaults)
    return parser.parse_args(arguments)


def _reason(error: ValueError | OSError) -> str:
    return str(error.strerror if isinstance(error, OSError) else error)


def _make(asked: Namespace, file: Path) -> None:
    ending = asked.file.suffix.lower()
    filmed = is_film(asked)
    _require(asked, ending, filmed)
    if asked.every:
        _require_series(asked, ending)
    if asked.ledger and not asked.ledger.is_dir():
        raise NotPublished(f"--ledger {asked.ledger} is not a folder")
    country = load_country_of(war := war_folder(asked.war))
    ledger = replace(load_ledger(country.gazetteer, asked.ledger or war), name=war.name)
    learned = sorted(event.report.known for event in ledger.events)
    if asked.known and learned and not learned[0] <= asked.known <= learned[-1]:
        days = f"{day_words(learned[0])} to {day_words(learned[-1])}"
        raise NotPublished(f"--known {asked.known} is outside the days on which reports became known, {days}")
    reading = read_as_known(ledger, country.gazetteer.province_of, asked.known)
    given = Publication(
        reading,
        country,
        _shown(asked, reading, country, filmed or asked.every),
        asked.theme,
        asked.title,
        asked.credit,
        asked.labels,
        asked.link or "",
        _logo(asked.logo) if asked.logo else None,
        asked.picture,
    )
    if (filmed or ending in PICTURES) and (letters := leaves_out(given)):
        print(f"{asked.file}: no available font has these letters, so they are left out: {letters}", file=sys.stderr)
    if asked.every:
        _series(asked, given, file, ending)
    elif filmed:
        _film(asked, given, file, ending)
    else:
        file.write_bytes(_made(asked, given, ending))


def _logo(file: Path) -> Logo:
    try:
        return read_logo(file.read_bytes())
    except (BadLogo, OSError) as error:
        raise NotPublished(f"--logo {file}: {_reason(error)}") from error


def _film(asked: Namespace, given: Publication, file: Path, ending: str) -> None:
    """Write a film, showing progress if someone is watching."""
    first, last = given.shown.since or given.reading.first, given.shown.day
    theme, words = given.theme or "light", (given.title, given.credit, given.labels)
    film = Film(first, last, asked.step, asked.size, asked.rate, asked.pause, theme, *words)
    require_film(film, given.reading)
    with _progress(len(film.days)) as show:
        write_film(given, country_shapes(given.country), film, FilmKind(ending[1:]), file, show)


def _series(asked: Namespace, given: Publication, file: Path, ending: str) -> None:
    """Write a series of posters, showing progress if someone is watching."""
    first, last = given.shown.since or given.reading.first, given.shown.day
    series = Series(first, last, Every(asked.every))
    kind = SeriesKind(asked.each or "png") if ending == ".zip" else SeriesKind.BOOK
    require_series(given, series)
    with _progress(len(series.days)) as show:
        write_series(given, country_shapes(given.country), asked.format, series, kind, file, show)


@contextmanager
def _progress(days: int) -> Iterator[Progress]:
    """Show how many days are done, if someone is watching."""
    with tqdm(total=days, unit="day", disable=None, leave=False) as bar:

        def show(done: int, _: int) -> bool:
            bar.update(done - bar.n)
            return True

        yield show


def _made(asked: Namespace, given: Publication, ending: str) -> bytes:
    country = given.country
    if ending in PICTURES:
        shapes, paper = country_shapes(country), FORMATS[asked.format]
        made = picture(given, shapes, paper, PICTURES[ending])
        for words in shortens(given, shapes, paper):
            print(f"{asked.file}: the {words} is too long for {asked.format} and was cut", file=sys.stderr)
        return made
    if ending in PAGES:
        return page(given)
    table = asked.data or What.STANDINGS
    return export(given.reading, country, table, kind_of(asked.file.name, table), given.shown.day)


def _require(asked: Namespace, ending: str, filmed: bool) -> None:
    """
    Refuse conflicting options before anything is read.

    Raises
    ------
    NotPublished
        If options contradict each other or the ending of the file.
    """
    if ending not in (*PICTURES, *FILMS, *PAGES, *TABLES):
        endings = ", ".join([*PICTURES, *FILMS, PAGES[0], *TABLES])
        raise NotPublished(f"the file name must end in one of {endings}")
    if asked.data == FRAMES and ending != f".{FilmKind.ZIP}":
        raise NotPublished(f"the pictures of a film come in a .{FilmKind.ZIP}")
    if asked.data not in (None, FRAMES) and ending not in TABLES:
        raise NotPublished(f"--data {asked.data} is a table, which ends with one of {', '.join(TABLES)}")
    if asked.day and (asked.since or asked.until):
        raise NotPublished("--day shows one day, --from and --to compare two; give one or the other")
    if filmed and asked.day:
        raise NotPublished("a film shows the days --from one --to another, not --day")
    if ending in TABLES and not (filmed or asked.every) and (asked.since or asked.until):
        raise NotPublished("a table is of one --day or of all, not --from one --to another")
    lacks = [asked.since is None, asked.until is None]
    if (any(lacks) if asked.side else any(lacks) and not all(lacks)) and not (filmed or asked.every):
        raise NotPublished("a comparison needs two days, --from and --to")


def _require_series(asked: Namespace, ending: str) -> None:
    """
    Refuse options that conflict with a series.

    Raises
    ------
    NotPublished
        If the ending of the file is not that of a series, or one day or a table is asked for.
    """
    if ending not in (".zip", ".pdf"):
        raise NotPublished("a series of posters comes in a .zip, or as one .pdf of many pages")
    if asked.day:
        raise NotPublished("a series shows the days --from one --to another, not --day")
    if asked.data:
        raise NotPublished(f"--every makes posters, and --data {asked.data} does not; give one or the other")


def _shown(asked: Namespace, reading: Reading, country: Country, filmed: bool) -> ViewState:
    """
    Check what is to be shown; a film covers all days if none are named.

    Raises
    ------
    NotPublished
        If the lens, the province or a district does not exist, or a day is not covered or out of order.
    """
    if asked.lens not in country.lenses:
        raise NotPublished(f"{asked.lens!r} is not a way to count; choose one of {', '.join(country.lenses)}")
    usual = reading.last if filmed else max(reading.first, min(reading.ledger.war.opening_day, reading.last))
    day = asked.until or asked.day or usual
    for named in filter(None, (asked.since, day)):
        if not reading.first <= named <= reading.last:
            days = f"{day_words(reading.first)} to {day_words(reading.last)}"
            raise NotPublished(f"{day_words(named)} is outside the days covered, {days}")
    if asked.since and asked.since > day:
        raise NotPublished(f"{day_words(asked.since)} is after {day_words(day)}; give the earlier day first")
    area = Area(asked.province, asked.districts or ()) if asked.province or asked.districts else None
    try:
        if area:
            require_area(area, country.province_names, country.names)
    except NoSuchArea as error:
        raise NotPublished(reworded(reading.ledger.war, error.args[0])) from error
    war = reading.ledger.name
    return ViewState(day, asked.since, None, asked.known, asked.lens, asked.lang, area, war=war, side=asked.side)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
