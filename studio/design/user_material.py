"""A material that the user brought along: its optical constants travel in the design."""

from typing import Annotated

import msgspec

from studio.design.field import choice, text
from studio.design.requirement import Confidence
from studio.text import mark

MAX_MATERIALS = 20
MAX_TABLE = 400_000


class UserMaterial(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`table` has one line a wavelength: nanometres, n and k."""

    name: Annotated[str, text(mark("Name"), mark("Layers refer to it."), longest=60, shortest=1)]
    table: Annotated[str, text(mark("Table"), mark("Lines of wavelength [nm], n and k."), longest=MAX_TABLE,
                               shortest=1)]  # fmt: skip
    source: Annotated[str, text(mark("Source"), mark("Where the table comes from."), longest=400)] = ""
    licence: Annotated[str, text(mark("Licence"), mark("Of the table."), longest=120)] = ""
    date: Annotated[str, text(mark("Date"), mark("Of the source, or of its reading."), longest=30)] = ""
    confidence: Annotated[Confidence, choice(mark("Confidence"), mark("How far to trust it."))] = "assumed"
