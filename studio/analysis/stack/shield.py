"""The layers that stand between space and the junction that radiation hurts most, and the curve of its damage."""

from studio.catalogue import radiation
from studio.catalogue.technology import technologies
from studio.design import Design
from studio.design.panel import Layer, Stack
from studio.text import mark, tr

_BY_MATERIAL = {"Si": "hjt-si", "GaAs": "gaas-1j", "GaInP": "spectrolab-xtj", "Ge": "spectrolab-xtj",
                "CIGS": "perovskite-cigs", "MAPbI3": "perovskite-1j", "perovskite-CsFA": "perovskite-1j"}  # fmt: skip
"""The curve of a cell whose technology nobody named, by the material of its first absorber."""
_FALLBACK = "gaas-1j"


def damage_curve(design: Design) -> radiation.Technology:
    """The damage curve that the design names, or that of its technology, its cell or its material.

    Raises
    ------
    ValueError
        Where the design names a curve that the catalogue does not have.
    """
    curves = radiation.technologies()
    stack, named = design.stack, design.ageing.damage
    if named:
        if named not in curves:
            raise ValueError(tr(mark("ageing.damage: there is no damage curve “{name}”"), name=named))
        return curves[named]
    known = technologies().get(stack.technology)
    if known is not None and known.damage in curves:
        return curves[known.damage]
    if stack.electrical == "data_sheet" and stack.cell in curves:
        return curves[stack.cell]
    first = next((layer.material for layer in stack.layers if layer.role == "cell"), "")
    return curves[_BY_MATERIAL.get(first, _FALLBACK)]


def sensitive_place(stack: Stack, curve: radiation.Technology) -> int:
    """Position of the absorber that the curve speaks of: silicon where it counts in silicon's coefficients, else the
    first."""
    cells = [place for place, layer in enumerate(stack.layers) if layer.role == "cell"]
    if curve.coefficients == "Si":
        return next((place for place in cells if stack.layers[place].material == "Si"), cells[0] if cells else 0)
    return cells[0] if cells else 0


def shields(stack: Stack, curve: radiation.Technology) -> tuple[float, float]:
    """Areal density before and behind that absorber [kg/m²]; the grid does not count."""
    place = sensitive_place(stack, curve)
    return _areal(stack.layers[:place]), _areal(stack.layers[place + 1 :])


def _areal(layers: tuple[Layer, ...]) -> float:
    return sum(layer.thickness * layer.density for layer in layers if layer.role != "interconnect")
