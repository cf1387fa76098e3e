"""What a solar panel on the ground would yield in a year without clouds: an upper bound for any site.

The sky and the geometry come from pvlib, which is imported only when a yield is asked for: it takes over a second.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from studio.physics.constants import DAY
from studio.text import mark, tr

Mount = Literal["tilted", "tracking"]

_YEAR = 365.25 * DAY

STANDARD_IRRADIANCE = 1000.0
"""Irradiance at which panels on the ground are rated [W/m²], IEC 60904-3."""
_RATING_TEMPERATURE = 25.0
_COEFFICIENT = -0.0034
"""Relative change of power per kelvin: crystalline silicon of today, pvlib's PVWatts example of a premium module."""
_ALBEDO = 0.2
_AEROSOL, _WATER = 0.1, 1.0
"""Aerosol optical depth at 700 nm and precipitable water [cm]: the defaults of the Solis model, a clean sky."""
_WIND = 1.0
_LEAST_ELEVATION = 1e-3


@dataclass(frozen=True, slots=True)
class ClearSky:
    """A year without clouds."""

    specific_yield: float
    """Energy in a Julian year per rated power [J/W = s], at the terminals of the panel."""
    irradiation: float
    """Sunlight on the plane of the panel in a Julian year [J/m²]."""
    worst_month: float
    """Yield of the weakest twelfth of the year over that of the mean twelfth."""


def clear_sky_year(
    latitude: float, longitude: float, altitude: float, air_temperature: float, mount: Mount
) -> ClearSky:
    """The yield of one year under a clean, cloudless sky, hour by hour.

    Parameters
    ----------
    latitude, longitude
        Of the site [rad], north and east positive.
    altitude
        Above the sea [m].
    air_temperature
        Mean of the air [K]; the cells get warmer by the sunlight.
    mount
        tilted: facing the equator, tilted by the latitude. tracking: turning about a horizontal axis from north to
        south, at most 60° from flat.

    Returns
    -------
    ClearSky
        Per rated power at 1000 W/m² and 25 °C, without any loss but that of the warmth of the cells.

    Raises
    ------
    ValueError
        If the place is not on Earth, or the air is not between 200 and 350 K.

    Notes
    -----
    Sunlight: P. Ineichen, "A broadband simplified version of the Solis clear sky model", Solar Energy 82, 758 (2008),
    eqs. 1–10. Diffuse light on the plane: J. Hay, J. Davies (1980). Cell temperature: D. Faiman, Prog. Photovolt. 16,
    307 (2008), eq. 1. Power: NREL PVWatts version 5, NREL/TP-6A20-62641 (2014), eq. 8. All as pvlib has them.
    """
    if not (abs(latitude) <= np.pi / 2 + 1e-9 and abs(longitude) <= 2 * np.pi):
        raise ValueError(tr(mark("the latitude must be within ±90° and the longitude within ±360°")))
    if not 200.0 <= air_temperature <= 350.0:
        raise ValueError(tr(mark("the air of a site is between 200 and 350 K")))
    if not -500.0 <= altitude <= 9000.0:
        raise ValueError(tr(mark("a site lies between 500 m below and 9,000 m above the sea")))
    import pandas
    from pvlib import atmosphere, clearsky, irradiance, pvsystem, solarposition, temperature, tracking

    north, east = np.degrees(latitude), np.degrees(longitude)
    # The middle of each hour, by the site's own Sun, so that day and night fall into the same twelfths everywhere.
    times = pandas.date_range("2025-01-01 00:30", periods=8760, freq="h", tz="UTC") - pandas.Timedelta(
        hours=float(east) / 15.0)  # fmt: skip
    sun = solarposition.get_solarposition(times, north, east, altitude, method="nrel_numpy")
    elevation = sun["apparent_elevation"].to_numpy()
    zenith, azimuth = sun["apparent_zenith"].to_numpy(), sun["azimuth"].to_numpy()
    extra = irradiance.get_extra_radiation(times.day_of_year.to_numpy())
    sky = clearsky.simplified_solis(
        np.maximum(elevation, _LEAST_ELEVATION), aod700=_AEROSOL, precipitable_water=_WATER,
        pressure=atmosphere.alt2pres(altitude), dni_extra=extra,
    )  # fmt: skip
    up = elevation > 0.0
    direct, diffuse, flat = (np.where(up, np.nan_to_num(sky[name]), 0.0) for name in ("dni", "dhi", "ghi"))
    if mount == "tilted":
        tilt = np.full_like(elevation, abs(north))
        facing = np.full_like(elevation, 180.0 if north >= 0.0 else 0.0)
    else:
        turned = tracking.singleaxis(zenith, azimuth, max_angle=60.0, backtrack=False)
        tilt, facing = (np.nan_to_num(np.asarray(turned[name])) for name in ("surface_tilt", "surface_azimuth"))
    plane = irradiance.get_total_irradiance(
        tilt, facing, zenith, azimuth, direct, flat, diffuse, dni_extra=extra, albedo=_ALBEDO, model="haydavies")
    light = np.nan_to_num(np.asarray(plane["poa_global"]))
    cells = temperature.faiman(light, air_temperature - 273.15, _WIND)
    power = np.maximum(
        pvsystem.pvwatts_dc(light, cells, 1.0, _COEFFICIENT, temp_ref=_RATING_TEMPERATURE), 0.0)  # per rated watt
    twelfths = np.array_split(power, 12)
    return ClearSky(
        specific_yield=float(power.mean()) * _YEAR,
        irradiation=float(light.mean()) * _YEAR,
        worst_month=float(min(part.mean() for part in twelfths) / power.mean()),
    )
