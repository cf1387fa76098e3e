"""What rises and what falls when one number of a design is raised, for every design near the presets."""

import random
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from studio.analysis.many import evaluate_many
from studio.analysis.sampling import QUICK
from studio.design.edit import field_at, get_value
from tests.analysis.random_satellites import PRESETS
from tests.attack.outcome import Outcome, Tally

RELATIONS: tuple[tuple[str, str, int], ...] = (
    ("array.area", "power.array_eol", 1), ("array.area", "mass.panel", 1), ("array.area", "power.load_shed_energy", -1),
    ("battery.energy", "mass.battery", 1), ("battery.energy", "power.load_shed_energy", -1),
    ("payload.power", "thermal.heat", 1), ("payload.power", "power.margin_eol", -1),
    ("payload.shielding", "environment.dose_year", -1), ("mission.lifetime", "environment.dose_life", 1),
    ("mission.lifetime", "power.array_eol", -1), ("thermal.radiator_absorptance", "thermal.radiator_area", 1),
    ("thermal.radiator_emittance", "thermal.radiator_area", -1),
    ("power.regulator_efficiency", "power.margin_eol", 1), ("power.distribution_efficiency", "power.load_bus", -1),
    ("environment.solar_constant", "power.array_bol", 1), ("environment.drag_coefficient", "atmosphere.drag_force", 1),
    ("mission.altitude", "environment.density", -1), ("mission.altitude", "orbit.period", 1),
    ("platform.mass", "mass.satellite", 1), ("platform.mass", "launch.satellites_by_mass", -1),
    ("array.structure_areal_mass", "cost.launch", 1), ("link.transmit_power", "link.margin", 1),
    ("link.implementation_loss", "link.margin", -1), ("cost.battery_price", "cost.capex", 1),
    ("cost.radiator_price", "cost.capex", 1), ("cost.insurance_share", "cost.total", 1),
    ("cost.operations_price", "cost.total", 1), ("programme.target", "programme.array_area", 1),
)  # fmt: skip
"""A field, a result, and whether more of the one is no less (1) or no more (−1) of the other. A radiator's area is that
of the size asked for: one of stated size has it whatever its surface is, which is no less and no more."""
STEPS = 4
MOST = 60
"""Designs about a relation, if need be, until one is found that moves at all."""
SLACK = 1e-9


def relations(count: int, seed: int) -> Iterator[Outcome]:
    """Each relation about `count` designs; the twin reads the same results with the field turned round."""
    used, twin, still = Tally(), Tally(), []
    for path, result, sign in RELATIONS:
        turned = 0
        for place in range(MOST):
            if place >= count and turned:
                break
            values = _values(random.Random(f"{seed} {path} {result} {place}"), path, result)
            used.tried += 1
            twin.tried += 1
            if _falls(values, sign):
                used.lose(f"{path} raised, {result}: {values.tolist()}")
            turned += _falls(values[::-1], sign)
        twin.lost += turned
        if not turned:
            still.append(f"{path} → {result}")
    for words in still:
        used.lose(f"never moves: {words}")
    yield Outcome("one number raised", f"{len(RELATIONS)} relations, {STEPS} designs each time", used, twin)


def _values(r: random.Random, path: str, result: str) -> np.ndarray:
    base = r.choice(PRESETS)
    spec, now = field_at(base, path), float(get_value(base, path))
    assert spec.low is not None
    assert spec.high is not None
    reach = now or min(spec.high, 1.0) * 1e-3
    drawn = np.sort(np.clip(reach * np.exp([r.uniform(-1.0, 1.0) for _ in range(STEPS)]), spec.low, spec.high))
    found = np.asarray(evaluate_many(base, {path: drawn}, (result,), sampling=QUICK).columns[result], dtype=np.float64)
    return found[np.isfinite(found)]


def _falls(values: np.ndarray, sign: int) -> bool:
    scale = SLACK * max((abs(one) for one in values.tolist()), default=0.0)
    return any(sign * (later - earlier) < -scale for earlier, later in pairwise(values.tolist()))
