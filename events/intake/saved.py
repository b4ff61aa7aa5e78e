"""
A reader's uploads as one file, which can be opened again, or become part of a war's folder.

It is a ZIP of `reports.csv`, `sources.csv`, `context.csv` and `claims.csv` in the form of a war's files, and of
`uploads.json`, which says of what files they were made. Opened again, it gives the same records, and so a ledger of the
same digest.
"""

import json
import zipfile
from collections.abc import Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from events.intake.files.grids import MOST_UNPACKED, Refused
from events.intake.meaning.cells import Setting
from events.intake.meaning.layouts import Layout
from events.intake.upload import Upload, checked
from events.ledger.background import CONTEXT_COLUMNS
from events.ledger.check import REPORT_COLUMNS, SOURCE_COLUMNS
from events.ledger.read import Row, read
from events.ledger.totals import CLAIM_COLUMNS
from events.tables.files import to_csv, to_zip

MANIFEST, HOW = "uploads.json", "README.txt"
COLUMNS = {
    "sources.csv": SOURCE_COLUMNS,
    "reports.csv": REPORT_COLUMNS,
    "context.csv": CONTEXT_COLUMNS,
    "claims.csv": CLAIM_COLUMNS,
}
ADDED_LATER = ("claims.csv",)
"""What a file that was saved here before may lack."""
PERMANENT = """\
These are reports that somebody brought to the Control Atlas, in the form of its own files.

To open them again: choose this file on the page Add.
To make them permanent: append the lines of each file here, without its first, to the file of the same name in the
folder of the war, or put context.csv and claims.csv there if it has none; then run  python -m geo.places.check FOLDER
"""


def write_saved(uploads: Sequence[Upload], war: str) -> bytes:
    """
    Write uploads as one file; the same uploads give the same bytes.

    Parameters
    ----------
    war
        The name of the war's folder.
    """
    files = {name: file_of(uploads, name) for name in COLUMNS}
    told = [
        {
            "name": upload.name,
            "digest": upload.digest,
            "layout": upload.layout,
            "rows": {name: len(upload.rows.get(name, ())) for name in COLUMNS},
        }
        for upload in uploads
    ]
    manifest = json.dumps({"war": war, "uploads": told}, ensure_ascii=False, indent=1)
    return to_zip({HOW: PERMANENT.encode(), MANIFEST: manifest.encode(), **files})


def is_saved(data: bytes) -> bool:
    """Return whether a file is one that `write_saved` wrote."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return MANIFEST in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def read_saved(name: str, data: bytes, folder: str, setting: Setting) -> tuple[Upload, ...]:
    """
    Read a saved file.

    Parameters
    ----------
    folder
        The name of the folder of the war that is open.

    Raises
    ------
    events.intake.files.grids.Refused
        If it is of another war, is too large, or one of its files is invalid. A line that is not valid is a problem of
        its upload instead.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, TemporaryDirectory() as place:
            there = {each: columns for each, columns in COLUMNS.items() if not _is_older(archive, each)}
            if sum(archive.getinfo(each).file_size for each in (MANIFEST, *there)) > MOST_UNPACKED:
                raise Refused(name, f"more than {MOST_UNPACKED:,} bytes when unpacked")
            told = json.loads(archive.read(MANIFEST))
            rows = {each: _rows(Path(place) / each, archive.read(each), columns) for each, columns in there.items()}
        if told["war"] != folder:
            raise Refused(name, f"it is of another war, {str(told['war'])[:80]}; open that war first")
        made_of = [(str(each["name"]), str(each["digest"]), Layout(each["layout"])) for each in told["uploads"]]
        shares = {each: iter(kept) for each, kept in rows.items()}
        parts = [
            {each: tuple(islice(left, int(upload["rows"][each]))) for each, left in shares.items()}
            for upload in told["uploads"]
        ]
    except Refused:
        raise
    except (ValueError, KeyError, TypeError, OSError, RecursionError, zipfile.BadZipFile, RuntimeError) as error:
        raise Refused(name, f"it is no file that this page saved, or was changed since ({error})") from error
    return tuple(checked(*made, part, setting) for made, part in zip(made_of, parts, strict=True))


def file_of(uploads: Sequence[Upload], name: str) -> bytes:
    """Write all rows of uploads that can stand in one file of a war, by the name of that file."""
    columns = COLUMNS[name]
    rows = [row.cells for upload in uploads for row in upload.rows.get(name, ())]
    further = sorted({column for cells in rows for column in cells} - set(columns))
    return to_csv(pd.DataFrame(rows, columns=[*columns, *further]).fillna(""))


def _is_older(archive: zipfile.ZipFile, name: str) -> bool:
    """Return whether a file was saved before there was one of a name: claims could not be brought at first."""
    return name in ADDED_LATER and name not in archive.namelist()


def _rows(path: Path, content: bytes, columns: Sequence[str]) -> tuple[Row, ...]:
    path.write_bytes(content)
    found = read(path, columns)
    if found.problems:
        raise ValueError(str(found.problems[0]))
    return found.kept
