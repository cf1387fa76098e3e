"""Waves of work against means of many points, and their limits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.physics.load import daily_demand, duty_cycle, eclipse_throttle, power_of_work
from studio.physics.payload import eclipse_load

PHASE = 2.0 * np.pi / 120 * np.arange(120)
FINE = 4000


def cell_means(wave) -> np.ndarray:
    """Means over the cells about each phase, by many points in each."""
    offsets = ((np.arange(FINE) + 0.5) / FINE - 0.5) * 2.0 * np.pi / 120
    return np.mean(wave(PHASE[:, None] + offsets), axis=-1)


@given(st.floats(0.0, 1.0), st.integers(1, 60))
def test_work_is_its_duty_on_the_average(duty: float, cycles: int) -> None:
    work = duty_cycle(PHASE, duty, cycles)
    assert np.all((work >= 0.0) & (work <= 1.0))
    assert work.mean() == pytest.approx(duty, abs=1e-12)


@pytest.mark.parametrize(("duty", "cycles"), [(0.9, 6), (0.37, 7), (0.5, 1), (0.02, 60)])
def test_work_is_the_mean_of_a_square_wave(duty: float, cycles: int) -> None:
    wave = cell_means(lambda at: ((at * cycles / (2.0 * np.pi)) % 1.0) < duty)
    np.testing.assert_allclose(duty_cycle(PHASE, duty, cycles), wave, atol=1e-3)


@pytest.mark.parametrize("crest", [0.0, 1.5, 4.0])
def test_demand_is_the_mean_of_a_cosine(crest: float) -> None:
    wave = cell_means(lambda at: 0.6 + 0.3 * np.cos(at - crest))
    np.testing.assert_allclose(daily_demand(PHASE, 0.6, 0.3, crest), wave, atol=1e-8)
    assert daily_demand(PHASE, 0.6, 0.3, crest).mean() == pytest.approx(0.6, abs=1e-12)
    assert daily_demand(PHASE, 0.9, 0.3, crest).max() == 1.0


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_power_lies_between_idle_and_full(work: float, idle: float, light: float) -> None:
    assert idle - 1e-12 <= power_of_work(work, idle) <= 1.0 + 1e-12
    assert eclipse_throttle(light, idle) == pytest.approx(float(eclipse_load(1.0, light, idle)), abs=1e-12)


def test_shapes_broadcast() -> None:
    duty = np.array([[0.2, 0.4, 0.6], [0.7, 0.8, 0.9]])
    whole = duty_cycle(PHASE, duty, np.array([1, 2, 3]))
    assert whole.shape == (2, 3, 120)
    np.testing.assert_array_equal(whole[1, 2], duty_cycle(PHASE, 0.9, 3))
    assert daily_demand(PHASE, duty, 0.1, 0.0).shape == (2, 3, 120)
