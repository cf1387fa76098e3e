"""Every format that a design can be exported in, by name."""

import difflib

from studio.export.formats import cell, design, everything, orbit, pictures, report, shape, tables
from studio.export.formats.format import GROUPS, Format, Group, Option, Preview, Product
from studio.export.formats.source import Source
from studio.text import tr

FORMATS: dict[str, Format] = {
    one.name: one
    for group in (design, report, orbit, shape, tables, cell, pictures, everything)
    for one in group.FORMATS
}


def find_format(name: str) -> Format:
    """The format called `name`; ValueError where there is none."""
    if name not in FORMATS:
        near = difflib.get_close_matches(name, FORMATS, n=1)
        hint = tr("; did you mean “{near}”?", near=near[0]) if near else ""
        raise ValueError(tr("“{name}” is not a format; `dawnline formats` lists them{hint}", name=name[:60], hint=hint))
    return FORMATS[name]


__all__ = ["FORMATS", "GROUPS", "Format", "Group", "Option", "Preview", "Product", "Source", "find_format"]
