"""Second links and computers: budgets in decibels, stations and satellites laid out on a globe, failures summed up."""

import math
from collections.abc import Callable
from fractions import Fraction as F
from typing import Any

import numpy as np
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.special import j1, jn_zeros

from studio import catalogue
from tests.attack.second_mass import payload_power, satellite
from tests.attack.second_orbit import RADIUS, axis_of, plane
from tests.attack.second_way import Case, Way

_H, _C = 6.62607015e-34, 299792458.0
_MOST_STATIONS = 40
_GRID = 300


def _db(value: float) -> float:
    return 10.0 * math.log10(value)


def _gain(case: Case) -> float:
    part = case.design.link
    return _db(part.aperture_efficiency) + 20.0 * math.log10(math.pi * part.aperture / part.wavelength)


def _pointing(case: Case) -> float:
    """Light on axis lost at the error that is exceeded for the outage alone, by the curvature of the Airy lobe."""
    part, x = case.design.link, 1e-3
    lobe = (2.0 * float(j1(x)) / x) ** 2
    angle = x * part.wavelength / (math.pi * part.aperture)
    curved = -math.log(lobe) / angle**2  # exp(−curved θ²)
    error2 = -2.0 * math.log(part.outage) * part.pointing_jitter**2
    return _db(math.e) * curved * error2


def _near(case: Case) -> float:
    """Light that the telescope collects less than Friis's formula says, close by [dB]."""
    part, distance = case.design.link, float(case["link.distance"])
    t2 = (math.pi * part.aperture**2 / 4.0 / (part.wavelength * distance)) ** 2
    if t2 < 1e-6:
        return _db(math.e) * t2 / 2.0
    return _db(t2) - _db(1.0 - math.exp(-t2)) if t2 < 700.0 else _db(t2)


def _path(case: Case) -> float:
    return 20.0 * (math.log10(4.0 * math.pi) + math.log10(float(case["link.distance"]))
                   - math.log10(case.design.link.wavelength))  # fmt: skip


def _level(case: Case) -> float:
    part = case.design.link
    sent = _db(part.transmit_power) + 30.0 if part.transmit_power > 0.0 else -math.inf
    return sent + 2.0 * _gain(case) - _path(case) - _near(case) - _pointing(case) - part.implementation_loss


def _photons(case: Case, rate: float) -> float:
    """Photons in a bit over those needed [dB]."""
    part = case.design.link
    return _level(case) - 30.0 - _db(_H) - _db(_C) + _db(part.wavelength) - _db(rate) - _db(part.photons_per_bit)


def _rate(case: Case) -> float | None:
    part = case.design.link
    beams = 1
    while (beams + 1) ** 2 * float(case["link.distance"]) <= _reach(case) * (1.0 + 1e-12) and beams < 10**5:
        beams += 1
    full = part.channels * part.channel_rate * min(part.streams, beams**2)
    if full <= 0.0 or not math.isfinite(_level(case)):
        return None
    return float(full * 10.0 ** min(_photons(case, full) / 10.0, 0.0))


def _reach(case: Case) -> float:
    """Range at which the Fresnel number of the aperture's radius is 1/π of its circle: π a²/λ."""
    part = case.design.link
    fresnel = (0.5 * part.aperture) ** 2 / part.wavelength
    return math.pi * fresnel


def _globe(case: Case) -> tuple[float, float, float] | None:
    """Share of the time that one station, any, and any clear one sees the satellite: all laid out on a globe."""
    part = case.design.link
    if part.stations > _MOST_STATIONS:
        return None

    def work(case: Case) -> tuple[float, float, float]:
        axis, tilt = axis_of(case), plane(case)[0]
        u = 2.0 * math.pi * (np.arange(_GRID) + 0.5) / _GRID
        sky = axis * np.stack((np.cos(u), np.cos(tilt) * np.sin(u), np.sin(tilt) * np.sin(u)), axis=-1)
        turn = 2.0 * math.pi / part.stations * (np.arange(_GRID) + 0.382) / _GRID
        seen = np.zeros((_GRID, _GRID), dtype=np.int64)
        one = np.zeros((_GRID, _GRID))
        level = math.cos(part.station_latitude)
        for number in range(part.stations):
            east = turn + 2.0 * math.pi / part.stations * number
            ground = np.stack((level * np.cos(east), level * np.sin(east),
                               np.full(_GRID, math.sin(part.station_latitude))), axis=-1)  # fmt: skip
            along = sky @ ground.T  # of unit up vectors
            far = np.sqrt(axis**2 + RADIUS**2 - 2.0 * RADIUS * along)
            up = (along - RADIUS) / far >= math.sin(part.station_elevation)
            seen += up
            one += up
        clear = 1.0 - (1.0 - part.clear_sky) ** seen
        return float(one.mean() / part.stations), float((seen > 0).mean()), float(clear.mean())

    found: tuple[float, float, float] = case.once("globe", work)
    return found


def _share(case: Case, which: int) -> float | None:
    found = _globe(case)
    return None if found is None else found[which]


def _central(case: Case) -> float:
    """Angle at the Earth's centre at which the satellite stands at the least elevation, by Brent's method."""
    axis, low = axis_of(case), case.design.link.station_elevation

    def above(angle: float) -> float:
        return math.atan2(axis * math.cos(angle) - RADIUS, axis * math.sin(angle)) - low

    return float(brentq(above, 0.0, math.pi, xtol=1e-13))


# --- computers -------------------------------------------------------------------------------------------------------


def _places(case: Case) -> float:
    payload = case.design.payload
    if payload.sizing == "count":
        return float(payload.count)
    each = F(catalogue.accelerator(payload.accelerator).power.value)
    return float(payload_power(case) * (1 + F(1, 10**12)) // each)


def _filled(case: Case, time: float) -> float:
    payload = case.design.payload
    return math.exp(-max(payload.failure_rate * time - payload.spare_share, 0.0))


def _mean_filled(case: Case) -> float | None:
    life, payload = case.design.mission.lifetime, case.design.payload
    if life <= 0.0:
        return None
    ends = payload.spare_share / payload.failure_rate if payload.failure_rate > 0.0 else 0.0
    points = [p / life for p in (ends, ends + 3.0 / max(payload.failure_rate, 1e-30)) if 0.0 < p < life]
    return float(quad(lambda x: _filled(case, x * life), 0.0, 1.0, points=points or None, epsabs=1e-11,
                      limit=200)[0])  # fmt: skip


def _cool(case: Case) -> float:
    """Share of the heat at which the junction is at its limit, by Brent's method (given the radiator at full heat)."""
    design, kind = case.design, catalogue.accelerator(case.design.payload.accelerator)
    limit = design.thermal.junction_limit
    if kind.max_temperature is not None:
        limit = min(limit, kind.max_temperature.value)
    hot, junction = float(case["thermal.radiator_temperature"]), float(case["thermal.junction_temperature"])
    cold = min(float(case["thermal.sink_temperature"]), hot)

    def excess(share: float) -> float:
        return float((cold**4 + share * (hot**4 - cold**4)) ** 0.25 + share * (junction - hot) - limit)

    if excess(1.0) <= 0.0:
        return 1.0
    return 0.0 if excess(0.0) >= 0.0 else float(brentq(excess, 0.0, 1.0, xtol=1e-14))


def _compute(case: Case) -> float | None:
    payload, filled = case.design.payload, _mean_filled(case)
    rate = catalogue.accelerator(payload.accelerator).rate(payload.precision)
    if filled is None or rate is None:
        return None
    return (_places(case) * rate.value * payload.utilisation * float(case["payload.availability"]) * _cool(case)
            * payload.network_share * filled)  # fmt: skip


def _heat_share(result: str) -> Callable[[Case], float]:
    """The share that heat allows is found by halvings: what these leave open, in all that follows from it."""
    return lambda case: 2e-9 * case.amount(f"payload.{result}") / max(case.amount("payload.thermal_share"), 2e-9)


def _per_mass(case: Case) -> float | None:
    found = _compute(case)
    return None if found is None else found / satellite(case)


def _satellites(case: Case) -> float | None:
    """Places of the pattern, put down one by one."""
    pattern = case.design.constellation
    if case.design.fleet.shells or pattern.pattern == "cluster":
        return None
    count = 1
    if pattern.pattern == "ring":
        gone, way = F(0), F(2.0 * math.pi * axis_of(case)) * (1 + F(1, 10**12))
        while count < 10**6 and gone + 2 * F(pattern.ring_spacing) <= way:
            gone, count = gone + F(pattern.ring_spacing), count + 1
    elif pattern.pattern == "walker":
        count = len([None for _ in range(pattern.planes) for _ in range(pattern.satellites_per_plane)])
    return float(count * (pattern.shells if pattern.pattern in {"ring", "walker"} else 1))


_DECIBELS = "sum of decibels"
_GLOBE = f"{_GRID} places of the satellite by as many turns of the Earth, every station looked from"
_POINTS = "edges of a grid of that many"


def _link(work: Any) -> Any:
    return lambda case: work(case) if case.results.get("link.distance") else None


WAYS = (
    Way("link.gain", _DECIBELS, _gain, "rounding", absolute=1e-9),
    Way("link.divergence", "first zero of the Bessel function J₁",
        lambda case: float(jn_zeros(1, 1)[0]) / math.pi * case.design.link.wavelength / case.design.link.aperture,
        "the model has 1.22 for 1.21967", relative=5e-4),
    Way("link.near_field_range", "Fresnel number of the aperture", _reach, "rounding", relative=1e-12),
    Way("link.path_loss", _DECIBELS, _link(_path), "rounding", absolute=1e-9),
    Way("link.pointing_loss", "Rayleigh quantile on the curvature of the Airy lobe", _pointing, "lobe at 1e-3",
        relative=1e-5, absolute=1e-9),
    Way("link.received_level", _DECIBELS, _link(_level), "as the pointing", relative=1e-5, absolute=1e-5),
    Way("link.margin", _DECIBELS, _link(lambda case: _photons(case, case.design.link.channels
                                                              * case.design.link.channel_rate)),
        "as the pointing", relative=1e-5, absolute=1e-4, beside=lambda case: 1e-5 * float(case["link.pointing_loss"])),
    Way("link.data_rate", _DECIBELS + ", beams counted up", _link(_rate), "as the pointing, of an exponent",
        relative=1e-4, absolute=1e-300,
        beside=lambda case: 1e-5 * float(case["link.pointing_loss"]) * float(case["link.data_rate"])),
    Way("link.coverage_angle", "elevation solved for by Brent's method", _central, "root", absolute=1e-9),
    Way("link.contact_day", _GLOBE, lambda case: None if (s := _share(case, 0)) is None else 86400.0 * s, _POINTS,
        relative=3e-2, absolute=100.0),
    Way("link.network_share", _GLOBE, lambda case: _share(case, 1), _POINTS, absolute=4e-3),
    Way("link.clear_share", _GLOBE, lambda case: _share(case, 2), _POINTS, absolute=4e-3),
    Way("payload.accelerators", "whole division of fractions", _places, "none but an edge of 1e-12", absolute=0.4),
    Way("payload.working_end", "failures less spares", lambda case: _filled(case, case.design.mission.lifetime),
        "rounding", absolute=1e-12),
    Way("payload.working_mean", "integrated through the life", _mean_filled, "quadrature", absolute=1e-7),
    Way("payload.thermal_share", "Brent's method (given radiator and sink)", _cool, "60 halvings in the model",
        absolute=1e-9),
    Way("payload.compute_rate", "product of the second shares (given the time delivered)", _compute,
        "quadrature of the failures, the share that heat allows", relative=1e-6, beside=_heat_share("compute_rate"),
        beside_words="2e-9 of what there would be without heat"),
    Way("payload.compute_per_kilogram", "the same over the second mass", _per_mass,
        "quadrature of the failures, the share that heat allows", relative=1e-6,
        beside=_heat_share("compute_per_kilogram"), beside_words="2e-9 of what there would be without heat"),
    Way("constellation.satellites", "places counted", _satellites, "none", absolute=0.4),
)  # fmt: skip
