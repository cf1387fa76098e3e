"""What is said of a part of the satellite: its name, its figures, and the result that explains it."""

from studio.design.quantity import AREA, MASS, TEMPERATURE
from studio.design.unit_text import display, readable
from studio.gui.satellite.body import Values
from studio.gui.session import Session
from studio.gui.space.shape import Hit, Part
from studio.text import mark, tr

_NAMES = {
    ("wing", "front"): mark("Wing {number}, front"),
    ("wing", "back"): mark("Wing {number}, back"),
    ("radiator", "front"): mark("Radiator {number}"),
    ("radiator", "back"): mark("Radiator {number}"),
    ("bus", "front"): mark("Body"),
    ("bus", "back"): mark("Body"),
    ("terminal", "front"): mark("Link terminal {number}"),
    ("terminal", "back"): mark("Link terminal {number}"),
}
_EXPLAINED = {
    ("wing", "front"): "panel.temperature",
    ("wing", "back"): "panel.temperature",
    ("radiator", "front"): "thermal.radiator_temperature",
    ("radiator", "back"): "thermal.radiator_temperature",
    ("bus", "front"): "mass.satellite",
    ("bus", "back"): "mass.satellite",
}


def explained(part: Part, hit: Hit) -> str | None:
    """The result that stands for a part."""
    return _EXPLAINED.get((part.kind, hit.side))


def described(session: Session, part: Part, hit: Hit, values: Values) -> str:
    """Name, temperature [K in `values`], area and mass of a part, as one line."""
    words = [tr(_NAMES[part.kind, hit.side], number=part.number)]
    size, mass = session.table("size"), session.table("mass")
    if part.kind == "wing":
        warm = values.front if hit.side == "front" else values.back
        words += [_warmth(warm), readable(session.design.array.area / size.wings, AREA, 4),
                  tr("{mass} with margin", mass=readable(
                      (mass.with_margins("mass.panel") + mass.with_margins("mass.array_structure")) / size.wings,
                      MASS, 3))]  # fmt: skip
    elif part.kind == "radiator":
        words += [_warmth(values.radiator),
                  readable(session.table("thermal").radiator_area / size.radiators, AREA, 4),
                  tr("{mass} with margin",
                     mass=readable(mass.with_margins("mass.radiator") / size.radiators, MASS, 3))]  # fmt: skip
    elif part.kind == "bus":
        words.append(_warmth(values.bus))
        words.append(tr("{length} × {width} × {height} m",
                        **{key: f"{getattr(size, f'bus_{key}'):.3g}" for key in ("length", "width", "height")}))
    return "   ·   ".join(word for word in words if word)


def _warmth(kelvin: float) -> str:
    return display(kelvin, TEMPERATURE, digits=3) if kelvin == kelvin else ""
