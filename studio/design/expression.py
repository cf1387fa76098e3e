"""What people compute where a value is typed: numbers with units, four operations, powers, functions, names.

An own small reading, not Python's: nothing in it can call, loop or fill the memory. Dimensions are kept with every
value, so that kilometres are never added to seconds, and what could be meant in two ways is refused with both.
"""

import math
import re
from fractions import Fraction

from studio.design.dimension import ANGLE, dimension
from studio.design.expression_reader import Names, Reader, Value, called
from studio.design.quantity import TEMPERATURE, Quantity, Unit
from studio.text import tr

LONGEST = 200
_COMPUTED = re.compile(r"^=|[+*^(×]|[\d)]\s*[-−/·]|[-−/·]\s*[\d(]|\s[-−/·]\s|\bof\b")
__all__ = ["LONGEST", "Names", "compute", "looks_computed"]


def looks_computed(text: str) -> bool:
    """Whether `text` has more in it than a number and a unit could have."""
    return bool(_COMPUTED.search(text.strip()))


def compute(text: str, quantity: Quantity, bare: Unit, names: Names | None = None) -> float:
    """The SI value of the expression `text`, which must be of `quantity`; one without units is in the unit `bare`.

    Raises
    ------
    ValueError
        With one sentence that says what cannot be read, or what does not go together.
    """
    body = text.strip().removeprefix("=").strip()
    if len(body) > LONGEST:
        raise ValueError(tr("the text is longer than {longest} characters", longest=LONGEST))
    if not body:
        raise ValueError(tr("nothing is typed after “=”"))
    try:
        tight, refusal = _read(body, quantity, bare, names)
        whole = _whole(body, quantity, bare)
    except RecursionError:
        raise ValueError(tr("“{typed}” is nested too deeply", typed=body[:40])) from None
    found = [value for value in (tight, whole) if value is not None]
    if not found:
        raise ValueError(refusal)
    if len(found) == 2 and not math.isclose(found[0], found[1], rel_tol=1e-9):
        said = [f"{bare.from_si(value):.6g} {bare.symbol}".strip() for value in found]
        raise ValueError(tr("“{typed}” can mean {one} or {other}: set brackets", typed=body, one=said[0],
                            other=said[1]))  # fmt: skip
    return found[0]


def _read(body: str, quantity: Quantity, bare: Unit, names: Names | None) -> tuple[float | None, str]:
    """The SI value with every unit belonging to the number before it, or why there is none."""
    try:
        value = Reader(body, quantity, names).whole()
        return _fitting(value, quantity, bare), ""
    except ValueError as error:
        return None, str(error)
    except (OverflowError, ZeroDivisionError) as error:
        if isinstance(error, ZeroDivisionError):
            return None, tr("“{typed}” divides by zero", typed=body)
        return None, tr("“{typed}” is too large", typed=body)


def _whole(body: str, quantity: Quantity, bare: Unit) -> float | None:
    """The SI value with the unit at the end belonging to all before it: "2*pi*6.9e6/7.6e3 s" is so many seconds.

    None where that is no product of plain numbers.
    """
    for at in range(1, len(body)):
        if body[at - 1] not in " )" and not body[at - 1].isdigit():
            continue
        unit = quantity.unit(body[at:].strip())
        if unit is None:
            continue
        try:
            reader = Reader(body[:at].strip(), quantity, None)
            value = reader.whole()
        except (ValueError, OverflowError, ZeroDivisionError):
            return None
        if not value.bare or reader.sums:
            return None
        found = unit.to_si(value.number)
        return found if math.isfinite(found) else None
    return None


def _fitting(value: Value, quantity: Quantity, bare: Unit) -> float:
    """The SI value of a result where it is of `quantity`."""
    if not math.isfinite(value.number):
        raise ValueError(tr("the result is too large"))
    wanted = dimension(quantity)
    if value.bare:
        found = bare.to_si(value.number)
        if not math.isfinite(found):
            raise ValueError(tr("the result is too large"))
        return found
    powers = value.powers
    if powers != wanted.powers and not wanted.powers[ANGLE]:
        powers = tuple(Fraction(0) if place == ANGLE else power for place, power in enumerate(powers))
    if powers != wanted.powers:
        raise ValueError(tr("the result is {found}, and {wanted} is wanted here", found=called(value.powers),
                            wanted=tr(quantity.label)))  # fmt: skip
    if value.apart and quantity is TEMPERATURE:
        raise ValueError(tr("the result is a difference of temperatures, and a temperature is wanted here"))
    if value.absolute and quantity is not TEMPERATURE:
        raise ValueError(tr("the result is a temperature, and a difference of temperatures is wanted here"))
    return value.number / wanted.scale
