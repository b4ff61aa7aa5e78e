"""The drafts of an article beside its text: accepted, changed or dropped; nothing enters without a click."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import streamlit as st

from events.articles.accept import accepted, is_placed
from events.articles.drafts import Draft, DraftKind, Reading, TotalClaim
from events.articles.read import Reader
from events.intake.meaning.cells import Setting
from events.intake.upload import OWN, Upload
from events.ledger.folder import Ledger
from events.model import Certainty, PartyId
from geo.app.articles.article import Brought, bring_article
from geo.app.articles.highlights import show_text
from geo.app.here import Here
from geo.app.intake.kept import show_own
from geo.app.intake.own import change, own_of
from geo.app.intake.wars import wars_here
from geo.app.load import load_setting, shared
from geo.app.widgets import lede
from geo.places.country import Country
from geo.words.markdown import unmarked
from geo.words.pages.articles import claim_words, details_words, draft_words, reading_words

WHAT = (
    "Paste a news article. What it reports becomes drafts beside its text: places, days, who gains and who says so. "
    "Accept, change or drop each; nothing is on the map before you accept it. Rules read the text, on this server."
)
OPEN_PLACE = "which place is meant is left open: choose it under Edit"
OPEN_SIDE = "who gains is left open: choose it under Edit"


@shared(2)
def load_reader(country: Country, ledger: Ledger, folder: Path) -> Reader:
    """Make what reads articles on a war."""
    return Reader(load_setting(country, ledger, folder), country.province_names)


def show_article(here: Here, ledger: Ledger, setting: Setting) -> None:
    """Let a reader bring an article, and decide on each of its drafts; `ledger` is the shared one."""
    lede(here.words(WHAT))
    brought = bring_article(here)
    if brought:
        reader = load_reader(here.country, ledger, wars_here()[ledger.name].folder)
        reading = _read(reader, brought)
        show_drafts(here, ledger, setting, brought, reading)
    show_own(here, ledger, setting)


def _read(reader: Reader, brought: Brought) -> Reading:
    """Read an article once; the session keeps what was read last."""
    key = brought.article.digest, brought.language, id(reader)
    kept: tuple[object, Reading] | None = st.session_state.get("article-reading")
    if not kept or kept[0] != key:
        with st.spinner("Reading the article …"):
            kept = key, reader.read(brought.text, brought.article.published, brought.language)
        st.session_state["article-reading"] = kept
    return kept[1]


def show_drafts(here: Here, ledger: Ledger, setting: Setting, brought: Brought, reading: Reading) -> None:
    """Show the text on the left and its drafts on the right."""
    st.markdown(f"**{reading_words(reading)}**")
    desk = _Desk(here, ledger, setting, brought, reading)
    left, right = st.columns([1.15, 1], gap="medium")
    with left:
        show_text(brought.text, reading, desk.titles(), key=f"text-{brought.article.digest}")
    with right:
        desk.show()


class _Desk:
    """The drafts of one article, and what a reader may do with them."""

    def __init__(self, here: Here, ledger: Ledger, setting: Setting, brought: Brought, reading: Reading) -> None:
        self.here, self.ledger, self.setting, self.brought, self.reading = here, ledger, setting, brought, reading
        self.review = brought.review
        self.called = {party.id: party.called_on(brought.article.published) for party in here.war.parties}
        self.drafts = {number: self.review.edited.get(number, draft) for number, draft in enumerate(reading.drafts, 1)}
        self.claims = dict(enumerate(reading.claims, 1))
        digest = brought.article.digest
        mine = next((upload for upload in own_of(ledger.name).uploads if upload.digest == digest), None)
        self.done = {record.removeprefix(f"{OWN}{digest}-") for record in (mine.records if mine else ())}

    def titles(self) -> dict[str, str]:
        """Return what each draft and total says, by its name: ``1``, or ``t1``."""
        drafts = {str(number): self._words(draft) for number, draft in self.drafts.items()}
        return drafts | {f"t{number}": self._claim_words(claim) for number, claim in self.claims.items()}

    def show(self) -> None:
        """Show all drafts and totals, in the order of the text."""
        left = [number for number, draft in self.drafts.items() if self._is_open(str(number)) and is_placed(draft)]
        if len(left) > 1:
            words = f"Accept all {len(left)} that are clear"
            st.button(
                words, icon=":material/done_all:", on_click=self._accept, args=(left, (), words), key="accept-all"
            )
        if not self.drafts and not self.claims:
            st.info(
                "It reports no place changing hands. What was read and not used is grey in the text; its reason shows "
                "when you point at it."
            )
        for number, draft in self.drafts.items():
            self._show_draft(number, draft)
        for number, claim in self.claims.items():
            self._show_claim(number, claim)

    def _is_open(self, name: str) -> bool:
        return name not in self.done and name not in self.review.dropped

    def _show_draft(self, number: int, draft: Draft) -> None:
        name = str(number)
        with st.container(border=True, key=f"draft-{name}"):
            words = self._words(draft)
            if name in self.review.dropped:
                self._show_dropped(name, words)
                return
            st.markdown(f"**{unmarked(words)}**")
            st.caption(unmarked(details_words(draft)))
            if not is_placed(draft):
                st.caption(f":orange[{OPEN_PLACE if not draft.code else OPEN_SIDE}]")
            with st.container(horizontal=True):
                if name in self.done:
                    st.badge("Accepted", icon=":material/check:", color="green")
                    st.button("Take back", key=f"back-{name}", on_click=self._withdraw, args=(name, words))
                    return
                st.button(
                    "Accept",
                    type="primary",
                    key=f"accept-{name}",
                    disabled=not is_placed(draft),
                    on_click=self._accept,
                    args=((number,), (), f"Accepted: {words}"),
                )
                with st.popover("Edit", key=f"edit-{name}"):
                    self._edit(number, draft)
                st.button("Drop", key=f"drop-{name}", on_click=self.review.dropped.add, args=(name,))

    def _show_claim(self, number: int, claim: TotalClaim) -> None:
        name = f"t{number}"
        words = self._claim_words(claim)
        with st.container(border=True, key=f"draft-{name}"):
            if name in self.review.dropped:
                self._show_dropped(name, words)
                return
            st.markdown(f"**{unmarked(words)}**")
            st.caption("A total colours no district: it is a point on the page Claims.")
            with st.container(horizontal=True):
                if name in self.done:
                    st.badge("Accepted", icon=":material/check:", color="green")
                    st.button("Take back", key=f"back-{name}", on_click=self._withdraw, args=(name, words))
                    return
                st.button(
                    "Accept",
                    type="primary",
                    key=f"accept-{name}",
                    disabled=not claim.actor,
                    on_click=self._accept,
                    args=((), (number,), f"Accepted: {words}"),
                )
                st.button("Drop", key=f"drop-{name}", on_click=self.review.dropped.add, args=(name,))

    def _show_dropped(self, name: str, words: str) -> None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"~~{unmarked(words)}~~")
            st.button("Restore", key=f"restore-{name}", on_click=self.review.dropped.discard, args=(name,))

    def _edit(self, number: int, draft: Draft) -> None:
        """Let a reader change a draft."""
        places = [*self.here.country.names, *self.here.country.province_names]
        if draft.may_be:
            places = sorted(places, key=lambda code: code not in draft.may_be)
        kind = st.selectbox("What happened", list(DraftKind), list(DraftKind).index(draft.kind), key=f"kind-{number}")
        code = st.selectbox(
            "Place",
            places,
            places.index(draft.code) if draft.code in places else None,
            key=f"place-{number}",
            format_func=self._place,
        )
        parties = list(self.called)
        actor = st.selectbox(
            "Who gains",
            parties,
            parties.index(draft.actor) if draft.actor in parties else None,
            key=f"side-{number}",
            format_func=self._party,
        )
        days = st.date_input(
            "Days it may mean", (draft.earliest, draft.latest), key=f"days-{number}", format="YYYY-MM-DD"
        )
        sure = st.selectbox(
            "How sure", list(Certainty), list(Certainty).index(draft.certainty), key=f"certainty-{number}"
        )
        given = days if isinstance(days, tuple) else (days,)
        changed = replace(
            draft,
            kind=kind or draft.kind,
            code=code or "",
            place=self._name(code) if code else draft.place,
            actor=actor or "",
            earliest=given[0] if given else draft.earliest,
            latest=given[-1] if given else draft.latest,
            is_dated=draft.is_dated or given != (draft.earliest, draft.latest),
            certainty=sure or draft.certainty,
        )
        st.button("Keep", type="primary", key=f"keep-{number}", on_click=self._keep, args=(number, changed))

    def _keep(self, number: int, draft: Draft) -> None:
        self.review.edited[number] = draft

    def _accept(self, drafts: Sequence[int], claims: Sequence[int], words: str) -> None:
        self._change({*self.done, *map(str, drafts), *(f"t{number}" for number in claims)}, words)

    def _withdraw(self, name: str, words: str) -> None:
        self._change(self.done - {name}, f"Took back: {words}")

    def _change(self, names: set[str], words: str) -> None:
        """Put the drafts of these names on the map, and no others of this article."""
        upload = self._upload(names)
        others = [each for each in own_of(self.ledger.name).uploads if each.digest != self.brought.article.digest]
        change(self.here.country, self.ledger, (*others, *([upload] if upload.records else [])), words)

    def _upload(self, names: set[str]) -> Upload:
        return accepted(
            self.brought.article,
            {number: draft for number, draft in self.drafts.items() if str(number) in names},
            {number: claim for number, claim in self.claims.items() if f"t{number}" in names},
            self.setting,
            self.here.country.province_names,
        )

    def _words(self, draft: Draft) -> str:
        return draft_words(draft, self._place(draft.code) if draft.code else draft.place, self.called)

    def _claim_words(self, claim: TotalClaim) -> str:
        return claim_words(claim, self.here.country.province_names.get(claim.scope, ""), self.called)

    def _name(self, code: str) -> str:
        country = self.here.country
        return country.names.get(code) or country.province_names[code]

    def _place(self, code: str) -> str:
        country = self.here.country
        if code in country.names:
            return f"{country.names[code]} ({country.within[code]})"
        return self.here.words("{province} province", province=country.province_names[code])

    def _party(self, party: PartyId) -> str:
        return next(each.name_on(self.brought.article.published) for each in self.here.war.parties if each.id == party)
