"""What the self-test looks at, each with something wrong that it has to find."""

import json
import re
import sys
import tomllib
from pathlib import Path

import pytest

from studio import child, resource
from studio.export.formats import FORMATS
from studio.selftest import drawing, exports, files, numbers, packages, places, processes
from studio.selftest.check import ABSENT, FAILED, GOOD, Check, Finding, Wrong, find

PROJECT = tomllib.loads((Path(__file__).resolve().parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def found(checks, part: str) -> Finding:
    return find(next(one for one in checks if one.part == part))


def name_of(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement)[0]


def test_every_package_that_is_declared_is_looked_at() -> None:
    assert {name for _, name in packages.NEEDED} == {name_of(one) for one in PROJECT["dependencies"]}
    for _, name, extra in packages.EXTRAS:
        assert name in {name_of(one) for one in PROJECT["optional-dependencies"][extra]}
    assert {find(one).outcome for one in packages.checks()} == {GOOD}


def test_a_package_that_is_missing_is_a_fault_and_an_extra_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "NEEDED", (("no_such_package", "click"),))
    monkeypatch.setattr(packages, "EXTRAS", (("no_such_package", "none", "step"),))
    here, needed, extra = (find(one) for one in packages.checks())
    assert (here.outcome, needed.outcome, extra.outcome) == (GOOD, FAILED, ABSENT)
    assert "no_such_package" in needed.detail
    assert extra.detail == 'comes with: pip install "dawnline[step]"'
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    *_, extra = (find(one) for one in packages.checks())
    assert extra.detail == "this installation comes without it"


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small folder of resources, with its list."""
    root = tmp_path / "ä 星"
    for name in files.FOLDERS:
        (root / name).mkdir(parents=True)
        (root / name / "one.json").write_text("{}")
    (root / files.LIST).write_text(files.listed(files.digests(root)))
    monkeypatch.setattr(resource, "root", lambda: root)
    return root


def test_files_that_are_as_they_were_made_pass(shipped: Path) -> None:
    done = found(files.checks(), "Shipped files")
    assert (done.outcome, done.detail) == (GOOD, f"{len(files.FOLDERS)} files, 0 MB, as they were made")


def test_a_changed_file_is_found(shipped: Path) -> None:
    (shipped / "presets" / "one.json").write_text("[]")
    assert found(files.checks(), "Shipped files").detail == "changed or missing: presets/one.json"
    (shipped / "presets" / "one.json").unlink()
    assert found(files.checks(), "Shipped files").outcome == FAILED


@pytest.mark.parametrize(("name", "data"), [("one.jpg", b"PNG"), ("one.json", b"{"), ("one.csv", b"")])
def test_a_damaged_file_is_found_without_a_list(shipped: Path, name: str, data: bytes) -> None:
    (shipped / files.LIST).unlink()
    (shipped / "textures" / name).write_bytes(data)
    assert found(files.checks(), "Shipped files").outcome == FAILED


def test_the_files_of_this_program_pass() -> None:
    done = [find(one) for one in files.checks()]
    assert {one.outcome for one in done} == {GOOD}, done
    names = {path.name for path in resource.root().iterdir() if path.is_dir()}
    assert names - {"screenshots"} == set(files.FOLDERS)


def test_a_missing_translation_is_found(shipped: Path) -> None:
    assert found(files.checks(), "中文").outcome == FAILED


def test_stored_results_are_those_of_today() -> None:
    """After a change of a model that was meant: python packaging/self_test_numbers.py."""
    kept = numbers.stored()
    assert kept["preset"] == numbers.PRESET
    assert len(kept["results"]) > 300
    assert numbers.different(numbers.values(), kept["results"]) == []


def test_a_result_that_went_astray_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {"a": 1.0, "b": 2.0, "c": 0.0}
    assert numbers.different({"a": 1.0 + 1e-9, "b": 2.0, "c": 0.0}, kept) == []
    assert numbers.different({"a": 1.0 + 1e-5, "b": 2.0, "d": 1.0}, kept) == ["a", "c", "d"]
    monkeypatch.setattr(numbers, "values", lambda: {"a": 1.0, "b": 3.0, "c": 0.0})
    monkeypatch.setattr(numbers, "stored", lambda: {"results": kept})
    done = found(numbers.checks(), "Evaluation")
    assert (done.outcome, done.detail) == (FAILED, "1 of 3 results are not those that were stored: b")


def test_what_is_rounding_alone_need_only_be_small() -> None:
    kept = {"thermal.energy_closure": 1.4e-10}
    assert numbers.different({"thermal.energy_closure": -3e-10}, kept) == []
    assert numbers.different({"thermal.energy_closure": 2e-3}, kept) == ["thermal.energy_closure"]


def test_processes_start_and_answer() -> None:
    assert [find(one).outcome for one in processes.checks()] == [GOOD, GOOD]


def test_a_worker_that_never_begins_is_told(monkeypatch: pytest.MonkeyPatch, expected_logs) -> None:
    import os

    expected_logs("WARNING", "a worker process ended with status")
    monkeypatch.setattr("studio.jobs.study.local._serve", os._exit)
    done = found(processes.checks(), "Worker of studies")
    assert (done.outcome, done.detail) == (FAILED, "the processes of the study end before they have begun")


def test_an_analysis_that_is_done_here_instead_is_told(monkeypatch: pytest.MonkeyPatch, expected_logs) -> None:
    import os

    expected_logs("WARNING", "the analysis process ended")
    monkeypatch.setattr("studio.jobs.child.serve", os._exit)
    assert found(processes.checks(), "Process of the analysis").outcome == FAILED


def test_pictures_are_drawn_and_fonts_are_read() -> None:
    done = {one.part: find(one) for one in drawing.checks(False) if one.part != "The window"}
    assert {part: one.outcome for part, one in done.items()} == {
        "Display": ABSENT, "Fonts": GOOD, "3D picture": GOOD}, done  # fmt: skip
    assert done["Fonts"].detail == "Noto Sans, Noto Sans SC"
    assert "fleets placed by" in done["3D picture"].detail


@pytest.mark.parametrize(
    ("code", "detail"),
    [
        ("import os; os.abort()", "the process ended with status -6: "),
        ("import sys; sys.exit('no such library')", "the process ended with status 1: no such library"),
        ("print('{\"wrong\": \"the picture is empty\"}')", "the picture is empty"),
        ("pass", "the process ended with status 0: "),
    ],
)
def test_a_driver_that_fails_takes_only_its_own_part(code: str, detail: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "command", lambda *_: [sys.executable, "-c", code])
    done = found(drawing.checks(True), "3D picture")
    assert (done.outcome, done.detail) == (FAILED, detail.strip())


def test_an_empty_picture_is_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    import numpy as np

    from studio.gui.orbit.scene import OrbitScene
    from studio.selftest import drawn

    monkeypatch.setattr(OrbitScene, "render_image", lambda *_: np.zeros((240, 320, 4), dtype=np.uint8))
    with pytest.raises(Wrong, match="the picture is empty"):
        drawn.scene()


def test_what_makes_a_format_short_is_something_it_knows() -> None:
    for name, options in exports._SHORT.items():
        FORMATS[name].settled(options)


def test_formats_are_written_and_nothing_stays(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import tempfile

    quick = {name: FORMATS[name] for name in ("design", "series", "jv", "tle")}
    monkeypatch.setattr("studio.export.formats.FORMATS", quick)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert [find(one).outcome for one in exports.checks()] == [GOOD] * len(quick)
    assert list(tmp_path.iterdir()) == []


def test_a_format_that_fails_or_lacks_its_extra_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import dataclasses

    bad = dataclasses.replace(FORMATS["design"], writer="studio.export.native:no_such_function")
    bare = dataclasses.replace(FORMATS["design"], needs=(("no_such_package", "step"),))
    empty = dataclasses.replace(FORMATS["design"], writer=f"{__name__}:nothing")
    monkeypatch.setattr("studio.export.formats.FORMATS", {"bad": bad, "bare": bare, "empty": empty})
    monkeypatch.setitem(sys.modules, __name__, sys.modules[nothing.__module__])
    assert [find(one).outcome for one in exports.checks()] == [FAILED, ABSENT, FAILED]


def nothing(*_):
    from studio.export.formats import Product

    return Product.of(b"")


def test_a_home_that_takes_nothing_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert [find(one).outcome for one in places.checks()] == [GOOD, GOOD]
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file" / "state"))
    done = found(places.checks(), "Folder of the user")
    assert done.outcome == ABSENT
    assert "cannot be written: preferences" in done.detail


def test_whatever_is_raised_is_a_finding() -> None:
    def raises() -> str:
        raise KeyError("x\ny")

    assert find(Check("a", raises)).detail == "KeyError: 'x\\ny'"
    assert json.dumps(find(Check("a", lambda: "b\n c")).detail) == '"b c"'
