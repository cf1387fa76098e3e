"""Where the n and k of a layer come from, without reading the tables themselves."""

from dataclasses import dataclass

from studio.catalogue import CatalogueError
from studio.catalogue.optical import Listed, optical_list
from studio.design.panel import Layer, Stack
from studio.design.quantity import ELECTRONVOLT
from studio.design.requirement import Source, source_of
from studio.design.unit_text import number_text
from studio.design.user_material import UserMaterial
from studio.gui.panel.words import catalogue_materials
from studio.gui.source_text import source_text
from studio.text import tr


@dataclass(frozen=True, slots=True)
class Origin:
    """`source` is None where nothing is known; `lines` say the rest."""

    source: Source | None
    lines: tuple[str, ...]


def own_material(stack: Stack, material: str) -> UserMaterial | None:
    """The material of the design that goes by this name: it comes before the catalogue's."""
    return next((one for one in stack.materials if one.name == material), None)


def listed_of(stack: Stack, material: str) -> Listed | None:
    """What the catalogue knows of the optical table that a layer of this material has; None for one of the design."""
    if own_material(stack, material) is not None:
        return None
    known = catalogue_materials().get(material)
    name = (known.optical or material) if known is not None else material
    try:
        return optical_list().get(name)
    except CatalogueError:
        return None


def optical_origin(stack: Stack, layer: Layer) -> Origin:
    """Source, licence and range of the n and k of `layer`."""
    own = own_material(stack, layer.material)
    if own is not None:
        source = Source(own.source or tr("a table of your own"), own.confidence, own.date)
        low, high = own_range(own)
        return Origin(source, (source_text(source), *_rest(own.licence, low, high)))
    listed = listed_of(stack, layer.material)
    if listed is None:
        return Origin(None, (tr("There are no n and k of this material: light does not get past it."),))
    source = source_of(listed)
    lines = [source_text(source), *_rest(listed.licence, listed.low, listed.high)]
    if listed.note:
        lines.append(listed.note)
    return Origin(source, tuple(lines))


def own_range(own: UserMaterial) -> tuple[float, float]:
    """First and last wavelength of a material of the design [m]; zeros where its text is no table."""
    lines = own.table.strip().splitlines()
    try:
        return float(lines[0].split()[0]) * 1e-9, float(lines[-1].split()[0]) * 1e-9
    except (IndexError, ValueError):
        return 0.0, 0.0


def range_text(low: float, high: float) -> str:
    """A range of wavelengths [m]."""
    if high >= 10e-6:
        return tr("{low} nm to {high} µm", low=number_text(low * 1e9, 4), high=number_text(high * 1e6, 4))
    return tr("{low} to {high} nm", low=number_text(low * 1e9, 4), high=number_text(high * 1e9, 4))


def gap_span(stack: Stack, layer: Layer) -> tuple[float, float] | None:
    """The gaps between which the n and k of `layer` can be shifted [J]; None where its material has but one."""
    listed = listed_of(stack, layer.material)
    if listed is None or listed.gap_low is None or listed.gap_high is None:
        return None
    return listed.gap_low, listed.gap_high


def shift_text(stack: Stack, layer: Layer) -> str:
    """How far the n and k of `layer` are moved for its band gap; empty without a junction."""
    if layer.junction is None:
        return ""
    listed = listed_of(stack, layer.material)
    if listed is None or listed.reference_gap is None:
        return tr("n and k stay as in the table: the gap of this material is not tuned")
    shift = (layer.junction.band_gap - listed.reference_gap) / ELECTRONVOLT * 1e3
    if abs(shift) < 0.05:
        return tr("n and k as in the table, {gap} eV", gap=number_text(listed.reference_gap / ELECTRONVOLT, 4))
    words = ("+" if shift > 0 else "−") + number_text(abs(shift), 3)
    span = gap_span(stack, layer)
    if span is not None and not span[0] <= layer.junction.band_gap <= span[1]:
        low, high = (number_text(one / ELECTRONVOLT, 3) for one in span)
        return tr("n and k shifted by {shift} meV, which holds from {low} to {high} eV",
                  shift=words, low=low, high=high)  # fmt: skip
    return tr("n and k shifted by {shift} meV", shift=words)


def _rest(licence: str, low: float, high: float) -> list[str]:
    return [line for line in (licence, range_text(low, high) if high > 0 else "") if line]
