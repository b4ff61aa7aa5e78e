"""
The rule of control once more, as plainly as it can be read: one place, one day, from the whole list of events.

Written from the text of the rules (`DESIGN.md`, "The rule of control") and not from `events.control.rule`, so that the
two check each other. Nothing here is quick or clever. Where the rules leave a choice, the comment beside it begins
with "Choice"; where the house has made it, with "House".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from events.model import CONTESTED, UNKNOWN, Certainty, Event, Kind, PartyId, PlaceId, Report, Scope, Standing

# Rule 4: held and contested, then changes of hands, then recaptures.
# House: `claimed` stands among the changes of hands.
STAGES: tuple[frozenset[Kind], ...] = (
    frozenset({Kind.HELD, Kind.CONTESTED}),
    frozenset({Kind.CAPTURED, Kind.SURRENDERED, Kind.ABANDONED, Kind.WITHDRAWN, Kind.TRANSFERRED, Kind.CLAIMED}),
    frozenset({Kind.RECAPTURED}),
)

# Rule 4: "then the surest".
SUREST_FIRST = (Certainty.CONFIRMED, Certainty.REPORTED, Certainty.CLAIMED)


@dataclass(frozen=True)
class Reading:
    """What the rules say of one place on one day."""

    standing: Standing
    inferred: bool
    claim: PartyId | None
    changing: frozenset[Standing]
    unsettled: bool
    passed: Standing | None = None
    """What it was within the day, between what it was before and what it is in the end."""


def standing_on(
    events: Iterable[Event], place: PlaceId, day: date, known: date | None = None, presumed: PartyId | None = None
) -> Reading:
    """
    Read the rules for one place on one day; with `known`, from what was known by that day.

    `presumed` is the party that the war's keeper presumes to have held what no report speaks of, if there is one.
    """
    reports = [event.report for event in events if place in event.places]
    if known is not None:
        reports = [report for report in reports if report.known <= known]  # rule 7

    # Rule 6. House: the standing of the presumed is spelt with a hyphen, which no party's id has.
    standing, inferred, claim = f"presumed-{presumed}" if presumed else UNKNOWN, False, None
    passed: Standing | None = None
    for today in sorted({report.latest for report in reports if report.latest <= day}):  # rule 1
        of_today = [report for report in reports if report.latest == today and _bears_on_standing(report)]
        firm = [report for report in of_today if _is_firm(report)]
        claims = [report for report in of_today if not _is_firm(report) and report.kind is not Kind.CONTESTED]
        passed = _passes_through(firm, standing) if today == day else None
        standing, inferred, changed_by_wider = _apply_firm(firm, standing, inferred)
        # Rule 3: an own firm report ends the claims of its day and of earlier days. Choice: also where another report
        # outdoes it in its stage, or where a later stage of the day decides: "any firm report of that district".
        if any(report.own for report in firm):
            claim = None
            continue
        # Rule 3: a *later* wider report ends a claim if it changes the standing: so the claims of earlier days, and
        # not those of its own day, which are laid hereafter.
        if changed_by_wider:
            claim = None
        # Choice: a claim is measured against who holds at the end of its day, in whatever stage the claim stands.
        claim = _apply_claims(claims, standing, claim)

    unsettled = passed is not None or _is_unsettled(reports, day)
    return Reading(standing, inferred, claim, _changing(reports, day) - {standing}, unsettled, passed)


def count(readings: Iterable[Reading], party: PartyId) -> tuple[int, int, int]:
    """
    Count the places of a party: held, and the band around it.

    Returns
    -------
    held, lowest, highest
        "Lowest, what a party holds with no rival claim over it; highest, that plus what it claims and what is
        changing towards it."
    """
    # Rule 6: what is presumed is counted apart and never as held. Choice: nor does it widen the band, which tells how
    # far the reports allow another number; and a presumed holder's own claim is a claim like any other's.
    held = lowest = highest = 0
    for reading in readings:
        holds = reading.standing == party
        held += holds
        # Choice: a place the party holds counts as lowest also while it may be changing to another: the sentence
        # speaks of rival claims only. A place held by inference is held.
        lowest += holds and reading.claim in (None, party)
        # Choice: "that" is what the party holds, rival claims or not; otherwise the highest could be below what it
        # holds. A place both claimed and changing counts once.
        highest += holds or reading.claim == party or party in reading.changing
    return held, lowest, highest


def _bears_on_standing(report: Report) -> bool:
    # Rule 2: fighting and reports of a part change nothing. House: nor do they end a claim. Choice: nor do they lay
    # one, be they ever so much a claim. A denial changes nothing, so `denied_by` is read nowhere in this module.
    return report.kind is not Kind.FIGHTING and not report.part


def _is_firm(report: Report) -> bool:
    return report.kind is not Kind.CLAIMED and report.certainty in (Certainty.CONFIRMED, Certainty.REPORTED)


def _brings(report: Report) -> Standing:
    # Choice: who attacks does not matter, so two contested reports never oppose each other.
    return CONTESTED if report.kind is Kind.CONTESTED else report.party


def _verdict(deciding: list[Report]) -> Standing:
    """What equally weighty reports bring together: rule 4, "equally sure and opposed is contested"."""
    brought = [_brings(report) for report in deciding]
    if len(set(brought)) == 1:
        return brought[0]
    # House: reports that name several sides are not opposed where a side is in all of them. Choice: of several such
    # sides the one that most reports name first; after that, the first by its id.
    sides = [{CONTESTED} if report.kind is Kind.CONTESTED else {report.party, *report.partners} for report in deciding]
    common = [side for side in sorted({*brought}) if all(side in named for named in sides)]
    return max(common, key=brought.count, default=CONTESTED)


def _weightiest(reports: list[Report]) -> list[Report]:
    """Of reports of one place, day and stage, those none other goes before: the narrower, then the surest."""
    # Choice: province and country are equally wide, district and capital equally own. House: a group stands between,
    # though it may reach beyond one province: who names it means these districts.
    for scopes in ((Scope.DISTRICT, Scope.CAPITAL), (Scope.GROUP,), (Scope.PROVINCE, Scope.COUNTRY)):
        for certainty in SUREST_FIRST:
            equals = [report for report in reports if report.scope in scopes and report.certainty is certainty]
            if equals:
                return equals
    return []


def _apply_firm(firm: list[Report], standing: Standing, inferred: bool) -> tuple[Standing, bool, bool]:
    """Let a day's firm reports change the standing, and say whether a wider one did."""
    changed_by_wider = False
    for stage in STAGES:  # House: one after another, each applied to what the stage before left.
        deciding = _weightiest([report for report in firm if report.kind in stage])
        if not deciding:
            continue
        verdict = _verdict(deciding)
        if deciding[0].own:
            standing, inferred = verdict, False
        elif verdict != standing:  # Rule 5: where it agrees, what there was stays in force.
            # Choice: changed is judged stage by stage, as verdicts are: two wider stages of one day that lead away
            # and back again leave the old standing, now inferred, and have ended the older claim.
            standing, inferred, changed_by_wider = verdict, True, True
    return standing, inferred, changed_by_wider


def _passes_through(firm: list[Report], before: Standing) -> Standing | None:
    """What a day's changes of hands make of a place, if that is news, and its recaptures undo again: rule 4."""
    # Choice: held and contested tell a state and not a change, so by themselves they make no place change twice.
    _, taken, retaken = ([report for report in firm if report.kind in stage] for stage in STAGES)
    if not taken or not retaken:
        return None
    passed, after = _verdict(_weightiest(taken)), _verdict(_weightiest(retaken))
    return passed if passed not in (before, after) else None


def _apply_claims(claims: list[Report], standing: Standing, claim: PartyId | None) -> PartyId | None:
    """Let a day's claims lie over the standing; `claim` is what lay there before."""
    claimant: PartyId | None = None
    for stage in STAGES:  # House: the stages of rule 4, among the claims themselves.
        weightiest = _weightiest([report for report in claims if report.kind in stage])
        # House: equal and opposed lays nothing. Choice: it leaves what an earlier stage, or an earlier day, has laid.
        if weightiest and _verdict(weightiest) != CONTESTED:
            claimant = _verdict(weightiest)
    # Rule 3: a claim by who holds already lays nothing. Choice: that is asked once the claims of the day are settled
    # among themselves, so the holder's claim may outdo or cancel another's of its own day, but not one of an earlier.
    if claimant is None or claimant == standing:
        return claim
    return claimant  # House: in the place of an older one.


def _changing(reports: list[Report], day: date) -> frozenset[Standing]:
    """What reports that can mean this day, and count from a later one, may be bringing (rule 1)."""
    # Choice: every such report, outdone or not, own or wider; `held` too, since rule 1 speaks of any report.
    return frozenset(
        _brings(report)
        for report in reports
        if report.earliest <= day < report.latest
        and _bears_on_standing(report)
        and (report.kind is not Kind.CONTESTED or _is_firm(report))
    )


def _is_unsettled(reports: list[Report], day: date) -> bool:
    """Say whether fighting, or anything in a part of the place, is reported for the day (rule 2)."""
    return any(
        report.earliest <= day <= report.latest and (report.kind is Kind.FIGHTING or report.part) for report in reports
    )
