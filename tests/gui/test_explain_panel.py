"""The explanation beside the window: history, pins, what moves the number, at the width of the dock."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication, QDockWidget
from pytestqt.qtbot import QtBot

from studio.analysis.sensitivity import sensitivity
from studio.design import set_value
from studio.gui.explain import ExplainPanel
from studio.gui.explain.history import History
from studio.gui.explain.sensitivity_view import SensitivityView
from studio.gui.explain.source_links import addresses
from studio.gui.session import Session
from studio.gui.window import MainWindow


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> ExplainPanel:
    made = ExplainPanel(session)
    qtbot.addWidget(made)
    made.resize(300, 900)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.sensitivity.close_view()


def opened(panel: ExplainPanel, qtbot: QtBot) -> SensitivityView:
    view = panel.sensitivity
    qtbot.mouseClick(view.opener, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.face == "fresh", timeout=20_000)
    return view


def test_history_goes_back_and_forward() -> None:
    history = History()
    assert history.shown == ""
    for name in ("a", "b", "c"):
        assert history.show(name)
    assert not history.show("c")
    assert history.back()
    assert (history.shown, history.before, history.after) == ("b", ("a",), ("c",))
    assert history.forward()
    assert not history.forward()
    history.back()
    history.show("d")
    assert (history.before, history.after) == (("a", "b"), ())
    history.show("a")
    assert (history.shown, history.after) == ("a", ("b", "d"))


def test_keys_and_buttons_of_the_mouse_go_back_and_forward(panel: ExplainPanel, qtbot: QtBot) -> None:
    for name in ("mass.satellite", "mass.dry", "mass.panel"):
        panel.show_name(name)
    qtbot.keyClick(panel, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert panel.shown == "mass.dry"
    qtbot.keyClick(panel, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert panel.shown == "mass.panel"
    assert not panel.forward_button.isEnabled()
    qtbot.mouseClick(panel, Qt.MouseButton.BackButton)
    qtbot.mouseClick(panel, Qt.MouseButton.BackButton)
    assert panel.shown == "mass.satellite"
    qtbot.mouseClick(panel, Qt.MouseButton.ForwardButton)
    assert panel.shown == "mass.dry"


def test_nothing_is_cut_off_at_the_width_of_the_dock(panel: ExplainPanel, qtbot: QtBot) -> None:
    for name in ("mass.satellite", "environment.earth_view_factor_tilt", "thermal.chain_rises"):
        panel.show_name(name)
        for _ in range(5):
            QApplication.processEvents()
        assert panel.width() == 300
        for view in (panel.equation, panel.put_in):
            if view.isVisible():
                assert view.height() == view.heightForWidth(view.width())
                assert view.width() <= 300


def test_what_moves_it_is_computed_when_asked(panel: ExplainPanel, session: Session, qtbot: QtBot) -> None:
    panel.show_name("thermal.radiator_area")
    assert panel.sensitivity.face == "closed"
    view = opened(panel, qtbot)
    wanted = sensitivity(session.design, "thermal.radiator_area")
    assert view.answer.effects == wanted.effects
    first = view.numbers.bars[0]
    assert first.name == wanted.effects[0].path
    assert first.label.endswith("+1 °C")
    with qtbot.waitSignal(panel.field_requested) as asked:
        qtbot.mouseClick(view.numbers, Qt.MouseButton.LeftButton, pos=view.numbers.row(1).center().toPoint())
    assert asked.args == [wanted.effects[1].path]
    view.numbers.setFocus()
    view.numbers.current = 0
    with qtbot.waitSignal(panel.field_requested) as asked:
        qtbot.keyClick(view.numbers, Qt.Key.Key_Return)
    assert asked.args == [wanted.effects[0].path]
    shown = len(view.numbers.bars)
    qtbot.mouseClick(view.more, Qt.MouseButton.LeftButton)
    assert len(view.numbers.bars) > shown


def test_an_older_answer_is_dimmed_until_the_next_and_an_earlier_one_is_kept(
    panel: ExplainPanel, session: Session, qtbot: QtBot
) -> None:  # fmt: skip
    panel.show_name("orbit.period")
    view = opened(panel, qtbot)
    first = view.answer
    session.edit("higher", lambda design: set_value(design, "mission.altitude", 900e3))
    QApplication.processEvents()
    assert view.face == "outdated"
    assert not view.numbers.isEnabled()
    qtbot.waitUntil(lambda: view.face == "fresh", timeout=20_000)
    assert view.answer is not first
    assert view.answer.of("mission.altitude").elasticity == pytest.approx(1.5 * 900e3 / (6378137.0 + 900e3), rel=1e-4)
    session.undo()
    QApplication.processEvents()
    qtbot.waitUntil(lambda: view.face == "fresh", timeout=20_000)
    assert view.answer is first, "what was computed of a design is kept"


def test_it_can_be_stopped_and_asked_again(panel: ExplainPanel, qtbot: QtBot) -> None:
    panel.show_name("cost.lcoc")
    view = panel.sensitivity
    qtbot.mouseClick(view.opener, Qt.MouseButton.LeftButton)
    assert view.face == "busy"
    assert view.stop.isVisible()
    qtbot.mouseClick(view.stop, Qt.MouseButton.LeftButton)
    assert view.face == "empty"
    assert view.again.isVisible()
    panel.show_name("orbit.period")
    qtbot.waitUntil(lambda: view.face == "fresh", timeout=20_000)


def test_what_cannot_be_computed_says_why(panel: ExplainPanel, qtbot: QtBot) -> None:
    panel.show_name("power.battery_life_margin")
    view = panel.sensitivity
    qtbot.mouseClick(view.opener, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.face == "failed", timeout=20_000)
    assert "does not apply" in view.told.text()


def test_texts_and_series_have_no_such_part(panel: ExplainPanel) -> None:
    panel.show_name("mass.item_values")
    assert panel.sensitivity.isHidden()
    panel.show_name("array.area")
    assert panel.sensitivity.isHidden()


def test_links_and_bars_explain_themselves(panel: ExplainPanel, qtbot: QtBot) -> None:
    from studio.gui.explain.anywhere import quantity_of

    panel.show_name("thermal.radiator_area")
    view = opened(panel, qtbot)
    assert quantity_of(view.numbers, QPointF(view.numbers.row(0).center())) == view.numbers.bars[0].name
    button = panel.inputs.findChildren(type(panel.edit_button))[0]
    assert quantity_of(button, None) == panel.inputs.links[0].name


def test_a_pinned_explanation_stays_while_another_is_shown(make_window, qtbot: QtBot) -> None:
    window: MainWindow = make_window(views=("explain", "design"))
    window.explain("mass.satellite")
    panel = window.views["explain"]
    qtbot.mouseClick(panel.pin_button, Qt.MouseButton.LeftButton)
    window.explain("orbit.period")
    (dock,) = [one for one in window.findChildren(QDockWidget) if "pinned" in one.objectName()]
    kept = dock.widget()
    assert (kept.shown, panel.shown) == ("mass.satellite", "orbit.period")
    assert dock.isFloating()
    before = kept.value.text()
    window.session.edit("area", lambda design: set_value(design, "array.area", 333.0))
    QApplication.processEvents()
    assert kept.value.text() != before
    dock.close()
    for _ in range(5):
        QApplication.processEvents()
    assert not [one for one in window.findChildren(QDockWidget) if "pinned" in one.objectName()]


def test_the_menu_of_an_equation_has_text_and_latex(panel: ExplainPanel, qtbot: QtBot) -> None:
    panel.show_name("orbit.velocity")
    panel._copy_latex()
    assert QApplication.clipboard().text() == r"v = \sqrt{\frac{\mu}{a}}"
    place = panel.copy_button.rect().topLeft() + QPoint(6, 6)
    qtbot.mouseClick(panel.copy_button, Qt.MouseButton.LeftButton, pos=place)
    assert "orbit.semi_major_axis" in QApplication.clipboard().text()


def test_a_source_is_opened_where_it_names_an_address(panel: ExplainPanel) -> None:
    panel.show_name("link.received_power")
    assert "https://arxiv.org/abs/2511.19468v2" in panel.source_links.text()
    assert panel.source_links.openExternalLinks()
    panel.show_name("mass.satellite")
    assert panel.source_links.isHidden() == (not addresses(panel.source.text()))


def test_addresses_are_found_as_they_are_written() -> None:
    text = "Smith 2020, doi:10.1109/5.771073; see https://www.example.org/a_b. Also arXiv:2511.19468v2 (Friis)"
    assert [address for address, _ in addresses(text)] == [
        "https://doi.org/10.1109/5.771073", "https://www.example.org/a_b", "https://arxiv.org/abs/2511.19468v2",
    ]  # fmt: skip
    assert addresses("Wertz, Space Mission Analysis, 2011, eq. 6-2") == ()


def test_a_failed_stage_says_why(panel: ExplainPanel, session: Session) -> None:
    panel.show_name("panel.efficiency_bol")
    session.edit("cell", lambda design: set_value(
        set_value(design, "stack.cell", "unobtainium"), "stack.cell_efficiency", None))  # fmt: skip
    QApplication.processEvents()
    assert "failed: " in panel.name.text() or "waits" in panel.name.text()
    session.undo()
    QApplication.processEvents()
    assert panel.name.text() == "panel.efficiency_bol"
