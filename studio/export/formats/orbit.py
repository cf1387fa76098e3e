"""The formats of the group "orbit"; what writes them is imported when they are written."""

from studio.export.formats.format import Format

FORMATS: tuple[Format, ...] = ()
