"""The one place that knows in which units numbers are shown to people: as the project or its user wants them.

Nothing that is computed or kept depends on it: values are SI everywhere, and where a machine reads (files, JSON, the
tables of the command line) the usual units stay.
"""

import contextlib
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from types import MappingProxyType

from studio.design.quantity import Quantity
from studio.design.unit_kinds import KINDS, kind_of
from studio.numerals import plain_numerals

_NONE: Mapping[str, str] = MappingProxyType({})
_everywhere: Mapping[str, str] = _NONE
_here: ContextVar[Mapping[str, str] | None] = ContextVar("units", default=None)


def use_units(chosen: Mapping[str, str]) -> None:
    """Show numbers in these units from now on, by the name of their kind; what is not known is left out."""
    global _everywhere
    _everywhere = MappingProxyType(known_units(chosen))


@contextlib.contextmanager
def showing(chosen: Mapping[str, str]) -> Iterator[None]:
    """Within it, and in this thread alone, numbers are shown in these units."""
    token = _here.set(MappingProxyType(known_units(chosen)))
    try:
        yield
    finally:
        _here.reset(token)


@contextlib.contextmanager
def plainly() -> Iterator[None]:
    """Within it, and in this thread alone, numbers are written as machines read them: usual units, decimal points."""
    with showing(_NONE), plain_numerals():
        yield


def units_shown() -> Mapping[str, str]:
    """The units that are chosen, by the name of their kind."""
    chosen = _here.get()
    return _everywhere if chosen is None else chosen


def shown_symbol(quantity: Quantity, usual: str) -> str:
    """The unit in which a number of the unit `usual` is shown."""
    chosen = units_shown()
    if not chosen:
        return usual
    kind = kind_of(quantity, usual)
    symbol = chosen.get(kind.name) if kind is not None else None
    return usual if symbol is None or quantity.unit(symbol) is None else symbol


def known_units(chosen: Mapping[str, str]) -> dict[str, str]:
    """Those of the choices that there are."""
    return {name: symbol for name, symbol in chosen.items() if name in KINDS and symbol in KINDS[name].choices}
