"""What a desk brings along: its logo."""

import streamlit as st

from geo.posters.logo import MOST_BYTES, BadLogo, Logo, read_logo
from geo.words.markdown import unmarked


def choose_logo() -> Logo | None:
    """Take a logo from the reader, for this session only, or say by name why it is refused."""
    file = st.file_uploader(
        "Logo, PNG or SVG, for the footer of posters and films",
        ["png", "svg"],
        key="logo",
        max_upload_size=MOST_BYTES // 1_000_000,
    )
    if not file:
        return None
    try:
        return read_logo(file.getvalue())
    except BadLogo as error:
        st.error(unmarked(f"{file.name}: {error}"))
        return None
