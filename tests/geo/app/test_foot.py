"""The glossary at the foot of every page: sent when it is opened, in the language of the atlas."""

import pytest

from geo.app.foot import glossary_list
from geo.language import LOCALES, language
from geo.words.glossary import glossary
from tests.conftest import THREE_SQUARES
from tests.geo.app.test_pages import PAGES
from tests.geo.app.visits import Run


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_it_waits_at_the_foot_of_every_page_and_sends_its_lines_when_opened(run: Run, page: str) -> None:
    assert not lists_on(run(page))
    (told,) = lists_on(run(page, opened="glossary"))
    assert told == glossary_list(language("en"), THREE_SQUARES)


def test_it_is_in_the_language_of_the_atlas(run: Run) -> None:
    (told,) = lists_on(run("gaps", opened="glossary", lang="fa"))
    assert told == glossary_list(language("fa"), THREE_SQUARES)


@pytest.mark.parametrize("code", LOCALES)
def test_it_lists_each_term_with_its_line_and_the_english_term_beside(code: str) -> None:
    spoken, told = language(code), glossary_list(language(code), THREE_SQUARES)
    assert told.startswith(f'<dl class="glossary" lang="{spoken.tag}" dir="{spoken.direction}">')
    assert told.count("<dt>") == told.count("<dd>") == len(glossary(spoken, THREE_SQUARES))
    assert ("contested</small>" in told) == (code != "en")


def lists_on(script: object) -> list[str]:
    return [body for element in script.get("html") if 'class="glossary"' in (body := element.proto.body)]  # type: ignore[attr-defined]
