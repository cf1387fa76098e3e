"""The published table of the total ionising dose behind aluminium, read when first asked for; SI."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio import resource
from studio.catalogue.radiation import Provenance
from studio.catalogue.sourced import CatalogueError
from studio.text import mark, tr

Array = NDArray[np.float64]
_KRAD: Final = 10.0
"""A thousand rad [Gy]."""


@dataclass(frozen=True, slots=True, eq=False)
class DoseTable:
    """Dose of a year [Gy] in the centre of an aluminium sphere, (orbit, altitude, shielding)."""

    altitude: Array
    """[m], (A,)."""
    shielding: Array
    """Radius of the sphere [m], (S,)."""
    year: Array
    """(2, A, S): orbits at 30° and sun-synchronous."""
    provenance: Provenance
    other: float
    """What another source gives for 650 km, sun-synchronous, behind 10 mm [Gy in a year]."""
    other_provenance: Provenance


@cache
def dose_table() -> DoseTable:
    """The table of yearly doses.

    The source gives the year's dose behind 5 mm to three digits and that of five years behind 2, 5 and 10 mm to a
    tenth of a krad: the level is taken from the first, the dependence on the shielding from the second.
    """
    file = resource.path("radiation", "total_dose.json")
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
        level = _KRAD * np.array(raw["krad_per_year_5mm"], dtype=np.float64)
        life = np.array(raw["krad_in_5_years"], dtype=np.float64)
        shielding = 1e-3 * np.array(raw["shielding_mm"], dtype=np.float64)
        middle = raw["shielding_mm"].index(5)
        other = raw["other"]
        table = DoseTable(
            altitude=1e3 * np.array(raw["altitude_km"], dtype=np.float64),
            shielding=shielding,
            year=level[..., None] * life / life[..., middle, None],
            provenance=Provenance(raw["source"], raw["date"], raw["confidence"]),
            other=_KRAD / 1e3 * float(other["rad_per_year"]),
            other_provenance=Provenance(other["source"], other["date"], other["confidence"]),
        )
    except (OSError, ValueError, KeyError) as error:
        raise CatalogueError(tr(
            mark("{file}: cannot be read: {reason}"), file=file.name, reason=str(error))) from error  # fmt: skip
    for array in (table.altitude, table.shielding, table.year):
        array.flags.writeable = False
    return table
