"""Monte Carlo, drivers and Sobol indices: against the design itself, against arithmetic, and as published."""

from statistics import NormalDist

import msgspec
import numpy as np
import pytest
from SALib.sample import sobol as saltelli

from studio.analysis import Cancelled, evaluate
from studio.analysis.many import evaluate_many
from studio.analysis.sampling import FINE, QUICK
from studio.analysis.study.uncertainty import drivers, monte_carlo, sobol_indices
from studio.analysis.study.uncertainty.indices import of_sample
from studio.design import Design, DesignError, set_value
from studio.design.requirement import Requirement
from studio.design.spread import Spread
from studio.design.spread_edit import set_spread
from studio.document import preset

MASS, PRICE = "mass.satellite", "programme.market_value"


@pytest.fixture(scope="module")
def start() -> Design:
    return preset("suncatcher-cluster")


def only(design: Design, spreads: dict[str, Spread], requirements: tuple[Requirement, ...] = ()) -> Design:
    """`design` with no spreads but these, and no requirements but those."""
    design = msgspec.structs.replace(set_value(design, "uncertainty.defaults", "none"), requirements=requirements)
    for path, spread in spreads.items():
        design = set_spread(design, path, spread)
    return design


def at(design: Design, values: dict[str, float]) -> Design:
    for path, value in values.items():
        design = set_value(design, path, value)
    return design


def test_each_sample_is_what_the_design_says_with_its_values(start):
    found = monte_carlo(start, (MASS, "power.array_eol"), samples=4, seed=3, sampling=FINE)
    assert found.failures == {}
    for row in range(4):
        alone = evaluate(at(start, {path: column[row].item() for path, column in found.drawn.items()}), only=("mass",))
        for name in (MASS, "power.array_eol"):
            assert found.columns[name][row] == pytest.approx(alone[name], rel=1e-9)


def test_a_mass_that_is_a_sum_is_spread_like_its_uncertain_part(start):
    design = only(start, {"platform.mass": Spread("normal", deviation=8.0)})
    lighter, heavier = (evaluate(set_value(design, "platform.mass", mass), only=("mass",))[MASS] for mass in (100, 140))
    slope, middle = (heavier - lighter) / 40.0, 0.5 * (lighter + heavier)
    bound = middle + 5.0 * slope
    design = msgspec.structs.replace(design, requirements=(Requirement("Light", MASS, "<=", bound),))
    found = monte_carlo(design, (), samples=500, seed=11)
    said, normal = found.summary(MASS), NormalDist(middle, 8.0 * slope)
    for quantile, value in ((0.1, said.p10), (0.5, said.p50), (0.9, said.p90)):
        assert value == pytest.approx(normal.inv_cdf(quantile), abs=0.2 * slope)
    assert (said.mean, said.deviation) == pytest.approx((middle, 8.0 * slope), rel=1e-2)
    chance = found.judged[0].chance
    assert chance.low < normal.cdf(bound) < chance.high
    assert chance.share == pytest.approx(normal.cdf(bound), abs=0.004)  # a Latin hypercube is even
    margin = found.judged[0].margin
    assert (margin.p10, margin.p90) == pytest.approx((bound - said.p90, bound - said.p10))


def test_requirements_that_exclude_each_other_never_hold_together(start):
    requirements = (Requirement("Much", PRICE, ">=", 1.0), Requirement("Nothing", PRICE, "<=", 0.5),
                    Requirement("A word", "launch.limit", ">=", 0.0))  # fmt: skip
    found = monte_carlo(msgspec.structs.replace(start, requirements=requirements), (PRICE,), samples=64)
    assert [one.chance and one.chance.share for one in found.judged] == [1.0, 0.0, None]
    assert "to be judged" in found.judged[2].reason
    assert (found.all_hold.count, found.all_hold.total) == (0, 64)
    assert 0.0 < found.all_hold.high < 0.1


def test_the_seed_decides_and_the_number_of_results_does_not(start):
    one = monte_carlo(start, (PRICE,), samples=40, seed=7)
    again = monte_carlo(start, (PRICE, "programme.mass"), samples=40, seed=7)
    other = monte_carlo(start, (PRICE,), samples=40, seed=8)
    assert np.array_equal(one.columns[PRICE], again.columns[PRICE])
    assert not np.array_equal(one.columns[PRICE], other.columns[PRICE])


def test_without_spreads_every_sample_is_the_design(start):
    found = monte_carlo(only(start, {}), (PRICE,), samples=5)
    assert found.columns[PRICE].tolist() == [found.nominal[PRICE]] * 5
    assert found.histogram(PRICE)[0].tolist() == [5.0]


def test_a_histogram_holds_every_sample(start):
    found = monte_carlo(start, (PRICE,), samples=80)
    counts, edges = found.histogram(PRICE, 12)
    assert (counts.sum(), edges.size) == (80.0, 13)
    assert (edges[0], edges[-1]) == pytest.approx((found.columns[PRICE].min(), found.columns[PRICE].max()))


def test_what_fails_holds_no_requirement_and_says_why(start):
    """Cells that would take more light than the front absorbs are no design."""
    spreads = {"stack.front.absorptance": Spread("range", low=0.1, high=0.3)}
    design = only(start, spreads, (Requirement("Any", "panel.areal_mass", ">=", 0.0),))
    found = monte_carlo(set_value(design, "stack.cell_efficiency", 0.2), (), samples=20)
    lost = found.drawn["stack.front.absorptance"] < 0.2 * design.array.packing_factor
    assert 0 < lost.sum() < 20
    assert all("absorbs" in found.failures[row] for row in np.flatnonzero(lost).tolist())
    failed = len(found.failures)
    assert found.judged[0].chance.count == 20 - failed
    assert found.summary("panel.areal_mass").missing == failed


@pytest.mark.parametrize(("change", "text"), [
    ({"samples": 0}, "0 samples"), ({"samples": 10**8}, "samples are not between"), ({"seed": -3}, "seed"),
    ({"outcomes": ("mass.unknown",)}, "no result “mass.unknown”"),
    ({"outcomes": ("launch.limit",)}, "no single number"),
])  # fmt: skip
def test_what_cannot_be_asked_is_refused_in_one_sentence(start, change, text):
    with pytest.raises(ValueError, match=text) as caught:
        monte_carlo(start, **{"outcomes": (PRICE,), "samples": 4, **change})
    assert "\n" not in str(caught.value)


def test_a_design_that_contradicts_itself_is_refused(start):
    with pytest.raises(DesignError):
        monte_carlo(at(start, {"stack.cell_efficiency": 0.2, "stack.front.absorptance": 0.01}), (PRICE,), samples=4)


def test_it_can_be_stopped(start):
    def stop(share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        monte_carlo(start, (PRICE,), samples=4, checkpoint=stop)


def test_bars_go_from_the_p10_to_the_p90_of_each_number(start):
    spreads = {"platform.mass": Spread("normal", deviation=8.0), "payload.overhead": Spread("range", low=0.1, high=0.3),
               "link.clear_sky": Spread("range", low=0.5, high=0.9)}  # fmt: skip
    design = only(start, spreads)
    found = drivers(design, (MASS,), sampling=FINE)[MASS]
    ends = {bar.path: (bar.low, bar.high) for bar in found.bars}
    assert ends["platform.mass"] == pytest.approx((120.0 - 1.2815515655 * 8.0, 120.0 + 1.2815515655 * 8.0))
    assert ends["payload.overhead"] == pytest.approx((0.12, 0.28))
    assert found.still == ("link.clear_sky",)
    for bar in found.bars:
        for end, said in ((bar.low, bar.at_low), (bar.high, bar.at_high)):
            assert said == pytest.approx(evaluate(set_value(design, bar.path, end), only=("mass",))[MASS], rel=1e-9)
    assert [bar.size for bar in found.bars] == sorted((bar.size for bar in found.bars), reverse=True)


def test_indices_of_the_function_of_ishigami_are_as_published():
    """A. Saltelli et al., Global Sensitivity Analysis, Wiley 2008, section 2.9 eq. 2.41: a = 7, b = 0.1."""
    problem = {"num_vars": 3, "names": ["x1", "x2", "x3"], "bounds": [[0.0, 1.0]] * 3}
    x = np.pi * (2.0 * saltelli.sample(problem, 2048, calc_second_order=False, seed=1) - 1.0)
    values = np.sin(x[:, 0]) + 7.0 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    values[3] = np.nan  # one design that failed costs its block
    found = of_sample("f", {"x1": "One", "x2": "Two", "x3": "Three"}, values, (), 1)
    first, total = ({one.path: getattr(one, kind) for one in found.numbers} for kind in ("first", "total"))
    assert first == pytest.approx({"x1": 0.3139, "x2": 0.4424, "x3": 0.0}, abs=0.02)
    assert total == pytest.approx({"x1": 0.5576, "x2": 0.4424, "x3": 0.2437}, abs=0.02)
    assert (found.blocks, found.lost) == (2047, 1)
    assert found.variance == pytest.approx(7**2 / 8 + 0.1 * np.pi**4 / 5 + 0.01 * np.pi**8 / 18 + 0.5, rel=0.03)


def test_indices_of_a_product_are_those_of_its_factors(start):
    """The market is a price times what is built in a year: V(p q) by the variances of both."""
    spreads = {"programme.market_price": Spread("range", low=-0.3, high=0.3, relative=True),
               "programme.target": Spread("range", low=-0.1, high=0.1, relative=True)}  # fmt: skip
    found = sobol_indices(only(start, spreads), (PRICE,), base=256, seed=2)[PRICE]
    price, amount = 0.3**2 / 3.0, 0.1**2 / 3.0
    whole = price + amount + price * amount
    for one in found.numbers:
        alone, other = (price, amount) if one.path == "programme.market_price" else (amount, price)
        assert one.first == pytest.approx(alone / whole, abs=0.05)
        assert one.total == pytest.approx(alone * (1.0 + other) / whole, abs=0.05)
    assert [one.path for one in found.numbers] == ["programme.market_price", "programme.target"]
    assert found.left_out == ()


def test_indices_name_what_they_hold(start):
    found = sobol_indices(start, (PRICE,), base=16, most=1)[PRICE]
    assert len(found.numbers) == 1
    assert found.evaluations == 16 * 3
    with pytest.raises(ValueError, match="no power of 2"):
        sobol_indices(start, (PRICE,), base=100)


def test_a_series_has_a_row_for_each_design(start):
    lives = np.array([0.8, 0.9, 0.7])
    columns = {"array.packing_factor": lives}
    answer = evaluate_many(start, columns, ("power.life_array", "power.array_eol"), sampling=FINE)
    rows = answer.columns["power.life_array"]
    for row, value in enumerate(lives):
        alone = evaluate(set_value(start, "array.packing_factor", value), only=("power",))
        assert rows[row] == pytest.approx(alone["power.life_array"], rel=1e-9)


def test_bands_hold_the_design_and_are_in_order(start):
    found = monte_carlo(only(start, {"array.packing_factor": Spread("range", low=0.85, high=0.95)}), samples=24)
    band = found.band("power.life_array")
    assert band.time.size == band.p50.size
    assert (band.p10 < band.p50).all()
    assert (band.p50 < band.p90).all()
    said = evaluate(start, only=("power",))["power.life_array"]
    assert band.p50 == pytest.approx(said, rel=0.02)
    assert found.band("no.series") is None


def test_a_quick_look_brought_to_the_fine_one_is_the_fine_one(start):
    names = ("power.array_eol", MASS, "cost.accelerator_hour", "thermal.radiator_area", "power.depth_of_discharge")
    quick, fine = (monte_carlo(start, names, samples=10, seed=5, sampling=how) for how in (QUICK, FINE))
    for name in names:
        assert quick.columns[name] == pytest.approx(fine.columns[name], rel=5e-3), name
    margin = "power.margin_eol"  # a small difference of large powers
    assert quick.columns[margin] == pytest.approx(fine.columns[margin], abs=5e-3 * fine.nominal["power.array_eol"])
