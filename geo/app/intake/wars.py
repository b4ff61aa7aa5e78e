"""The wars that this reader can open: those that all share, and those that were made in this session."""

from geo.app.intake.session import made_wars
from geo.app.load import Openable, load_wars


def wars_here() -> dict[str, Openable]:
    """List the wars by name, without opening any; the first is the one that opens by default."""
    shared = load_wars()
    own = {name: Openable(made.title, made.folder) for name, made in made_wars().items()}
    return shared | {name: each for name, each in own.items() if name not in shared}
