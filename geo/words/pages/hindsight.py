"""What hindsight changed, in a sentence."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from events.analysis.hindsight import Revision
from events.model import CONTESTED, UNKNOWN, Standing, War
from geo.wording import worded
from geo.words.days import day_words
from geo.words.standings import standings


def hindsight_words(revisions: Iterable[Revision], day: date, known: date, war: War, total: int) -> str:
    """
    Describe how a day reads differently by all reports than it was once known.

    Parameters
    ----------
    known
        The day of knowledge of the revisions.
    total
        The number of districts compared.
    """
    revisions = tuple(revisions)
    changed = [revision for revision in revisions if revision.standing_changed]
    claims = len(revisions) - len(changed)
    if not changed:
        on = "that day" if day == known else f"on {day_words(day)}"
        said = worded(
            war,
            "Nothing learned after {known} changes the map of {total} districts {on}",
            total=total,
            on=on,
            known=day_words(known),
        )
        return said + (f"; for {claims} of them only the claim changed." if claims else ".")
    when = "that day" if day == known else f"on {day_words(known)}"
    words = "For {day}, {changed} of {total} districts read differently now than they did {when}: "
    said = worded(war, words, day=day_words(day), changed=len(changed), total=total, when=when)
    said += f"{_balance(changed, war, day)}."
    return said + (f" For {claims} more only the claim changed." if claims else "")


def _balance(changed: Iterable[Revision], war: War, day: date) -> str:
    """List the balance: ``5 more held by the Taliban, 1 fewer contested, 4 fewer not known``."""
    words: dict[Standing, str] = {party.id: f"held by {party.called_on(day)}" for party in war.parties}
    words |= {CONTESTED: "contested", UNKNOWN: "not known"}
    if war.presumption:
        words[war.unreported] = f"presumed to be {words[war.presumption.party]}"
    balance: Counter[Standing] = Counter()
    for revision in changed:
        balance[revision.now.standing] += 1
        balance[revision.then.standing] -= 1
    told = [
        f"{abs(balance[standing])} {'more' if balance[standing] > 0 else 'fewer'} {words[standing]}"
        for standing in standings(war)
        if balance[standing]
    ]
    return ", ".join(told) or worded(war, "the totals are the same, but for different districts")
