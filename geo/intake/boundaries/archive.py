"""What is packed in a ZIP: looked over before anything is unpacked."""

import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import PurePosixPath

from events.intake.files.archives import climbs
from events.intake.files.grids import MOST_UNPACKED, Refused

MOST_ENTRIES = 2_000


@contextmanager
def archive(name: str, content: bytes) -> Iterator[zipfile.ZipFile]:
    """
    Open a ZIP whose entries have been looked over.

    Raises
    ------
    events.intake.files.grids.Refused
        If it is broken or locked, an entry climbs out of it, or it is too large when unpacked, as it declares itself.
        Also if an entry that is then read is broken, or is larger than it declares.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as opened:
            _require_fit(name, opened.infolist())
            yield opened
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError) as fault:
        if isinstance(fault, Refused):
            raise
        raise Refused(name, f"a broken archive, of which not all can be unpacked ({fault})") from fault


def _require_fit(name: str, entries: Collection[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise Refused(name, f"an archive of {len(entries):,} files; {MOST_ENTRIES:,} are the most")
    for entry in entries:
        if climbs(entry):
            shapeless = "" if any(named(one, ".shp") for one in entries if not climbs(one)) else "; no Shapefile in it"
            raise Refused(name, f"an archive with an entry that climbs out of it ({entry.filename}){shapeless}")
        if entry.flag_bits & 1:
            raise Refused(name, "an archive locked with a password; bring it without one")
    if (unpacked := sum(entry.file_size for entry in entries)) > MOST_UNPACKED:
        raise Refused(
            name, f"it unpacks to {unpacked / 1e6:,.0f} MB; {MOST_UNPACKED / 1e6:,.0f} MB are the most that is read"
        )


def named(entry: zipfile.ZipInfo, *endings: str) -> bool:
    """Return whether an entry is a file with one of these endings; what a Mac adds beside each file is none."""
    path = PurePosixPath(entry.filename)
    return path.suffix.lower() in endings and "__MACOSX" not in path.parts and not path.name.startswith("._")


def beside(opened: zipfile.ZipFile, shapefile: zipfile.ZipInfo) -> dict[str, bytes]:
    """Read the parts of a Shapefile, by their endings in small letters: ``{".shp": …, ".dbf": …}``."""
    stem = PurePosixPath(shapefile.filename).with_suffix("")
    parts = (".shp", ".shx", ".dbf", ".prj", ".cpg")
    return {
        PurePosixPath(entry.filename).suffix.lower(): opened.read(entry)
        for entry in opened.infolist()
        if named(entry, *parts) and str(PurePosixPath(entry.filename).with_suffix("")).lower() == str(stem).lower()
    }
