"""What is exported is written whole or not at all, and never over what was there unasked."""

from pathlib import Path

import pytest

from studio import atomic
from studio.export.formats import Product
from studio.export.outlet import put, refuse_target

ONE = Product.of("text")
MANY = Product({"a.txt": b"a", "deep/b.txt": b"b"})


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_one_file(tmp_path: Path) -> None:
    assert put(ONE, tmp_path / "x.txt") == (tmp_path / "x.txt",)
    assert names(tmp_path) == ["x.txt"]


def test_folder(tmp_path: Path) -> None:
    put(MANY, tmp_path / "out")
    assert names(tmp_path) == ["out/a.txt", "out/deep/b.txt"]


def test_nothing_is_written_over_unasked(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("old")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").write_text("old")
    for product, name in ((ONE, "x.txt"), (MANY, "out")):
        with pytest.raises(ValueError, match=r"exists already|is not empty"):
            put(product, tmp_path / name)
    assert names(tmp_path) == ["out/mine", "x.txt"]
    put(ONE, tmp_path / "x.txt", over=True)
    put(MANY, tmp_path / "out", over=True)
    assert names(tmp_path) == ["out/a.txt", "out/deep/b.txt", "out/mine", "x.txt"]
    assert (tmp_path / "x.txt").read_text() == "text"


def test_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    put(MANY, tmp_path / "out")
    assert names(tmp_path / "out") == ["a.txt", "deep/b.txt"]


@pytest.mark.parametrize("failing", ["a.txt", "b.txt"])
def test_folder_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    from studio.export import outlet

    def full(path: Path, data: bytes) -> None:
        if path.name == failing:
            raise OSError(28, "No space left on device")
        atomic.write_bytes(path, data)

    monkeypatch.setattr(outlet, "write_bytes", full)
    with pytest.raises(ValueError, match="out: cannot be written: no space left"):
        put(MANY, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/../../x", ""])
def test_no_name_leaves_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="is not a name below a folder"):
        put(Product({name: b"", "b": b""}), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_what_is_in_the_way_is_said_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for target, folder in ((tmp_path, False), (tmp_path / "file", True), (tmp_path / "no" / "x", False),
                           (Path(), False), (Path("\0"), True)):  # fmt: skip
        with pytest.raises(ValueError, match=r".") as told:
            refuse_target(target, folder=folder, over=True)
        assert "\n" not in str(told.value)


def test_name_too_long_is_said(tmp_path: Path) -> None:
    for product in (ONE, MANY):
        with pytest.raises(ValueError, match="cannot be written: file name too long"):
            put(product, tmp_path / ("é" * 200))


def test_place_that_takes_no_files_is_said() -> None:
    with pytest.raises(ValueError, match=r"x\.txt: cannot be written: "):
        put(ONE, Path("/proc/x.txt"))
