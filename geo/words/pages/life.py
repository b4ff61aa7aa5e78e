"""A district on a day, in two or three sentences; `events.analysis.life` lists the reports behind each number."""

from collections.abc import Iterable
from datetime import date

from events.analysis.life import Behind, Life, behind, claim_since, last_own, standing_since
from events.model import CONTESTED, ReportId, War, is_reported
from geo.wording import worded
from geo.words.days import day_words
from geo.words.headlines import capitalised, number_words


def life_words(life: Life, name: str, day: date, war: War) -> str:
    """
    Describe who holds a district on a day, since when and by how many reports; claims on it; and what this rests on.

    Parameters
    ----------
    name
        The name of the district.
    """
    if not life.told:
        return f"No report on record mentions {name}."
    called = _called(war, day)
    shown = behind(life, day)
    sentences = (_standing(life, name, day, war, shown), _over(life, day, called, shown), _rests_on(life, day, war))
    return " ".join(sentence for sentence in sentences if sentence)


def _standing(life: Life, name: str, day: date, war: War, shown: Behind) -> str:
    episode = life.on(day)
    if not is_reported(episode.standing):
        said = f"It is not known who controlled {name} on {day_words(day)}: there is no firm report up to then."
        holder = war.presumption and _called(war, day)[war.presumption.party]
        return f"{said} It is presumed to have been held by {holder}." if holder else said
    since, reports = day_words(standing_since(life.episodes, day)), _reports(shown.standing)
    if episode.standing == CONTESTED:
        outright = {told.report.id for told in life.told if told.report.says == CONTESTED}
        tied = "" if outright.issuperset(shown.standing) else " that are equally sure and disagree"
        said = f"{name} has been contested since {since}, according to {reports}{tied}"
    else:
        said = f"{name} has been held by {_called(war, day)[episode.standing]} since {since}, according to {reports}"
    return said + (worded(war, ", all province- or country-wide.") if episode.inferred else ".")


def _over(life: Life, day: date, called: dict[str, str], shown: Behind) -> str:
    """Describe in a sentence what is claimed or reported beside the standing; empty if there is nothing."""
    episode, reports = life.on(day), {told.report.id: told.report for told in life.told}
    clauses = []
    if episode.claim and (since := claim_since(life.episodes, day)):
        claimed = f"it has been claimed by {called[episode.claim]} since {day_words(since)}"
        clauses.append(f"{claimed} ({_reports(shown.claim)})")
    for standing in sorted(episode.changing):
        become = "be contested" if standing == CONTESTED else f"have fallen to {called[standing]}"
        saying = [report for report in shown.changing if reports[report].says == standing]
        clauses.append(f"it may already {become} ({_reports(saying)})")
    if episode.passed == CONTESTED:
        clauses.append("it changed twice that day and was contested in between")
    elif episode.passed:
        clauses.append(f"it changed hands twice that day, first to {called[episode.passed]}")
    elif episode.unsettled:
        clauses.append(f"fighting, or a change in part of it, is reported ({_reports(shown.unsettled)})")
    said = "; ".join(clauses)
    return f"{capitalised(said)}." if said else ""


def _rests_on(life: Life, day: date, war: War) -> str:
    """Describe how many reports there are by a day, how many are contradicted, and the age of the last own one."""
    so_far = [told for told in life.told if not told.later_than(day)]
    if not so_far:
        return f"The first report to mention it takes effect on {day_words(life.told[0].report.latest)}."
    said = f"{_reports([told.report.id for told in so_far]).capitalize()} so far"
    if contradicted := sum(told.outcome.contradicted for told in so_far):
        said += f", {number_words(contradicted).lower()} of them contradicted"
    last = last_own(life, day)
    if not last:
        return said + worded(war, ", none on this district itself.")
    since = last[0].report.latest
    days = (day - since).days
    age = {0: "that day", 1: "the day before"}.get(days, f"{day_words(since)}, {days} days before")
    return said + worded(war, "; the latest on this district itself is of {age}.", age=age)


def _called(war: War, day: date) -> dict[str, str]:
    return {party.id: party.called_on(day) for party in war.parties}


def _reports(reports: Iterable[ReportId]) -> str:
    """Count reports in words: ``one report``, ``two reports``."""
    number = len(list(reports))
    return "one report" if number == 1 else f"{number_words(number).lower()} reports"
