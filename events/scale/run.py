"""One run over a ledger: what changed is reduced, and the rest is taken over."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from events.scale.ledger import Ledger
from events.scale.local import Write, write_local
from events.scale.store import Manifest, Store


def run(ledger: Ledger, out: Path, write: Write = write_local, known: date | None = None) -> Iterator[str]:
    """
    Reduce what changed in a ledger since the last run, and iterate over the shards that are done.

    The new version is there once the last is done; if the work ends before, the old one stays.
    """
    out.mkdir(parents=True, exist_ok=True)
    store = Store(out)
    before, after = store.manifest(), Manifest(ledger.digests(), known)
    same = before.digests if before.known == known else {}
    changed = frozenset(shard for shard, digest in after.digests.items() if same.get(shard) != digest)
    if not changed and before == after:
        return
    version = store.begin(after, changed)
    yield from write(ledger, store, version, changed, known)
    store.finish(after, version)
