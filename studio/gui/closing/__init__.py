"""Closing the design from the window: what is free, what is required, the steps, and one undo step."""

from studio.gui.closing.dialog import CloseDialog

__all__ = ["CloseDialog"]
