"""In which units and which money this project shows its numbers; nothing that is computed reads it."""

from typing import Annotated, Literal

import msgspec

from studio.design.expression import LONGEST
from studio.design.field import choice, text
from studio.text import mark

MAX_UNITS = 100
MAX_TYPED = 400
_Name = Annotated[str, msgspec.Meta(max_length=40)]
_Path = Annotated[str, msgspec.Meta(max_length=200)]
_Symbol = Annotated[str, msgspec.Meta(max_length=20)]


class Typed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody typed to compute a value, and the SI value that it had then: a note, which computes nothing."""

    words: Annotated[str, text(mark("Typed"), mark("The expression as it was typed."), longest=LONGEST)] = ""
    value: Annotated[float, msgspec.Meta(ge=-1e300, le=1e300, title=mark("Value"),
                                         description=mark("What it came to, in SI units."))] = 0.0  # fmt: skip


class Display(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is left empty is as the user of the studio likes it."""

    currency: Annotated[Literal["", "USD", "CNY", "SGD"], choice(
        mark("Currency"), mark("The currency in which this project shows money; empty: as the user likes it."),
    )] = ""  # fmt: skip
    units: Annotated[dict[_Name, _Symbol], msgspec.Meta(
        title=mark("Units"), description=mark("Kind of number → the unit in which this project shows it."),
        max_length=MAX_UNITS)] = {}
    typed: Annotated[dict[_Path, Typed], msgspec.Meta(
        title=mark("Typed"), description=mark("Field path → the expression that its value was typed as."),
        max_length=MAX_TYPED)] = {}
