"""Requirements with a margin policy: what is asked for, by whom it is counted, and when a light turns."""

import math

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.analysis import RESULTS, Results, evaluate
from studio.analysis.bounds import bound_text, bounds, margins, obstacle, results_needed
from studio.analysis.judge import judge, judged, verdict
from studio.design import Design, MarginPolicy, Requirement, Review, set_value
from studio.design.edit import field_at
from studio.design.margin_policy import PHASES, STANDARD
from studio.document import preset

FINITE = st.floats(-1e12, 1e12, allow_nan=False)
SHARES = st.floats(0.0, 2.0)


class Known(Results):
    """Results that say what a test wants them to."""

    def __init__(self, design: Design, **values: float) -> None:
        super().__init__(design, {})
        self._values = {name.replace("__", "."): value for name, value in values.items()}

    def get(self, name: str, default: object = None) -> object:
        return self._values.get(name, default)


def held(requirement: Requirement, policies: tuple[MarginPolicy, ...] = (), phase: str = "concept", **values: float):
    review = msgspec.convert({"phase": phase}, Review)
    design = Design(requirements=(requirement,), review=msgspec.structs.replace(review, policies=policies))
    return verdict(requirement, Known(design, **values))


def test_the_esa_system_margin_on_dry_mass() -> None:
    """SRE-PA/2011.097: 20 % of the nominal dry mass; 1,000 kg need a launcher for 1,200 kg."""
    for actual, light in ((1000.0, "green"), (1000.1, "amber"), (1200.0, "amber"), (1200.1, "red")):
        found = held(Requirement("Mass", "mass.satellite", "<=", 1200.0, policy="System mass"), mass__satellite=actual)
        assert found.light == light, actual
        assert found.required == pytest.approx(0.2 * actual)
    assert held(Requirement("Mass", "mass.satellite", "<=", 1200.0, policy="System mass"), phase="cdr",
                mass__satellite=1080.0).light == "green"  # fmt: skip


def test_share_of_the_capability_is_counted_by_what_is_available() -> None:
    policy = MarginPolicy("Allocation", "capability", concept=0.3)
    mass = Requirement("Mass", "mass.satellite", "<=", 1000.0, policy="Allocation")
    assert held(mass, (policy,), mass__satellite=700.0).light == "green"
    assert held(mass, (policy,), mass__satellite=700.1).light == "amber"
    power = Requirement("Power", "power.array_eol", ">=", 700.0, policy="Allocation")
    found = held(power, (policy,), power__array_eol=1000.0)
    assert (found.light, found.share) == ("green", pytest.approx(0.3))


def test_a_fixed_amount_is_of_the_quantity_of_the_result() -> None:
    hot = Requirement("Junction", "thermal.junction_temperature", "<=", 358.15, policy="Temperature")
    assert held(hot, thermal__junction_temperature=347.15).light == "green"
    assert held(hot, thermal__junction_temperature=348.15).light == "amber"
    wrong = held(Requirement("Mass", "mass.satellite", "<=", 10.0, policy="Link"), mass__satellite=1.0)
    assert wrong.light == "amber"
    assert "another quantity" in wrong.reason


def test_a_share_of_nothing_says_so_instead_of_being_green() -> None:
    found = held(Requirement("Left", "power.margin_eol", ">=", 0.0, policy="System power"), power__margin_eol=5e3)
    assert found.light == "amber"
    assert "share of nothing" in found.reason


def test_two_results_are_held_against_each_other() -> None:
    one = Requirement("Enough", "power.array_eol", ">=", 0.0, against="power.load", policy="System power")
    assert results_needed(one) == ("power.array_eol", "power.load")
    for array, light in ((1200.0, "green"), (1199.0, "amber"), (999.0, "red")):
        assert held(one, power__array_eol=array, power__load=1000.0).light == light
    assert held(one, power__array_eol=1.0).light == "unknown"
    assert "different quantities" in held(msgspec.structs.replace(one, against="mass.satellite"),
                                          power__array_eol=1.0, mass__satellite=1.0).reason  # fmt: skip
    assert held(msgspec.structs.replace(one, against="nothing.here"), power__array_eol=1.0).light == "unknown"


def test_a_result_is_held_against_a_field() -> None:
    one = Requirement("Payload", "power.load", ">=", 0.0, against="payload.power")
    design = set_value(Design(requirements=(one,)), "payload.power", 5e3)
    assert verdict(one, Known(design, power__load=5.5e3)).margin == pytest.approx(500.0)
    label = field_at(design, "payload.power").label
    assert bound_text(one, lambda _, value: f"{value:g} W", design) == f"≥ {label}"
    spare = msgspec.structs.replace(one, value=200.0)
    assert bound_text(spare, lambda _, value: f"{value:g} W", design) == f"≥ {label} + 200 W"


def test_a_range_counts_its_nearer_end() -> None:
    one = Requirement("Depth", "power.depth_of_discharge", "in", 0.1, upper=0.4, warn=0.05)
    for actual, light, margin in ((0.2, "green", 0.1), (0.37, "amber", 0.03), (0.05, "red", -0.05), (0.5, "red", -0.1)):
        found = held(one, power__depth_of_discharge=actual)
        assert (found.light, found.margin) == (light, pytest.approx(margin))


def test_a_policy_that_nobody_knows_is_said() -> None:
    found = held(Requirement("Mass", "mass.satellite", "<=", 10.0, policy="No such"), mass__satellite=1.0)
    assert found.light == "amber"
    assert "no margin policy" in found.reason


@pytest.mark.parametrize("policy", STANDARD, ids=lambda one: one.name)
def test_shipped_policies_have_sources_and_ask_for_less_the_later_it_is(policy: MarginPolicy) -> None:
    asked = [policy.at(phase) for phase in PHASES]
    assert policy.source
    assert asked == sorted(asked, reverse=True)


@given(FINITE, FINITE, SHARES, st.sampled_from([">=", "<="]), st.sampled_from(["demand", "capability"]),
       st.floats(0, 1e9))  # fmt: skip
def test_lights_follow_the_arithmetic(actual, bound, share, relation, basis, warn) -> None:
    """Against the definition written out: margin, what is needed, what is available."""
    policy = MarginPolicy("P", basis, concept=share)
    one = Requirement("R", "mass.satellite", relation, bound, warn, policy="P")
    found = held(one, (policy,), mass__satellite=actual)
    need, have = (bound, actual) if relation == ">=" else (actual, bound)
    margin = have - need
    asked = max(warn, share * abs(need if basis == "demand" else have))
    assert found.margin == margin
    if margin < 0:
        assert found.light == "red"
    elif share > 0 and share * abs(need if basis == "demand" else have) == 0.0:
        assert found.light == "amber"
    else:
        assert found.required == asked
        assert found.light == ("amber" if margin < asked else "green")


@given(st.floats(0.0, 1e9), st.floats(1e-3, 1e9), st.lists(SHARES, min_size=2, max_size=2))
def test_less_policy_never_makes_a_light_worse(actual, bound, shares) -> None:
    order = {"red": 0, "amber": 1, "green": 2}
    one = Requirement("R", "mass.satellite", "<=", bound, policy="P")
    strict, loose = (held(one, (MarginPolicy("P", "demand", concept=share),), mass__satellite=actual)
                     for share in sorted(shares, reverse=True))  # fmt: skip
    assert order[loose.light] >= order[strict.light] or loose.reason


@given(st.lists(FINITE, min_size=1, max_size=8), FINITE, st.floats(0.0, 1e6), st.sampled_from([">=", "<=", "in"]))
def test_columns_are_judged_as_single_designs_are(values, bound, width, relation) -> None:
    one = Requirement("R", "mass.satellite", relation, bound, upper=bound + width)
    design = Design(requirements=(one,))
    columns = {"mass.satellite": np.array(values)}
    found = judged(design, columns)
    single = [verdict(one, Known(design, mass__satellite=value)).margin for value in values]
    assert found.margins[:, 0].tolist() == single
    low, high = bounds(one, design, columns)
    inside = [low <= value <= high for value in values]
    assert found.holds.tolist() == inside


@given(st.lists(st.tuples(FINITE, FINITE), min_size=1, max_size=8))
def test_columns_are_held_against_columns(pairs) -> None:
    one = Requirement("R", "power.array_eol", ">=", 0.0, against="power.load")
    columns = {"power.array_eol": np.array([pair[0] for pair in pairs]), "power.load": np.array([p[1] for p in pairs])}
    assert margins(one, Design(), columns).tolist() == [have - need for have, need in pairs]
    assert obstacle(one, Design()) == ""
    assert math.isnan(margins(one, Design(), {"power.array_eol": np.array([1.0])})[0])


def test_a_phase_changes_the_verdict_and_computes_nothing_again() -> None:
    design = preset("suncatcher-cluster")
    mass = Requirement("Mass", "mass.satellite", "<=", 660.0, policy="System mass")
    design = msgspec.structs.replace(design, requirements=(mass,))
    first = evaluate(design, only=("mass",))
    later = evaluate(set_value(design, "review.phase", "cdr"), first.outcomes, only=("mass",))
    assert all(later.outcomes[name] is outcome for name, outcome in first.outcomes.items())
    assert (judge(first)[0].light, judge(later)[0].light) == ("amber", "green")
    assert RESULTS["mass.satellite"].stage == "mass"
