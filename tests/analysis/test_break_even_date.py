"""Orbit and ground year by year: along the learning curve, with trends, to the year in which they meet."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.analysis import Cancelled, evaluate
from studio.analysis.trade import GROUND, SPACE, Trends, break_even, break_even_date, space_and_ground
from studio.analysis.trade.trends import LABELS, PATHS, in_year
from studio.design import Design, DesignError, fields, get_value, set_value
from studio.design.quantity import YEAR
from studio.document import preset, presets


@pytest.fixture(scope="module")
def design() -> Design:
    return preset("suncatcher-cluster")


@pytest.fixture(scope="module")
def cheap(design: Design) -> Design:
    """Hardware for little, so that the launch price decides."""
    for path, value in (("cost.hardware_from", "per_watt"), ("cost.hardware_price", 8.0),
                        ("cost.integration_price", 0.1), ("cost.insurance_share", 0.0)):  # fmt: skip
        design = set_value(design, path, value)
    return design


def test_the_launch_price_falls_by_wrights_law(design):
    found = break_even_date(design)
    part = design.launch
    mass = part.yearly_mass * YEAR * (found.years - part.learning_year)
    curve = part.learning_price * (1.0 + mass / part.learning_mass) ** math.log2(1.0 - part.learning_rate)
    np.testing.assert_allclose(found.launch_price, np.maximum(curve, part.price_floor), rtol=1e-9)
    assert found.years.tolist() == list(range(2026, 2061))


def test_every_year_is_what_the_design_of_that_year_says(design):
    found = break_even_date(design, Trends(hardware=-0.05, mass=-0.02))
    for year in (2026, 2040, 2060):
        then = in_year(design, year, 2026, Trends(hardware=-0.05, mass=-0.02))
        results = evaluate(then, only=("cost", "centre"))
        place = found.years.tolist().index(float(year))
        assert found.space[place] == pytest.approx(results[SPACE], rel=1e-12)
        assert found.ground[place] == pytest.approx(results[GROUND], rel=1e-12)


def test_the_crossing_is_the_first_year_in_which_orbit_is_no_dearer(cheap):
    found = break_even_date(cheap)
    start, end = found.space[0] / found.ground[0], found.space[-1] / found.ground[-1]
    assert end < start
    # The price on the ground is set so that the two must meet on the way.
    between = float(found.space[len(found.years) // 2]) * 1.000001
    met = [year for year, space in zip(found.years, found.space, strict=True) if space <= between]
    scaled = _with_ground_price(cheap, between)
    again = break_even_date(scaled)
    assert again.crossing == int(met[0])
    assert again.returns is None
    assert str(int(met[0])) in again.sentence()


def _with_ground_price(design: Design, wanted: float) -> Design:
    """The design with an electricity price on the ground at which an accelerator-hour there costs `wanted`."""
    price = break_even(design, "ground.electricity_price", GROUND, wanted).value
    assert price is not None
    return set_value(design, "ground.electricity_price", price)


def test_what_never_meets_says_how_far_it_stays(design):
    dear = set_value(set_value(design, "cost.hardware_from", "per_watt"), "cost.hardware_price", 5000.0)
    found = break_even_date(dear)
    assert found.crossing is None
    assert found.floor is not None
    assert found.floor > found.ground[-1]
    assert "does not come down" in found.sentence()
    assert "before 2060" in found.sentence()
    assert "launches for nothing" in found.sentence()


@given(change=st.floats(-0.2, 0.2), years=st.integers(0, 34))
def test_a_trend_is_compound(change, years):
    start = preset("suncatcher-cluster")
    then = in_year(start, 2026 + years, 2026, Trends(computers=change))
    path = "cost.computer_price"
    expected = min(get_value(start, path) * (1.0 + change) ** years, 1e6)
    assert get_value(then, path) == pytest.approx(expected, rel=1e-12)
    assert (then.launch.year, then.launch.price_basis) == (2026 + years, "learning")
    assert get_value(then, "cost.battery_price") == get_value(start, "cost.battery_price")


def test_the_trends_are_of_fields_that_there_are(design):
    assert set(PATHS) == set(LABELS)
    known = {spec.path: spec for spec in fields(Design)}
    for path in (path for paths in PATHS.values() for path in paths):
        assert known[path].kind == "number"


def test_hardware_that_learns_learns_from_the_satellites_made_meanwhile(design):
    learning = set_value(design, "cost.learning_rate", 0.15)
    then = in_year(learning, 2036, 2026, Trends(), satellites=81)
    made = 81 * 10 * YEAR / design.mission.lifetime
    assert then.cost.learned_units == pytest.approx(design.cost.learned_units + made)
    assert in_year(design, 2036, 2026, Trends(), satellites=81).cost.learned_units == design.cost.learned_units


def test_everything_that_is_taken_for_granted_is_named(design):
    said = " ".join(break_even_date(design, Trends(hardware=-0.04)).assumptions)
    for words in ("20 %", "1800 USD/kg", "400 t", "−4 % a year", "as now", "without inflation"):
        assert words in said


def test_questions_without_an_answer_are_refused(design):
    with pytest.raises(ValueError, match="no years"):
        break_even_date(design, first=2060, last=2030)
    with pytest.raises(ValueError, match="a year is not between"):
        Trends(hardware=-0.9)
    with pytest.raises(ValueError, match="there is no result"):
        break_even_date(design, result="cost.everything")
    with pytest.raises(ValueError, match="warmer"):
        break_even_date(set_value(design, "thermal.target_temperature", 150.0))
    with pytest.raises(DesignError):
        set_value(design, "launch.year", 1900)


@pytest.mark.parametrize("name", [one.name for one in presets()])
def test_every_design_that_ships_has_an_answer(name):
    shipped = preset(name)
    found, by_year = break_even(shipped, "launch.price"), break_even_date(shipped)
    assert not found.gaps
    assert not by_year.gaps
    for pair in space_and_ground(evaluate(shipped, only=("cost", "centre"))):
        assert pair.in_space is not None
        assert pair.on_ground is not None
    # Where the price that would do is above that of any year, every year does.
    if found.crossings and found.now is not None and found.crossings[0].value > by_year.launch_price.max():
        assert by_year.crossing == 2026


def test_it_can_be_stopped(design):
    shares: list[float] = []

    def stop(share: float) -> None:
        shares.append(share)
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        break_even_date(design, checkpoint=stop)
    assert shares == sorted(shares)
