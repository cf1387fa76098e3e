"""Seeking, from the window, the value of a field that gives a wanted result."""

from studio.gui.seek.dialog import SeekDialog

__all__ = ["SeekDialog"]
