"""The formats of the group "cell"; what writes them is imported when they are written."""

from studio.export.formats.format import Format

FORMATS: tuple[Format, ...] = ()
