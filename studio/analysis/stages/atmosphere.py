"""The air that the orbit meets: its density, the drag, what holding the orbit costs, and what erodes and hits wings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, NamedTuple

import numpy as np

from studio.analysis.columns import is_many, plain, sampling_of, trail, truth
from studio.analysis.result import FloatArray, result
from studio.analysis.stages.environment import cosines, wing_normals
from studio.design import Design
from studio.design.quantity import (
    AREA,
    DENSITY,
    DURATION,
    FLUENCE,
    FORCE,
    IMPULSE,
    MASS,
    NUMBER,
    RATIO,
    SPEED,
    THICKNESS,
    YEAR,
)
from studio.physics.atmosphere import (
    ACTIVITY,
    HIGHEST,
    LOWEST,
    Profile,
    Profiles,
    density,
    molar_mass,
    oxygen,
    profile,
    profiles_of,
    round_fall,
    temperature,
)
from studio.physics.constants import R_EARTH, STANDARD_GRAVITY
from studio.physics.drag import STEPS, decay_time, mean_dynamic_pressure, perigee_burn, wind_factor
from studio.physics.drag_many import decay_times, mean_dynamic_pressures
from studio.physics.erosion import erosion_depth, impacts, oxygen_fluence
from studio.physics.free_molecular import incident_flux, plate_drag_coefficient, speed_ratio
from studio.physics.season import Season
from studio.physics.wing_cosines import Flight
from studio.text import mark

_MSIS = ("NRLMSISE-00 (J. M. Picone et al., J. Geophys. Res. 107 (A12), 1468 (2002)), at the long-term levels of "
         "ECSS-E-ST-10-04C, annex G")  # fmt: skip
_FLOW = "L. H. Sentman, LMSC-448514 (1961): free molecules that leave diffusely; shadows between parts left out"
_DRAG = "D. G. King-Hele, Satellite Orbits in an Atmosphere (1987), ch. 3; the atmosphere turns with the Earth"
_YIELD = ("Kapton H, 3.0e-24 cm³ per atom: K. K. de Groh et al., High Perform. Polym. 20, 388 (2008); for other "
          "polyimides without a coating much the same")  # fmt: skip
_ORBIT = ("orbit.semi_major_axis", "mission.eccentricity", "orbit.inclination", "orbit.raan")
_SUN = ("environment.solar_activity", "environment.f107", "environment.ap")
_POINTING = ("mission.attitude", "mission.wing_axis", "mission.off_pointing", "mission.eclipse_attitude")


@dataclass(frozen=True, slots=True, kw_only=True)
class Atmosphere:
    density: float | None = result(
        mark("Air density"), DENSITY, name="environment.density",
        equation="mean over the year and the orbit, at its local times where it is sun-synchronous; none above 2000 km",
        source=_MSIS, inputs=(*_ORBIT, "mission.sun_synchronous", *_SUN), optional=True)
    density_low: float | None = result(
        mark("Air density, low solar activity"), DENSITY, equation="see environment.density; F10.7 = 65, Ap = 0",
        source=_MSIS, inputs=_ORBIT, optional=True)
    density_high: float | None = result(
        mark("Air density, high solar activity"), DENSITY, equation="see environment.density; F10.7 = 250, Ap = 45",
        source=_MSIS, inputs=_ORBIT, optional=True)
    relative_speed: float = result(
        mark("Speed through the air"), SPEED, equation="v (1 − r ω cos i / v), v = √(µ/a)", source=_DRAG,
        inputs=("orbit.velocity", "orbit.inclination"))
    wing_area_ratio: float = result(
        mark("Wing area in the flow, per area"), RATIO,
        equation="mean over the year of C(n̂ · v̂)/C(1), near |n̂ · v̂| and above 0 edge-on for the thermal motion",
        source=_FLOW, inputs=(*_POINTING, *_ORBIT))
    drag_area: float = result(
        mark("Area in the flow"), AREA, equation="array · its ratio + radiator · its ratio + body", source=_FLOW,
        inputs=("array.area", "atmosphere.wing_area_ratio", "thermal.radiator_area", "thermal.radiator_attitude",
                "platform.body_area"))
    drag_force: float = result(
        mark("Drag"), FORCE, equation="F = C_D A · mean of ½ ρ v² over the orbit", source=_DRAG,
        inputs=("environment.density", "atmosphere.relative_speed", "environment.drag_coefficient",
                "atmosphere.drag_area"))
    impulse_year: float = result(
        mark("Impulse against drag in a year"), IMPULSE, equation="drag · 1 yr", source="Definition",
        inputs=("atmosphere.drag_force",))
    propellant: float = result(
        mark("Propellant against drag"), MASS,
        equation="impulse in a year · lifetime / (Isp g₀); 0 where the orbit is not held",
        source="Definition of specific impulse",
        inputs=("platform.hold_orbit", "atmosphere.impulse_year", "mission.lifetime", "platform.specific_impulse"))
    deorbit_delta_v: float = result(
        mark("Deorbit Δv"), SPEED, equation="√(µ/r_a) (1 − √(2 r_p/(r_a + r_p))) at the apogee, from the orbit's own "
                                            "speed there; 0 where drag alone is to bring it down, and above 2000 km",
        source="D. A. Vallado, Fundamentals of Astrodynamics and Applications (2013), algorithm 36 (Hohmann)",
        inputs=("platform.disposal", "platform.disposal_perigee", "mission.altitude", "mission.eccentricity"),
        unit="m/s")
    oxygen_fluence_ram: float | None = result(
        mark("Atomic oxygen on the leading face"), FLUENCE, equation="n_O · speed · lifetime", source=_MSIS,
        inputs=("mission.lifetime", "atmosphere.relative_speed", *_SUN, *_ORBIT), optional=True)
    oxygen_fluence_wing: float | None = result(
        mark("Atomic oxygen on the wings, worse face"), FLUENCE,
        equation="n_O · speed · lifetime · mean of χ(n̂ · v̂), thermal motion included",
        source=f"{_MSIS}; G. A. Bird, Molecular Gas Dynamics (1994), eq. 4.22",
        inputs=("atmosphere.oxygen_fluence_ram", *_POINTING), optional=True)
    erosion_ram: float | None = result(
        mark("Polyimide lost on the leading face"), THICKNESS, equation="fluence · volume per atom", source=_YIELD,
        inputs=("atmosphere.oxygen_fluence_ram",), optional=True)
    erosion_wing: float | None = result(
        mark("Polyimide lost on the wings"), THICKNESS, equation="fluence · volume per atom", source=_YIELD,
        inputs=("atmosphere.oxygen_fluence_wing",), optional=True)
    debris_impacts: float | None = result(
        mark("Debris impacts on the wings in the lifetime"), NUMBER, equation="N = flux · 2 · array area · lifetime",
        source="Flux as stated", unit="", optional=True,
        inputs=("environment.debris_flux", "environment.debris_size", "array.area", "mission.lifetime"))
    debris_no_impact: float | None = result(
        mark("Probability of no debris impact"), RATIO, equation="exp(−N)", source="Poisson's law",
        inputs=("atmosphere.debris_impacts",), optional=True)
    fall_year: float | None = result(
        mark("Time to fall, per mass over drag area"), DURATION,
        equation="∫ dh / (ρ √(µ a) F) down to 100 km, for m / (C_D A) = 1 kg/m²; eccentric orbits by King-Hele's "
                 "integrals",
        source="D. G. King-Hele, Satellite Orbits in an Atmosphere (1987), ch. 4", inputs=(*_ORBIT, *_SUN), unit="d",
        optional=True)
    fall: "Falls"
    """Time to fall by drag per m/(C_D A) [s·m²/kg]; infinite without air."""
    fall_after_burn: float | None
    """The same from the orbit with the lowered perigee, at the activity chosen; None where no burn is planned."""


class Falls(NamedTuple):
    """At the activity chosen, at low and at high."""

    chosen: float
    low: float
    high: float


_EVERY: Final = 8
"""Days of the season from one row to the next at which the wings are looked at: it does for means."""
_WALL: Final = 300.0
"""Temperature [K] at which molecules leave the surfaces: assumed; a hundred kelvin change the drag by 1 %."""
_COSINES: Final = np.linspace(-1.0, 1.0, 129)


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Atmosphere:
    """Density, drag and erosion in the orbit as it is held."""
    if is_many(tables) or sampling_of(tables).by_beta:
        return _of_many(design, tables)
    mission, facts, platform, orbit = design.mission, design.environment, design.platform, tables["orbit"]
    axis, e, tilt = orbit.semi_major_axis, mission.eccentricity, orbit.inclination
    perigee, apogee = axis * (1.0 - e) - R_EARTH, axis * (1.0 + e) - R_EARTH
    chosen, low, high = profiles(design, tilt)
    speed = orbit.velocity * float(np.sqrt(wind_factor(axis, tilt)))
    pressures = [mean_dynamic_pressure(perigee, apogee, tilt, partial(density, one)) for one in (chosen, low, high)]
    met = perigee < HIGHEST
    place = min(max(perigee, float(chosen.altitude[0])), HIGHEST)
    season: Season = tables["illumination"].season
    rows = slice(None, None, _EVERY // tables["illumination"].day_step)
    wing, radiator = _flow_cosines(design, season, rows)
    weight = _weights(season, rows, chosen) if e > 0.0 and met else None
    drag_ratio = _drag_ratio(chosen, place, speed)
    wing_ratio = _mean(np.interp(wing, _COSINES, drag_ratio), weight)
    radiator_ratio = 0.0 if radiator is None else _mean(np.interp(radiator, _COSINES, drag_ratio), weight)
    area = design.array.area * wing_ratio + tables["thermal"].radiator_area * radiator_ratio + platform.body_area
    force = facts.drag_coefficient * area * pressures[0][0]
    held = force * mission.lifetime / (platform.specific_impulse * STANDARD_GRAVITY)
    ram = worse = None
    if met:
        atoms = float(oxygen(chosen, np.array(place))) if e == 0.0 else _orbit_oxygen(season, rows, chosen)
        ram = float(oxygen_fluence(atoms, speed, 1.0, mission.lifetime))
        warmth = np.interp(place, chosen.altitude, chosen.temperature)
        chi = incident_flux(_COSINES, speed_ratio(speed, warmth, _OXYGEN))
        worse = ram * max(_mean(np.interp(side * wing, _COSINES, chi), weight) for side in (1.0, -1.0))
    hits, spared = impacts(facts.debris_flux, 2.0 * design.array.area, mission.lifetime)
    stated = facts.debris_flux > 0.0
    falls = tuple(decay_time(perigee, apogee, tilt, partial(density, one)) for one in (chosen, low, high))
    burn = platform.disposal == "burn" and met  # above, nothing that comes so high is brought down
    lowered = min(platform.disposal_perigee, perigee)
    return Atmosphere(
        density=pressures[0][1] if met else None,
        density_low=pressures[1][1] if met else None,
        density_high=pressures[2][1] if met else None,
        relative_speed=speed,
        wing_area_ratio=wing_ratio,
        drag_area=area,
        drag_force=force,
        impulse_year=force * YEAR,
        propellant=held if platform.hold_orbit else 0.0,
        deorbit_delta_v=_apogee_burn(perigee, apogee, lowered) if burn else 0.0,
        oxygen_fluence_ram=ram,
        oxygen_fluence_wing=worse,
        erosion_ram=None if ram is None else float(erosion_depth(ram)),
        erosion_wing=None if worse is None else float(erosion_depth(worse)),
        debris_impacts=float(hits) if stated else None,
        debris_no_impact=float(spared) if stated else None,
        fall_year=falls[0] if np.isfinite(falls[0]) else None,
        fall=Falls(*falls),
        fall_after_burn=decay_time(lowered, apogee, tilt, partial(density, chosen)) if burn else None,
    )


def _of_many(design: Design, tables: Mapping[str, Any]) -> Atmosphere:
    """The same for many designs, or for one as a study looks at it."""
    mission, facts, platform, orbit = design.mission, design.environment, design.platform, tables["orbit"]
    quick = sampling_of(tables).by_beta
    axis, e, tilt = orbit.semi_major_axis, mission.eccentricity, orbit.inclination
    perigee, apogee = axis * (1.0 - e) - R_EARTH, axis * (1.0 + e) - R_EARTH
    airs = [_profiles(design, tilt, name) for name in (facts.solar_activity, "low", "high")]
    chosen = airs[0]
    if isinstance(chosen, Profiles):
        perigee = np.broadcast_to(perigee, chosen.which.shape)
    speed = orbit.velocity * plain(np.sqrt(wind_factor(axis, tilt)))
    pressures = [mean_dynamic_pressures(perigee, apogee, tilt, partial(density, one)) for one in airs]
    met = np.asarray(perigee < HIGHEST)
    known = 1.0 if met.all() else truth(met)
    place = np.minimum(np.maximum(perigee, LOWEST), HIGHEST)
    seen = _looked_at(tables["illumination"], quick)
    flight = seen.flight if np.any(e) else seen.flight.on_circles()
    sun, wing = cosines(design, seen, flight)
    round_orbit = np.asarray(e) == 0.0
    height = flight.radius - R_EARTH
    if isinstance(chosen, Profiles) and height.ndim < _MAPS:
        height = height[None]
    weight = None if round_orbit.all() else np.where(
        trail(round_orbit | ~met, 2), 1.0, density(chosen, height))  # fmt: skip
    warmth = temperature(chosen, place)
    mass = molar_mass(chosen, place)
    drag_ratio = _drag_ratios(speed_ratio(speed, warmth, mass), warmth)
    wing_ratio = _weighted(_between(wing.velocity, drag_ratio), weight)
    radiator_ratio: Any = 0.0
    if design.thermal.radiator_attitude != "behind_array":
        across = np.sqrt(sun[1] * sun[1] + sun[2] * sun[2])
        along = sun[2] * flight.ahead / np.maximum(across, 1.0 / flight.radius)
        radiator_ratio = _weighted(_between(np.clip(along, -1.0, 1.0), drag_ratio), weight)
    area = design.array.area * wing_ratio + tables["thermal"].radiator_area * radiator_ratio + platform.body_area
    force = facts.drag_coefficient * area * plain(pressures[0][0])
    held = force * mission.lifetime / (platform.specific_impulse * STANDARD_GRAVITY)
    ram = worse = None
    if met.any():
        atoms = oxygen(chosen, place)
        if not round_orbit.all():
            atoms = np.where(round_orbit, atoms, _weighted(oxygen(chosen, height), None))
        ram = plain(known * oxygen_fluence(atoms, speed, 1.0, mission.lifetime))
        chi = incident_flux(_COSINES, np.asarray(speed_ratio(speed, warmth, _OXYGEN))[..., None])
        worse = plain(ram * np.maximum(
            *(_weighted(_between(side * wing.velocity, chi), weight) for side in (1.0, -1.0))))  # fmt: skip
    stated = np.asarray(facts.debris_flux) > 0.0
    hits, spared = impacts(facts.debris_flux, 2.0 * design.array.area, mission.lifetime)
    falls = Falls(*(_fall(one, perigee, apogee, tilt, quick) for one in airs))
    burn = platform.disposal == "burn" and met.any()  # above, nothing that comes so high is brought down
    lowered = np.minimum(platform.disposal_perigee, perigee)
    densities = [plain(known * one) if met.any() else None for _, one in pressures]
    return Atmosphere(
        density=densities[0],
        density_low=densities[1],
        density_high=densities[2],
        relative_speed=speed,
        wing_area_ratio=plain(wing_ratio),
        drag_area=plain(area),
        drag_force=plain(force),
        impulse_year=plain(force * YEAR),
        propellant=plain(held) if platform.hold_orbit else 0.0,
        deorbit_delta_v=plain(np.where(met, _apogee_burns(perigee, apogee, lowered), 0.0)) if burn else 0.0,
        oxygen_fluence_ram=ram,
        oxygen_fluence_wing=worse,
        erosion_ram=None if ram is None else plain(erosion_depth(ram)),
        erosion_wing=None if worse is None else plain(erosion_depth(worse)),
        debris_impacts=_applying(hits, stated),
        debris_no_impact=_applying(spared, stated),
        fall_year=_applying(np.asarray(falls.chosen), np.isfinite(falls.chosen)),
        fall=falls,
        fall_after_burn=_applying(np.asarray(_fall(chosen, lowered, apogee, tilt, quick)), met) if burn else None,
    )


class _Seen(NamedTuple):
    """Some days and phases of a season."""

    sun: FloatArray
    node: FloatArray
    beyond: FloatArray
    normal: FloatArray
    visible_fraction: FloatArray
    flight: Flight


def _looked_at(illumination: Any, quick: bool) -> _Seen:
    season = illumination.season
    rows = slice(None, None, max(1, _EVERY // illumination.day_step))
    days, cells = (..., rows, slice(None)), (..., rows, slice(None, None, _CELLS if quick else 1))
    return _Seen(
        season.sun[days], season.node[days], season.beyond[days], season.normal[days], season.visible_fraction[cells],
        Flight(*(field[cells] for field in season.flight)))  # fmt: skip


def _profiles(design: Design, inclination: Any, name: str) -> Profile | Profiles:
    mission, facts = design.mission, design.environment
    flux, index = (facts.f107, facts.ap) if name == "custom" else ACTIVITY[name]
    return profiles_of(inclination, mission.ltan if mission.sun_synchronous else None, flux, index)


def _drag_ratios(ratio: Any, warmth: Any) -> FloatArray:
    """(..., 129) Drag of plates over that of those square to the flow, at `_COSINES`."""
    drag = plate_drag_coefficient(_COSINES, np.asarray(ratio)[..., None], _WALL / np.asarray(warmth)[..., None])
    return np.asarray(drag / drag[..., -1:])


def _between(cosine: FloatArray, table: FloatArray) -> FloatArray:
    """Values at cosines (..., D, N) between those at `_COSINES`, (129,) or (..., 129)."""
    place = (np.clip(cosine, -1.0, 1.0) + 1.0) * (0.5 * (_COSINES.size - 1))
    below = np.minimum(place.astype(np.intp), _COSINES.size - 2)
    share = place - below
    if table.ndim > 1:
        below = below + (np.arange(table.shape[0]) * _COSINES.size)[:, None, None]
    flat = np.ascontiguousarray(table).reshape(-1)
    low = np.take(flat, below)
    return np.asarray(low + (np.take(flat, below + 1) - low) * share)


def _weighted(values: FloatArray, weight: FloatArray | None) -> Any:
    """Means over days and phases."""
    if weight is None:
        return plain(values.mean(axis=(-2, -1))) if values.ndim > 1 else plain(values[0])
    return plain(np.sum(values * weight, axis=(-2, -1)) / np.sum(weight * np.ones_like(values), axis=(-2, -1)))


def _fall(air: Profile | Profiles, perigee: Any, apogee: Any, tilt: Any, quick: bool) -> Any:
    known, steps = (partial(round_fall, air), _STEPS) if quick else (None, STEPS)
    return plain(decay_times(perigee, apogee, tilt, partial(density, air), known, steps))


def _applying(value: FloatArray, where: Any) -> Any:
    """A number where it applies; None, or NaN of many, elsewhere."""
    if not np.any(where):
        return None
    return plain(value if np.all(where) else np.where(where, value, np.nan))


def _apogee_burns(perigee: Any, apogee: Any, lowered: Any) -> FloatArray:
    return np.maximum(perigee_burn(apogee, lowered) - perigee_burn(apogee, perigee), 0.0)


_OXYGEN: Final = 15.9994e-3
_MAPS: Final = 3
"""Axes of the maps of many designs."""
_STEPS: Final = 6
"""In which the apogee of an eccentric orbit comes down for a study: within a percent of what more find."""
_CELLS: Final = 4
"""Cells of the orbit from one to the next that a study looks at the wings in."""


def profiles(design: Design, inclination: float) -> tuple[Profile, Profile, Profile]:
    """The air of this orbit at the activity chosen, at low and at high."""
    mission, facts = design.mission, design.environment
    node_time = mission.ltan if mission.sun_synchronous else None
    levels = {**ACTIVITY, "custom": (facts.f107, facts.ap)}
    chosen, low, high = (
        profile(inclination, node_time, *levels[name]) for name in (facts.solar_activity, "low", "high"))  # fmt: skip
    return chosen, low, high


def _flow_cosines(design: Design, season: Season, rows: slice) -> tuple[FloatArray, FloatArray | None]:
    """Cosines of the normals of wings and radiator with the velocity on some rows; None for one behind the wings."""
    velocity = season.velocity_direction[rows]
    wing = np.clip(np.einsum("dni,dni->dn", wing_normals(design.mission, season, rows), velocity), -1.0, 1.0)
    if design.thermal.radiator_attitude == "behind_array":
        return wing, None  # the wings keep the flow off it as they keep the sunlight off it
    # Edge-on to the Sun and to the Earth: its normal is at right angles to both.
    normal = np.cross(season.sun[..., rows, None, :], season.position[..., rows, :, :])
    length = np.sqrt(np.einsum("dni,dni->dn", normal, normal))
    along = np.einsum("dni,dni->dn", normal, velocity) / np.maximum(length, 1.0)
    return wing, np.clip(along, -1.0, 1.0)


def _drag_ratio(air: Profile, altitude: float, speed: float) -> FloatArray:
    """(129,) Drag of a plate over that of one square to the flow, at `_COSINES`."""
    temperature = float(np.interp(altitude, air.altitude, air.temperature))
    ratio = speed_ratio(speed, temperature, float(np.interp(altitude, air.altitude, air.molar_mass)))
    drag = plate_drag_coefficient(_COSINES, ratio, _WALL / temperature)
    return np.asarray(drag / drag[-1])


def _weights(season: Season, rows: slice, air: Profile) -> FloatArray:
    """Density along the rows that are looked at: where an eccentric orbit is dragged."""
    position = season.position[rows]
    return density(air, np.sqrt(np.einsum("dni,dni->dn", position, position)) - R_EARTH)


def _mean(values: FloatArray, weight: FloatArray | None) -> float:
    return float(values.mean()) if weight is None else float(np.average(values, weights=weight))


def _orbit_oxygen(season: Season, rows: slice, air: Profile) -> float:
    position = season.position[rows]
    return float(oxygen(air, np.sqrt(np.einsum("dni,dni->dn", position, position)) - R_EARTH).mean())


def _apogee_burn(perigee: float, apogee: float, lowered: float) -> float:
    """The speed at the apogee of the orbit less that of the transfer to the lowered perigee."""
    circular = float(perigee_burn(apogee, lowered))
    already = float(perigee_burn(apogee, perigee))
    return max(circular - already, 0.0)
