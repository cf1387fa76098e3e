"""Steps cut at the edges of the shadow: nothing is gained or lost, and batteries are those of far finer steps."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.physics.battery import periodic_battery
from studio.physics.battery_sizing import minimum_battery_capacity
from studio.physics.orbit import MeanElements
from studio.physics.season import season_map
from studio.physics.shadow_steps import shadow_steps

CHAIN = {"charge_efficiency": 0.96, "discharge_efficiency": 0.95, "regulator_efficiency": 0.97}
FINER = 100


def lights(seed: int, days: int, steps: int) -> np.ndarray:
    """Orbits with a shadow anywhere, of any length, with sharp or blurred edges; some without any."""
    random = np.random.default_rng(seed)
    middle, half = random.uniform(0.0, steps, (days, 1)), random.uniform(-2.0, 0.4 * steps, (days, 1))
    blur = random.choice([0.3, 1.0, 3.0], (days, 1))
    away = np.abs((np.arange(steps) - middle + 0.5 * steps) % steps - 0.5 * steps)
    return np.clip((away - half) / blur + 0.5, 0.0, 1.0)


@given(st.integers(0, 2**32 - 1), st.integers(1, 5), st.integers(2, 40))
def test_parts_have_the_means_of_the_steps_and_are_bright_or_dark(seed: int, days: int, steps: int) -> None:
    light = lights(seed, days, steps)
    found = shadow_steps(light)
    assert found.share.shape == (days, steps + 2)
    assert found.share.min() > 0.0
    np.testing.assert_allclose(found.share.sum(axis=-1), steps)
    load = np.random.default_rng(seed).uniform(1.0, 2.0, steps)
    for mean, dark in ((light, 0.0), (300.0 * light, 0.0), (load * (0.4 + 0.6 * light), 0.4 * load)):
        parts = found.parts(mean, dark)
        np.testing.assert_allclose(found.means(parts), np.broadcast_to(mean, light.shape), rtol=1e-12, atol=1e-12)
        assert parts.min() >= -1e-12
    cut = np.sort(found.parts(light).reshape(-1)[found.second])  # the later parts: bright after dark, or dark after
    assert np.all((cut < 1e-12) | (cut > 1.0 - 1e-12) | np.isin(cut, light))


@given(st.integers(0, 2**32 - 1), st.integers(1, 40), st.floats(0.0, 2e6))
def test_a_step_in_two_parts_of_the_same_power_is_the_step(seed: int, steps: int, capacity: float) -> None:
    random = np.random.default_rng(seed)
    array, load = random.uniform(0.0, 2000.0, steps), random.uniform(0.0, 900.0, steps)
    cut = random.uniform(0.1, 0.9, steps)
    shares = np.stack((cut, 1.0 - cut), axis=-1).reshape(-1)
    whole = periodic_battery(array, load, time_step=50.0, capacity=capacity, **CHAIN)
    parts = periodic_battery(np.repeat(array, 2), np.repeat(load, 2), time_step=50.0, capacity=capacity,
                             step_shares=shares, **CHAIN)  # fmt: skip
    np.testing.assert_allclose(parts.stored_energy[::2], whole.stored_energy, rtol=1e-9, atol=1e-3)
    for flow in ("charge_power", "discharge_power", "curtailed_power", "shed_power", "served_power", "loss_power"):
        both = (getattr(parts, flow) * shares).reshape(-1, 2).sum(axis=-1)
        np.testing.assert_allclose(both, getattr(whole, flow), atol=1e-6)
    assert parts.depth_of_discharge == pytest.approx(whole.depth_of_discharge, abs=1e-9)
    assert parts.energy_surplus == pytest.approx(whole.energy_surplus, abs=1e-3)
    needed = [
        minimum_battery_capacity(np.repeat(array, 2), np.repeat(load, 2), time_step=50.0, step_shares=shares, **CHAIN),
        minimum_battery_capacity(array, load, time_step=50.0, **CHAIN),
    ]
    assert needed[0] == pytest.approx(needed[1], rel=1e-9, abs=1e-6)


def taken(light: np.ndarray, kept: float, ratio: float, period: float) -> SimpleNamespace:
    """(D,) Energy taken out by 1 kW of load under an array of `ratio` times that, in equal and in cut steps [J]."""
    capacity = 2e7

    def deepest(array: np.ndarray, load: np.ndarray, shares: np.ndarray | float) -> np.ndarray:
        orbit = periodic_battery(array, load, time_step=period / light.shape[-1], capacity=capacity, step_shares=shares,
                                 **CHAIN)  # fmt: skip
        assert orbit.shed_power.max() == 0.0
        return capacity * orbit.depth_of_discharge

    cut = shadow_steps(light)
    load = 1000.0 * (kept + (1.0 - kept) * light)
    return SimpleNamespace(
        equal=deepest(1000.0 * ratio * light, load, 1.0),
        cut=deepest(cut.parts(1000.0 * ratio * light), cut.parts(load, 1000.0 * kept), cut.share),
    )


@pytest.mark.parametrize("kept", [1.0, 0.5])
@pytest.mark.parametrize("ratio", [2.2, 4.0])
@pytest.mark.parametrize(("height", "tilt"), [(500e3, 30.0), (650e3, 97.98), (1200e3, 60.0), (35.786e6, 1.0)])
def test_the_depth_is_that_of_an_integration_a_hundred_times_finer(
    height: float, tilt: float, ratio: float, kept: float
) -> None:
    """Errors in what the load takes in one step: cut steps are never low, equal ones by up to a whole step."""
    elements = MeanElements(6378137.0 + height, 0.0, np.radians(tilt), 1.0, 0.0, 0.0)
    coarse = season_map(elements, 0.0, days=365, step=20)
    fine = season_map(elements, 0.0, days=365, step=20, phases=120 * FINER)
    period = float(coarse.period)
    known, found = taken(fine.visible_fraction, kept, ratio, period).equal, taken(
        coarse.visible_fraction, kept, ratio, period)  # fmt: skip
    of_a_step = 1000.0 * period / 120 / CHAIN["discharge_efficiency"]
    cut, equal = (found.cut - known) / of_a_step, (found.equal - known) / of_a_step
    assert cut.min() > -0.02
    assert cut.max() < 0.75  # where the orbit grazes the shadow, and a penumbra is taken for an edge
    assert abs(cut[known.argmax()]) < 0.3
    assert equal.min() < -0.2
    assert np.abs(cut).mean() < 0.5 * np.abs(equal).mean()
