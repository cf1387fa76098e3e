"""The list of recent files, which may be missing or damaged."""

from pathlib import Path

import pytest

from studio.document.recent import MAX_RECENT, forget, last_design, recent_files, remember
from studio.state.place import state_folder


def test_nothing_at_first() -> None:
    assert recent_files() == ()
    assert last_design() is None


def test_latest_first_each_once_and_no_more_than_fit(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.json" for number in range(MAX_RECENT + 3)]
    for path in paths:
        remember(path)
    assert recent_files() == tuple(reversed(paths))[:MAX_RECENT]
    remember(paths[5])
    assert recent_files()[0] == paths[5]
    assert recent_files().count(paths[5]) == 1
    assert last_design() == str(paths[5])


def test_relative_paths_are_kept_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    remember(Path("design.json"))
    assert recent_files() == (tmp_path / "design.json",)


def test_preset_is_the_last_design_but_no_file(tmp_path: Path) -> None:
    remember(tmp_path / "design.json")
    remember("suncatcher-cluster")
    assert last_design() == "suncatcher-cluster"
    assert recent_files() == (tmp_path / "design.json",)


def test_forget(tmp_path: Path) -> None:
    remember(tmp_path / "a.json")
    remember(tmp_path / "b.json")
    forget(tmp_path / "b.json")
    assert recent_files() == (tmp_path / "a.json",)
    assert last_design() is None


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"files": 7, "last": 7}', '{"files": [1, null, ""]}', "[" * 100_000, "\xff"]
)
def test_damaged_list_is_an_empty_one(text: str, tmp_path: Path) -> None:
    state_folder().mkdir(parents=True)
    (state_folder() / "recent.json").write_bytes(text.encode("latin-1"))
    assert recent_files() == ()
    assert last_design() is None
    remember(tmp_path / "a.json")
    assert recent_files() == (tmp_path / "a.json",)


def test_list_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    state_folder().parent.mkdir(parents=True)
    state_folder().write_text("a file where the folder should be")
    remember(tmp_path / "a.json")
    assert recent_files() == ()


def test_file_name_that_is_no_utf8(tmp_path: Path) -> None:
    odd = tmp_path / "caf\udce9.json"
    remember(odd)
    assert recent_files() == (odd,)
