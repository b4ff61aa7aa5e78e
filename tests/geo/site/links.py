"""A checker of links: every address in every page of a site leads to a file, and every fragment to an element."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, normpath
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

OUTSIDE = ("http", "https", "data", "mailto")


class _Page(HTMLParser):
    """The addresses that a page names, what it loads, and its elements' ids."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.base = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if "id" in named:
            self.ids.append(named["id"])
        if tag == "base":
            self.base = named["href"]
        elif tag in ("script", "img", "iframe") and "src" in named:
            self.loads.append(named["src"])
        elif tag == "link" and named["rel"] in ("stylesheet", "icon"):
            self.loads.append(named["href"])
        elif "href" in named:
            self.links.append(named["href"])
        if named.get("property") == "og:image":
            self.links.append(named["content"])


def read_page(file: Path) -> _Page:
    page = _Page()
    page.feed(file.read_text(encoding="utf-8"))
    return page


def broken(site: Path, base: str = "") -> list[str]:
    """
    List what leads nowhere, each with the page that names it.

    Parameters
    ----------
    base
        The address of the site, as links from elsewhere have it.
    """
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = {path: read_page(site / path) for path in sorted(files) if path.endswith(".html")}
    faults = []
    for path, page in pages.items():
        for address in (*page.links, *page.loads):
            target = resolved(address, path, page.base, base)
            if target is None:
                continue
            there, _, fragment = target.partition("#")
            if there not in files or (
                fragment and "=" not in fragment and there in pages and fragment not in pages[there].ids
            ):
                faults.append(f"{path}: {address}")
        faults += [f"{path}: twice: {name}" for name in page.ids if page.ids.count(name) > 1]
        faults += [f"{path}: loads {address}" for address in page.loads if urlsplit(address).scheme not in ("", "data")]
    return faults + _elsewhere(site, files, base)


def resolved(address: str, path: str, page_base: str, base: str) -> str | None:
    """Return the file of the site to which an address leads; `None` if it leads elsewhere."""
    if base and address.startswith(base):
        address, path = address.removeprefix(base), ""
    split = urlsplit(address)
    if split.scheme in OUTSIDE:
        return None
    folder = "" if page_base else dirname(path)
    there = normpath(f"{folder}/{unquote(split.path)}").lstrip("/") if split.path else path
    return there + (f"#{split.fragment}" if split.fragment else "")


def _elsewhere(site: Path, files: set[str], base: str) -> list[str]:
    """List what feeds, the map of the site, its JSON and its style sheets name that is not there."""
    faults = []
    for path in sorted(files):
        text = (site / path).read_text(encoding="utf-8") if path.endswith((".xml", ".json", ".css")) else ""
        named: list[str] = []
        if path.endswith(".xml"):
            tree = ElementTree.fromstring(text)
            named = [element.get("href", "") for element in tree.iter() if element.tag.endswith("link")]
            named += [element.text or "" for element in tree.iter() if element.tag.endswith("loc")]
        elif path.endswith("changes.json"):
            named = [day["page"] for day in json.loads(text)["days"]]
        elif path.endswith("datapackage.json"):
            named = [resource["path"] for resource in json.loads(text)["resources"]]
        elif path.endswith(".css") and "leaflet" not in path:
            named = re.findall(r"url\(([^)]+)\)", text)
        for address in named:
            target = resolved(address, path, "", base)
            if target is not None and target not in files:
                faults.append(f"{path}: {address}")
    return faults
