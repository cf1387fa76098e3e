"""The walk over the stages: reuse, failure, skipping, cancelling."""

import dataclasses
import math

import msgspec
import numpy as np
import pytest

from studio.analysis import RESULTS, STAGES, Cancelled, evaluate, explain, judge, wanted_keys
from studio.design import Design, DesignError, set_value
from studio.document import preset, presets

START = preset("suncatcher-cluster")
BASE = evaluate(START)


def ran(design: Design, previous=BASE) -> set[str]:
    told: list[str] = []
    evaluate(design, previous.outcomes, on_stage=lambda outcome: told.append(outcome.stage))
    return set(told)


@pytest.mark.parametrize("name", [one.name for one in presets()])
def test_every_preset_computes_every_stage(name: str) -> None:
    results = evaluate(preset(name))
    assert {stage: outcome.failure for stage, outcome in results.outcomes.items() if not outcome.ok} == {}
    for key in results:
        value = results[key]
        if isinstance(value, tuple):
            assert all(isinstance(name, str) for name in value), key
        elif not isinstance(value, str):
            assert np.all(np.isfinite(value)), key


def test_every_stage_comes_after_those_it_needs_and_reads_parts_that_exist() -> None:
    seen: set[str] = set()
    for stage in STAGES.values():
        assert set(stage.needs) <= seen
        assert set(stage.reads) <= set(Design.__struct_fields__)
        seen.add(stage.name)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("stack.layers[0].thickness", 5e-5),
        ("array.packing_factor", 0.8),
        ("stack.back.emittance", 0.7),
    ],
)
def test_a_panel_edit_touches_no_orbit_stage(path: str, value: float) -> None:
    touched = ran(set_value(START, path, value))
    assert "panel" in touched
    assert touched.isdisjoint({"orbit", "illumination", "environment"})


def test_only_what_depends_on_an_edit_runs() -> None:
    assert ran(START) == set()
    assert ran(set_value(START, "title", "Another name")) == set()
    assert ran(set_value(START, "platform.mass", 99.0)) >= {"mass"}
    assert "panel" not in ran(set_value(START, "battery.energy", 5e7))
    assert ran(set_value(START, "mission.altitude", 700e3)) == set(STAGES) - {"optics", "cell", "supply", "market"}
    in_the_panel = ran(set_value(START, "stack.layers[cover].thickness", 70e-6))
    assert in_the_panel.isdisjoint({"orbit", "illumination", "environment"})
    assert in_the_panel >= {"optics", "cell", "radiation", "panel", "power"}
    assert ran(set_value(START, "constellation.cluster_radius", 900.0)) == {
        "constellation", "fleet", "formation", "link", "launch", "programme", "cost", "centre"}  # fmt: skip


@pytest.mark.parametrize("part", [name for name in Design.__struct_fields__ if name not in {"title", "description"}])
def test_a_stage_reads_no_part_that_it_does_not_name(part: str) -> None:
    # Every stage is run on a design whose unnamed parts are poisoned: touching one is an error.
    class Poisoned:
        def __init__(self, allowed: tuple[str, ...]) -> None:
            self._allowed = allowed

        def __getattr__(self, name: str) -> object:
            if name == part and part not in self._allowed:
                raise AssertionError(f"{name} was read")
            return getattr(START, name)

    for stage in STAGES.values():
        tables = {need: BASE.stage(need) for need in stage.needs}
        assert stage.run(Poisoned(stage.reads), tables, None) is not None


def test_a_stage_that_fails_says_why_and_the_rest_goes_on() -> None:
    results = evaluate(set_value(START, "stack.cell", "no-such-cell"))
    # The overrides of this preset may hide the catalogue: take them away.
    bare = set_value(results.design, "stack.cell_efficiency", None)
    bare = set_value(bare, "stack.cell_temperature_coefficient", None)
    results = evaluate(bare)
    assert "no-such-cell" in results.outcomes["cell"].failure
    assert not results.outcomes["cell"].skipped
    assert results.outcomes["panel"].skipped
    assert results.outcomes["power"].skipped
    assert results.outcomes["environment"].ok
    assert "orbit.period" in results
    assert "power.load" not in results


def test_a_design_that_contradicts_itself_computes_nothing_and_says_where() -> None:
    results = evaluate(set_value(START, "mission.eccentricity", 0.3))
    assert all("mission.eccentricity" in outcome.failure for outcome in results.outcomes.values())
    assert len(results) == 0


def test_only_limits_the_walk_to_what_is_needed() -> None:
    assert set(evaluate(START, only=("environment",)).outcomes) == {"orbit", "illumination", "environment"}
    with pytest.raises(ValueError, match="there is no stage “sun”"):
        evaluate(START, only=("sun",))


def test_a_checkpoint_can_cancel_and_what_is_done_is_reused() -> None:
    done = {}

    def stop(fraction: float) -> None:
        if "illumination" in done:
            raise Cancelled

    with pytest.raises(Cancelled):
        evaluate(START, on_stage=lambda outcome: done.update({outcome.stage: outcome}), checkpoint=stop)
    assert set(done) == {"orbit", "illumination"}
    again: list[str] = []
    evaluate(START, done, on_stage=lambda outcome: again.append(outcome.stage))
    assert set(again) == set(STAGES) - {"orbit", "illumination"}


def test_keys_are_equal_for_equal_designs_only() -> None:
    twin = msgspec.convert(msgspec.to_builtins(START), Design)
    assert wanted_keys(twin) == wanted_keys(START)
    assert wanted_keys(set_value(START, "array.area", 1.0))["panel"] != wanted_keys(START)["panel"]


def test_results_cannot_be_written_to() -> None:
    for name in BASE:
        if isinstance(BASE[name], np.ndarray):
            with pytest.raises(ValueError, match="read-only"):
                BASE[name][0] = 1.0


def test_every_result_explains_itself_up_to_the_design() -> None:
    for name in RESULTS:
        found = explain(BASE, name)
        assert found.equation
        assert found.source
        leaves, pending = [], [found]
        while pending:
            one = pending.pop()
            pending.extend(one.inputs)
            if not one.inputs:
                leaves.append(one.name)
        assert all(leaf not in RESULTS for leaf in leaves), (name, leaves)
    with pytest.raises(DesignError, match="neither a result nor a field"):
        explain(BASE, "orbit.colour")


def test_requirements_are_judged_with_their_distance() -> None:
    verdicts = {verdict.requirement.name: verdict for verdict in judge(BASE)}
    assert len(verdicts) == len(START.requirements)
    for verdict in verdicts.values():
        assert verdict.actual == BASE[verdict.requirement.result]
        assert (verdict.margin < 0) == (verdict.light == "red")
    lost = msgspec.structs.replace(START.requirements[0], result="no.such")
    [unknown] = judge(evaluate(msgspec.structs.replace(START, requirements=(lost,))))
    assert unknown.light == "unknown"
    assert "no.such" in unknown.reason


def test_no_result_has_the_name_of_a_design_field() -> None:
    from studio.design import fields

    assert {field.path for field in fields(Design)}.isdisjoint(RESULTS)


@pytest.mark.parametrize(("fails", "ours"), [
    (lambda: np.zeros(0) + np.zeros(3), False), (lambda: math.sqrt(-1.0), False), (lambda: 1 // 0, False),
    (lambda: _say("the cell melts"), True),
])  # fmt: skip
def test_a_stage_that_fails_in_the_words_of_a_library_is_told_in_the_log(monkeypatch, expected_logs, fails, ours):
    stage = dataclasses.replace(STAGES["market"], run=lambda *_: fails())
    monkeypatch.setitem(STAGES, "market", stage)
    if not ours:
        expected_logs("ERROR", "the stage market failed with words that are not ours")
    found = evaluate(START)
    assert found.outcomes["market"].failure
    assert all(outcome.ok for name, outcome in found.outcomes.items() if name != "market")


def _say(words: str) -> None:
    raise ValueError(words)
