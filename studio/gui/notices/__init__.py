"""What the window has to say without being asked, and where it says it."""

from studio.gui.notices.notices import Level, Notice, Notices

__all__ = ["Level", "Notice", "Notices"]
