"""What rises and what falls when one number of a design is raised, for every design near the presets."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from studio.analysis.many import evaluate_many
from studio.analysis.sampling import QUICK
from studio.design.edit import field_at, get_value
from tests.analysis.many.fields import changed
from tests.analysis.random_satellites import PRESETS
from tests.attack.outcome import Outcome, Tally


@dataclass(frozen=True)
class Relation:
    """A field, a result, and whether more of the one is no less (1) or no more (−1) of the other."""

    path: str
    result: str
    sign: int
    given: Mapping[str, object] = field(default_factory=dict)
    """What else is set, without which the field does not count."""
    without: str = ""
    """Where this result is not 0 the relation does not hold."""

    def __str__(self) -> str:
        return f"{self.path} → {self.result}"


_CHECK, _SIZE = {"thermal.radiator_sizing": "check"}, {"thermal.radiator_sizing": "size"}
_HELD, _CUSTOM = {"platform.hold_orbit": True}, {"environment.solar_activity": "custom"}
_SHEET = {"stack.electrical": "data_sheet"}
_EACH = {"platform.maturity": "per_item"}
_GRID = {"ground.supply": "grid", "ground.electricity_from": "stated"}
_SHED = "power.load_shed_energy"

RELATIONS: tuple[Relation, ...] = (
    # Power: an array that has less gives less, what is asked for is drawn or shed.
    Relation("array.area", "power.array_eol", 1), Relation("array.area", _SHED, -1),
    Relation("array.packing_factor", "power.array_eol", 1), Relation("array.wiring_efficiency", "power.array_eol", 1),
    Relation("stack.cell_efficiency", "power.array_eol", 1, _SHEET),
    Relation("battery.energy", _SHED, -1), Relation("battery.energy", "power.depth_of_discharge", -1, {}, _SHED),
    Relation("battery.charge_efficiency", _SHED, -1), Relation("battery.discharge_efficiency", _SHED, -1),
    Relation("battery.fade", "power.battery_energy", -1, {"battery.ageing": "stated"}),
    Relation("payload.power", "power.load_bus", 1, {"payload.sizing": "power"}),
    Relation("payload.power", "power.margin_eol", -1, {"payload.sizing": "power"}),
    Relation("payload.overhead", "power.load", 1),
    Relation("mission.lifetime", "power.array_eol", -1),
    Relation("power.regulator_efficiency", "power.margin_eol", 1),
    Relation("power.distribution_efficiency", "power.load_bus", -1),
    Relation("power.bus_voltage", "power.conductor_mass", -1),
    Relation("environment.solar_constant", "power.array_bol", 1),
    # Heat: what is fed becomes heat, which more radiator gives off colder. What is shed is no heat.
    Relation("payload.power", "thermal.heat", 1, {"payload.sizing": "power"}, _SHED),
    Relation("thermal.given_area", "thermal.radiator_temperature", -1, _CHECK),
    Relation("thermal.given_area", "mass.radiator", 1, _CHECK),
    Relation("thermal.radiator_emittance", "thermal.radiator_temperature", -1, _CHECK),
    Relation("thermal.radiator_absorptance", "thermal.radiator_temperature", 1, _CHECK),
    Relation("thermal.radiator_absorptance", "thermal.radiator_area", 1, _SIZE),
    Relation("thermal.radiator_emittance", "thermal.radiator_area", -1, _SIZE),
    Relation("thermal.target_temperature", "thermal.radiator_area", -1, _SIZE),
    Relation("environment.albedo_hot", "thermal.junction_hot", 1, {"environment.albedo": 0.0}),
    Relation("environment.infrared_hot", "thermal.junction_hot", 1),
    Relation("environment.infrared_cold", "thermal.coolant_cold_margin", 1),
    Relation("environment.albedo", "panel.temperature", 1),
    Relation("environment.earth_infrared", "panel.temperature", 1),
    Relation("stack.front.emittance", "panel.temperature", -1, {"stack.front.source": "stated"}),
    Relation("stack.front.absorptance", "panel.temperature", 1, {"stack.front.source": "stated"}),
    Relation("stack.cell_efficiency", "panel.temperature", -1, _SHEET),
    # The orbit and what it meets.
    Relation("payload.shielding", "environment.dose_year", -1),
    Relation("mission.lifetime", "environment.dose_life", 1),
    Relation("mission.altitude", "environment.density", -1), Relation("mission.altitude", "orbit.period", 1),
    Relation("mission.altitude", "orbit.velocity", -1),
    Relation("mission.altitude", "environment.earth_view_factor_nadir", -1),
    Relation("environment.f107", "environment.density", 1, _CUSTOM),
    Relation("environment.drag_coefficient", "atmosphere.drag_force", 1),
    Relation("environment.drag_coefficient", "environment.drag_lifetime", -1),
    Relation("environment.drag_coefficient", "atmosphere.propellant", 1, _HELD),
    Relation("platform.specific_impulse", "atmosphere.propellant", -1, _HELD),
    Relation("platform.mass", "environment.drag_lifetime", 1),
    Relation("environment.debris_flux", "atmosphere.debris_no_impact", -1, {"environment.debris_flux": 3e-13}),
    # Mass, and what it costs to bring it up.
    Relation("array.area", "mass.panel", 1), Relation("battery.energy", "mass.battery", 1),
    Relation("platform.mass", "mass.satellite", 1), Relation("platform.mass", "launch.satellites_by_mass", -1),
    Relation("platform.mass", "launch.mass_total", 1), Relation("platform.mass", "cost.launch", 1),
    Relation("platform.system_margin", "mass.satellite", 1, _EACH), Relation("payload.specific_mass", "mass.dry", 1),
    Relation("payload.specific_mass", "cost.launch", 1), Relation("array.structure_areal_mass", "cost.launch", 1),
    # Money.
    Relation("cost.battery_price", "cost.capex", 1), Relation("cost.radiator_price", "cost.capex", 1),
    Relation("cost.insurance_share", "cost.total", 1), Relation("cost.operations_price", "cost.total", 1),
    Relation("cost.discount_rate", "cost.lcoe", 1), Relation("launch.price", "cost.launch", 1),
    Relation("mission.lifetime", "cost.operations", 1),
    Relation("ground.pue", "ground.annual", 1), Relation("ground.electricity_price", "ground.annual", 1, _GRID),
    Relation("ground.discount_rate", "ground.annual", 1),
    # What the satellite does, and what a programme of them asks for.
    Relation("payload.utilisation", "payload.compute_rate", 1),
    Relation("payload.failure_rate", "payload.working_end", -1),
    Relation("payload.failure_rate", "payload.compute_rate", -1),
    Relation("link.transmit_power", "link.margin", 1), Relation("link.implementation_loss", "link.margin", -1),
    Relation("link.pointing_jitter", "link.margin", -1),
    Relation("programme.target", "programme.array_area", 1), Relation("programme.kerf", "programme.kerf_loss", 1),
    Relation("programme.production_yield", "programme.wafers", -1),
)  # fmt: skip
STEPS = 4
MOST = 60
"""Designs about a relation, if need be, until one is found that moves at all."""
SLACK = 1e-9


def relations(count: int, seed: int) -> Iterator[Outcome]:
    """Each relation about `count` designs; the twin reads the same results with the field turned round."""
    used, twin, still = Tally(), Tally(), []
    for one in RELATIONS:
        turned = 0
        for place in range(max(count, MOST)):
            if place >= count and turned:
                break
            values = _values(random.Random(f"{seed} {one.path} {one.result} {place}"), one)
            used.tried += 1
            twin.tried += 1
            if _falls(values, one.sign):
                used.lose(f"{one.path} raised, {one.result}: {values.tolist()}")
            turned += _falls(values[::-1], one.sign)
        twin.lost += turned
        if not turned:
            still.append(str(one))
    for words in still:
        used.lose(f"never moves: {words}")
    yield Outcome("one number raised", f"{len(RELATIONS)} relations, {STEPS} designs each time", used, twin)


def _values(r: random.Random, one: Relation) -> np.ndarray:
    base = changed(r.choice(PRESETS), one.given)
    spec, now = field_at(base, one.path), get_value(base, one.path)
    assert spec.low is not None
    assert spec.high is not None
    reach = now if isinstance(now, float) and now else min(spec.high, 1.0) * 1e-3
    if now is None:
        reach = 0.5 * spec.high
    drawn = np.sort(np.clip(reach * np.exp([r.uniform(-1.0, 1.0) for _ in range(STEPS)]), spec.low, spec.high))
    asked = (one.result, one.without) if one.without else (one.result,)
    answer = evaluate_many(base, {one.path: drawn}, asked, sampling=QUICK).columns
    found = np.asarray(answer[one.result], dtype=np.float64)
    held = np.isfinite(found)
    if one.without:
        held &= answer[one.without] == 0.0
    return found[held]


def _falls(values: np.ndarray, sign: int) -> bool:
    scale = SLACK * max((abs(one) for one in values.tolist()), default=0.0)
    return any(sign * (later - earlier) < -scale for earlier, later in pairwise(values.tolist()))
