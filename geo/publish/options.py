"""The options of the command, and which options have no effect on which file."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from datetime import date
from pathlib import Path

from events.ledger.folder import FOLDER
from geo.exports.kinds import SUFFIXES, What
from geo.films.film import SIZES
from geo.language import LOCALES
from geo.links.embed import web_address
from geo.links.permalink import LENS
from geo.links.view import THEMES
from geo.posters.page import FORMATS
from geo.publish.publication import FilmKind, PictureKind
from geo.publish.series import Every

PICTURES = {f".{kind}": kind for kind in PictureKind}
FILMS = {f".{kind}": kind for kind in FilmKind if kind != FilmKind.ZIP}
FRAMES = "frames"
"""A value of the option `--data`: the pictures of a film, in a ZIP."""

PAGES = (".html", ".htm")
TABLES = tuple(dict.fromkeys(f".{suffix}" for suffix in SUFFIXES.values()))

OF_POSTERS, OF_FILMS = {"format", "side"}, {"size", "step", "rate", "pause"}
OF_SERIES, OF_PAGES = {"each"}, {"picture"}
OF_AREAS = {"province", "districts"}
OF_WORDS = {"lang", "theme", "title", "credit", "link"}
"""Options that only some files use."""

EXAMPLES = """
examples:
  python -m geo.publish --day 2021-07-05 --format 4x5 --lang nl out.png
  python -m geo.publish --from 2021-07-01 --to 2021-07-31 --theme dark out.pdf
  python -m geo.publish --from 2021-06-05 --to 2021-07-05 --side out.png
  python -m geo.publish --day 2021-07-05 --known 2021-07-05 --title "What was known" atlas.html
  python -m geo.publish --day 2021-07-05 --province AF17 --format a4 out.pdf
  python -m geo.publish --from 2021-05-01 --to 2021-08-31 --size 1080x1920 --lang fa out.mp4
  python -m geo.publish --from 2021-05-01 --to 2021-08-15 --every week --format a4 out.pdf
  python -m geo.publish --day 2021-08-15 out.gpkg
  python -m geo.publish --data counts out.xlsx
  python -m geo.publish --site FOLDER --base-url https://example.org/atlas   (a whole site; --site --help)
  python -m geo.publish --war wars/sudan-2023 --day 2023-12-18 out.png
"""


def option_parser() -> ArgumentParser:
    """Make the parser of the command's options."""
    parser = ArgumentParser(
        prog="python -m geo.publish",
        description="Make a poster, a page or a table of a day, or of two.",
        epilog=EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", type=Path, help="the file to write; its ending decides what it is")
    _add_view(parser)
    _add_look(parser)
    _add_film(parser)
    parser.add_argument(
        "--every", choices=list(map(str, Every)), help="a series of posters, from one day to another: .zip or .pdf"
    )
    parser.add_argument("--each", choices=("png", "pdf"), help="what the .zip of a series holds; default: png")
    parser.add_argument(
        "--data", choices=[*map(str, What), FRAMES], help="which table (default: standings), or a film's pictures"
    )
    parser.add_argument(
        "--war", default=FOLDER.name, help="the war, by its name or by its folder; default: %(default)s"
    )
    parser.add_argument("--ledger", type=Path, help="another folder of reports on that war; default: its own")
    return parser


def _add_view(parser: ArgumentParser) -> None:
    """Add the options that say what is shown."""
    parser.add_argument(
        "--day", type=_day, help="the day to show, such as 2021-07-05; default: the day the atlas opens with"
    )
    parser.add_argument(
        "--from", dest="since", type=_day, help="the earlier day of a comparison, or the first day of a film"
    )
    parser.add_argument(
        "--to", dest="until", type=_day, help="the later day of a comparison, or the last day of a film"
    )
    parser.add_argument(
        "--side", action="store_true", help="show the two days of a comparison side by side, not what changed"
    )
    area = parser.add_mutually_exclusive_group()
    area.add_argument("--province", help="show one province only, by its P-code")
    area.add_argument("--districts", type=_codes, help="show some districts only, by their codes, with commas between")
    parser.add_argument("--known", type=_day, help="use only reports known by this day")
    parser.add_argument("--lens", default=LENS, help="what to count: districts, boundaries, people or land")


def _add_look(parser: ArgumentParser) -> None:
    """Add the options that say what it looks like, and in which words."""
    parser.add_argument("--format", default="16x9", choices=FORMATS, help="format of a poster; default: %(default)s")
    parser.add_argument("--lang", default="en", choices=LOCALES, help="language; default: %(default)s")
    parser.add_argument(
        "--theme", choices=THEMES, help="default: light for a poster, the reader's own choice for a page"
    )
    parser.add_argument("--title", help="a title of your own; on a page it stands above the headline")
    parser.add_argument("--credit", help="credit line")
    parser.add_argument(
        "--preset", type=Path, help="a file of settings, as the page Publish offers it; options override it"
    )
    parser.add_argument("--logo", type=Path, help="a logo of your own, PNG or SVG, for the footer of posters and films")
    parser.add_argument(
        "--no-labels", dest="labels", action="store_false", help="hide the names of provinces or districts"
    )
    parser.add_argument(
        "--picture", type=address, help="the web address of a picture, such as a poster, for link cards of a page"
    )
    parser.add_argument("--link", type=address, help="the address of your app, for links back to it")


def _add_film(parser: ArgumentParser) -> None:
    """Add the options of a film."""
    parser.add_argument("--size", default="1280x720", choices=SIZES, help="size of a film; default: %(default)s")
    parser.add_argument("--step", type=int, default=1, help="days between frames of a film")
    parser.add_argument("--rate", type=int, default=8, help="frames per second of a film; default: %(default)s")
    parser.add_argument("--pause", type=float, default=2, help="seconds to hold the last day of a film")


def _codes(words: str) -> tuple[str, ...]:
    codes = tuple(sorted({code.strip() for code in words.split(",")}))
    if not all(codes):
        raise ArgumentTypeError(f"{words!r} is not a list of codes with commas between")
    return codes


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise ArgumentTypeError(f"{words!r} is not a date like 2021-07-05") from None


def address(words: str) -> str:
    """Read the address of a web page."""
    try:
        return web_address(words)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


def is_film(asked: Namespace) -> bool:
    """Return whether a film is asked for, or its pictures."""
    return asked.file.suffix.lower() in FILMS or asked.data == FRAMES


def idle_options(asked: Namespace, parser: ArgumentParser) -> list[str]:
    """Name the options that were given and have no effect on such a file."""
    ending = asked.file.suffix.lower()
    if asked.every:
        idle = OF_FILMS | OF_PAGES | {"side"} | (OF_SERIES if ending != ".zip" else set())
    elif is_film(asked):
        idle = OF_POSTERS | OF_PAGES | OF_SERIES | {"lens"}
    elif ending in PICTURES:
        idle = OF_FILMS | OF_PAGES | OF_SERIES
    elif ending in PAGES:
        idle = OF_POSTERS | OF_FILMS | OF_SERIES | {"labels", "logo"}
    else:
        idle = OF_POSTERS | OF_FILMS | OF_PAGES | OF_SERIES | OF_AREAS | OF_WORDS | {"labels", "lens", "logo"}
    given = sorted(name for name in idle if getattr(asked, name) != parser.get_default(name))
    return [{"labels": "--no-labels"}.get(name, f"--{name}") for name in given]
