"""Which places the verb of a clause is about."""

from collections.abc import Sequence
from dataclasses import replace

from events.articles.drafting.noticed import BESIDE, Memory, Noticed, within
from events.articles.drafts import TAKING, DraftKind, Unused
from events.articles.notice.beside import ends, following
from events.articles.notice.clauses import Clause, Verb
from events.articles.notice.moods import Mood, places_of
from events.articles.notice.names import SHORT, WORD
from events.articles.notice.places import Level, Mention
from events.articles.words.text import Sentence
from events.ledger.locate import fold

LONGEST_LIST = 120
"""Letters within which a place that stands in a list follows its verb."""
NO_PLACE, NOT_A_PLACE, ONLY_A_PART = "no place", "not a place", "only a part"
LEAVING = (DraftKind.SURRENDERED, DraftKind.ABANDONED, DraftKind.WITHDRAWN)


class Where:
    """Finds the places of clauses."""

    def __init__(self, noticed: Noticed, memory: Memory) -> None:
        """Begin with a text; what goes on from sentence to sentence is kept by others."""
        self.noticed, self.memory = noticed, memory
        self.low, self.object = noticed.text.low, noticed.lexicon.lists["object"]

    def places(
        self, sentence: Sentence, clauses: Sequence[Clause], at: int, kind: DraftKind
    ) -> tuple[list[Mention], bool, str]:
        """Return the places of a clause, whether it names them itself, and why there are none."""
        clause = clauses[at]
        fits, reason = self._fitting(clause, kind)
        says_both = self._says_both(clause, fits)
        if (fits or reason) and not says_both:
            return self._narrowed(fits), True, reason
        assert clause.verb
        beside = self.low[clause.verb.end : min(clause.end, clause.verb.end + BESIDE)]
        if kind in (DraftKind.CAPTURED, DraftKind.RECAPTURED, DraftKind.HELD) and self.object["other"].search(beside):
            return [], False, NOT_A_PLACE
        if says_both:
            here = within(self.noticed.places, sentence.start, clause.start)
            pair = self._narrowed(self.pair(here) if here else self.memory.pair)
            counts = within(self.noticed.quantities, clause.start, clause.end)
            return (pair, False, "") if pair else (fits if counts else [], True, NO_PLACE)
        for earlier in reversed(clauses[:at]) if kind in (*TAKING, DraftKind.FLED) else ():
            fits, _ = self._fitting(earlier, kind)
            if fits:
                return self._narrowed(fits)[-1:] if len(fits) > 1 else fits, False, ""
        spoken_of = any(sentence.start <= side.start < sentence.end for side in self.noticed.sides)
        counts = within(self.noticed.quantities, clause.start, clause.end)
        if not (spoken_of or self.memory.told or counts or kind == DraftKind.CONTESTED):
            return [], False, NO_PLACE
        low = self.noticed.grammar["adjective"].sub("", self.low[clause.start : clause.end])
        if (capital := self.memory.capital) and self.noticed.grammar["that_capital"].search(low):
            return [capital], False, ""
        named = within(self.noticed.places, sentence.start, clause.start)
        districts = [place for place in named if place.level == Level.DISTRICT]
        district = districts[-1] if districts else self.memory.district
        if district and self.noticed.grammar["that_district"].search(low):
            return [district], False, ""
        if self.memory.province and self.noticed.grammar["that_province"].search(low):
            return [self.memory.province], False, ""
        return [], False, NO_PLACE

    def pair(self, named: Sequence[Mention]) -> Sequence[Mention]:
        """Return the two districts that are named together, perhaps with their provinces; none if not just two are."""
        lists: list[list[Mention]] = []
        for place in (place for place in named if place.level == Level.DISTRICT):
            if lists and self._is_listed(lists[-1][-1], place, named):
                lists[-1].append(place)
            else:
                lists.append([place])
        together = [places for places in lists if len(places) > 1]
        return together[0] if [len({place.code for place in places}) for places in together] == [2] else ()

    def _is_listed(self, one: Mention, other: Mention, named: Sequence[Mention]) -> bool:
        """Return whether a place goes on a list after another, or after its province."""
        listed, lies_in = (self.noticed.grammar[name] for name in ("listed", "within"))
        between = [place for place in named if one.end <= place.start < other.start and place.level == Level.PROVINCE]
        if len(between) == 1 and lies_in.fullmatch(self.low[one.end : between[0].start].strip()):
            one = between[0]
        return bool(listed.fullmatch(self.low[one.end : other.start].strip()))

    def _says_both(self, clause: Clause, fits: Sequence[Mention]) -> bool:
        """Return whether a clause is about *both districts*, and names none itself."""
        both = self.noticed.grammar["both"].search(self.low, clause.start, clause.end)
        return bool(both) and not any(place.level == Level.DISTRICT for place in fits)

    def left_aside(self, clause: Clause) -> list[Unused]:
        """List the places of a clause of which only its plans, fears and the like speak, and why each is no report."""
        left = []
        for mood, places in self._aside(clause):
            meant = [one for one in places if self._meant(clause, one, self._before(clause, one, mood.end))]
            if meant:
                left.append(Unused(min(mood.start, meant[0].start), max(mood.end, meant[-1].end), mood.reason))
        return left

    def _before(self, clause: Clause, place: Mention, since: int = 0) -> str:
        """Return the letters of a clause before a place, or those of them since another word, if it goes before."""
        return self.low[max(clause.start, place.start - BESIDE, since if since <= place.start else 0) : place.start]

    def _aside(self, clause: Clause) -> list[tuple[Mood, Sequence[Mention]]]:
        """List words after the verb of a clause, each with the places that it and not the verb is about."""
        noticed, found = self.noticed, list[tuple[Mood, Sequence[Mention]]]()
        left = within(noticed.places, clause.start, clause.end)
        for mood in within(noticed.moods, clause.start, clause.end):
            if places := places_of(mood, noticed.text, clause, left, noticed.lexicon):
                found.append((mood, places))
                left = [place for place in left if place not in places]
        return found

    def _fitting(self, clause: Clause, kind: DraftKind) -> tuple[list[Mention], str]:
        """Return the places in a clause that its verb can be about, and why another is not."""
        fits, reason = [], ""
        aside = [place for _, places in self._aside(clause) for place in places]
        for place in within(self.noticed.places, clause.start, clause.end):
            if self.noticed.text.in_dateline(place.start) or place in aside:
                continue
            before = self._before(clause, place)
            meant = self._meant(clause, place, before)
            if meant is None or (clause.verb and not self._takes(clause, clause.verb, meant, before, kind)):
                continue
            if kind in (*TAKING, DraftKind.HELD) and (part := self._only_part(clause, meant, before, kind)):
                reason = part
            else:
                fits.append(meant)
        return fits, "" if fits else reason

    def _meant(self, clause: Clause, place: Mention, before: str) -> Mention | None:
        """Return what a place stands for: *the capital of Helmand* is a city; `None` if it only says where from."""
        after = self.low[place.end : place.end + BESIDE]
        if self._is_speakers(before, after) and self._is_attribution(clause):
            return None
        if place.level == Level.PROVINCE:
            if self.noticed.lexicon.lists["unit"]["district"].match(following(after)):
                return None  # "a Zabul district"
            if ends(self.noticed.grammar["capital_of"], before):
                return self.capital(place.code, place) or place
        return None if ends(self.noticed.grammar["beside"], before) else place

    def _takes(self, clause: Clause, verb: Verb, place: Mention, before: str, kind: DraftKind) -> bool:
        """Return whether a verb can have a place for its object, by how they stand to each other."""
        if verb.entry.means.get("direct") and not is_direct(self.noticed, verb, place):
            return False
        if not ends(self.noticed.grammar["toward"], before):
            return True
        if kind == DraftKind.FLED:  # whither they flee, unless nothing tells whence
            return len(within(self.noticed.places, clause.start, clause.end)) == 1
        return kind not in TAKING or verb.entry.means["gains"] != "other"

    def _only_part(self, clause: Clause, place: Mention, before: str, kind: DraftKind) -> str:
        """Return why words before a place say that it is not the place itself that is taken."""
        for name in ("part",) if kind in LEAVING else ("part", "other"):
            for match in self.object[name].finditer(before):
                between = before[match.end() :].strip()
                if not between or self.noticed.grammar["belongs"].fullmatch(between):
                    return ONLY_A_PART if name == "part" else NOT_A_PLACE
        if kind in LEAVING or place.level == Level.PROVINCE or not self._is_only_where(clause, place, before):
            return ""
        return NOT_A_PLACE

    def _is_only_where(self, clause: Clause, place: Mention, before: str) -> bool:
        """Return whether a place is where something is taken, and no town or centre: *took over a flat in Kabul*."""
        grammar, unit = self.noticed.grammar, self.noticed.lexicon.lists["unit"]
        plain = grammar["adjective"].sub("", before)
        for match in grammar["locative"].finditer(plain):
            between = grammar["article"].sub("", plain[match.end() :])
            if not unit["city"].sub("", unit["district"].sub("", between)).strip():
                head = plain[: match.start()].rstrip(" ,")
                rest = self.low[clause.start : place.start - len(before)] + self.low[place.end : clause.end]
                verb = self.low[clause.verb.start : clause.verb.end] if clause.verb else ""
                if not ends(grammar["head"], head) and not grammar["head"].search(f"{rest} {verb}"):
                    return True
        return False

    def fled(self, sentence: Sentence, clause: Clause) -> list[Mention]:
        """Return the country to which people flee, or the place of what was told just before."""
        low = self.low[sentence.start : sentence.end]
        if not self.noticed.grammar["people"].search(low):
            return []
        for word in WORD.finditer(self.noticed.text.raw, clause.start, clause.end):
            if len(word[0]) >= SHORT and word[0][0].isupper() and fold(word[0]) in self.noticed.atlas.abroad:
                return [Mention(word.start(), word.end(), word[0], Level.DISTRICT, "", word[0])]
        return [self.memory.told] if self.memory.told else []

    def _is_speakers(self, before: str, after: str) -> bool:
        """Return whether a place only says where a speaker is from."""
        side = self.noticed.lexicon.lists["side"]
        following = after.removeprefix("'s").lstrip(" -")
        belongs = self.noticed.grammar["belongs"]
        return any(
            side[name].match(following)
            or any(belongs.fullmatch(before[match.end() :].strip()) for match in side[name].finditer(before))
            for name in ("speaker_state", "speaker_other")
        )

    def _is_attribution(self, clause: Clause) -> bool:
        return bool(within(self.noticed.sayings, clause.start, clause.end))

    def _narrowed(self, fits: Sequence[Mention]) -> list[Mention]:
        """Leave out provinces where districts are named, and what is named twice."""
        districts = [place for place in fits if place.level == Level.DISTRICT]
        unique = {place.code or place.surface: place for place in districts or fits}
        return list(unique.values())

    def capital(self, province: str, place: Mention) -> Mention | None:
        """Return the capital of a province where a place is named."""
        gazetteer = self.noticed.atlas.gazetteer
        if not (code := gazetteer.capitals.get(province)):
            return None
        return replace(place, level=Level.DISTRICT, code=code, name=gazetteer.names[code])


def is_direct(noticed: Noticed, verb: Verb, place: Mention) -> bool:
    """Return whether a place follows a verb with no more than its article, its unit and other places between."""
    if place.start < verb.end or place.start - verb.end > LONGEST_LIST:
        return verb.start < place.start < verb.end
    low, units = noticed.text.low, noticed.lexicon.lists["unit"]
    between = low[verb.end : place.start]
    for other in noticed.places:
        if verb.end <= other.start and other.end <= place.start:
            between = between.replace(low[other.start : other.end], " ")
    between = noticed.grammar["adjective"].sub(" ", between)
    for unit in ("district", "districts", "city", "province"):
        between = units[unit].sub(" ", between)
    return not noticed.grammar["article"].sub(" ", between).strip(" ,'-\n")


def tells(noticed: Noticed, verb: Verb) -> bool:
    """Return whether a verb has its place beside it, if it is one that must: *left Argo*, *left both districts*."""
    after = noticed.text.low[verb.end : verb.end + BESIDE].lstrip()
    if not verb.entry.means.get("direct") or noticed.grammar["both"].match(after):
        return True
    return any(is_direct(noticed, verb, place) for place in noticed.places)
