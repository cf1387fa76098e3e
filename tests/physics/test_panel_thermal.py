"""The panel's periodic temperatures against an independent integration of the same two nodes."""

import itertools
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from scipy.optimize import fsolve

from studio.physics.constants import STEFAN_BOLTZMANN
from studio.physics.heat import equilibrium_temperature
from studio.physics.panel_thermal import BLOCK, QUASI_STEADY, PanelOrbit, periodic_panel_temperature

PERIOD = 5860.0


def environment(steps: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Front heat, back heat and electrical power through an orbit with an eclipse that begins and ends with a step."""
    phase = (np.arange(steps) + 0.5) / steps
    sunlit = np.abs(phase - 0.5) > 0.15
    infrared = 0.24 * 239.0
    front = 0.9 * 1361.0 * sunlit + 0.85 * infrared
    back = 0.85 * infrared + 90.0 * np.maximum(np.cos(2.0 * np.pi * phase), 0.0)
    return front, back, 0.25 * 0.93 * 1361.0 * sunlit


def solve(steps: int, **changes: float) -> PanelOrbit:
    front, back, power = environment(steps)
    properties = {
        "heat_capacity": 1500.0,
        "conductance": 200.0,
        "emittance_front": 0.85,
        "emittance_back": 0.6,
        "temperature_coefficient": -0.003,
        **changes,
    }
    return periodic_panel_temperature(front, back, electric_power=power, time_step=PERIOD / steps, **properties)


def integrated(steps: int, capacity: float, conductance: float) -> tuple[np.ndarray, np.ndarray]:
    """Temperatures at the step ends of the last of several orbits, by an adaptive integrator."""
    front, back, power = environment(steps)
    step = PERIOD / steps
    state, turns = np.array([300.0, 300.0]), []
    for _ in range(25):
        turn = []
        for heat_f, heat_b, electric in zip(front, back, power, strict=True):

            def rates(
                _: float, t: np.ndarray, f: float = heat_f, b: float = heat_b, p: float = electric
            ) -> list[float]:
                through = conductance * (t[0] - t[1])
                warm = f - p * (1.0 - 0.003 * (t[0] - 298.15)) - 0.85 * STEFAN_BOLTZMANN * (t[0] ** 4 - 2.72548**4)
                cool = b - 0.6 * STEFAN_BOLTZMANN * (t[1] ** 4 - 2.72548**4)
                return [(warm - through) / (capacity / 2.0), (cool + through) / (capacity / 2.0)]

            state = solve_ivp(rates, (0.0, step), state, method="LSODA", rtol=1e-9, atol=1e-9).y[:, -1]
            turn.append(state)
        turns.append(np.array(turn).T)
        if len(turns) > 1 and np.max(np.abs(turns[-1] - turns[-2])) < 1e-4:
            return turns[-1][0], turns[-1][1]
    raise AssertionError("the reference is not periodic")


@pytest.mark.parametrize(
    ("steps", "capacity", "conductance", "largest", "typical"),
    [
        (120, 100.0, 2500.0, 6.0, 0.6),
        (120, 400.0, 2500.0, 2.0, 0.25),
        (120, 1500.0, 200.0, 0.15, 0.04),
        (120, 1870.0, 123.5, 0.1, 0.03),
        (480, 1500.0, 200.0, 0.3, 0.02),
        (480, 5000.0, 40.0, 0.05, 0.01),
    ],
)
def test_temperatures_meet_an_adaptive_integrator(
    steps: int, capacity: float, conductance: float, largest: float, typical: float
) -> None:
    orbit = solve(steps, heat_capacity=capacity, conductance=conductance)
    for ours, reference in zip((orbit.front, orbit.back), integrated(steps, capacity, conductance), strict=True):
        # The largest error is that of the first step in or out of the shadow, where the halves part within seconds.
        assert np.max(np.abs(ours - reference)) < largest
        assert np.sqrt(np.mean((ours - reference) ** 2)) < typical


def refined(division: int, steps: int, capacity: float, conductance: float) -> PanelOrbit:
    """The panel with every step divided, the heat in it unchanged."""
    heat_f, heat_b, power = (np.repeat(each, division) for each in environment(steps))
    return periodic_panel_temperature(
        heat_f, heat_b, electric_power=power, time_step=PERIOD / steps / division, heat_capacity=capacity,
        conductance=conductance, emittance_front=0.85, emittance_back=0.6, temperature_coefficient=-0.003,
    )  # fmt: skip


@pytest.mark.parametrize(("steps", "capacity"), [(120, 3000.0), (120, 5000.0), (240, 1500.0), (480, 1500.0)])
def test_both_methods_agree_where_they_hand_over(steps: int, capacity: float) -> None:
    conductance = 1.000001 * QUASI_STEADY * capacity * steps / (4.0 * PERIOD)
    quick = solve(steps, heat_capacity=capacity, conductance=conductance)
    # Steps divided hold too few time constants for the quick method, whole steps of this panel just too few.
    fine = refined(16, steps, capacity, conductance)
    np.testing.assert_allclose(quick.front, fine.front[15::16], rtol=0.0, atol=0.05)
    np.testing.assert_allclose(quick.back, fine.back[15::16], rtol=0.0, atol=0.05)
    other = solve(steps, heat_capacity=capacity, conductance=0.999998 * conductance)
    np.testing.assert_allclose(other.front, quick.front, rtol=0.0, atol=0.5)
    assert np.max(np.abs(quick.front - fine.front[15::16])) < 0.2 * np.max(np.abs(other.front - fine.front[15::16]))


@pytest.mark.parametrize(("capacity", "conductance"), [(3000.0, 60.0), (1000.0, 2500.0), (20000.0, 20000.0)])
def test_error_falls_with_the_square_of_the_step(capacity: float, conductance: float) -> None:
    front, _ = integrated(60, capacity, conductance)  # its forcing is constant in steps that all finer grids divide

    def error(division: int) -> float:
        orbit = refined(division, 60, capacity, conductance)
        return float(np.max(np.abs(orbit.front[division - 1 :: division] - front)))

    errors = [error(division) for division in (1, 4, 16)]
    assert errors[0] < 2.0
    assert errors[2] < 0.01
    for coarse, fine in itertools.pairwise(errors):
        assert coarse / fine > 12.0


@pytest.mark.parametrize("conductance", [0.5, 200.0, 1e9])
@pytest.mark.parametrize("capacity", [0.5, 1500.0, 1e7])
def test_constant_environment_gives_the_equilibrium(capacity: float, conductance: float) -> None:
    ones = np.ones(24)
    orbit = periodic_panel_temperature(
        1300.0 * ones, 60.0 * ones, electric_power=300.0 * ones, time_step=PERIOD / 24, heat_capacity=capacity,
        conductance=conductance, emittance_front=0.8, emittance_back=0.5, temperature_coefficient=-0.002,
        sink_temperature=3.0,
    )  # fmt: skip

    # The flow through the panel is unknown beside the mean temperature: that stays well posed for any conductance.
    def balance(unknown: np.ndarray) -> list[float]:
        mean, through = unknown
        front, back = mean + 0.5 * through / conductance, mean - 0.5 * through / conductance
        power = 300.0 * (1.0 - 0.002 * (front - 298.15))
        return [
            1300.0 - power - 0.8 * STEFAN_BOLTZMANN * (front**4 - 81.0) - through,
            60.0 - 0.5 * STEFAN_BOLTZMANN * (back**4 - 81.0) + through,
        ]

    mean, through = fsolve(balance, [340.0, 100.0], xtol=1e-13)
    np.testing.assert_allclose(orbit.front, mean + 0.5 * through / conductance, rtol=0.0, atol=1e-4)
    np.testing.assert_allclose(orbit.back, mean - 0.5 * through / conductance, rtol=0.0, atol=1e-4)


def test_plate_without_capacity_follows_each_step() -> None:
    front, back, power = environment(120)
    orbit = periodic_panel_temperature(
        front, back, electric_power=power, time_step=PERIOD / 120, heat_capacity=1e-6, conductance=1e9,
        emittance_front=0.85, emittance_back=0.6,
    )  # fmt: skip
    still = equilibrium_temperature(front + back, 1.45, extracted=power)
    np.testing.assert_allclose(orbit.front, still, atol=1e-3)
    np.testing.assert_allclose(orbit.back, still, atol=1e-3)


@given(
    st.floats(10.0, 20000.0),
    st.floats(0.0, 1e7),
    st.tuples(st.floats(0.05, 1.0), st.floats(0.05, 1.0)),
    st.floats(-0.005, 0.001),
    st.integers(1, 119),
    st.integers(0, 2**32 - 1),
)
def test_heat_balances_over_the_orbit_wherever_it_begins(
    capacity: float, conductance: float, emittances: tuple[float, float], coefficient: float, turn: int, seed: int
) -> None:
    front, back, power = environment(120)
    front = front + np.random.default_rng(seed).uniform(0.0, 200.0, 120)
    properties = {
        "time_step": PERIOD / 120,
        "heat_capacity": capacity,
        "conductance": conductance,
        "emittance_front": emittances[0],
        "emittance_back": emittances[1],
        "temperature_coefficient": coefficient,
    }
    orbit = periodic_panel_temperature(front, back, electric_power=power, **properties)
    gained = np.sum(front + back - orbit.electric_power - orbit.emitted)
    assert abs(gained) < 1e-6 * np.sum(front + back)
    assert min(orbit.front.min(), orbit.back.min()) > 0.0
    np.testing.assert_allclose(
        orbit.electric_power,
        power * np.maximum(1.0 + coefficient * (orbit.front_mean - 298.15), 0.0),
        rtol=1e-12,
        atol=1e-9,
    )
    shifted = periodic_panel_temperature(
        np.roll(front, turn), np.roll(back, turn), electric_power=np.roll(power, turn), **properties
    )
    np.testing.assert_allclose(shifted.front, np.roll(orbit.front, turn), atol=2e-4)


@given(st.floats(50.0, 5000.0), st.floats(1.0, 1e5))
def test_a_panel_without_cells_is_the_same_from_both_sides(capacity: float, conductance: float) -> None:
    front, back, _ = environment(60)
    common = {"time_step": PERIOD / 60, "heat_capacity": capacity, "conductance": conductance}
    one = periodic_panel_temperature(front, back, emittance_front=0.85, emittance_back=0.3, **common)
    other = periodic_panel_temperature(back, front, emittance_front=0.3, emittance_back=0.85, **common)
    np.testing.assert_allclose(one.front, other.back, atol=2e-4)
    np.testing.assert_allclose(one.back_mean, other.front_mean, atol=2e-4)


def test_colder_cells_give_more_power() -> None:
    warm, cold = solve(120, emittance_back=0.2), solve(120, emittance_back=0.9)
    assert np.all(cold.front < warm.front)
    sunlit = environment(120)[2] > 0.0
    assert np.all(cold.electric_power[sunlit] > warm.electric_power[sunlit])
    np.testing.assert_array_equal(cold.electric_power[~sunlit], 0.0)


@pytest.mark.parametrize("conductance", [0.01, 200.0, 2500.0])  # by two-node steps, and quasi-steady
@pytest.mark.parametrize(("capacity", "over"), [(100.0, 60.0), (2300.0, 0.01)])  # a film overshoots in the first step
def test_cells_too_hot_to_work_are_not_heated_by_power_below_none(
    capacity: float, over: float, conductance: float
) -> None:
    """Once the straight line has reached zero the panel is as one without cells, up to the same equilibrium."""
    dark = {"emittance_front": 0.05, "emittance_back": 0.02, "heat_capacity": capacity, "conductance": conductance}
    hot = solve(120, temperature_coefficient=-0.01, **dark)
    front, back, _ = environment(120)
    none_left = 298.15 + 1.0 / 0.01
    idle = hot.front_mean > none_left
    assert np.count_nonzero(idle) > 20
    np.testing.assert_array_equal(hot.electric_power[idle], 0.0)
    assert np.all(hot.electric_power >= 0.0)
    balance = np.sum(front + back - hot.electric_power - hot.emitted)
    assert abs(balance) < 2e-6 * np.sum(front + back)
    # No face can be warmer than what it would be without the other half, or both together, at the most heat.
    alone = ((front / 0.05).max() / STEFAN_BOLTZMANN + 2.72548**4) ** 0.25
    assert hot.front.max() < alone + over


def test_cells_that_work_now_and_then_are_as_integrated() -> None:
    """Cold out of the shadow they give power, then none."""
    steps, capacity, emits = 120, 9000.0, 0.25
    front, back, power = environment(steps)

    def rates(_: float, t: np.ndarray, heat: float, electric: float) -> np.ndarray:
        taken = electric * np.maximum(1.0 - 0.012 * (t - 298.15), 0.0)
        return (heat - taken - 2.0 * emits * STEFAN_BOLTZMANN * (t**4 - 2.72548**4)) / capacity

    state = np.array([400.0])
    for _ in range(12):
        turn = []
        for heat, electric in zip(front + back, power, strict=True):
            state = solve_ivp(rates, (0.0, PERIOD / steps), state, args=(heat, electric), rtol=1e-8, atol=1e-8).y[:, -1]
            turn.append(state[0])
    found = solve(steps, heat_capacity=capacity, conductance=1e6, emittance_front=emits, emittance_back=emits,
                  temperature_coefficient=-0.012)  # fmt: skip
    sunlit = power > 0.0
    assert np.any(found.electric_power[sunlit] == 0.0)
    assert np.any(found.electric_power[sunlit] > 0.0)
    np.testing.assert_allclose(found.front, turn, atol=0.5)


def test_panels_too_hot_to_work_have_what_they_have_alone() -> None:
    front, back, power = environment(30)
    emits, days = np.array([0.05, 0.85, 0.1, 0.6]), 3
    common = {"time_step": PERIOD / 30, "conductance": 200.0, "heat_capacity": 120.0, "temperature_coefficient": -0.01}
    light = np.array([1.0, 0.6, 0.9])[:, None]
    whole = periodic_panel_temperature(
        light * front * np.ones((4, 1, 1)), back, electric_power=light * power, emittance_front=emits[:, None],
        emittance_back=emits[:, None], together=days, **common,
    )  # fmt: skip
    for index, own in enumerate(emits):
        one = periodic_panel_temperature(light * front, back, electric_power=light * power, emittance_front=own,
                                         emittance_back=own, **common)  # fmt: skip
        for name in PanelOrbit.__slots__:
            np.testing.assert_array_equal(getattr(whole, name)[index], getattr(one, name))


def test_shapes_broadcast() -> None:
    front, back, power = environment(40)
    capacity, emittance = np.array([[100.0], [3000.0]]), np.array([0.3, 0.6, 0.9])
    wide = np.stack([front, front + 50.0])[:, np.newaxis]  # (2, 1, N)
    arguments = {"time_step": PERIOD / 40, "conductance": 150.0, "temperature_coefficient": -0.002}
    whole = periodic_panel_temperature(
        wide, back, electric_power=power, heat_capacity=capacity, emittance_front=0.8, emittance_back=emittance,
        **arguments,
    )  # fmt: skip
    for name in PanelOrbit.__slots__:
        assert getattr(whole, name).shape == (2, 3, 40)
    one = periodic_panel_temperature(
        front + 50.0, back, electric_power=power, heat_capacity=3000.0, emittance_front=0.8, emittance_back=0.9,
        **arguments,
    )  # fmt: skip
    for name in PanelOrbit.__slots__:
        np.testing.assert_allclose(getattr(whole, name)[1, 2], getattr(one, name), rtol=1e-6, atol=2e-4)


def test_more_orbits_than_a_block_are_solved_alike() -> None:
    front, back, _ = environment(30)
    orbits = 2 * BLOCK // 30
    capacity = np.linspace(50.0, 50000.0, orbits)  # both methods, in two blocks at least
    capacity[::7] = 100.0
    common = {"time_step": PERIOD / 30, "conductance": 300.0, "emittance_front": 0.85, "emittance_back": 0.85}
    whole = periodic_panel_temperature(front, back, heat_capacity=capacity, **common)
    assert 0.2 * orbits < np.count_nonzero(QUASI_STEADY * capacity <= 4.0 * 300.0 * PERIOD / 30) < 0.8 * orbits
    for index in (0, 7, orbits // 4, orbits // 2 - 1, orbits // 2, orbits - 1):
        one = periodic_panel_temperature(front, back, heat_capacity=capacity[index], **common)
        np.testing.assert_allclose(whole.front[index], one.front, atol=2e-4)
        np.testing.assert_allclose(whole.emitted[index], one.emitted, atol=2e-3)


def test_each_of_many_panels_has_what_it_has_alone() -> None:
    front, back, power = environment(30)
    random = np.random.default_rng(5)
    panels, days = 2 * BLOCK // 30 // 20, 20
    light = random.uniform(0.2, 1.2, (panels, days, 1))
    capacity = np.where(random.random(panels) < 0.5, 120.0, 9000.0) * random.uniform(0.7, 1.4, panels)  # both methods
    common = {"time_step": PERIOD / 30, "conductance": 200.0, "emittance_back": 0.6, "temperature_coefficient": -0.003}
    whole = periodic_panel_temperature(
        light * front, back, electric_power=light * power, heat_capacity=capacity[:, None],
        emittance_front=0.8, together=days, **common,
    )  # fmt: skip
    for index in range(0, panels, 3):
        one = periodic_panel_temperature(
            light[index] * front, back, electric_power=light[index] * power, heat_capacity=capacity[index],
            emittance_front=0.8, **common,
        )  # fmt: skip
        for name in PanelOrbit.__slots__:
            np.testing.assert_allclose(getattr(whole, name)[index], getattr(one, name), rtol=1e-12, atol=1e-9)


def test_threads_and_repeated_calls_do_not_disturb_each_other() -> None:
    emittances = np.linspace(0.2, 0.9, 24)
    alone = [solve(120, emittance_back=each) for each in emittances]
    first = alone[0].front.copy()
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda each: solve(120, emittance_back=each), emittances))
    np.testing.assert_array_equal(alone[0].front, first)
    for one, other in zip(alone, together, strict=True):
        for name in PanelOrbit.__slots__:
            np.testing.assert_array_equal(getattr(one, name), getattr(other, name))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"heat_capacity": 0.0}, "must be positive"),
        ({"conductance": np.inf}, "finite"),
        ({"conductance": -1.0}, "not negative"),
    ],
)
def test_impossible_panels_are_refused(changes: dict[str, float], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        solve(30, **changes)


def test_power_without_heat_has_no_balance() -> None:
    ones = np.ones(16)
    with pytest.raises(ArithmeticError, match="gives more power than it absorbs"):
        periodic_panel_temperature(
            100.0 * ones, 0.0 * ones, electric_power=500.0 * ones, time_step=300.0, heat_capacity=100.0,
            conductance=100.0, emittance_front=0.8, emittance_back=0.8,
        )  # fmt: skip


def test_a_badly_conducting_panel_is_found_from_above_where_its_guess_leads_nowhere() -> None:
    """The halves were guessed farther apart than they can be, and Newton's method went round in a ring."""
    lit = np.ones(120)
    lit[:16] = 0.0
    found = periodic_panel_temperature(
        1042.0 * lit, np.full(120, 6.0), time_step=60.0, heat_capacity=7598.0, conductance=4.86, emittance_front=0.43,
        emittance_back=0.53, electric_power=400.0 * lit, temperature_coefficient=-0.0049)  # fmt: skip
    heat = 1042.0 * lit + 6.0 - found.electric_power
    assert heat.mean() == pytest.approx(found.emitted.mean(), rel=1e-6)
    # At the end of the light the front is nearly at rest.
    front, back = found.front_mean[-1], found.back_mean[-1]
    power = 400.0 * (1.0 - 0.0049 * (front - 298.15))
    assert 1042.0 - power == pytest.approx(0.43 * STEFAN_BOLTZMANN * front**4 + 4.86 * (front - back), rel=2e-3)
    assert 6.0 + 4.86 * (front - back) == pytest.approx(0.53 * STEFAN_BOLTZMANN * back**4, rel=2e-2)
