"""The explanation of a number: complete for every result, live, and a way up the chain to the fields of the design."""


import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from studio.analysis import RESULTS
from studio.design import Design, fields, set_value
from studio.design.unit_text import number_text
from studio.gui.explain import ExplainPanel
from studio.gui.explain.facts import facts_of, plain_text
from studio.gui.session import Session


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> ExplainPanel:
    made = ExplainPanel(session)
    qtbot.addWidget(made)
    made.resize(420, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def link(panel: ExplainPanel, name: str) -> QPushButton:
    return next(button for button in panel.findChildren(QPushButton, f"link:{name}") if not button.isHidden())


def test_every_result_and_every_field_explains_itself(session: Session) -> None:
    results = session.results()
    for name, info in RESULTS.items():
        facts = facts_of(results, name)
        assert facts is not None
        assert facts.label
        assert facts.equation
        assert facts.source
        assert [one.name for one in facts.inputs] == list(info.inputs)
        assert all(one.text for one in facts.inputs)
        if name in results and not (isinstance(results[name], str) and not results[name]):
            assert facts.number not in {"", "–"}
            assert facts.number in plain_text(facts)
    for spec in fields(Design):
        if spec.part and not spec.part.startswith(("requirements", "sources")):
            facts = facts_of(results, spec.path)
            assert facts is not None, spec.path
            assert facts.label


def test_the_chain_from_any_result_ends_at_fields_of_the_design(session: Session) -> None:
    known = {spec.path for spec in fields(Design)}
    for name in RESULTS:
        seen, pending, leaves = {name}, [name], set()
        while pending:
            for one in facts_of(session.results(), pending.pop()).inputs:
                if one.name in RESULTS and one.name not in seen:
                    seen.add(one.name)
                    pending.append(one.name)
                elif one.name not in RESULTS:
                    leaves.add(one.name)
        assert leaves
        assert leaves <= known


def test_links_lead_up_and_back_leads_down(panel: ExplainPanel, qtbot: QtBot) -> None:
    panel.show_name("mass.satellite")
    assert not panel.back_button.isEnabled()
    qtbot.mouseClick(link(panel, "mass.dry"), Qt.MouseButton.LeftButton)
    assert panel.shown == "mass.dry"
    qtbot.mouseClick(link(panel, "mass.panel"), Qt.MouseButton.LeftButton)
    assert panel.shown == "mass.panel"
    assert RESULTS["mass.panel"].equation in panel.equation.text()
    qtbot.keyClick(link(panel, "panel.areal_mass"), Qt.Key.Key_Space)
    assert panel.shown == "panel.areal_mass"
    assert "satellite" in panel.trail.text()
    qtbot.mouseClick(panel.back_button, Qt.MouseButton.LeftButton)
    assert panel.shown == "mass.panel"
    for shown in ("mass.dry", "mass.satellite"):
        qtbot.keyClick(panel, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert panel.shown == shown
    panel.show_name("mass.panel")
    panel.trail.linkActivated.emit("mass.satellite")
    assert panel.shown == "mass.satellite"
    assert not panel.back_button.isEnabled()


def test_a_leaf_leads_to_its_field(panel: ExplainPanel, qtbot: QtBot) -> None:
    panel.show_name("mass.panel")
    with qtbot.waitSignal(panel.field_requested) as asked:
        qtbot.mouseClick(link(panel, "array.area"), Qt.MouseButton.LeftButton)
    assert asked.args == ["array.area"]
    panel.show_name("array.area")
    assert "mass.panel" in [one.name for one in panel.uses.links]
    with qtbot.waitSignal(panel.field_requested) as asked:
        qtbot.mouseClick(panel.edit_button, Qt.MouseButton.LeftButton)
    assert asked.args == ["array.area"]


def test_layers_are_explained_one_by_one(panel: ExplainPanel, session: Session) -> None:
    panel.show_name("panel.areal_mass")
    link(panel, "stack.layers[].thickness").click()
    names = [one.name for one in panel.inputs.links]
    assert len(names) == len(session.design.stack.layers)
    for one, layer in zip(panel.inputs.links, session.design.stack.layers, strict=True):
        assert number_text(layer.thickness * 1e6) in one.text
        assert layer.name in one.label
    path, source = next((path, source) for path, source in session.design.sources.items() if "].thickness" in path)
    panel.show_name(path)
    assert source.text in panel.source.text()


def test_the_value_follows_the_design(panel: ExplainPanel, session: Session, qapp: QApplication) -> None:
    panel.show_name("orbit.semi_major_axis")
    assert panel.value.text() == "7028.14"
    session.edit("higher", lambda design: set_value(design, "mission.altitude", 1000e3))
    qapp.processEvents()
    assert panel.value.text() == "7378.14"
    assert "1000" in next(one.text for one in panel.inputs.links if one.name == "mission.altitude")
    session.undo()
    qapp.processEvents()
    assert panel.value.text() == "7028.14"


def test_the_unit_can_be_chosen_and_is_kept(panel: ExplainPanel, session: Session) -> None:
    panel.show_name("orbit.period")
    seconds = session.table("orbit").period
    for position in range(panel.unit.count()):
        panel.unit.setCurrentIndex(position)
        panel.unit.activated.emit(position)
        factor = RESULTS["orbit.period"].quantity.unit(panel.unit.itemData(position)).factor
        assert float(panel.value.text()) == pytest.approx(seconds / factor, rel=1e-5)
    kept = panel.unit.currentText()
    panel.show_name("mass.satellite")
    panel.show_name("orbit.period")
    assert panel.unit.currentText() == kept


def test_sources_and_confidence_are_named(panel: ExplainPanel, session: Session) -> None:
    panel.show_name("mission.altitude")
    source = session.design.sources["mission.altitude"]
    assert source.text in panel.source.text()
    assert panel.confidence.text() == source.confidence
    panel.show_name("orbit.semi_major_axis")
    assert "derived" in panel.confidence.text()
    assert source.confidence in panel.confidence.text()


def test_it_can_be_copied_as_text(panel: ExplainPanel, qtbot: QtBot, qapp: QApplication) -> None:
    panel.show_name("orbit.period")
    qtbot.mouseClick(panel.copy_button, Qt.MouseButton.LeftButton)
    text = qapp.clipboard().text()
    info = RESULTS["orbit.period"]
    for part in (info.label, info.equation, info.source, "orbit.semi_major_axis", panel.value.text()):
        assert part in text


def test_an_unknown_name_and_none_are_said_in_words(panel: ExplainPanel) -> None:
    assert panel.heading.text()
    panel.show_name("no.such")
    assert "no.such" in panel.heading.text()
    assert panel.value.isHidden() or not panel.value.isVisible()
    assert not panel.copy_button.isEnabled()
    panel.show_name("orbit.period")
    assert panel.value.isVisible()
