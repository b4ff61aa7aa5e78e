"""`geo.films.film`: the days as GIF, MP4 and pictures, each frame the map of its day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from math import hypot
from pathlib import Path
from zipfile import ZipFile

import av
import numpy as np
import pytest
from av.video.reformatter import ColorRange, Colorspace
from PIL import Image, ImageChops
from PIL.GifImagePlugin import GifImageFile

from events.control.counts import count
from events.control.rule import control_on
from events.model import CONTESTED, UNKNOWN, Party, Pattern, Span
from geo.atlas.atlas import Atlas
from geo.films.film import SIZES, Cancelled, Film, NoSuchFilm
from geo.films.frames import counts_of, frames, lines_of
from geo.films.gif import film_palette, write_gif
from geo.films.mp4 import write_mp4
from geo.films.stills import write_pictures
from geo.language import ENGLISH, LOCALES
from geo.links.provenance import read_png
from geo.paint.fills import Fill, plain_fill
from geo.paint.palette import palette
from geo.places.country import Country, load_country
from geo.places.grid import Shapes, country_shapes
from geo.posters.content import day_poster, film_poster
from geo.posters.draw import draw_ground, drawing
from geo.posters.layout import lay_out
from geo.posters.map import draw_map
from geo.posters.page import FORMATS, Line, Swatch
from geo.posters.render import to_pixels
from tests.conftest import july
from tests.languages import language

SHORT = Film(july(3), july(8), step=2, rate=4, pause=1)
TOLD = {"Title": "A film", "Description": "Reds 2", "Source": "?day=2021-07-08", "Data digest": "0123abcd4567"}
TOLD |= {"Software": "Control Atlas", "Copyright": "Boundaries: public domain"}
Frames = Iterator[tuple[date, Image.Image]]


def facts(_: date) -> dict[str, str]:
    return TOLD


@pytest.fixture(scope="module")
def country() -> Country:
    return load_country()


@pytest.fixture(scope="module")
def shapes(country: Country) -> Shapes:
    return country_shapes(country)


def test_every_step_is_shown_and_the_last_day_always() -> None:
    assert [day.day for day in SHORT.days] == [3, 5, 7, 8]
    assert Film(july(3), july(3)).days == (july(3),)
    assert [day.day for day in Film(july(1), july(5), step=2).days] == [1, 3, 5]


@pytest.mark.parametrize("day", [date(2021, 4, 6), july(5), date(2021, 8, 14), date(2021, 9, 6)], ids=str)
@pytest.mark.parametrize(("size", "theme"), [("1280x720", "light"), ("1080x1080", "dark")])
def test_a_frame_has_the_map_of_its_days_poster(
    shipped: Atlas, country: Country, shapes: Shapes, day: date, size: str, theme: str
) -> None:
    """Drawn in one with its paper, or laid over it, a pixel may differ by a few of 255 where two colours meet."""
    reading, film = shipped.reading, Film(day, day, size=size, theme=theme, labels=False)
    ((_, frame),) = frames(reading, country, shapes, film, ENGLISH)
    layout = lay_out(film_poster(reading, country, day, day, ENGLISH), SIZES[size], shapes, ENGLISH, labels=False)
    fills = day_poster(reading, country, day, ENGLISH).fills
    war = reading.ledger.war
    alone = drawing(
        SIZES[size],
        layout,
        draw_ground(layout, shapes, war, theme) + draw_map(shapes, fills, layout.frame, war, theme),
    )
    scale, box = SIZES[size].scale, layout.frame
    edges = (box.x, box.y, box.x + box.width, box.y + box.height)
    left, top, right, bottom = (round(edge * scale) for edge in edges)
    # The day stands beside the country, within the map's rectangle: it is left out.
    stamp = [line.edges for line in layout.lines if line.part in ("stamp", "known", "bar")]
    drawn, wanted = frame, to_pixels(alone).convert("RGB")
    for picture in (drawn, wanted):
        for words in stamp:
            x, y, end, below = (round(edge * scale) for edge in words)
            picture.paste("#000", (x - 9, y - 9, end + 9, below + 9))
    apart = ImageChops.difference(drawn.crop((left, top, right, bottom)), wanted.crop((left, top, right, bottom)))
    assert np.asarray(apart).max() <= 8
    assert (np.asarray(apart) > 3).mean() < 0.001


def test_only_the_map_the_day_and_the_counts_move(shipped: Atlas, country: Country, shapes: Shapes) -> None:
    film = Film(july(3), july(31), step=28)
    (_, one), (_, other) = frames(shipped.reading, country, shapes, film, ENGLISH)
    layout = lay_out(
        film_poster(shipped.reading, country, july(3), july(31), ENGLISH), SIZES[film.size], shapes, ENGLISH
    )
    scale = SIZES[film.size].scale
    for line in layout.lines:
        if line.part in ("title", "subtitle", "footer", "credit", "key", "eyebrow", "entry"):
            left, top, right, bottom = (round(edge * scale) for edge in line.edges)
            apart = ImageChops.difference(one, other).crop((left, top, right, bottom))
            assert apart.getbbox() is None, line.words


def test_the_counts_of_a_frame_are_those_of_its_day(shipped: Atlas, country: Country) -> None:
    lens = country.lenses["districts"]
    for day in (july(5), date(2021, 8, 14)):
        counts = count(control_on(shipped.spans, day), lens)
        taliban, government, contested, unknown, *claimed = counts_of(shipped.reading, country, day).values()
        assert (taliban, government) == (counts["taliban"].held, counts["government"].held)
        assert (contested, unknown) == (counts["contested"].held, counts["unknown"].held)
        assert sum(claimed) == sum(each.claimed for each in counts.values())


@pytest.mark.parametrize("code", ["en", "fa"])
@pytest.mark.parametrize("size", ["1280x720", "1080x1080", "1080x1920"])
def test_of_five_parties_each_number_stands_beside_its_own_swatch(
    shipped: Atlas, country: Country, shapes: Shapes, size: str, code: str
) -> None:
    """Party 0 holds 10 districts, the next 11 and so on; one of those of party 0 is claimed by it, two of party 1 …"""
    parties = tuple(
        Party(f"p{at}", f"Party {at}", f"party {at}", {}, f"#{at}04040", f"#{at}08080", Pattern.RISING)
        for at in range(5)
    )
    order = iter(sorted(country.names))
    spans: dict[str, tuple[Span, ...]] = {}
    for number, party in enumerate(parties):
        for held in range(10 + number):
            claim = party.id if held <= number else None
            place = next(order)
            spans[place] = (Span(place, date.min, date.max, party.id, claim=claim),)
    spans |= {place: (Span(place, date.min, date.max, UNKNOWN),) for place in order}
    war = replace(shipped.ledger.war, parties=parties)
    reading = replace(shipped.reading, ledger=replace(shipped.ledger, war=war), spans=spans)
    wanted = {plain_fill(f"p{at}", war): 10 + at for at in range(5)}
    wanted |= {plain_fill(CONTESTED, war): 0, plain_fill(UNKNOWN, war): 421 - 60}
    wanted |= {Fill(UNKNOWN, ((Pattern.RISING, f"p{at}"),)): 1 + at for at in range(5)}

    paper, spoken = SIZES[size], language(code)
    poster = film_poster(reading, country, july(5), july(5), spoken)
    layout = lay_out(poster, paper, shapes, spoken)
    numbers = [line for line in lines_of(layout, reading, country, july(5), spoken) if line.part == "number"]
    swatches = layout.swatches[-len(poster.legend) :]  # those of the keys are laid out first

    def beside(line: Line) -> Fill:
        def away(swatch: Swatch) -> float:
            left, top, right, bottom = swatch.edges
            x = 0 if paper.wide else (right - line.x - line.width if code == "fa" else left - line.x)
            return hypot(x, line.y - (top + bottom) / 2)

        return min(swatches, key=away).fill

    assert {beside(line): line.words for line in numbers} == {
        fill: spoken.number(number) for fill, number in wanted.items()
    }


@pytest.mark.parametrize("code", LOCALES)
def test_a_film_speaks_every_language_in_every_size(
    shipped: Atlas, country: Country, shapes: Shapes, code: str
) -> None:
    for size, paper in SIZES.items():
        film = Film(july(5), july(5), size=size, theme="dark", title="“Quoted” <b> 🗺 " * 9)
        ((_, frame),) = frames(shipped.reading, country, shapes, film, language(code))
        assert frame.size == (paper.width, paper.height)


def test_an_mp4_plays_every_frame_and_stays_on_the_last(
    tmp_path: Path, shipped: Atlas, country: Country, shapes: Shapes
) -> None:
    file = tmp_path / "film.mp4"
    write_mp4(frames(shipped.reading, country, shapes, SHORT, ENGLISH), SHORT, facts, file)
    with av.open(str(file)) as container:
        stream = container.streams.video[0]
        shown = [frame.to_ndarray(format="rgb24") for frame in container.decode(stream)]
        assert (stream.codec_context.name, stream.codec_context.pix_fmt) == ("h264", "yuv420p")
        assert (stream.width, stream.height, int(stream.average_rate or 0)) == (1280, 720, 4)
        assert container.metadata["title"] == "A film"
        assert container.metadata["comment"] == "?day=2021-07-08 Data digest 0123abcd4567"
    assert len(shown) == len(SHORT.days) + 4
    frame = list(frames(shipped.reading, country, shapes, replace(SHORT, first=july(8)), ENGLISH))[-1][1]
    assert np.abs(shown[-1].astype(int) - np.asarray(frame).astype(int)).mean() < 4
    assert file.read_bytes().index(b"moov") < file.read_bytes().index(b"mdat")  # it can begin before all of it is there


def test_a_gif_keeps_every_colour_to_its_last_day(
    tmp_path: Path, shipped: Atlas, country: Country, shapes: Shapes
) -> None:
    """On its first day nobody holds a district; its palette has what comes later all the same."""
    reading = shipped.reading
    film = Film(date(2021, 4, 6), date(2021, 8, 14), step=130, rate=4, pause=1, size="1080x1080", labels=False)
    file = tmp_path / "film.gif"
    write_gif(frames(reading, country, shapes, film, ENGLISH), film, facts, file, film_palette(reading, film.theme))
    gif = GifImageFile(BytesIO(file.read_bytes()))
    assert (gif.n_frames, gif.size) == (2, (1080, 1080))
    assert b"0123abcd4567" in gif.info["comment"]
    durations = []
    for at in range(gif.n_frames):
        gif.seek(at)
        durations.append(gif.info["duration"])
    assert durations == [250, 1000]
    last = np.asarray(gif.convert("RGB")).reshape(-1, 3)
    colours = palette(reading.ledger.war, film.theme)
    for name in ("taliban", "taliban-inferred", "government", "contested", "unknown", "paper"):
        wanted = [int(colours[name][at : at + 2], 16) for at in (1, 3, 5)]
        assert (last == wanted).all(axis=1).sum() > 500, name


def test_a_gif_shows_each_frame_whole_though_it_writes_only_what_changes(
    tmp_path: Path, shipped: Atlas, country: Country, shapes: Shapes
) -> None:
    reading, colours = shipped.reading, film_palette(shipped.reading, "light")
    made = [(day, picture) for day, picture in frames(reading, country, shapes, SHORT, ENGLISH)]
    made[1] = (made[1][0], made[0][1])  # a day on which nothing changes
    file = tmp_path / "film.gif"
    write_gif(iter(made), SHORT, facts, file, colours)
    gif = GifImageFile(BytesIO(file.read_bytes()))
    assert gif.n_frames == len(made)
    for at, (_, picture) in enumerate(made):
        gif.seek(at)
        wanted = picture.quantize(palette=colours, dither=Image.Dither.NONE).convert("RGB")
        assert ImageChops.difference(gif.convert("RGB"), wanted).getbbox() is None, at
    assert len(file.read_bytes()) < 200_000


def test_an_mp4_keeps_its_colours_in_the_standard_that_it_names(
    tmp_path: Path, shipped: Atlas, country: Country, shapes: Shapes
) -> None:
    film, file = Film(date(2021, 8, 14), date(2021, 8, 14), pause=0, labels=False), tmp_path / "film.mp4"
    write_mp4(frames(shipped.reading, country, shapes, film, ENGLISH), film, facts, file)
    with av.open(str(file)) as container:
        (frame,) = container.decode(container.streams.video[0])
    assert (frame.colorspace, frame.color_range) == (Colorspace.ITU709, ColorRange.MPEG)
    seen = frame.reformat(format="rgb24", src_colorspace=Colorspace.ITU709).to_ndarray().astype(int).reshape(-1, 3)
    colours = palette(shipped.ledger.war, film.theme)
    for name in ("taliban", "taliban-inferred", "government", "unknown", "paper"):
        wanted = [int(colours[name][at : at + 2], 16) for at in (1, 3, 5)]
        assert (np.abs(seen - wanted).max(axis=1) <= 3).sum() > 500, name


def test_pictures_are_numbered_and_say_which_day_they_show(
    tmp_path: Path, shipped: Atlas, country: Country, shapes: Shapes
) -> None:
    file = tmp_path / "film.zip"
    write_pictures(
        frames(shipped.reading, country, shapes, SHORT, ENGLISH), lambda day: TOLD | {"Source": f"?day={day}"}, file
    )
    with ZipFile(file) as archive:
        assert archive.namelist() == [f"frame-{n:03}-2021-07-0{d}.png" for n, d in enumerate((3, 5, 7, 8), 1)]
        assert read_png(archive.read("frame-002-2021-07-05.png"))["Source"] == "?day=2021-07-05"


def test_progress_is_told_and_can_end_it(shipped: Atlas, country: Country, shapes: Shapes) -> None:
    told: list[tuple[int, int]] = []

    def twice(done: int, total: int) -> bool:
        told.append((done, total))
        return done < 2

    with pytest.raises(Cancelled):
        list(frames(shipped.reading, country, shapes, SHORT, ENGLISH, twice))
    assert told == [(0, 4), (1, 4), (2, 4)]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"first": july(9)}, "cannot go back from 2021-07-09 to 2021-07-08"),
        ({"first": date(2020, 1, 1)}, "nothing to film outside 2021-04-06"),
        ({"size": "3x3"}, "'3x3' is no size"),
        ({"step": 0}, "a step is a day or more"),
        ({"rate": 0}, "a rate 1 to 60"),
        ({"pause": 61}, "a pause up to 60"),
    ],
)
def test_a_film_that_cannot_be_is_refused(
    shipped: Atlas, country: Country, shapes: Shapes, wrong: dict[str, object], reason: str
) -> None:
    with pytest.raises(NoSuchFilm, match=reason):
        next(frames(shipped.reading, country, shapes, replace(SHORT, **wrong), ENGLISH))  # type: ignore[arg-type]


def test_sizes_are_even_as_mp4_wants_them() -> None:
    assert all(paper.width % 2 == paper.height % 2 == 0 for paper in SIZES.values())
    assert {FORMATS["16x9"], FORMATS["9x16"]} <= set(SIZES.values())
