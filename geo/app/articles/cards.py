"""One draft of an article as a card: what it says, and what a reader may do with it."""

from dataclasses import replace
from datetime import date

import streamlit as st

from events.articles.drafts import Draft, DraftKind, TotalClaim
from events.ledger.totals import MOST_DIGITS, Unit
from events.model import Certainty, PartyId
from geo.app.address import written
from geo.app.articles.desk import Desk
from geo.app.widgets import controls
from geo.words.markdown import unmarked
from geo.words.pages.articles import (
    KINDS,
    NO_TOTAL,
    SURE,
    details_words,
    figures_words,
    open_words,
    total_details_words,
)

FEW = 4
"""The most places that a draft may mean for which each has a button."""
LONGEST_QUOTE = 160
NUMBER, SHARE = "a number", "a share"
"""What a total tells."""


def show_draft(desk: Desk, name: str, draft: Draft) -> None:
    """Show a draft, to accept, change or drop."""
    why_not = open_words(draft, desk.here.war)
    with st.container(border=True, key=f"draft-{name}"):
        if not _show_head(desk, name, desk.draft_title(draft), (draft.start, draft.end)):
            return
        changed = " · changed by you" if int(name) in desk.review.edited else ""
        st.caption(unmarked(details_words(draft, desk.here.war) + changed))
        _show_doubts(desk, name, why_not)
        is_done, is_edited = name in desk.done, name in desk.review.editing
        may_be = draft.may_be if not draft.code and len(draft.may_be) <= FEW else ()
        if may_be and not is_done and not is_edited:
            with st.container(horizontal=True):
                for code in may_be:
                    label = unmarked(desk.place(code))
                    st.button(label, key=f"means-{name}-{code}", on_click=desk.choose_place, args=(name, code))
        if is_edited and not is_done:
            _edit(desk, name, draft)
            return
        with st.container(horizontal=True, vertical_alignment="center"):
            if _show_done(desk, name, draft):
                return
            _offer_accept(desk, name, bool(why_not))
            st.button("Edit", key=f"edit-draft-{name}", on_click=desk.review.editing.add, args=(name,))
            st.button("Drop", key=f"drop-{name}", on_click=desk.review.dropped.add, args=(name,))


def show_claim(desk: Desk, name: str, claim: TotalClaim) -> None:
    """Show a total, to accept, change or drop."""
    with st.container(border=True, key=f"draft-{name}"):
        if not _show_head(desk, name, desk.claim_title(claim), (claim.start, claim.end)):
            return
        changed = " · changed by you" if name in desk.review.totals else ""
        st.caption(unmarked(total_details_words(claim) + changed))
        st.caption(desk.here.words("A total colours no district: it becomes a point on the page Claims."))
        _show_doubts(desk, name, "" if claim.actor else NO_TOTAL)
        if name in desk.review.editing and name not in desk.done:
            _edit_total(desk, name, claim)
            return
        with st.container(horizontal=True, vertical_alignment="center"):
            if _show_done(desk, name):
                return
            _offer_accept(desk, name, not claim.actor)
            st.button("Edit", key=f"edit-draft-{name}", on_click=desk.review.editing.add, args=(name,))
            st.button("Drop", key=f"drop-{name}", on_click=desk.review.dropped.add, args=(name,))


def _show_head(desk: Desk, name: str, title: str, span: tuple[int, int]) -> bool:
    """Show what a draft says and, where its text is out of sight, its words; return whether it was not dropped."""
    if name in desk.review.dropped and name not in desk.done:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"~~{unmarked(title)}~~")
            st.button("Restore", key=f"restore-{name}", on_click=desk.review.dropped.discard, args=(name,))
        return False
    st.markdown(f"**{unmarked(title)}**")
    words = " ".join(desk.brought.text[slice(*span)].split())
    with st.container(key=f"quote-{name}"):
        st.caption(f"“{unmarked(words if len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 2] + ' …')}”")
    return True


def _show_doubts(desk: Desk, name: str, why_not: str) -> None:
    """Say why a draft cannot be accepted, or why it could not be."""
    if name in desk.done:
        return
    if why_not:
        st.markdown(f":material/help: {unmarked(why_not)}")
    if refused := desk.review.refused.get(name):
        st.error(f"It could not be accepted: {unmarked(refused)}")


def _offer_accept(desk: Desk, name: str, disabled: bool) -> None:
    st.button(
        "Accept",
        type="primary",
        key=f"accept-{name}",
        disabled=disabled,
        on_click=desk.accept,
        args=((name,),),
    )


def _show_done(desk: Desk, name: str, draft: Draft | None = None) -> bool:
    """Show of what was accepted where to see it, and how to take it back; return whether it was."""
    if name not in desk.done:
        return False
    st.badge("Accepted", icon=":material/check:", color="green")
    st.button("Take back", key=f"back-{name}", on_click=desk.take_back, args=(name,))
    link = {each: value for each, value in written().items() if each not in ("make", "day", "district")}
    if draft is None or (draft.count is not None and not draft.kind.is_context):
        at = link | {"claim": f"own-{desk.brought.article.digest}-{name}"}
        st.page_link(desk.here.pages["claims"], label="See it on the page Claims", query_params=at)
        return True
    war = desk.here.war
    link["day"] = min(max(draft.latest, war.first_day), war.last_day).isoformat()
    if draft.code in desk.here.country.names:
        link["district"] = draft.code
    st.page_link(desk.here.pages["atlas"], label="See it on the map", query_params=link)
    return True


def _edit(desk: Desk, name: str, draft: Draft) -> None:
    """Let a reader change a draft."""
    country = desk.here.country
    places = sorted([*country.names, *country.province_names], key=lambda code: code not in draft.may_be)
    if draft.count is not None:  # of a district there is nothing to count
        places = list(country.province_names)
    at = places.index(draft.code) if draft.code in places else None
    with controls(f"draft-{name}"):
        kind = st.selectbox(
            "What happened", KINDS, list(KINDS).index(draft.kind), key=f"kind-{name}", format_func=_kind_words
        )
        code = st.selectbox("Place", places, at, key=f"place-{name}", format_func=desk.place)
        actor = _choose_side(desk, name, "Who gains", draft.actor, draft.latest)
        first, last = _edit_days(desk, name, draft)
        sure = st.selectbox(
            "Certainty", SURE, list(SURE).index(draft.certainty), key=f"certainty-{name}", format_func=SURE.__getitem__
        )
    changed = replace(
        draft,
        kind=kind or draft.kind,
        code=code or "",
        place=(country.names.get(code) or country.province_names[code]) if code else draft.place,
        actor=actor,
        earliest=first,
        latest=last,
        is_dated=draft.is_dated or (first, last) != (draft.earliest, draft.latest),
        certainty=sure or Certainty.REPORTED,
    )
    _offer_keep(desk, name, changed)


def _edit_total(desk: Desk, name: str, claim: TotalClaim) -> None:
    """Let a reader change whose a total is, its number or its share, and its day."""
    war, most = desk.here.war, 10**MOST_DIGITS - 1
    with controls(f"draft-{name}"):
        actor = _choose_side(desk, name, "Which side", claim.actor, claim.day)
        told = st.selectbox("Given as", (NUMBER, SHARE), int(claim.percent is not None), key=f"as-{name}")
        number: int | None = None
        share: float | None = None
        if told == SHARE:
            share = st.number_input("Share, %", 0.1, 100.0, claim.percent, 0.1, format="%.1f", key=f"share-{name}")
        else:
            number = st.number_input("Number", 1, most, claim.numerator, key=f"number-{name}")
        whole = st.number_input("Out of", 1, most, claim.denominator, key=f"whole-{name}", placeholder="not told")
        day = st.date_input(
            "Day",
            claim.day,
            min_value=min(war.first_day, claim.day),
            max_value=max(war.last_day, claim.day),
            key=f"day-{name}",
            format="YYYY-MM-DD",
        )
    on = day if isinstance(day, date) else claim.day
    changed = replace(
        claim,
        actor=actor,
        numerator=number,
        denominator=whole,
        percent=share,
        day=on,
        since=min(claim.since, on) if claim.since else None,
        unit=Unit.DISTRICTS if number and claim.unit == Unit.TERRITORY else claim.unit,
    )
    if why_not := figures_words(changed):
        st.caption(why_not)
    _offer_keep(desk, name, changed, disabled=bool(why_not))


def _choose_side(desk: Desk, name: str, label: str, actor: PartyId, day: date) -> PartyId:
    """Let a reader choose a side, by its name on a day; empty if none is chosen."""
    called = {party.id: party.name_on(day) for party in desk.here.war.parties}
    parties = list(called)
    at = parties.index(actor) if actor in parties else None
    return st.selectbox(label, parties, at, key=f"side-{name}", format_func=called.__getitem__) or ""


def _offer_keep(desk: Desk, name: str, changed: Draft | TotalClaim, *, disabled: bool = False) -> None:
    settle = desk.settle if isinstance(changed, Draft) else desk.settle_total
    with st.container(horizontal=True):
        st.button("Keep", type="primary", key=f"keep-{name}", disabled=disabled, on_click=settle, args=(name, changed))
        st.button("Cancel", key=f"cancel-{name}", on_click=desk.review.editing.discard, args=(name,))


def _edit_days(desk: Desk, name: str, draft: Draft) -> tuple[date, date]:
    """Let a reader choose the days, within those of the war; one day that is chosen is the first and the last."""
    war = desk.here.war
    days = st.date_input(
        "First and last day",
        (draft.earliest, draft.latest),
        min_value=min(war.first_day, draft.earliest),
        max_value=max(war.last_day, draft.latest),
        key=f"days-{name}",
        format="YYYY-MM-DD",
    )
    given = days if isinstance(days, tuple) else (days,)
    if len(given) < 2:
        st.caption("With one day chosen, it means that day." if given else "With no day chosen, its days stay.")
    return (given[0], given[-1]) if given else (draft.earliest, draft.latest)


def _kind_words(kind: DraftKind) -> str:
    return f"{kind.capitalize()}: {KINDS[kind]}"
