"""The place on the ground that a design names: one of the catalogue, or the user's own, with its yield."""

from dataclasses import dataclass
from functools import lru_cache

from studio.catalogue.site import OWN_PLACE, Site, site
from studio.design.ground import Ground
from studio.physics.clear_sky import clear_sky_year
from studio.text import mark, tr


@dataclass(frozen=True, slots=True)
class Place:
    """Yields are of a Julian year per rated power [J/W]."""

    name: str
    latitude: float
    specific_yield: float
    clear_sky_yield: float
    clear_sky_irradiation: float
    worst_month: float
    electricity_price: float | None
    catalogued: Site | None


def place_of(ground: Ground) -> Place:
    """The place that `ground` names; CatalogueError where there is none of that id."""
    if ground.site == OWN_PLACE:
        sky = _own_sky(ground.latitude, ground.longitude, ground.altitude, ground.air_temperature, ground.mount)
        return Place(tr(mark("Own place")), ground.latitude, sky.specific_yield * ground.clear_sky_share,
                     sky.specific_yield, sky.irradiation, sky.worst_month, None, None)  # fmt: skip
    known = site(ground.site)
    price = known.electricity_price
    return Place(known.name, known.latitude.value, known.panel_yield, known.clear_sky_yield.value,
                 known.clear_sky_irradiation.value, known.worst_month.value, price.value if price else None,
                 known)  # fmt: skip


_own_sky = lru_cache(maxsize=64)(clear_sky_year)
"""A tenth of a second, once for each place that is typed."""
