"""Unsaved work of a crashed instance is offered once, to one instance, and never stops a start."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from studio import atomic
from studio.design import Design, set_value
from studio.document import load_bytes
from studio.document.recovery import Orphan, Recovery
from studio.state.place import state_folder

WORK = set_value(Design(title="Unsaved"), "mission.altitude", 575e3)

CRASH = """
import os, signal, sys
from pathlib import Path
from studio.design import Design, set_value
from studio.document.recovery import Recovery

recovery = Recovery()
if sys.argv[1:]:
    recovery.keep(Design(title="Earlier"), None)
    recovery.keep(set_value(Design(title="Unsaved"), "mission.altitude", 575e3), Path(sys.argv[1]))
os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
"""


def crash(*path: str) -> None:
    """Run an instance that keeps its work, unsaved in the file at `path`, and is killed."""
    assert subprocess.run([sys.executable, "-c", CRASH, *path], timeout=60).returncode != 0


def folder() -> Path:
    return state_folder() / "recovery"


def offers(recovery: Recovery) -> list[tuple[Design, Path | None]]:
    orphans = recovery.orphans()
    for orphan in orphans:
        orphan.release()
    return [(orphan.design, orphan.path) for orphan in orphans]


@pytest.fixture
def recovery():
    instance = Recovery()
    yield instance
    instance.close()


def test_work_survives_a_crash_and_a_second_one(recovery: Recovery, tmp_path: Path) -> None:
    path = tmp_path / "design.json"
    before = time.time()
    crash(str(path))
    assert offers(recovery) == [(WORK, path)]
    (orphan,) = recovery.orphans()
    assert orphan.title == "Unsaved"
    assert before - 2 <= orphan.time <= time.time() + 2
    # A crash while it is offered: the lock goes, the snapshot stays.
    orphan.release()
    (orphan,) = recovery.orphans()
    assert recovery.adopt(orphan)
    (snapshot,) = folder().glob("*.json")
    assert snapshot.name.startswith(f"{os.getpid()}-")
    assert recovery.orphans() == ()


def test_two_instances_do_not_take_from_each_other(recovery: Recovery, tmp_path: Path) -> None:
    recovery.keep(WORK, None)
    crash(str(tmp_path / "design.json"))
    other = Recovery()
    (orphan,) = recovery.orphans()
    assert other.orphans() == ()
    orphan.discard()
    assert other.orphans() == ()
    other.close()
    recovery.close()
    assert list(folder().iterdir()) == []


def test_only_unsaved_work_is_kept(recovery: Recovery) -> None:
    recovery.keep(WORK, None)
    (snapshot,) = folder().glob("*.json")
    stamp = snapshot.stat().st_mtime_ns
    recovery.keep(WORK, None)
    assert snapshot.stat().st_mtime_ns == stamp
    recovery.clear()
    assert not snapshot.exists()
    recovery.keep(WORK, None)
    assert snapshot.exists()


def test_snapshot_is_a_design_file_but_for_three_keys(recovery: Recovery, tmp_path: Path) -> None:
    recovery.keep(WORK, tmp_path / "design.json")
    (snapshot,) = folder().glob("*.json")
    raw = json.loads(snapshot.read_bytes())
    assert raw.pop("path") == str(tmp_path / "design.json")
    assert raw.pop("mark") == ""
    assert raw.pop("time") <= time.time()
    assert load_bytes(json.dumps(raw).encode(), "snapshot") == WORK


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: b"[" * 100_000,
        lambda data: b"[]",
        lambda data: b"\xff" + data,
        lambda data: data.replace(b"575000.0", b"-5.0"),
    ],
    ids=["empty", "truncated", "deep", "list", "bytes", "value"],
)
def test_damaged_snapshot_is_set_aside(
    recovery: Recovery, expected_logs: Callable[[str, str], None], damage: Callable[[bytes], bytes]
) -> None:
    recovery.keep(WORK, None)
    (own,) = folder().glob("*.json")
    damaged = folder() / "1-00000000.json"
    damaged.write_bytes(damage(own.read_bytes()))
    expected_logs("WARNING", "a recovery snapshot cannot be read and is set aside")
    assert recovery.orphans() == ()
    assert damaged.with_suffix(".damaged").exists()
    assert recovery.orphans() == ()


def test_odd_path_and_time_do_not_lose_the_work(recovery: Recovery) -> None:
    recovery.keep(WORK, None)
    (own,) = folder().glob("*.json")
    raw = json.loads(own.read_bytes())
    odd = folder() / "1-00000000.json"
    odd.write_text(json.dumps({**raw, "path": 7, "time": "yesterday"}))
    (orphan,) = recovery.orphans()
    assert (orphan.design, orphan.path) == (WORK, None)
    assert orphan.time == odd.stat().st_mtime
    orphan.discard()


def test_latest_work_is_offered_first(recovery: Recovery) -> None:
    recovery.keep(WORK, None)
    (own,) = folder().glob("*.json")
    raw = json.loads(own.read_bytes())
    for number, moment in enumerate((100.0, 300.0, 200.0)):
        (folder() / f"{number}-0.json").write_text(json.dumps({**raw, "time": moment}))
    orphans: tuple[Orphan, ...] = recovery.orphans()
    assert [orphan.time for orphan in orphans] == [300.0, 200.0, 100.0]
    for orphan in orphans:
        orphan.discard()


def test_lock_of_an_instance_without_unsaved_work_is_swept(recovery: Recovery) -> None:
    crash()
    left = [path for path in folder().glob("*.lock") if not path.name.startswith(f"{os.getpid()}-")]
    assert recovery.orphans() == ()
    assert all(path.exists() for path in left), "it may belong to an instance that is just starting"
    for path in folder().glob("*.lock"):
        os.utime(path, (0, 0))
    assert recovery.orphans() == ()
    assert [path.name.split("-")[0] for path in folder().iterdir()] == [str(os.getpid())]


def test_state_folder_that_cannot_be_used(expected_logs: Callable[[str, str], None]) -> None:
    state_folder().parent.mkdir(parents=True)
    state_folder().write_text("a file where the folder should be")
    expected_logs("WARNING", "unsaved work cannot be kept in ")
    recovery = Recovery()
    assert recovery.orphans() == ()
    assert not recovery.keep(WORK, None)
    recovery.clear()
    recovery.close()


def test_full_disk_is_told(
    recovery: Recovery, monkeypatch: pytest.MonkeyPatch, expected_logs: Callable[[str, str], None]
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    expected_logs("WARNING", "unsaved work was not kept: ")
    with monkeypatch.context() as patch:
        patch.setattr(atomic, "_write", full)
        assert not recovery.keep(WORK, None)
    assert recovery.keep(WORK, None)


def test_a_folder_that_vanished_is_made_again_with_its_lock(recovery: Recovery) -> None:
    assert recovery.keep(WORK, None)
    shutil.rmtree(folder())
    assert recovery.keep(WORK, None)
    other = Recovery()
    assert other.orphans() == ()  # the lock says that this instance runs
    other.close()
    (snapshot,) = folder().glob("*.json")
    assert load_bytes(_bare(snapshot), "snapshot") == WORK


def test_a_place_that_was_full_at_the_start_is_tried_again(expected_logs: Callable[[str, str], None]) -> None:
    state_folder().parent.mkdir(parents=True)
    state_folder().write_text("a file where the folder should be")
    expected_logs("WARNING", "unsaved work cannot be kept in ")
    recovery = Recovery()
    assert not recovery.keep(WORK, None)
    state_folder().unlink()
    assert recovery.keep(WORK, None)
    recovery.close()


def test_the_mark_of_the_file_goes_along(recovery: Recovery, tmp_path: Path) -> None:
    crashed = Recovery()
    crashed.keep(WORK, tmp_path / "design.json", "a mark")
    crashed._lock.release()  # as the system does when a process dies
    (orphan,) = recovery.orphans()
    assert orphan.mark == "a mark"
    orphan.discard()


def test_a_snapshot_that_cannot_be_read_is_named(
    recovery: Recovery, expected_logs: Callable[[str, str], None]
) -> None:
    expected_logs("WARNING", "a recovery snapshot cannot be read")
    (folder() / "1-a.json").write_bytes(b"{")
    assert recovery.orphans() == ()
    assert recovery.damaged == (folder() / "1-a.damaged",)
    assert recovery.damaged[0].read_bytes() == b"{"


def _bare(snapshot: Path) -> bytes:
    raw = json.loads(snapshot.read_bytes())
    return json.dumps({key: raw[key] for key in ("format", "schema", "design")}).encode()
