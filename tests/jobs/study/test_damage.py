"""Files of studies that were damaged, or rewritten by another program: the right data, or one sentence."""

import errno
import json
import random
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from studio.analysis.many import evaluate_many
from studio.analysis.study import Plan
from studio.jobs.study import StudyFile, StudyRun, unfinished
from studio.jobs.study.parts import folder_of
from tests.jobs.study.here import ORBIT, Ending, Here, base, finished, plan_of

FILES = 300
ROWS = 12


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("study") / "whole.parquet"
    finished(path, plan_of(ROWS), batch=5).close()
    return path


def everything(path: Path) -> dict[str, list]:
    with StudyFile.open(path) as file:
        found = {name: file.column(name).tolist() for name in file.names()}
        found["failures"] = list(file.failures().items())
        found["rows"] = [file.row(at) for at in range(file.count)]
        found["designs"] = [file.design_at(at) for at in range(file.count)]
        found["pieces"] = [{name: values.tolist() for name, values in piece.items()} for piece in file.rows(7)]
    return found


def damaged(data: bytes, seed: int) -> bytes:
    """`data` with bits turned, bytes lost, emptied or put in, or the end cut off."""
    r, found = random.Random(seed), bytearray(data)
    place = r.randrange(len(data))
    match r.choice(("bits", "bits", "end", "empty", "more", "less")):
        case "bits":
            for _ in range(r.choice((1, 1, 3, 40))):
                found[r.randrange(len(data))] ^= 1 << r.randrange(8)
        case "end":
            del found[place:]
        case "empty":
            found[place : place + 200] = bytes(len(found[place : place + 200]))
        case "more":
            found[place:place] = r.randbytes(r.randrange(1, 40))
        case "less":
            del found[place : place + r.randrange(1, 40)]
    return bytes(found)


def test_damage_is_told_in_one_sentence_or_does_not_matter(whole: Path, tmp_path: Path) -> None:
    expected, data = everything(whole), whole.read_bytes()
    told = 0
    for seed in range(FILES):
        path = tmp_path / f"{seed}.parquet"
        path.write_bytes(damaged(data, seed))
        try:
            found = everything(path)
        except ValueError as error:
            told += 1
            sentence = str(error)
            assert sentence.startswith((f"{path.name}: ", "row ")), sentence
            assert sentence.isprintable(), sentence
            assert not re.search(r"codec|Traceback", sentence), sentence
            assert len(sentence) < 300
        else:
            found.pop("designs")  # the title and the description are in no hash
            assert found == {name: values for name, values in expected.items() if name != "designs"}, seed
        path.unlink()
    assert told > FILES // 2


def rewritten(whole: Path, path: Path, name: str, change: Callable[[pa.ChunkedArray], pa.Array]) -> StudyFile:
    table = pq.read_table(whole)
    at, metadata = table.schema.get_field_index(name), table.schema.metadata
    table = table.set_column(at, name, change(table.column(at)))
    pq.write_table(table.replace_schema_metadata(metadata), path)
    return StudyFile.open(path)


@pytest.mark.parametrize(("name", "kind"), [
    ("orbit.period", pa.string()), ("orbit.period", pa.float32()), ("row", pa.float64()), ("row", pa.int32()),
    ("mission.altitude", pa.string()), ("status", pa.large_string()),
    ("digest", pa.dictionary(pa.int32(), pa.string())),
])  # fmt: skip
def test_other_types_of_the_same_values(whole: Path, tmp_path: Path, name: str, kind: pa.DataType) -> None:
    with (StudyFile.open(whole) as file,
          rewritten(whole, tmp_path / "other.parquet", name, lambda column: column.cast(kind)) as other):  # fmt: skip
        before, after = file.column(name), other.column(name)
        assert after.dtype == before.dtype
        if before.dtype == object:
            assert after.tolist() == before.tolist()
        else:
            assert after == pytest.approx(before, rel=1e-7)
        assert other.failures() == {}


@pytest.mark.parametrize(("name", "value", "sentence"), [
    ("row", None, "a row has no number"), ("row", "first", "is damaged"), ("row", 0.5, "is damaged"),
    ("orbit.period", "long", "is damaged"),
])  # fmt: skip
def test_values_that_are_none(whole: Path, tmp_path: Path, name: str, value: object, sentence: str) -> None:
    with (rewritten(whole, tmp_path / "other.parquet", name, lambda column: pa.array([value] * len(column))) as other,
          pytest.raises(ValueError, match=rf"^other.parquet: .*{sentence}")):  # fmt: skip
        other.column(name)


def with_head(whole: Path, path: Path, change: Callable[[dict], None]) -> None:
    table = pq.read_table(whole)
    head = json.loads(table.schema.metadata[b"dawnline"])
    change(head)
    pq.write_table(table.replace_schema_metadata({b"dawnline": json.dumps(head).encode()}), path)


@pytest.mark.parametrize(("key", "value", "sentence"), [
    ("version", 99, "written by a newer Dawnline"), ("format", "else", "is no study"),
    ("design", {"mission": {"altitude": "high"}}, "its design cannot be read"), ("plan", 3, "cannot be read"),
])  # fmt: skip
def test_heads_that_are_not_understood(whole: Path, tmp_path: Path, key: str, value: object, sentence: str) -> None:
    path = tmp_path / "other.parquet"
    with_head(whole, path, lambda head: head.update({key: value}))
    with pytest.raises(ValueError, match=f"^other.parquet: .*{sentence}"):
        StudyFile.open(path)


def test_results_of_another_dawnline(whole: Path, tmp_path: Path) -> None:
    path = tmp_path / "other.parquet"
    with_head(whole, path, lambda head: head["plan"].update(outcomes=["orbit.beauty"]))
    with pytest.raises(ValueError, match=r"^other.parquet: its result “orbit.beauty” is none of this Dawnline$"):
        StudyFile.open(path)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"format": "dawnline-study"}'])
def test_an_unfinished_study_that_cannot_be_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.parquet"
    folder_of(path).mkdir()
    (folder_of(path) / "study.json").write_bytes(content)
    with pytest.raises(ValueError, match=r"^a.parquet: the unfinished study beside it cannot be continued: "):
        unfinished(path)


def test_the_head_of_a_page_that_is_no_head_is_told_in_printable_signs(whole: Path, tmp_path: Path) -> None:
    """The library repeats the byte that it did not know what to do with."""
    column = pq.read_metadata(whole).row_group(0).column(0)
    data, told = whole.read_bytes(), set()
    for value in range(16):
        changed = bytearray(data)
        changed[column.data_page_offset] = value
        (tmp_path / "head.parquet").write_bytes(changed)
        with StudyFile.open(tmp_path / "head.parquet") as file:
            try:
                file.column("row")
            except ValueError as error:
                told.add(str(error))
    assert any("thrift" in sentence for sentence in told)
    assert all(sentence.isprintable() for sentence in told), told


def test_bits_that_turn_in_the_values_are_noticed(whole: Path, tmp_path: Path) -> None:
    """Each page carries a sum: a number that is merely another one would be found in no other way."""
    meta, data = pq.read_metadata(whole), whole.read_bytes()
    chunk = next(one for at in range(meta.row_group(0).num_columns)
                 if (one := meta.row_group(0).column(at)).path_in_schema == "orbit.period")  # fmt: skip
    last = chunk.data_page_offset + chunk.total_compressed_size - 1
    changed = bytearray(data)
    changed[last] ^= 1
    path = tmp_path / "turned.parquet"
    path.write_bytes(changed)
    with StudyFile.open(path) as file, pytest.raises(ValueError, match="is damaged"):
        file.column("orbit.period")
    assert np.isfinite(StudyFile.open(whole).column("orbit.period")).all()


def stopped(path: Path, plan: Plan) -> None:
    """Some parts of a study that somebody stopped."""
    def on_rows(first: int, columns: object) -> None:
        if len(ending.rows) == 4:
            run.cancel()

    ending = Ending(on_rows=on_rows)
    run = StudyRun(base(), plan, path, Here(), ending.callbacks(), batch=3)
    run.start()
    assert run.wait(60)
    assert ending.told == [("stopped",)]


@pytest.mark.parametrize("seed", range(12))
def test_parts_in_which_bits_turned_are_computed_again(whole: Path, tmp_path: Path, seed: int) -> None:
    path, r = tmp_path / "a.parquet", random.Random(seed)
    stopped(path, plan_of(40))
    touched = r.sample(sorted(folder_of(path).glob("*.arrow")), 2)
    for part in touched:
        data = part.read_bytes()
        part.write_bytes(next(other for _ in range(99) if (other := damaged(data, r.randrange(1000))) != data))
    engine = Here()
    with finished(path, plan_of(40), engine, continued=True, batch=3) as file:
        assert file.column("row").tolist() == list(range(40))
        alone = evaluate_many(base(), plan_of(40).columns(0, 40), ORBIT)
        for name in ORBIT:
            assert np.array_equal(file.column(name), alone.columns[name])
    again = {tuple(int(number) for number in part.stem.split("-")) for part in touched}
    computed = {row for start, stop in engine.computed for row in range(start, stop)}
    assert computed == {*range(12, 40), *(row for start, stop in again for row in range(start, stop))}


def test_a_disk_that_is_full_at_the_end_keeps_the_parts_and_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, plan = tmp_path / "a.parquet", plan_of(ROWS)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "Error writing bytes to file. Detail: [errno 28] No space left on device")

    ending = Ending()
    with monkeypatch.context() as patch:
        patch.setattr("studio.jobs.study.parts.Parts._write", lambda self, whole: (whole.write_bytes(b"PAR1"), full()))
        run = StudyRun(base(), plan, path, Here(), ending.callbacks(), batch=5)
        run.start()
        assert run.wait(60)
    assert ending.told == [("failed", "a.parquet: no space left on device")]
    left = sorted(file.name for file in folder_of(path).iterdir())
    assert left == [f"{start:010}-{min(start + 5, ROWS):010}.arrow" for start in (0, 5, 10)] + ["lock", "study.json"]
    engine = Here()
    with finished(path, plan, engine, continued=True) as file:
        assert file.count == ROWS
    assert engine.computed == []
