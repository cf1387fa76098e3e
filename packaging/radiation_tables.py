"""Makes resources/radiation/trapped.json: orbit averages of the AE8 and AP8 models over altitude and inclination.

For developers, not for the studio: it needs the PyPI packages aep8 and astropy and takes some minutes on one core.
Run it as `python packaging/radiation_tables.py resources/radiation/trapped.json`.

The models live in a field that turns with the Earth. Over months a circular orbit covers every longitude alike and
each latitude for a time that depends on the inclination alone, so one map of the sphere at an altitude (here averaged
over longitude) serves all inclinations, and an inclination i has the average of 180° − i exactly.
"""

import datetime
import json
import sys
import warnings
from typing import Any, Literal

import numpy as np

ALTITUDES_KM = [
    300, 400, 500, 550, 600, 650, 700, 800, 900, 1000, 1200, 1400, 1600, 1800, 2000, 2400, 3000, 3500, 4200, 5000, 6000,
    7000, 8500, 10000, 12000, 14000, 16500, 19000, 22000, 25000, 29000, 33000, 35786, 36000,
]  # fmt: skip
INCLINATIONS_DEG = [0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 80, 90]
ELECTRON_MEV = [
    0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0, 5.5,
    6.0, 6.5, 7.0,
]  # fmt: skip
PROTON_MEV = [
    0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 15.0, 20.0, 30.0, 40.0, 50.0,
    60.0, 80.0, 100.0, 150.0, 200.0, 300.0, 400.0,
]  # fmt: skip
FLOOR = 1e-3
"""Added to every flux [1/(cm² s)] before its logarithm is taken, so that nothing is nothing."""
LATITUDES, LONGITUDES, PHASES = 121, 60, 720
EARTH_RADIUS_KM = 6378.137
MODELS: dict[str, tuple[Literal["e", "p"], Literal["min", "max"]]] = {
    "AE8MIN": ("e", "min"), "AE8MAX": ("e", "max"), "AP8MIN": ("p", "min"), "AP8MAX": ("p", "max"),
}  # fmt: skip


def zonal_fluxes(altitude: float) -> dict[str, Any]:
    """Integral fluxes [1/(cm² s)] averaged over longitude, (latitude, energy), of each model."""
    import aep8  # type: ignore[import-not-found, unused-ignore]
    from astropy import units  # type: ignore[import-untyped, unused-ignore]
    from astropy.coordinates import EarthLocation  # type: ignore[import-untyped, unused-ignore]
    from astropy.time import Time  # type: ignore[import-untyped, unused-ignore]

    latitude = np.radians(np.linspace(-90.0, 90.0, LATITUDES))[:, None]
    longitude = 2.0 * np.pi * np.arange(LONGITUDES) / LONGITUDES
    radius = EARTH_RADIUS_KM + altitude
    place = EarthLocation.from_geocentric(
        radius * np.cos(latitude) * np.cos(longitude) * units.km,
        radius * np.cos(latitude) * np.sin(longitude) * units.km,
        radius * np.sin(latitude) * np.ones_like(longitude) * units.km,
    )
    time = Time("2026-01-01T00:00:00")  # the models stand still in the turning field: any time gives the same
    coordinates, found = {}, {}
    for name, (particle, phase) in MODELS.items():
        model = aep8.model(particle=particle, solar=phase)
        field = name == "AP8MAX"  # the one model of a later epoch
        if field not in coordinates:
            coordinates[field] = model.geomagnetic_coordinates(place, time)
        shell, strength = (np.asarray(value)[..., None] for value in coordinates[field])
        energies = (ELECTRON_MEV if particle == "e" else PROTON_MEV) * units.MeV
        with warnings.catch_warnings(), np.errstate(invalid="ignore"):
            warnings.simplefilter("ignore")
            flux = model.integral_flux_for_geomagnetic_coordinates(shell, strength, energies).value
        found[name] = np.mean(np.where(flux > 0.0, flux, 0.0), axis=1)  # not a number where no field line closes
    return found


def orbit_averages(zonal: Any) -> Any:
    """Average over the orbits of INCLINATIONS_DEG, (inclination, energy)."""
    latitude = np.linspace(-90.0, 90.0, LATITUDES)
    phase = 2.0 * np.pi * (np.arange(PHASES) + 0.5) / PHASES
    rows = []
    for inclination in np.radians(INCLINATIONS_DEG):
        passed = np.degrees(np.arcsin(np.sin(inclination) * np.sin(phase)))
        rows.append([np.interp(passed, latitude, column).mean() for column in zonal.T])
    return np.array(rows)


def main(target: str) -> None:
    from importlib.metadata import version

    tables: dict[str, list[Any]] = {name: [] for name in MODELS}
    for altitude in ALTITUDES_KM:
        for name, zonal in zonal_fluxes(altitude).items():
            logarithm = np.log10(orbit_averages(zonal) + FLOOR)
            tables[name].append(np.rint(1000.0 * logarithm).astype(int).tolist())
        print(altitude, "km", file=sys.stderr)
    made = {
        "about": {
            "quantity": "1000 log10 of the orbit-averaged omnidirectional integral flux plus the floor, 1/(cm2 s)",
            "axes": "altitude, inclination, energy",
            "models": "NASA AE8 and AP8 (Vette 1991, NSSDC 91-24; Sawyer and Vette 1976, NSSDC 76-06)",
            "field": "Jensen and Cain 1960; GSFC 12/66 at 1970 for AP8MAX",
            "package": f"aep8 {version('aep8')} (IRBEM)",
            "sampling": f"{LATITUDES} geocentric latitudes x {LONGITUDES} longitudes per altitude over "
            f"{EARTH_RADIUS_KM} km, {PHASES} phases per inclination",
            "source": "Computed by packaging/radiation_tables.py with the PyPI package aep8",
            "date": datetime.date.today().isoformat(),
            "confidence": "derived",
        },
        "floor": FLOOR,
        "altitude_km": ALTITUDES_KM,
        "inclination_deg": INCLINATIONS_DEG,
        "electron_MeV": ELECTRON_MEV,
        "proton_MeV": PROTON_MEV,
        **tables,
    }
    with open(target, "w", encoding="utf-8") as file:
        json.dump(made, file, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
