"""A number that shows itself with its unit and counts in SI."""

from studio.design.quantity import Quantity
from studio.design.unit_text import display


class Amount(float):
    """The number in SI, as any arithmetic takes it; shown, it is in the unit that people read it in."""

    quantity: Quantity
    shown: str
    digits: int

    def __new__(cls, value: float, quantity: Quantity, shown: str | None = None, digits: int = 6) -> "Amount":
        made = super().__new__(cls, value)
        made.quantity = quantity
        made.shown = shown if shown is not None else quantity.shown
        made.digits = digits
        return made

    @property
    def si(self) -> str:
        """The SI unit of the number itself."""
        return self.quantity.si

    def __repr__(self) -> str:
        return display(float(self), self.quantity, self.shown, self.digits)

    __str__ = __repr__

    def __reduce__(self) -> tuple[type[float], tuple[float]]:
        return float, (float(self),)
