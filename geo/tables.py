"""
The tables of the pages, each with what its cells open: the reports a number is made of, a district, a province.

What opens is a parameter of the page's own address. A number is asked for by the word of its `events.evidence.Figure`,
so that it can be checked. Words from the data are guarded, since a reader may save a table from the screen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from events.compare import Transition
from events.control import Lens
from events.evidence import Figure, Part, behind
from events.gaps import Silence
from events.hindsight import Learned, Revision
from events.locate import ProvinceId
from events.model import PartyId, PlaceId, Report, ReportId, Source, SourceId, Span, Standing, War
from events.provinces import ProvinceDay, ProvinceLife, half_lost
from events.publishers import Differences, Voice
from events.sources import guarded
from geo.encode import look_of, names, standings
from geo.figures import figure_word
from geo.words import report_words

Opens = dict[tuple[int, str], tuple[str, str]]
"""By row and column of a cell: the parameter of the address that it sets, and its value."""


@dataclass(frozen=True, slots=True)
class Table:
    """What is shown, and what its cells open."""

    rows: pd.DataFrame
    opens: Opens


def provinces_table(
    days: Sequence[ProvinceDay],
    lives: Mapping[ProvinceId, ProvinceLife],
    called: Mapping[ProvinceId, str],
    reports: Mapping[ProvinceId, Sequence[ReportId]],
    war: War,
    day: date,
    party: PartyId,
) -> Table:
    """
    List the provinces on a day, in the order given; numbers are in the unit of the lens they were counted by.

    Parameters
    ----------
    reports
        The reports behind all that stands in each province on the day.
    """
    named = names(war)
    rows, opens = [], Opens()
    for at, told in enumerate(days):
        row = {"Province": called[told.province], "Counted": told.total}
        opens[at, "Province"] = "province", told.province
        opens[at, "Counted"] = _number(Figure(day, None, province=told.province))
        for standing in standings(war):
            row[named[standing]] = told.weights.get(standing, 0)
            opens[at, named[standing]] = _number(Figure(day, standing, province=told.province))
        row["Under a claim"] = told.claimed
        opens[at, "Under a claim"] = _number(Figure(day, None, Part.CLAIMED, told.province))
        row |= {
            "First change": told.first and told.first.day,
            "Latest change": told.latest and told.latest.day,
            "Capital fell": told.capital_fell,
            "Half lost": half_lost(lives[told.province], party),
            "Reports": len(reports[told.province]),
        }
        opens[at, "Reports"] = _number(Figure(day, None, province=told.province))
        rows.append(row)
    return Table(pd.DataFrame(rows), opens)


def districts_table(
    control: Mapping[PlaceId, Span],
    called: Mapping[PlaceId, str],
    about: Mapping[PlaceId, Sequence[Report]],
    lens: Lens,
    war: War,
    day: date,
) -> Table:
    """List districts on a day, with the standing of each in words and what each weighs."""
    named = names(war)
    sentence = named | {party.id: party.called for party in war.parties}
    rows, opens = [], Opens()
    for at, (place, span) in enumerate(control.items()):
        row = {
            "District": called[place],
            "Standing": look_of(span).words(named, sentence),
            "So since": None if span.start == date.min else span.start,
            "Reports": len(behind([span], day, about)),
        }
        rows.append(row | ({lens.unit.capitalize(): lens.weights.get(place, 0)} if lens.unit else {}))
        opens[at, "District"] = opens[at, "Reports"] = "picked", place
    return Table(pd.DataFrame(rows), opens)


def flows_table(flows: Mapping[tuple[Standing, Standing], float], earlier: date, later: date, war: War) -> Table:
    """Lay out how much passed from each standing (down) to each (across), with sums."""
    named, order = names(war), standings(war)
    columns = {standing: f"to {named[standing]}" for standing in order}
    rows, opens = [], Opens()
    for at, was in enumerate(order):
        row: dict[str, str | float] = {"From": named[was]}
        for standing in order:
            row[columns[standing]] = flows.get((was, standing), 0)
            opens[at, columns[standing]] = _number(Figure(later, standing, since=earlier, was=was))
        row["All"] = sum(flows.get((was, standing), 0) for standing in order)
        opens[at, "All"] = _number(Figure(earlier, was))
        rows.append(row)
    last: dict[str, str | float] = {"From": "All"}
    for standing in order:
        last[columns[standing]] = sum(flows.get((was, standing), 0) for was in order)
        opens[len(order), columns[standing]] = _number(Figure(later, standing))
    opens[len(order), "All"] = _number(Figure(later, None))
    return Table(pd.DataFrame([*rows, last | {"All": sum(flows.values())}]), opens)


def transitions_table(
    transitions: Iterable[Transition],
    called: Mapping[PlaceId, str],
    within: Mapping[PlaceId, str],
    sources: Mapping[SourceId, Source],
    war: War,
) -> Table:
    """List the districts that changed, by the day of the last change of each, with the report that leads it."""
    named, sentence = names(war), {party.id: party.called for party in war.parties}
    changed = [(transition.last, transition) for transition in transitions if transition.changed and transition.last]
    rows, opens = [], Opens()
    for at, (last, transition) in enumerate(sorted(changed, key=lambda pair: (pair[0].day, pair[0].place))):
        lead = last.lead
        rows.append(
            {
                "District": called[transition.place],
                "Province": within[transition.place],
                "From": named[transition.before.standing],
                "To": named[transition.after.standing] + (", inferred" if transition.after.inferred else ""),
                "On": last.day,
                "Led by": guarded(report_words(lead, sentence)),
                "Publisher": guarded(sources[lead.source].publisher),
                "Page": None if sources[lead.source].unlinked_because else sources[lead.source].url,
                "Reports": len(transition.reports),
            }
        )
        opens[at, "District"] = opens[at, "Reports"] = "picked", transition.place
    return Table(pd.DataFrame(rows), opens)


def differences_table(
    before: Mapping[PlaceId, Span],
    after: Mapping[PlaceId, Span],
    places: Iterable[PlaceId],
    called: Mapping[PlaceId, str],
    within: Mapping[PlaceId, str],
    war: War,
) -> Table:
    """List places of which two readings tell otherwise on a day, with what each tells."""
    named = names(war)
    sentence = named | {party.id: party.called for party in war.parties}
    rows, opens = [], Opens()
    for at, place in enumerate(places):
        rows.append(
            {
                "District": called[place],
                "Province": within[place],
                "With all reports": look_of(before[place]).words(named, sentence),
                "Without these": look_of(after[place]).words(named, sentence),
            }
        )
        opens[at, "District"] = "picked", place
    return Table(pd.DataFrame(rows), opens)


def revisions_table(
    revisions: Iterable[Revision],
    settled: Mapping[PlaceId, date | None],
    called: Mapping[PlaceId, str],
    within: Mapping[PlaceId, str],
    reports: Mapping[ReportId, Report],
    sources: Mapping[SourceId, Source],
    war: War,
) -> Table:
    """List what is read otherwise now, with the later reports that changed it."""
    named = names(war)
    sentence = named | {party.id: party.called for party in war.parties}
    rows, opens = [], Opens()
    for at, revision in enumerate(revisions):
        later = [reports[report] for report in revision.reports]
        rows.append(
            {
                "District": called[revision.place],
                "Province": within[revision.place],
                "As known then": look_of(revision.then).words(named, sentence),
                "By all that is known": look_of(revision.now).words(named, sentence),
                "Known since": _since(settled[revision.place], later),
                "Changed by": guarded(
                    "; ".join(
                        f"{report_words(report, sentence)}, {sources[report.source].publisher}" for report in later
                    )
                ),
                "Reports": len(later),
            }
        )
        opens[at, "District"] = opens[at, "Reports"] = "picked", revision.place
    return Table(pd.DataFrame(rows), opens)


def learned_table(learned: Iterable[Learned], called: Mapping[PlaceId, str], war: War, day: date) -> Table:
    """List the days of knowledge that changed how one day is read, with what it came to."""
    named = names(war)
    rows, opens = [], Opens()
    for at, step in enumerate(learned):
        row: dict[str, date | int | str] = {"Known by": step.known}
        for standing in standings(war):
            row[named[standing]] = len(step.places.get(standing, ()))
            opens[at, named[standing]] = _number(Figure(day, standing), step.known)
        row["Read otherwise"] = ", ".join(called[place] for place in step.changed)
        rows.append(row | {"By": ", ".join(step.reports)})
        opens[at, "Known by"] = opens[at, "By"] = _number(Figure(day, None), step.known)
    return Table(pd.DataFrame(rows), opens)


def recaptures_table(
    recaptures: Iterable[tuple[PlaceId, ReportId]],
    called: Mapping[PlaceId, str],
    within: Mapping[PlaceId, str],
    reports: Mapping[ReportId, Report],
    war: War,
) -> Table:
    """List the recaptures before which nobody reported a fall."""
    sentence = {party.id: party.called for party in war.parties}
    rows, opens = [], Opens()
    for at, (place, report) in enumerate(recaptures):
        rows.append(
            {
                "District": called[place],
                "Province": within[place],
                "On": reports[report].latest,
                "Report": report,
                "Says": guarded(report_words(reports[report], sentence)),
            }
        )
        opens[at, "District"] = opens[at, "Report"] = "picked", place
    return Table(pd.DataFrame(rows), opens)


def voices_table(voices: Iterable[Voice], weights: Mapping[str, Differences] | None = None) -> Table:
    """
    List who says so.

    Parameters
    ----------
    weights
        By publisher, what the map of a day would have otherwise without it; none where that is not told.
    """
    rows, opens = [], Opens()
    for at, voice in enumerate(voices):
        row = {
            "Who": guarded(voice.name),
            "Reports": len(voice.reports),
            "Contradicted": len(voice.contradicted),
            "Share": 100 * voice.share,
            "Pages": voice.pages,
            "First day": voice.first,
            "Last day": voice.last,
        }
        opens[at, "Reports"] = opens[at, "Pages"] = "said", f"all.{voice.name}"
        opens[at, "Contradicted"] = "said", f"contradicted.{voice.name}"
        if weights is not None:
            differences = weights.get(voice.name, Differences((), ()))
            row["Change without it"] = len(differences.standing) + len(differences.claim)
            opens[at, "Who"] = opens[at, "Change without it"] = "without", voice.name
        rows.append(row)
    return Table(pd.DataFrame(rows), opens)


def silences_table(
    silences: Iterable[Silence], called: Mapping[PlaceId, str], within: Mapping[PlaceId, str], war: War
) -> Table:
    """List districts with how long nothing has been heard of each, the longest first."""
    named = names(war)
    rows, opens = [], Opens()
    ordered = sorted(silences, key=lambda silence: (silence.days is not None, -(silence.days or 0), silence.place))
    for at, silence in enumerate(ordered):
        rows.append(
            {
                "District": called[silence.place],
                "Province": within[silence.place],
                "Standing": named[silence.standing] + (", inferred" if silence.inferred else ""),
                "Days since its last report": silence.days,
                "Last report": silence.last,
            }
        )
        opens[at, "District"] = opens[at, "Last report"] = "picked", silence.place
    columns = ["District", "Province", "Standing", "Days since its last report", "Last report"]
    table = pd.DataFrame(rows, columns=columns)
    return Table(table.astype({"Days since its last report": "Int64"}), opens)


def unreported_table(
    unreported: Mapping[ProvinceId, Sequence[PlaceId]],
    unheard: Mapping[ProvinceId, Sequence[PlaceId]],
    called: Mapping[ProvinceId, str],
    names_of: Mapping[PlaceId, str],
) -> Table:
    """List by province the districts without a report of their own, and those without any."""
    rows, opens = [], Opens()
    for at, (province, places) in enumerate(unreported.items()):
        rows.append(
            {
                "Province": called[province],
                "Without a report of its own": len(places),
                "Without any": len(unheard.get(province, ())),
                "Which": ", ".join(names_of[place] for place in places),
            }
        )
        for column in rows[at]:
            opens[at, column] = "silent", province
    return Table(pd.DataFrame(rows), opens)


def _since(known: date | None, later: Sequence[Report]) -> str:
    """A day of knowledge; where the report's page does not state its day, it is the first that it allows."""
    if known is None:
        return "not known to this day"
    loose = any(report.known == known and not report.known_to_the_day for report in later)
    return known.isoformat() + (" or later" if loose else "")


def _number(figure: Figure, known: date | None = None) -> tuple[str, str]:
    return "number", figure_word(figure, known)
