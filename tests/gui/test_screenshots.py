"""The pictures of the studio: every one that is named is there, of its size, and shows something."""

import importlib
import re
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from studio import resource
from studio.gui.theme.colours import THEMES

ROOT = Path(__file__).resolve().parents[2]
FOLDER = resource.path("screenshots")
_LARGEST = 12_000_000
_LEAST_COLOURS = 60
_NAMES = ("screenshot_table", "screenshot_scenes")
_STEP = 5


@pytest.fixture(scope="module")
def load() -> Iterator[Callable[[str], types.ModuleType]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "packaging")
        yield importlib.import_module
        for name in _NAMES:
            sys.modules.pop(name, None)


def pixels(path: Path) -> tuple[tuple[int, int], np.ndarray]:
    image = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), dtype=np.uint32).reshape(image.height(), image.bytesPerLine() // 4)
    return (image.width(), image.height()), rows[::_STEP, ::_STEP] & 0xFFFFFF


def test_every_picture_that_is_named_is_there_and_no_other(load) -> None:
    named = [picture.name for picture in load("screenshot_table").PICTURES]
    assert len(set(named)) == len(named)
    assert {path.name for path in FOLDER.iterdir()} == set(named)
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < _LARGEST


def test_every_scene_is_drawn_and_every_screen_language_and_theme_is_seen(load) -> None:
    table = load("screenshot_table")
    assert {picture.scene for picture in table.PICTURES} == set(load("screenshot_scenes").SCENES)
    assert {picture.width for picture in table.PICTURES} == set(table.SIZES)
    assert {table.THEMES[picture.colours] for picture in table.PICTURES} == set(THEMES)
    assert {picture.language for picture in table.PICTURES} == {"en", "zh_CN"}


def test_pictures_have_their_size_the_ground_of_their_theme_and_something_on_it(qapp: QApplication, load) -> None:
    table = load("screenshot_table")
    for picture in table.PICTURES:
        size, seen = pixels(FOLDER / picture.name)
        assert size == picture.size, picture.name
        colours, counts = np.unique(seen, return_counts=True)
        assert len(colours) > _LEAST_COLOURS, picture.name
        assert counts.max() < 0.92 * seen.size, f"{picture.name} is nearly empty"
        foot = seen[-6:]  # the status bar, on the ground of the window
        middle = QColor.fromRgb(*(int(np.median(foot >> shift & 255)) for shift in (16, 8, 0)))
        assert (middle.lightness() < 128) == THEMES[table.THEMES[picture.colours]].dark, picture.name


def test_the_readme_shows_pictures_that_are_there_and_says_what_they_are() -> None:
    shown = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(shown) >= 15
    for words, path in shown:
        assert (ROOT / path).is_file(), path
        assert words
