"""The window."""

# Before any class of Qt is derived from, here or by a library.
from studio.gui import override_errors

__all__ = ["override_errors"]
