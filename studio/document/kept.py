"""Whether there is a place for what belongs to the user: where there is none, the studio works and says so."""

from studio.state.place import NOWHERE, state_folder, writable
from studio.text import mark, tr


def not_kept() -> str:
    """What it means that nothing can be kept, in a sentence; empty where it can."""
    folder = state_folder()
    if writable(folder):
        return ""
    if folder.is_relative_to(NOWHERE):
        return tr(mark("You have no folder of your own here: preferences, recent designs and unsaved work are lost."))
    said = mark("{folder} cannot be written: preferences, recent designs and unsaved work are lost when you leave.")
    return tr(said, folder=folder)
