"""Stacks side by side: figures from several stages, pins, the comparison over life, technologies and faces."""

import dataclasses
import re

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QToolButton, QWidget

from studio import text
from studio.analysis import evaluate
from studio.analysis.stages.cell import Cell
from studio.analysis.stages.optics import Optics
from studio.analysis.stages.panel import Panel
from studio.analysis.stages.radiation import Radiation
from studio.catalogue.technology import technology
from studio.design import Design, set_value
from studio.design.option_words import option_label
from studio.design.quantity import YEAR
from studio.document.document import Document
from studio.document.presets import preset
from studio.document.stack_text import with_technology
from studio.gui.inspector import words
from studio.gui.panel.cell_choice import CellChoice
from studio.gui.panel.compare import CompareTable, Pins, TechnologyChoice
from studio.gui.panel.compare.figures import ABSENT, FIGURES, ROWS, Figure, best_of, change_text, figure_text
from studio.gui.panel.compare.figures_model import BEST
from studio.gui.panel.compare.pins import Life, Pin, Snapshot, snapshot, with_pinned
from studio.gui.panel.compare.technology import computed_text, is_as_shipped, warning_text
from studio.gui.panel.face_strip import FaceStrip
from studio.gui.panel.key_figures import KeyFigures
from studio.gui.session import Session
from studio.gui.theme import Theme
from studio.jobs.immediate import ImmediateWorker
from tests.gui.plot_session import MadeSession, table

MASS = Figure("panel.areal_mass", "", -1)
POWER = Figure("panel.power_density_operating_bol", "", 1)
HEAT = Figure("panel.temperature_max", "", -1)
LIMIT = Figure("panel.efficiency_limit", "")


def made(power=300.0, mass=1.0, loss=0.1, years=10.0, **known):
    """The tables of a panel of `power` W/m² that falls by `loss` in `years` along a straight line."""
    time = np.linspace(0.0, years, 11) * YEAR
    electric = power * (1.0 - loss * time / time[-1])
    cell = {"voc": None, "jsc": None, "fill_factor": None, "efficiency_ground": None, "efficiency_limit": None,
            "limiting_junction": None, "current_surplus": None, "photocurrents": None, "junction_names": None,
            "reference_spectrum": "AM0 of the test"}  # fmt: skip
    panel = {"cost_per_watt": None, "price_per_area": None, "price_low": None, "price_high": None}
    tables = {
        "optics": table(Optics, absorptance=0.9),
        "cell": table(Cell, efficiency_cell=0.3, **cell),
        "radiation": table(Radiation, remaining=1.0 - loss, retention_fluence=0.97, retention_dose=None),
        "panel": table(
            Panel, areal_mass=mass, thickness=2e-4, stowed_thickness=1.2e-3, temperature=320.0, temperature_max=340.0,
            temperature_min=200.0, efficiency_bol=0.26, power_density_operating_bol=power,
            power_density_operating_eol=power * (1.0 - loss), specific_power_operating_bol=power / mass,
            specific_power_operating_eol=power * (1.0 - loss) / mass, life_time=time, life_electric=electric,
            life_electric_low=0.9 * electric, life_electric_high=1.1 * electric, **panel,
        ),
    }  # fmt: skip
    for name, value in known.items():
        stage, _, field = name.partition("__")
        tables[stage] = dataclasses.replace(tables[stage], **{field: value})
    return tables


def settle():
    for _ in range(6):
        QApplication.processEvents()


@pytest.fixture
def session(qtbot):
    made_session = MadeSession()
    yield made_session
    made_session.close()


def answer(session, **known):
    session.answer(made(**known))
    settle()


def shown(qtbot, widget, size=(900, 900)):
    qtbot.addWidget(widget)
    widget.resize(*size)
    widget.show()
    settle()
    return widget


def cell(view, name, kind="value", letter=""):
    return view.model.index(view.model.row_of(name), view.model.column_of(kind, letter)).data()


@pytest.fixture
def real(qtbot):
    theme = Theme()
    theme.use(True)
    opened = Session(Document(preset("shell-30deg")), theme, ImmediateWorker)
    opened.start()
    settle()
    yield opened
    opened.close()
    theme.deleteLater()
    opened.deleteLater()


# How figures are written and compared


def test_a_change_reads_as_per_cent_of_the_reference_and_as_kelvins():
    assert change_text(MASS, 1.5, 1.0) == "+50.0 %"
    assert change_text(MASS, 1.0, 2.0) == "−50.0 %"
    assert change_text(HEAT, 310.0, 300.0) == "+10.0 K"
    assert change_text(MASS, 1.0, 1.0) == "="
    assert change_text(MASS, 1.0, None) == ""
    assert change_text(MASS, 0.0, 0.0) == "="
    assert change_text(MASS, 1.0, 0.0) == ""


def test_figures_are_written_with_units_ranges_and_dashes():
    values = {"panel.price_low": 20.0, "panel.price_high": 40.0, "panel.jsc": 165.0, "panel.limiting_junction": "top",
              "panel.current_surplus": np.array([0.0, 0.12]), "panel.thickness": 2e-6}  # fmt: skip
    by_name = {figure.name: figure for figure in FIGURES}
    assert figure_text(by_name["panel.price_low"], values) == "20–40 USD/W"
    assert figure_text(by_name["panel.jsc"], values) == "16.5 mA/cm²"
    assert figure_text(by_name["panel.limiting_junction"], values) == "top"
    assert figure_text(by_name["panel.current_surplus"], values) == "12 %"
    assert figure_text(by_name["panel.thickness"], values) == "2 µm"
    assert figure_text(by_name["panel.voc"], values) == ABSENT


@given(st.lists(st.floats(0.1, 100.0) | st.none(), min_size=1, max_size=5), st.sampled_from([MASS, POWER, LIMIT]))
def test_the_best_is_nobodys_inferior(numbers, figure):
    columns = [{} if number is None else {figure.name: number} for number in numbers]
    wins = best_of(figure, columns)
    known = {place: number for place, number in enumerate(numbers) if number is not None}
    texts = {place: figure_text(figure, columns[place]) for place in known}
    if figure.better == 0 or len(set(texts.values())) < 2:
        assert wins == set()
    else:
        top = (max if figure.better > 0 else min)(known.values())
        assert {place for place, number in known.items() if number == top} <= wins
        assert {texts[place] for place in wins} == {next(texts[p] for p, n in known.items() if n == top)}


def test_after_years_the_power_lies_on_the_curve_and_beyond_the_life_there_is_none():
    time = np.array([0.0, 2.0, 4.0]) * YEAR
    life = Life(time, np.array([300.0, 290.0, 270.0]), np.array([290.0, 280.0, 250.0]), np.array([300.0, 295.0, 280.0]))
    assert life.after(3) == pytest.approx((265.0, 280.0, 287.5))
    assert life.after(4) == pytest.approx((250.0, 270.0, 280.0))
    assert life.after(5) is None


# Pins


def test_four_stacks_can_be_pinned_and_a_fifth_is_refused_with_a_sentence(session):
    answer(session)
    pins = Pins.of(session)
    assert Pins.of(session) is pins
    assert [pins.add() for _ in range(4)] == [""] * 4
    assert "Four stacks" in pins.add()
    pins.remove("B")
    assert [pin.letter for pin in pins.all] == ["A", "C", "D"]
    assert pins.add() == ""
    assert [pin.letter for pin in pins.all] == ["A", "B", "C", "D"]


def test_what_is_not_computed_yet_cannot_be_pinned(session):
    pins = Pins.of(session)
    assert "not computed" in pins.add()
    session.made.tables = {}
    session.edit("other", lambda design: set_value(design, "stack.price", 7.0))
    settle()
    assert "not computed" in pins.add()
    assert pins.all == ()


def test_the_reference_moves_on_when_its_pin_goes(session):
    answer(session)
    pins = Pins.of(session)
    for _ in range(3):
        pins.add()
    pins.refer_to("B")
    pins.remove("B")
    assert pins.reference == "A"
    pins.refer_to("D")
    assert pins.reference == "A"


def test_restoring_gives_back_stack_ageing_and_sources_in_one_step(session):
    start = preset("shell-30deg")
    session.document.edit("start", start)
    answer(session)
    pins = Pins.of(session)
    pins.add()
    session.edit("swap", lambda design: with_technology(design, "gaas"))
    session.edit("age", lambda design: set_value(design, "ageing.model", "computed"))
    session.edit("elsewhere", lambda design: set_value(design, "mission.altitude", 700e3))
    steps = len(session.document.history)
    assert pins.restore("A") == ""
    back = session.design
    assert (back.stack, back.ageing) == (start.stack, start.ageing)
    ours = {path for path in {**start.sources, **back.sources} if path.startswith(("stack.", "ageing."))}
    assert len(ours) > 3
    assert {path: back.sources.get(path) for path in ours} == {path: start.sources.get(path) for path in ours}
    assert back.mission.altitude == 700e3
    assert len(session.document.history) == steps + 1
    session.undo()
    assert session.design.stack.technology == "gaas"


def test_pins_stay_across_undo_and_open_and_say_when_the_orbit_is_another(qtbot, session):
    answer(session)
    pins = Pins.of(session)
    view = shown(qtbot, KeyFigures(session))
    session.edit("dearer", lambda design: set_value(design, "stack.price", 7.0))
    settle()
    assert pins.add() == ""
    before = pins.all
    session.undo()
    assert pins.all == before
    assert not view.bar.note.isVisible()
    session.document.open("suncatcher-cluster")
    settle()
    assert pins.all == before
    assert "A: in another orbit" in view.bar.note.text()
    assert view.bar.note.isVisible()


def test_a_pin_takes_the_name_of_its_technology_or_of_the_design(session):
    session.document.edit("start", with_technology(Design(title="Mine"), "gaas"))
    answer(session)
    pins = Pins.of(session)
    pins.add()
    session.edit("own", lambda design: set_value(design, "stack.technology", ""))
    settle()
    pins.add()
    assert [pin.name for pin in pins.all] == [technology("gaas").name, "Mine"]
    pins.rename("B", "  two   words ")
    pins.rename("A", "   ")
    assert [pin.name for pin in pins.all] == [technology("gaas").name, "two words"]


def test_too_many_sources_are_refused():
    source = msgspec.convert({"text": "Assumed: a test", "confidence": "assumed"}, type=type(_any_source()))
    pin = Pin("A", "a", Snapshot({}, None), Design().stack, Design().ageing,
              {f"stack.{n}": source for n in range(300)}, ())  # fmt: skip
    full = msgspec.structs.replace(Design(), sources={f"mission.{n}": source for n in range(300)})
    with pytest.raises(ValueError, match="more than 400 sources"):
        with_pinned(full, pin)


def _any_source():
    return next(iter(preset("shell-30deg").sources.values()))


# The key figures


def test_figures_come_from_all_their_stages_and_absent_ones_are_dashes(qtbot, session):
    answer(session, optics__absorptance=0.876, cell__voc=2.69, panel__cost_per_watt=94.3)
    view = shown(qtbot, KeyFigures(session))
    assert cell(view, "panel.absorptance") == "0.876"
    assert cell(view, "panel.voc") == "2.69 V"
    assert cell(view, "panel.remaining_factor") == "90 %"
    assert cell(view, "panel.cost_per_watt") == "94.3 USD/W"
    assert cell(view, "radiation.retention_dose") == ABSENT
    assert cell(view, "panel.efficiency_limit") == ABSENT
    tip = view.model.index(view.model.row_of("panel.efficiency_cell"), 1).data(Qt.ItemDataRole.ToolTipRole)
    assert "AM0 of the test" in tip


def test_every_figure_explains_itself_by_click_and_by_key_and_headings_do_not(qtbot, session):
    answer(session)
    view = shown(qtbot, KeyFigures(session), (900, 1100))
    asked = []
    view.explain_requested.connect(asked.append)
    for row in range(len(ROWS)):
        place = view.table.visualRect(view.model.index(row, 1)).center()
        qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked == [figure.name for figure in FIGURES]
    view.table.setCurrentIndex(view.model.index(1, 0))
    keyed = []
    view.explain_requested.connect(keyed.append)
    for _ in FIGURES:
        qtbot.keyClick(view.table, Qt.Key.Key_Return)
        qtbot.keyClick(view.table, Qt.Key.Key_Down)
    assert keyed == [figure.name for figure in FIGURES]


def test_the_best_is_marked_and_changes_refer_to_the_chosen_pin(qtbot, session):
    view = shown(qtbot, KeyFigures(session))
    answer(session, power=300.0, mass=1.0)
    view.bar.pin_button.click()
    answer(session, power=200.0, mass=0.5)
    view.bar.pin_button.click()
    answer(session, power=150.0, mass=0.25)
    assert cell(view, "panel.areal_mass") == f"{BEST} 0.25 kg/m²"
    assert cell(view, "panel.areal_mass", letter="A") == "1 kg/m²"
    assert cell(view, "panel.power_density_operating_bol", letter="A") == f"{BEST} 300 W/m²"
    assert cell(view, "panel.remaining_factor") == "90 %"
    assert cell(view, "panel.areal_mass", "change") == "−75.0 %"
    view.bar.menu_action("B", "refer").trigger()
    assert cell(view, "panel.areal_mass", "change") == "−50.0 %"
    colours = session.theme.colours
    row, column = view.model.row_of("panel.areal_mass"), view.model.column_of("change")
    assert view.model.index(row, column).data(Qt.ItemDataRole.ForegroundRole).name() == colours.green
    row = view.model.row_of("panel.power_density_operating_bol")
    assert view.model.index(row, column).data(Qt.ItemDataRole.ForegroundRole).name() == colours.red
    assert view.model.index(row, view.model.column_of("value", "A")).data(Qt.ItemDataRole.FontRole).bold()


def test_the_menu_of_a_pin_restores_and_removes(qtbot, session):
    view = shown(qtbot, KeyFigures(session))
    answer(session)
    view.bar.pin_button.click()
    before = session.design
    session.edit("price", lambda design: set_value(design, "stack.price", 12.0))
    view.bar.menu_action("A", "restore").trigger()
    assert session.design == before
    view.bar.menu_action("A", "remove").trigger()
    assert view.pins.all == ()
    assert not view.findChild(QToolButton, "panel-pin-A").isVisible()
    assert view.model.columnCount() == 2


def test_a_fifth_pin_says_why_not(qtbot, session):
    view = shown(qtbot, KeyFigures(session))
    answer(session)
    for _ in range(4):
        view.bar.pin_button.click()
    assert not view.bar.message.isVisible()
    view.bar.pin_button.click()
    assert view.bar.message.isVisible()
    assert "remove one" in view.bar.message.text()


def test_a_double_click_on_its_header_renames_a_pin_and_escape_does_not(qtbot, session):
    view = shown(qtbot, KeyFigures(session))
    answer(session)
    view.bar.pin_button.click()
    settle()
    header = view.table.horizontalHeader()
    column = view.model.column_of("value", "A")
    place = QPoint(header.sectionViewportPosition(column) + header.sectionSize(column) // 2, header.height() // 2)
    qtbot.mouseDClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    edit = view.findChild(QLineEdit, "panel-pin-name")
    assert edit.isVisible()
    edit.selectAll()
    qtbot.keyClicks(edit, "Thin glass")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert not edit.isVisible()
    assert view.pins.get("A").name == "Thin glass"
    assert "Thin glass" in view.model.headerData(column, Qt.Orientation.Horizontal)
    view.bar.menu_action("A", "rename").trigger()
    qtbot.keyClicks(edit, "Nothing")
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert view.pins.get("A").name == "Thin glass"
    assert not edit.isVisible()


def test_narrow_the_names_stay_while_the_columns_scroll(qtbot, session):
    view = shown(qtbot, KeyFigures(session), (300, 900))
    answer(session)
    names = view.table.findChild(QWidget, "panel-figures-names")
    assert not names.isVisible()
    for _ in range(4):
        view.bar.pin_button.click()
    settle()
    bar = view.table.horizontalScrollBar()
    assert bar.maximum() > 0
    assert names.isVisible()
    bar.setValue(bar.maximum())
    settle()
    last = view.model.columnCount() - 1
    value = view.table.visualRect(view.model.index(1, last))
    assert value.right() <= view.table.viewport().width()
    assert names.geometry().left() == 0
    assert value.left() >= names.geometry().right() - 3
    assert names.visualRect(view.model.index(5, 0)).top() == view.table.visualRect(view.model.index(5, 1)).top()
    assert view.table.height() >= view.table.verticalHeader().length() + view.table.horizontalHeader().height()


# The comparison


def test_the_bars_say_who_wins_new_and_after_years(qtbot, session):
    view = shown(qtbot, CompareTable(session), (1400, 800))
    answer(session, power=300.0, mass=1.0, loss=0.5, panel__cost_per_watt=50.0, panel__price_low=40.0,
           panel__price_high=60.0)  # fmt: skip
    view.bar.pin_button.click()
    answer(session, power=250.0, mass=0.5, loss=0.1, panel__cost_per_watt=80.0)
    assert view.years.maximum() == view.years.value() == 10
    assert view.by_mass.bars.winners == ("Now",)
    assert view.by_price.bars.winners == ("A",)
    assert view.late_by_area.bars.winners == ("Now",)
    view.years.setValue(2)
    now, pinned = view.late_by_area.bars.entries
    assert now.value == pytest.approx(250.0 * 0.98)
    assert pinned.value == pytest.approx(300.0 * 0.9)
    assert (pinned.low, pinned.high) == pytest.approx((243.0, 297.0))
    assert view.late_by_area.bars.winners == ("A",)
    assert view.late_by_mass.bars.winners == ("Now",)
    assert "after 2 years" in view.late_by_area.heading.text()
    pinned_price = view.by_price.bars.entries[1]
    assert (pinned_price.low, pinned_price.high) == (40.0, 60.0)


def test_a_life_that_is_over_by_then_has_no_bar(qtbot, session):
    view = shown(qtbot, CompareTable(session), (1400, 800))
    answer(session, years=5.0)
    view.bar.pin_button.click()
    answer(session, years=10.0)
    view.years.setValue(6)
    now, pinned = view.late_by_area.bars.entries
    assert now.value is not None
    assert pinned.value is None
    assert "after 5 years" in pinned.reason
    assert "5 years" in view.late_by_area.bars.toolTip()
    view.years.setValue(5)
    assert view.late_by_area.bars.entries[1].value is not None


def test_a_stack_without_a_price_has_no_bar_and_says_so(qtbot, session):
    view = shown(qtbot, CompareTable(session), (1400, 800))
    answer(session)
    (now,) = view.by_price.bars.entries
    assert now.value is None
    assert "no price" in now.reason
    assert view.by_price.bars.text_of(now) == ABSENT


def test_the_wide_table_writes_each_change_and_explains(qtbot, session):
    view = shown(qtbot, CompareTable(session), (1400, 800))
    answer(session, mass=1.0)
    view.bar.pin_button.click()
    answer(session, mass=2.0)
    view.bar.pin_button.click()
    assert cell(view, "panel.areal_mass", "change") == "+100 %"
    assert cell(view, "panel.areal_mass", "change", "B") == "+100 %"
    assert view.model.column_of("change", "A") == -1
    view.table.setCurrentIndex(view.model.index(view.model.row_of("panel.areal_mass"), 1))
    with qtbot.waitSignal(view.explain_requested) as asked:
        qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert asked.args == ["panel.areal_mass"]


@pytest.mark.parametrize("dark", [True, False])
@pytest.mark.parametrize("size", [(610, 470), (1000, 700), (2200, 1300)])
def test_the_page_stands_at_any_size(qtbot, size, dark):
    session = MadeSession(dark)
    view = shown(qtbot, CompareTable(session), size)
    answer(session)
    for _ in range(4):
        view.bar.pin_button.click()
    settle()
    assert (view.width(), view.height()) == size
    whole = QRect(QPoint(0, 0), view.size())
    for widget in (view.bar.pin_button, view.years, *view.bar.chips.values(), view.table):
        assert whole.contains(QRect(widget.mapTo(view, QPoint(0, 0)), widget.size()))
    assert view.table.viewport().height() > 6 * view.fontMetrics().height()
    bars = view.late_by_mass.bars
    image = bars.grab().toImage()
    seen = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 2)}
    assert len(seen) > 5
    session.close()


# Technologies


def test_choosing_a_technology_swaps_the_stack_in_one_step(qtbot, session):
    view = shown(qtbot, TechnologyChoice(session), (400, 700))
    box = view.findChild(QComboBox, "panel-technology")
    before = session.design
    assert box.currentData() == ""
    assert "of your own" in view.changed.text()
    box.activated.emit(box.findData("gaas"))
    settle()
    assert session.design == with_technology(before, "gaas")
    assert len(session.document.history) == 1
    known = technology("gaas")
    assert known.architecture in view.architecture.text()
    labels = [row.label.text() for row in view.rows if row.label.isVisible()]
    assert labels[:3] == ["Efficiency", "Readiness", "Heritage"]
    first = view.rows[0]
    assert first.badge.confidence == known.efficiency.confidence
    assert known.efficiency.source in first.text.toolTip()
    assert not first.source.isVisible()
    view.sources.click()
    assert first.source.isVisible()
    assert not view.changed.isVisible()
    session.undo()
    assert session.design == before
    assert box.currentData() == ""


def test_a_changed_stack_says_so_and_choosing_again_brings_the_shipped_one(qtbot, session):
    session.document.edit("start", with_technology(Design(), "gaas"))
    view = shown(qtbot, TechnologyChoice(session), (400, 700))
    shipped = session.design
    assert is_as_shipped(shipped)
    session.edit("price", lambda design: set_value(design, "stack.layers[0].thickness", 3e-7))
    assert "Changed since" in view.changed.text()
    view.box.activated.emit(view.box.findData("gaas"))
    assert session.design.stack == shipped.stack
    assert not view.changed.isVisible()
    view.box.activated.emit(view.box.findData(""))
    assert session.design.stack.technology == ""
    assert session.design.stack.layers == shipped.stack.layers


def test_a_technology_that_is_not_in_the_catalogue_is_shown_as_it_is(qtbot, session):
    session.edit("odd", lambda design: set_value(design, "stack.technology", "unheard-of"))
    view = shown(qtbot, TechnologyChoice(session), (400, 700))
    assert "unheard-of" in view.box.currentText()
    assert "not in the catalogue" in view.changed.text()
    assert not any(row.label.isVisible() for row in view.rows)


def test_computed_stands_beside_published_of_the_same_light():
    known = technology("gainp-gaas-ge")
    design = with_technology(Design(), "gainp-gaas-ge")
    values = {"panel.efficiency_cell": 0.2867, "panel.efficiency_ground": 0.32, "panel.reference_irradiance": 1366.1}
    text = computed_text(known, design, values)
    assert "28.7 % at AM0, 1366 W/m²" in text
    assert f"{100 * known.efficiency.value:.3g} % at AM0, {known.reference_irradiance.value:.5g} W/m²" in text
    on_ground = technology("gaas")
    text = computed_text(on_ground, design, values)
    assert "Computed 32 % at AM1.5G" in text
    assert "28.7 % at AM0" in text
    by_sheet = set_value(design, "stack.electrical", "data_sheet")
    assert "data sheet" in computed_text(known, by_sheet, values)
    assert "Computed" not in computed_text(known, by_sheet, values)


def test_the_warning_comes_above_the_limit_only():
    known = technology("perovskite-hjt")
    limit = known.max_temperature.value
    assert warning_text(known, {"panel.temperature_max": limit - 0.5}) == ""
    assert warning_text(known, {}) == ""
    assert known.name in warning_text(known, {"panel.temperature_max": limit + 5.0})


# Electricity and faces


def test_the_electricity_comes_from_the_data_sheet_or_from_the_layers(qtbot, session):
    session.document.edit("start", with_technology(Design(), "gaas"))
    view = shown(qtbot, CellChoice(session), (400, 500))
    assert not view.box.isVisible()
    assert "GaAs" in view.from_layers.text()
    view.findChild(QToolButton, "panel-electrical-data_sheet").click()
    assert session.design.stack.electrical == "data_sheet"
    assert len(session.document.history) == 2
    assert view.box.isVisible()
    assert not view.from_layers.isVisible()
    session.undo()
    assert view.findChild(QToolButton, "panel-electrical-layers").isChecked()
    session.document.edit("plain", set_value(Design(), "stack.electrical", "layers"))
    assert "No layer has a junction" in view.from_layers.text()


def test_a_face_shows_what_follows_from_the_layers(qtbot, session):
    view = shown(qtbot, FaceStrip(session, "front"), (800, 60))
    answer(session, optics__absorptance=0.876, optics__emittance_front=0.812, optics__emittance_front_from="table")
    assert view.absorptance.isVisible()
    assert not view.computed_absorptance.isVisible()
    view.origin.activated.emit(view.origin.findData("layers"))
    settle()
    assert session.design.stack.front.source == "layers"
    assert not view.absorptance.isVisible()
    assert view.computed_absorptance.value.text() == "0.876"
    assert view.computed_emittance.value.text() == "0.812"
    assert "table" in view.computed_emittance.toolTip()
    session.undo()
    assert view.emittance.isVisible()
    assert view.origin.currentData() == "stated"


# Words


def test_every_text_passes_through_translation(qtbot, session):
    text.use_language(text.PSEUDO)
    try:
        session.document.edit("start", with_technology(Design(title="Ours"), "perovskite-hjt"))
        views = [shown(qtbot, kind(session)) for kind in (KeyFigures, CompareTable, TechnologyChoice, CellChoice)]
        views.append(shown(qtbot, FaceStrip(session, "front")))
        answer(session)
        Pins.of(session).add()
        shows = [one.text() for view in views for kind in (QLabel, QAbstractButton) for one in view.findChildren(kind)]
        model = views[0].model
        shows += [model.index(row, 0).data() for row in range(model.rowCount())]
        words_shown = {words for words in shows if re.search(r"[A-Za-z]{4,}", words)}
        assert len(words_shown) > 50
        assert {words for words in words_shown if "‹" not in words} == set()
    finally:
        text.use_language("en")


def test_an_empty_id_is_a_choice_of_its_own():
    for kind, label in (("technologies", "Own stack"), ("damage", "That of the technology")):
        entries = words.catalogue_entries(kind)
        first = next(iter(entries))
        assert first == ""
        assert words.entry_label(kind, entries[first]) == label
        assert words.entry_help(kind, entries[first]) == ""
        assert len(entries) > 3
        for id, entry in entries.items():
            if id:
                assert entry.name in words.entry_label(kind, entry)
                assert "<i>" in words.entry_help(kind, entry)
    assert words.entry_label("cells", words.catalogue_entries("cells")["azur-3g30a"])


@pytest.mark.parametrize("option", ["stated", "computed", "equivalent_fluence", "displacement_dose", "data_sheet",
                                    "layers", "series", "independent", "auto", "film", "slab", "none"])  # fmt: skip
def test_every_option_has_words(option):
    assert option_label(option) != option


# With the real analysis


def test_real_figures_pins_and_technologies(qtbot, real):
    choice = shown(qtbot, TechnologyChoice(real), (420, 700))
    view = shown(qtbot, KeyFigures(real))
    page = shown(qtbot, CompareTable(real), (1400, 800))
    results = evaluate(real.design)
    for figure in FIGURES:
        assert cell(view, figure.name) == figure_text(figure, results), figure.name
    view.bar.pin_button.click()
    choice.box.activated.emit(choice.box.findData("gainp-gaas-ge"))
    settle()
    results = evaluate(real.design)
    for figure in FIGURES:
        assert cell(view, figure.name).removeprefix(f"{BEST} ") == figure_text(figure, results), figure.name
    assert results["panel.efficiency_cell"] == pytest.approx(technology("gainp-gaas-ge").efficiency.value, rel=0.06)
    assert cell(view, "panel.voc", letter="A") == ABSENT
    assert "Computed" in choice.computed.text()
    years = page.years.value()
    panel = real.table("panel")
    expected = np.interp(years * YEAR, panel.life_time, panel.life_electric)
    assert page.late_by_area.bars.entries[0].value == pytest.approx(expected)
    assert snapshot(real).life.after(0)[1] == pytest.approx(results["panel.power_density_operating_bol"])
