"""`geo.posters.layout`: nothing on a poster is cut and nothing overlaps, whatever is written on it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.atlas.atlas import Atlas
from geo.language import LOCALES, Language
from geo.places.grid import Shapes
from geo.posters.content import Poster, day_poster
from geo.posters.layout import Layout, lay_out
from geo.posters.map import DOT, country_on
from geo.posters.map_place import NoRoom
from geo.posters.page import FORMATS, SMALLEST, WIDE, Edges, Format, steps
from geo.posters.type import clean, extent
from tests.languages import language
from tests.posters import DAYS, ENGLISH, LONG, TITLES, between, on, pair, shapes, svg_of

Box = tuple[str, Edges]


def boxes(layout: Layout) -> list[Box]:
    """All that may not overlap: words, swatches, the scale bar and the globe, each with what it is."""
    found = [(f"{line.part} {line.words!r}", line.edges) for line in layout.lines]
    found += [("swatch", swatch.edges) for swatch in layout.swatches]
    left, top, width = layout.bar
    found.append(("scale bar", (left, top, left + width, top + 5)))
    if layout.globe:
        x, y, radius = layout.globe
        found.append(("globe", (x - radius, y - radius, x + radius, y + radius)))
    if layout.logo:
        found.append(("logo", layout.logo[1]))
    return found


def faults(layout: Layout, paper: str | Format, direction: str, drawn: Shapes | None = None) -> Iterator[str]:
    """What is cut, too small, or lies over something else; what is drawn is the country, or a part of it."""
    there = drawn or shapes()
    sheet = paper if isinstance(paper, Format) else FORMATS[paper]
    free = sheet.free / sheet.scale
    found = boxes(layout)
    for name, (left, top, right, bottom) in found:
        if left < 0 or right > WIDE or top < max(free, 1) or bottom > layout.height - max(free, 1):
            yield f"{name} is beyond the edge"
    for (one, a), (other, b) in combinations(found, 2):
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]:
            yield f"{one} lies over {other}"
    frames = [frame for frame in (layout.before, layout.frame) if frame]
    land = shapely.union_all([country_on(there, frame) for frame in frames])
    points = [frame.at(*dot) for frame in frames for dot in there.dots.values()]
    dots = shapely.union_all([shapely.Point(point).buffer(DOT) for point in points])
    for line in layout.lines:
        if line.size < SMALLEST:
            yield f"{line.words!r} is of {line.size}"
        if line.part != "label" and shapely.intersects(land, shapely.box(*line.edges)):
            yield f"{line.words!r} lies over the country"
        if shapely.intersects(dots, shapely.box(*line.edges)):
            yield f"{line.words!r} lies over a district that is a dot"
        room = extent(line.words, line.face, line.size, direction).width + line.spacing * len(line.words)
        if abs(line.width - room) > 0.01:
            yield f"{line.words!r} is not as wide as it says"


def checked(poster: Poster, paper: str, spoken: Language = ENGLISH) -> Layout:
    layout = lay_out(poster, FORMATS[paper], shapes(), spoken)
    assert list(faults(layout, paper, spoken.direction)) == []
    return layout


def words_of(layout: Layout, part: str) -> str:
    return " ".join(line.words for line in layout.lines if line.part == part)


@pytest.mark.parametrize("code", LOCALES)
@pytest.mark.parametrize("paper", FORMATS)
def test_no_lone_word_is_left_of_what_was_known(shipped: Atlas, paper: str, code: str) -> None:
    widths = [
        line.width
        for line in checked(on(shipped, DAYS[0], language(code)), paper, language(code)).lines
        if line.part == "known"
    ]
    assert min(widths) > 0.4 * max(widths)


@pytest.mark.parametrize("code", LOCALES)
@pytest.mark.parametrize("paper", FORMATS)
def test_nothing_is_cut_or_overlaps_on_ten_days_in_five_languages(shipped: Atlas, paper: str, code: str) -> None:
    for day in DAYS:
        poster = on(shipped, day, language(code))
        layout = checked(poster, paper, language(code))
        assert "…" not in " ".join(line.words for line in layout.lines)
        assert words_of(layout, "title") == clean(poster.title)
        assert words_of(layout, "subtitle") == clean(poster.subtitle)


@pytest.mark.parametrize("code", LOCALES)
@pytest.mark.parametrize("paper", FORMATS)
def test_no_key_is_cut_where_people_are_counted(shipped: Atlas, paper: str, code: str) -> None:
    """Their numbers are long; of the pictures of this day one had "from a province- or country-wide r…"."""
    people, spoken = shipped.country.lenses["people"], language(code)
    layout = checked(day_poster(shipped.reading, shipped.country, DAYS[8], spoken, lens=people), paper, spoken)
    assert "…" not in words_of(layout, "key")


@pytest.mark.parametrize("code", LOCALES)
@pytest.mark.parametrize("paper", FORMATS)
def test_nothing_is_cut_or_overlaps_where_two_days_are_compared(shipped: Atlas, paper: str, code: str) -> None:
    for earlier, later in ((DAYS[0], DAYS[-1]), (DAYS[4], DAYS[6]), (DAYS[5], DAYS[5])):
        poster = between(shipped, earlier, later, language(code))
        layout = checked(poster, paper, language(code))
        assert words_of(layout, "title") == clean(poster.title)
        assert words_of(layout, "subtitle") == clean(poster.subtitle)


@pytest.mark.parametrize("code", LOCALES)
@pytest.mark.parametrize("paper", FORMATS)
def test_nothing_is_cut_or_overlaps_where_two_days_stand_side_by_side(shipped: Atlas, paper: str, code: str) -> None:
    for earlier, later in ((DAYS[0], DAYS[-1]), (DAYS[4], DAYS[6]), (DAYS[5], DAYS[5])):
        poster = pair(shipped, earlier, later, language(code))
        layout = checked(poster, paper, language(code))
        assert "…" not in " ".join(line.words for line in layout.lines)
        assert words_of(layout, "title") == clean(poster.title)
        assert words_of(layout, "subtitle") == clean(f"{poster.subtitle} {poster.unit}")
        days = [language(code).day(day) for day in (earlier, later)]
        assert [line.words for line in layout.lines if line.part == "stamp"] == list(map(clean, days))


@pytest.mark.parametrize("paper", FORMATS)
def test_two_maps_are_of_one_size_and_apart_and_the_earlier_is_where_reading_begins(shipped: Atlas, paper: str) -> None:
    for code in ("en", "fa"):
        layout = checked(pair(shipped, DAYS[2], DAYS[4], language(code)), paper, language(code))
        before, later = layout.before, layout.frame
        assert before and (before.width, before.height, before.box) == (later.width, later.height, later.box)
        one, other = (before, later) if code == "en" else (later, before)
        beside = one.y == pytest.approx(other.y) and one.x + one.width < other.x
        assert beside or (before.x == later.x and before.y + before.height < later.y and not FORMATS[paper].wide)
        labels = [line for line in layout.lines if line.part == "label"]
        there = [sum(frame.x - 1 < line.x < frame.x + frame.width for line in labels) for frame in (before, later)]
        assert min(there) >= 8
        days = [line for line in layout.lines if line.part == "stamp"]
        for line, frame in zip(days, (before, later), strict=True):
            assert frame.y - 2 * line.size < line.y < frame.y + frame.height / 3


def test_maps_stand_above_each_other_where_that_leaves_them_larger(shipped: Atlas) -> None:
    frames = {paper: checked(pair(shipped, DAYS[2], DAYS[4]), paper) for paper in FORMATS}
    above = {paper for paper, layout in frames.items() if layout.before and layout.before.y + 1 < layout.frame.y}
    assert above == {"9x16", "a4"}


@pytest.mark.parametrize("paper", FORMATS)
@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_whatever_is_typed_fits(shipped: Atlas, title: str, paper: str) -> None:
    for spoken in (ENGLISH, language("fa")):
        checked(replace(pair(shipped, DAYS[2], DAYS[4], spoken), title=title, credit=title), paper, spoken)
        layout = checked(on(shipped, DAYS[4], spoken, title=title, credit=title), paper, spoken)
        shown = words_of(layout, "title")
        # Only what fits at no size is shortened, and says so.
        assert shown.replace(" ", "") == clean(title).replace(" ", "") or (len(title) > 300 and shown.endswith("…"))


def test_three_hundred_characters_are_shown_in_full_in_every_format(shipped: Atlas) -> None:
    for paper in FORMATS:
        assert words_of(checked(on(shipped, DAYS[4], title=LONG[:300]), paper), "title") == LONG[:300].strip()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(max_size=300), credit=st.text(max_size=120), paper=st.sampled_from(sorted(FORMATS)))
def test_any_text_gives_a_file_that_reads_and_in_which_nothing_overlaps(
    shipped: Atlas, title: str, credit: str, paper: str
) -> None:
    poster = on(shipped, DAYS[4], title=title, credit=credit)
    checked(poster, paper)
    read = ElementTree.fromstring(svg_of(shipped, poster, paper))
    assert {element.tag.rpartition("}")[2] for element in read.iter()} <= {
        *("svg", "title", "desc", "defs", "pattern", "path", "rect", "circle", "g", "text", "tspan")
    }


def test_names_from_data_are_as_harmless_as_titles(shipped: Atlas) -> None:
    poster = on(shipped, DAYS[4])
    for words in (TITLES["markup"], LONG[:300], TITLES["right to left"], TITLES["emoji"], "x" * 300):
        named = replace(
            poster,
            publishers=(words, *poster.publishers),
            labels=dict.fromkeys(poster.labels, words),
            legend=tuple(replace(entry, words=words) for entry in poster.legend),
            keys=tuple(replace(entry, words=words) for entry in poster.keys),
        )
        for paper in FORMATS:
            checked(named, paper)
            ElementTree.fromstring(svg_of(shipped, named, paper))


def test_as_many_publishers_as_fit_are_named_and_the_others_counted(shipped: Atlas) -> None:
    poster = on(shipped, DAYS[4])
    for paper in FORMATS:
        said = words_of(checked(poster, paper), "footer")
        named = [publisher for publisher in poster.publishers if f"{publisher}," in said or f"{publisher} and" in said]
        assert named == list(poster.publishers[: len(named)]) and named
        assert f"and {len(poster.publishers) - len(named)} others" in said
        assert words_of(checked(poster, paper), "credit") == "Graphic: Control Atlas"


def test_labels_are_left_out_at_wish(shipped: Atlas) -> None:
    poster = on(shipped, DAYS[4])
    assert words_of(lay_out(poster, FORMATS["4x5"], shapes(), ENGLISH, labels=False), "label") == ""
    labels = [line.words for line in checked(poster, "4x5").lines if line.part == "label"]
    assert len(labels) == len(poster.labels) == 34 and set(labels) <= set(poster.labels.values())


def test_what_reads_from_the_right_begins_at_the_right_and_the_map_is_not_mirrored(shipped: Atlas) -> None:
    for paper in FORMATS:
        dari = checked(on(shipped, DAYS[4], language("fa")), paper, language("fa"))
        english = checked(on(shipped, DAYS[4]), paper)
        rights = [line.edges[2] for line in dari.lines if line.part == "title"]
        lefts = [line.x for line in english.lines if line.part == "title"]
        assert {round(right) for right in rights} == {round(WIDE - left) for left in lefts}
        west, east = ([frame.at(x, 0)[0] for frame in (dari.frame, english.frame)] for x in (0, 10_000))
        assert all(left < right for left, right in zip(west, east, strict=True))


def test_a_country_without_room_beside_it_is_refused_in_words(shipped: Atlas) -> None:
    flat = replace(shapes(), box=(0, 0, 10_000, 100), outline="M-100000 -100000l200000 0 0 200000 -200000 0z")
    assert isinstance(flat, Shapes)
    with pytest.raises(NoRoom, match="5 July 2021"):
        lay_out(on(shipped, DAYS[4]), FORMATS["4x5"], flat, ENGLISH)


def test_sizes_go_down_to_the_smallest() -> None:
    assert steps(11) == (11,)
    assert steps(9) == (9,)
    assert min(steps(56)) == SMALLEST and max(steps(56)) == 56
