"""The page of published cost models: their figures, their assumptions typed over, their faults, and this design."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from studio.analysis import RESULTS
from studio.analysis.cost_models import models, run
from studio.catalogue.case import published_cases
from studio.document import preset
from studio.document.document import Document
from studio.gui.money.model_figures import DESIGN, DIFFERENCE, OURS, PUBLISHED
from studio.gui.money.model_inputs import VALUE
from studio.gui.money.models_page import ModelsPage
from studio.gui.session import Session
from studio.gui.theme import Theme
from studio.jobs.immediate import ImmediateWorker

NARROW, WIDE = (600, 380), (1700, 900)


@pytest.fixture
def made(qapp: QApplication) -> Iterator[Session]:
    session = Session(Document(preset("gigawatt-27kw")), Theme(), ImmediateWorker)
    session.start()
    qapp.processEvents()
    yield session
    session.close()


@pytest.fixture
def page(qtbot: Any, made: Session) -> ModelsPage:
    page = ModelsPage(made)
    qtbot.addWidget(page)
    page.resize(*WIDE)
    page.show()
    settle()
    return page


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def row_of(page: ModelsPage, id: str) -> int:
    return next(row for row, entry in enumerate(page.inputs.entries) if entry.id == id)


def type_over(page: ModelsPage, id: str, text: str) -> None:
    """As a person does: choose the cell, type, Enter."""
    table = page.input_table
    table.setCurrentIndex(page.inputs.index(row_of(page, id), VALUE))
    table.edit(table.currentIndex())
    editor = table.viewport().findChild(QLineEdit) or table.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle()


def shown(page: ModelsPage, output: str, column: int) -> str:
    row = next(row for row, figure in enumerate(page.outputs.figures) if figure.output.id == output)
    return str(page.outputs.index(row, column).data())


@pytest.mark.parametrize("id", list(models()))
def test_every_model_shows_its_figures_parts_and_faults(page: ModelsPage, id: str) -> None:
    page.choose_model(id)
    settle()
    found = run(id)
    assert page.run == found
    for figure in found.figures:
        assert shown(page, figure.output.id, OURS)
    for fault in found.model.faults:
        assert fault.text.split("'")[0] in page.about.text()
    assert found.model.preset.covers[:40] in page.about.text()
    shares = [bar for bar in page.bars.bars if not bar.strong]
    assert len(shares) == len(found.space) + len(found.ground)
    totals = [bar for bar in page.bars.bars if bar.strong]
    assert max((bar.end for bar in totals), default=1.0) == pytest.approx(1.0)
    assert all(0.0 <= bar.start <= bar.end <= 1.0 + 1e-9 for bar in page.bars.bars)


def test_the_published_figure_stands_beside_ours(page: ModelsPage) -> None:
    page.choose_model("mccalip-gigawatt")
    settle()
    assert shown(page, "space_total", OURS) == "51.0953"
    assert shown(page, "space_total", PUBLISHED) == "51.0953"
    assert shown(page, "space_total", DIFFERENCE) == "0"
    assert shown(page, "break_even_whole", OURS) == "−699.191"
    page.choose_model("starcloud-40mw")
    settle()
    assert shown(page, "launch_price", PUBLISHED) == "⚑ 30"
    assert shown(page, "launch_price", DIFFERENCE) == "+67 %"


def test_an_assumption_typed_over_changes_the_figures_and_is_marked(page: ModelsPage) -> None:
    page.choose_model("mccalip-gigawatt")
    settle()
    assert not page.restore.isEnabled()
    type_over(page, "launch_price", "200 $/kg")
    expected = run("mccalip-gigawatt", {"launch_price": 200.0})
    assert page.run == expected
    assert shown(page, "launch", OURS) == "5.87801"
    assert shown(page, "launch", DIFFERENCE) == "−60 %"
    assert page.inputs.is_changed(row_of(page, "launch_price"))
    assert page.inputs.index(row_of(page, "launch_price"), VALUE).data(Qt.ItemDataRole.FontRole).bold()
    assert "changed assumptions" in page.summary.text()
    page.choose_model("lcoc-today")
    settle()
    assert page.run == run("lcoc-today")
    page.choose_model("mccalip-gigawatt")
    settle()
    assert page.run == expected, "what was changed is kept while another model is looked at"
    page.restore.click()
    settle()
    assert page.run == run("mccalip-gigawatt")
    assert not page.inputs.changes


def test_delete_takes_one_assumption_back(page: ModelsPage) -> None:
    page.choose_model("lcoc-today")
    settle()
    type_over(page, "life", "15")
    type_over(page, "launch_price", "200")
    page.input_table.setCurrentIndex(page.inputs.index(row_of(page, "life"), VALUE))
    QTest.keyClick(page.input_table, Qt.Key.Key_Delete)
    settle()
    assert page.inputs.changes == {"launch_price": 200.0}
    assert page.run == run("lcoc-today", {"launch_price": 200.0})


@pytest.mark.parametrize(
    ("id", "text", "words"),
    [
        ("launch_price", "minus ten", "does not begin with a number"),
        ("launch_price", "-5", "between 0 and 20000"),
        ("launch_price", "5 km", "is not a unit"),
        ("years", "2.5", "whole number"),
    ],
)
def test_what_cannot_be_taken_is_said_and_changes_nothing(page: ModelsPage, id: str, text: str, words: str) -> None:
    page.choose_model("mccalip-gigawatt")
    settle()
    type_over(page, id, text)
    assert words in page.message.text()
    assert page.message.isVisibleTo(page)
    assert page.run == run("mccalip-gigawatt")
    type_over(page, id, "7")
    assert not page.message.isVisibleTo(page)


def test_a_model_without_an_answer_says_why(page: ModelsPage) -> None:
    page.choose_model("lcoc-today")
    settle()
    type_over(page, "radiator_temperature", "210")
    assert "hotter than its sink" in page.message.text()
    page.restore.click()
    settle()
    assert not page.message.isVisibleTo(page)


def test_to_look_at_a_value_does_not_change_it(page: ModelsPage) -> None:
    page.choose_model("mccalip-gigawatt")
    settle()
    row = row_of(page, "array_per_power")
    text = page.inputs.index(row, VALUE).data(Qt.ItemDataRole.EditRole)
    assert page.inputs.setData(page.inputs.index(row, VALUE), text)
    assert not page.inputs.changes


def test_with_little_room_one_thing_is_shown_at_a_time(page: ModelsPage) -> None:
    assert all(pane.isVisibleTo(page) for pane in page.panes.values())
    page.resize(*NARROW)
    settle()
    for mode in page.panes:
        page.mode_buttons[mode].click()
        settle()
        assert [name for name, pane in page.panes.items() if pane.isVisibleTo(page)] == [mode]


def test_results_of_this_design_stand_beside_and_explain_themselves(page: ModelsPage, made: Session) -> None:
    results = made.results()
    outputs = [(id, output) for id, one in models().items() for output in one.family.outputs]
    known = [output for _, output in outputs if output.like in RESULTS and results.get(output.like) is not None]
    asked: list[str] = []
    page.explain_requested.connect(asked.append)
    seen = 0
    for id in models():
        page.choose_model(id)
        settle()
        for row, figure in enumerate(page.outputs.figures):
            name = page.outputs.result_at(row)
            page.figure_table.clicked.emit(page.outputs.index(row, DESIGN))
            if name:
                seen += 1
                assert asked.pop() == name == figure.output.like
                value = made.results()[name] / figure.output.factor
                text = page.outputs.index(row, DESIGN).data().replace("−", "-").replace("\N{NARROW NO-BREAK SPACE}", "")
                if "·10" not in text:
                    assert float(text) == pytest.approx(value, rel=1e-3)
            else:
                assert shown(page, figure.output.id, DESIGN) == "–"
    assert not asked
    assert seen == len(known)


def test_the_data_can_be_copied(page: ModelsPage) -> None:
    page.choose_model("mccalip-gigawatt")
    settle()
    page.copy_data()
    text = QApplication.clipboard().text()
    assert "Launch price\t500\tUSD/kg" in text
    assert "Total in space [bn USD]\t51.0953\t51.0953" in text


def test_a_mistake_points_to_its_case(page: ModelsPage) -> None:
    for id in models():
        page.choose_model(id)
        named = [fault.case for fault in models()[id].faults if fault.case]
        assert all(case in published_cases() and case in page.about.text() for case in named)
