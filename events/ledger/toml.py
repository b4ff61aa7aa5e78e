"""Small TOML files, read and refused in one place: `war.toml` and the sidecars."""

import tomllib
from pathlib import Path
from typing import Any

MOST_LETTERS = 20_000  # in a file, enough for a hundred parties; parsing time grows with the square of a key's depth


def read_toml(path: Path, refused: type[ValueError]) -> dict[str, Any]:
    """
    Read a TOML file.

    Parameters
    ----------
    refused
        The error to raise if the file is invalid.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise
    except OSError as error:
        raise refused(f"{path.name} cannot be read ({error.strerror}); expected a file of TOML in UTF-8") from error
    except UnicodeDecodeError as error:
        raise refused(f"{path.name} is not TOML in UTF-8: {error}") from error
    if len(text) > MOST_LETTERS:
        raise refused(f"{path.name} has {len(text):,} letters, where {MOST_LETTERS:,} are the most")
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise refused(
            f"{path.name} has lists or tables nested too deeply; expected tables, and nothing below them"
        ) from error
    except ValueError as error:  # tomllib names no error of its own for a number with thousands of digits
        raise refused(f"{path.name} is not TOML in UTF-8: {error}") from error
