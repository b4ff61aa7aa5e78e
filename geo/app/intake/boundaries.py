"""The first two steps to a new war: its boundaries, and which of their columns is what."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd
import streamlit as st

from events.intake.files.grids import MOST_BYTES
from events.intake.upload import digest_of_file
from geo.app.intake.steps import field, once, tell, told
from geo.app.widgets import controls, show_frame
from geo.intake.boundaries.columns import Columns, propose
from geo.intake.boundaries.faults import Checked, check
from geo.intake.boundaries.features import texts_of
from geo.intake.boundaries.shapes import Boundaries, read_boundaries
from geo.intake.sketch import sketch
from geo.words.markdown import unmarked
from geo.words.pages.intake import counted

ENDINGS = ["geojson", "json", "topojson", "zip", "gpkg"]
NONE = "—"
MOST_LISTED = 200
"""Faults that are listed; with more of them, a file is looked at with other tools."""
WHERE = (
    "GeoJSON, TopoJSON, GeoPackage, or a Shapefile in a ZIP, up to 25 MB: one shape for each place that changes hands. "
    "[HDX](https://data.humdata.org), [geoBoundaries](https://www.geoboundaries.org) and [GADM](https://gadm.org) have "
    "them for most countries."
)


@dataclass(frozen=True)
class Drawn:
    """Boundaries that were looked at, and what their columns are."""

    checked: Checked
    columns: Columns
    key: tuple[object, ...]
    """All that the reader told of them, to know them again."""


def bring_boundaries() -> tuple[Boundaries, tuple[object, ...]] | None:
    """Take a file of boundaries, ask what it does not tell, and return what it holds with all that was told of it."""
    st.header("1. Boundaries")
    st.markdown(WHERE)
    most = MOST_BYTES // 1_000_000
    st.file_uploader(
        "A file of boundaries", ENDINGS, key="new-boundaries", on_change=_taken, max_upload_size=most, args=()
    )
    name, data = told("file", ("", b""))
    if not name:
        return None
    if st.session_state["new-boundaries"] is None:
        st.caption(f"Brought before: {unmarked(name)}")
    digest = digest_of_file(data)
    layer, crs = told(f"layer-{digest}", None), told(f"crs-{digest}", "").strip() or None
    try:
        with st.spinner(f"Reading {unmarked(name)} …"):
            key = digest, len(data), layer, crs
            read = once("boundaries", key, partial(read_boundaries, name, data, layer, crs))
    except ValueError as refused:
        st.error(unmarked(str(refused)))
        if crs:
            _ask_system(digest)
        return None
    if len(read.layers) > 1:
        st.selectbox("Layer", read.layers, key=field(f"layer-{digest}", read.layer))
    if read.asks or crs:
        _ask_system(digest)
    if read.asks:
        st.error(unmarked(_sentence(read.asks)))
        return None
    if read.warns:
        st.warning(unmarked(_sentence(read.warns)))
    return read, key


def _taken() -> None:
    """Keep the file that was brought, also when the reader goes to another page and comes back."""
    file = st.session_state["new-boundaries"]
    tell("file", (file.name, file.getvalue()) if file else ("", b""))


def _ask_system(digest: str) -> None:
    st.text_input(
        "Reference system of its numbers",
        key=field(f"crs-{digest}", ""),
        placeholder="EPSG:32642",
        help="The page you got the file from, or its metadata, says which; look it up at epsg.io.",
    )


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith(('.', '?')) else '.'}"


def choose_unit_columns(boundaries: Boundaries, key: tuple[object, ...]) -> Drawn | None:
    """Ask which columns name the units, and say what is wrong with each feature."""
    st.header("2. What its columns are")
    proposed = once("proposed", key, partial(propose, boundaries.frame))
    columns = _columns(boundaries, proposed, f"{key[0]}-{boundaries.layer}")
    whole = (*key, columns)
    with st.spinner("Looking at every shape …"):
        checked = once("checked", whole, partial(check, boundaries, columns))
    left, right = st.columns([3, 2], gap="large")
    with left:
        show_checked(checked, columns)
    with right:
        if drawing := once("sketch", whole, partial(sketch, checked.frame)):
            st.image(drawing, alt="The boundaries as they will be drawn")
    if not columns.name and not columns.id:
        st.error("Choose the column of names: without it no report can be placed.")
        return None
    return Drawn(checked, columns, whole)


def _columns(boundaries: Boundaries, proposed: Columns, of: str) -> Columns:
    """Let the reader choose the columns; those that are proposed come first."""
    options = [NONE, *(str(column) for column in boundaries.frame.columns if column != "geometry")]
    asked = (
        ("Name", "name", proposed.name, "What reports call the place"),
        ("Code", "id", proposed.id, "Different for each shape; tables may use it in place of names"),
        ("Within", "parent", proposed.parent, "The unit above, such as its province"),
    )
    chosen = {}
    with controls("unit-columns"):
        for label, role, column, why in asked:
            key = field(f"{role}-{of}", column or NONE)
            said = st.selectbox(label, options, key=key, help=why)
            chosen[role] = None if said == NONE else said
    same = chosen["parent"] == proposed.parent
    others = tuple(column for column in proposed.other_names if column not in chosen.values())
    return replace(
        proposed,
        id=chosen["id"],
        name=chosen["name"],
        parent=chosen["parent"],
        parent_id=proposed.parent_id if same else None,
        other_names=others,
    )


def show_checked(checked: Checked, columns: Columns) -> None:
    """Show the first units as they are understood, and every fault."""
    frame, faults = checked.frame, checked.faults
    drawn = int(frame.geometry.notna().sum())
    drawable = "all with a shape" if drawn == len(frame) else f"{drawn:,} of them with a shape"
    st.markdown(f"**{counted(len(frame), 'feature')}**, {drawable} that can be drawn.")
    named = _texts(checked, columns.name or columns.id)
    heads = {"Name": columns.name, "Code": columns.id, "Within": columns.parent}
    shown = {head: _texts(checked, column)[:5] for head, column in heads.items() if column}
    show_frame(pd.DataFrame(shown))
    if len(frame) > 5:
        st.caption(f"The first 5 of {len(frame):,}.")
    if not faults:
        st.success("Nothing is wrong with them.", icon=":material/done:")
        return
    harm = [fault for fault in faults if not fault.harmless]
    repaired = sum(fault.repaired for fault in faults)
    label = f"{counted(len(faults), 'fault')}: {len(faults) - len(harm):,} harmless, {repaired:,} repaired"
    with st.expander(label, icon=":material/rule:", expanded=bool(harm)):
        names = dict(zip(frame.index.tolist(), named, strict=True)) if named else {}
        listed = [*harm, *(fault for fault in faults if fault.harmless)][:MOST_LISTED]
        laid = pd.DataFrame(
            [(fault.feature, names.get(fault.feature, ""), fault.what) for fault in listed],
            columns=["Feature", "Name", "What is wrong"],
        )
        laid["Harmless"] = ["yes" if fault.harmless else "" for fault in listed]
        laid["Repaired"] = ["yes" if fault.repaired else "" for fault in listed]
        show_frame(laid)
        if len(faults) > MOST_LISTED:
            st.caption(f"The first {MOST_LISTED} of {len(faults):,}.")


def _texts(checked: Checked, column: str | None) -> Sequence[str]:
    return texts_of(checked.frame[column].tolist()) if column else []
