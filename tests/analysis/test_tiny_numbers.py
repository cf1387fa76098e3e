"""Numbers next to nothing, which the bounds of the fields let in: no result is infinite, nor below zero by rounding."""

import math
import warnings

import numpy as np

from studio.analysis import evaluate
from studio.analysis.columns import over
from studio.analysis.many import evaluate_many
from studio.analysis.sampling import QUICK
from studio.design import set_value
from studio.document import preset

TINY = math.nextafter(0.0, 1.0)


def test_a_quotient_that_no_number_holds_does_not_exist() -> None:
    assert over(1e6, TINY) is None
    assert over(np.float64(1e6), np.float64(TINY)) is None
    assert over(6.0, 3.0) == 2.0
    np.testing.assert_array_equal(over(np.array([1e6, 6.0]), np.array([TINY, 3.0])), [np.nan, 2.0])
    np.testing.assert_array_equal(over(np.array([1e6, 0.0]), TINY), [np.nan, 0.0])
    np.testing.assert_array_equal(over(1.0, np.array([0.0, TINY, 2.0])), [np.nan, np.nan, 0.5])


def test_a_payload_of_nearly_nothing_has_no_price_per_watt() -> None:
    base = preset("suncatcher-cluster")
    results = evaluate(set_value(base, "payload.power", TINY))
    assert "cost.capex_per_watt" not in results
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        powers = {"payload.power": np.array([TINY, 18e3])}
        answer = evaluate_many(base, powers, ("cost.capex_per_watt",), sampling=QUICK)
    assert np.isnan(answer.columns["cost.capex_per_watt"]).tolist() == [True, False]


def test_an_earth_that_is_nearly_black_is_as_a_black_one() -> None:
    base = preset("suncatcher-cluster")
    nearly, black = (evaluate(set_value(base, "environment.albedo", albedo), only=("nodes",)) for albedo in (TINY, 0.0))
    assert nearly["thermal.junction_hot"] == black["thermal.junction_hot"]


def test_an_array_without_any_power_delivers_nothing_and_not_less() -> None:
    base = preset("starcloud-40mw")
    for seed in range(20):
        changed = set_value(base, "array.area", 0.01)
        changed = set_value(changed, "payload.power", 1e6 * (1.0 + 0.37 * seed))
        assert evaluate(changed, only=("payload",))["payload.availability"] >= 0.0


def test_names_are_no_column_of_a_series() -> None:
    answer = evaluate_many(preset("suncatcher-cluster"), {"array.area": np.array([90.0, 100.0])},
                           ("power.loss_names", "power.loss_values"), sampling=QUICK)  # fmt: skip
    assert answer.columns["power.loss_names"].shape == (2, 0)


def test_conductors_that_may_lose_nearly_nothing_are_as_those_that_may_lose_nothing() -> None:
    base = preset("suncatcher-cluster")
    nearly, nothing = (evaluate(set_value(base, "power.conductor_loss_share", share), only=("power",))
                       for share in (TINY, 0.0))  # fmt: skip
    for name in ("power.conductor_loss", "power.conductor_section", "power.conductor_mass"):
        assert nearly.get(name) == nothing.get(name)
