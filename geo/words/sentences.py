"""The sentence below the headline: how much a party holds, or each of many, made from the data."""

from collections.abc import Iterator, Mapping

from events.control.counts import Count, Lens, not_reported
from events.model import PartyId, Standing
from geo.language import ENGLISH, Language, message
from geo.places.lenses import amount
from geo.words.described.measures import IN_CONTROL, NOT_KNOWN, WHOLE, measured

FEW_SIDES, MOST_SIDES = 2, 3
"""The most sides of which a sentence is about one only; and the most that it names of more."""
UNKNOWN_WORDS = message("For {unknown}, no firm report says who is in control.")


def sentence(
    counts: Mapping[Standing, Count],
    party: PartyId,
    called: Mapping[Standing, str],
    lens: Lens,
    language: Language = ENGLISH,
) -> str:
    """
    Write how much a party holds according to reports, with its range, and how much is inferred and not known.

    Of more than two sides, those that hold most are named, and no range.

    Parameters
    ----------
    counts
        In the unit of the lens.
    """
    total, count = sum(count.held for count in counts.values()), counts.get(party, Count())
    figures = {"held": count.held, "total": total, "lowest": count.lowest, "highest": count.highest}
    figures |= {"inferred": count.inferred, "unknown": not_reported(counts)}
    said: dict[str, object] = {name: amount(figure, lens, language) for name, figure in figures.items()}
    said["party"] = called[party]
    if len(called) > FEW_SIDES and (held := _sides(counts, called, lens, language)):
        unknown = measured(NOT_KNOWN, lens) if lens.unit else UNKNOWN_WORDS
        whole = language.say(measured(WHOLE, lens), total=said["total"], counts=language.listed(held))
        return " ".join([whole, language.say(unknown, **said)] if figures["unknown"] else [whole])
    if lens.unit:
        return " ".join(_in_units(said, figures, lens, language))
    if count.lowest != count.highest and count.inferred:
        holds = language.say(
            "Reports put {party} in control of {held} of {total} districts; counting claims and "
            "uncertain dates, between {lowest} and {highest}. Province- or country-wide "
            "reports alone account for {inferred}.",
            **said,
        )
    elif count.lowest != count.highest:
        holds = language.say(
            "Reports put {party} in control of {held} of {total} districts; counting claims and "
            "uncertain dates, between {lowest} and {highest}.",
            **said,
        )
    elif count.inferred:
        holds = language.say(
            "Reports put {party} in control of {held} of {total} districts, {inferred} of them known "
            "only from province- or country-wide reports.",
            **said,
        )
    else:
        holds = language.say("Reports put {party} in control of {held} of {total} districts.", **said)
    not_known = language.say(UNKNOWN_WORDS, **said) if figures["unknown"] else ""
    return " ".join(filter(None, [holds, not_known]))


def _sides(
    counts: Mapping[Standing, Count], called: Mapping[Standing, str], lens: Lens, language: Language
) -> list[str]:
    """Write how much the sides that hold most hold, most first."""
    held = {party: counts[party].held for party in called if party in counts and counts[party].held}
    most = sorted(held, key=lambda party: -held[party])[:MOST_SIDES]
    return [
        language.say("{standing} {number}", standing=called[party], number=amount(held[party], lens, language))
        for party in most
    ]


def _in_units(
    said: Mapping[str, object], figures: Mapping[str, float], lens: Lens, language: Language
) -> Iterator[str]:
    """Write the sentence for people or land: each figure in a sentence of its own, where there is something to say."""
    yield language.say(measured(IN_CONTROL, lens), **said)
    if said["lowest"] != said["highest"]:
        yield language.say("Counting claims and uncertain dates, between {lowest} and {highest}.", **said)
    if figures["inferred"]:
        yield language.say("Province- or country-wide reports alone account for {inferred}.", **said)
    if figures["unknown"]:
        yield language.say(measured(NOT_KNOWN, lens), **said)
