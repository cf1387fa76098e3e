"""How much storage a load asks for, orbit by orbit: the claim that an orbital data centre needs no big battery.

The load is held whole through every eclipse of the year at the end of life, so that orbits compare; the array is as
large as it has to be. Beside it stands what is lost where nothing is stored and the work stops in the dark.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import msgspec

from studio.analysis.engine import Results, evaluate
from studio.design import Design
from studio.design.mission import Mission
from studio.text import mark, tr

_DUSK, _NOON = 6.0 * 3600.0, 12.0 * 3600.0
_DEGREE = 0.017453292519943295
_LARGE = 2.0
"""The array, in areas that the orbit needs: charging must not be what limits."""
_STATIONARY: Final = 35786e3


@dataclass(frozen=True, slots=True)
class StorageOrbit:
    """One orbit: what is stored per watt of load is a time [s]; divided by 3.6 it is Wh per kW."""

    name: str
    eclipse: float
    """Longest umbra passage [s]."""
    days: int
    """Days of the year with any umbra."""
    drawn: float
    """Energy that the longest dark takes out of the battery per load [s]."""
    within_limit: float
    """Battery at the end of life whose discharge limit is kept, per load [s]."""
    nameplate: float
    """Battery when new, per load [s]."""
    mass: float
    """Of that battery per load [kg/W]."""
    lost: float
    """Share of the work that is lost where nothing is stored [1]."""


def orbits(design: Design) -> tuple[tuple[str, Mission], ...]:
    """The orbit of the design, then those that are proposed for orbital data centres."""
    mission = design.mission

    def sun_synchronous(altitude: float, ltan: float) -> Mission:
        return msgspec.structs.replace(mission, altitude=altitude, eccentricity=0.0, sun_synchronous=True, ltan=ltan)

    def inclined(altitude: float, inclination: float) -> Mission:
        return msgspec.structs.replace(mission, altitude=altitude, eccentricity=0.0, sun_synchronous=False,
                                       inclination=inclination)  # fmt: skip

    dusk = tuple((tr(mark("dawn–dusk, {altitude:,.0f} km"), altitude=altitude / 1e3), sun_synchronous(altitude, _DUSK))
                 for altitude in (500e3, 650e3, 1000e3, 1400e3))  # fmt: skip
    return (
        (tr(mark("this design")), mission),
        *dusk,
        (tr(mark("noon–midnight, 650 km")), sun_synchronous(650e3, _NOON)),
        (tr(mark("550 km, 30°")), inclined(550e3, 30.0 * _DEGREE)),
        (tr(mark("1,200 km, 53°")), inclined(1200e3, 53.0 * _DEGREE)),
        (tr(mark("geostationary")), inclined(_STATIONARY, 0.0)),
    )


def storage_by_orbit(
    design: Design, checkpoint: Callable[[float], None] | None = None
) -> tuple[StorageOrbit, ...]:
    """The storage of the battery of `design` for a constant load in each orbit of :func:`orbits`.

    Parameters
    ----------
    design
        Its battery, array, load and life are kept; the payload works through the dark.
    checkpoint
        Called with the share done before each orbit; what it raises ends the work.

    Raises
    ------
    ValueError
        Where the design cannot be computed, or has no load.
    """
    payload = msgspec.structs.replace(design.payload, profile="constant", eclipse_load_fraction=1.0)
    constant = msgspec.structs.replace(design, payload=payload)
    found = []
    choices = orbits(design)
    for place, (name, mission) in enumerate(choices):
        if checkpoint is not None:
            checkpoint(place / len(choices))
        found.append(_of(name, msgspec.structs.replace(constant, mission=mission)))
    return tuple(found)


def _of(name: str, design: Design) -> StorageOrbit:
    results = _computed(evaluate(design, only=("power",)))
    if not results["power.load"] > 0.0:
        raise ValueError(tr(mark("a satellite without any load needs no storage")))
    needed = results.get("power.array_area_needed")
    if needed is None:
        raise ValueError(tr(mark("{orbit}: no array is large enough for this load"), orbit=name))
    wide = msgspec.structs.replace(design.array, area=min(_LARGE * needed, 1e9))
    results = _computed(evaluate(msgspec.structs.replace(design, array=wide), results.outcomes, only=("power",)))
    nameplate = results.get("power.storage_nameplate_per_kilowatt")
    if nameplate is None:
        raise ValueError(tr(mark("{orbit}: no battery is large enough for this load"), orbit=name))
    return StorageOrbit(
        name=name,
        eclipse=results["illumination.eclipse_max"],
        days=results["illumination.eclipse_season_days"],
        drawn=results["power.storage_drawn_per_kilowatt"],
        within_limit=results["power.storage_per_kilowatt"],
        nameplate=nameplate,
        mass=nameplate / results["power.battery_specific_energy"],
        lost=1.0 - results["illumination.sunlit_fraction_year"],
    )


def _computed(results: Results) -> Results:
    failure = next((one.failure for one in results.outcomes.values() if one.failure), "")
    if failure:
        raise ValueError(failure)
    return results
