"""Of what base quantities a quantity is made: read off the symbol of its SI unit."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from studio.design.quantity import Quantity, Unit

BASES = ("m", "kg", "s", "K", "A", "rad", "USD", "FLOP", "bit", "dB")
Powers = tuple[Fraction, ...]
NONE: Powers = (Fraction(0),) * len(BASES)
ANGLE = BASES.index("rad")


@dataclass(frozen=True, slots=True)
class Dimension:
    """`powers` of the bases, and how many of their product one SI unit is (a byte is eight bits)."""

    powers: Powers = NONE
    scale: float = 1.0

    def times(self, other: "Dimension", power: int = 1) -> "Dimension":
        """The product with another, or with a power of it."""
        powers = tuple(own + power * theirs for own, theirs in zip(self.powers, other.powers, strict=True))
        return Dimension(powers, self.scale * other.scale**power)


def _base(**powers: int) -> Powers:
    return tuple(Fraction(powers.get(base, 0)) for base in BASES)


_SYMBOLS = {base: Dimension(_base(**{base: 1})) for base in BASES} | {
    "1": Dimension(),
    "W": Dimension(_base(kg=1, m=2, s=-3)),
    "J": Dimension(_base(kg=1, m=2, s=-2)),
    "N": Dimension(_base(kg=1, m=1, s=-2)),
    "Pa": Dimension(_base(kg=1, m=-1, s=-2)),
    "V": Dimension(_base(kg=1, m=2, s=-3, A=-1)),
    "Ω": Dimension(_base(kg=1, m=2, s=-3, A=-2)),
    "Hz": Dimension(_base(s=-1)),
    "Gy": Dimension(_base(m=2, s=-2)),
    "B": Dimension(_base(bit=1), 8.0),
}
_RAISED = {"²": 2, "³": 3}


@cache
def dimension(quantity: Quantity) -> Dimension:
    """What the quantity is made of; KeyError where its SI unit has a symbol that is not known here."""
    found = Dimension()
    over, _, under = quantity.si.partition("/")
    for part, sign in ((over, 1), (under, -1)):
        pieces = part.strip("()").replace("/", "·").split("·")
        for symbol in filter(None, pieces):
            power = _RAISED.get(symbol[-1], 1)
            found = found.times(_SYMBOLS[symbol.rstrip("²³")], sign * power)
    return found


def coherent(value: float, unit: Unit, quantity: Quantity) -> float:
    """A number of `unit` in the product of the bases."""
    return unit.to_si(value) * dimension(quantity).scale


def words(powers: Powers) -> str:
    """What has these powers, as a product of units: "kg·m²/s³"; empty for a plain number."""
    over = [_power(base, power) for base, power in zip(BASES, powers, strict=True) if power > 0]
    under = [_power(base, -power) for base, power in zip(BASES, powers, strict=True) if power < 0]
    if not under:
        return "·".join(over)
    below = under[0] if len(under) == 1 else f"({'·'.join(under)})"
    return f"{'·'.join(over) or '1'}/{below}"


def _power(base: str, power: Fraction) -> str:
    if power == 1:
        return base
    return f"{base}{'²' if power == 2 else '³' if power == 3 else f'^{power}'}"
