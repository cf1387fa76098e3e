"""The file of a study: what is in it, and that a row that does not belong to its hash is not opened."""

import json
from pathlib import Path

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from studio import __version__
from studio.analysis import RESULTS, evaluate
from studio.analysis.many import design_digest, evaluate_many
from studio.analysis.study import Factor, Plan, evenly
from studio.design import set_value
from studio.document.stack_text import shipped_stack
from studio.jobs.study import StudyFile
from tests.jobs.study.here import ORBIT, Here, base, finished, plan_of


@pytest.fixture
def study(tmp_path: Path) -> StudyFile:
    with finished(tmp_path / "orbits.parquet", plan_of(40), batch=16) as file:
        yield file


def test_the_columns_are_those_of_the_designs_evaluated_alone(study: StudyFile) -> None:
    assert (study.count, study.factors, study.outcomes) == (40, ("mission.altitude", "mission.ltan"), ORBIT)
    assert np.array_equal(study.column("row"), np.arange(40))
    alone = evaluate_many(base(), study.plan.columns(0, 40), ORBIT)
    for name in ORBIT:
        assert np.array_equal(study.column(name), alone.columns[name])
    assert tuple(study.column("digest")) == alone.digests
    assert study.failures() == {}
    one = evaluate(study.design_at(33), only=("orbit",))
    assert one["orbit.period"] == study.column("orbit.period")[33]


def test_any_reader_of_parquet_finds_units_and_the_whole_study(study: StudyFile) -> None:
    schema = pq.read_schema(study.path)
    field = json.loads(schema.field("mission.altitude").metadata[b"dawnline"])
    assert (field["unit"], field["label"], field["role"]) == ("m", "Altitude", "factor")
    field = json.loads(schema.field("orbit.period").metadata[b"dawnline"])
    assert (field["unit"], field["label"]) == ("s", RESULTS["orbit.period"].label)
    head = json.loads(schema.metadata[b"dawnline"])
    assert head["dawnline"] == __version__
    assert head["plan"]["factors"][0]["path"] == "mission.altitude"
    assert msgspec.convert(head["design"], type(base())) == base() == study.design
    assert study.info("orbit.period").unit == "s"


def test_designs_open_with_the_values_of_their_row(study: StudyFile) -> None:
    for row in (0, 17, 39):
        design = study.design_at(row)
        assert design.mission.altitude == study.column("mission.altitude")[row]
        assert design_digest(design) == study.column("digest")[row]
    for row in (-1, 40):
        with pytest.raises(ValueError, match="they go from 0 to 39"):
            study.design_at(row)


def rewritten(study: StudyFile, change) -> StudyFile:
    table = pq.read_table(study.path)
    path = study.path.with_name("changed.parquet")
    pq.write_table(change(table).cast(table.schema), path)
    return StudyFile.open(path)


def sorted_alone(table: pa.Table) -> pa.Table:
    """One column sorted by itself, as a spreadsheet does."""
    at = table.schema.get_field_index("mission.altitude")
    falling = table.column(at).combine_chunks().sort(order="descending")
    return table.set_column(at, table.schema.field(at), falling)


def touched(table: pa.Table) -> pa.Table:
    at = table.schema.get_field_index("mission.altitude")
    return table.set_column(at, table.schema.field(at), pc.add(table.column(at), 1.0))


@pytest.mark.parametrize("change", [sorted_alone, touched])
def test_a_row_that_is_not_of_its_hash_is_not_opened(study: StudyFile, change) -> None:
    with rewritten(study, change) as changed, pytest.raises(ValueError, match=r"^row 3 is not what was computed: its"):
        changed.design_at(3)


def test_rows_that_are_sorted_as_a_whole_stay_with_their_designs(study: StudyFile) -> None:
    with rewritten(study, lambda table: table.sort_by([("orbit.period", "descending")])) as changed:
        assert changed.column("row")[0] != 0
        for at in (0, 20):
            assert changed.design_at(at).mission.altitude == changed.column("mission.altitude")[at]
        assert changed.column("row")[changed.position_of(4)] == 4
        with pytest.raises(ValueError, match="no row 40"):
            changed.position_of(40)


def test_a_part_of_a_study_names_the_rows_that_it_has(study: StudyFile) -> None:
    with (rewritten(study, lambda table: table.slice(7, 5)) as some,
          pytest.raises(ValueError, match=r"no row 2; they go from 7 to 11$")):  # fmt: skip
        some.position_of(2)
    with (rewritten(study, lambda table: table.slice(0, 0)) as none,
          pytest.raises(ValueError, match=r"^changed\.parquet: has no rows$")):  # fmt: skip
        none.position_of(0)


def test_a_study_of_designs_with_other_fields_is_held_against_its_plan(study: StudyFile, tmp_path: Path) -> None:
    """As a later Dawnline finds it whose designs have one more field: no hash is as it was."""
    def other_hashes(table: pa.Table) -> pa.Table:
        head = json.loads(table.schema.metadata[b"dawnline"])
        head["design_digest"] = "0" * 32
        at = table.schema.get_field_index("digest")
        table = table.set_column(at, table.schema.field(at), pa.array(["1" * 32] * table.num_rows))
        return table.replace_schema_metadata({b"dawnline": json.dumps(head).encode()})

    for change, opens in ((other_hashes, True), (lambda table: touched(other_hashes(table)), False)):
        path = tmp_path / "other.parquet"
        pq.write_table(change(pq.read_table(study.path)), path)
        with StudyFile.open(path) as file:
            if opens:
                assert file.design_at(3) == study.design_at(3)
            else:
                with pytest.raises(ValueError, match="is not what was computed"):
                    file.design_at(3)


def test_choices_counts_switches_and_whole_parts_come_back(tmp_path: Path) -> None:
    stacks = tuple(shipped_stack(name)[0] for name in ("gaas", "perovskite-hjt"))
    factors = (Factor("stack", values=stacks, names=("gaas", "perovskite-hjt")),
               Factor("mission.attitude", values=tuple(base_choices("mission.attitude"))),
               Factor("constellation.planes", 2, 4, 3, whole=True),
               Factor("mission.sun_synchronous", values=(True, False)),
               Factor("stack.price", values=(None, 100.0)))  # fmt: skip
    plan = Plan(factors, ("orbit.period",))
    with finished(tmp_path / "all.parquet", plan) as file:
        rows = np.random.default_rng(0).choice(plan.size, 40, replace=False)
        for row in rows.tolist():
            design, stored = file.design_at(row), file.row(row)
            assert design.stack.layers == stacks[("gaas", "perovskite-hjt").index(stored["stack"])].layers
            assert design.mission.attitude == stored["mission.attitude"]
            assert design.constellation.planes == stored["constellation.planes"]
            assert design.mission.sun_synchronous is stored["mission.sun_synchronous"]
            assert design.stack.price == stored["stack.price"]
        assert file.column("constellation.planes").dtype == np.int64
        assert file.info("stack").role == "factor"


def base_choices(path: str) -> tuple[str, ...]:
    from studio.design.edit import field_at

    return field_at(base(), path).choices


def test_failed_points_keep_their_reasons(tmp_path: Path) -> None:
    design = set_value(base(), "mission.eccentricity", 0.2)
    plan = Plan((evenly("mission.altitude", 2e5, 5e6, 30),), ("orbit.period",))
    with finished(tmp_path / "failed.parquet", plan, design=design, batch=7) as file:
        alone = evaluate_many(design, plan.columns(0, 30), plan.outcomes)
        assert 0 < len(alone.failures) < 30
        assert file.failures() == alone.failures
        periods = file.column("orbit.period")
        assert np.array_equal(np.isnan(periods), [row in alone.failures for row in range(30)])
        counts = pq.read_table(file.path, columns=["orbit.period"]).column(0).null_count
        assert counts == len(alone.failures)


@pytest.mark.parametrize(("content", "sentence"), [
    (None, "there is no such file"), (b"", "no Parquet file"), (b"PAR1" + b"x" * 100 + b"PAR1", "no Parquet file"),
    ("table", "is no study"),
])  # fmt: skip
def test_what_is_no_study_is_said_in_one_sentence(tmp_path: Path, content, sentence: str) -> None:
    path = tmp_path / "no.parquet"
    if content == "table":
        pq.write_table(pa.table({"a": [1]}), path)
    elif content is not None:
        path.write_bytes(content)
    with pytest.raises(ValueError, match=f"^no.parquet: .*{sentence}"):
        StudyFile.open(path)
    (tmp_path / "x").mkdir()
    with pytest.raises(ValueError, match=r"^x: "):
        StudyFile.open(tmp_path / "x")


def test_a_column_of_a_damaged_file_is_refused(study: StudyFile) -> None:
    data = bytearray(study.path.read_bytes())
    data[4:2000] = bytes(1996)
    path = study.path.with_name("damaged.parquet")
    path.write_bytes(data)
    with StudyFile.open(path) as file, pytest.raises(ValueError, match="damaged"):
        file.column("mission.altitude")
    with pytest.raises(ValueError, match=r"the study has no “mission.raan”"):
        study.column("mission.raan")


def test_large_tables_are_read_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studio.jobs.study.parts._GROUP_BYTES", 0)
    plan = Plan((evenly("mission.altitude", 5e5, 1.4e6, 4000),), ("orbit.period",))
    with finished(tmp_path / "large.parquet", plan, Here()) as file:
        assert pq.ParquetFile(file.path).num_row_groups > 2
        assert np.array_equal(file.column("mission.altitude"), plan.columns(0, 4000)["mission.altitude"])
        assert file.position_of(3999) == 3999
        assert file.design_at(2500).mission.altitude == plan.columns(2500, 2501)["mission.altitude"][0]
        assert sum(len(some["row"]) for some in file.rows(1000)) == 4000
