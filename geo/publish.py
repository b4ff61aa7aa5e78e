"""
The command line for desks and for cron: a day, or what changed between two, as a file.

    python -m geo.publish --day 2021-07-05 --format 16x9 --lang nl out.png

What is made follows from the ending of the file: a poster (.png, .svg, .pdf), the atlas as one page (.html), or the
data (.csv, .zip, .xlsx, .parquet, .geojson, .gpkg). It ends with 0; with 1 where what is asked for cannot be made, and
says why in one line; with 2 where the command is not understood. A file is there whole or not at all.
"""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile

from events.ledger import FOLDER, load_ledger
from events.reading import Reading, read_as_known
from geo.country import Country, load_country
from geo.embed import THEMES, web_address
from geo.exports import SUFFIXES, What, export, kind_of
from geo.language import LOCALES
from geo.paper import FORMATS
from geo.permalink import LENS, Shown
from geo.plate import plate_shapes
from geo.publication import PictureKind, Publication, page, picture
from geo.words import day_words

PICTURES = {f".{kind}": kind for kind in PictureKind}
PAGES = (".html", ".htm")
EXAMPLES = """
examples:
  python -m geo.publish --day 2021-07-05 --format 4x5 --lang nl out.png
  python -m geo.publish --from 2021-07-01 --to 2021-07-31 --theme dark out.pdf
  python -m geo.publish --day 2021-07-05 --known 2021-07-05 --title "What was known" atlas.html
  python -m geo.publish --day 2021-08-15 out.gpkg
  python -m geo.publish --data counts out.xlsx
"""


class NotPublished(ValueError):
    """Something that cannot be made; the message says why."""


def main(arguments: Sequence[str]) -> int:
    """
    Make the file that is asked for.

    Returns
    -------
    code
        0, or 1 where it could not be made.
    """
    asked = _parser().parse_args(arguments)
    try:
        with _whole(asked.file) as file:
            _make(asked, file)
    except (ValueError, OSError) as error:
        print(f"{asked.file}: {error}", file=sys.stderr)
        return 1
    print(f"{asked.file}: {asked.file.stat().st_size / 1000:,.0f} kB", file=sys.stderr)
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="python -m geo.publish",
        description="Make a poster, a page or a table of a day, or of what changed between two.",
        epilog=EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", type=Path, help="what to write; its ending says what it is to be")
    parser.add_argument("--day", type=_day, help="the day shown, such as 2021-07-05; by default that of the atlas")
    parser.add_argument("--from", dest="since", type=_day, help="the earlier day of a comparison")
    parser.add_argument("--to", dest="until", type=_day, help="the later day of a comparison")
    parser.add_argument("--known", type=_day, help="only what was known by this day")
    parser.add_argument("--format", default="16x9", choices=FORMATS, help="of a poster; by default %(default)s")
    parser.add_argument("--lang", default="en", choices=LOCALES, help="of the words; by default %(default)s")
    parser.add_argument("--lens", default=LENS, help="what is counted: districts, boundaries, people or land")
    parser.add_argument("--theme", choices=THEMES, help="by default a poster is light, a page as its reader likes it")
    parser.add_argument("--title", help="your own words for the finding")
    parser.add_argument("--credit", help="who made it")
    parser.add_argument("--no-labels", dest="labels", action="store_false", help="leave out the names of provinces")
    parser.add_argument("--link", type=_address, help="the address of your app, for links to lead to")
    parser.add_argument("--data", default="standings", choices=[what.value for what in What], help="which table")
    parser.add_argument("--ledger", type=Path, default=FOLDER, help="a folder of reports; by default the one shipped")
    return parser


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise ArgumentTypeError(f"{words!r} is no day such as 2021-07-05") from None


def _address(words: str) -> str:
    try:
        return web_address(words)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


def _make(asked: Namespace, file: Path) -> None:
    country = load_country()
    ledger = load_ledger(country.gazetteer, asked.ledger)
    reading = read_as_known(ledger, country.gazetteer.province_of, asked.known)
    given = Publication(
        reading,
        country,
        _shown(asked, reading, country),
        asked.theme,
        asked.title,
        asked.credit,
        asked.labels,
        asked.link or "",
    )
    file.write_bytes(_made(asked, given))


def _made(asked: Namespace, given: Publication) -> bytes:
    country, ending = given.country, asked.file.suffix.lower()
    if ending in PICTURES:
        shapes = plate_shapes(country.boundaries, country.borders, country.districts, country.provinces)
        return picture(given, shapes, FORMATS[asked.format], PICTURES[ending])
    if ending in PAGES:
        return page(given)
    if ending not in {f".{suffix}" for suffix in SUFFIXES.values()}:
        endings = ", ".join([*PICTURES, PAGES[0], *dict.fromkeys(f".{suffix}" for suffix in SUFFIXES.values())])
        raise NotPublished(f"a file can end with one of {endings}")
    return export(given.reading, country, asked.data, kind_of(asked.file.name, asked.data), given.shown.day)


def _shown(asked: Namespace, reading: Reading, country: Country) -> Shown:
    """
    Check what is to be shown.

    Raises
    ------
    NotPublished
    """
    if asked.lens not in country.lenses:
        raise NotPublished(f"{asked.lens!r} is no way to count; expected one of {', '.join(country.lenses)}")
    if (asked.since is None) != (asked.until is None):
        raise NotPublished("a comparison needs two days, --from and --to")
    if asked.since and asked.day:
        raise NotPublished("--day shows one day, --from and --to compare two; expected one or the other")
    day = asked.until or asked.day or max(reading.first, min(reading.ledger.war.opening_day, reading.last))
    for named in filter(None, (asked.since, day)):
        if not reading.first <= named <= reading.last:
            days = f"{day_words(reading.first)} to {day_words(reading.last)}"
            raise NotPublished(f"{day_words(named)} lies outside the days that are told of, {days}")
    if asked.since and asked.since > day:
        raise NotPublished(f"{day_words(asked.since)} comes after {day_words(day)}; expected the earlier day first")
    return Shown(day, asked.since, None, asked.known, asked.lens, asked.lang)


@contextmanager
def _whole(file: Path) -> Iterator[Path]:
    """Give a file to write beside the one that is asked for, and put it in its place once it is whole."""
    if not file.parent.is_dir():
        raise NotPublished(f"there is no folder {file.parent}")
    with NamedTemporaryFile(dir=file.parent, prefix=f".{file.stem}-", suffix=file.suffix, delete=False) as opened:
        made = Path(opened.name)
    try:
        yield made
        made.chmod(0o644)
        made.replace(file)
    finally:
        made.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
