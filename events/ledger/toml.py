"""A small file of TOML, read once and refused by name: what a `war.toml` and a sidecar have in common."""

import tomllib
from pathlib import Path
from typing import Any

MOST_LETTERS = 20_000  # of a file, enough for a hundred parties; what reads TOML takes the square of a key's depth


def read_toml(path: Path, refused: type[ValueError]) -> dict[str, Any]:
    """
    Read a file of TOML.

    Parameters
    ----------
    refused
        By which name a file that is no good is refused.

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
    except ValueError as error:  # of a number with thousands of digits it is none that tomllib names
        raise refused(f"{path.name} is not TOML in UTF-8: {error}") from error
