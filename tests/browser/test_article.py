"""An article in a real browser: from its text to drafts, marked and linked both ways, accepted, on the map, undone."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from events.articles.files import first_article
from geo.atlas.atlas import Atlas
from tests.browser.conftest import Visit
from tests.browser.reader import PATIENCE, rest
from tests.events.articles.article_files import document

TALL = {"width": 1440, "height": 2600}
TEXT = """\
Taliban take Argo

The Taliban captured Argo district in Badakhshan on Sunday, a councillor said. They plan to take Jurm district.

Government forces withdrew from Khash district on Saturday.
"""
MONDAY = "2021-05-10"
"""The Monday after, on which it was published; nobody else reports these districts so early."""


def paste(page: Page, text: str, published: str) -> None:
    page.get_by_role("textbox", name="Paste the article").fill(text)
    page.get_by_role("textbox", name="Paste the article").blur()
    rest(page)
    date_into(page, published)


def date_into(page: Page, day: str) -> None:
    field = day_of(page)
    field.fill(day)
    field.press("Escape")  # the calendar that it opened
    field.blur()
    rest(page)


def day_of(page: Page) -> Locator:
    return page.locator(".st-key-article-published input")


def card(page: Page, name: str) -> Locator:
    return page.locator(f".st-key-draft-{name}")


def mark(page: Page, words: str) -> Locator:
    return page.locator("mark", has_text=re.compile(words)).first


def says(page: Page, words: str) -> None:
    expect(page.get_by_text(words, exact=False).first).to_be_visible(timeout=PATIENCE)


def go(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()
    rest(page)


def press(page: Page, key: str) -> None:
    page.locator(f".st-key-{key} button").first.click()
    rest(page)


def test_an_article_becomes_drafts_and_a_draft_a_report_and_that_is_undone(visit: Visit, atlas: Atlas) -> None:
    number = len(atlas.reading.reports)
    page = visit("add?make=article", viewport=TALL)
    paste(page, TEXT, MONDAY)
    expect(card(page, "1")).to_contain_text("Argo", timeout=PATIENCE)
    expect(card(page, "2")).to_contain_text("Khash", timeout=PATIENCE)
    assert card(page, "3").count() == 0, "what is planned is no draft"
    says(page, "9 May")

    # A click in the text marks its draft, and a draft its words; what was not used says why.
    mark(page, "Argo").click()
    expect(card(page, "1")).to_have_attribute("data-lit", "", timeout=PATIENCE)
    card(page, "2").hover()
    expect(card(page, "1")).not_to_have_attribute("data-lit", "")
    expect(mark(page, "Khash")).to_have_class(re.compile(r"\blit\b"))
    expect(mark(page, "Argo")).not_to_have_class(re.compile(r"\blit\b"))
    assert "planned" in (page.locator(".article .unused").first.get_attribute("title") or "")

    # One is changed: it was another district.
    card(page, "1").get_by_role("button", name="Edit").click()
    place = page.get_by_role("combobox", name="Place")
    place.click()
    place.fill("Jorm")
    page.get_by_role("option", name="Jorm (Badakhshan)").click()
    press(page, "keep-1")
    expect(card(page, "1")).to_contain_text("Jorm (Badakhshan)", timeout=PATIENCE)
    page.keyboard.press("Escape")

    # Accepted, it is on the map, as the reader's own.
    press(page, "accept-1")
    expect(card(page, "1")).to_contain_text("Accepted", timeout=PATIENCE)
    says(page, "It changed 1 district on the map.")
    go(page, "Ledger")
    says(page, f"{number + 1} of {number + 1} reports")
    page.goto(page.url.split("/ledger")[0] + "/add")  # a new session, for which nothing was accepted
    rest(page)
    assert page.locator(".st-key-own-note").count() == 0


def test_what_was_accepted_is_on_its_district_and_goes_with_undo(visit: Visit, atlas: Atlas) -> None:
    number = len(atlas.reading.reports)
    page = visit("add?make=article&district=1702", viewport=TALL)
    paste(page, TEXT, MONDAY)
    press(page, "accept-1")
    expect(card(page, "1")).to_contain_text("Accepted", timeout=PATIENCE)
    go(page, "Districts")
    says(page, "own data")
    go(page, "Ledger")
    says(page, f"{number + 1} of {number + 1} reports")
    go(page, "Add")
    press(page, "undo")
    go(page, "Ledger")
    says(page, f"{number} of {number} reports")


def test_the_worked_example_is_read_by_its_button_and_its_total_is_on_the_page_claims(visit: Visit) -> None:
    page = visit("add?make=article", viewport=TALL)
    press(page, "first-article")
    expect(day_of(page)).to_have_value("2021-07-05", timeout=PATIENCE)
    expect(page.locator(".article")).to_contain_text("Honderden Afghaanse regeringsmilitairen", timeout=PATIENCE)
    assert page.locator(".article").inner_text() == first_article()[1].text
    says(page, "Badakhshan")
    expect(mark(page, "zeker tien districten")).to_be_visible()
    expect(mark(page, "ongeveer een derde van de 421 districten")).to_be_visible()
    press(page, "accept-t1")
    expect(card(page, "t1")).to_contain_text("Accepted", timeout=PATIENCE)
    go(page, "Claims")
    expect(page.locator(".st-key-own-note")).to_contain_text("1 record of your own", timeout=PATIENCE)


def test_a_file_fills_the_fields_with_its_text_and_its_day(visit: Visit) -> None:
    page = visit("add?make=article", viewport=TALL)
    file: Any = {"name": "article.docx", "mimeType": "application/octet-stream", "buffer": document()}
    upload = page.locator("[class*=st-key-article-file] input[type=file]")
    upload.set_input_files(file)
    expect(day_of(page)).to_have_value("2021-07-05", timeout=PATIENCE)
    expect(card(page, "1")).to_contain_text("Argo", timeout=PATIENCE)
    expect(page.get_by_role("textbox", name="Title")).to_have_value("Taliban overrun Argo")


def test_a_file_that_is_refused_says_so_by_name_and_markup_stays_text(visit: Visit) -> None:
    page = visit("add?make=article", viewport=TALL)
    file: Any = {"name": "**cut**-off.docx", "mimeType": "application/octet-stream", "buffer": document()[:900]}
    page.locator("[class*=st-key-article-file] input[type=file]").set_input_files(file)
    says(page, "broken or cut off")
    paste(page, "The Taliban captured Argo district on Sunday, <img src=x onerror=alert(1)> **he** said.", MONDAY)
    expect(card(page, "1")).to_contain_text("Argo", timeout=PATIENCE)
    expect(page.locator(".article")).to_contain_text("<img src=x onerror=alert(1)> **he**")
    assert page.locator("img[src=x]").count() == 0


def test_it_can_all_be_done_from_the_keyboard(visit: Visit) -> None:
    page = visit("add?make=article", viewport=TALL)
    tab_to(page, page.get_by_role("textbox", name="Paste the article"))
    page.keyboard.insert_text(TEXT)
    page.keyboard.press("Control+Enter")
    rest(page)
    tab_to(page, page.get_by_role("spinbutton", name="year, Published on"))
    page.keyboard.type(MONDAY.replace("-", ""))
    tab_to(page, page.get_by_role("textbox", name="Publisher"))  # a day is taken when its field is left
    rest(page)
    expect(card(page, "1")).to_contain_text("Argo", timeout=PATIENCE)
    tab_to(page, mark(page, "Argo"))
    page.keyboard.press("Enter")
    expect(card(page, "1")).to_have_attribute("data-lit", "", timeout=PATIENCE)
    tab_to(page, page.locator(".st-key-accept-1 button"))
    page.keyboard.press("Space")
    rest(page)
    expect(card(page, "1")).to_contain_text("Accepted", timeout=PATIENCE)


def tab_to(page: Page, wanted: Locator, most: int = 80) -> None:
    """Press Tab until something has the focus."""
    wanted.wait_for()
    for _ in range(most):
        if wanted.evaluate("(one) => one.getRootNode().activeElement === one"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the Tab key does not lead to it")
