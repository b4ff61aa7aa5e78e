"""Claimed totals, beside our count."""

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from events.analysis.flows import band, flow_band
from events.analysis.named import reconcile
from events.analysis.totals import FEWEST, ComparedClaim, Subject, compare_claim, subjects, within_area
from events.ledger.totals import Claim, Measure, claims_known_by
from geo.app.here import Here
from geo.app.load import shared
from geo.app.reports import show_reports
from geo.app.widgets import answer, answers, fresh, lede, show_chart, show_notes, show_table
from geo.charts.axes import Spec, spec_of
from geo.charts.totals import Frame, claims_chart
from geo.links.view import day_in, word_in
from geo.tables.table import Table
from geo.tables.totals import claims_table
from geo.words.days import day_words
from geo.words.markdown import unmarked
from geo.words.pages.totals import caveat_words, named_words, summary
from geo.words.reports import cited

KEY = "Line: our count. Band: what claims and uncertain dates allow. Points: single claims, deliberately not connected."
"""What a chart of claims shows."""


def show_claims(here: Here) -> None:
    """Show claimed totals beside what the reports add up to."""
    notes, reading, country = list[str](), here.reading, here.country
    claims = known_claims(here)
    what = "a claim that does not exist"
    link = st.query_params.to_dict()
    picked = word_in(link, "claim", [claim.id for claim in claims], what, notes)
    day = day_in(link, "day", here.war.opening_day, reading.first, reading.last, notes)
    beside = compared(here)
    publishers = {source.id: source.publisher for source in here.ledger.sources}
    show_notes(notes)
    st.title("Claimed totals and our count")
    latest = newest(beside, day)
    counted = [named for claim in claims if claim.area and (named := reconcile(claim, reading.about, reading.spans))]
    lede(
        *(f"{one.claim.claimant}, {day_words(one.claim.until)}: {summary(one, here.war)}" for one in latest),
        *(named_words(named, country.names, here.war) for named in counted),
    )
    with answers("claim"):
        if picked:
            show_claim(here, next(one for one in beside if one.claim.id == picked))
    about, parties = charted(here), {party.id: party.called for party in here.war.parties}
    for at, subject in enumerate(about):
        frame, called = frame_of(here, subject), parties[subject.party]
        what = f"Held by {called}"
        if subject.measure == Measure.FLOW:
            what = f"Taken by {called} since {day_words(frame.first)}"
        heading = f"{what}, {frame.lens.of}"
        st.header(unmarked(heading))
        st.caption(KEY)
        show_chart(claims_spec(here, at), fresh(f"claims-{at}", "claim"), f"{heading}. {KEY}", "claim")
    if not claims:
        st.info("No claimed totals are on record for this war.")
        return
    if not about:
        st.info(f"A chart needs {FEWEST} comparable claims of the same total; no total has that many.")
    st.header(f"All claims: {len(claims)}")
    rows = claims_table(beside, publishers, here.war)
    opens = {(at, column): ("claim", claim.id) for at, claim in enumerate(claims) for column in rows[at]}
    show_table(Table(pd.DataFrame(rows), opens), "claims", here.war)


def newest(beside: Sequence[ComparedClaim], day: date) -> list[ComparedClaim]:
    """List the claims by name that were the newest on a day, which may be of several claimants."""
    named = [one for one in beside if one.claim.label and one.claim.until <= day]
    latest = max((one.claim.until for one in named), default=day)
    return [one for one in named if one.claim.until == latest]


def known_claims(here: Here) -> Sequence[Claim]:
    """List the claims made by the day of knowledge."""
    known = here.reading.known
    return here.ledger.claims if known is None else claims_known_by(here.ledger.claims, known)


@shared(8)
def compared(here: Here) -> list[ComparedClaim]:
    """Compare each claim with what the reports add up to."""
    reading = here.reading
    return [
        compare_claim(claim, reading.spans, reading.changed, here.lenses, reading.first) for claim in known_claims(here)
    ]


def charted(here: Here) -> list[Subject]:
    """List what there is a chart of."""
    return subjects(compared(here), {party.id for party in here.war.parties})


@shared(32)
def claims_spec(here: Here, at: int) -> Spec:
    """Draw the claims of one of the subjects that `charted` lists, beside our count."""
    reading, frame = here.reading, frame_of(here, charted(here)[at])
    if frame.measure == Measure.STOCK:
        steps = band(reading.spans, frame.party, frame.lens, frame.first, frame.last)
    else:
        steps = flow_band(reading.spans, reading.changed, frame.party, frame.lens, frame.first, frame.last)
    publishers = {source.id: source.publisher for source in here.ledger.sources}
    return spec_of(claims_chart(frame, compared(here), steps, publishers, here.war, here.theme))


def frame_of(here: Here, subject: Subject) -> Frame:
    """Choose the days of a chart: all for a stock; for a flow, from the offensive to just after its last claim."""
    reading, measure, lens = here.reading, subject.measure, here.lenses[here.lens.id]
    if subject.area:
        total = sum(lens.weights.get(place, 0) for place in subject.area)
        of = f"of {total:,.0f} {lens.unit or here.words('districts')} in {subject.place}"
        lens = within_area(lens, subject.area, of)
    first = reading.first if measure == Measure.STOCK else here.war.offensive_from
    told = [one.claim.until for one in compared(here) if one.claim.since == first and not one.why_not]
    told = [until for until in told if until <= reading.last]
    last = max(told) + timedelta(days=10) if measure == Measure.FLOW and told else reading.last
    days = min(first, reading.last), max(first, min(last, reading.last))
    return Frame(measure, subject.party, lens, *days, subject.area)


def show_claim(here: Here, one: ComparedClaim) -> None:
    """Show one claim, its value according to the reports, and these reports."""
    reading, country = here.reading, here.country
    with answer("claim", one.claim.claimant):
        st.markdown(unmarked(summary(one, here.war)))
        if named := reconcile(one.claim, reading.about, reading.spans):
            st.markdown(unmarked(named_words(named, country.names, here.war)))
        st.markdown(cited(here.sources[one.claim.source]))
        st.caption(unmarked(". ".join(filter(None, [caveat_words(one, here.war), one.claim.note, one.claim.id]))))
        st.markdown(f"Reports behind our figure: {len(one.reports)}")
        if one.reports:
            show_reports(here, one.reports, "claim")
