"""
The whole site: which tasks there are, who does them, and what need not be done again.

A war whose files, like the code, are as they were is kept whole. Of another, every page is written anew, and put in its
place only where its bytes differ; a link card is not even drawn where its content is as it was.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import NamedTuple

from geo.site.assets import assets_of
from geo.site.data import data_page, put_tables
from geo.site.days import all_days, day_page, put_card
from geo.site.desk import desk_of, section_of
from geo.site.feed import changes_json, feed
from geo.site.folder import MANIFEST, File, Files, Folder, Manifest, read_manifest, replacing
from geo.site.front import atlas_pages, front_page, language_page, machine_files, site_pages
from geo.site.page import Site
from geo.site.places import place_pages

ROOT = Path(__file__).parents[2]
CODE = (".py", ".js", ".css", ".html", ".po")
DRAWN_BY = (
    *("babel", "jinja2", "markupsafe", "pandas", "pillow", "pyarrow", "pyogrio", "shapely", "svg2png-py"),
    *("uharfbuzz", "XlsxWriter", "XStatic-Leaflet", "fontpkg-amiri", "fontpkg-ibm-plex-serif"),
)
"""The packages whose version makes a difference to a file."""
BATCH = 12
"""Days in a task."""
PAST = "past"
"""Marks an asset of the site before, kept for readers who have one of its pages open."""


class Task(NamedTuple):
    """A part of the work, small enough to be shared out."""

    kind: str
    war: Path
    language: str = ""
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did."""

    files: int
    """All that the site now has."""
    size: int
    """In bytes."""
    written: int
    """Those that are new, or other than before."""
    removed: int


Progress = Callable[[int, int], None]
"""Called with the tasks that are done, and with all."""


def build(site: Site, out: Path, workers: int = 1, progress: Progress | None = None) -> Outcome:
    """
    Write a site, or what has changed of one, and put it in its place once it is whole.

    Parameters
    ----------
    workers
        Processes that share the work; 1 does it in this one.

    Raises
    ------
    geo.site.folder.NotReplaced
        If the folder holds anything else, or another run is writing it.
    """
    out = out.resolve()
    before = read_manifest(out)
    code = _digest_of_code()
    made = _made_from(site, code)
    whole = bool(before.files) and before.is_whole(out)
    if whole and before.made == made:
        return Outcome(len(before.files) + 1, _size(before.files), 0, 0)
    with replacing(out, before) as folder:
        kept = [war for war in site.wars if whole and before.made.get(war.name) == made[war.name]]
        files = {path: File(*file) for war in kept for path, file in _keep(folder, war.name)}
        tasks = [task for war in site.wars if war not in kept for task in _tasks(site, war)]
        for done, part in enumerate(_share(site, folder, code, tasks, workers), 1):
            files |= part
            if progress:
                progress(done, len(tasks))
        files |= _common(site, folder)
        files |= {path: folder.put(path, content) for path, content in machine_files(site, files)}
        files |= _past(folder, files)
        (folder.new / MANIFEST).write_bytes(Manifest(made, files).text())
    written = sum(before.files.get(path, ("",))[0] != file.digest for path, file in files.items())
    return Outcome(len(files) + 1, _size(files), written, len(before.files.keys() - files.keys()))


def _size(files: Mapping[str, File]) -> int:
    return sum(file.size for file in files.values())


def _made_from(site: Site, code: str) -> dict[str, str]:
    """Digest all that a site is made from: each war by itself, and what is asked for."""
    asked = f"{code} {site.languages} {site.base} {site.app}"
    made = {war.name: _digest([asked.encode(), *_contents(war.rglob("*"))]) for war in site.wars}
    return made | {"": _digest([asked.encode(), *(f"{war.name} {made[war.name]}".encode() for war in site.wars)])}


def _digest_of_code() -> str:
    files = [path for room in ("events", "geo") for path in (ROOT / room).rglob("*") if path.suffix in CODE]
    return _digest([*_contents(files), *(f"{name} {version(name)}".encode() for name in DRAWN_BY)])


def _contents(files: Iterable[Path]) -> Iterator[bytes]:
    """List the names and the contents of some files."""
    for path in sorted(files):
        if path.is_file():
            yield path.name.encode()
            yield path.read_bytes()


def _digest(parts: Iterable[bytes]) -> str:
    whole = sha256()
    for part in parts:
        whole.update(sha256(part).digest())
    return whole.hexdigest()


def _keep(folder: Folder, war: str) -> Iterator[tuple[str, File]]:
    """Keep every file of a war."""
    for path, was in folder.before.items():
        parts = path.split("/")
        own = parts[1] == war if len(parts) > 2 else parts[-1].startswith(f"{war}-")
        if own and was.recipe != PAST and (file := folder.keep(path)):
            yield path, file


def _past(folder: Folder, files: Files) -> Files:
    """Keep the assets of the site before, for as long as it was the last."""
    gone = [path for path, was in folder.before.items() if path not in files and was.recipe != PAST]
    kept = {path: folder.keep(path) for path in gone if path.startswith("assets/")}
    return {path: file._replace(recipe=PAST) for path, file in kept.items() if file}


def _common(site: Site, folder: Folder) -> Files:
    """Put what belongs to no single war: assets, and the pages of the site and of each language."""
    pages = [*site_pages(site), *(language_page(site, code) for code in site.languages)]
    made = [*assets_of(site.wars).values(), *pages]
    return {path: folder.put(path, content) for path, content in made}


def _tasks(site: Site, war: Path) -> Iterator[Task]:
    """List the tasks of a war, the long ones first."""
    days = desk_of(war).days
    for code in site.languages:
        yield from (Task("days", war, code, days[at : at + BATCH]) for at in range(0, len(days), BATCH))
    yield Task("tables", war)
    for code in site.languages:
        yield Task("places", war, code)
        yield Task("front", war, code)


def _do(site: Site, folder: Folder, code: str, task: Task) -> Files:
    """Do a task."""
    if task.kind == "tables":
        return put_tables(site, desk_of(task.war), folder)
    section = section_of(task.war, task.language)
    if task.kind == "days":
        pages = [day_page(site, section, day) for day in task.days]
        cards = [put_card(site, section, day, folder, code) for day in task.days]
        return dict(cards) | {path: folder.put(path, content) for path, content in pages}
    if task.kind == "places":
        return {path: folder.put(path, content) for path, content in place_pages(site, section)}
    pages = [
        *atlas_pages(site, section),
        *(make(site, section) for make in (front_page, all_days, data_page, feed, changes_json)),
    ]
    return {path: folder.put(path, content) for path, content in pages}


def _share(site: Site, folder: Folder, code: str, tasks: Sequence[Task], workers: int) -> Iterator[Files]:
    """Do tasks in one process or in many."""
    if workers == 1 or len(tasks) < 2:
        yield from (_do(site, folder, code, task) for task in tasks)
        return
    context = get_context("spawn")
    ends: dict[Connection, int] = {}
    for number in range(workers):
        ours, theirs = context.Pipe()
        context.Process(target=_work, args=(site, folder, code, theirs), daemon=True).start()
        theirs.close()  # so that it ends when its worker does
        ends[ours] = number
    waiting = list(reversed(tasks))
    idle, open_ends = list(ends), set(ends)
    done = 0
    while done < len(tasks):
        while idle and waiting:
            idle.pop().send(waiting.pop())
        for end in wait(open_ends):
            assert isinstance(end, Connection)
            answer = end.recv()  # EOFError if the worker was killed, which ends the run
            if isinstance(answer, BaseException):
                raise answer
            yield answer
            done += 1
            idle.append(end)
    for end in open_ends:
        end.close()


def _work(site: Site, folder: Folder, code: str, end: Connection) -> None:
    """Do what the other end asks for, until it is closed, as it is when that process is killed."""
    while True:
        try:
            task = end.recv()
        except EOFError:
            return
        try:
            end.send(_do(site, folder, code, task))
        except BrokenPipeError:
            return
        except Exception as error:
            end.send(error)
            return
