"""How the Panel tab writes layers and their numbers."""

from studio import catalogue
from studio.design import Design
from studio.design.panel import ROLES, Layer
from studio.design.quantity import AREAL_MASS, BAND_GAP, RATIO, THICKNESS
from studio.design.unit_text import display
from studio.text import mark, tr

_NANO, _MICRO = 0.9995e-6, 0.9995e-3


def thickness_unit(thickness: float) -> str:
    """The unit in which a thickness [m] is a short number."""
    return "nm" if thickness < _NANO else "µm" if thickness < _MICRO else "mm"


def thickness_text(thickness: float, digits: int = 4) -> str:
    return display(thickness, THICKNESS, thickness_unit(thickness), digits)


def share_text(share: float) -> str:
    """A share of the whole in per cent, with three digits at most."""
    return display(share, RATIO, "%", 3) if share == 0 or share >= 1e-3 else tr("below 0.1 %")


def areal_mass_text(areal_mass: float) -> str:
    return display(areal_mass, AREAL_MASS, "kg/m²" if areal_mass >= 0.9995 else "g/m²", 3)


def role_text(role: str) -> str:
    return tr(ROLES[role]) if role in ROLES else role


def material_text(material: str) -> str:
    """The name of a material in the catalogue; an id of one's own stands for itself."""
    entry = catalogue_materials().get(material)
    return entry.name if entry is not None else material


def catalogue_materials() -> dict[str, catalogue.Material]:
    """The materials by id; none where the catalogue cannot be read, which the analysis will say."""
    try:
        return dict(catalogue.materials())
    except catalogue.CatalogueError:
        return {}


def catalogue_cells() -> dict[str, catalogue.Cell]:
    """The solar cells by id; none where the catalogue cannot be read."""
    try:
        return dict(catalogue.cells())
    except catalogue.CatalogueError:
        return {}


def gap_text(layer: Layer) -> str:
    """The band gap of the junction in a layer; empty where it has none."""
    return "" if layer.junction is None else display(layer.junction.band_gap, BAND_GAP, "eV", 3)


def layer_mass(layer: Layer) -> float:
    """Mass of one layer per panel area [kg/m²]."""
    return layer.thickness * layer.density * layer.coverage


def mass_shares(design: Design) -> tuple[float, ...]:
    """The share of each layer in the mass of the stack."""
    masses = [layer_mass(layer) for layer in design.stack.layers]
    whole = sum(masses)
    return tuple(mass / whole for mass in masses)


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
