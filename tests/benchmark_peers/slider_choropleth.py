"""folium's own way: `TimeSliderChoropleth`, a page that holds a colour for each district and day."""

import json
import subprocess
import tarfile
from base64 import b64encode
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import folium
from folium.plugins import TimeSliderChoropleth

from events.control.rule import control_on
from geo.atlas.atlas import Atlas
from geo.atlas.element import leaflet_links
from geo.paint.palette import palette
from geo.places.boundaries import BOUNDARIES

SCRIPTS = {  # what it loads, in the versions that folium 0.20 names
    "jquery-3.7.1": "package/dist/jquery.min.js",
    "d3-4.13.0": "package/build/d3.min.js",
    "moment-2.18.1": "package/min/moment.min.js",
}


def page(atlas: Atlas, scripts: Mapping[str, str]) -> str:
    """
    Write the page.

    Parameters
    ----------
    scripts
        Name and address of each that it loads; without any it has no Leaflet either, and is only good for weighing.
    """
    colours, styles = palette(atlas.ledger.war, "light"), dict[str, dict[int, dict[str, object]]]()
    for number in range((atlas.last - atlas.first).days + 1):
        day = atlas.first + timedelta(days=number)
        second = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
        for place, span in control_on(atlas.spans, day).items():
            styles.setdefault(place, {})[second] = {"color": colours[span.standing], "opacity": 1}
    boundaries = json.loads(BOUNDARIES.read_text(encoding="utf-8"))
    for feature in boundaries["features"]:
        feature["id"] = feature["properties"]["code"]
    drawn_places = {feature["id"] for feature in boundaries["features"]}

    drawn = folium.Map(location=(34, 66), zoom_start=6, tiles=None)
    slider = TimeSliderChoropleth(boundaries, {place: styles[place] for place in sorted(drawn_places)})
    script, style_sheet = leaflet_links()
    drawn.default_js, drawn.default_css = ([script], [style_sheet]) if scripts else ([], [])
    slider.default_js = list(scripts.items())
    slider.add_to(drawn)
    return str(drawn.get_root().render())


def fetch_scripts(folder: Path) -> dict[str, str]:
    """
    Fetch what the page loads from npm's registry into a folder, since its content-delivery networks may be closed.

    Returns
    -------
    scripts
        Name and ``data:`` address of each.

    Raises
    ------
    OSError, subprocess.SubprocessError
        There is no npm, or it cannot reach a registry.
    """
    packages = [name.replace("-", "@") for name in SCRIPTS]
    subprocess.run(["npm", "pack", "--silent", *packages], cwd=folder, check=True, capture_output=True, timeout=30)
    scripts = {}
    for name, path in SCRIPTS.items():
        with tarfile.open(folder / f"{name}.tgz") as package:
            member = package.extractfile(path)
            assert member
            scripts[name] = f"data:text/javascript;base64,{b64encode(member.read()).decode()}"
    return scripts
