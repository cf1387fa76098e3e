"""Outcomes that came without the maps that no view reads: what is built on them is as if they had them."""

import dataclasses
from collections import defaultdict
from typing import Any

import numpy as np
import pytest

from studio.analysis import RESULTS, STAGES, Outcome, engine, evaluate
from studio.analysis.fleet.members import members
from studio.analysis.year_of_life import MAPS, NEEDS, year_of_life
from studio.design import Design, get_value, set_value
from studio.document import preset
from studio.jobs.child import public

START = preset("shell-500km-eclipse")
FULL = evaluate(START)
HOLLOW = {stage: public(outcome) for stage, outcome in FULL.outcomes.items()}


class Watched:
    """A table that says which of its inner maps are read, and by whom."""

    def __init__(self, table: Any, stage: str, told: set[tuple[str, str]]) -> None:
        self._table, self._stage, self._told = table, stage, told

    def __getattr__(self, name: str) -> Any:
        if name in STAGES[self._stage].inner:
            self._told.add((self._stage, name))
        return getattr(self._table, name)


def test_stages_say_of_which_others_they_read_the_maps(monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[str, set[tuple[str, str]]] = defaultdict(set)
    run = engine._run

    def watched(stage: Any, *rest: Any) -> Outcome:
        def read(design: Design, tables: Any, checkpoint: Any) -> Any:
            seen = {name: Watched(table, name, told[stage.name]) if name in STAGES else table
                    for name, table in tables.items()}  # fmt: skip
            return stage.run(design, seen, checkpoint)

        return run(dataclasses.replace(stage, run=read), *rest)

    monkeypatch.setattr(engine, "_run", watched)
    layers = set_value(preset("perovskite-hjt-650km"), "mission.off_pointing", 0.2)
    for design in (START, preset("suncatcher-cluster"), layers, set_value(layers, "mission.attitude", "nadir")):
        for attitude in ("edge_to_sun", "behind_array"):
            found = evaluate(set_value(design, "thermal.radiator_attitude", attitude))
            assert found.outcomes["nodes"].ok
    for stage in STAGES.values():
        assert {name for name, _ in told[stage.name]} == set(stage.maps), stage.name
        assert set(stage.maps) <= set(stage.needs)
    every = {(stage.name, name) for stage in STAGES.values() for name in stage.inner}
    assert set.union(*told.values()) == every, "what nobody reads is not to be kept"


@pytest.mark.parametrize("path", [
    "mission.altitude", "environment.albedo", "environment.earth_infrared", "array.area", "array.wiring_efficiency",
    "ageing.uv_loss", "power.conductor_loss_share", "battery.energy", "payload.power", "payload.overhead",
    "thermal.radiator_emittance", "platform.mass", "constellation.cluster_radius", "link.aperture",
    "geometry.wing_aspect", "launch.price", "cost.inflation", "ground.clear_sky_share",
])  # fmt: skip
def test_another_design_on_hollow_outcomes_is_as_if_computed_afresh(path: str) -> None:
    other = set_value(START, path, get_value(START, path) * 0.95)
    afresh, found = evaluate(other), evaluate(other, HOLLOW)
    assert {stage: one.failure for stage, one in found.outcomes.items() if one.failure} == {}
    for name in RESULTS:
        np.testing.assert_array_equal(found.get(name), afresh.get(name), name)


def test_what_nobody_reads_again_is_taken_over_hollow() -> None:
    ran: list[str] = []
    found = evaluate(set_value(START, "cost.cny_per_usd", 7.0), HOLLOW, on_stage=lambda one: ran.append(one.stage))
    assert "cost" in ran
    assert not {"environment", "panel", "power", "thermal", "nodes"} & set(ran)
    assert found.outcomes["power"] is HOLLOW["power"]


def test_a_stage_that_is_missing_gets_the_maps_it_reads() -> None:
    ran: list[str] = []
    without = {stage: outcome for stage, outcome in HOLLOW.items() if stage != "nodes"}
    found = evaluate(START, without, on_stage=lambda one: ran.append(one.stage))
    assert ran == ["environment", "panel", "power", "thermal", "nodes"]
    assert found["thermal.junction_hot"] == FULL["thermal.junction_hot"]


def test_tables_are_had_whole_where_they_are_asked_for() -> None:
    assert evaluate(START, HOLLOW).outcomes["power"].computed.heat_map.size == 0
    found = evaluate(START, HOLLOW, only=("power",), whole=("power",))
    np.testing.assert_array_equal(found.stage("power").heat_map, FULL.stage("power").heat_map)


def test_members_and_years_of_life_do_not_need_the_maps() -> None:
    layout = FULL.stage("fleet").layout
    for hollow, full in zip(members(START, HOLLOW, layout, (-1, 0)), members(START, FULL.outcomes, layout, (-1, 0)),
                            strict=True):  # fmt: skip
        for field in dataclasses.fields(full):
            np.testing.assert_array_equal(getattr(hollow, field.name), getattr(full, field.name))
    found = evaluate(START, HOLLOW, only=NEEDS, whole=MAPS)
    tables = {stage: found.stage(stage) for stage in NEEDS}
    whole = {stage: FULL.stage(stage) for stage in NEEDS}
    year, same = year_of_life(START, tables, 0.0), year_of_life(START, whole, 0.0)
    np.testing.assert_array_equal(year.thermal.radiator_temperature_map, same.thermal.radiator_temperature_map)
    np.testing.assert_array_equal(year.power.array_map, same.power.array_map)
