"""Second heat balances: two nodes of the panel integrated step by step, the radiator by Brent's method."""

import math
from typing import Any

import numpy as np
from scipy.linalg import expm
from scipy.optimize import brentq

from tests.attack.second_light import places_of_days, pole_of
from tests.attack.second_orbit import RADIUS
from tests.attack.second_sun import AU, sun_of_year
from tests.attack.second_way import Case, Way

SIGMA, SPACE = 5.670374419e-8, 2.72548
_RATED = 301.15
_FINER, _FINEST, _TURNS = 2, 12, 12
_SETTLED = 0.02


# --- the radiator ----------------------------------------------------------------------------------------------------


def view(cosine: Any, ratio: float) -> Any:
    """View factors to the Earth at cosines with the nadir: cosines summed over the directions that it fills."""
    nodes, weights = np.polynomial.legendre.leggauss(48)
    low = math.sqrt(1.0 - 1.0 / ratio**2)
    height = low + (1.0 - low) * 0.5 * (nodes + 1.0)
    turn = math.pi * (np.arange(180) + 0.5) / 180
    tilt = np.arccos(np.linspace(-1.0, 1.0, 201))
    along = height[:, None] * np.cos(tilt)[:, None, None]
    across = np.sqrt(1.0 - height**2)[:, None] * np.cos(turn)
    seen = np.maximum(along + across * np.sin(tilt)[:, None, None], 0.0)
    table = (seen.mean(axis=2) * weights).sum(axis=1) * (1.0 - low)
    return np.interp(cosine, np.linspace(-1.0, 1.0, 201), table)


def absorbed(case: Case) -> Any:
    """(D, N) Heat that all sides of the radiator absorb [W/m²], on circles; None for others."""
    return case.once("absorbed", _absorbed)


def _absorbed(case: Case) -> Any:
    design, season = case.design, case.table("illumination").season
    thermal, facts = design.thermal, design.environment
    if design.mission.eccentricity > 1e-4:
        return None
    light = season.visible_fraction
    place = places_of_days(case, season.elapsed, 2.0 * math.pi / light.shape[1] * np.arange(light.shape[1]))
    sun, distance = sun_of_year(design.mission.epoch, season.elapsed)
    flux = (facts.solar_constant * (AU / distance) ** 2)[:, None]
    radius = np.linalg.norm(place, axis=-1)
    zenith = np.einsum("dni,di->dn", place, sun) / radius
    ratio, lit = float(radius.mean()) / RADIUS, np.maximum(zenith, 0.0)
    sides, held = thermal.radiator_sides, thermal.radiator_attitude
    towards = np.zeros_like(zenith)
    edge = np.full_like(zenith, float(view(0.0, ratio)))
    if held == "behind_array":
        if (
            design.mission.attitude != "sun_pointing"
            or design.mission.off_pointing > 0.0
            or (design.mission.eclipse_attitude == "feather")
        ):
            return None
        sides, earth = 1, view(zenith, ratio)
    elif held == "sun_facing":
        towards, earth = towards + 1.0, view(-zenith, ratio) + (view(zenith, ratio) if sides > 1 else 0.0)
    elif held == "earth_facing":
        towards = lit + (np.maximum(-zenith, 0.0) if sides > 1 else 0.0)
        earth = np.full_like(zenith, float(view(1.0, ratio)) if sides > 1 else 0.0)
    else:
        earth = sides * edge
        if held == "orbit_plane":
            over = np.abs(np.einsum("di,di->d", pole_of(case, season.elapsed), sun))[:, None]
            towards = towards + (over if sides > 1 else 0.0)
    return (thermal.radiator_absorptance * (towards * flux * light + earth * facts.albedo * flux * lit)
            + thermal.radiator_emittance * earth * facts.earth_infrared)  # fmt: skip


def _emits(case: Case) -> float:
    thermal = case.design.thermal
    sides = 1 if thermal.radiator_attitude == "behind_array" else thermal.radiator_sides
    return float(sides * thermal.radiator_emittance * SIGMA)


def _warm(case: Case, heat: float, taken: float) -> float:
    """Temperature of a square metre that gives off so much heat besides what it takes in, by Brent's method."""
    emits = _emits(case)
    return float(brentq(lambda t: emits * (t**4 - SPACE**4) - taken - heat, 0.0, 1e7, xtol=1e-9))


def _sink(case: Case) -> float | None:
    taken = absorbed(case)
    return None if taken is None else _warm(case, 0.0, float(taken.max()))


def _area(case: Case) -> float | None:
    thermal, taken = case.design.thermal, absorbed(case)
    if thermal.radiator_sizing != "size" or taken is None:
        return None
    fins, emits = float(case["thermal.radiator_fin_efficiency"]), _emits(case)
    heat = case.table("thermal").heat_map
    net = fins * (emits * (thermal.target_temperature**4 - SPACE**4) - taken)

    def lacks(area: float) -> float:
        return float((heat - area * net).max() / heat.max())

    most = float(heat.max() / net.min())
    return float(brentq(lacks, 0.0, 2.0 * most, xtol=1e-12 * most)) if heat.max() > 1e-3 else None


def _hottest(case: Case) -> float | None:
    taken = absorbed(case)
    if taken is None:
        return None
    heat = case.table("thermal").heat_map / (
        float(case["thermal.radiator_fin_efficiency"]) * float(case["thermal.radiator_area"])
    )
    place = np.unravel_index((heat + taken).argmax(), taken.shape)
    return _warm(case, float(heat[place]), float(taken[place]))


def _junction(case: Case) -> float | None:
    thermal, hot = case.design.thermal, _hottest(case)
    rise = thermal.junction_rise if thermal.chain == "stated" else float(case["thermal.chain_computed"])
    return None if hot is None else hot + rise


# --- the panel -------------------------------------------------------------------------------------------------------


def _falls(case: Case) -> tuple[Any, Any, Any]:
    """(D, N) What each face absorbs and the electrical power at 28 °C [W/m²], given what falls on it."""
    falls, faces, cell, array = (case.table("environment"), case.table("optics"), case.table("cell"),
                                 case.design.array)  # fmt: skip
    front = faces.absorptance * (falls.sun_front + falls.albedo_front) + faces.emittance_front * falls.infrared_front
    back = faces.absorptance_back * (falls.sun_back + falls.albedo_back) + faces.emittance_back * falls.infrared_back
    share = cell.efficiency_cell * array.packing_factor * array.wiring_efficiency * case["panel.remaining_factor"]
    return front, back, share * falls.sun_front


def _panel(case: Case) -> tuple[float, float, float] | None:
    """Mean in sunlight, hottest and coldest of the cells [K]; None where the panel does not settle in some orbits."""
    if case.table("panel").incidence_response is not None:
        return None
    found: tuple[float, float, float] | None = case.once("panel", _integrated)
    return found


def _integrated(case: Case) -> tuple[float, float, float] | None:
    """Rosenbrock's method of second order, L-stable (ROS2), two steps or more to each of the model's."""
    faces, season, slope = case.table("optics"), case.table("illumination").season, case.table(
        "cell").temperature_coefficient  # fmt: skip
    front, back, watts = _falls(case)
    half, joins = 0.5 * float(case["panel.heat_capacity"]), float(case["panel.conductance"])
    light, cell = season.visible_fraction, float(season.period) / front.shape[1]
    e_front, e_back = faces.emittance_front * SIGMA, faces.emittance_back * SIGMA
    # A film follows the light within a step: then more of them.
    hot = float(case["panel.temperature_max"])
    gives_off = 4.0 * (e_front + e_back) * float(case["panel.temperature"]) ** 3
    if gives_off < -slope * watts.max():  # warmed up it gains more than it gives off: no temperature is a stable one
        return None
    finer = max(math.ceil(2.0 * cell * 4.0 * max(e_front, e_back) * hot**3 / half), _FINER)
    if finer > _FINEST:
        return None
    step = cell / finer
    gamma = 1.0 - 1.0 / math.sqrt(2.0)

    def rates(x: Any, y: Any, k: int) -> tuple[Any, Any]:
        passes = joins * (x - y)
        drawn = watts[:, k] * np.maximum(1.0 + slope * (x - _RATED), 0.0)
        return ((front[:, k] - drawn - e_front * (x**4 - SPACE**4) - passes) / half,
                (back[:, k] - e_back * (y**4 - SPACE**4) + passes) / half)  # fmt: skip

    mean = ((front + back - watts).mean(axis=1) / (e_front + e_back) + SPACE**4) ** 0.25
    x, y = mean.copy(), mean.copy()
    # A heavy panel needs hundreds of orbits to settle, and a badly conducting one as many for its halves to part: what
    # an orbit changes is only a share of what is still missing.
    passing = joins * np.array([[1.0, -1.0], [-1.0, 1.0]])
    giving = np.array([[e_front, 0.0], [0.0, e_back]]) * (4.0 * mean**3)[:, None, None]
    share = np.eye(2) - expm(-(passing + giving) * float(season.period) / half)
    warm = np.zeros_like(front)
    for _ in range(_TURNS):
        begin, begin_back, high, low = x, y, x, x
        for k in range(front.shape[1]):
            total = np.zeros_like(x)
            for _ in range(finer):
                # (I − γ h J) solved for two unknowns by Cramer's rule
                a = 1.0 + gamma * step * (4.0 * e_front * x**3 + joins + watts[:, k] * slope) / half
                d = 1.0 + gamma * step * (4.0 * e_back * y**3 + joins) / half
                b = -gamma * step * joins / half
                whole = a * d - b * b
                fx, fy = rates(x, y, k)
                k1x, k1y = (d * fx - b * fy) / whole, (a * fy - b * fx) / whole
                fx, fy = rates(x + step * k1x, y + step * k1y, k)
                fx, fy = fx - 2.0 * k1x, fy - 2.0 * k1y
                k2x, k2y = (d * fx - b * fy) / whole, (a * fy - b * fx) / whole
                x_after, y = x + step * (1.5 * k1x + 0.5 * k2x), y + step * (1.5 * k1y + 0.5 * k2y)
                total = total + 0.5 * (x + x_after)
                x = x_after
                high, low = np.maximum(high, x), np.minimum(low, x)
            warm[:, k] = total / finer
        changed = np.stack((x - begin, y - begin_back), axis=1)
        missing = np.linalg.solve(share, changed[..., None])[..., 0]
        if np.abs(missing).max() < _SETTLED:
            return float(np.average(warm, weights=light)), float(high.max()), float(low.min())
        x, y = begin + missing[:, 0], begin_back + missing[:, 1]
    return None


def _of_panel(which: int) -> Any:
    return lambda case: None if (found := _panel(case)) is None else found[which]


def _equilibrium(case: Case) -> float | None:
    if case.table("panel").incidence_response is not None:
        return None
    faces, slope = case.table("optics"), case.table("cell").temperature_coefficient
    front, back, watts = _falls(case)
    place = np.unravel_index((front + back).argmax(), front.shape)
    heat, drawn = float((front + back)[place]), float(watts[place])
    emits = (faces.emittance_front + faces.emittance_back) * SIGMA

    def gives_off(t: float) -> float:
        return float(emits * (t**4 - SPACE**4) + drawn * max(1.0 + slope * (t - _RATED), 0.0) - heat)

    # The warmest balance: the straight line of the temperature gives a cold panel more power than there is heat.
    grid = np.linspace(3e3, 0.0, 3001)
    below = next((place for place, t in enumerate(grid) if gives_off(t) < 0.0), None)
    return None if below is None else float(brentq(gives_off, grid[below], grid[below - 1], xtol=1e-9))


_RADIATOR = "own geometry, view factors summed over the directions of the Earth, Brent's method (given the heat)"
_VIEWS = "table of view factors, Sun within 3e-5"
_NODES = "two nodes integrated by a Rosenbrock method in half steps or shorter (given what falls on the faces)"

WAYS = (
    Way("thermal.sink_temperature", _RADIATOR, _sink, _VIEWS, relative=1e-4, absolute=0.02),
    Way("thermal.radiator_area", _RADIATOR, _area, _VIEWS + ", in a small difference", relative=2e-3, absolute=2e-6),
    Way("thermal.radiator_temperature", _RADIATOR, _hottest, _VIEWS, relative=1e-4, absolute=0.02),
    Way("thermal.junction_temperature", _RADIATOR + ", and the rise of the chain", _junction, _VIEWS, relative=1e-4,
        absolute=0.02),
    Way("panel.temperature_equilibrium", "Brent's method (given what falls on the faces)", _equilibrium,
        "the model stops at 1e-6 K", absolute=1e-4),
    Way("panel.temperature", _NODES, _of_panel(0), "implicit steps of the model", absolute=0.5, every=4),
    Way("panel.temperature_max", _NODES, _of_panel(1), "implicit steps of the model", absolute=1.0, every=4),
    Way("panel.temperature_min", _NODES, _of_panel(2), "implicit steps of the model", absolute=1.5, every=4),
)  # fmt: skip
