"""A design is opened by the name of a preset or by a path."""

from pathlib import Path

import pytest

from studio.design import Design
from studio.document import START, FileError, dump, open_any, preset, presets, write

HERE = Design(title="Here", description="Its area is 1.5 m². And more.")


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Presets of our own, so that these tests do not depend on what ships."""
    folder = tmp_path / "presets"
    folder.mkdir()
    for name in ("aaa", START):
        write(folder / f"{name}.json", Design(title=f"The {name}", description=HERE.description))
    monkeypatch.setattr("studio.resource.root", lambda: tmp_path)
    presets.cache_clear()
    yield folder
    presets.cache_clear()


def test_presets_are_listed_with_the_start_first(shipped: Path) -> None:
    assert [(p.name, p.title, p.summary) for p in presets()] == [
        (START, f"The {START}", "Its area is 1.5 m²."), ("aaa", "The aaa", "Its area is 1.5 m²."),
    ]  # fmt: skip
    assert preset("aaa").title == "The aaa"


def test_name_or_path(shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "aaa").write_bytes(dump(HERE))
    (tmp_path / "plain").write_bytes(dump(HERE))
    assert open_any("aaa") == (preset("aaa"), None)
    assert open_any("./aaa") == (HERE, Path("./aaa"))
    assert open_any(Path("aaa")) == (HERE, Path("aaa"))
    assert open_any("plain") == (HERE, Path("plain"))
    assert open_any(str(tmp_path / "plain")) == (HERE, tmp_path / "plain")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("aab", "aab: is neither a preset nor a file; did you mean “aaa”?"),
        ("xyz", f"xyz: is neither a preset nor a file; there are aaa, {START}"),
        ("", f"is neither a preset nor a file; there are aaa, {START}"),
        ("gone.json", "gone.json: there is no such file"),
        ("../presets/aaa", "aaa: there is no such file"),
        ("nul\0", f"nul: is neither a preset nor a file; there are aaa, {START}"),
    ],
)
def test_what_is_neither(shipped: Path, text: str, sentence: str) -> None:
    with pytest.raises(FileError) as caught:
        open_any(text)
    assert str(caught.value) == sentence


def test_what_ships_is_written_as_the_studio_writes_it() -> None:
    assert presets()[0].name == START
    for shipped in presets():
        assert shipped.path.read_bytes() == dump(preset(shipped.name)), shipped.name
        assert shipped.title
        assert shipped.summary
