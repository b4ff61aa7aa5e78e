"""`geo.links.citation`: a view cited in text, BibTeX and Wikipedia's template, whatever stands in its title."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.ledger.folder import FOLDER
from events.ledger.origins import COUNTRY, read_origins
from geo.language import LOCALES, language
from geo.links.citation import Citation, bibtex, boundaries_cited, plain, titled, wikipedia
from geo.links.permalink import ViewState, permalink
from tests.conftest import july

ENGLISH = language("en")
SHOWN = ViewState(july(5), known=july(6))
LINK = permalink("https://atlas.example/", SHOWN)
ORIGINS = read_origins(FOLDER, COUNTRY)
CITED = Citation("Afghanistan 2021", SHOWN, date(2026, 11, 25), "0123abcd4567", boundaries_cited(ORIGINS), LINK)

HOSTILE = (
    "{{Infobox|a=b}} [[x]] & 100% of $5 #1 a_b ~~~~ ''q'' \\input{x} } { `^` <b> \u202e\n__NOTOC__ ولسوالی\u200cها"
)


def test_a_citation_in_plain_text_names_all_that_can_be_held_against_it() -> None:
    assert plain(CITED, ENGLISH) == (
        "Control Atlas: Afghanistan 2021, situation on 5 July 2021 as known on 6 July 2021. Data digest 0123abcd4567; "
        "boundaries geoBoundaries gbOpen AFG ADM2 (Runfola et al. 2020). "
        "https://atlas.example/?day=2021-07-05&known=2021-07-06 (accessed 25 November 2026)."
    )


def test_what_is_known_today_is_known_on_the_day_of_access() -> None:
    today = replace(CITED, shown=ViewState(july(5)))
    assert titled(today, ENGLISH) == "Afghanistan 2021, situation on 5 July 2021 as known on 25 November 2026"


def test_two_days_are_cited_as_what_changed_between_them() -> None:
    compared = replace(CITED, shown=ViewState(july(5), since=july(1), known=july(6)))
    assert (
        titled(compared, ENGLISH)
        == "Afghanistan 2021, changes after 1 July 2021, up to 5 July 2021, as known on 6 July 2021"
    )
    assert bibtex(compared, ENGLISH).startswith("@misc{controlatlas-20210701-20210705-20210706,\n")


def test_a_citation_for_bibtex() -> None:
    assert bibtex(CITED, ENGLISH) == (
        "@misc{controlatlas-20210705-20210706,\n"
        "  title = {{Afghanistan 2021, situation on 5 July 2021 as known on 6 July 2021}},\n"
        "  author = {{Control Atlas}},\n"
        "  year = {2026},\n"
        "  note = {Data digest 0123abcd4567; boundaries geoBoundaries gbOpen AFG ADM2 (Runfola et al. 2020)},\n"
        "  url = {https://atlas.example/?day=2021-07-05&known=2021-07-06},\n"
        "  urldate = {2026-11-25},\n"
        "}\n"
    )


def test_a_citation_for_wikipedia() -> None:
    assert wikipedia(CITED) == (
        "{{cite web |title=Afghanistan 2021, situation on 5 July 2021 as known on 6 July 2021 |website=Control Atlas "
        "|url=https://atlas.example/?day=2021-07-05&known=2021-07-06 |access-date=2026-11-25 "
        "|id=data digest 0123abcd4567; boundaries geoBoundaries gbOpen AFG ADM2 (Runfola et al. 2020)}}"
    )


def test_what_latex_and_bibtex_would_take_for_their_own_is_escaped() -> None:
    written = bibtex(replace(CITED, title=HOSTILE), ENGLISH)
    assert (
        r"{\textbraceleft}{\textbraceleft}Infobox|a=b{\textbraceright}{\textbraceright} [[x]] \& 100\% of \$5 \#1 a\_b"
        r" {\textasciitilde}{\textasciitilde}{\textasciitilde}{\textasciitilde} ''q'' {\textbackslash}input"
        r"{\textbraceleft}x{\textbraceright} {\textbraceright} {\textbraceleft} {\textasciigrave}{\textasciicircum}"
        r"{\textasciigrave} {\textless}b{\textgreater} \_\_NOTOC\_\_ "
    ) in written
    assert "ولسوالی\u200cها" in written  # what joins letters stays


def test_what_wikipedia_would_take_for_its_own_is_escaped() -> None:
    assert "|title=&#123;&#123;Infobox{{!}}a{{=}}b&#125;&#125; &#91;&#91;x&#93;&#93; &#38; 100% of $5 #1 a&#95;b " in (
        wikipedia(replace(CITED, title=HOSTILE))
    )


@given(st.text())
def test_no_title_ends_an_entry_or_a_template(title: str) -> None:
    written = bibtex(replace(CITED, title=title), ENGLISH)
    depth = 0
    for number, character in enumerate(written):
        depth += (character == "{") - (character == "}")
        assert depth > 0 or number < len("@misc") or number >= len(written) - 2
    assert depth == 0
    assert len(written.splitlines()) == len(bibtex(CITED, ENGLISH).splitlines())
    assert len(re.findall(r"(?<!\\)(?:\\\\)*[%#&$_]", written)) == written.count("&known")  # in the address alone

    template = wikipedia(replace(CITED, title=title)).replace("{{!}}", "").replace("{{=}}", "")
    assert template.count("{") == template.count("}") == 4 - 2
    assert template.count("|") == 5
    assert not re.search(r"\[|\]|<|>|''|~~|__", template)


def test_an_address_ends_no_field_and_no_template() -> None:
    broken = replace(CITED, link="https://atlas.example/}}|x={{y}}[z] '' \"")
    assert "https://atlas.example/%7D%7D%7Cx=%7B%7By%7D%7D%5Bz%5D%20%27%27%20%22" in wikipedia(broken)
    assert "https://atlas.example/%7D%7D%7Cx=%7B%7By%7D%7D%5Bz%5D%20%27%27%20%22" in bibtex(broken, ENGLISH)


@pytest.mark.parametrize("code", LOCALES)
def test_a_citation_in_every_language_names_its_days_as_that_language_does(code: str) -> None:
    spoken = language(code)
    for written in (plain(CITED, spoken), bibtex(CITED, spoken), wikipedia(CITED, spoken)):
        assert spoken.day(july(5)) in written
        assert spoken.day(july(6)) in written
        assert CITED.digest in written
    assert ("|language=" in wikipedia(CITED, spoken)) == (code != "en")


def test_a_citation_in_dari_runs_from_right_to_left_wherever_it_is_pasted() -> None:
    """Its first letter says how a line runs, and two Latin names with only points between them run as one."""
    written = plain(replace(CITED, title="افغانستان ۲۰۲۱"), language("fa"))
    assert written.startswith("افغانستان ۲۰۲۱، ")
    assert f"{CITED.boundaries}. نشانی: {CITED.link} (" in written
