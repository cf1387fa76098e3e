"""The ground: what solar panels yield there, and how many times as much the array in orbit does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from studio.analysis.columns import is_many, plain
from studio.analysis.ground.chain import OrbitYield, orbit_yield
from studio.analysis.ground.place import place_of
from studio.analysis.result import FloatArray, read_only, result
from studio.catalogue.site import sites
from studio.design import Design, Issue
from studio.design.quantity import FLUX, RATIO, SPECIFIC_YIELD, YEAR, YIELD_PER_AREA
from studio.physics.clear_sky import STANDARD_IRRADIANCE
from studio.physics.ground import capacity_factor_for, remaining_share
from studio.text import mark, tr

_SITES = "Site catalogue; see the site's own source"
_SKY = "pvlib: simplified Solis sky, P. Ineichen, Solar Energy 82, 758 (2008); PVWatts, NREL/TP-6A20-62641 (2014)"
_RATING = "Both rated at 1000 W/m² and AM1.5, IEC 60904-3; this program's orbit, panel and power stages"
_PLACE = ("ground.site", "ground.latitude", "ground.longitude", "ground.altitude", "ground.air_temperature",
          "ground.mount", "ground.clear_sky_share")  # fmt: skip
_ORBIT = ("environment.solar_constant", "environment.solar_flux_mean", "illumination.sunlit_fraction_year",
          "environment.incidence_mean", "ground.spectral_ratio", "panel.efficiency_cell", "panel.efficiency_ground",
          "array.wiring_efficiency", "power.array_energy_year", "array.area", "array.packing_factor",
          "power.regulator_efficiency")  # fmt: skip
CLAIMED_RATIOS = (5.0, 7.0, 8.0, 10.0)
"""Ratios that were claimed, see the catalogue of published ratios."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    site_name: str = result(
        mark("Site on the ground"), equation="as decided", source=_SITES, inputs=("ground.site",), unit="")
    specific_yield: float = result(
        mark("Yearly yield on the ground"), SPECIFIC_YIELD,
        equation="per rated panel, as measured or published; where that is per inverter, over panels per inverter; own "
                 "place: clear-sky yield · share of it", source=_SITES,
        inputs=_PLACE)
    capacity_factor: float = result(
        mark("Capacity factor on the ground"), RATIO, equation="yield of a year / rated power · year",
        source="Definition", inputs=("ground.specific_yield",))
    clear_sky_yield: float = result(
        mark("Yearly yield without clouds"), SPECIFIC_YIELD,
        equation="hour by hour under a clean sky, warmth of the cells the only loss: an upper bound", source=_SKY,
        inputs=_PLACE)
    clear_sky_share_reached: float = result(
        mark("Share of the clear-sky yield"), RATIO, equation="yearly yield / clear-sky yield", source="Definition",
        inputs=("ground.specific_yield", "ground.clear_sky_yield"))
    orbit_yield: float = result(
        mark("Yearly yield in orbit, new"), SPECIFIC_YIELD,
        equation="energy at the bus in a year / rated power at 1000 W/m² and AM1.5", source=_RATING, inputs=_ORBIT)
    orbit_yield_eol: float = result(
        mark("Yearly yield in orbit, end of life"), SPECIFIC_YIELD, equation="yield when new · power left",
        source=_RATING, inputs=("ground.orbit_yield", "panel.power_density_operating_bol",
                                "panel.power_density_operating_eol"))  # fmt: skip
    specific_yield_eol: float = result(
        mark("Yearly yield on the ground after the same life"), SPECIFIC_YIELD, equation="yield · (1 − d)^years",
        source="D. C. Jordan, S. R. Kurtz, Prog. Photovolt. 21, 12 (2013)",
        inputs=("ground.specific_yield", "ground.degradation", "mission.lifetime"))
    area_yield: float = result(
        mark("Yearly yield per panel area on the ground"), YIELD_PER_AREA,
        equation="yield · efficiency · 1000 W/m²", source="Definition",
        inputs=("ground.specific_yield", "ground.efficiency"))
    orbit_area_yield: float = result(
        mark("Yearly yield per panel area in orbit, new"), YIELD_PER_AREA,
        equation="energy at the bus in a year / panel area", source=_RATING, inputs=_ORBIT)
    intensity_ratio: float = result(
        mark("Intensity above the air over that on the ground"), RATIO,
        equation="S₀ / 1000 W/m², the Sun high in a clear sky", source="Definition; IAU 2015 Resolution B3",
        inputs=("environment.solar_constant",), unit="")
    orbit_flux: float = result(
        mark("Sunlight on the panels in orbit, year's mean"), FLUX,
        equation="mean flux · sunlit share · cos θ, darkness counted", source="Definition",
        inputs=("environment.solar_flux_mean", "illumination.sunlit_fraction_year", "environment.incidence_mean"))
    clear_sky_flux: float = result(
        mark("Sunlight on panels on the ground without clouds, year's mean"), FLUX,
        equation="on the plane of the panels under a clean sky, nights counted", source=_SKY, inputs=_PLACE)
    mean_intensity_ratio: float = result(
        mark("Mean sunlight in orbit over that without clouds"), RATIO,
        equation="orbit / ground, both of the whole year",
        source="Definition", inputs=("ground.orbit_flux", "ground.clear_sky_flux"), unit="")
    yield_ratio: float = result(
        mark("Yearly yield, orbit over ground, new"), RATIO, equation="product of the factors but the last two",
        source=_RATING, inputs=("ground.orbit_yield", "ground.specific_yield"), unit="")
    yield_ratio_eol: float = result(
        mark("Yearly yield, orbit over ground, end of life"), RATIO, equation="product of all factors",
        source=_RATING, inputs=("ground.orbit_yield_eol", "ground.specific_yield_eol"), unit="")
    yield_ratio_clear_sky: float = result(
        mark("Yearly yield, orbit over a ground without clouds"), RATIO,
        equation="orbit, new / clear-sky yield: less than this no site can make of it", source=_SKY,
        inputs=("ground.orbit_yield", "ground.clear_sky_yield"), unit="")
    area_ratio: float = result(
        mark("Yearly yield per area, orbit over ground, new"), RATIO, equation="orbit / ground, per panel area",
        source=_RATING, inputs=("ground.orbit_area_yield", "ground.area_yield"), unit="")
    area_ratio_eol: float = result(
        mark("Yearly yield per area, orbit over ground, end of life"), RATIO,
        equation="ratio when new · power left in orbit / power left on the ground", source=_RATING,
        inputs=("ground.area_ratio", "panel.power_density_operating_eol", "ground.degradation", "mission.lifetime"),
        unit="")
    chain_names: tuple[str, ...] = result(
        mark("From intensity to yield"), equation="each names a factor of the ratio", source="Definition",
        inputs=("ground.chain_values",), unit="")
    chain_values: FloatArray = result(
        mark("Factors of the ratio of yields"), RATIO,
        equation="intensity, distance, sunlight, pointing, spectrum, wiring, warmth, regulator, 1 / capacity factor of "
                 "the site; then power left in orbit, 1 / power left on the ground", source=_RATING,
        inputs=(*_ORBIT, "ground.capacity_factor", "ground.degradation", "mission.lifetime"), unit="")
    claimed_capacity_factors: FloatArray = result(
        mark("Capacity factor that makes a claim true"), RATIO,
        equation="mean power in orbit per rated power / 5, 7, 8 and 10, new",
        source="Definition; see the published ratios", inputs=("ground.orbit_yield",))
    site_ids: tuple[str, ...] = result(
        mark("Sites"), equation="ids of the catalogue", source=_SITES, inputs=("ground.site_ratios",), unit="")
    site_ratios: FloatArray = result(
        mark("Yearly yield, orbit over each site, new"), RATIO, equation="see ground.yield_ratio", source=_SITES,
        inputs=("ground.orbit_yield",), unit="")
    site_ratios_eol: FloatArray = result(
        mark("Yearly yield, orbit over each site, end of life"), RATIO, equation="see ground.yield_ratio_eol",
        source=_SITES, inputs=("ground.orbit_yield_eol", "ground.degradation", "mission.lifetime"), unit="")
    issues: tuple[Issue, ...] = ()


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Ground:
    """The yields of this design's array and of the site, and their ratios with every step between."""
    ground, place = design.ground, place_of(design.ground)
    illumination, environment = tables["illumination"], tables["environment"]
    orbit = orbit_yield(design, illumination=illumination, environment=environment, cell=tables["cell"],
                        panel=tables["panel"], power=tables["power"])  # fmt: skip
    kept = plain(remaining_share(ground.degradation, design.mission.lifetime, YEAR))
    factor = place.specific_yield / YEAR
    new = orbit.mean / factor
    aged = orbit.left / kept
    area = place.specific_yield * ground.efficiency * STANDARD_IRRADIANCE
    orbit_area = orbit.mean * orbit.rated * YEAR
    mean_flux = environment.solar_flux_mean * illumination.sunlit_fraction_year * environment.incidence_mean
    return Ground(
        site_name=place.name,
        specific_yield=place.specific_yield,
        capacity_factor=factor,
        clear_sky_yield=place.clear_sky_yield,
        clear_sky_share_reached=place.specific_yield / place.clear_sky_yield,
        orbit_yield=orbit.mean * YEAR,
        orbit_yield_eol=orbit.mean * YEAR * orbit.left,
        specific_yield_eol=place.specific_yield * kept,
        area_yield=area,
        orbit_area_yield=orbit_area,
        intensity_ratio=design.environment.solar_constant / STANDARD_IRRADIANCE,
        orbit_flux=mean_flux,
        clear_sky_flux=place.clear_sky_irradiation / YEAR,
        mean_intensity_ratio=mean_flux * YEAR / place.clear_sky_irradiation,
        yield_ratio=new,
        yield_ratio_eol=new * aged,
        yield_ratio_clear_sky=orbit.mean * YEAR / place.clear_sky_yield,
        area_ratio=orbit_area / area,
        area_ratio_eol=orbit_area / area * aged,
        **(_UNSEEN if is_many(tables) else _steps(place.name, orbit, factor, kept)),
    )


_UNSEEN: Mapping[str, Any] = dict.fromkeys((
    "chain_names", "chain_values", "claimed_capacity_factors", "site_ids", "site_ratios", "site_ratios_eol",
))  # fmt: skip
"""Of many designs neither the steps nor other sites are shown."""


def _steps(site: str, orbit: OrbitYield, factor: float, kept: float) -> dict[str, Any]:
    """Every step from sunlight to the ratio, and the ratios at other sites."""
    chain = [
        *((one.name, one.value) for one in orbit.factors),
        (tr(mark("1 / capacity factor of {site}"), site=tr(site)), 1.0 / factor),
        (tr(mark("Power left in orbit at end of life")), orbit.left),
        (tr(mark("1 / power left on the ground")), 1.0 / kept),
    ]
    ids, yields = _yields()
    ratios = orbit.mean * YEAR / yields
    return {
        "chain_names": tuple(name for name, _ in chain),
        "chain_values": read_only([value for _, value in chain]),
        "claimed_capacity_factors": read_only(capacity_factor_for(CLAIMED_RATIOS, orbit.mean, 1.0)),
        "site_ids": ids,
        "site_ratios": read_only(ratios),
        "site_ratios_eol": read_only(ratios * (orbit.left / kept)),
    }


@cache
def _yields() -> tuple[tuple[str, ...], FloatArray]:
    known = sites()
    return tuple(known), np.array([one.panel_yield for one in known.values()])
