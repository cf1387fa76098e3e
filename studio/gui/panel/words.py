"""How the Panel tab writes layers and their numbers."""

from studio import catalogue
from studio.analysis.stack.words import (
    areal_mass_text,
    catalogue_materials,
    layer_mass,
    mass_shares,
    material_text,
    role_text,
    share_text,
    thickness_text,
    thickness_unit,
)
from studio.design import Design
from studio.design.panel import Layer
from studio.design.quantity import BAND_GAP
from studio.design.unit_text import display
from studio.text import mark, tr

__all__ = [
    "DATA_SHEET", "areal_mass_text", "catalogue_cells", "catalogue_materials", "gap_text", "layer_mass", "layer_text",
    "mass_shares", "material_text", "role_text", "share_text", "thickness_text", "thickness_unit",
]  # fmt: skip


def catalogue_cells() -> dict[str, catalogue.Cell]:
    """The solar cells by id; none where the catalogue cannot be read."""
    try:
        return dict(catalogue.cells())
    except catalogue.CatalogueError:
        return {}


def gap_text(layer: Layer) -> str:
    """The band gap of the junction in a layer; empty where it has none."""
    return "" if layer.junction is None else display(layer.junction.band_gap, BAND_GAP, "eV", 3)


def layer_text(design: Design, position: int) -> str:
    """One layer in a sentence, for tooltips and screen readers."""
    layer = design.stack.layers[position]
    text = tr(
        "{name}, layer {number} of {count}: {thickness} of {material}, {role}, {mass}, {share} of the mass",
        name=layer.name, number=position + 1, count=len(design.stack.layers), material=material_text(layer.material),
        thickness=thickness_text(layer.thickness), role=role_text(layer.role).lower(),
        mass=areal_mass_text(layer_mass(layer)), share=share_text(mass_shares(design)[position]),
    )  # fmt: skip
    if layer.coverage < 1:
        text += tr(", over {coverage} of the area", coverage=share_text(layer.coverage))
    if layer.junction is not None:
        text += tr(", a junction of {gap}", gap=gap_text(layer))
    return text


DATA_SHEET = mark(
    "The electricity of this design comes from a data sheet. Choose “Electricity from: layers” to compute it from the "
    "light in the layers."
)
