"""
The folium element that turns a map into the atlas page.

The page receives everything once (`geo.atlas.payload`), and from then on works in the browser. Its JavaScript and CSS
are files beside this one, and reach it as ``data:`` links, as Leaflet does. The view that the address names may change
between two runs of an app. It is in the element's HTML and not in its script, because streamlit-folium mounts a new,
blank frame whenever the script changes.
"""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import quote

from folium.elements import JSCSSMixin
from folium.template import Template
from jinja2.utils import htmlsafe_json_dumps
from xstatic.pkg import leaflet

from events.model import War
from geo.atlas.parts import IN_A_PART
from geo.language import Language
from geo.paint.palette import style_sheet

ASSETS = Path(__file__).parent / "assets"
SCRIPTS = (
    *("links.js", "place.js", "printed.js", "atlas.js", "atlas-packed.js", "atlas-load.js", "atlas-records.js"),
    *("atlas-address.js", "atlas-runs.js", "atlas-shapes.js", "atlas-map.js", "atlas-paths.js", "atlas-canvas.js"),
    *("atlas-hand.js", "atlas-strip.js", "atlas-legend.js", "atlas-side.js", "atlas-sheet.js", "atlas-find.js"),
)
ESCAPED = {ord(character): quote(character) for character in "\"'<>%#&\t\n\r"}
"""
What must be escaped in a ``data:`` address within an attribute. Everything else can stand as it is, including text
outside ASCII, which browsers read as UTF-8. Percent-encoded, a page in Dari would weigh 1.4 MB.
"""

SCRIPT_LINK = "data:text/javascript;charset=utf-8,/*>*/"
"""
How the link of a script begins. streamlit-folium tries every character up to the first ``>``. This one comes early, so
that each run of the app takes 20 ms for it instead of 48.
"""


class AtlasControl(JSCSSMixin):
    """
    All of the atlas page except Leaflet's own map.

    Parameters
    ----------
    told
        The content of the page, as a link made by `told_link` or `fetch_link`.
    war
        Its parties define the palette.
    day, district, lens
        The view to open: the district by its code or `None`, the lens by its id, or `None` for the first.
    visit
        The page goes to the view again whenever this number changes.
    height
        The most that the page takes on a wide screen, in pixels; on a narrow one it is as tall as it needs to be.
    options
        More options of `L.control.atlas`, as `geo.atlas.edition` sets them: ``title`` and ``by`` (the publisher's own
        words), ``link`` (its origin), ``theme`` (the one it opens with), ``tiles`` (offered or not), ``eyebrow``
        (replaces that of the payload), ``area`` (the corners of what
        the map shows first, each a latitude and a longitude).
    """

    _template = Template(
        """
        {% macro header(this, kwargs) %}<style>{{ this.css }}</style>{% endmacro %}
        {% macro html(this, kwargs) %}
        <div class="atlas-view" hidden
          data-day="{{ this.day }}" data-district="{{ this.district|e }}" data-lens="{{ this.lens|e }}"
          data-visit="{{ this.visit }}"></div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
        L.Atlas.whenTold((told) => L.control.atlas({
          told, height: {{ this.height|tojson }}, ...L.Atlas.options
        }).addTo({{ this._parent.get_name() }}));
        {% endmacro %}
        """
    )

    def __init__(
        self,
        told: str,
        war: War,
        day: date,
        district: str | None,
        lens: str | None,
        visit: int,
        height: int,
        options: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # folium has types, but not here
        self._name = "AtlasControl"
        self.day = day.isoformat()
        self.district = district or ""
        self.lens = lens or ""
        self.visit = visit
        self.height = height
        self.css = style_sheet(war) + asset("atlas.css")
        self.default_js = [("atlas", atlas_link()), ("atlas_told", told)]
        if options:  # a link for the reason given in `told_link`: these are the publisher's own words
            written = htmlsafe_json_dumps(options, json.dumps, ensure_ascii=False)
            self.default_js.append(("atlas_options", _script_link(f"L.Atlas.options = {written};")))


@cache
def leaflet_links() -> tuple[tuple[str, str], tuple[str, str]]:
    """
    Return Leaflet's script and style sheet as ``data:`` addresses, from the installed package.

    Newsrooms and closed networks block content-delivery networks, and folium's map never appears if one link fails.

    Returns
    -------
    script, style_sheet
        Each a name and an address, as folium's `default_js` and `default_css` need them.
    """
    folder = Path(leaflet.BASE_DIR)
    script, sheet = ((folder / name).read_text(encoding="utf-8") for name in ("leaflet.js", "leaflet.css"))
    style_link = f"data:text/css;base64,{b64encode(sheet.encode()).decode()}"
    return ("leaflet", _script_link(script)), ("leaflet_css", style_link)


@cache
def atlas_link() -> str:
    """Return the JavaScript beside this module as one ``data:`` address."""
    return _script_link("\n".join(map(asset, SCRIPTS)))


def told_link(page: str) -> str:
    """
    Return `told_script` as a ``data:`` address.

    It is a link and not part of the element's own script, because folium compiles that script as a template at each
    run. Half a megabyte takes a quarter of a second, and words from data would be read as Jinja's.
    """
    return _script_link(told_script(page))


def told_script(page: str) -> str:
    """
    Return a script that tells the page what `geo.atlas.packed` packed, as `json_text` writes it.

    The browser is given a text to parse: to compile 26 MB as JavaScript takes it 2.7 s.
    """
    text = str(page).replace("\\", "\\\\")  # of quotes that would end the text it has none, see `json_text`
    return f"L.Atlas.told = L.Atlas.unpacked(JSON.parse('{text}'));"


def fetch_link(address: str, sizes: Sequence[int], language: Language) -> str:
    """
    Return a ``data:`` address of a script by which the page fetches its content from another address.

    Parameters
    ----------
    address
        Of a file of parts, see `geo.atlas.parts`; relative to the frame of the page, or absolute.
    sizes
        Of its parts, in bytes.
    language
        In which the page says how much has come, while it has no words of its own.
    """
    told = {
        "address": address,
        "sizes": sizes,
        "inPart": IN_A_PART,
        "locale": language.told()["locale"],
        "loading": language.say("Loading the map, {come} of {size} MB", come="{come}", size="{size}"),
        "failed": language.say("The map could not be loaded. Reload the page to try again."),
    }
    return _script_link(f"L.Atlas.toldAt = {htmlsafe_json_dumps(told, json.dumps, ensure_ascii=False)};")


def _script_link(javascript: str) -> str:
    return SCRIPT_LINK + javascript.translate(ESCAPED)


def asset(name: str) -> str:
    """Read a style sheet or a script that stands beside this module; the app's pages have some of them too."""
    return (ASSETS / name).read_text(encoding="utf-8")
