"""The keys of every command: kept, changed, listed, written and read as text."""

from studio.gui.keys.store import Keys

__all__ = ["Keys"]
