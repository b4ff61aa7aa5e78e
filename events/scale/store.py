"""
Where spans are kept: versions side by side, of which `current` is the one that is whole.

A version is a folder of Parquet files, one for each shard, as `shard=NAME/spans.parquet`, so that any engine reads
``current/*/*.parquet``; and a manifest with the digest of what each shard was made of. A new version takes over the
shards that are unchanged by hard links, and becomes current by one rename. Whatever ends the work before leaves the old
version as it was.
"""

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

SCHEMA = 2
"""The version of `events.scale.tables.SPANS`; a store of another is made anew."""
MANIFEST, CURRENT, VERSIONS, SPANS = "manifest.json", "current", "versions", "spans.parquet"


LONGEST = 255
"""Bytes of the name of a folder, on all file systems that we know of."""


def shard_folder(name: str) -> str:
    """Name the folder of a shard in a version."""
    return f"shard={quote(name, safe='')}"


@dataclass(frozen=True)
class Manifest:
    """What a version was made of."""

    digests: Mapping[str, str] = field(default_factory=dict)
    """Of each shard's reports and places."""
    known: date | None = None
    """The day of knowledge; `None` if all that is known was used."""

    @property
    def name(self) -> str:
        """The name of the version, by what it was made of."""
        told = json.dumps([SCHEMA, str(self.known), sorted(self.digests.items())])
        return sha256(told.encode()).hexdigest()[:16]


class Store:
    """The versions in one folder."""

    def __init__(self, folder: Path) -> None:
        """Open a store, which need not be there yet."""
        self.folder = folder

    @property
    def current(self) -> Path:
        """The folder of the version that is whole; it may not be there."""
        return self.folder / CURRENT

    def manifest(self) -> Manifest:
        """Return what the current version was made of; nothing if there is none, or it is of another schema."""
        try:
            told = json.loads((self.current / MANIFEST).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return Manifest()
        if told["schema"] != SCHEMA:
            return Manifest()
        return Manifest(told["digests"], date.fromisoformat(told["known"]) if told["known"] else None)

    def shard(self, version: Path, name: str) -> Path:
        """Return the file of a shard in a version."""
        return version / shard_folder(name) / SPANS

    def write(self, version: Path, name: str, spans: pa.Table) -> None:
        """Write a shard into a version, whole or not at all; an engine may do so twice at once."""
        file = self.shard(version, name)
        file.parent.mkdir(exist_ok=True)
        begun = file.with_name(f"{uuid4().hex}.begun")
        pq.write_table(spans, begun)
        begun.replace(file)

    def begin(self, manifest: Manifest, changed: frozenset[str]) -> Path:
        """Make the folder of a new version, with the shards that have not changed; returns it."""
        version = self.folder / VERSIONS / f"{manifest.name}.new"
        shutil.rmtree(version, ignore_errors=True)
        version.mkdir(parents=True)
        for name in manifest.digests.keys() - changed:
            file = self.shard(version, name)
            file.parent.mkdir()
            os.link(self.shard(self.current, name), file)
        return version

    def finish(self, manifest: Manifest, version: Path) -> None:
        """Make a version the current one, and remove all others."""
        known = manifest.known.isoformat() if manifest.known else None
        told = {"schema": SCHEMA, "known": known, "digests": dict(sorted(manifest.digests.items()))}
        (version / MANIFEST).write_text(json.dumps(told, indent=1), encoding="utf-8")
        whole = version.with_suffix("")
        if whole.exists() and not (self.current.exists() and self.current.resolve() == whole.resolve()):
            shutil.rmtree(whole)
        if not whole.exists():
            version.rename(whole)
        link = self.folder / f"{CURRENT}.new"
        link.unlink(missing_ok=True)
        link.symlink_to(whole.relative_to(self.folder), target_is_directory=True)
        link.replace(self.current)
        for other in (self.folder / VERSIONS).iterdir():
            if other != whole:
                shutil.rmtree(other, ignore_errors=True)
