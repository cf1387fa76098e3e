"""Orbits, their sunlight and their eclipses."""

from collections.abc import Mapping
from typing import Any

from studio.analysis.engine import Results, evaluate
from studio.design import Design, set_value
from studio.design.quantity import DAY
from studio.physics.orbit import semi_major_axis, sun_synchronous_inclination

Inputs = Mapping[str, Any]


def sunlit(altitude: float, ltan: float) -> Results:
    """The light of a sun-synchronous orbit in the year from the default epoch, January 2026."""
    design = set_value(set_value(Design(), "mission.altitude", altitude), "mission.ltan", ltan)
    return evaluate(design, only=("illumination",))


def dawn_dusk_annual(inputs: Inputs) -> dict[str, float]:
    """Sunlit share and days with eclipse of a calendar year."""
    found = {}
    for altitude in inputs["altitudes"]:
        results = sunlit(altitude, inputs["ltan"])
        found[f"sunlit_{altitude / 1e3:.0f}km"] = results["illumination.sunlit_fraction_year"]
        found[f"eclipse_days_{altitude / 1e3:.0f}km"] = DAY * results["illumination.eclipse_season_days"]
    return found


def sun_synchronous(inputs: Inputs) -> dict[str, float]:
    """Inclinations at which the node follows the mean Sun."""
    return {
        f"inclination_{altitude / 1e3:.0f}km": float(sun_synchronous_inclination(semi_major_axis(altitude)))
        for altitude in inputs["altitudes"]
    }


def eclipse_a_day(inputs: Inputs) -> dict[str, float]:
    """Darkness in an orbit, on the worst day and on average: three figures that are easily taken for one another."""
    results = sunlit(inputs["altitude"], inputs["ltan"])
    noon = sunlit(inputs["altitude"], inputs["noon_ltan"])
    longest = results["illumination.eclipse_max"]
    worst = longest * DAY / results["orbit.nodal_period"]
    mean = results["illumination.eclipse_mean_day"]
    return {
        "claimed_day": worst,
        "claimed_mean": mean,
        "orbit_worst": longest,
        "day_worst": worst,
        "day_mean": mean,
        "orbit_noon": noon["illumination.eclipse_max"],
    }


def sunlit_half(inputs: Inputs) -> dict[str, float]:
    """Sunlit share of the year from the shadow itself."""
    return {"sunlit": sunlit(inputs["altitude"], inputs["ltan"])["illumination.sunlit_fraction_year"]}
