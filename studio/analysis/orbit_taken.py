"""A fitted orbit as the fields of a design that say the same, in no more digits than it needs."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from studio.analysis.arc import Arc
from studio.analysis.orbit_fit import OrbitFit, distances
from studio.analysis.result import FloatArray
from studio.physics.constants import R_EARTH
from studio.physics.orbit import (
    MeanElements,
    elements_at,
    ltan_of_raan,
    position_velocity,
    raan_of_ltan,
    secular_rates,
    sun_synchronous_inclination,
)
from studio.physics.time import instant, iso_text

_TURN = 2.0 * np.pi
_DEGREE = _TURN / 360.0
_MOMENTS = 40
_CLOSE, _SHARE = 1e-3, 1e-4
"""Rounding a field may move the satellite by this [m], or by this share of the distance that there is."""
_STEPS: dict[str, tuple[float, ...]] = {
    "altitude": (1e3, 100.0, 10.0, 1.0, 0.1, 0.01, 1e-3),
    "eccentricity": (1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10),
    "inclination": tuple(_DEGREE / 10**digits for digits in range(10)),
    "raan": tuple(_DEGREE / 10**digits for digits in range(10)),
    "argument_of_perigee": tuple(_DEGREE / 10**digits for digits in range(10)),
    "ltan": (3600.0, 600.0, 60.0, 10.0, 1.0, 0.1, 0.01, 1e-3, 1e-4, 1e-5),
}


@dataclass(frozen=True, slots=True)
class OrbitFields:
    """Fields of the mission by their names; the first satellite is at its perigee at the epoch, a circle's at the
    argument of perigee."""

    altitude: float
    eccentricity: float
    sun_synchronous: bool
    ltan: float
    """[s], of a sun-synchronous orbit"""
    inclination: float
    """[rad]; that which follows from the rest where it is sun-synchronous"""
    raan: float
    """[rad]"""
    argument_of_perigee: float
    """[rad]"""
    epoch: str
    """UTC"""

    @property
    def elements(self) -> MeanElements:
        """What the analysis makes of them, at their epoch."""
        axis, tilt, raan = R_EARTH + self.altitude, self.inclination, self.raan
        if self.sun_synchronous:
            tilt = float(sun_synchronous_inclination(axis, self.eccentricity))
            raan = float(raan_of_ltan(self.ltan, instant(self.epoch)))
        return MeanElements(axis, self.eccentricity, tilt, raan, self.argument_of_perigee, 0.0)


@dataclass(frozen=True, slots=True)
class TakenOrbit:
    """What a design takes from an arc, and how far from it the satellite then flies."""

    fields: OrbitFields
    fit: OrbitFit
    """Its distances are those of `fields`"""


def take_orbit(fit: OrbitFit, arc: Arc) -> TakenOrbit:
    """The fields that fly a fitted orbit.

    A design has no anomaly at its epoch: that of an eccentric orbit is moved to the first passage of the perigee, that
    of a circle stays at the first point of the arc.

    Parameters
    ----------
    fit : OrbitFit
        Of `arc`.
    arc : Arc
        Its points.
    """
    elements, epoch = fit.elements, fit.epoch
    axis, e, tilt, _, _, mean = (float(part) for part in elements.arrays())
    if not fit.circular:
        rate = float(secular_rates(axis, e, tilt).mean_anomaly)
        away = (np.pi - mean) % _TURN - np.pi  # to the nearest passage; it lies behind where a second ago or less
        epoch += (away if away > -rate else away + _TURN) / rate
    text = _short(iso_text(epoch, decimals=6))
    then = instant(text)
    at = elements_at(elements, then - fit.epoch)
    _, _, _, raan, perigee, mean = (float(part) for part in at.arrays())
    if fit.circular:
        perigee += mean
    exact = OrbitFields(axis - R_EARTH, 0.0 if fit.circular else e, fit.sun_synchronous,
                        float(ltan_of_raan(raan, then)) if fit.sun_synchronous else 21600.0, tilt, raan % _TURN,
                        perigee % _TURN, text)  # fmt: skip
    fields = _rounded(exact, arc, max(_CLOSE, _SHARE * fit.rms))
    rms, largest = distances(fields.elements, then, arc)
    return TakenOrbit(fields, replace(fit, rms=rms, largest=largest))


def _short(text: str) -> str:
    """A date without the letter of its zone, and without decimals that are zeros."""
    head, dot, tail = text.removesuffix("Z").partition(".")
    kept = tail.rstrip("0")
    return f"{head}.{kept}" if dot and kept else head


def _rounded(exact: OrbitFields, arc: Arc, most: float) -> OrbitFields:
    """`exact` with each field rounded as far as moves no point of the arc by more than `most` [m]."""
    then = instant(exact.epoch)
    places = np.unique(np.linspace(0, len(arc.times) - 1, _MOMENTS).astype(np.int64))
    elapsed = arc.times[places] - then

    def flown(fields: OrbitFields) -> FloatArray:
        return position_velocity(fields.elements, elapsed)[0]

    wanted, found = flown(exact), exact
    unused = ("inclination", "raan") if exact.sun_synchronous else ("ltan",)
    for name, steps in _STEPS.items():
        value = getattr(exact, name)
        if name in unused or value == 0.0:
            continue
        for step in steps:
            near = round(value / step) * step
            if name in ("raan", "argument_of_perigee"):
                near %= _TURN
            # Alone, then with those that are rounded already: their sum counts.
            if _moved(flown(_with(exact, name, near)), wanted) <= 0.3 * most:
                trial = _with(found, name, _decimal(near, step))
                if _moved(flown(trial), wanted) <= most:
                    found = trial
                    break
    return found


def _with(fields: OrbitFields, name: str, value: float) -> OrbitFields:
    changed: dict[str, Any] = {name: value}
    return replace(fields, **changed)


def _decimal(value: float, step: float) -> float:
    """`value` without the last bits that multiplying by `step` left, where the step is a decimal one."""
    digits = -round(np.log10(step)) if 10.0 ** round(np.log10(step)) == step else None
    return value if digits is None else round(value, max(0, digits))


def _moved(one: FloatArray, other: FloatArray) -> float:
    return float(np.sqrt(np.max(np.sum((one - other) ** 2, axis=-1))))
