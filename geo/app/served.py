"""What is too large for a web socket: served to one session as a file, as Streamlit serves pictures."""

from streamlit.runtime import get_instance


def served(content: bytes, name: str) -> str:
    """
    Serve a file to those whose page asks for it, as long as the session shows that page.

    Parameters
    ----------
    name
        With a digest of the content: Streamlit knows a large file by its name and by parts of it.

    Returns
    -------
    address
        As seen from the frame of a component: Streamlit has both below its own path.
    """
    files = get_instance().media_file_mgr
    return f"../..{files.add(content, 'application/gzip', name, file_name=name)}"
