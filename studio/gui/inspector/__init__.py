"""The inspector: the design, field by field."""

from studio.gui.inspector.inspector import Inspector

__all__ = ["Inspector"]
