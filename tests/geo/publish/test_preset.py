"""`geo.publish.preset`: a desk's choices are kept in a file, read back, and refused by name where they are wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.films.film import SIZES
from geo.places.country import load_country
from geo.posters.page import FORMATS
from geo.publish.options import option_parser
from geo.publish.preset import MOST_BYTES, PARAMETERS, BadPreset, options_of, read_preset, settings_in, write_preset

COUNTRY = load_country()
ALL = {
    "format": "4x5",
    "poster": "dark",
    "credit": 'The “Gazette”, \\ "daily"',
    "bare": "1",
    "lang": "fa",
    "lens": "land",
    "districts": "1709,1710",
    "film": "gif",
    "size": "1080x1350",
    "step": "7",
    "every": "two-days",
    "series": "book",
}
READ = """\
format = "4x5"
theme = "dark"
credit = "The “Gazette”, \\\\ \\"daily\\""
hide_names = true
language = "fa"
lens = "land"
districts = ["1709", "1710"]
film = "gif"
size = "1080x1350"
step = 7
every = "two-days"
series = "book"
"""


def test_a_preset_names_each_setting_and_is_read_back() -> None:
    written = write_preset(ALL)
    assert written.partition("\n")[2] == READ
    assert read_preset(written.encode(), COUNTRY) == ALL
    assert settings_in(ALL, COUNTRY) == ALL
    assert {*ALL, "province"} == {*PARAMETERS.values()}


def test_an_empty_preset_is_one() -> None:
    assert read_preset(write_preset({}).encode(), COUNTRY) == {}
    assert read_preset(b"hide_names = false", COUNTRY) == {}


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (b"\xff", "a preset is a TOML file"),
        (b"format: 4x5", "a preset is a TOML file"),
        (b"#" * MOST_BYTES + b"#", "at most 20 kB"),
        (b'colour = "red"', "'colour' is no setting; expected one of format, theme"),
        (b'format = "3x3"', f"format must be one of {', '.join(FORMATS)}"),
        (b"format = 4", f"format must be one of {', '.join(FORMATS)}"),
        (b'size = ["1080x1080"]', f"size must be one of {', '.join(SIZES)}"),
        (b'hide_names = "yes"', "hide_names must be true or false"),
        (b"step = 3", "step must be 1, 2 or 7"),
        (b"step = true", "step must be 1, 2 or 7"),
        (b'province = "AF99"', 'province must be a P-code like "AF01"'),
        (b"districts = []", "districts must be codes"),
        (b'districts = "1709"', "districts must be codes"),
        (b'districts = ["1709", "17"]', "districts must be codes"),
        (b'province = "AF17"\ndistricts = ["1709"]', "a province or districts, not both"),
        (b'credit = "%s"' % (b"x" * 301), "credit must be words, at most 300 characters"),
    ],
)
def test_what_is_wrong_in_a_preset_is_refused_by_name(file: bytes, reason: str) -> None:
    with pytest.raises(BadPreset) as told:
        read_preset(file, COUNTRY)
    assert reason in str(told.value)


WORDS = st.text() | st.sampled_from(sorted(ALL.values()))


@given(st.dictionaries(st.sampled_from([*PARAMETERS.values(), "day"]), WORDS))
def test_whatever_an_address_says_gives_a_preset_that_reads(link: dict[str, str]) -> None:
    settings = settings_in(link, COUNTRY)
    assert settings.keys() <= link.keys() - {"day"}
    assert read_preset(write_preset(settings).encode(), COUNTRY) == settings


def test_a_preset_gives_the_command_its_options() -> None:
    options = options_of(ALL)
    asked = vars(option_parser().parse_args(["x.png"]))
    assert options.keys() <= asked.keys()
    assert (options["labels"], options["districts"], options["step"]) == (False, ("1709", "1710"), 7)
    assert "every" not in options
