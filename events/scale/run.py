"""One run over a ledger: what changed is reduced, and the rest is taken over."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from events.scale.ledger import BadLedger, Ledger
from events.scale.local import Write, write_local
from events.scale.store import LONGEST, Manifest, Store, shard_folder


def run(ledger: Ledger, out: Path, write: Write = write_local, known: date | None = None) -> Iterator[str]:
    """
    Reduce what changed in a ledger since the last run, and iterate over the shards that are done.

    The new version is there once the last is done; if the work ends before, the old one stays.

    Raises
    ------
    BadLedger
        If the name of a shard is too long for the name of a folder.
    """
    store, digests = Store(out), ledger.digests()
    if too_long := [shard for shard in digests if len(shard_folder(shard)) > LONGEST]:
        raise BadLedger(f"the name of shard {too_long[0]} is too long for a folder")
    out.mkdir(parents=True, exist_ok=True)
    before, after = store.manifest(), Manifest(digests, known)
    same = before.digests if before.known == known else {}
    changed = frozenset(shard for shard, digest in after.digests.items() if same.get(shard) != digest)
    if not changed and before == after:
        return
    version = store.begin(after, changed)
    yield from write(ledger, store, version, changed, known)
    store.finish(after, version)
