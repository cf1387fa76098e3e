"""Fins against an independent solver of their equation, exchangers against textbook points, loops by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad, solve_bvp
from scipy.optimize import brentq

from studio.physics.constants import STEFAN_BOLTZMANN
from studio.physics.fin import fin_efficiency, profile_number
from studio.physics.heat_exchanger import Arrangement, effectiveness, inlet_difference, transfer_units
from studio.physics.loop import (
    friction_factor,
    heat_pipe_load,
    mass_flow,
    nusselt_number,
    pipe_diameter,
    pressure_drop,
    pumping_power,
    reynolds_number,
)


def efficiency_by_collocation(profile: float, sink: float) -> float:
    """The boundary value problem of the fin by scipy's adaptive collocation."""

    def equation(_: np.ndarray, y: np.ndarray) -> np.ndarray:
        return np.vstack((y[1], profile * (y[0] ** 4 - sink**4)))

    def ends(middle: np.ndarray, root: np.ndarray) -> np.ndarray:
        return np.array([middle[1], root[0] - 1.0])

    places = np.linspace(0.0, 1.0, 50)
    found = solve_bvp(equation, ends, places, np.vstack((np.ones(50), np.zeros(50))), tol=1e-9, max_nodes=20000)
    assert found.success
    return float(found.y[1, -1] / (profile * (1.0 - sink**4)))


@pytest.mark.parametrize("profile", [0.05, 0.3, 1.0, 3.0, 20.0])
@pytest.mark.parametrize("sink", [0.0, 0.5, 0.7, 0.9])
def test_a_fin_radiates_what_its_equation_says(profile: float, sink: float) -> None:
    assert fin_efficiency(profile, sink) == pytest.approx(efficiency_by_collocation(profile, sink), abs=2e-6)


@given(st.floats(1e-3, 100.0), st.floats(0.0, 0.95))
def test_a_longer_fin_is_less_efficient(profile: float, sink: float) -> None:
    near, far = fin_efficiency([profile, 1.1 * profile], sink)
    assert 0.0 < far < near <= 1.0


def test_a_short_fin_loses_four_thirds_of_its_profile_number() -> None:
    """To first order θ falls by N (1 − x²)/2, and the fourth power by four times its mean, N/3."""
    assert 1.0 - fin_efficiency(1e-4) == pytest.approx(4.0 / 3.0 * 1e-4, rel=1e-3)
    assert fin_efficiency(0.0) == 1.0


@given(st.floats(0.0, 1e-3), st.floats(0.0, 1.0, exclude_max=True))
def test_no_fin_however_short_radiates_more_than_one_as_warm_as_its_root(profile: float, sink: float) -> None:
    assert fin_efficiency(profile, sink) <= 1.0
    assert 1.0 - fin_efficiency(profile, sink) == pytest.approx(4.0 / 3.0 * profile, rel=3e-3, abs=1e-15)


@pytest.mark.parametrize("profile", [1e-6, 1e-3, 0.1, 1.0, 20.0, 200.0])
@pytest.mark.parametrize("below", [1e-7, 1e-9, 1e-12, 1e-15])
def test_a_sink_nearly_as_warm_as_the_root_makes_the_fin_a_linear_one(profile: float, below: float) -> None:
    """θ⁴ − θ_s⁴ is 4 (θ − θ_s) then, and the efficiency tanh(m)/m with m² = 4 N."""
    m = np.sqrt(4.0 * profile)
    assert fin_efficiency(profile, 1.0 - below) == pytest.approx(np.tanh(m) / m, rel=2.0 * below + 1e-7 * profile / 200)


def test_the_profile_number_of_an_aluminium_fin() -> None:
    number = profile_number(0.1, 1e-3, 167.0, 1.76, 323.15)
    assert number == pytest.approx(1.76 * STEFAN_BOLTZMANN * 323.15**3 * 0.01 / 0.167)


def test_impossible_fins_are_refused() -> None:
    with pytest.raises(ValueError, match="thickness and a conductivity"):
        profile_number(0.1, 0.0, 167.0, 1.8, 320.0)
    with pytest.raises(ValueError, match="as warm as its root"):
        fin_efficiency(1.0, 1.0)
    with pytest.raises(ValueError, match="roots alone"):
        fin_efficiency(1e4)


@pytest.mark.parametrize(
    ("arrangement", "units", "ratio", "expected"),
    [
        # Kays and London, Compact Heat Exchangers, tables of effectiveness (two to three digits)
        ("counter", 1.0, 1.0, 0.500), ("counter", 2.0, 1.0, 0.667), ("counter", 3.0, 0.5, 0.874),
        ("counter", 2.0, 0.5, 0.775), ("counter", 1.0, 0.0, 0.632),
        ("parallel", 1.0, 1.0, 0.432), ("parallel", 2.0, 1.0, 0.491), ("parallel", 1.0, 0.5, 0.518),
        ("cross", 1.0, 1.0, 0.476), ("cross", 2.0, 1.0, 0.614), ("cross", 1.0, 0.5, 0.545),
    ],
)  # fmt: skip
def test_effectiveness_is_that_of_the_textbook(
    arrangement: Arrangement, units: float, ratio: float, expected: float
) -> None:
    # The closed form for cross flow is approximate: within one in a hundred of the tabulated series.
    tolerance = 0.009 if arrangement == "cross" else 0.0006
    assert effectiveness(units, ratio, arrangement) == pytest.approx(expected, abs=tolerance)


@given(st.floats(0.01, 8.0), st.floats(0.0, 1.0), st.sampled_from(["counter", "parallel", "cross"]))
def test_units_undo_the_effectiveness(units: float, ratio: float, arrangement: Arrangement) -> None:
    reach = effectiveness(units, ratio, arrangement)
    back = transfer_units(reach, ratio, arrangement)
    assert effectiveness(back, ratio, arrangement) == pytest.approx(float(reach), abs=1e-9)


@given(st.floats(0.01, 8.0), st.floats(0.0, 1.0))
def test_counter_flow_passes_most(units: float, ratio: float) -> None:
    counter, cross, parallel = (float(effectiveness(units, ratio, kind)) for kind in ("counter", "cross", "parallel"))
    assert parallel <= counter + 1e-12
    assert cross <= counter + 0.01  # approximate
    assert counter < 1.0 + 1e-12


def test_impossible_exchangers_are_refused() -> None:
    with pytest.raises(ValueError, match="ratio of capacity rates"):
        effectiveness(1.0, 1.5)
    with pytest.raises(ValueError, match="no heat exchanger in parallel"):
        transfer_units(0.6, 1.0, "parallel")
    with pytest.raises(ValueError, match="without flow"):
        inlet_difference(1e3, 0.8, 0.0)
    assert inlet_difference(8e3, 0.8, 1000.0) == pytest.approx(10.0)


def test_pipe_flow_by_hand() -> None:
    """Water, 20 mm, 1 m/s: Re 20,000, Darcy factor 0.026 of the Moody chart, 0.65 kPa per metre."""
    re = reynolds_number(1000.0, 1.0, 0.02, 1e-3)
    assert re == pytest.approx(2e4)
    assert friction_factor(re) == pytest.approx(0.026, abs=0.0005)
    assert friction_factor(1000.0) == pytest.approx(0.064)
    assert pressure_drop(1.0, 0.02, 1000.0, 1.0, 1e-3) == pytest.approx(0.026 / 0.02 * 500.0, rel=0.02)
    flow = mass_flow(41.8e3, 4180.0, 10.0)
    assert flow == pytest.approx(1.0)
    assert pipe_diameter(flow, 1000.0, 1.0) == pytest.approx(np.sqrt(4e-3 / np.pi))
    assert pumping_power(flow, 1000.0, 1e5, 0.5) == pytest.approx(200.0)
    with pytest.raises(ValueError, match="does not warm up"):
        mass_flow(1.0, 4180.0, 0.0)


def test_film_by_hand() -> None:
    """Dittus and Boelter give 0.023 Re^0.8 Pr^0.4, which Gnielinski's equation is near at Re 50,000."""
    assert nusselt_number(5e4, 3.0) == pytest.approx(0.023 * 5e4**0.8 * 3.0**0.4, rel=0.12)
    assert nusselt_number(500.0, 3.0) == pytest.approx(48.0 / 11.0)


@given(st.floats(100.0, 1e6))
def test_friction_has_no_jump(re: float) -> None:
    assert friction_factor(re * 1.0001) == pytest.approx(float(friction_factor(re)), rel=1e-3)


def test_each_heat_pipe_carries_its_share_half_the_way() -> None:
    assert heat_pipe_load(10e3, 20.0, 0.2, 2.0) == pytest.approx(10e3 / 50 * 1.0)


@pytest.mark.parametrize(("length", "diameter", "velocity"), [(3.0, 0.01, 0.1), (7.0, 0.02, 0.05), (0.5, 0.004, 2.5)])
def test_slow_flow_is_that_of_hagen_and_poiseuille(length: float, diameter: float, velocity: float) -> None:
    """32 µ L v / d²: of oil of 900 kg/m³ and 0.05 Pa·s, whatever its density."""
    expected = 32.0 * 0.05 * length * velocity / diameter**2
    for density in (900.0, 1100.0):
        assert pressure_drop(length, diameter, density, velocity, 0.05) == pytest.approx(expected, rel=1e-12)


def test_fast_flow_costs_nearly_the_square_of_its_velocity() -> None:
    """Blasius has the power 1.75 for smooth pipes at Re from 4,000 to 100,000."""
    slow, fast = (pressure_drop(10.0, 0.02, 1000.0, velocity, 1e-3) for velocity in (0.75, 3.0))
    assert np.log(fast / slow) / np.log(4.0) == pytest.approx(1.75, abs=0.03)
    assert pressure_drop(20.0, 0.02, 1000.0, 3.0, 1e-3) == pytest.approx(2.0 * float(fast), rel=1e-12)


def test_between_laminar_and_turbulent_flow_the_laws_are_joined_in_straight_lines() -> None:
    """At Re 2300 as laminar as ever, at 4000 all turbulent: 64/2300, and 1/√f = 4.912 of Petukhov's equation."""
    assert friction_factor([2300.0, 1150.0]) == pytest.approx([64.0 / 2300.0, 64.0 / 1150.0], rel=1e-12)
    ends = 64.0 / 2300.0, 1.0 / 4.9122**2
    assert friction_factor(4000.0) == pytest.approx(ends[1], rel=1e-4)
    assert friction_factor([2725.0, 3150.0]) == pytest.approx([0.75 * ends[0] + 0.25 * ends[1], sum(ends) / 2.0],
                                                              rel=1e-4)  # fmt: skip
    low, quarter, middle, high = nusselt_number([2300.0, 2725.0, 3150.0, 4000.0], 6.0)
    assert low == pytest.approx(48.0 / 11.0, rel=1e-12)
    assert quarter == pytest.approx(0.75 * low + 0.25 * high, rel=1e-12)
    assert middle == pytest.approx(0.5 * (low + high), rel=1e-12)
    assert np.isfinite(friction_factor(0.0))


def test_films_of_turbulent_flow_by_hand() -> None:
    """Gnielinski at Re 20,000, Pr 5: f/8 = 0.00326894, 310.549 / (1 + 12.7 · 0.0571747 · 1.924018); and at Pr 1."""
    assert nusselt_number(2e4, 5.0) == pytest.approx(129.554, rel=1e-5)
    assert nusselt_number(2e4, 1.0) == pytest.approx(0.00326894 * 19000.0, rel=1e-5)
    several = nusselt_number([[500.0], [2e4]], [1.0, 5.0])
    assert several.shape == (2, 2)
    assert several[1, 1] == pytest.approx(129.554, rel=1e-5)


@pytest.mark.parametrize("bad", [0.0, -5.0])
def test_one_loop_that_does_not_warm_up_is_enough(bad: float) -> None:
    with pytest.raises(ValueError, match="does not warm up"):
        mass_flow(1e3, 4180.0, [10.0, bad])
    with pytest.raises(ValueError, match="does not warm up"):
        mass_flow(1e3, [bad, 4180.0], 10.0)


def test_loops_by_numbers_that_are_not_one() -> None:
    assert pipe_diameter(3.0, 800.0, 2.5) == pytest.approx(0.0437019, rel=1e-5)  # 15 cm² of section
    assert np.pi / 4.0 * float(pipe_diameter(3.0, 800.0, 2.5)) ** 2 * 800.0 * 2.5 == pytest.approx(3.0)
    assert reynolds_number(800.0, 2.5, 0.04, 2e-3) == pytest.approx(40_000.0)
    assert pumping_power(3.0, 800.0, 2e5, 0.6) == pytest.approx(1250.0)
    assert heat_pipe_load(6e3, 9.0, 0.3, 1.5) == pytest.approx(6e3 / 20.0 * 0.75)


@pytest.mark.parametrize(("profile", "sink", "words"), [
    (1.0, -0.1, "as warm as its root"), (1.0, [0.5, 1.0], "as warm as its root"), (1.0, [-1e-9, 0.5], "as warm"),
    (-1e-9, 0.0, "roots alone"), ([1.0, -0.5], 0.0, "roots alone"), (200.1, 0.0, "roots alone"),
    ([1.0, 201.0], 0.0, "roots alone")])  # fmt: skip
def test_one_fin_that_cannot_be_is_enough(profile, sink, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        fin_efficiency(profile, sink)


@pytest.mark.parametrize("bad", [{"thickness": [1e-3, 0.0]}, {"conductivity": [0.0, 167.0]}, {"thickness": -1e-3}])
def test_one_fin_without_thickness_or_conductivity_is_enough(bad: dict[str, object]) -> None:
    good = {"half_width": 0.1, "thickness": 1e-3, "conductivity": 167.0, "emittance": 1.8, "temperature": 320.0}
    with pytest.raises(ValueError, match="thickness and a conductivity"):
        profile_number(**(good | bad))


def test_many_fins_at_once_are_each_as_it_is_alone() -> None:
    """Short and long ones, which take different numbers of steps."""
    profiles, sinks = np.array([[1e-3], [0.5], [30.0], [200.0]]), np.array([0.0, 0.6, 0.95])
    many = fin_efficiency(profiles, sinks)
    assert many.shape == (4, 3)
    for row, profile in enumerate(profiles[:, 0]):
        for column, sink in enumerate(sinks):
            assert many[row, column] == pytest.approx(float(fin_efficiency(profile, sink)), rel=1e-11)


@pytest.mark.parametrize(("profile", "rel"), [(20.0, 1e-8), (50.0, 1e-7), (200.0, 1e-5)])
def test_a_long_fin_radiates_as_an_endless_one(profile: float, rel: float) -> None:
    """Of θ'' = N θ⁴ the slope at the root is √(2 N/5 (1 − θ_m⁵)), θ_m the temperature in the middle.

    The thinner the layer at the root, the fewer of the points lie in it.
    """
    efficiency = float(fin_efficiency(profile))

    def length(middle: float) -> float:
        """From the middle to the root, with θ = θ_m + s² so that nothing is infinite on the way."""
        def part(s: float) -> float:
            theta = middle + s * s
            grown = sum(theta**power * middle ** (4 - power) for power in range(5))  # (θ⁵ − θ_m⁵)/(θ − θ_m)
            return 2.0 / np.sqrt(0.4 * profile * grown)

        return float(quad(part, 0.0, np.sqrt(1.0 - middle), epsabs=1e-13, epsrel=1e-12, limit=200)[0])

    middle = brentq(lambda one: length(one) - 1.0, 1e-3, 0.9, xtol=1e-14)
    assert efficiency == pytest.approx(np.sqrt(0.4 * profile * (1.0 - middle**5)) / profile, rel=rel)
