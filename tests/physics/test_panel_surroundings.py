"""Panels between warm walls: what their surroundings send back, and limits of each argument among good ones."""

import numpy as np
import pytest
from scipy.optimize import fsolve

from studio.physics.constants import STEFAN_BOLTZMANN
from studio.physics.panel_thermal import PanelOrbit, periodic_panel_temperature

FRONT, BACK, POWER = 700.0, 90.0, 150.0


def panel(steps: int = 8, **changed: object) -> PanelOrbit:
    good: dict[str, object] = {"time_step": 60.0, "heat_capacity": 1500.0, "conductance": 40.0, "emittance_front": 0.85,
                               "emittance_back": 0.6, "temperature_coefficient": -0.003,
                               "reference_temperature": 298.15}  # fmt: skip
    rows = max((np.size(value) for value in changed.values()), default=1)
    heat = (np.full((rows, steps), each) for each in (FRONT, BACK, POWER))
    front, back, power = heat
    return periodic_panel_temperature(front, back, electric_power=power, **(good | changed))  # type: ignore[arg-type]


@pytest.mark.parametrize("sink", [2.7, 150.0, 260.0])
@pytest.mark.parametrize("capacity", [1500.0, 3.0])
def test_in_steady_light_both_faces_balance_with_their_surroundings(sink: float, capacity: float) -> None:
    found = panel(sink_temperature=sink, heat_capacity=capacity)

    def missing(t: np.ndarray) -> list[float]:
        power = POWER * (1.0 - 0.003 * (t[0] - 298.15))
        through = 40.0 * (t[0] - t[1])
        return [FRONT - power - 0.85 * STEFAN_BOLTZMANN * (t[0] ** 4 - sink**4) - through,
                BACK - 0.6 * STEFAN_BOLTZMANN * (t[1] ** 4 - sink**4) + through]  # fmt: skip

    front, back = fsolve(missing, [300.0, 300.0])
    np.testing.assert_allclose(found.front, front, atol=2e-3)
    np.testing.assert_allclose(found.back, back, atol=2e-3)
    emitted = STEFAN_BOLTZMANN * (0.85 * (front**4 - sink**4) + 0.6 * (back**4 - sink**4))
    np.testing.assert_allclose(found.emitted, emitted, rtol=1e-4)
    np.testing.assert_allclose(found.electric_power, POWER * (1.0 - 0.003 * (front - 298.15)), rtol=1e-5)


def test_panels_in_different_surroundings_do_not_mix() -> None:
    """Light and heavy ones, for which two methods stand, side by side and in several groups."""
    sinks, capacities = np.array([2.7, 200.0, 260.0, 100.0]), np.array([1500.0, 3.0, 900.0, 5.0])
    for together in (0, 1, 2):
        kind = {"together": together} if together else {}
        many = panel(sink_temperature=sinks, heat_capacity=capacities, **kind)
        for row in range(4):
            one = panel(sink_temperature=sinks[row], heat_capacity=capacities[row])
            for name in ("front", "back", "front_mean", "back_mean", "electric_power", "emitted"):
                np.testing.assert_allclose(getattr(many, name)[row], getattr(one, name)[0], rtol=1e-6)


@pytest.mark.parametrize(("name", "bad"), [("heat_capacity", 0.0), ("heat_capacity", -1.0), ("time_step", 0.0),
                                           ("conductance", -1e-9), ("conductance", np.inf)])  # fmt: skip
def test_one_bad_panel_is_enough(name: str, bad: float) -> None:
    for values in (bad, [50.0, bad], [bad, 50.0]):
        with pytest.raises(ValueError, match="must be"):
            panel(**{name: values})
    panel(conductance=[0.0, 50.0])


def test_emission_is_left_out_where_nobody_asks() -> None:
    assert panel(emission=False).emitted.shape == (1, 0)


@pytest.mark.parametrize("conductance", [0.5, 300.0])
def test_power_falls_with_the_front_and_not_with_the_back(conductance):
    """By the line of the temperature, with the halves apart; without emission asked for there is none."""
    power = np.array([300.0, 300.0, 200.0, 0.0, 0.0, 100.0])
    found = periodic_panel_temperature(
        4.0 * power, 20.0, time_step=900.0, heat_capacity=3000.0, conductance=conductance, emittance_front=0.85,
        emittance_back=0.8, electric_power=power, temperature_coefficient=-0.003, emission=False,
    )  # fmt: skip
    assert np.abs(found.front_mean - found.back_mean).max() > 1.0
    np.testing.assert_allclose(found.electric_power, power * (1.0 - 0.003 * (found.front_mean - 298.15)), rtol=1e-9)
    assert found.emitted.shape == (0,)
