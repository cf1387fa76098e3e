"""Which thicknesses a search may move, and how far; and taking over what it found. Without Qt."""

from collections.abc import Mapping
from dataclasses import dataclass

from studio.analysis.stack.model import is_film
from studio.design import Design, DesignError, set_value
from studio.design.edit import checked, read_text
from studio.design.field import struct_fields
from studio.design.panel import Layer
from studio.text import tr

_SPAN = 3.0
_SPEC = struct_fields(Layer)["thickness"]


@dataclass(frozen=True, slots=True)
class Bounds:
    """The thicknesses [m] between which one layer may move, and whether it does at first."""

    layer: str
    now: float
    low: float
    high: float
    moves: bool

    @property
    def path(self) -> str:
        return f"stack.layers[{self.layer}].thickness"


def first_bounds(design: Design) -> tuple[Bounds, ...]:
    """A third and three times of every thickness; the films that light meets move, the rest stays."""
    assert _SPEC.low is not None
    assert _SPEC.high is not None
    return tuple(
        Bounds(layer.name, layer.thickness, max(layer.thickness / _SPAN, _SPEC.low),
               min(layer.thickness * _SPAN, _SPEC.high), _moves(layer))
        for layer in design.stack.layers
    )  # fmt: skip


def _moves(layer: Layer) -> bool:
    return is_film(layer) and layer.optics != "none" and layer.role in {"coating", "contact", "cell"}


def read_bound(typed: str, unit: str) -> float:
    """A thickness that was typed; DesignError where it is none that a layer can have."""
    value = read_text(_SPEC, "", typed, unit)
    fresh = checked(_SPEC, "", value)
    assert isinstance(fresh, float)
    return fresh


def in_order(layer: str, low: float, high: float) -> tuple[float, float]:
    """The two bounds; DesignError where the lower one is not below the upper."""
    if not low < high:
        raise DesignError("", tr("{layer}: the lower bound is not below the upper one", layer=layer))
    return low, high


def with_thicknesses(design: Design, values: Mapping[str, float]) -> Design:
    """`design` with what a search found, to four digits."""
    for path, value in values.items():
        design = set_value(design, path, float(f"{value:.3e}"))
    return design
