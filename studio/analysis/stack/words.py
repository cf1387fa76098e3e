"""How layers and their numbers are written, on the screen and in what is exported."""

from studio import catalogue
from studio.design import Design
from studio.design.panel import ROLES, Layer
from studio.design.quantity import AREAL_MASS, RATIO, THICKNESS
from studio.design.unit_text import display
from studio.text import tr

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
    return tr(entry.name) if entry is not None else material


def catalogue_materials() -> dict[str, catalogue.Material]:
    """The materials by id; none where the catalogue cannot be read, which the analysis will say."""
    try:
        return dict(catalogue.materials())
    except catalogue.CatalogueError:
        return {}


def layer_mass(layer: Layer) -> float:
    """Mass of one layer per panel area [kg/m²]."""
    return layer.thickness * layer.density * layer.coverage


def mass_shares(design: Design) -> tuple[float, ...]:
    """The share of each layer in the mass of the stack."""
    masses = [layer_mass(layer) for layer in design.stack.layers]
    whole = sum(masses)
    return tuple(mass / whole for mass in masses)
