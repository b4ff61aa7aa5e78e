"""What is too large for a web socket: served to one session as a file, as Streamlit serves pictures."""

from streamlit.runtime import get_instance


def served(content: bytes, name: str) -> str:
    """
    Serve a file to those whose page asks for it, as long as the session shows that page.

    Parameters
    ----------
    content
        Compressed, so that no two contents share their end: Streamlit knows a large file by parts of it.
    name
        What sets it apart within the page; it is part of what Streamlit knows it by.

    Returns
    -------
    address
        As seen from the frame of a component: Streamlit has both below its own path.
    """
    files = get_instance().media_file_mgr
    return f"../..{files.add(content, 'application/gzip', name, file_name=name)}"
