"""The margins: lights without colour, budgets that add up, requirements added and changed, numbers that explain."""

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from studio.analysis import RESULTS, budgets, judge
from studio.analysis.study.uncertainty import monte_carlo
from studio.design import DesignError, set_value
from studio.design.requirement import MAX_REQUIREMENTS, Requirement
from studio.design.requirement_edit import add_requirement, replace_requirement
from studio.document.document import Document
from studio.document.presets import preset, presets
from studio.gui.margins import MarginsView
from studio.gui.margins.budgets import parts
from studio.gui.margins.dialog import RequirementDialog
from studio.gui.margins.light import WORDS, paint_light
from studio.gui.margins.view import KEY_FIGURES
from studio.gui.result_box import judged_results
from studio.gui.session import Session
from studio.gui.theme import DARK, LIGHT, Theme
from studio.gui.value_text import difference_text, result_text
from studio.jobs.immediate import ImmediateWorker

LIFE = Requirement("Life", "power.margin_eol", ">=", 0.0, 100.0)


def made_session(qapp: QApplication, name: str, requirements: tuple[Requirement, ...] | None = None) -> Session:
    design = preset(name)
    if requirements is not None:
        design = msgspec.structs.replace(design, requirements=requirements)
    session = Session(Document(design), Theme(), ImmediateWorker)
    session.theme.use(True)
    session.start()
    qapp.processEvents()
    return session


@pytest.fixture
def session(qapp: QApplication) -> Iterator[Session]:
    made = made_session(qapp, "suncatcher-cluster")
    yield made
    made.close()


@pytest.fixture
def view(session: Session, qtbot: QtBot) -> MarginsView:
    made = MarginsView(session)
    qtbot.addWidget(made)
    made.resize(420, 1000)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: made.isActiveWindow() and made.table.rowCount() > 0)
    return made


def cell(view: MarginsView, row: int, column: int) -> str:
    return view.table.item(row, column).text()


def drawn(view: MarginsView, qapp: QApplication) -> None:
    for _ in range(3):
        qapp.processEvents()


def test_the_table_shows_every_verdict_in_words_and_numbers(view: MarginsView, session: Session) -> None:
    verdicts = judge(session.results())
    assert view.table.rowCount() == len(verdicts) > 4
    met = sum(verdict.light in {"green", "amber"} for verdict in verdicts)
    assert str(met) in view.totals.text()
    assert str(len(verdicts)) in view.totals.text()
    for row, verdict in enumerate(verdicts):
        assert cell(view, row, 0) == verdict.requirement.name
        value = session.results()[verdict.requirement.result]
        assert cell(view, row, 1) == result_text(verdict.requirement.result, value)
        assert WORDS[verdict.light] in cell(view, row, 3)
        assert ("≥" if verdict.requirement.relation == ">=" else "≤") in cell(view, row, 2)
        assert not view.table.item(row, 0).icon().isNull()


def test_a_light_turns_with_the_design(view: MarginsView, session: Session, qapp: QApplication) -> None:
    row = next(at for at, known in enumerate(session.design.requirements) if known.result == "power.margin_eol")
    assert "met" in cell(view, row, 3)
    session.edit("smaller", lambda design: set_value(design, "array.area", 60.0))
    drawn(view, qapp)
    assert "missed" in cell(view, row, 3)
    assert "−" in cell(view, row, 3)
    session.undo()
    drawn(view, qapp)
    assert "met" in cell(view, row, 3)


def test_margins_have_their_spread_while_the_design_is_the_one_that_was_sampled(
    view: MarginsView, session: Session, qapp: QApplication
) -> None:  # fmt: skip
    shown = view
    before, height = cell(shown, 0, 3), shown.table.height()
    assert "P10" not in before
    sample = monte_carlo(session.design, samples=16)
    session.share_sample(sample)
    row = next(at for at, one in enumerate(sample.judged) if one.requirement.result == "power.array_bol")
    margins = sample.columns["power.array_bol"] - sample.judged[row].requirement.value
    low, high = (float(np.quantile(margins, share)) / 1e3 for share in (0.1, 0.9))
    said = re.search(r"P10 ([−+][\d.]+) kW\nP90 ([−+][\d.]+) kW$", cell(shown, row, 3))
    assert said is not None
    assert [float(text.replace("−", "-")) for text in said.groups()] == pytest.approx([low, high], rel=6e-3)
    assert shown.table.height() > height
    assert session.edit("Heavier", lambda design: set_value(design, "platform.mass", 150.0)) is None
    drawn(shown, qapp)
    assert all("P10" not in cell(shown, at, 3) for at in range(shown.table.rowCount()))
    assert shown.table.height() == height


@pytest.mark.parametrize("colours", [DARK, LIGHT], ids=["dark", "light"])
def test_lights_differ_in_shape_and_not_only_in_colour(colours: Any) -> None:
    masks = {}
    for light in WORDS:
        image = QImage(40, 40, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        paint_light(painter, QRectF(0, 0, 40, 40), light, colours)
        painter.end()
        masks[light] = frozenset((x, y) for x in range(40) for y in range(40) if image.pixelColor(x, y).alpha() > 128)
    for one in masks:
        for other in masks:
            if one < other:
                assert len(masks[one] ^ masks[other]) > 120, (one, other)


@pytest.mark.parametrize("name", [known.name for known in presets()])
def test_budgets_add_up(qapp: QApplication, name: str) -> None:
    session = made_session(qapp, name)
    power, thermal, mass = (session.table(stage) for stage in ("power", "thermal", "mass"))
    known = {budget.name: budget for budget in budgets(session.results())}
    bars = {name: parts(budget) for name, budget in known.items()}
    assert sum(part.size for part in bars["mass"]) == pytest.approx(mass.satellite, rel=1e-9)
    assert known["mass"].whole == mass.satellite
    signed = sum(part.size if part.tone != -2 else -part.size for part in bars["power"])
    assert signed == pytest.approx(power.array_eol, rel=1e-9)
    assert all(part.size >= 0 for part in bars["power"])
    assert sum(part.size for part in bars["heat"]) == pytest.approx(thermal.heat, rel=1e-9)
    for bar in bars.values():
        assert len({part.text.split()[-1] for part in bar}) == 1  # one unit down the column
        assert len({part.tone for part in bar}) == len(bar)  # no two parts of one colour
    session.close()


def test_a_bar_is_as_long_as_its_parts_say(view: MarginsView, session: Session, qtbot: QtBot) -> None:
    mass = session.table("mass")
    bar = view.mass.bar
    edge = bar.width() * mass.panel / mass.satellite
    assert bar.part_at(edge - 2).name == "mass.panel"
    assert bar.part_at(edge + 2).name == "mass.array_structure"
    with qtbot.waitSignal(view.explain_requested) as asked:
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(round(edge) - 3, 4))
    assert asked.args == ["mass.panel"]
    picture = bar.grab().toImage()
    ratio = picture.devicePixelRatio()
    left, right = (picture.pixelColor(round(x * ratio), picture.height() // 2) for x in (edge / 2, edge + 4))
    assert left != right


def test_every_number_explains_itself_by_mouse_and_keyboard(view: MarginsView, qtbot: QtBot) -> None:
    names = [name for _, group in KEY_FIGURES for name in group]
    known = view.session.results()
    assert sum(known.get(name) is not None for name in names) > 25
    for name in names:
        figure = view.findChild(QPushButton, f"figure:{name}")
        assert figure.isVisibleTo(view) == (known.get(name) is not None), "what does not apply takes no room"
        if known.get(name) is None:
            continue
        assert figure.text() not in {"", "–"}
        assert RESULTS[name].label in figure.accessibleName()
        with qtbot.waitSignal(view.explain_requested) as asked:
            qtbot.keyClick(figure, Qt.Key.Key_Return)
        assert asked.args == [name]
    figure = view.findChild(QPushButton, "figure:mass.battery")
    with qtbot.waitSignal(view.explain_requested) as asked:
        qtbot.mouseClick(figure, Qt.MouseButton.LeftButton)
    assert asked.args == ["mass.battery"]


def test_the_table_explains_by_light_number_and_key(view: MarginsView, session: Session, qtbot: QtBot) -> None:
    table = view.table
    result = session.design.requirements[2].result
    frame = table.visualItemRect(table.item(2, 0))
    for place in (QPoint(frame.left() + 6, frame.center().y()), table.visualItemRect(table.item(2, 1)).center()):
        with qtbot.waitSignal(view.explain_requested) as asked:
            qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert asked.args == [result]
    with qtbot.assertNotEmitted(view.explain_requested):
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(frame.right() - 3, frame.center().y()))
    with qtbot.waitSignal(view.explain_requested) as asked:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert asked.args == [result]


def open_dialog(view: MarginsView, qtbot: QtBot, button: QPushButton) -> RequirementDialog:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = view.findChild(RequirementDialog)
    assert dialog.isVisible()
    return dialog


def test_a_requirement_is_added_in_readable_units(
    view: MarginsView, session: Session, qtbot: QtBot, qapp: QApplication
) -> None:
    dialog = open_dialog(view, qtbot, view.add_button)
    dialog.judged.setCurrentIndex(dialog.judged.findData("thermal.junction_temperature"))
    assert "°C" in dialog.bound.text()
    dialog.name.setText("Cool chips")
    dialog.relation.setCurrentIndex(dialog.relation.findData("<="))
    dialog.bound.setText("90")
    dialog.warn.setText("5")
    dialog._ask()
    drawn(view, qapp)
    added = session.design.requirements[-1]
    assert added == Requirement("Cool chips", "thermal.junction_temperature", "<=", pytest.approx(363.15), 5.0)
    assert cell(view, view.table.rowCount() - 1, 0) == "Cool chips"
    assert view.findChild(RequirementDialog) is None
    session.undo()
    drawn(view, qapp)
    assert "Cool chips" not in [cell(view, row, 0) for row in range(view.table.rowCount())]


@pytest.mark.parametrize(
    ("name", "bound"), [("", "5 kW"), ("Power at end of life", "5 kW"), ("Fine", "5 km"), ("Fine", "much")]
)
def test_an_impossible_requirement_is_refused_in_the_dialog(
    view: MarginsView, session: Session, qtbot: QtBot, name: str, bound: str
) -> None:
    before = session.design
    dialog = open_dialog(view, qtbot, view.add_button)
    dialog.name.setText(name)
    dialog.bound.setText(bound)
    dialog._ask()
    assert session.design is before
    assert dialog.isVisible()
    assert dialog.problem.text()
    dialog.reject()


def test_a_requirement_is_changed_and_removed(
    view: MarginsView, session: Session, qtbot: QtBot, qapp: QApplication
) -> None:
    assert not view.edit_button.isEnabled()
    before = session.design.requirements
    view.table.selectRow(1)
    dialog = open_dialog(view, qtbot, view.edit_button)
    assert dialog.name.text() == before[1].name
    dialog.name.setText("Renamed")
    dialog._ask()
    drawn(view, qapp)
    after = session.design.requirements
    assert after[1] == msgspec.structs.replace(before[1], name="Renamed")
    assert (after[0], after[2:]) == (before[0], before[2:])
    view.table.selectRow(1)
    qtbot.keyClick(view.table, Qt.Key.Key_Delete)
    assert session.design.requirements == (before[0], *before[2:])
    session.undo()
    session.undo()
    assert session.design.requirements == before


def test_an_edit_that_changes_nothing_keeps_the_numbers(view: MarginsView, session: Session, qtbot: QtBot) -> None:
    before = session.design.requirements
    for position in range(len(before)):
        view.edit_requirement(position)
        dialog = view.findChild(RequirementDialog)
        dialog._ask()
        QApplication.processEvents()
        assert session.design.requirements[position].value == pytest.approx(before[position].value, rel=1e-5)
        assert session.design.requirements[position].warn == pytest.approx(before[position].warn, rel=1e-5)


def test_pure_edits_refuse_what_a_design_cannot_hold() -> None:
    design = msgspec.structs.replace(preset("suncatcher-cluster"), requirements=(LIFE,))
    other = msgspec.structs.replace(LIFE, name="Other")
    for wrong in (LIFE, msgspec.structs.replace(other, value=float("nan")), msgspec.structs.replace(other, warn=-1.0)):
        with pytest.raises(DesignError):
            add_requirement(design, wrong)
    grown = add_requirement(design, other)
    with pytest.raises(DesignError):
        replace_requirement(grown, 1, LIFE)
    full = tuple(msgspec.structs.replace(LIFE, name=f"Life {number}") for number in range(MAX_REQUIREMENTS))
    with pytest.raises(DesignError, match="at most"):
        add_requirement(msgspec.structs.replace(design, requirements=full), LIFE)


def test_an_unknown_result_and_no_requirements_are_said_in_words(qapp: QApplication, qtbot: QtBot) -> None:
    for requirements, totals in (((), "No requirements"), ((Requirement("Odd", "no.such", ">=", 1.0),), "0 of 1")):
        session = made_session(qapp, "suncatcher-cluster", requirements)
        view = MarginsView(session)
        qtbot.addWidget(view)
        view.show()
        qtbot.waitUntil(lambda view=view: bool(view.totals.text()))
        assert totals in view.totals.text()
        if requirements:
            assert WORDS["unknown"] in view.table.item(0, 3).text()
        session.close()


def test_narrow_margins_keep_names_readable(
    view: MarginsView, session: Session, qtbot: QtBot, qapp: QApplication
) -> None:
    for width in (view.minimumWidth(), 600):
        view.resize(width, 900)
        qtbot.waitUntil(lambda width=width: abs(view.table.width() - width) < 60)
        drawn(view, qapp)
        shown = " ".join(cell(view, 0, column) for column in range(4) if not view.table.isColumnHidden(column))
        assert "≥" in shown or "≤" in shown
        light = view.table.iconSize().width() * 2
        assert view.table.columnWidth(0) - light > view.fontMetrics().horizontalAdvance("temperature")
    for label in view.findChildren(QLabel):
        if label.isVisible() and label.text():
            assert label.mapTo(view, label.rect().topRight()).x() < view.width()


def test_differences_are_signed_and_have_no_offset() -> None:
    temperature = RESULTS["thermal.junction_temperature"].quantity
    assert difference_text(5.0, temperature, "°C") == "+5 K"
    assert difference_text(-0.02, RESULTS["illumination.sunlit_fraction_year"].quantity, "%") == "−2 %"
    assert "thermal.junction_temperature" in judged_results()
    assert "power.array_worst_day" not in judged_results()


def test_a_column_that_long_numbers_have_widened_gives_the_names_their_room_back(make_window):
    """Otherwise the first design with large numbers cuts the names of all that are opened after it."""
    window = make_window("suncatcher-cluster")
    window.show()
    QApplication.processEvents()
    table = window.views["margins"].table
    verdicts = table.verdicts
    usual = [table.columnWidth(column) for column in range(4)]
    wide = dataclasses.replace(verdicts[0], actual=123456.789e9)
    table.show_verdicts((wide, *verdicts[1:]))
    assert table.columnWidth(1) > usual[1]
    table.show_verdicts(verdicts)
    assert [table.columnWidth(column) for column in range(4)] == usual
