"""The languages in which we publish, with the words of the war that the atlas opens with."""

from events.ledger.folder import FOLDER
from events.ledger.war import load_war
from geo.language import Language
from geo.wording import spoken

WAR = load_war(FOLDER / "war.toml")


def language(code: str) -> Language:
    """Return a language with the words of `WAR`."""
    return spoken(code, WAR)
