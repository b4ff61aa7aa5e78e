"""The site of a small war: its links, its size, its words, and that it is the same each time it is made."""

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from geo.site.build import build
from geo.site.page import Site
from tests.geo.site.conftest import BASE, LANGUAGES, Rewrite, contents
from tests.geo.site.links import broken, read_page, resolved

ROOT = Path(__file__).parents[3]
ATOM = "{http://www.w3.org/2005/Atom}"


def text_of(site: Path, page: str) -> str:
    """The words of a page, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", (site / page).read_text(encoding="utf-8")))


def test_every_link_leads_somewhere_and_nothing_is_loaded_from_elsewhere(small_site: Path) -> None:
    assert broken(small_site, BASE) == []


def test_a_checker_of_links_finds_what_is_broken(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<a href="there.html">.</a><a href="there.html#no">.</a><a href="gone.html">.</a>'
        '<i id="a"></i><i id="a"></i><script src="https://example.org/a.js"></script>'
    )
    (tmp_path / "there.html").write_text("<p id='yes'></p>")
    assert broken(tmp_path) == [
        "index.html: there.html#no",
        "index.html: gone.html",
        "index.html: twice: a",
        "index.html: twice: a",
        "index.html: loads https://example.org/a.js",
    ]


def test_every_page_can_be_reached_from_the_first(small_site: Path) -> None:
    pages = {path for path in contents(small_site) if path.endswith(".html")}
    reached, ahead = set[str](), ["index.html"]
    while ahead:
        path = ahead.pop()
        if path in reached or path not in pages:
            continue
        reached.add(path)
        page = read_page(small_site / path)
        targets = (resolved(address, path, page.base, BASE) for address in page.links)
        ahead += [target.partition("#")[0] for target in targets if target]
    assert sorted(pages - reached) == ["404.html"]


def test_a_site_without_an_address_has_the_same_pages_and_no_card(small_war: Path, tmp_path: Path) -> None:
    build(Site((small_war,), ("en",)), tmp_path / "out")
    assert broken(tmp_path / "out") == []
    assert not (tmp_path / "out" / "sitemap.xml").exists()
    assert "og:image" not in (tmp_path / "out/en/three-squares/days/2021-07-04.html").read_text(encoding="utf-8")


def test_a_district_has_its_life_its_reports_and_their_sources(small_site: Path) -> None:
    words = text_of(small_site, "en/three-squares/districts/0101.html")
    assert "Amber has been held by the reds since 1 July 2021, according to one report." in words
    assert "1 July 2021 captured by the reds · reported by third parties Gazette: Amber falls" in words
    assert "Denied by the reds." in words and "Pamphlet: We are winning (propaganda outlet)" in words


def test_a_day_has_its_headline_its_changes_and_its_neighbours(small_site: Path) -> None:
    words = text_of(small_site, "en/three-squares/days/2021-07-04.html")
    assert "The reds take Birch" in words
    assert "Birch East · ← Not known" in words
    assert "Earlier 1 July 2021" in words and "Later 6 July 2021" in words


def test_a_page_in_dari_runs_from_right_to_left_and_leads_to_its_english_sister(small_site: Path) -> None:
    page = (small_site / "fa/three-squares/districts/0101.html").read_text(encoding="utf-8")
    assert '<html lang="fa-AF" dir="rtl">' in page
    assert f'hreflang="en-GB" href="{BASE}en/three-squares/districts/0101.html"' in page
    assert "بر اساس یک گزارش" in page


def test_words_from_data_are_never_html(small_war: Path, rewrite: Rewrite, tmp_path: Path) -> None:
    rewrite("sources.csv", "Amber falls", "</script><b>Amber & falls</b>")
    rewrite("districts.csv", "Birch", "Birch <i>")
    rewrite("boundaries.geojson", "Birch", "Birch <i>")
    rewrite("reports.csv", "East,Birch", "East,Birch <i>")
    build(Site((small_war,), ("en",), BASE), tmp_path / "out")
    for path, content in contents(tmp_path / "out").items():
        if path.endswith((".html", ".xml", ".js")):
            assert b"<b>Amber" not in content and b"Birch <i>" not in content, path
    feed = ElementTree.fromstring((tmp_path / "out/en/three-squares/feed.xml").read_bytes())
    assert "Birch &lt;i&gt;" in feed.findall(f"{ATOM}entry")[-2].find(f"{ATOM}content").text  # type: ignore[union-attr,operator]


def test_a_feed_has_the_latest_day_first_and_ids_that_stay(small_site: Path) -> None:
    feed = ElementTree.fromstring((small_site / "en/three-squares/feed.xml").read_bytes())
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.find(f"{ATOM}link").get("href") for entry in entries] == [  # type: ignore[union-attr]
        f"{BASE}en/three-squares/days/2021-07-{day:02}.html" for day in (7, 6, 4, 1)
    ]
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len({*ids}) == 4
    assert entries[-1].findtext(f"{ATOM}updated") == "2021-07-05T00:00:00Z"


def test_what_changed_each_day_is_told_to_programs(small_site: Path) -> None:
    told = json.loads((small_site / "en/three-squares/changes.json").read_bytes())
    (first,) = told["days"][-1]["changes"]
    assert (first["district"], first["before"], first["after"], first["claim"]) == ("Amber", "unknown", "reds", False)
    assert (first["report"], first["source"]) == ("r1", "https://example.org/amber")


def test_the_tables_have_one_address_that_stays_and_one_under_their_digest(small_site: Path) -> None:
    data = small_site / "data/three-squares"
    package = json.loads((data / "datapackage.json").read_bytes())
    pinned = data / package["version"]
    assert (data / "spans.csv").read_bytes() == (pinned / "spans.csv").read_bytes()
    for resource in package["resources"]:
        head = (data / resource["path"]).read_text(encoding="utf-8-sig").splitlines()[0]
        assert head.split(",") == [field["name"] for field in resource["schema"]["fields"]]
        assert (data / resource["path"]).stat().st_size == resource["bytes"]


def test_a_link_card_is_a_small_picture_of_64_colours(small_site: Path) -> None:
    file = small_site / "en/three-squares/days/2021-07-04.png"
    with Image.open(file) as picture:
        assert (picture.size, picture.mode) == ((1200, 628), "P")
        assert len(picture.getcolors() or []) <= 64
        assert "Reds" in picture.text["Description"]  # type: ignore[attr-defined]
    assert file.stat().st_size < 100_000


def test_every_page_names_its_policy_and_needs_no_script_but_the_live_map(small_site: Path) -> None:
    for path in sorted(small_site.rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page, path
        assert ("<script" in page) == (path.name == "atlas.html"), path
        assert "style=" not in page and "<style" not in page, path


def test_a_page_that_is_not_there_helps(small_site: Path) -> None:
    page = read_page(small_site / "404.html")
    assert page.base == "/atlas/"
    assert {"en/three-squares/index.html", "en/index.html", "fa/index.html"} <= {*page.links}


def weight(site: Path, page: str) -> int:
    """What a browser must load before it can show a page, with gzip."""
    loads = (resolved(address, page, "", "") for address in read_page(site / page).loads)
    return sum(len(gzip.compress((site / path).read_bytes(), 9)) for path in (page, *filter(None, loads)))


def test_a_first_view_is_light(small_site: Path) -> None:
    for page in ("index.html", "en/index.html", "en/three-squares/index.html", "en/three-squares/districts/0101.html"):
        assert weight(small_site, page) < 50_000, page
    assert weight(small_site, "en/three-squares/atlas.html") < 250_000


def changed_between(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def test_a_site_made_twice_is_the_same_in_every_byte(small_site: Path, small_war: Path, tmp_path: Path) -> None:
    build(Site((small_war,), LANGUAGES, BASE), tmp_path / "out")
    assert changed_between(contents(small_site), contents(tmp_path / "out")) == []


@pytest.mark.slow
def test_processes_that_share_the_work_make_the_same_site(small_site: Path, small_war: Path, tmp_path: Path) -> None:
    """By the command: a process that starts others must be a plain one, as those of the tests of the app are not."""
    out = tmp_path / "out"
    asked = ["--site", str(out), "--wars", str(small_war), "--langs", ",".join(LANGUAGES), "--base-url", BASE]
    command = [sys.executable, "-m", "geo.publish", *asked, "--workers", "2"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert changed_between(contents(small_site), contents(out)) == []


def test_a_second_run_writes_nothing(small_war: Path, tmp_path: Path) -> None:
    site = Site((small_war,), ("en",), BASE)
    first = build(site, tmp_path / "out")
    again = build(site, tmp_path / "out")
    assert (first.written, first.removed) == (first.files - 1, 0)
    assert (again.files, again.written, again.removed) == (first.files, 0, 0)


def test_a_new_report_writes_only_what_it_changes(small_war: Path, rewrite: Rewrite, tmp_path: Path) -> None:
    site, out = Site((small_war,), ("en",), BASE), tmp_path / "out"
    build(site, out)
    before, inodes = contents(out), numbers(out)
    rewrite(
        "reports.csv",
        "r4,",
        "r5,2021-07-07,2021-07-07,day,district,West,Cedar,,,Cedar,captured,reds,reported,,s1,2022-01-01,\nr4,",
    )
    outcome = build(site, out)
    after = contents(out)
    changed = [path for path in changed_between(before, after) if path != "manifest.json"]
    assert outcome.written == len([path for path in changed if path in after])
    assert "en/three-squares/districts/0201.html" in changed and "en/three-squares/days/2021-07-07.html" in changed
    kept = {
        f"en/three-squares/{page}" for page in ("districts/0102.html", "days/2021-07-01.html", "days/2021-07-01.png")
    }
    assert kept.isdisjoint(changed)
    assert kept <= before.keys()
    untouched = before.keys() - {*changed} - {"manifest.json"}
    assert {path: inodes[path] for path in untouched} == {path: numbers(out)[path] for path in untouched}
    assert broken(out, BASE) == []
    package = json.loads(before["data/three-squares/datapackage.json"])
    assert after[f"data/three-squares/{package['version']}/spans.csv"] == before["data/three-squares/spans.csv"]


def numbers(site: Path) -> dict[str, int]:
    """The inode of each file: a file that is kept is the same."""
    return {path.relative_to(site).as_posix(): path.stat().st_ino for path in site.rglob("*") if path.is_file()}


@pytest.mark.slow
@pytest.mark.parametrize("broke", ["shortened", "removed", "added"])
def test_a_site_that_was_changed_by_hand_is_mended(small_war: Path, tmp_path: Path, broke: str) -> None:
    site, out = Site((small_war,), ("en",), BASE), tmp_path / "out"
    build(site, out)
    whole, file = contents(out), out / "en/three-squares/districts/0101.html"
    if broke == "shortened":
        file.unlink()
        file.write_text("cut")
    elif broke == "removed":
        file.unlink()
    else:
        (out / "more.html").write_text("more")
    build(site, out)
    assert changed_between(whole, contents(out)) == []
