"""Preferences that could end the program are set aside before Qt reads them; all others are read as they are."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from studio.gui import app
from studio.gui.preferences import file
from studio.gui.preferences.file import is_harmful, open_settings, set_aside

VALUE = r"ariant(\0\0\0\t\x7f\xff\xff\xff)"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(file, "_path", lambda: tmp_path / "Dawnline.conf")
    monkeypatch.setattr(file, "_aside", [])
    return tmp_path / "Dawnline.conf"


@pytest.mark.parametrize("start", [
    "@V", r"\x40V", r"\x0040V", r"\100V", r"@\126", '@"V"', '"@V"', "@\\\nV", "1, 2, @V", r"\@V",
])  # fmt: skip
def test_a_value_in_binary_form_is_found_however_it_is_written(path: Path, start: str) -> None:
    path.write_text(f"[General]\ngeometry={start}{VALUE}\n", encoding="ascii")
    assert is_harmful(path)


def test_what_the_studio_writes_is_read(path: Path) -> None:
    settings = QSettings(str(path), QSettings.Format.IniFormat)
    for name, value in {"theme": "light", "geometry": QByteArray(b'\0\1@Variant("\\'), "lately": ["a, b", "@c", "你好"],
                        "empty": [], "on": True, "size": 3, "said": "@Variant(\\x40Variant("}.items():  # fmt: skip
        settings.setValue(name, value)
    settings.sync()
    # Qt marks a text that begins so by a second sign; within a text the words alone are no value, but not told apart.
    plain = path.read_text(encoding="utf-8")
    assert "said=@@Variant(" in plain
    path.write_text("\n".join(line for line in plain.splitlines() if not line.startswith(("said", "geometry"))))
    assert not is_harmful(path)


def test_other_files_are_left_to_qt(path: Path) -> None:
    assert not is_harmful(path)
    path.mkdir()
    assert not is_harmful(path)
    path.rmdir()
    path.write_bytes(bytes(range(256)) * 10)
    assert not is_harmful(path)
    path.write_text("[keys]\nundo=@@Variant(1)\n", encoding="ascii")
    assert not is_harmful(path)


def test_it_is_set_aside_and_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_text("[General]\ntheme=light\n", encoding="ascii")
    open_settings()
    assert set_aside() is None
    path.write_text(f"[General]\ngeometry=@V{VALUE}\n", encoding="ascii")
    before = path.read_bytes()
    settings = open_settings()
    assert set_aside() == path.with_suffix(".damaged")
    assert path.with_suffix(".damaged").read_bytes() == before
    assert not path.exists()
    assert "were not read" in app._settings_lost(settings)


def test_one_that_cannot_be_moved_is_not_read_either(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_text(f"[General]\ngeometry=@V{VALUE}\n", encoding="ascii")

    def refused(*_: object) -> None:
        raise PermissionError("a folder that is read only")

    monkeypatch.setattr(Path, "replace", refused)
    assert open_settings().fileName() == os.devnull
    assert set_aside() == path


def test_too_large_a_file_is_harmful(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "_MOST_BYTES", 100)
    path.write_text("[General]\n" + "x=1\n" * 50, encoding="ascii")
    assert is_harmful(path)
