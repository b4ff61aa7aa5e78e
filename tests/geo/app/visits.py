"""Visits to the app without a browser, and what a visitor reads there."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import UnknownElement

SCRIPT = Path(__file__).parents[3] / "dashboard.py"
OPENING = date(2021, 7, 5)


Run = Callable[..., AppTest]


def offered(script: AppTest) -> list[str]:
    """The labels of what can be downloaded."""
    return [button.proto.label for button in script.get("download_button")]


def written(script: AppTest) -> str:
    """Everything that is written as Markdown."""
    return "\n".join(element.value for element in script.markdown).replace("\\", "") + "\n".join(
        element.value for element in script.markdown
    )


def reports_on(script: AppTest) -> list[str]:
    """The ids of the one table of reports on a page."""
    (table,) = [told.value for told in script.dataframe if "Certainty" in told.value]
    return list(table["Report"])


def map_told(script: AppTest) -> dict[str, Any]:
    """What the map's frame is told. AppTest does not know custom components, but keeps what was sent to them."""
    found = list(unknown_elements(script.main.children))
    maps = [element for element in found if hasattr(element.proto, "json_args")]
    assert len(maps) == 1
    return cast("dict[str, Any]", json.loads(maps[0].proto.json_args))


def unknown_elements(children: dict[int, Any]) -> Iterator[UnknownElement]:
    for child in children.values():
        if isinstance(child, UnknownElement):
            yield child
        elif hasattr(child, "children"):
            yield from unknown_elements(child.children)
