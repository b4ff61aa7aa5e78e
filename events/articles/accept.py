"""
From accepted drafts to records of a ledger, which take the way of every file of a war.

A draft of a place becomes a report, one that tells nothing on control an event beside the map, and a count of districts
that are not named, like every total, a claim. All rest on one source: the article.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from events.articles.drafts import Draft, DraftKind, TotalClaim
from events.intake.meaning.cells import Setting
from events.intake.meaning.days import precise
from events.intake.meaning.layouts import Layout
from events.intake.upload import LONGEST_TITLE, OWN, Upload, checked, days_within
from events.ledger.background import CONTEXT_COLUMNS
from events.ledger.check import REPORT_COLUMNS, SOURCE_COLUMNS, is_address
from events.ledger.locate import ProvinceId
from events.ledger.read import Row
from events.ledger.totals import CLAIM_COLUMNS, Counts, Measure, Precision, Unit
from events.model import Certainty, Scope
from events.tables.files import inert

UNNAMED = "An article"
"""What stands for a publisher whom the reader did not name."""
SATURDAY = 5
OPEN_BELOW, OPEN_ABOVE = frozenset({"nearly", "up to"}), frozenset({"at least", "more than"})
"""Qualifiers of a number that is the most, and of one that is the least."""


@dataclass(frozen=True)
class Article:
    """Where a text is from: what its source record says."""

    digest: str
    """Of the text, six hexadecimal digits."""
    title: str
    publisher: str
    url: str
    published: date


def is_placed(draft: Draft) -> bool:
    """Return whether a draft can be accepted: its place is one of the war's, and who gains is known."""
    if draft.kind.is_context:
        return True
    return bool(draft.code and draft.actor)


def accepted(
    article: Article,
    drafts: Mapping[int, Draft],
    claims: Mapping[int, TotalClaim],
    setting: Setting,
    provinces: Mapping[ProvinceId, str],
) -> Upload:
    """Make records of the drafts that a reader accepted, from the rows that `accepted_rows` writes."""
    rows = accepted_rows(article, drafts, claims, setting, provinces)
    return checked(article.title, article.digest, Layout.ARTICLE, rows, setting)


def accepted_rows(
    article: Article,
    drafts: Mapping[int, Draft],
    claims: Mapping[int, TotalClaim],
    setting: Setting,
    provinces: Mapping[ProvinceId, str],
) -> dict[str, tuple[Row, ...]]:
    """
    Write the drafts that a reader accepted as rows, by the file of a war in which they can stand.

    Parameters
    ----------
    drafts, claims
        By their number in the article, which their ids end with.
    provinces
        The name of each province.
    """
    maker = _Maker(article, setting, provinces)
    return {
        "sources.csv": (maker.source(),) if drafts or claims else (),
        "reports.csv": tuple(maker.report(n, draft) for n, draft in drafts.items() if maker.is_report(draft)),
        "context.csv": tuple(maker.context(n, draft) for n, draft in drafts.items() if draft.kind.is_context),
        "claims.csv": (
            *(maker.count(n, draft) for n, draft in drafts.items() if not draft.kind.is_context and draft.count),
            *(maker.claim(f"t{n}", n, claim) for n, claim in claims.items()),
        ),
    }


@dataclass(frozen=True)
class _Maker:
    article: Article
    setting: Setting
    provinces: Mapping[ProvinceId, str]

    def is_report(self, draft: Draft) -> bool:
        return not draft.kind.is_context and not draft.count

    @property
    def _source_id(self) -> str:
        return f"{OWN}{self.article.digest}-s1"

    def source(self) -> Row:
        """Write the row of `sources.csv`."""
        linked = is_address(self.article.url)
        cells = {
            "source_id": self._source_id,
            "publisher": inert(self.article.publisher or UNNAMED),
            "title": inert(self.article.title[:LONGEST_TITLE]),
            "url": self.article.url if linked else "",
            "published": self.article.published.isoformat(),
            "unlinked_because": "" if linked else "no address was given for it",
        }
        return Row(1, dict.fromkeys(SOURCE_COLUMNS, "") | cells)

    def report(self, number: int, draft: Draft) -> Row:
        """Write a row of `reports.csv`."""
        province, district = self._names(draft.code)
        cells = {
            "report_id": f"{OWN}{self.article.digest}-{number}",
            **days_within(self.setting.war, draft.earliest, draft.latest),
            "precision": _precision(draft.earliest, draft.latest),
            "scope": Scope.DISTRICT if district else Scope.PROVINCE,
            "province": province,
            "district": district,
            "place_as_reported": draft.place,
            "kind": draft.kind,
            "party": draft.actor,
            "certainty": draft.certainty if draft.kind != DraftKind.CONTESTED else Certainty.REPORTED,
            "denied_by": draft.denied_by,
            "source_id": self._source_id,
            "note": inert("; ".join(filter(None, (draft.manner, draft.said_by and f"according to {draft.said_by}")))),
        }
        return Row(number, dict.fromkeys(REPORT_COLUMNS, "") | cells)

    def context(self, number: int, draft: Draft) -> Row:
        """Write a row of `context.csv`."""
        cells = {
            "context_id": f"{OWN}{self.article.digest}-{number}",
            "day": days_within(self.setting.war, draft.earliest, draft.latest)["earliest"],
            "kind": "siege" if draft.kind == DraftKind.BESIEGED else "displacement",
            "place": inert(", ".join(filter(None, reversed(self._names(draft.code)))) or draft.place),
            "summary": inert(f"{draft.place}: {draft.kind}"),
            "source_id": self._source_id,
        }
        return Row(number, dict.fromkeys(CONTEXT_COLUMNS, "") | cells)

    def count(self, number: int, draft: Draft) -> Row:
        """Write a row of `claims.csv` for a count of districts that are not named."""
        return self.claim(
            str(number),
            number,
            TotalClaim(
                draft.actor,
                draft.count,
                None,
                None,
                draft.code,
                draft.latest,
                draft.start,
                draft.end,
                draft.qualifier,
                draft.said_by,
                Measure.STOCK if draft.kind == DraftKind.HELD else Measure.FLOW,
                Unit.DISTRICTS,
                None if draft.kind == DraftKind.HELD else draft.earliest,
            ),
        )

    def claim(self, name: str, number: int, claim: TotalClaim) -> Row:
        """Write a row of `claims.csv`."""
        count, share = claim.numerator, claim.percent and f"{claim.percent / 100:.3g}"
        cells = {
            "claim_id": f"{OWN}{self.article.digest}-{name}",
            "day": min(claim.day, self.setting.war.last_day).isoformat(),
            "precision": Precision.DAY,
            "claimant": inert(claim.said_by or self.article.publisher or UNNAMED),
            "party": claim.actor,
            "place": self.provinces.get(claim.scope, ""),
            "measure": claim.measure,
            "unit": claim.unit,
            "counts": Counts.HELD if claim.measure == Measure.STOCK else Counts.CAPTURED,
            "low": _told(count, claim.qualifier not in OPEN_BELOW),
            "high": _told(count, claim.qualifier not in OPEN_ABOVE),
            "share_low": _told(share, claim.qualifier not in OPEN_BELOW),
            "share_high": _told(share, claim.qualifier not in OPEN_ABOVE),
            "total": _told(claim.denominator, True),
            "since": claim.since.isoformat() if claim.since else "",
            "source_id": self._source_id,
        }
        return Row(number, dict.fromkeys(CLAIM_COLUMNS, "") | cells)

    def _names(self, code: str) -> tuple[str, str]:
        """Return the names of a place's province and district; the second is empty for a province."""
        gazetteer = self.setting.atlas.gazetteer
        if code in gazetteer.names:
            return self.provinces[gazetteer.province_of[code]], gazetteer.names[code]
        return self.provinces.get(code, ""), ""


def _precision(earliest: date, latest: date) -> str:
    """Return how exactly days are told, as a ledger says it; an article also tells two days that are no weekend."""
    precision = precise(earliest, latest).precision
    return "week" if precision == "weekend" and earliest.weekday() != SATURDAY else precision


def _told(value: object, is_told: bool) -> str:
    return str(value) if value is not None and is_told else ""
