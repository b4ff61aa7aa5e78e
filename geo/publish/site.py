"""The command that writes a site of plain files: `python -m geo.publish --site FOLDER`."""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from tqdm import tqdm

from events.ledger.wars import war_folder, war_folders
from geo.language import LOCALES
from geo.publish.options import address
from geo.publish.whole import ENDINGS, NotPublished, broken_off_by
from geo.site.build import Outcome, build
from geo.site.page import Site

ABOUT = """\
Write a site of plain files for any static host: the atlas of each war, and a page for each district, province and day,
in each language, with feeds and the data. A second run writes only what has changed. An interrupted one leaves the site
that stands as it was.
"""


def main(arguments: Sequence[str]) -> int:
    """
    Write the site that is asked for.

    Returns
    -------
    code
        0, 1 if it could not be written, or 130 if it was interrupted.
    """
    asked = _parser().parse_args(arguments)
    started = perf_counter()
    try:
        with broken_off_by(*ENDINGS):
            outcome = _build(asked)
    except (ValueError, OSError, EOFError) as error:
        print(f"{asked.site}: {error or 'a process of the command was killed'}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"{asked.site}: interrupted; the site is as it was", file=sys.stderr)
        return 130
    if not asked.base_url:
        print(f"{asked.site}: without --base-url it has no sitemap and no link cards", file=sys.stderr)
    print(f"{asked.site}: {_words(outcome)} in {perf_counter() - started:.1f} s", file=sys.stderr)
    return 0


def _words(outcome: Outcome) -> str:
    whole = f"{outcome.files:,} files, {outcome.size / 1e6:,.0f} MB"
    if not outcome.written and not outcome.removed:
        return f"nothing has changed: {whole}"
    removed = f", {outcome.removed:,} removed" if outcome.removed else ""
    return f"{outcome.written:,} written{removed}: {whole}"


def _build(asked: Namespace) -> Outcome:
    folder: Path = asked.site
    if not folder.resolve().parent.is_dir():
        raise NotPublished(f"the folder {folder.parent} does not exist")
    if folder.exists() and not folder.is_dir():
        raise NotPublished("a file of this name already exists")
    wars = tuple(war_folder(name) for name in asked.wars) if asked.wars else tuple(war_folders().values())
    base = f"{asked.base_url.rstrip('/')}/" if asked.base_url else ""
    site = Site(wars, tuple(asked.langs), base, asked.link or "")
    with tqdm(unit="task", disable=None, leave=False) as bar:

        def show(done: int, whole: int) -> None:
            bar.total = whole
            bar.update(done - bar.n)

        return build(site, folder, asked.workers, show)


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="python -m geo.publish", description=ABOUT, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("--site", type=Path, required=True, metavar="FOLDER", help="the folder to write")
    parser.add_argument(
        "--base-url",
        type=address,
        help="the address at which the site will be, for its link cards, its sitemap and its feeds",
    )
    parser.add_argument("--wars", type=_listed, help="the wars, by name or folder, with commas between; default: all")
    parser.add_argument(
        "--langs", type=_languages, default=tuple(LOCALES), help="languages, the first one first; default: all"
    )
    parser.add_argument("--link", type=address, help="the address of your app, for links to it")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes; default: %(default)s")
    return parser


def _listed(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (word.strip() for word in words.split(",")))))


def _languages(words: str) -> tuple[str, ...]:
    codes = _listed(words)
    if not codes or not set(codes) <= set(LOCALES):
        raise ArgumentTypeError(f"{words!r} is not a list of {', '.join(LOCALES)}")
    return codes
