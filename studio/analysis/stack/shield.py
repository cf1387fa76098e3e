"""The layers that stand between space and the junction that radiation hurts most."""

from typing import Any

from studio.catalogue import radiation
from studio.design.panel import Layer, Stack


def sensitive_place(stack: Stack, curve: radiation.DamageCurve) -> int:
    """Position of the absorber that the curve speaks of: silicon where it counts in silicon's coefficients, else the
    first."""
    cells = [place for place, layer in enumerate(stack.layers) if layer.role == "cell"]
    if curve.coefficients == "Si":
        return next((place for place in cells if stack.layers[place].material == "Si"), cells[0] if cells else 0)
    return cells[0] if cells else 0


def shields(stack: Stack, curve: radiation.DamageCurve) -> tuple[Any, Any]:
    """Areal density before and behind that absorber [kg/m²], of one stack or many; the grid does not count."""
    place = sensitive_place(stack, curve)
    return _areal(stack.layers[:place]), _areal(stack.layers[place + 1 :])


def _areal(layers: tuple[Layer, ...]) -> Any:
    return sum(layer.thickness * layer.density for layer in layers if layer.role != "interconnect")
