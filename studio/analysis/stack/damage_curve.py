"""The curve by which a design's cells lose power under radiation, over fluence and over displacement damage dose."""

from dataclasses import dataclass

from studio.catalogue import radiation
from studio.catalogue.technology import technologies
from studio.design import Design
from studio.design.panel import Stack
from studio.text import mark, tr

_BY_MATERIAL = {"Si": "hjt-si", "GaAs": "gaas-1j", "GaInP": "spectrolab-xtj", "Ge": "spectrolab-xtj",
                "CIGS": "perovskite-cigs", "MAPbI3": "perovskite-1j", "perovskite-CsFA": "perovskite-1j"}  # fmt: skip
"""The curve of a cell whose technology nobody named, by the material of its first absorber."""
_ON = {"Si": "perovskite-shj", "CIGS": "perovskite-cigs"}
"""The same of a tandem, whose lower cell is what fails, by the material of that."""
_FALLBACK = "gaas-1j"


def damage_curve(design: Design) -> radiation.DamageCurve:
    """The damage curve that the design names, or that of its technology, its cell or its materials; see `guessed`.

    Raises
    ------
    ValueError
        Where the design names a curve that the catalogue does not have.
    """
    curves = radiation.damage_curves()
    stack, named = design.stack, design.ageing.damage
    if named:
        if named not in curves:
            raise ValueError(tr(mark("ageing.damage: there is no damage curve “{name}”"), name=named))
        return curves[named]
    return curves[_of_cell(stack) or _of_materials(stack)]


def guessed(design: Design) -> bool:
    """Whether the curve is taken by the materials of the absorbers, since nothing names one."""
    return not design.ageing.damage and _of_cell(design.stack) is None


def _of_cell(stack: Stack) -> str | None:
    """The curve of the stack's technology, or of its data sheet's cell."""
    curves, known = radiation.damage_curves(), technologies()
    if stack.technology in known:
        return known[stack.technology].damage
    if stack.electrical != "data_sheet":
        return None
    if stack.cell in curves:
        return stack.cell
    return next((one.damage for one in known.values() if one.cell == stack.cell), None)


def _of_materials(stack: Stack) -> str:
    absorbers = [layer.material for layer in stack.layers if layer.role == "cell"]
    first = absorbers[0] if absorbers else ""
    if _BY_MATERIAL.get(first) == "perovskite-1j" and len(absorbers) > 1:
        return next((_ON[material] for material in absorbers[1:] if material in _ON), "all-perovskite")
    return _BY_MATERIAL.get(first, _FALLBACK)


@dataclass(frozen=True, slots=True)
class DoseCurve:
    """Loss per decade, dose at which the decades begin [J/kg], and how electrons count among protons."""

    c: float
    dose: float
    electron_exponent: float
    electron_ratio: float


def dose_curve(curve: radiation.DamageCurve) -> DoseCurve | None:
    """The curve over the displacement damage dose: its own, or that over 1 MeV electrons carried over.

    A fluence of 1 MeV electrons is a dose of Φ · NIEL / R_ep, so that a curve in gallium arsenide's coefficients keeps
    its loss per decade, and its dose is to its fluence as that of the gallium arsenide cell is. None for silicon, whose
    energy loss is not in the catalogue.
    """
    reference = radiation.damage_curves()[_FALLBACK]
    own = curve.displacement or (reference.displacement if curve.coefficients == reference.coefficients else None)
    if own is None:
        return None
    carried = 1.0 if curve.displacement is not None else curve.phi_x.value / reference.phi_x.value
    c = curve.c.value if curve.displacement is None else own.c.value
    return DoseCurve(c, own.dose.value * carried, own.electron_exponent.value, own.electron_ratio.value)
