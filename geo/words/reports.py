"""A report in words: what it says, who says so, its certainty and outcome, its date and its source."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from events.control.outcomes import Outcome, Speaker
from events.ledger.background import Baseline
from events.ledger.locate import ProvinceId
from events.model import Certainty, Kind, PlaceId, Report, Scope, Source, SourceId, War
from geo.forms import Name
from geo.language import ENGLISH, Language, message
from geo.wording import spoken
from geo.words.markdown import LEGAL, unmarked

DONE = {
    Kind.CAPTURED: message("captured by {party}"),
    Kind.SURRENDERED: message("surrendered to {party}"),
    Kind.ABANDONED: message("abandoned to {party}"),
    Kind.WITHDRAWN: message("taken by {party} after a withdrawal"),
    Kind.TRANSFERRED: message("handed over to {party} by {giver}"),
    Kind.RECAPTURED: message("retaken by {party}"),
    Kind.HELD: message("held by {party}"),
    Kind.CONTESTED: message("contested; {party} attacking"),
    Kind.CLAIMED: message("claimed by {party}"),
    Kind.FIGHTING: message("fighting; {party} attacking"),
}
SAID = {
    Certainty.CONFIRMED: message("confirmed by the losing side, or by both"),
    Certainty.REPORTED: message("reported by third parties"),
    Certainty.CLAIMED: message("claimed only by the side that gains"),
}
SPEAKERS: Mapping[str, str] = {
    Speaker.GAINING_SIDE: "the side that gains",
    Speaker.LOSING_SIDE: "the side that loses, or both",
    Speaker.OTHERS: "others",
}
OUTCOMES: Mapping[str, str] = {
    Outcome.STANDS: "",
    Outcome.CLAIM: SAID[Certainty.CLAIMED],
    Outcome.FIGHTING: message("reports fighting, not who is in control"),
    Outcome.PART: message("covers part of the district, not all of it"),
    Outcome.BORNE_OUT: message("a claim that a more certain report from that day confirms"),
    Outcome.ANSWERED: message("a claim that a more certain report from that day contradicts"),
    Outcome.OPPOSED: message("an equally certain report from that day contradicts it"),
    Outcome.OUTWEIGHED: message("a more certain report from that day contradicts it"),
    Outcome.YIELDS: message("the district's own report of that day contradicts it"),
}
"""How a report fared; of one that stands there is nothing to say."""
DATED = {
    "day": message("exact date"),
    "weekend": message("dated to the weekend"),
    "week": message("dated to the week"),
    "month": message("dated to the month"),
}
"""By a report's precision."""
WIDER = {
    Scope.GROUP: message("{place}: {said}"),
    Scope.PROVINCE: message("{place}: {said} (province-wide report)"),
    Scope.COUNTRY: message("{place}: {said} (country-wide report)"),
}
EITHER_SIDE = message("one side or the other")


def report_words(report: Report, war: War, language: Language | None = None) -> str:
    """Write what a report says, with the party as it was called then: ``captured by the Taliban``."""
    language = language or spoken("en", war)
    called = {party.id: language.name(party.called_on(report.latest)) for party in war.parties}
    sides = _together([called[side] for side in (report.party, *report.partners)], language)
    said = language.say(DONE[report.kind], party=sides, giver=called.get(report.given_by, ""))
    if not report.firm and report.kind != Kind.CLAIMED:
        said = language.say("{said}, by that side’s own account", said=said)
    if report.part:
        return language.say("{place}: {said}", place=language.apart(report.place_as_reported), said=said)
    if report.scope in WIDER:
        return language.say(WIDER[report.scope], place=language.apart(report.place_as_reported), said=said)
    return said


def baseline_words(
    baselines: Iterable[Baseline], war: War, provinces: Mapping[ProvinceId, str], language: Language
) -> dict[PlaceId, list[tuple[str, SourceId]]]:
    """Write what was last known of each place, with its sources: ``Taliban (2020-06, press report)``."""
    parties = {party.id: language.say(party.name) for party in war.parties}
    found: dict[PlaceId, list[tuple[str, SourceId]]] = {}
    for baseline in baselines:
        words = message("{standing} ({as_of}, {basis})")
        if baseline.whole:
            words = message("{standing} ({as_of}, {basis}, of {province} as a whole)")
        said = language.say(
            words,
            standing=parties.get(baseline.standing) or language.own(baseline.standing),
            as_of=language.own(baseline.as_of),
            basis=language.own(baseline.basis),
            province=provinces.get(baseline.whole, ""),
        )
        found.setdefault(baseline.place, []).append((said, baseline.source))
    return found


def denier_words(report: Report, war: War, language: Language = ENGLISH) -> str:
    """Name the party that denies a report, as it stands in a sentence; empty if none does."""
    denying = (party.called_on(report.latest) for party in war.parties if party.id == report.denied_by)
    return language.name(next(denying, "")) if report.denied_by else ""


def dated(report: Report, language: Language = ENGLISH) -> str:
    """Write how exactly a report is dated and when it became known: ``exact date; known since 11 August``."""
    precision = language.say(DATED.get(report.precision, f"dated to the {report.precision}"))
    known = language.day(report.known)
    if report.known_to_the_day:
        return language.say("{dated}; known since {day}", dated=precision, day=known)
    return language.say("{dated}; known from {day} at the earliest", dated=precision, day=known)


def cited(source: Source) -> str:
    """Name a source in Markdown: with a link to its page, or with the reason why there is none."""
    named = f"{unmarked(source.publisher)}: {unmarked(source.title)}"
    if source.unlinked_because:
        return f"{named} ({unmarked(source.unlinked_because)})"
    address = quote(source.url, safe=LEGAL).replace("&", "&amp;")  # what follows an & may be an entity's name
    return f"[{named}](<{address}>)"


def _together(names: Sequence[Name], language: Language) -> Name:
    """List names within a sentence, in each of their cases."""
    name = Name(language.listed(names))
    cases = {case for each in names for case in each.cases}
    name.cases = {case: language.listed([format(each, case) for each in names]) for case in cases}
    return name
