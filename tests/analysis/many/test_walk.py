"""The walk over many designs: groups, failures, what is shared and remembered, and the hash of each design."""

import dataclasses
from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.analysis import evaluate
from studio.analysis.engine import Cancelled
from studio.analysis.many import Memory, design_digest, evaluate_many
from studio.analysis.many.part import SOME
from studio.analysis.many.setter import apply
from studio.analysis.sampling import FINE, QUICK
from studio.analysis.stages import RESULTS, STAGES
from studio.catalogue.launcher import launchers
from studio.design import Design, DesignError, set_value
from studio.design.quantity import YEAR
from studio.document import preset
from tests.analysis.many.agree import check_agreement
from tests.analysis.many.fields import near

START = preset("suncatcher-cluster")
_UNPRICED = next(id for id, vehicle in launchers().items() if vehicle.price_today is None)


def counted(monkeypatch: pytest.MonkeyPatch, name: str) -> list[str]:
    """Every single run of a stage from now on."""
    runs: list[str] = []
    stage = STAGES[name]

    def run(*args: Any) -> Any:
        runs.append(name)
        return stage.run(*args)

    monkeypatch.setitem(STAGES, name, dataclasses.replace(stage, run=run))
    return runs


def test_choices_and_numbers_in_any_order() -> None:
    columns: dict[str, Sequence[Any]] = {
        "constellation.pattern": ["walker", "cluster", "ring", "cluster", "walker"],
        "mission.altitude": np.array([5e5, 6e5, 7e5, 8e5, 9e5]),
        "platform.holds_links": [True, False, True, True, False],
    }
    check_agreement(START, columns, ("orbit", "mass"), alone=("orbit", "mass"))


def test_values_that_are_absent() -> None:
    columns = {"cost.service_time": [None, 10.0 * YEAR, None, 12.0 * YEAR, 5.0 * YEAR],
               "cost.engineering": [1e8, None, 2e8, None, None],
               "cost.array_price": [10.0, 20.0, 30.0, 40.0, 50.0]}  # fmt: skip
    answer = check_agreement(START, columns, ("cost",), alone=("cost",))
    assert not answer.failures


def test_whole_parts_exchanged() -> None:
    others = [preset(name) for name in ("perovskite-hjt-650km", "suncatcher-cluster", "shell-30deg")]
    columns = {"stack": [other.stack for other in others], "array.area": [100.0, 200.0, 300.0]}
    check_agreement(START, columns, ("panel", "supply"), alone=("panel", "supply"))
    answer = evaluate_many(START, {"stack": [others[0].mission, others[1].stack]}, ("supply.pathway",))
    assert list(answer.failures) == [0]
    assert "cannot hold this" in answer.failures[0]


def test_one_that_fails_is_found_by_halving() -> None:
    base = set_value(START, "cost.service_time", 10.0 * YEAR)
    lives = np.linspace(2.0, 8.0, 64) * YEAR
    lives[37] = 0.0
    answer = evaluate_many(base, {"mission.lifetime": lives}, ("cost.npv", "orbit.period"))
    single = evaluate(set_value(base, "mission.lifetime", 0.0), only=("cost",)).outcomes["cost"].failure
    assert answer.failures == {37: f"Cost: {single}"}
    assert answer.counts.singles["cost"] == 2  # it, and its neighbour in the last pair
    assert answer.counts.calls["cost"] == 5
    assert np.flatnonzero(np.isnan(answer.columns["cost.npv"])).tolist() == [37]
    assert np.isfinite(answer.columns["orbit.period"]).all()


def test_a_stage_that_none_has_is_tried_once_for_each() -> None:
    base = set_value(set_value(START, "launch.price_basis", "today"), "launch.vehicle", _UNPRICED)
    answer = evaluate_many(base, {"launch.adapter_share": np.linspace(0.0, 0.5, 32)}, ("launch.price_fleet",))
    reason = evaluate(base, only=("launch",)).outcomes["launch"].failure
    assert answer.failures == dict.fromkeys(range(32), f"Launch: {reason}")
    assert answer.counts.singles["launch"] == 32


def test_what_waits_for_a_stage_that_failed_carries_what_went_wrong_there() -> None:
    base = set_value(START, "cost.service_time", 10.0 * YEAR)
    waiting = RESULTS["ground.annual"].stage
    single = evaluate(set_value(base, "mission.lifetime", 0.0), only=(waiting,)).outcomes
    assert single[waiting].skipped
    answer = evaluate_many(base, {"mission.lifetime": np.array([0.0, 5.0, 4.0]) * YEAR}, ("ground.annual",))
    assert answer.failures == {0: f"Cost: {single['cost'].failure}"}
    whole = evaluate_many(base, {"mission.lifetime": np.zeros(2)}, ("ground.annual", "cost.npv"))
    assert list(whole.failures) == [0, 1]


def test_counts_that_are_none_fail_alone() -> None:
    counts = [3.0, np.inf, 1e300, -np.inf, np.nan, 2.5, 4.0]
    answer = evaluate_many(START, {"constellation.planes": np.array(counts)}, ("orbit.period",))
    assert list(answer.failures) == [1, 2, 3, 4, 5]
    assert all(reason.startswith("constellation.planes: ") for reason in answer.failures.values())


def test_equal_values_are_computed_once() -> None:
    columns = {"mission.altitude": np.repeat([5e5, 6e5, 7e5], 20), "array.area": np.tile([100.0, 200.0], 30)}
    answer = evaluate_many(START, columns, ("mass.satellite", "orbit.period"))
    assert (answer.counts.designs["orbit"], answer.counts.designs["mass"]) == (3, 6)
    np.testing.assert_array_equal(answer.columns["orbit.period"], np.repeat(answer.columns["orbit.period"][::20], 20))


def test_more_designs_than_go_through_all_stages_together() -> None:
    names = tuple(name for name, info in RESULTS.items() if info.kind in {"number", "integer", "text"}
                  and "closure" not in name)  # fmt: skip  # what an iteration leaves is no result of the design
    count = SOME + 7
    paths = ["array.area", "mission.altitude", "payload.power", "cost.array_price"]
    columns = near(START, paths, count, seed=5, reach=0.3)
    columns["mission.eccentricity"] = np.where(np.arange(count) % 9 == 4, 0.3, 0.0)  # whose perigee is too low
    whole = evaluate_many(START, columns, names)
    for rows in (slice(0, SOME), slice(SOME, count)):
        part = evaluate_many(START, {path: values[rows] for path, values in columns.items()}, names)
        assert [row - rows.start for row in whole.failures if rows.start <= row < rows.stop] == list(part.failures)
        for name in names:
            together, apart = whole.columns[name][rows], part.columns[name]
            if RESULTS[name].kind == "text":
                assert together.tolist() == apart.tolist(), name
            else:
                np.testing.assert_allclose(together, apart, rtol=1e-8, err_msg=name)


def test_light_stages_come_after_those_with_maps() -> None:
    for stage in STAGES.values():
        assert stage.light or not any(STAGES[need].light for need in stage.needs), stage.name


def test_a_memory_keeps_what_no_number_reaches(monkeypatch: pytest.MonkeyPatch) -> None:
    runs, memory = counted(monkeypatch, "optics"), Memory()
    for low in (100.0, 200.0, 300.0):
        evaluate_many(START, {"array.area": np.linspace(low, low + 50.0, 4)}, ("mass.satellite",), memory=memory)
    assert len(runs) == 1
    evaluate_many(START, {"array.area": np.ones(2) * 99.0}, ("mass.satellite",), memory=memory, sampling=FINE)
    assert len(runs) == 2  # of another sampling it is another
    evaluate_many(preset("shell-30deg"), {"array.area": np.array([1e2, 2e2])}, ("mass.satellite",), memory=memory)
    assert len(runs) == 3


def test_a_memory_is_not_led_astray_by_a_choice_or_a_constant_column() -> None:
    memory = Memory()
    for constant in (200.0, 300.0, 200.0):
        columns = {"array.area": np.full(3, constant), "platform.mass": np.array([1e2, 2e2, 3e2])}
        for holds in (True, False):
            base = set_value(START, "platform.holds_links", holds)
            with_memory = evaluate_many(base, columns, ("mass.satellite",), memory=memory)
            without = evaluate_many(base, columns, ("mass.satellite",))
            np.testing.assert_array_equal(with_memory.columns["mass.satellite"], without.columns["mass.satellite"])


def test_a_cancelled_walk_leaves_its_memory_whole() -> None:
    memory = Memory()
    columns = {"mission.altitude": np.linspace(5e5, 9e5, 5), "platform.holds_links": [True, False] * 2 + [True]}
    told: list[float] = []

    def stop(fraction: float) -> None:
        told.append(fraction)
        if len(told) > 9:
            raise Cancelled

    with pytest.raises(Cancelled):
        evaluate_many(START, columns, ("mass.satellite",), memory=memory, checkpoint=stop)
    assert told == sorted(told)
    found = evaluate_many(START, columns, ("mass.satellite",), memory=memory)
    fresh = evaluate_many(START, columns, ("mass.satellite",))
    np.testing.assert_array_equal(found.columns["mass.satellite"], fresh.columns["mass.satellite"])


def test_columns_that_are_no_study() -> None:
    with pytest.raises(ValueError, match="no result"):
        evaluate_many(START, {}, ("orbit.nothing",))
    with pytest.raises(ValueError, match="different lengths"):
        evaluate_many(START, {"array.area": [1.0], "mission.altitude": [5e5, 6e5]}, ("orbit.period",))
    answer = evaluate_many(START, {"array.area": [[1.0], 200.0], "array.nothing": [1.0, 2.0]}, ("orbit.period",))
    assert list(answer.failures) == [0, 1]
    nothing = evaluate_many(START, {"array.area": np.empty(0)}, ("orbit.period",))
    assert nothing.columns["orbit.period"].size == 0
    alone = evaluate_many(START, {}, ("orbit.period",))
    assert alone.columns["orbit.period"].tolist() == [evaluate(START, only=("orbit",))["orbit.period"]]
    assert alone.digests == (design_digest(START),)


def test_whole_numbers_in_a_field_of_any() -> None:
    whole = evaluate_many(START, {"mission.altitude": np.array([500_000, 600_000])}, ("orbit.period",))
    real = evaluate_many(START, {"mission.altitude": np.array([5e5, 6e5])}, ("orbit.period",))
    assert whole.digests == real.digests
    np.testing.assert_array_equal(whole.columns["orbit.period"], real.columns["orbit.period"])


def test_a_hash_is_of_what_is_computed_and_of_nothing_else() -> None:
    renamed = msgspec.structs.replace(START, title="another", description="words")
    assert design_digest(renamed) == design_digest(START)
    assert design_digest(set_value(START, "mission.altitude", 650_001.0)) != design_digest(START)
    assert design_digest(set_value(START, "cost.engineering", 0.0)) != design_digest(START)
    layers = START.stack.layers
    swapped = msgspec.structs.replace(START.stack, layers=(layers[1], layers[0], *layers[2:]))
    assert design_digest(msgspec.structs.replace(START, stack=swapped)) != design_digest(START)
    fewer = msgspec.structs.replace(START.stack, layers=layers[:-1])
    assert design_digest(msgspec.structs.replace(START, stack=fewer)) != design_digest(START)


_RANGES: dict[str, tuple[float, float]] = {
    "mission.altitude": (1e5, 2.1e6), "mission.eccentricity": (-0.01, 0.1), "array.packing_factor": (0.0, 1.1),
    "stack.front.absorptance": (0.0, 1.0), "stack.layers[cover].thickness": (0.0, 5e-4), "battery.energy": (0.0, 1e9),
    "constellation.planes": (0, 4000), "constellation.satellites_per_plane": (1, 1000), "link.terminals": (0, 8),
    "constellation.cluster_spacing": (1.0, 400.0), "mission.lifetime": (0.0, 12.0 * YEAR),
}  # fmt: skip
_WHOLE = {"constellation.planes", "constellation.satellites_per_plane", "link.terminals"}
_CHOICES: dict[str, list[Any]] = {
    "constellation.pattern": ["walker", "cluster", "ring", "swarm"],
    "mission.sun_synchronous": [True, False, "yes"],
    "mission.epoch": ["2026-01-01T00:00:00", "2026-06-01T12:00:00", "never", "1066-10-14T00:00:00"],
    "cost.engineering": [None, 0.0, 1e8, float("nan"), True],
}


@st.composite
def studies(draw: st.DrawFn) -> dict[str, list[Any]]:
    count = draw(st.integers(1, 6))
    numbers = draw(st.lists(st.sampled_from(sorted(_RANGES)), unique=True, max_size=5))
    choices = draw(st.lists(st.sampled_from(sorted(_CHOICES)), unique=True, max_size=2))
    columns: dict[str, list[Any]] = {}
    for path in numbers:
        low, high = _RANGES[path]
        kind: Any = st.integers(int(low), int(high)) if path in _WHOLE else st.floats(low, high)
        columns[path] = draw(st.lists(kind, min_size=count, max_size=count))
    for path in choices:
        columns[path] = draw(st.lists(st.sampled_from(_CHOICES[path]), min_size=count, max_size=count))
    return columns


def alone(values: dict[str, Any]) -> tuple[Design | None, str]:
    """One design of a study by itself, or why there is none."""
    try:
        design = apply(START, values)
    except DesignError as error:
        return None, str(error)
    return design, evaluate(design, only=("orbit",), sampling=QUICK).outcomes["orbit"].failure


@settings(max_examples=60)
@given(studies(), st.booleans())
def test_each_is_refused_hashed_and_computed_as_it_is_alone(columns: dict[str, list[Any]], arrays: bool) -> None:
    given_columns: dict[str, Any] = {
        path: np.array(values) if arrays and path in _RANGES else values for path, values in columns.items()}
    answer = evaluate_many(START, given_columns, ("orbit.period", "orbit.inclination"))
    count = len(next(iter(columns.values()), [None]))
    for row in range(count):
        design, failure = alone({path: values[row] for path, values in columns.items()})
        assert (row in answer.failures) == bool(failure), answer.failures.get(row, failure)
        if design is None:
            assert answer.digests[row] == ""
            assert np.isnan(answer.columns["orbit.period"][row])
        elif failure:
            assert answer.failures[row].removeprefix("Orbit: ") == failure
        else:
            assert answer.digests[row] == design_digest(design)
            single = evaluate(design, only=("orbit",), sampling=QUICK)
            assert answer.columns["orbit.period"][row] == pytest.approx(single["orbit.period"], rel=1e-12)
            assert answer.columns["orbit.inclination"][row] == pytest.approx(single["orbit.inclination"], rel=1e-12)
