"""The Panel tab and the inspector under rough handling: failed stages, long words, little room, and keys alone."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from studio.design import set_value
from studio.design.quantity import ELECTRONVOLT
from studio.document.document import Document
from studio.document.presets import preset
from studio.gui.explain import ExplainPanel
from studio.gui.explain.facts import facts_of
from studio.gui.inspector import Inspector
from studio.gui.inspector.words import sentence
from studio.gui.panel.charts import LifeChart, LightChart
from studio.gui.panel.charts.shades import contrast, ink_on
from studio.gui.panel.columns import LIGHT
from studio.gui.panel.compare import CompareTable
from studio.gui.panel.compare.figures_table import FiguresTable
from studio.gui.panel.edits import without
from studio.gui.panel.layer_notes import layer_issues
from studio.gui.panel.selection import Selection
from studio.gui.session import Session
from studio.gui.theme import Theme
from studio.jobs.immediate import ImmediateWorker
from tests.gui.panel_tab import make_panel, settle

NAME = "perovskite-hjt-650km"
OPAQUE = "stack.layers[cover].material"


def make_session(name: str = NAME, dark: bool = True) -> Session:
    theme = Theme()
    theme.use(dark)
    session = Session(Document(preset(name)), theme, ImmediateWorker)
    session.start()
    settle()
    return session


def show(qtbot, widget: QWidget, size: tuple[int, int]) -> None:
    qtbot.addWidget(widget, before_close_func=lambda one: one.session.close())
    widget.resize(*size)
    widget.show()
    settle()


def edit(session: Session, path: str, value: object) -> None:
    assert session.edit("Test", lambda design: set_value(design, path, value)) is None
    settle()


def lines(inspector: Inspector) -> list[str]:
    return [one.text() for one in inspector.issue_list.findChildren(QLabel) if one.isVisible()]


# What a failed stage is put down to


def test_the_inspector_leads_to_the_field_that_stops_the_computation(qtbot):
    inspector = Inspector(make_session())
    show(qtbot, inspector, (400, 700))
    asked = []
    inspector.layer_requested.connect(asked.append)
    edit(inspector.session, OPAQUE, "cfrp")
    assert inspector.session.status("optics") == "failed"
    first = lines(inspector)[0]
    assert "Error" in first
    assert "cover: Material" in first
    assert "no optical constants" in first
    inspector.issue_list.chosen.emit(inspector.issue_list.issues[0].where)
    assert asked == [OPAQUE]
    edit(inspector.session, OPAQUE, "cover-glass")
    assert not any("Error" in line for line in lines(inspector))


def test_a_stack_without_a_junction_is_called_by_a_name(qtbot):
    inspector = Inspector(make_session())
    show(qtbot, inspector, (400, 700))
    for place, layer in reversed(list(enumerate(inspector.session.design.stack.layers))):
        if layer.junction is not None:
            inspector.session.edit("Remove", lambda design, place=place: without(design, place))
    settle()
    assert inspector.session.status("cell") == "failed"
    assert any("Layers</a>" in line for line in lines(inspector))
    assert not any(">stack.layers<" in line for line in lines(inspector))


def test_a_layer_that_stops_the_light_is_marked_and_shows_no_old_light(qtbot):
    view = make_panel(qtbot, NAME)
    place = [layer.name for layer in view.session.design.stack.layers].index("cover")
    view.select_layer(place)
    view.show_page("layer")
    light = view.table.model.index(place, LIGHT)
    assert float(light.data()) > 0.0
    edit(view.session, OPAQUE, "cfrp")
    assert layer_issues(view.session)["cover"][0].severity == "error"
    assert "no optical constants" in view.layer.material.message.text()
    assert light.data() == "–"
    edit(view.session, OPAQUE, "cover-glass")
    assert view.layer.material.message.isHidden()
    assert float(light.data()) > 0.0


def test_the_strip_has_no_room_for_a_box_and_says_the_reason_in_its_tooltip(qtbot):
    view = make_panel(qtbot, NAME)
    edit(view.session, OPAQUE, "cfrp")
    assert view.merits.face == "failed"
    assert view.merits._veil.isVisible()
    assert not any(label.isVisible() for label in view.merits._veil.findChildren(QLabel))
    assert "no optical constants" in view.merits.toolTip()


def test_the_page_of_the_layers_is_shown_for_the_layers_as_a_whole(qtbot):
    view = make_panel(qtbot, NAME)
    view.show_page("light")
    view.show_field("stack.layers")
    assert view.pages.current == "layers"


def test_a_layer_with_brackets_in_its_name_is_found(qtbot):
    view = make_panel(qtbot, NAME)
    edit(view.session, "stack.layers[8].name", "a[b].c")
    view.show_field("stack.layers[a[b].c].junction.band_gap")
    assert view.layer.layer.name == "a[b].c"
    assert view.pages.current == "layer"


# Little room


def test_a_long_word_in_a_warning_does_not_widen_the_inspector(qtbot):
    inspector = Inspector(make_session())
    show(qtbot, inspector, (400, 700))
    least = inspector.minimumSizeHint().width()
    edit(inspector.session, "stack.layers[8].name", "w" * 60)
    edit(inspector.session, f"stack.layers[{'w' * 60}].junction.band_gap", 1.95 * ELECTRONVOLT)
    assert any("ww" in line for line in lines(inspector))
    assert inspector.minimumSizeHint().width() == least


def test_the_curves_of_a_life_keep_their_room_in_a_low_window(qtbot):
    chart = LifeChart(make_session())
    show(qtbot, chart, (315, 320))
    for mode in ("power", "factors"):
        chart.choose(mode)
        settle()
        assert chart.chart.height() > 6 * chart.fontMetrics().height(), mode
        assert chart.warning.isVisible()
        assert chart.warning.height() < 2 * chart.fontMetrics().height()
        assert "never take the 1 % as a factor" in chart.warning.toolTip()
        for key in chart.lines.curves:
            assert chart.keys[key].height() >= chart.keys[key].minimumSizeHint().height()
    chart.resize(600, 800)
    settle()
    assert chart.figures.isVisible()
    assert "never take the 1 % as a factor" in chart.warning.text()


def test_a_life_of_nothing_is_told_in_words(qtbot):
    chart = LifeChart(make_session())
    show(qtbot, chart, (600, 800))
    edit(chart.session, "mission.lifetime", 0.0)
    assert chart.absent.isVisible()
    assert "zero" in chart.absent.text()
    edit(chart.session, "mission.lifetime", 1e8)
    assert chart.absent.isHidden()


def test_a_stated_loss_that_radiation_exceeds_is_told(qtbot):
    chart = LifeChart(make_session("suncatcher-cluster"))
    show(qtbot, chart, (600, 800))
    radiation = chart.session.table("radiation")
    assert radiation.retention_fluence < radiation.remaining
    assert "stated" in chart.warning.text()
    assert f"{100 * radiation.retention_fluence:.3g} %" in chart.warning.text()


def test_the_bars_of_a_pin_are_in_sight_at_once(qtbot):
    compare = CompareTable(make_session())
    show(qtbot, compare, (640, 1400))
    for _ in range(3):
        compare.pins.add()
        settle()
        area = compare._area
        assert area.verticalScrollBar().maximum() == 0
        assert area.viewport().height() >= compare._bars.sizeHint().height()


def test_why_there_is_no_price_is_written_beside_the_dash(qtbot):
    compare = CompareTable(make_session())
    show(qtbot, compare, (900, 700))
    bars = compare.by_price.bars
    entry = bars.entries[0]
    assert entry.value is None
    with_reason = bars.grab().toImage()
    bars.entries = (type(entry)(entry.letter, entry.title, None),)
    assert bars.grab().toImage() != with_reason


def test_a_current_density_fits_its_column(qtbot):
    view = make_panel(qtbot, NAME, size=(1700, 1000))
    table = view.figures.findChild(FiguresTable)
    edit(view.session, "stack.layers[perovskite].junction.collection", 0.00446)
    row = view.figures.model.row_of("panel.jsc")
    cell = view.figures.model.index(row, 1)
    assert len(cell.data()) == len("0.1068 mA/cm²")
    assert table.sizeHintForIndex(cell).width() <= table.columnWidth(1)


def test_names_in_the_picture_of_the_light_are_readable(qtbot):
    for dark in (True, False):
        session = make_session(dark=dark)
        chart = LightChart(session, selection=Selection(session, session))
        show(qtbot, chart, (700, 500))
        named = [note for note in chart.chart.notes if note.ink]
        assert {"perovskite", "silicon"} <= {note.text for note in named}
        for note in named:
            fill = chart.areas.areas[chart.shares.layers.index(note.text) + 1].fill
            assert note.ink == ink_on(session.theme.colours, fill)
            assert contrast(QColor(note.ink), fill) >= 4.0, (dark, note.text)


# Keys


def test_the_keyboard_goes_from_the_button_of_a_page_into_the_page(qtbot):
    view = make_panel(qtbot, NAME, size=(640, 480))
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    for name in view.pages.names():
        view.show_page(name)
        settle()
        button = view.pages.bar.buttons[name]
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Tab)
        within = QApplication.focusWidget()
        assert view.pages.page(name).isAncestorOf(within), (name, within)
    view.show_page("layer")
    view.pages.bar.buttons["layer"].setFocus()
    order = []
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        order.append(QApplication.focusWidget())
    assert order == [view.layer.rows[field].editor for field in ("name", "material", "role")]


def test_what_a_chart_grows_later_stays_within_the_chart(qtbot):
    view = make_panel(qtbot, NAME, size=(640, 480))
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.show_page("curve")
    settle()
    view.pages.bar.buttons["curve"].setFocus()
    seen = []
    while True:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if not view.curve.isAncestorOf(QApplication.focusWidget()):
            break
        seen.append(QApplication.focusWidget())
    order = [one.objectName() for one in seen]
    places = [
        order.index(name) for name in ("figure:panel.voc", "curve_chart_plot", "key_cell", "key_junction:silicon")
    ]
    assert places == sorted(places)


# Explanations


def test_only_layers_that_have_a_junction_are_asked_for_one(qtbot):
    session = make_session()
    results = session.results()
    facts = facts_of(results, "stack.layers[].junction.band_gap")
    assert [link.name for link in facts.inputs] == [
        f"stack.layers[{name}].junction.band_gap" for name in ("perovskite", "silicon")
    ]
    assert all(link.text != "–" for link in facts.inputs)
    # Each material has a source of its own, wherever the design says nothing of it.
    confidence = facts_of(results, "panel.photocurrents").confidence
    published = sum(1 for layer in results.design.stack.layers
                    if facts_of(results, f"stack.layers[{layer.name}].material").source)  # fmt: skip
    assert int(confidence.partition(" published")[0].rpartition(" ")[2]) >= published // 2
    session.close()


def test_an_explanation_behind_another_dock_waits_until_it_is_seen(qtbot):
    panel = ExplainPanel(make_session())
    show(qtbot, panel, (420, 700))
    panel.show_name("panel.areal_mass")
    before = panel.value.text()
    panel.hide()
    edit(panel.session, "stack.layers[cover].thickness", 2e-4)
    assert panel.value.text() == before
    panel.show()
    settle()
    assert panel.value.text() != before


def test_the_trail_shows_whole_names(qtbot):
    panel = ExplainPanel(make_session())
    show(qtbot, panel, (360, 700))
    steps = ("panel.power_density_operating_eol", "panel.specific_power_operating_eol", "panel.temperature",
             "panel.current_surplus", "panel.areal_mass")  # fmt: skip
    for name in steps:
        panel.show_name(name)
    settle()
    assert "current_surplus" in panel.trail.text()
    assert panel.trail.sizeHint().width() <= panel.trail.width()
    panel.resize(900, 700)
    settle()
    assert "specific_power_operating_eol" in panel.trail.text()


def test_a_file_keeps_its_name_where_a_sentence_begins_with_it():
    assert sentence("bad.csv: there are no rows") == "bad.csv: there are no rows"
    assert sentence("a table needs rows") == "A table needs rows"
    assert sentence("") == ""
