"""Who speaks in a report, on which side, and the outcome of the report against the others."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from events.control.rule import STAGES, decide
from events.model import CONTESTED, Certainty, Kind, Report, ReportId, Standing

Stage = tuple[date, int]
"""A day, and which of `STAGES` of it."""

STAGE_OF = {kind: number for number, kinds in enumerate(STAGES) for kind in kinds}


class Speaker(StrEnum):
    """Who speaks in a report; it follows from how sure the report is."""

    GAINING_SIDE = "gaining_side"
    LOSING_SIDE = "losing_side"
    """The side that loses, or both."""
    OTHERS = "others"


class Outcome(StrEnum):
    """How a report fared among those of its place."""

    STANDS = "stands"
    CLAIM = "claim"
    """Only the side that gains says so."""
    FIGHTING = "fighting"
    """It reports fighting, not who is in control."""
    PART = "part"
    """It covers part of the district, not all of it."""
    BORNE_OUT = "borne_out"
    """A claim that a surer report of that day confirms."""
    ANSWERED = "answered"
    """A claim that a surer report of that day contradicts."""
    OPPOSED = "opposed"
    """An equally sure report of that day contradicts it."""
    OUTWEIGHED = "outweighed"
    """A surer report of that day contradicts it."""
    YIELDS = "yields"
    """The district's own report of that day, or one on a narrower area, contradicts it."""

    @property
    def contradicted(self) -> bool:
        """Whether another report of the day speaks against it."""
        return self in (Outcome.ANSWERED, Outcome.OPPOSED, Outcome.OUTWEIGHED, Outcome.YIELDS)


def speaker(report: Report) -> Speaker:
    """Return who speaks in a report."""
    return {
        Certainty.CLAIMED: Speaker.GAINING_SIDE,
        Certainty.CONFIRMED: Speaker.LOSING_SIDE,
        Certainty.REPORTED: Speaker.OTHERS,
    }[report.certainty]


def outcomes(reports: Iterable[Report]) -> dict[ReportId, Outcome]:
    """
    Find the outcome of each report of one place under the rule of `events.control.rule`.

    Parameters
    ----------
    reports
        All that cover one place, in any order.
    """
    reports = tuple(reports)
    stages: dict[Stage, list[Report]] = defaultdict(list)
    answers: dict[date, set[Standing]] = defaultdict(set)
    for report in reports:
        if report.firm and report.affects_control:
            stages[_stage(report)].append(report)
            if report.own:
                answers[report.latest].update(report.sides)
    decided = {stage: decide(peers) for stage, peers in stages.items()}
    return {report.id: _fate(report, decided, answers[report.latest]) for report in reports}


def _stage(report: Report) -> Stage:
    return report.latest, STAGE_OF[report.kind]


def _fate(
    report: Report, decided: Mapping[Stage, tuple[list[Report], Standing | None]], answers: set[Standing]
) -> Outcome:
    """Find a report's outcome among the firm ones of its stage, and the district's own firm ones of its day."""
    if report.part:
        return Outcome.PART
    if report.kind == Kind.FIGHTING:
        return Outcome.FIGHTING
    if not report.firm:
        return (
            Outcome.BORNE_OUT
            if report.party in answers or report.sides & answers
            else Outcome.ANSWERED
            if answers
            else Outcome.CLAIM
        )
    deciding, verdict = decided[_stage(report)]
    if verdict in report.sides:
        return Outcome.STANDS
    if verdict == CONTESTED and report in deciding:
        return Outcome.OPPOSED
    return Outcome.YIELDS if deciding[0].breadth < report.breadth else Outcome.OUTWEIGHED
