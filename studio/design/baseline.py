"""A design as it was, kept under a name inside the design that came of it."""

from typing import Annotated

import msgspec

from studio.design.field import text
from studio.text import mark

MAX_BASELINES = 20
LONGEST_NAME = 60
LONGEST_NOTE = 1000
LONGEST_DESIGN = 2_000_000
"""Characters: a design of sixty layers with all its sources takes about 60,000, element sets and tables the rest."""


class Baseline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`design` is the text of a whole design file in one line, which names its schema: older ones can be read."""

    name: Annotated[str, text(
        mark("Name"), mark("Unique in the design; a baseline is addressed by it."), longest=LONGEST_NAME, shortest=1)]
    design: Annotated[str, text(
        mark("Design"), mark("The design as it was, without baselines of its own."), longest=LONGEST_DESIGN,
        shortest=1, hidden=True)]  # fmt: skip
    date: Annotated[str, text(mark("Date"), mark("When it was made."), longest=30)] = ""
    note: Annotated[str, text(mark("Note"), mark("What it is, or why it was kept."), longest=LONGEST_NOTE)] = ""
