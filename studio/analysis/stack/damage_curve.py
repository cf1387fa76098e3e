"""The curve by which a design's cells lose power under radiation, over fluence and over displacement damage dose."""

from dataclasses import dataclass

from studio.catalogue import radiation
from studio.catalogue.technology import technologies
from studio.design import Design
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


@dataclass(frozen=True, slots=True)
class DoseCurve:
    """Loss per decade, dose at which the decades begin [J/kg], and how electrons count among protons."""

    c: float
    dose: float
    electron_exponent: float
    electron_ratio: float


def dose_curve(curve: radiation.Technology) -> DoseCurve | None:
    """The curve over the displacement damage dose: its own, or that over 1 MeV electrons carried over.

    A fluence of 1 MeV electrons is a dose of Φ · NIEL / R_ep, so that a curve in gallium arsenide's coefficients keeps
    its loss per decade, and its dose is to its fluence as that of the gallium arsenide cell is. None for silicon, whose
    energy loss is not in the catalogue.
    """
    reference = radiation.technologies()[_FALLBACK]
    own = curve.displacement or (reference.displacement if curve.coefficients == reference.coefficients else None)
    if own is None:
        return None
    carried = 1.0 if curve.displacement is not None else curve.phi_x.value / reference.phi_x.value
    c = curve.c.value if curve.displacement is None else own.c.value
    return DoseCurve(c, own.dose.value * carried, own.electron_exponent.value, own.electron_ratio.value)
