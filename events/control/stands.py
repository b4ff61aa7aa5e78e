"""Which reports are behind what is said of a place, on which days: each once, however often what is said changes."""

from collections.abc import Iterable
from datetime import date

from events.model import Report, ReportId

STANDING, CLAIM, PASSING = "standing", "claim", "passing"


class Stands:
    """The reports behind one place, noted while its days are processed in order."""

    __slots__ = ("_ended", "_standing")

    def __init__(self) -> None:
        """Begin with none."""
        self._standing: dict[str, list[tuple[Report, date]]] = {STANDING: [], CLAIM: [], PASSING: []}
        self._ended: list[tuple[Report, date, date]] = []

    def begin(self, behind: str, reports: Iterable[Report], day: date) -> None:
        """Let reports stand behind the standing, the claim or what is under way, from a day on."""
        self._standing[behind] += [(report, day) for report in reports]

    def end(self, behind: str, day: date) -> None:
        """Let none stand behind it any more, from a day on."""
        self._ended += [(report, start, day) for report, start in self._standing[behind] if start < day]
        self._standing[behind] = []

    def stood(self, reports: Iterable[Report], start: date, end: date) -> None:
        """Let reports have stood for a while, since others overturned them."""
        self._ended += [(report, start, end) for report in reports]

    def turn_to(self, passing: list[Report], day: date) -> None:
        """Let just these reports be under way from a day on."""
        before = self._standing[PASSING]
        if not passing and not before:
            return
        since = {report.id: start for report, start in before}
        kept = {report.id for report in passing}
        self._ended += [(report, start, day) for report, start in before if report.id not in kept]
        self._standing[PASSING] = [(report, since.get(report.id, day)) for report in passing]

    def all(self) -> tuple[tuple[ReportId, date, date], ...]:
        """Return who stood on which days, as `events.model.Span.behind` has it; who stands now does so for good."""
        still = [(report, start, date.max) for stands in self._standing.values() for report, start in stands]
        ordered = sorted(self._ended + still, key=lambda stand: (stand[0].latest, stand[0].id, stand[1]))
        return tuple((report.id, start, end) for report, start, end in ordered)
