"""Heat exchangers against the integration of their streams, at every ratio of capacities, and at their limits."""

import numpy as np
import pytest

from studio.physics.heat_exchanger import effectiveness, inlet_difference, transfer_units

RATIOS = [0.0, 1e-12, 1e-3, 0.3, 0.7, 0.95, 0.999, 1.0 - 1e-10, 1.0]
UNITS = [0.01, 0.5, 2.0, 8.0, 30.0]


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("units", UNITS)
def test_counter_and_parallel_flow_are_their_differential_equations(units: float, ratio: float) -> None:
    """dT/dx = −N (T − t), and c N (T − t) for the other stream, one way or the other, by exponentials of matrices."""
    from scipy.linalg import expm

    for arrangement, sign in (("parallel", 1.0), ("counter", -1.0)):
        whole = expm(units * np.array([[-1.0, 1.0], [sign * ratio, -sign * ratio]]))
        if arrangement == "parallel":
            left = (whole @ [1.0, 0.0])[0]
        else:  # the other stream leaves here at t: found so that it has entered at 0
            leaving = -whole[1, 0] / whole[1, 1]
            left = (whole @ [1.0, leaving])[0]
        assert effectiveness(units, ratio, arrangement) == pytest.approx(1.0 - left, rel=2e-6, abs=1e-9)


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("arrangement", ["counter", "parallel", "cross"])
def test_units_are_those_that_reach_it(arrangement, ratio: float) -> None:
    units = np.array([0.01, 0.5, 1.7, 3.0])
    found = transfer_units(effectiveness(units, ratio, arrangement), ratio, arrangement)
    np.testing.assert_allclose(found, units, rtol=1e-6)


def test_cross_flow_of_the_textbook_and_its_limits() -> None:
    """Incropera and DeWitt, equation 11.32: 1 − exp[(1/c) N^0.22 (exp(−c N^0.78) − 1)], by hand for N = 2, c = 0.5."""
    by_hand = 1.0 - np.exp(2.0 * 2.0**0.22 * (np.exp(-0.5 * 2.0**0.78) - 1.0))
    assert effectiveness(2.0, 0.5, "cross") == pytest.approx(by_hand, rel=1e-12)
    for tiny in (0.0, 1e-10, 1e-9, 1e-6):  # one stream that does not warm up
        assert effectiveness(2.0, tiny, "cross") == pytest.approx(1.0 - np.exp(-2.0), rel=1e-5)


def test_a_sharp_exchanger_of_fifty_units_is_the_largest() -> None:
    for arrangement, ratio in (("counter", 0.7), ("counter", 1.0), ("parallel", 0.4), ("cross", 0.5)):
        most = float(effectiveness(50.0, ratio, arrangement))
        assert transfer_units(most * (1.0 - 1e-6) if arrangement != "counter" or ratio == 1.0 else 0.99, ratio,
                              arrangement) < 50.0  # fmt: skip
        with pytest.raises(ValueError, match="take a smaller one"):
            transfer_units(most, ratio, arrangement)
        with pytest.raises(ValueError, match="take a smaller one"):
            transfer_units([0.2, most], ratio, arrangement)


def test_the_inlets_differ_by_what_passes_the_duty() -> None:
    assert inlet_difference(1200.0, 0.6, 50.0) == pytest.approx(40.0)
    np.testing.assert_allclose(inlet_difference([0.0, 600.0], [0.5, 0.25], 20.0), [0.0, 120.0])


@pytest.mark.parametrize(("units", "ratio"), [
    ([1.0, -1e-9], 0.5), (1.0, [0.5, -1e-9]), (1.0, [0.5, 1.0 + 1e-9]), (-1.0, 0.5)])  # fmt: skip
@pytest.mark.parametrize("arrangement", ["counter", "parallel", "cross"])
def test_one_exchanger_that_cannot_be_is_enough(units, ratio, arrangement) -> None:
    with pytest.raises(ValueError, match="transfer units from 0"):
        effectiveness(units, ratio, arrangement)
    assert effectiveness(0.0, [0.0, 0.9, 1.0], arrangement) == pytest.approx([0.0, 0.0, 0.0])


@pytest.mark.parametrize("arrangement", ["counter", "parallel", "cross"])
def test_none_takes_no_units_and_less_than_none_is_refused(arrangement) -> None:
    assert transfer_units(0.0, 0.5, arrangement) == pytest.approx(0.0, abs=1e-12)
    for reach in (-1e-9, [0.3, -0.1]):
        with pytest.raises(ValueError, match=f"in {arrangement} flow"):
            transfer_units(reach, 0.5, arrangement)


def test_many_exchangers_are_each_as_it_is_alone() -> None:
    """Equal streams beside unequal ones, and one that does not warm up."""
    units, ratios = np.array([[0.3], [2.0]]), np.array([0.0, 0.4, 1.0 - 1e-10, 1.0])
    for kind in ("counter", "parallel", "cross"):
        many = effectiveness(units, ratios, kind)
        back = transfer_units(many, ratios, kind)
        for row in range(2):
            for column, ratio in enumerate(ratios):
                assert many[row, column] == effectiveness(units[row, 0], ratio, kind)
                assert back[row, column] == pytest.approx(units[row, 0], rel=1e-6)


@pytest.mark.parametrize("bad", [{"effectiveness": [0.5, 0.0]}, {"smaller_rate": [0.0, 20.0]}, {"smaller_rate": -1.0}])
def test_one_exchanger_that_passes_nothing_is_enough(bad: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="without flow"):
        inlet_difference(**({"duty": 100.0, "effectiveness": 0.5, "smaller_rate": 20.0} | bad))
