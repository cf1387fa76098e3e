"""The pages of the Claims tab: verdicts that follow the design, statements of one's own, published systems."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from studio.analysis import RESULTS
from studio.analysis.cases import compare_all
from studio.catalogue.claim import statements
from studio.design import set_value
from studio.design.own_claim import OwnClaim
from studio.document import preset
from studio.document.document import Document
from studio.document.stack_text import with_technology
from studio.gui.claims.cases_page import CasesPage
from studio.gui.claims.entry import LIGHTS, OWN
from studio.gui.claims.own_dialog import OwnClaimDialog
from studio.gui.claims.statements_page import StatementsPage
from studio.gui.claims.view import ClaimsView
from studio.gui.session import Session
from studio.gui.theme import Theme
from studio.jobs.immediate import ImmediateWorker


@pytest.fixture
def made(qapp: QApplication) -> Iterator[Session]:
    session = Session(Document(preset("suncatcher-cluster")), Theme(), ImmediateWorker)
    session.start()
    qapp.processEvents()
    yield session
    session.close()


@pytest.fixture
def page(qtbot: Any, made: Session) -> Iterator[StatementsPage]:
    page = StatementsPage(made)
    qtbot.addWidget(page)
    page.resize(700, 700)
    page.show()
    wait_all(qtbot, page)
    yield page
    page.tasks.close()


def settle() -> None:
    for _ in range(5):  # an edit is computed, told and drawn in turns of their own
        QApplication.processEvents()


def wait_all(qtbot: Any, page: StatementsPage) -> None:
    """Until every verdict is that of the design now open."""
    qtbot.waitUntil(lambda: not page.tasks.busy and not page._quiet.isActive() and not page._live.isActive()
                    and len(page._general) == len(statements()), timeout=30_000)  # fmt: skip


def entry(page: StatementsPage, key: str) -> Any:
    return next(one for one in page.entries if one.key == key and one.kind != OWN)


def test_every_statement_is_listed_with_its_verdict(page):
    assert [one.key for one in page.list.entries] == list(statements())
    assert all(one.general is not None for one in page.entries)
    assert all(LIGHTS[one.general.kind] for one in page.entries)
    count = sum(one.here is not None for one in page.entries)
    refuted = sum(one.here is not None and one.here.kind == "does not hold" for one in page.entries)
    assert f"{count} statements" in page.counts.text()
    assert refuted > 1
    assert f" {refuted} do not hold" in page.counts.text()
    assert "As worded" in page.split_up.text()


def test_the_orbit_changes_the_verdict_while_it_is_dragged(qtbot, made, page):
    assert entry(page, "P2").here.kind == "does not hold"
    made.edit("High", lambda design: set_value(design, "mission.altitude", 1450e3))
    settle()
    qtbot.waitUntil(lambda: entry(page, "P2").here.kind == "holds", timeout=5_000)
    assert entry(page, "P4").here.kind == "holds"
    made.undo()
    settle()
    qtbot.waitUntil(lambda: entry(page, "P2").here.kind == "does not hold", timeout=5_000)


def test_another_cell_changes_the_verdicts_on_cells(qtbot, made, page):
    before = entry(page, "P7").here
    made.edit("Cell", lambda design: with_technology(design, "gainp-gaas-ge"))
    settle()
    qtbot.waitUntil(lambda: entry(page, "P7").here != before, timeout=30_000)
    assert entry(page, "P8").here.kind == "holds"
    wait_all(qtbot, page)


def test_the_filters_and_the_search_let_through_what_they_say(page):
    page.kind.setCurrentIndex(page.kind.findData("market"))
    assert {one.kind for one in page.list.entries} == {"market"}
    page.verdict.setCurrentIndex(page.verdict.findData("does not hold"))
    assert page.list.entries
    assert all("does not hold" in {found.kind for found in one.findings} for one in page.list.entries)
    page.kind.setCurrentIndex(0)
    page.verdict.setCurrentIndex(0)
    page.search.setText("tongwei 2025")
    assert {"T13"} <= {one.key for one in page.list.entries} < set(statements())
    page.search.setText("nothing has these words")
    assert page.list.entries == ()
    assert page.none.isVisible()
    assert page.detail.entry is None
    page.search.clear()
    assert len(page.list.entries) == len(statements())


def test_numbers_lead_to_their_explanation_and_to_the_cases(qtbot, page):
    page.list.choose("physics", "P2")
    assert page.detail.entry.key == "P2"
    numbers = page.detail.here_numbers
    assert {one.result for one in numbers.numbers if one.result} <= set(RESULTS)
    button = numbers.findChild(QPushButton, "number:illumination.eclipse_max")
    with qtbot.waitSignal(page.explain_requested) as said:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert said.args == ["illumination.eclipse_max"]
    page.list.choose("market", "M6")
    button = page.detail.general_numbers.findChild(QPushButton, "number:claim-maiwei-cap-fx")
    with qtbot.waitSignal(page.case_requested) as said:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert said.args == ["claim-maiwei-cap-fx"]
    for evidence in statements()["M6"].evidence:
        assert evidence.source in page.detail.evidence.text()


def test_a_stage_that_fails_leaves_no_old_verdict(qtbot, made, page):
    made.edit("Broken", lambda design: set_value(design, "mission.epoch", "the day after"))
    settle()
    qtbot.waitUntil(lambda: entry(page, "P2").here.kind == "cannot be checked here", timeout=5_000)
    wait_all(qtbot, page)
    assert entry(page, "P1").general.kind == "does not hold"


def typed(page: StatementsPage, statement: str, result: str, relation: str, value: str) -> OwnClaimDialog:
    dialog = page.findChild(OwnClaimDialog)
    assert dialog is not None
    dialog.statement.setText(statement)
    dialog.judged.choose(result)
    dialog.relation.setCurrentIndex(dialog.relation.findData(relation))
    dialog.value.setText(value)
    dialog.source.setText("A brochure, 2026")
    dialog._ask()
    return dialog


def test_a_claim_of_ones_own_is_added_changed_judged_and_removed(qtbot, made, page):
    page.add_button.click()
    dialog = typed(page, "At least 98 % sun", "illumination.sunlit_fraction_year", ">=", "98 %")
    assert not dialog.isVisible()
    settle()
    (claim,) = made.design.claims
    assert claim == OwnClaim("At least 98 % sun", "illumination.sunlit_fraction_year", ">=", 0.98, "A brochure, 2026")
    (line,) = page.list.entries
    assert line.here.kind == "does not hold"
    assert page.edit_button.isVisible()
    assert "A brochure" in page.detail.said.text()
    made.edit("High", lambda design: set_value(design, "mission.altitude", 1450e3))
    settle()
    qtbot.waitUntil(lambda: page.list.entries[0].here.kind == "holds", timeout=5_000)
    page.edit_button.click()
    typed(page, "At most half the sun", "illumination.sunlit_fraction_year", "<=", "50 %")
    settle()
    assert made.design.claims[0].relation == "<="
    assert page.list.entries[0].here.kind == "does not hold"
    page.remove_button.click()
    settle()
    assert made.design.claims == ()
    assert page.list.entries == ()
    made.undo()
    settle()
    assert len(page.list.entries) == 1


def test_a_claim_that_cannot_be_is_refused_in_a_sentence(made, page):
    page.add_button.click()
    dialog = typed(page, "Fast", "orbit.period", "<=", "90 bananas")
    assert dialog.isVisible()
    assert "bananas" in dialog.problem.text()
    dialog.value.setText("90 min")
    dialog.statement.clear()
    dialog._ask()
    assert dialog.isVisible()
    assert dialog.problem.isVisible()
    dialog.reject()
    assert made.design.claims == ()


def test_the_list_is_read_by_the_keyboard(page):
    page.list.setFocus()
    page.list.choose("physics", "P1")
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.detail.entry.key == "P2"
    index = page.list.currentIndex()
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "does not hold" in spoken
    page.resize(1600, 800)
    settle()
    assert page.split.orientation() == Qt.Orientation.Horizontal


def test_where_room_is_short_the_lamps_stand_side_by_side(page):
    assert page.list.compact
    low = page.list.sizeHintForRow(1)
    page.resize(1600, 800)
    settle()
    assert not page.list.compact
    page.resize(700, 700)
    settle()
    assert page.list.compact
    assert page.list.sizeHintForRow(1) == low
    page.list.set_compact(False)
    assert page.list.sizeHintForRow(1) > low


def test_money_among_the_numbers_follows_the_currency(made, page):
    page.list.choose("market", "M2")
    values = [value.text() for _, _, value in page.detail.here_numbers._rows if value.isVisible()]
    assert any("USD" in text for text in values)
    made.currency.choose("CNY")
    settle()
    values = [value.text() for _, _, value in page.detail.here_numbers._rows if value.isVisible()]
    assert not any("USD" in text for text in values)
    made.currency.choose("USD")


@pytest.fixture
def cases(qtbot: Any, made: Session) -> Iterator[CasesPage]:
    page = CasesPage(made)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    qtbot.waitUntil(lambda: bool(page.found) and not page.tasks.busy, timeout=60_000)
    yield page
    page.tasks.close()


def shown_figures(cases: CasesPage) -> list[Any]:
    found = []
    for top in cases._case_items.values():
        for place in range(top.childCount()):
            if not top.isHidden() and not top.child(place).isHidden():
                found.append(top.child(place).data(0, Qt.ItemDataRole.UserRole))
    return found


def test_every_published_figure_stands_beside_ours(cases):
    expected = [(one.case.id, one.figure.id, one.ours) for one in compare_all()]
    assert [(one.case.id, one.figure.id, one.ours) for one in cases.found] == expected
    assert len(shown_figures(cases)) == len(expected)
    flagged = sum(one.verdict == "flagged" for one in cases.found)
    assert f"({flagged})" in cases.counts.text()


def test_cases_are_filtered_and_a_mistake_says_why(cases):
    cases.verdict.setCurrentIndex(cases.verdict.findData("flagged"))
    figures = shown_figures(cases)
    assert figures
    assert all(one.verdict == "flagged" for one in figures)
    cases.group.setCurrentIndex(cases.group.findData("compute"))
    (figure,) = shown_figures(cases)
    top = cases._case_items[figure.case.id]
    item = next(top.child(place) for place in range(top.childCount()) if not top.child(place).isHidden())
    cases.table.setCurrentItem(item)
    assert figure.note in cases.detail.text()
    assert figure.case.source in cases.detail.text()
    cases.search.setText("no such words anywhere")
    assert shown_figures(cases) == []
    cases.show_case("orbit-sso-inclination")
    assert cases.table.currentItem() is cases._case_items["orbit-sso-inclination"]


def test_a_number_of_a_case_leads_to_its_page(qtbot, made):
    view = ClaimsView(made)
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.show()
    settle()
    statements_page = view.pages.page("statements")
    statements_page.case_requested.emit("claim-maiwei-cap-fx")
    assert view.pages.current == "cases"
    cases = view.pages.page("cases")
    qtbot.waitUntil(lambda: bool(cases.found) and not cases.tasks.busy, timeout=60_000)
    assert cases.table.currentItem() is cases._case_items["claim-maiwei-cap-fx"]
    statements_page.tasks.close()
    cases.tasks.close()
