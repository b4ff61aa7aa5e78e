"""
What the words of a file mean: kinds, parties and certainties; and what a word that is not known is likely to mean.

Kinds and parties are known by the words of the ledger, certainties also by the usual ones of five languages. Of other
words a person is asked: what is likely stands first among the answers, and is never taken unasked.
"""

import re
from collections.abc import Iterable, Mapping

from events.ledger.locate import fold
from events.model import Certainty, Kind, Party, PartyId, War

CERTAINTIES: dict[Certainty, str] = {
    Certainty.CONFIRMED: (
        "confirmed, verified, corroborated, bevestigd, geverifieerd, bestätigt, verifiziert, confirmé, confirmée, "
        "vérifié, vérifiée, تأیید شده, تایید شده"
    ),
    Certainty.REPORTED: "reported, gemeld, gerapporteerd, gemeldet, berichtet, rapporté, rapportée, گزارش شده",
    Certainty.CLAIMED: (
        "claimed, claim, alleged, allegedly, unconfirmed, not confirmed, unverified, not verified, beweerd, "
        "onbevestigd, niet bevestigd, niet geverifieerd, behauptet, angeblich, unbestätigt, nicht bestätigt, "
        "nicht verifiziert, revendiqué, revendiquée, non confirmé, non confirmée, non vérifié, non vérifiée, "
        "ادعا شده, تأیید نشده, تایید نشده"
    ),
}
"""Of each the words that mean it; a scale of a desk's own, such as high and low, is asked about."""
LIKELY_KINDS: dict[Kind, str] = {
    Kind.CAPTURED: (
        "fell, fallen, falls, seized, taken, overrun, conquered, occupied, lost, capture, ingenomen, veroverd, "
        "gevallen, eingenommen, erobert, gefallen, pris, prise, tombé, tombée, conquis, سقوط, تصرف"
    ),
    Kind.SURRENDERED: "surrender, capitulated, overgegeven, ergeben, capitulation, reddition, تسلیم",
    Kind.ABANDONED: "evacuated, deserted, verlaten, aufgegeben, verlassen, abandonné, abandonnée, évacué, évacuée",
    Kind.WITHDRAWN: "withdrew, withdrawal, retreat, retreated, teruggetrokken, rückzug, abgezogen, retrait",
    Kind.TRANSFERRED: "transfer, handover, handed over, overgedragen, übergeben, remis, remise",
    Kind.RECAPTURED: "retaken, retook, regained, recapture, heroverd, zurückerobert, repris, reprise, بازپس گرفته",
    Kind.HELD: (
        "holding, holds, hold, held, control, controlled, controls, under control, in control, in handen, gehalten, "
        "kontrolliert, tenu, tenue, contrôlé, contrôlée, contrôle, کنترل"
    ),
    Kind.CONTESTED: (
        "disputed, contest, betwist, omstreden, umkämpft, umstritten, disputé, disputée, contesté, contestée"
    ),
    Kind.FIGHTING: "clash, clashes, battle, battles, gevechten, gefechte, kämpfe, combat, combats, affrontements, جنگ",
    Kind.CLAIMED: "claim, claims",
}
"""Words that are likely to mean a kind; of a base that is captured, say, nothing is likely for its district."""
AREA = frozenset(
    ("town", "city", "district", "township", "municipality", "centre", "center", "stad", "ville", "was", "is")
)
"""Words beside these that do not change what they mean, folded."""
LEAST_BEGUN = 0.6
"""The least share of the letters of a party's name of which a word may be the beginning."""
BETWEEN = re.compile(r"[\s,;:/+&()\[\]|–-]+")


def kinds_of(words: Iterable[str]) -> dict[str, Kind]:
    """Return the kinds that words of a file name as the ledger does."""
    kinds = {fold(kind): kind for kind in Kind}
    return {word: kinds[fold(word)] for word in words if fold(word) in kinds}


def certainty_of(word: str) -> Certainty | None:
    """
    Return the certainty that a word means, if it is known.

    >>> certainty_of("Nicht bestätigt"), certainty_of("medium")
    (<Certainty.CLAIMED: 'claimed'>, None)
    """
    return _CERTAINTIES.get(fold(word))


def side_names(war: War) -> dict[str, PartyId]:
    """Gather what the parties of a war are called, folded, in every language: its id, its names, its later names."""
    return {fold(name): party.id for party in reversed(war.parties) for name in _names(party) if fold(name)}


def _names(party: Party) -> list[str]:
    names = [party.id, party.name, party.called]
    names += [name for later in party.later for name in (later.name, later.called)]
    forms = [words for named in (party.names, *(later.names for later in party.later)) for words in named.values()]
    return names + [words[form] for words in forms for form in ("name", "called") if form in words]


def likely_kinds(word: str) -> tuple[Kind, ...]:
    """
    Return the kinds that a word is likely to mean.

    >>> likely_kinds("Town seized"), likely_kinds("Base captured")
    ((<Kind.CAPTURED: 'captured'>,), ())
    """
    parts = [part for part in map(fold, BETWEEN.split(word)) if part and part not in AREA]
    found = _KINDS.get("".join(parts))
    return (found,) if found else ()


def likely_sides(word: str, names: Mapping[str, PartyId]) -> tuple[PartyId, ...]:
    """
    Return the parties that a word is likely to mean: one of its parts names each, or it begins the party's name.

    Parameters
    ----------
    names
        What the parties are called, folded; see `side_names`.
    """
    parts = [part for part in map(fold, BETWEEN.split(word)) if part]
    named = [names[part] for part in parts if part in names]
    whole = "".join(parts)
    begun = [party for name, party in names.items() if name.startswith(whole) and len(whole) >= LEAST_BEGUN * len(name)]
    return tuple(dict.fromkeys([*named, *begun]))


_CERTAINTIES: Mapping[str, Certainty] = {
    fold(word): certainty for certainty, words in CERTAINTIES.items() for word in words.split(", ")
}
_KINDS: Mapping[str, Kind] = {
    fold(word): kind for kind, words in LIKELY_KINDS.items() for word in (*words.split(", "), str(kind))
}
