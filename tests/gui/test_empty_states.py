"""Where there is nothing to show, the page says what would be here, and its button makes it so."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from studio.design import Design
from studio.document.document import Document
from studio.gui.absent import Absent
from studio.gui.fleet import imported_page
from studio.gui.fleet.imported_page import ImportedPage
from studio.gui.margins import MarginsView
from studio.gui.pages import Pages
from studio.gui.session import Session
from studio.gui.study.desk import StudyDesk
from studio.gui.study.view import StudyView
from studio.gui.theme import Theme
from studio.jobs.immediate import ImmediateWorker


@pytest.fixture
def bare(qapp: QApplication):
    """A new design: no requirements, no study, nothing imported."""
    made = Session(Document(Design()), Theme(), ImmediateWorker)
    made.theme.use(True)
    made.start()
    qapp.processEvents()
    yield made
    made.close()


def _shown(widget, qtbot, size=(560, 420)):
    qtbot.addWidget(widget)
    widget.resize(*size)
    widget.show()
    for _ in range(10):
        QApplication.processEvents()
    return widget


@pytest.mark.parametrize("name", ["scatter", "parallel", "map", "table"])
def test_pages_of_a_study_say_what_would_be_there(bare, qtbot, name: str) -> None:
    view = _shown(StudyView(bare), qtbot)
    view.show_page(name)
    QApplication.processEvents()
    absent: Absent = view.pages.page(name).absent
    assert absent.isVisible()
    assert absent.text().startswith("Here ")
    assert absent.words.height() >= absent.words.heightForWidth(absent.words.width())
    assert all(button.isVisible() for button in absent.buttons.values())
    QTest.mouseClick(absent.buttons["setup"], Qt.MouseButton.LeftButton)
    assert view.pages.current == "setup"
    view.close_view()


def test_its_button_runs_a_sample_study(bare, qtbot, monkeypatch) -> None:
    view = _shown(StudyView(bare), qtbot)
    view.show_page("scatter")
    desk = StudyDesk.of(bare)
    begun: list[Path] = []
    monkeypatch.setattr(desk, "start", lambda path: begun.append(path))
    view.pages.page("scatter").absent.buttons["sample"].click()
    assert len(begun) == 1
    assert [one.path for one in desk.draft.varied] == ["mission.altitude", "thermal.target_temperature"]

    def refuse(path: Path) -> None:
        raise ValueError("the disk is full")

    monkeypatch.setattr(desk, "start", refuse)
    view.pages.page("scatter").absent.buttons["sample"].click()
    assert view.pages.page("scatter").absent.text() == "The disk is full"
    view.close_view()


def test_the_search_leads_to_where_fields_are_chosen(bare, qtbot) -> None:
    view = _shown(StudyView(bare), qtbot, (800, 600))
    view.show_page("optimise")
    button = view.pages.page("optimise").findChild(QPushButton, "study-search-setup")
    assert button.isVisible()
    button.click()
    assert view.pages.current == "setup"
    view.vary("mission.altitude")
    view.show_page("optimise")
    QApplication.processEvents()
    assert not button.isVisible()
    view.close_view()


def test_nothing_imported_offers_the_import(bare, qtbot, monkeypatch) -> None:
    page = _shown(ImportedPage(bare), qtbot)
    assert page.absent.isVisible()
    assert not page.table.isVisible()
    asked: list[object] = []
    monkeypatch.setattr(imported_page, "ask_import", lambda session, parent: asked.append(session))
    page.absent.buttons["add"].click()
    assert asked == [bare]


def test_a_design_without_requirements_can_take_the_usual_ones_in_one_step(bare, qtbot) -> None:
    margins = _shown(MarginsView(bare), qtbot, (330, 700))
    assert margins.absent.isVisible()
    assert not margins.table.isVisible()
    assert margins.absent.words.height() >= margins.absent.words.heightForWidth(margins.absent.words.width())
    margins.absent.buttons["usual"].click()
    QApplication.processEvents()
    assert [one.result for one in bare.design.requirements] == [
        "power.margin_eol", "power.load_shed_energy", "power.depth_of_discharge"]  # fmt: skip
    assert margins.table.isVisible()
    assert margins.table.rowCount() == 3
    assert not margins.absent.isVisible()
    bare.undo()
    QApplication.processEvents()
    assert bare.design == Design()
    assert margins.absent.isVisible()


def test_pages_are_found_from_within(bare, qtbot) -> None:
    view = _shown(StudyView(bare), qtbot)
    assert view.findChild(Pages) is view.pages
    view.close_view()
