"""The place on the ground that a design names: one of the catalogue, or the user's own, with its yield."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from studio.analysis.columns import varies
from studio.catalogue.site import OWN_PLACE, Site, site
from studio.design.ground import Ground
from studio.physics.clear_sky import ClearSky, clear_sky_year
from studio.text import mark, tr


@dataclass(frozen=True, slots=True)
class Place:
    """Yields are of a Julian year per rated power [J/W]; arrays of the own places of many designs."""

    name: str
    latitude: Any
    specific_yield: Any
    clear_sky_yield: Any
    clear_sky_irradiation: Any
    worst_month: Any
    electricity_price: float | None
    catalogued: Site | None


def place_of(ground: Ground) -> Place:
    """The place that `ground` names; CatalogueError where there is none of that id."""
    if ground.site == OWN_PLACE:
        sky = _sky(ground)
        return Place(tr(mark("Own place")), ground.latitude, sky.specific_yield * ground.clear_sky_share,
                     sky.specific_yield, sky.irradiation, sky.worst_month, None, None)  # fmt: skip
    known = site(ground.site)
    price = known.electricity_price
    return Place(known.name, known.latitude.value, known.panel_yield, known.clear_sky_yield.value,
                 known.clear_sky_irradiation.value, known.worst_month.value, price.value if price else None,
                 known)  # fmt: skip


def _sky(ground: Ground) -> ClearSky:
    """The sky of the own place, or of each of many: one at a time, since a whole year is computed hour by hour."""
    where = (ground.latitude, ground.longitude, ground.altitude, ground.air_temperature)
    if not any(varies(value) for value in where):
        return _own_sky(*where, ground.mount)
    places, which = np.unique(np.stack(np.broadcast_arrays(*where), axis=-1), axis=0, return_inverse=True)
    skies = [_own_sky(*place, ground.mount) for place in places.tolist()]
    found: Any = (np.array([getattr(sky, name) for sky in skies])[which.reshape(-1)] for name in ClearSky.__slots__)
    return ClearSky(*found)


_own_sky = lru_cache(maxsize=64)(clear_sky_year)
"""A tenth of a second, once for each place that is typed."""
