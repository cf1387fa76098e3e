"""Results in words where there is no window that chooses the currency."""

from collections.abc import Callable

from studio.analysis.stages import RESULTS
from studio.design.unit_text import STEPPED, display, number_text, readable

Words = Callable[[str, float], str]
"""How a value [SI] of the result of a name is written."""


def result_words(name: str, value: float) -> str:
    """A value of a result as people read it."""
    info = RESULTS[name]
    if info.kind == "integer" and value == round(value):
        return number_text(value, 12)
    return readable(value, info.quantity) if info.quantity.name in STEPPED else display(value, info.quantity, info.unit,
                                                                                      4)  # fmt: skip
