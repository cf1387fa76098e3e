"""A second weighing: every item from the layers and fields of the design, added as fractions without rounding."""

from fractions import Fraction as F
from typing import Any

import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

from studio import catalogue
from tests.attack.second_orbit import GM, RADIUS, axis_of
from tests.attack.second_way import Case, Way

_SHARES = {"off_the_shelf": F(5, 100), "modified": F(10, 100), "new": F(20, 100)}
_G0 = 9.80665


def areal(case: Case, *names: str) -> F:
    """Sum over the layers of a product of their numbers."""
    found = F(0)
    for layer in case.design.stack.layers:
        one = F(layer.coverage)
        for name in names:
            one *= F(getattr(layer, name))
        found += one
    return found


def payload_power(case: Case) -> F:
    payload = case.design.payload
    if payload.sizing == "power":
        return F(payload.power)
    return payload.count * F(catalogue.accelerator(payload.accelerator).power.value)


def _conductance(case: Case) -> float:
    """Two halves of the plate between their middles: half the layers' resistances in series."""
    resistance = F(0)
    for layer in case.design.stack.layers:
        resistance += F(layer.thickness) / F(layer.conductivity)
    return float(1 / (resistance / 2))


def _items(case: Case) -> list[tuple[F, str]]:
    design, platform = case.design, case.design.platform
    area, battery = F(design.array.area), design.battery
    stored = F(catalogue.battery(battery.chemistry).pack_specific_energy.value if battery.chemistry
               else battery.specific_energy)  # fmt: skip
    links = F(0) if platform.holds_links else design.link.terminals * F(design.link.terminal_mass)
    loop = F(0)
    if not platform.holds_loop:
        loop = F(case.amount("thermal.coolant_mass")) + F(case.amount("thermal.exchanger_mass"))
    spares = 1 + F(design.payload.spare_share)
    return [
        (area * areal(case, "density", "thickness"), platform.panel_maturity),
        (area * F(design.array.structure_areal_mass), platform.structure_maturity),
        (F(case["power.array_bol"]) / F(design.power.electronics_specific_power), platform.electronics_maturity),
        (F(battery.energy) / stored, platform.battery_maturity),
        (F(case["thermal.rejection_mass"]), platform.radiator_maturity),
        (payload_power(case) * F(design.payload.specific_mass) * spares, platform.payload_maturity),
        (F(case.amount("power.conductor_mass")), platform.electronics_maturity),
        (links, platform.links_maturity),
        (loop, platform.radiator_maturity),
        (F(platform.mass), platform.platform_maturity),
    ]


def dry(case: Case) -> F:
    platform, items = case.design.platform, _items(case)
    if platform.maturity == "uniform":
        whole = sum((mass for mass, _ in items), F(0))
        return whole * (1 + F(platform.mass_margin))
    return sum((mass * (1 + _SHARES[kind]) for mass, kind in items), F(0)) * (1 + F(platform.system_margin))


def _propellant(case: Case) -> float | None:
    """The rocket's equation integrated backwards from the dry mass, and what held the orbit (given)."""
    if case.design.platform.holds_propellant:
        return None
    exhaust, table = case.design.platform.specific_impulse * _G0, case.table("atmosphere")
    change, mass = float(table.deorbit_delta_v), float(dry(case))
    if change > 0.0:
        burnt = solve_ivp(lambda _, m: m / exhaust, (0.0, change), [1.0], method="DOP853", rtol=1e-12, atol=1e-14)
        mass *= float(burnt.y[0, -1])
    return float(mass - float(dry(case)) + table.propellant)


def satellite(case: Case) -> float:
    return float(dry(case)) + (_propellant(case) or 0.0)


def _deorbit(case: Case) -> float | None:
    """The slowest change of speed at the apogee whose fall, integrated, comes down to the perigee wanted."""
    mission, platform = case.design.mission, case.design.platform
    if platform.disposal != "burn" or not case.amount("atmosphere.deorbit_delta_v"):
        return None
    axis, e = axis_of(case), mission.eccentricity
    apogee, perigee = axis * (1.0 + e), axis * (1.0 - e)
    wanted = min(RADIUS + platform.disposal_perigee, perigee)
    speed = float(np.sqrt(GM * (2.0 / apogee - 1.0 / axis)))

    def lowest(change: float) -> float:
        x, v, unit = 1.0, (speed - change) / float(np.sqrt(GM / apogee)), 1.0 / apogee

        def fall(_: float, s: Any) -> list[float]:
            r3 = (s[0] ** 2 + s[1] ** 2) ** 1.5
            return [s[2], s[3], -s[0] / r3, -s[1] / r3]

        def turns(_: float, s: Any) -> float:
            return float(s[0] * s[2] + s[1] * s[3])

        turns.direction = 1.0  # type: ignore[attr-defined]
        turns.terminal = True  # type: ignore[attr-defined]
        flown = solve_ivp(fall, (0.0, 4.0), [x, 0.0, 0.0, v], method="DOP853", rtol=1e-9, atol=1e-11, events=turns)
        return float(np.hypot(*flown.y[:2, -1])) - wanted * unit

    if wanted >= perigee * (1.0 - 1e-9):
        return 0.0
    return float(brentq(lowest, 1e-3 * speed * 1e-3, 0.9 * speed, xtol=1e-5))


_EXACT = "added as fractions without rounding"
_ROUNDING = "rounding of the model"

WAYS = (
    Way("panel.areal_mass", "layers " + _EXACT, lambda case: float(areal(case, "density", "thickness")), _ROUNDING,
        relative=1e-12),
    Way("panel.heat_capacity", "layers " + _EXACT,
        lambda case: float(areal(case, "density", "thickness", "specific_heat")), _ROUNDING, relative=1e-12),
    Way("panel.conductance", "resistances of the halves, " + _EXACT, _conductance, _ROUNDING, relative=1e-12),
    Way("mass.dry", "ten items from the design (given array power, radiator, conductors, coolant), " + _EXACT,
        lambda case: float(dry(case)), _ROUNDING, relative=1e-12),
    Way("mass.propellant", "rocket equation integrated (given the burn and what drag took)", _propellant,
        "error of the integration", relative=1e-8, absolute=1e-9),
    Way("mass.satellite", "items and propellant as above", satellite, "error of the integration", relative=1e-9),
    Way("mass.specific_power", "given array power, over the second mass",
        lambda case: float(F(case["power.array_bol"])) / satellite(case), _ROUNDING, relative=1e-9),
    Way("mass.specific_power_eol", "given array power, over the second mass",
        lambda case: float(F(case["power.array_eol"])) / satellite(case), _ROUNDING, relative=1e-9),
    Way("mass.per_kilowatt", "the second mass, given array power",
        lambda case: satellite(case) / case["power.array_bol"], _ROUNDING, relative=1e-9),
    Way("atmosphere.deorbit_delta_v", "fall from the apogee integrated, speed by Brent's method", _deorbit,
        "error of the search", relative=1e-5, absolute=1e-3),
)  # fmt: skip
