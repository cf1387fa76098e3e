"""What is published of a technology, line by line with its source, and how what is computed compares with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from studio.catalogue import CatalogueError, Sourced, radiation
from studio.catalogue.technology import Technology, technologies
from studio.design import Design, DesignError
from studio.design.panel import Array, Stack
from studio.design.quantity import FLUX, RATIO, TEMPERATURE
from studio.design.requirement import Source, source_of
from studio.design.unit_text import display, number_text
from studio.document.stack_text import with_technology
from studio.gui.panel.compare.figures import Values
from studio.text import tr


@dataclass(frozen=True, slots=True)
class Fact:
    """One published statement of a technology; `note` says what else has to be known of it."""

    label: str
    text: str
    source: Source
    note: str = ""


def catalogue_technologies() -> dict[str, Technology]:
    """The technologies by id; none where the catalogue cannot be read, which the analysis will say."""
    try:
        return dict(technologies())
    except CatalogueError:
        return {}


def _damage_curves() -> Mapping[str, radiation.DamageCurve]:
    try:
        return radiation.damage_curves()
    except CatalogueError:
        return {}


def facts(known: Technology) -> tuple[Fact, ...]:
    """What is published, in the order in which it is read; what nobody states is left out."""
    readiness = known.trl_source
    heritage = known.heritage
    found = [
        Fact(tr("Efficiency"), published_text(known), source_of(known.efficiency)),
        Fact(tr("Readiness"), tr("TRL {level} of 9", level=known.trl),
             source_of(readiness)),
        Fact(tr("Heritage"), tr("{what} ({date})", what=heritage.text, date=heritage.date),
             source_of(heritage)),
    ]  # fmt: skip
    low, high = known.price_low or known.price_high, known.price_high or known.price_low
    if low is not None and high is not None:
        price = number_text(low.value, 3)
        if high.value != low.value:
            price = f"{price}–{number_text(high.value, 3)}"
        found.append(Fact(tr("Price"), tr("{price} USD/m² of cells", price=price), _worse(low, high)))
    if known.max_temperature is not None:
        limit = display(known.max_temperature.value, TEMPERATURE, digits=3)
        found.append(Fact(tr("Limit"), tr("{limit} in continuous operation", limit=limit),
                          source_of(known.max_temperature)))  # fmt: skip
    damage = _damage_curves().get(known.damage)
    if damage is not None:
        found.append(Fact(tr("Radiation"), tr("Damage curve: {name}", name=tr(damage.name)), source_of(damage.c),
                          damage.warning))  # fmt: skip
    return tuple(found)


def published_text(known: Technology) -> str:
    """The published efficiency and the light that it refers to."""
    return tr(
        "{efficiency} at {spectrum}, {irradiance}", efficiency=display(known.efficiency.value, RATIO, digits=3),
        spectrum=known.spectrum,
        irradiance=display(known.reference_irradiance.value, FLUX, digits=5),
    )  # fmt: skip


def computed_text(known: Technology, design: Design, values: Values) -> str:
    """What this program computes for the same kind of light, beside what is published."""
    if design.stack.electrical == "data_sheet":
        return tr("Published: {published}. The electricity of this design comes from a data sheet, so nothing is "
                  "computed to hold against it.", published=published_text(known))  # fmt: skip
    space, ground = values.get("panel.efficiency_cell"), values.get("panel.efficiency_ground")
    irradiance = values.get("panel.reference_irradiance")
    published = published_text(known)
    if known.spectrum == "AM1.5G" and ground is not None and space is not None:
        return tr(
            "Computed {ground} at AM1.5G, published {published}. In space: {space} at AM0.", published=published,
            ground=display(ground, RATIO, digits=3), space=display(space, RATIO, digits=3),
        )  # fmt: skip
    if known.spectrum == "AM0" and space is not None and irradiance is not None:
        return tr(
            "Computed {space} at AM0, {irradiance}; published {published}.", published=published,
            space=display(space, RATIO, digits=3), irradiance=display(irradiance, FLUX, digits=4),
        )  # fmt: skip
    return tr("Published: {published}.", published=published)


def warning_text(known: Technology, values: Values) -> str:
    """The sentence that the cells get hotter than they bear; nothing where they do not, or nobody says."""
    hottest, limit = values.get("panel.temperature_max"), known.max_temperature
    if hottest is None or limit is None or hottest <= limit.value:
        return ""
    return tr(
        "The cells reach {hottest}, above the {limit} that {name} is made for in continuous operation.",
        hottest=display(hottest, TEMPERATURE, digits=3), limit=display(limit.value, TEMPERATURE, digits=3),
        name=tr(known.name),
    )  # fmt: skip


def is_as_shipped(design: Design) -> bool:
    """Whether the stack is still the shipped one of its technology; False where there is no such stack."""
    shipped = _shipped(design.stack.technology, design.array.packing_factor)
    return shipped is not None and design.stack == shipped


@lru_cache(maxsize=64)
def _shipped(id: str, packing_factor: float) -> Stack | None:
    if not id:
        return None
    try:
        return with_technology(Design(array=Array(packing_factor=packing_factor)), id).stack
    except (DesignError, CatalogueError, OSError):
        return None


def _worse(first: Sourced, second: Sourced) -> Source:
    """The source of the less certain of two numbers."""
    order: Mapping[str, int] = {"measured": 0, "published": 1, "derived": 2, "assumed": 3}
    return source_of(max(first, second, key=lambda number: order[number.confidence]))
