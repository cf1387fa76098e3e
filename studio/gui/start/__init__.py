"""The start page: the shipped designs as pictures, the files opened lately, and where to begin."""

from studio.gui.start.place import StartPlace

__all__ = ["StartPlace"]
