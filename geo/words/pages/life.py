"""A district on a day, in two or three sentences; `events.analysis.life` lists the reports behind each number."""

from collections.abc import Mapping, Sequence
from datetime import date

from events.analysis.life import Behind, Life, behind, claim_since, last_own, standing_since
from events.model import CONTESTED, PartyId, ReportId, War, is_reported
from geo.forms import Name
from geo.language import Language, Messages, message, messages
from geo.wording import spoken
from geo.words.headlines import capitalised, number_words
from geo.words.standings import called as called_on

ACCORDING = (
    message("according to one report"),
    messages("according to {amount} reports", "according to {amount} reports"),
)
BY = message("(one report)"), messages("({amount} reports)", "({amount} reports)")
SO_FAR = message("one report so far"), messages("{amount} reports so far", "{amount} reports so far")
"""Reports counted in words: of one, and of more."""


def life_words(life: Life, name: str, day: date, war: War, language: Language | None = None) -> str:
    """
    Describe who holds a district on a day, since when and by how many reports; claims on it; and what this rests on.

    Parameters
    ----------
    name
        The name of the district.
    language
        By default English, in the war's own words.
    """
    language = language or spoken("en", war)
    if not life.told:
        return language.say("No report on record mentions {district}.", district=name)
    called = called_on(war, day, language)
    shown = behind(life, day)
    sentences = (
        _standing(life, name, day, called, shown, language),
        _presumed(life, day, war, called, language),
        _over(life, day, called, shown, language),
        _rests_on(life, day, language),
    )
    return " ".join(filter(None, sentences))


def _standing(
    life: Life, name: str, day: date, called: Mapping[PartyId, Name], shown: Behind, language: Language
) -> str:
    episode = life.on(day)
    if not is_reported(episode.standing):
        return language.say(
            "It is not known who controlled {district} on {day}: there is no firm report up to then.",
            district=name,
            day=language.day(day),
        )
    values: dict[str, object] = {"district": name, "day": language.day(standing_since(life.episodes, day))}
    values["reports"] = _reports(ACCORDING, shown.standing, language)
    if episode.standing == CONTESTED:
        outright = {told.report.id for told in life.told if told.report.says == CONTESTED}
        said = language.say("{district} has been contested since {day}, {reports}", **values)
        if not outright.issuperset(shown.standing):
            said = language.say("{said}, equally certain but contradictory", said=said)
    else:
        holder = called[episode.standing]
        said = language.say("{district} has been held by {party} since {day}, {reports}", party=holder, **values)
    if episode.inferred:
        return language.say("{said}, all province- or country-wide.", said=said)
    return language.say("{said}.", said=said)


def _presumed(life: Life, day: date, war: War, called: Mapping[PartyId, Name], language: Language) -> str:
    if is_reported(life.on(day).standing) or not war.presumption:
        return ""
    return language.say("It is presumed to have been held by {party}.", party=called[war.presumption.party])


def _over(life: Life, day: date, called: Mapping[PartyId, Name], shown: Behind, language: Language) -> str:
    """Describe in a sentence what is claimed or reported beside the standing; empty if there is nothing."""
    episode, reports = life.on(day), {told.report.id: told.report for told in life.told}
    clauses = []
    if episode.claim and (since := claim_since(life.episodes, day)):
        values = {"day": language.day(since), "reports": _reports(BY, shown.claim, language)}
        words = message("it has been claimed by {party} since {day} {reports}")
        clauses.append(language.say(words, party=called[episode.claim], **values))
    for standing in sorted(episode.changing):
        saying = _reports(BY, [each for each in shown.changing if reports[each].says == standing], language)
        if standing == CONTESTED:
            clauses.append(language.say("it may already be contested {reports}", reports=saying))
        else:
            words = message("it may already have fallen to {party} {reports}")
            clauses.append(language.say(words, party=called[standing], reports=saying))
    if episode.passed == CONTESTED:
        clauses.append(language.say("it changed twice that day and was contested in between"))
    elif episode.passed:
        words = message("it changed hands twice that day, first to {party}")
        clauses.append(language.say(words, party=called[episode.passed]))
    elif episode.unsettled:
        words = message("fighting, or a change in part of it, is reported {reports}")
        clauses.append(language.say(words, reports=_reports(BY, shown.unsettled, language)))
    said = language.say("; ").join(clauses)
    return capitalised(language.say("{said}.", said=said)) if said else ""


def _rests_on(life: Life, day: date, language: Language) -> str:
    """Describe how many reports there are by a day, how many are contradicted, and the age of the last own one."""
    so_far = [told for told in life.told if not told.later_than(day)]
    if not so_far:
        first = language.day(life.told[0].report.latest)
        return language.say("The first report to mention it takes effect on {day}.", day=first)
    said = capitalised(_reports(SO_FAR, [told.report.id for told in so_far], language))
    if contradicted := sum(told.outcome.contradicted for told in so_far):
        said = _contradicted(said, contradicted, language)
    last = last_own(life, day)
    if not last:
        return language.say("{said}, none on this district itself.", said=said)
    since = last[0].report.latest
    days = (day - since).days
    if days == 0:
        return language.say("{said}; the latest on this district itself is of that day.", said=said)
    if days == 1:
        return language.say("{said}; the latest on this district itself is of the day before.", said=said)
    return language.count(
        days,
        "{said}; the latest on this district itself is of {day}, {number} day before.",
        "{said}; the latest on this district itself is of {day}, {number} days before.",
        said=said,
        day=language.day(since),
    )


def _contradicted(said: str, number: int, language: Language) -> str:
    if number == 1:
        return language.say("{said}, one of them contradicted", said=said)
    amount = number_words(number, language).lower()
    many = messages("{said}, {amount} of them contradicted", "{said}, {amount} of them contradicted")
    return language.count(number, *many, said=said, amount=amount)


def _reports(words: tuple[str, Messages], reports: Sequence[ReportId], language: Language) -> str:
    """Count reports in words: ``according to one report``, ``two reports so far``."""
    one, many = words
    number = len(reports)
    return (
        language.say(one)
        if number == 1
        else language.count(number, *many, amount=number_words(number, language).lower())
    )
