"""Every theme can be read, and told apart without seeing red, green or blue; it changes while the window is open."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from studio.gui.inspector.style import row_style
from studio.gui.preferences import PREFERENCES
from studio.gui.space.colours import COLOUR_MAPS, palette, table
from studio.gui.theme import DARK, LIGHT, ROLES, THEMES, Colours, Theme, dress
from studio.gui.theme.lettered import lettered
from studio.gui.theme.style import style_sheet
from studio.gui.theme.theme import system_theme
from tests.gui.colour_vision import VISIONS, apart, contrast, difference, lab, nearest

GROUNDS = ("window", "surface", "raised")
WRITTEN = ("text", "muted", "accent", "green", "amber", "red")
themes = pytest.mark.parametrize("colours", THEMES.values(), ids=THEMES.keys())


@themes
def test_what_is_written_and_what_is_drawn_can_be_read_on_every_ground(colours: Colours) -> None:
    for ground in GROUNDS:
        paper = getattr(colours, ground)
        written = 7.0 if colours.contrast else 4.5
        for name in WRITTEN:
            least = written if name in {"text", "muted"} else 4.5
            assert contrast(getattr(colours, name), paper) >= least, (name, ground)
        drawn = 3.5 if colours.contrast else 3.0
        for tint in (colours.edge, *colours.series):
            assert contrast(tint, paper) >= drawn, (tint, ground)
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert len(colours.series) == 7


@themes
def test_series_and_lights_stay_apart_for_every_eye(colours: Colours) -> None:
    for distance, *which in nearest(colours.series):
        assert distance >= 7.5, which
    for distance, *which in nearest((colours.green, colours.amber, colours.red)):
        assert distance >= 8.5, which
    for vision in VISIONS:
        for one, other in zip(colours.series, colours.series[1:], strict=False):
            assert apart(one, other, vision) >= 7.5, (vision, one, other)


@pytest.mark.parametrize("name", COLOUR_MAPS)
@pytest.mark.parametrize("vision", VISIONS)
def test_colour_maps_rise_evenly_in_lightness_for_every_eye(name: str, vision: str) -> None:
    seen = [lab("#" + bytes(colour).hex(), vision) for colour in table(name)]
    lightness = np.array([one[0] for one in seen])
    smooth = np.convolve(lightness, np.ones(9) / 9, "valid")
    assert np.all(np.diff(smooth) > 0.0), "a lighter colour is always a larger value"
    steps = np.array([difference(one, other) for one, other in zip(seen[:-16:16], seen[16::16], strict=True)])
    assert steps.min() > 2.3, "every sixteenth of the scale is seen to differ"


def test_the_distance_agrees_with_the_published_pairs() -> None:
    # Sharma, Wu, Dalal 2005, table 1: pairs 1, 7, 11, 15, 17, 25 and 34.
    for one, other, published in (
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425), ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.4900, -0.0010), (50.0, -2.4900, 0.0011), 7.2195),
        ((50.0, -0.0010, 2.4900), (50.0, 0.0011, -2.4900), 4.7461), ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ):  # fmt: skip
        assert difference(np.array(one), np.array(other)) == pytest.approx(published, abs=1e-4)
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_scenes_have_a_palette_for_every_theme_whose_words_can_be_read() -> None:
    for colours in THEMES.values():
        scene = palette(colours.dark, colours.contrast)
        for ground in (scene.background_top, scene.background_bottom):
            paper = "#" + bytes(round(255 * part) for part in ground).hex()
            for ink, least in ((scene.text, 4.5), (scene.faint, 4.5), (scene.sun, 4.5), (scene.orbit, 3.0),
                              (scene.selected, 3.0)):
                assert contrast("#" + bytes(round(255 * part) for part in ink).hex(), paper) >= least, colours


def test_the_menu_and_the_preference_choose_the_same_colours(make_window) -> None:
    window = make_window(views=("power",))
    assert {name for name, _ in PREFERENCES["theme"].choices} == {*THEMES, "system"}
    do, power = window.actions_by_name, window.views["power"]
    for name, colours in THEMES.items():
        do[f"colours-{name}"].trigger()
        QApplication.processEvents()
        assert window.theme.colours is colours
        assert window.preferences.text("theme") == name
        assert do[f"colours-{name}"].isChecked()
        assert do["dark"].isChecked() == colours.dark
        assert QApplication.palette().window().color() == QColor(colours.window)
        assert QColor(colours.surface).name() in _colours(power), "plots follow"
    do["dark"].trigger()
    assert window.preferences.text("theme") == "contrast-dark"
    window.preferences.choose("theme", "light")
    assert not do["dark"].isChecked()
    assert do["colours-light"].isChecked()


def _colours(widget) -> set[str]:
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(2, image.width(), 7) for y in range(2, image.height(), 7)}


class Hints:
    """What a system says."""

    def __init__(self, scheme: Qt.ColorScheme, wish: Qt.ContrastPreference) -> None:
        self.scheme, self.wish = scheme, wish

    def colorScheme(self) -> Qt.ColorScheme:
        return self.scheme

    def accessibility(self) -> "Hints":
        return self

    def contrastPreference(self) -> Qt.ContrastPreference:
        return self.wish


def test_the_system_is_followed(qapp, monkeypatch) -> None:
    usual, strong = Qt.ContrastPreference.NoPreference, Qt.ContrastPreference.HighContrast
    dark, light, unknown = Qt.ColorScheme.Dark, Qt.ColorScheme.Light, Qt.ColorScheme.Unknown
    wanted = {(dark, usual): "dark", (light, usual): "light", (unknown, usual): "dark", (light, strong):
              "contrast-light", (dark, strong): "contrast-dark"}  # fmt: skip
    assert {(scheme, wish): system_theme(Hints(scheme, wish)) for scheme, wish in wanted} == wanted
    theme = Theme()
    said = ["light"]
    monkeypatch.setattr("studio.gui.theme.theme.system_theme", lambda hints: said[0])
    theme.use("system")
    assert theme.colours is LIGHT
    said[0] = "dark"
    QGuiApplication.styleHints().colorSchemeChanged.emit(dark)
    assert theme.colours is DARK
    theme.use("light")
    QGuiApplication.styleHints().colorSchemeChanged.emit(dark)
    assert theme.colours is LIGHT


def test_texts_grow_and_shrink_and_come_back(make_window) -> None:
    window = make_window(views=("margins",))
    laid_out: list[int] = []
    window.theme.changed.connect(lambda: laid_out.append(window.theme.percent))
    usual = QApplication.font().pointSizeF()
    heading = next(label for label in window.findChildren(QLabel) if label.property("look") == "heading")
    before = heading.fontMetrics().height()
    do = window.actions_by_name
    try:
        for _ in range(9):
            do["text-larger"].trigger()
        assert window.preferences.text("text-size") == "175"
        QApplication.processEvents()
        assert QApplication.font().pointSizeF() == pytest.approx(1.75 * usual)
        assert laid_out == [175], "once, and not for every size on the way"
        assert heading.fontMetrics().height() > 1.6 * before
        do["text-usual"].trigger()
        do["text-smaller"].trigger()
        QApplication.processEvents()
        assert QApplication.font().pointSizeF() == pytest.approx(0.9 * usual)
    finally:
        window.preferences.reset("text-size")
        QApplication.processEvents()
    assert QApplication.font().pointSizeF() == pytest.approx(usual)


def test_texts_grow_without_another_style_sheet(qapp: QApplication) -> None:
    """Another sheet has Qt polish every widget once for each that it stands in: seconds."""
    theme = Theme()
    theme.use("dark")
    page = QStackedWidget()
    looks = ("", "heading", "figure", "muted")
    shown, hidden = ([QLabel(look) for look in looks] for _ in range(2))
    for labels in (shown, hidden):
        box = QWidget(page)
        for label in labels:
            label.setParent(box)
            lettered(label, label.text())
        page.addWidget(box)
    page.show()
    qapp.processEvents()
    sheet, usual = qapp.styleSheet(), [label.font().pointSizeF() for label in shown]
    assert usual == [qapp.font().pointSizeF(), 11.0, 13.0, qapp.font().pointSizeF()]
    weights = [label.font().weight() for label in shown]
    try:
        theme.resize(150)
        assert qapp.styleSheet() == sheet
        late = QLabel(page)
        lettered(late)
        late.show()
        assert late.font().pointSizeF() == pytest.approx(16.5)
        assert [label.font().pointSizeF() for label in shown] == pytest.approx([1.5 * size for size in usual])
        page.setCurrentIndex(1)
        assert [label.font().pointSizeF() for label in hidden] == pytest.approx([1.5 * size for size in usual])
        assert [label.font().weight() for label in shown] == weights
        assert weights[1] == weights[2] == 600
        assert {label.font().family() for label in shown} == {qapp.font().family()}
    finally:
        theme.resize(100)
    assert [label.font().pointSizeF() for label in shown] == usual
    page.deleteLater()


def _ground(widget: QLabel) -> str:
    return widget.grab().toImage().pixelColor(widget.width() - 2, widget.height() - 2).name()


def test_what_is_hidden_takes_new_colours_when_it_is_shown_or_while_nothing_else_happens(qapp: QApplication) -> None:
    theme = Theme()
    theme.use("dark")
    page = QStackedWidget()
    labels = [QLabel(name) for name in ("shown", "hidden", "idle")]
    for label in labels:
        page.addWidget(label)
        dress(label, f"background: {ROLES.raised};")
    page.show()
    for place in (2, 1, 0):  # each has worn the colours before
        page.setCurrentIndex(place)
        assert _ground(labels[place]) == DARK.raised
    sheet = qapp.styleSheet()

    theme.use("light")
    assert qapp.styleSheet() == sheet, "else Qt polishes every widget once for each that it stands in"
    assert _ground(labels[0]) == LIGHT.raised
    assert theme.dressing.waiting
    page.setCurrentIndex(1)
    assert _ground(labels[1]) == LIGHT.raised
    theme.use("dark")
    theme.dressing.finish()
    assert not theme.dressing.waiting
    assert [_ground(label) for label in labels] == [DARK.raised] * 3
    theme.use("light")
    QTest.qWait(50)
    while theme.dressing.waiting:
        qapp.processEvents()
    assert _ground(labels[2]) == LIGHT.raised
    theme.use("dark")
    theme.dressing.finish()
    page.deleteLater()


def test_what_is_scrolled_out_of_sight_waits_a_moment(qapp: QApplication) -> None:
    """An inspector has ten times the rows that are seen."""
    theme = Theme()
    theme.use("dark")
    area, rows = QScrollArea(), QWidget()
    box = QVBoxLayout(rows)
    labels = [QLabel(str(number)) for number in range(60)]
    for label in labels:
        dress(label, f"background: {ROLES.raised};")
        box.addWidget(label)
    area.setWidget(rows)
    area.resize(200, 200)
    area.show()
    qapp.processEvents()
    theme.dressing.finish()
    assert {_ground(label) for label in labels} == {DARK.raised}
    theme.use("light")
    assert [_ground(labels[place]) for place in (0, -1)] == [LIGHT.raised, DARK.raised]
    assert theme.dressing.waiting
    QTest.qWait(50)
    while theme.dressing.waiting:
        qapp.processEvents()
    assert {_ground(label) for label in labels} == {LIGHT.raised}
    theme.use("dark")
    theme.dressing.finish()
    area.deleteLater()


def test_style_sheets_name_no_colours() -> None:
    for sheet in (style_sheet(), row_style()):
        assert "#" not in sheet.replace("QToolButton#workspace-list", "")
        assert sheet.count("palette(") > 5
