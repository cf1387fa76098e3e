"""How a cluster holds together against the oblate Earth: drift, correction, and the propellant to hold it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.columns import plain, trail, truth
from studio.analysis.result import result
from studio.design import Design
from studio.design.quantity import DRIFT_SPEED, LENGTH, MASS, NUMBER, RATIO, VELOCITY_PER_YEAR, YEAR
from studio.physics.constants import DAY, STANDARD_GRAVITY
from studio.physics.relative_motion import (
    Reference,
    along_track_drift,
    axis_ratio,
    drift_of,
    member_states,
    oblateness,
    phase_keeping,
    reference_orbit,
)
from studio.text import mark

_CLUSTER = ("constellation.pattern", "constellation.cluster_radius", "constellation.cluster_spacing",
            "orbit.semi_major_axis", "orbit.inclination")  # fmt: skip
_DRIFT = ("a Δ(du/dt + cos i dΩ/dt) of the outermost members, from energy and polar angular momentum; worst phase and "
          "argument of latitude at which the velocities are set")  # fmt: skip
_SOURCE = "First-order J₂ Hamiltonian averaged over the orbit (Brouwer 1959); within 0.2 % of integration"
_SS = "Schweighart, Sedwick 2002, JGCD 25, 1073"


@dataclass(frozen=True, slots=True, kw_only=True)
class Formation:
    drift_rate: float | None = result(
        mark("Drift of the cluster"), DRIFT_SPEED, equation=f"velocities of Clohessy and Wiltshire: {_DRIFT}",
        source=_SOURCE, inputs=_CLUSTER, optional=True, name="constellation.drift_rate")
    drift_orbit: float | None = result(
        mark("Drift in an orbit"), LENGTH, equation="drift · nodal period", source="Definition", unit="m",
        inputs=("constellation.drift_rate", "orbit.nodal_period"), optional=True, name="constellation.drift_orbit")
    drift_day: float | None = result(
        mark("Drift in a day"), LENGTH, equation="drift · 86,400 s", source="Definition", unit="m",
        inputs=("constellation.drift_rate",), optional=True, name="constellation.drift_day")
    drift_year: float | None = result(
        mark("Drift in a year"), LENGTH, equation="drift · year, uncorrected", source="Definition",
        inputs=("constellation.drift_rate",), optional=True, name="constellation.drift_year")
    drift_rate_corrected: float | None = result(
        mark("Drift with mean J₂ corrected"), DRIFT_SPEED, equation=f"velocities with c = √(1 + s): {_DRIFT}",
        source=f"{_SS}; {_SOURCE}", inputs=_CLUSTER, optional=True,
        name="constellation.drift_rate_corrected")
    drift_year_corrected: float | None = result(
        mark("Drift in a year, mean J₂ corrected"), LENGTH, equation="corrected drift · year", source="Definition",
        inputs=("constellation.drift_rate_corrected",), optional=True, name="constellation.drift_year_corrected")
    velocity_correction: float | None = result(
        mark("Velocity that stops the drift"), DRIFT_SPEED, equation="drift / 3: set once, along the track",
        source="Clohessy–Wiltshire: an extra speed δ along the track drifts by −3 δ",
        inputs=("constellation.drift_rate",), optional=True, name="constellation.velocity_correction")
    velocity_correction_share: float | None = result(
        mark("Share of the relative speed"), RATIO, equation="velocity correction / 2 n q", source="Definition",
        unit="ppm", inputs=("constellation.velocity_correction", "constellation.cluster_radius",
                            "orbit.semi_major_axis"),
        optional=True, name="constellation.velocity_correction_share")
    axis_ratio: float | None = result(
        mark("Axis ratio of the ellipses"), NUMBER,
        equation="2 √((1 + s)/(1 − s)), s = 3 J₂ R²/8a² (1 + 3 cos 2i); the 2:1.0037 of arXiv:2511.19468 does not "
                 "follow from it",
        source=_SS, inputs=("orbit.semi_major_axis", "orbit.inclination"), unit="", optional=True,
        name="constellation.axis_ratio")
    hold_delta_v: float | None = result(
        mark("Δv to hold the cluster"), VELOCITY_PER_YEAR,
        equation="½ n |dω/dt| q for the outermost member; 0 where the cluster turns as a body",
        source="D'Amico 2010, ch. 2: drift of relative eccentricity vectors under J₂, tangential impulses",
        inputs=("constellation.cluster_keeping", "constellation.cluster_radius", "constellation.cluster_spacing",
                "orbit.semi_major_axis", "orbit.perigee_rate"),
        optional=True, name="constellation.hold_delta_v")
    hold_delta_v_km: float | None = result(
        mark("Δv to hold a member 1 km along the track"), VELOCITY_PER_YEAR,
        equation="½ n |dω/dt| · 500 m; arXiv:2511.19468 states below 3 m/s/yr per km",
        source="D'Amico 2010, ch. 2", inputs=("orbit.semi_major_axis", "orbit.perigee_rate"), optional=True,
        name="constellation.hold_delta_v_km")
    hold_propellant: float | None = result(
        mark("Propellant to hold the cluster"), MASS, equation="m (1 − exp(−Δv · lifetime / (I_sp g₀))), the outermost "
        "satellite over its life", source="Tsiolkovsky's equation", optional=True,
        inputs=("mass.satellite", "constellation.hold_delta_v", "mission.lifetime", "platform.specific_impulse"),
        name="constellation.hold_propellant")


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Formation:
    """Drift and upkeep of a cluster; nothing for other patterns."""
    flock = tables["constellation"]
    if flock.reach is None or not np.any(flock.reach > 0.0):
        return Formation()
    orbit, reach = tables["orbit"], flock.reach
    axis, tilt = orbit.semi_major_axis, orbit.inclination
    kept = truth(reach > 0.0) if np.ndim(reach) else 1.0  # a single satellite holds no formation
    centre = reference_orbit(trail(axis, 1), trail(tilt, 1), _LATITUDE)
    simple = kept * _worst_drift(centre, axis, reach, 0.0)
    corrected = kept * _worst_drift(centre, axis, reach, plain(oblateness(axis, tilt)))
    fixed = design.constellation.cluster_keeping == "fixed"
    hold = kept * (plain(phase_keeping(axis, tilt, reach)) if fixed else 0.0)
    exhaust = design.platform.specific_impulse * STANDARD_GRAVITY
    return Formation(
        drift_rate=simple,
        drift_orbit=simple * orbit.nodal_period,
        drift_day=simple * DAY,
        drift_year=simple * YEAR,
        drift_rate_corrected=corrected,
        drift_year_corrected=corrected * YEAR,
        velocity_correction=simple / 3.0,
        velocity_correction_share=simple / 3.0 / (2.0 * 2.0 * np.pi / orbit.period * reach),
        axis_ratio=kept * plain(axis_ratio(axis, tilt)),
        hold_delta_v=hold,
        hold_delta_v_km=kept * plain(phase_keeping(axis, tilt, 500.0)),
        hold_propellant=-tables["mass"].satellite * plain(np.expm1(-hold * design.mission.lifetime / exhaust)),
    )


_LATITUDE = np.arange(8) * (np.pi / 4.0)
"""Where on the orbit the velocities are set."""


def _worst_drift(centre: Reference, axis: Any, reach: Any, s: Any) -> Any:
    """Fastest mean drift along the track [m/s] of members of amplitude `reach`, wherever their velocities are set."""
    around = np.arange(12) * (np.pi / 6.0)
    ring = np.vstack(([0.0, 0.0], np.stack((np.cos(around), np.sin(around)), axis=-1)))
    of = drift_of(*member_states(centre, trail(axis, 2), trail(reach, 3) * ring, _LATITUDE, trail(s, 2)))
    first = type(of)(*(rate[..., :1] for rate in of))
    return plain(np.max(np.abs(along_track_drift(of, first, trail(axis, 2))), axis=(-2, -1)))
