"""`python -m events.articles`: an article in the shell, as one JSON object."""

import json
from pathlib import Path
from typing import Any

import pytest

from events.articles.__main__ import REFUSED, main
from events.articles.files import FIRST
from tests.events.articles.article_files import PAGE, document

PLACE = {"surface", "start", "end", "kind", "name", "code"}
DRAFT = {
    *("kind", "actor", "place", "code", "scope", "earliest", "latest", "count", "qualifier", "said_by", "certainty"),
    *("start", "end"),
}
CLAIM = {"actor", "numerator", "denominator", "percent", "scope", "day"}
FURTHER = {
    "drafts": {"manner", "denied_by", "is_dated", "may_be"},
    "claims": {"start", "end", "qualifier", "said_by", "measure", "unit", "since"},
}
"""What it prints besides what desks were promised."""


def printed(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict[str, Any]]:
    code = main([*map(str, arguments)])
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, told


def test_it_prints_places_drafts_and_claims_by_the_names_that_desks_were_promised(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, told = printed(capsys, "--published", "2021-07-05", FIRST / "article.txt")
    assert code == 0
    assert set(told) == {"language", "published", "places", "drafts", "claims", "unused"}
    assert {frozenset(place) for place in told["places"]} == {frozenset(PLACE)}
    assert {frozenset(draft) for draft in told["drafts"]} == {frozenset(DRAFT | FURTHER["drafts"])}
    assert {frozenset(claim) for claim in told["claims"]} == {frozenset(CLAIM | FURTHER["claims"])}
    assert {frozenset(none) for none in told["unused"]} == {frozenset({"start", "end", "reason"})}
    assert (told["language"], told["published"]) == ("nl", "2021-07-05")


def test_codes_are_p_codes_of_provinces_and_four_digits_of_districts(capsys: pytest.CaptureFixture[str]) -> None:
    _, told = printed(capsys, "--published", "2021-07-05", FIRST / "article.txt")
    ten = next(draft for draft in told["drafts"] if draft["kind"] == "captured")
    assert {name: ten[name] for name in DRAFT - {"start", "end"}} == {
        "kind": "captured",
        "actor": "taliban",
        "place": "Badakhshan",
        "code": "AF17",
        "scope": "province",
        "earliest": "2021-07-03",
        "latest": "2021-07-04",
        "count": 10,
        "qualifier": "at least",
        "said_by": None,
        "certainty": "reported",
    }
    assert "0302" in {draft["code"] for draft in told["drafts"]}
    (claim,) = told["claims"]
    assert {name: claim[name] for name in CLAIM} == {
        "actor": "taliban",
        "numerator": None,
        "denominator": 421,
        "percent": 33.3,
        "scope": "country",
        "day": "2021-07-05",
    }


def test_the_day_of_publication_is_taken_from_the_file_if_it_says_so(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name, content in (("page.html", PAGE.encode()), ("article.docx", document())):
        (tmp_path / name).write_bytes(content)
        code, told = printed(capsys, tmp_path / name)
        assert (code, told["published"]) == (0, "2021-07-05")
        (draft,) = told["drafts"]
        assert (draft["code"], draft["earliest"], draft["latest"]) == ("1702", "2021-07-04", "2021-07-04")
    code, told = printed(capsys, tmp_path / "page.html", "--published", "2021-07-12")
    assert told["drafts"][0]["earliest"] == "2021-07-11"


def test_the_day_of_publication_is_taken_from_the_head_of_a_text(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "article.txt"
    file.write_text("KABUL, July 5 (Agency) - The Taliban captured Argo on Sunday, residents said.", encoding="utf-8")
    code, told = printed(capsys, file)
    assert (code, told["published"], told["drafts"][0]["latest"]) == (0, "2021-07-05", "2021-07-04")


def test_another_war_and_another_language_can_be_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text("The Arakan Army captured Paletwa on Sunday.", encoding="utf-8")
    code, told = printed(capsys, file, "--published", "2024-01-15", "--war", "myanmar-2023")
    assert (code, [draft["code"] for draft in told["drafts"]]) == (0, ["MMR004009"])
    code, told = printed(capsys, file, "--published", "2024-01-15", "--language", "nl")
    assert (code, told["language"], told["drafts"]) == (0, "nl", [])


@pytest.mark.parametrize(
    ("content", "arguments", "why"),
    [
        (b"", ["--published", "2021-07-05"], "no text that can be read"),
        (None, ["--published", "2021-07-05"], "article.txt"),
        (b"The Taliban captured Argo.", [], "add --published with a day like 2021-07-05"),
        (b"The Taliban captured Argo.", ["--published", "2021-07-05", "--war", "nowhere"], "nowhere"),
    ],
)
def test_what_is_refused_says_why_and_ends_with_two(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes | None, arguments: list[str], why: str
) -> None:
    file = tmp_path / "article.txt"
    if content is not None:
        file.write_bytes(content)
    code, told = printed(capsys, file, *arguments)
    assert (code, told["file"]) == (REFUSED, "article.txt")
    assert why in told["refused"]
