"""The drafts of one article, and what a reader does with them; nothing enters without a click."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from events.articles.accept import accepted_rows
from events.articles.drafts import Draft, Reading, TotalClaim
from events.intake.meaning.cells import Setting
from events.intake.meaning.layouts import Layout
from events.intake.upload import OWN, Upload, checked
from events.ledger.folder import Ledger
from events.ledger.read import Row
from geo.app.articles.article import Brought, Review
from geo.app.here import Here
from geo.app.intake.own import change, keep, own_of
from geo.wording import reworded
from geo.words.pages.articles import amount_words, claim_words, draft_words, open_words

SOURCES = "sources.csv"


@dataclass
class Desk:
    """The drafts of one article as a reader has left them."""

    here: Here
    ledger: Ledger
    """The shared one."""
    setting: Setting
    brought: Brought
    reading: Reading

    @property
    def review(self) -> Review:
        """What the reader has done with the drafts."""
        return self.brought.review

    @cached_property
    def drafts(self) -> dict[str, Draft]:
        """The drafts, as the reader changed them, by their names: ``1`` is the first."""
        drafts = {str(number): draft for number, draft in enumerate(self.reading.drafts, 1)}
        return drafts | {str(number): draft for number, draft in self.review.edited.items()}

    @cached_property
    def claims(self) -> dict[str, TotalClaim]:
        """The totals, as the reader changed them, by their names: ``t1`` is the first."""
        return {f"t{number}": claim for number, claim in enumerate(self.reading.claims, 1)} | self.review.totals

    @property
    def mine(self) -> Upload | None:
        """What was accepted of this article."""
        uploads = own_of(self.ledger.name).uploads
        return next((each for each in uploads if each.digest == self.brought.article.digest), None)

    @cached_property
    def done(self) -> frozenset[str]:
        """The names of what was accepted."""
        return frozenset(map(self._name_of, self.mine.records if self.mine else ()))

    @property
    def titles(self) -> dict[str, str]:
        """What each draft and total says, by its name."""
        drafts = {name: self.draft_title(draft) for name, draft in self.drafts.items()}
        return drafts | {name: self.claim_title(claim) for name, claim in self.claims.items()}

    @property
    def states(self) -> dict[str, str]:
        """What was accepted or dropped, by its name."""
        return dict.fromkeys(self.review.dropped, "dropped") | dict.fromkeys(self.done, "accepted")

    @property
    def clear(self) -> list[str]:
        """The names of what can be accepted and is neither accepted nor dropped yet."""
        names = [name for name, draft in self.drafts.items() if not open_words(draft, self.here.war)]
        names += [name for name, claim in self.claims.items() if claim.actor]
        return [name for name in names if name not in self.states and name not in self.review.refused]

    def draft_title(self, draft: Draft) -> str:
        """Say what a draft says."""
        return draft_words(draft, self.place(draft.code) if draft.code else draft.place, self.here.war)

    def claim_title(self, claim: TotalClaim) -> str:
        """Say what a total says."""
        return claim_words(claim, self.here.country.province_names.get(claim.scope, ""), self.here.war)

    def place(self, code: str) -> str:
        """Name a district with its province, or a province."""
        country = self.here.country
        if code in country.names:
            return f"{country.names[code]} ({country.within[code]})"
        return self.here.words("{province} province", province=country.province_names[code])

    def settle(self, name: str, draft: Draft) -> None:
        """Keep a draft as the reader changed it."""
        self.review.edited[int(name)] = draft
        self._close(name)

    def settle_total(self, name: str, claim: TotalClaim) -> None:
        """Keep a total as the reader changed it."""
        self.review.totals[name] = claim
        self._close(name)

    def _close(self, name: str) -> None:
        """Close the form of what was changed; why it was refused before counts no more."""
        self.review.refused.pop(name, None)
        self.review.editing.discard(name)

    def choose_place(self, name: str, code: str) -> None:
        """Settle which place a draft means."""
        country = self.here.country
        place = country.names.get(code) or country.province_names[code]
        self.settle(name, replace(self.drafts[name], code=code, place=place))

    def accept(self, names: Sequence[str]) -> None:
        """Put drafts and totals on the map, and say of each that cannot be why not."""
        made = self._made({*self.done, *names})
        taken = {*map(self._name_of, made.records)}
        war = self.here.war
        reasons = {str(problem.line): reworded(war, problem.message) for problem in made.problems}
        for name in names:
            if name not in taken:
                self.review.refused[name] = reasons.get(name.removeprefix("t"), "it is not valid")
        new = [name for name in names if name in taken]
        if new:
            totals = sum(name in self.claims for name in new)
            words = f"“{self.titles[new[0]]}”" if len(new) == 1 else amount_words(len(new) - totals, totals)
            self._change(taken, f"Accepted {words}")

    def take_back(self, name: str) -> None:
        """Take what was accepted off the map."""
        self._change(self.done - {name}, f"Took back “{self.titles[name]}”")

    def renew_source(self) -> bool:
        """Give what was accepted its publisher, title and address, where the reader changed them since."""
        if not (mine := self.mine):
            return False
        renewed = self._made(self.done)
        if (renewed.name, renewed.sources) == (mine.name, mine.sources):
            return False
        own = own_of(self.ledger.name)
        uploads = tuple(renewed if each is mine else each for each in own.uploads)
        keep(self.ledger.name, replace(own, uploads=uploads))
        return True

    def _name_of(self, record: str) -> str:
        return record.removeprefix(f"{OWN}{self.brought.article.digest}-")

    def _change(self, names: Collection[str], words: str) -> None:
        """Put the drafts of these names on the map, and no others of this article."""
        upload = self._made(names)
        others = [each for each in own_of(self.ledger.name).uploads if each.digest != self.brought.article.digest]
        change(self.here.country, self.ledger, (*others, *([upload] if upload.records else [])), words)

    def _made(self, names: Collection[str]) -> Upload:
        """Make records of drafts and totals; one accepted before stays as the reader has corrected it since."""
        made = accepted_rows(
            self.brought.article,
            {int(name): draft for name, draft in self.drafts.items() if name in names},
            {int(name[1:]): claim for name, claim in self.claims.items() if name in names},
            self.setting,
            self.here.country.province_names,
        )
        before = self.mine.rows if self.mine else {}
        kept = {_id(row): row for file, rows in before.items() if file != SOURCES for row in rows}
        rows = {file: tuple(kept.get(_id(row), row) for row in each) for file, each in made.items()}
        article = self.brought.article
        upload = checked(article.title, article.digest, Layout.ARTICLE, rows, self.setting)
        valid = {*upload.records, *(source.id for source in upload.sources)}
        return replace(
            upload, rows={file: tuple(row for row in each if _id(row) in valid) for file, each in rows.items()}
        )


def _id(row: Row) -> str:
    """Return the id of a record, which stands in the first column."""
    return next(iter(row.cells.values()))
