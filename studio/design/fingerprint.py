"""A short name for what a design is technically: two with the same one are the same but for what is said about them."""

from functools import cache
from hashlib import sha256
from typing import Any

import msgspec

from studio.design.design import Design

LENGTH = 16
_SAID = frozenset({"title", "description", "display", "review", "baselines"})


def fingerprint(design: Design) -> str:
    """Sixteen hexadecimal digits of a hash over all that differs from a new design; notes and the title do not count.

    Fields at their defaults are left out, so that a later version with more fields gives the same.
    """
    told = {name: _told(getattr(design, name)) for name in design.__struct_fields__ if name not in _SAID
            and getattr(design, name) != _defaults(Design).get(name, msgspec.NODEFAULT)
            and getattr(design, name) not in ((), {})}  # fmt: skip
    # Who accepts a design accepts it for a phase, with the margins that are asked for then.
    told["margins"] = (design.review.phase, [_told(one) for one in design.review.policies])
    return sha256(msgspec.json.encode(told, order="sorted")).hexdigest()[:LENGTH]


def same_design(one: Design, other: Design) -> bool:
    """Whether two designs differ at most in what is said about them, and in what they keep of earlier ones."""
    if one is other:
        return True
    return all(getattr(one, name) == getattr(other, name)
               for name in one.__struct_fields__ if name not in {"display", "review", "baselines"})  # fmt: skip


def _told(value: Any) -> Any:
    """Structs as dictionaries without what is at its default; required fields always."""
    if isinstance(value, msgspec.Struct):
        usual = _defaults(type(value))
        return {name: _told(held) for name in value.__struct_fields__ if (held := getattr(value, name)) !=
                usual.get(name, msgspec.NODEFAULT) and held not in ((), {})}  # fmt: skip
    if isinstance(value, tuple):
        return [_told(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _told(one) for key, one in value.items()}
    return value


@cache
def _defaults(kind: Any) -> dict[str, Any]:
    """The value that each field has where nothing is said."""
    return {field.name: field.default for field in msgspec.structs.fields(kind)}
