"""The first picture does not wait for the whole map of the Earth, and the next ones show it."""

from collections.abc import Callable

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from studio.gui.orbit.scene import OrbitScene
from studio.gui.orbit.widget import OrbitWidget
from studio.gui.space import earth

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def fresh_map(monkeypatch: pytest.MonkeyPatch) -> Callable[[], earth.Map]:
    """A map of which nothing has been read yet."""
    fresh = earth.Map()
    monkeypatch.setattr(earth, "MAP", fresh)
    return lambda: fresh


def test_the_small_map_shows_the_same_earth(fresh_map: Callable[[], earth.Map]) -> None:
    scene = OrbitScene()
    scene.set_sun((1.0, -0.4, 0.2))
    scene.hurried = True
    first = scene.render_image(320, 240, fine=False)[..., :3].astype(float)
    assert not scene.is_detailed
    assert not fresh_map().is_read
    scene.hurried = False
    whole = scene.render_image(320, 240, fine=False)[..., :3].astype(float)
    assert scene.is_detailed
    scene.close()
    assert whole.std() > 10.0
    difference = np.abs(first - whole)
    assert 0.0 < difference.mean() < 2.0
    assert np.percentile(difference, 99.0) < 45.0


def test_a_hurried_scene_takes_the_whole_map_once_it_is_read(fresh_map: Callable[[], earth.Map]) -> None:
    scene = OrbitScene()
    scene.hurried = True
    for _ in range(2):
        scene.prepare(320, 240)
        assert not scene.is_detailed
    fresh_map().fetch()
    fresh_map().wait()
    assert fresh_map().fetch()
    scene.prepare(320, 240)
    assert scene.is_detailed
    scene.close()


def test_a_still_view_ends_with_the_whole_map(fresh_map: Callable[[], earth.Map], qtbot: QtBot) -> None:
    widget = OrbitWidget()
    qtbot.addWidget(widget, before_close_func=OrbitWidget.close_view)
    widget.resize(320, 240)
    with qtbot.waitExposed(widget):
        widget.show()
    qtbot.waitUntil(lambda: widget.scene.is_detailed, timeout=10_000)
    widget.close_view()
