"""The charts of the Panel tab: what they draw of a real tandem, what they say, and what mouse and keys do."""

import dataclasses
import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from studio import text
from studio.analysis.stack.grid import EDGES, WAVELENGTH, space
from studio.analysis.stages.panel import Panel
from studio.analysis.stages.power import Power
from studio.analysis.stages.radiation import Radiation
from studio.analysis.study.uncertainty import monte_carlo
from studio.design import Issue
from studio.design.edit import set_value
from studio.document import preset
from studio.document.document import Document
from studio.document.stack_text import with_technology
from studio.gui.panel.charts import CurveChart, LifeChart, LightChart, LossChart
from studio.gui.panel.charts.light_data import Shares, gap_edge, photon_flux
from studio.gui.panel.charts.loss_data import SMALL, steps
from studio.gui.panel.selection import Selection
from studio.gui.session import Session
from studio.gui.theme import Theme
from studio.jobs.immediate import ImmediateWorker
from studio.physics.cell.spectrum import photon_current
from studio.physics.constants import ELEMENTARY_CHARGE
from tests.gui.plot_session import YEAR, MadeSession, table

CHARTS = (LightChart, CurveChart, LossChart, LifeChart)
NM = 1e-9


@pytest.fixture
def tandem(qapp):
    """A perovskite on silicon, computed from its layers."""
    made = computed(with_technology(preset("suncatcher-cluster"), "perovskite-hjt"))
    yield made
    made.close()


@pytest.fixture
def data_sheet(qapp):
    """A design whose electricity comes from a data sheet."""
    made = computed(preset("suncatcher-cluster"))
    yield made
    made.close()


def computed(design):
    theme = Theme()
    theme.use(True)
    made = Session(Document(design), theme, ImmediateWorker)
    theme.setParent(made)
    made.start()
    settle()
    assert [made.failure(stage) for stage in ("optics", "cell", "radiation", "panel", "power")] == [""] * 5
    return made


def settle():
    for _ in range(8):
        QApplication.processEvents()


def shown(kind, session, qtbot, size=(610, 470), **more):
    view = kind(session, **more)
    qtbot.addWidget(view)
    view.resize(*size)
    with qtbot.waitExposed(view):
        view.show()
    settle()
    assert view.face == "fresh"
    return view


def edited(session, path, value):
    assert session.edit("test", lambda design: set_value(design, path, value)) is None
    settle()


def place(view, x, y):
    """The pixel of a place in a plot."""
    point = view.plot.box.mapViewToScene(QPointF(x, y))
    return QPoint(round(point.x()), round(point.y()))


def tag(view):
    """The words at the cross-hair."""
    return view.chart._cursor[2] if view.chart._cursor is not None else ""


parts = st.lists(st.lists(st.floats(0.0, 1.0), min_size=6, max_size=6), min_size=2, max_size=7).filter(
    lambda rows: min(map(sum, zip(*rows, strict=True))) > 0.05
)


class Optics:
    """What the chart reads of the optics, from any rows."""

    def __init__(self, rows):
        share = np.array(rows) / np.sum(rows, axis=0)
        self.reflectance, self.transmittance = share[0], share[-1]
        self.layer_absorptance = share[1:-1]
        self.layer_names = tuple(f"layer {place}" for place in range(len(share) - 2))
        self.wavelength = np.linspace(300.0, 1800.0, share.shape[1]) * NM


@given(rows=parts, wavelength=st.floats(300.0, 1800.0), height=st.floats(0.0, 1.0))
def test_parts_fill_the_picture_and_are_found_where_they_are(rows, wavelength, height):
    shares = Shares.of(Optics(rows))
    at = wavelength * NM
    assert sum(shares.share(part, at) for part in range(shares.parts)) == pytest.approx(1.0)
    part = shares.part_at(at, height)
    high, low = (np.interp(at, shares.wavelength, shares.edges[part + step]) for step in (0, 1))
    assert low - 1e-9 <= height <= high + 1e-9
    assert shares.part_at(at, 1.01) is None


@given(rows=parts, width=st.floats(0.02, 0.6), height=st.floats(0.01, 0.3))
def test_words_stand_within_their_part(rows, width, height):
    shares = Shares.of(Optics(rows))
    low, high = shares.wavelength[0], shares.wavelength[-1]
    for part in range(shares.parts):
        room = shares.room(part, low, high, width, height)
        if room is None:
            continue
        # Columns stand for the picture: words may reach half a column beyond those that were looked at.
        reach = np.linspace(-0.5, 0.5, 7) * (width * (high - low) - (high - low) / 48)
        around = np.clip(room[0] + reach, low, high)
        top, bottom = (np.interp(around, shares.wavelength, shares.edges[part + step]) for step in (0, 1))
        slope = float(np.abs(np.diff(shares.edges[part : part + 2], axis=1)).max()) * 5 / 96
        assert np.all(top >= room[1] + 0.5 * height - slope - 1e-9)
        assert np.all(bottom <= room[1] - 0.5 * height + slope + 1e-9)


def test_a_gap_of_silicon_ends_at_1107_nm():
    assert gap_edge(1.12 * ELEMENTARY_CHARGE) == pytest.approx(1107.0 * NM, rel=1e-3)


def test_the_photon_flux_carries_the_current_that_the_physics_counts():
    flux = photon_flux(space().bins, WAVELENGTH)
    current = ELEMENTARY_CHARGE * float(flux @ np.diff(EDGES))
    assert current == pytest.approx(float(photon_current(np.ones_like(flux), space().bins, EDGES)), rel=1e-9)


losses = st.lists(st.floats(-0.01, 0.2), min_size=1, max_size=25)


@given(shares=losses, unfolded=st.booleans())
def test_a_waterfall_closes_and_each_bar_begins_where_the_last_ended(shares, unfolded):
    whole = 1361.0
    values = [whole, *(share * whole for share in shares), whole * (1.0 - sum(shares))]
    names = ["sun", *(str(place) for place in range(len(shares))), "bus"]
    made, count = steps(names, values, unfolded)
    main = [step for step in made if step.kind != "other"]
    for before, after in pairwise(main[:-1]):
        assert after.start == pytest.approx(before.end if before.kind != "sunlight" else 1.0)
    assert main[-2].end == pytest.approx(made[-1].end)
    assert made[-1].value == values[-1]
    others = [step for step in made if step.kind == "other"]
    assert len(others) == (count if unfolded else 0)
    if others:
        folded = next(step for step in made if step.kind == "others")
        assert sum(step.value for step in others) == pytest.approx(folded.value)
        assert (others[0].start, others[-1].end) == pytest.approx((folded.start, folded.end))
        assert all(abs(step.value) < SMALL * whole for step in others)


def test_without_sunlight_there_is_no_waterfall():
    assert steps(("sun", "bus"), (0.0, 0.0), False) == ((), 0)


def test_areas_are_the_absorptance_of_the_layers(tandem, qtbot):
    view = shown(LightChart, tandem, qtbot)
    optics = tandem.table("optics")
    rows = [optics.reflectance, *optics.layer_absorptance, optics.transmittance]
    areas = view.areas.areas
    assert len(areas) == len(rows)
    for area, row in zip(areas, rows, strict=True):
        found = np.searchsorted(optics.wavelength, area.x)
        assert np.allclose(area.high - area.low, row[found], atol=1e-6)
    assert np.allclose(areas[0].high, 1.0)
    assert np.allclose(areas[-1].low, 0.0)
    assert (areas[0].x[0], areas[0].x[-1]) <= (280 * NM, 1900 * NM)
    gaps = tandem.table("cell").band_gaps
    assert [mark.x for mark in view.chart.marks] == [pytest.approx(gap_edge(float(gap))) for gap in gaps]
    assert view.chart.marks[1].text.endswith("eV")


def test_a_click_on_an_area_selects_the_layer_and_keys_go_on(tandem, qtbot):
    selection = Selection(tandem, tandem)
    view = shown(LightChart, tandem, qtbot, selection=selection)
    names = [layer.name for layer in tandem.design.stack.layers]
    QTest.mouseClick(view.chart.viewport(), Qt.MouseButton.LeftButton, pos=place(view, 950 * NM, 0.5))
    settle()
    assert names[selection.index] == "silicon"
    optics = tandem.table("optics")
    outlined = view.areas.areas[-1]
    row = optics.layer_absorptance[optics.layer_names.index("silicon")]
    assert np.allclose(outlined.high - outlined.low, row[np.searchsorted(optics.wavelength, outlined.x)], atol=1e-6)
    assert outlined.edge is not None
    assert "silicon" in view.readout.text()
    before = optics.layer_names[optics.layer_names.index("silicon") - 1]
    QTest.keyClick(view.chart, Qt.Key.Key_Up)
    assert names[selection.index] == before
    at = view._at
    QTest.keyClick(view.chart, Qt.Key.Key_Right)
    assert view._at == pytest.approx(at + 4 * NM)


def test_a_layer_that_light_does_not_meet_is_not_outlined(tandem, qtbot):
    selection = Selection(tandem, tandem)
    view = shown(LightChart, tandem, qtbot, selection=selection)
    outlined = len(view.areas.areas)
    names = [layer.name for layer in tandem.design.stack.layers]
    selection.select(names.index("grid"))
    settle()
    assert view.part is None
    assert len(view.areas.areas) == outlined - 1


def test_the_cross_hair_names_the_layer_and_its_share(tandem, qtbot):
    view = shown(LightChart, tandem, qtbot)
    optics = tandem.table("optics")
    view.chart.hovered.emit(QPointF(place(view, 950 * NM, 0.5)))
    share = 100 * np.interp(view._at, optics.wavelength, optics.layer_absorptance[optics.layer_names.index("silicon")])
    words = re.fullmatch(r"(\d+) nm · silicon ([\d.]+) %", tag(view))
    assert float(words[1]) == pytest.approx(950, abs=4)
    assert float(words[2]) == pytest.approx(share, abs=0.06)
    view.chart.hovered.emit(QPointF(-1.0, -1.0))
    assert tag(view) == ""


def test_quantum_efficiencies_lie_over_faint_areas_and_can_be_hidden(tandem, qtbot):
    view = shown(LightChart, tandem, qtbot)
    strong = view.areas.areas[8].fill
    view.mode_buttons["eqe"].click()
    settle()
    cell = tandem.table("cell")
    for name, row in zip(cell.junction_names, cell.quantum_efficiency, strict=True):
        assert np.array_equal(view.lines.curves[name].yData, row)
    assert view.areas.areas[8].fill != strong
    view.keys["silicon"].click()
    assert not view.lines.curves["silicon"].isVisible()
    view.choose("layers")
    settle()
    view.choose("eqe")
    settle()
    assert not view.lines.curves["silicon"].isVisible(), "what was hidden stays hidden"
    assert view.lines.curves["perovskite"].isVisible()
    view.chart.hovered.emit(QPointF(place(view, 550 * NM, 0.5)))
    value = 100 * np.interp(view._at, cell_wavelength(tandem), cell.quantum_efficiency[0])
    assert float(view.keys["perovskite"].value.split()[0]) == pytest.approx(value, abs=0.06)


def cell_wavelength(session):
    return session.table("optics").wavelength


def test_the_filled_spectrum_is_the_photocurrent(tandem, qtbot):
    view = shown(LightChart, tandem, qtbot)
    view.choose("spectrum")
    settle()
    currents = tandem.table("cell").photocurrents
    for area, current in zip(view.areas.areas, currents, strict=True):
        photons = float((area.high - area.low) @ np.diff(EDGES)) * 1e27
        assert photons * ELEMENTARY_CHARGE == pytest.approx(float(current), rel=1e-6)
    assert set(view.lines.curves) == {"am0", "am1.5g"}
    view.chart.hovered.emit(QPointF(place(view, 600 * NM, 1.0)))
    assert float(view.keys["am0"].value) > float(view.keys["am1.5g"].value)


def test_the_wheel_zooms_and_the_names_follow(tandem, qtbot):
    view = shown(LightChart, tandem, qtbot, size=(900, 600))
    whole = {note.text: note.x for note in view.chart.notes}
    assert {"perovskite", "silicon"} <= set(whole)
    view.plot.box.setXRange(900 * NM, 1000 * NM, padding=0)
    assert [note.text for note in view.chart.notes][-1] == "silicon"
    assert 900 * NM < view.chart.notes[-1].x < 1000 * NM
    view.plot.box.show_all()
    assert {note.text: note.x for note in view.chart.notes} == whole


def test_areas_are_painted_in_the_colours_of_the_theme(tandem, qtbot):
    view = shown(LightChart, tandem, qtbot)

    def colour():
        settle()
        view.grab()
        return view.chart.grab().toImage().pixelColor(place(view, 900 * NM, 0.31)).name()

    silicon = 1 + tandem.table("optics").layer_names.index("silicon")
    dark = colour()
    assert dark == view.areas.areas[silicon].fill.name()
    tandem.theme.use(False)
    assert colour() == view.areas.areas[silicon].fill.name() != dark


def test_a_data_sheet_has_layers_but_no_curves_and_says_what_to_do(data_sheet, qtbot):
    light, curve = shown(LightChart, data_sheet, qtbot), shown(CurveChart, data_sheet, qtbot)
    assert light.absent.isHidden()
    assert light.areas.areas
    light.choose("eqe")
    settle()
    for view in (light, curve):
        assert view.absent.isVisible()
        assert "data sheet" in view.absent.text()
        assert "Electricity from: layers" in view.absent.text()
        assert not view.body.isVisible()
        QGuiApplication.clipboard().setText("before")
        view.copy_data()
        assert QGuiApplication.clipboard().text() == "before"


def test_curves_of_cell_and_junctions_and_the_point_of_most_power(tandem, qtbot):
    view = shown(CurveChart, tandem, qtbot)
    cell = tandem.table("cell")
    assert np.array_equal(view.lines.curves["cell"].yData, cell.curve_current)
    assert np.array_equal(view.lines.curves["junction:silicon"].xData, cell.junction_voltage[1])
    (note,) = view.chart.notes
    assert (note.x, note.y) == pytest.approx(tuple(cell.power_point))
    watts = float(re.match(r"[\d.]+", note.text)[0])
    assert watts * 10 == pytest.approx(cell.efficiency_cell * cell.reference_irradiance, rel=2e-3)
    figures = view.figures.texts
    assert float(figures["panel.jsc"].split()[0]) == pytest.approx(cell.jsc / 10, rel=6e-3)
    assert float(figures["panel.voc"].split()[0]) == pytest.approx(cell.voc, rel=6e-3)
    assert figures["panel.fill_factor"].endswith("%")
    view.chart.hovered.emit(QPointF(place(view, 0.5, 100.0)))
    at = np.interp(view.reader.at, cell.curve_voltage, cell.curve_current)
    assert float(view.keys["cell"].value.split()[0]) == pytest.approx(at / 10, abs=0.006)
    view.chart.hovered.emit(QPointF(-1.0, -1.0))
    assert view.keys["cell"].value.endswith("V")


def test_the_meter_marks_the_junction_that_limits(tandem, qtbot):
    view = shown(CurveChart, tandem, qtbot)
    view.choose("match")
    settle()
    assert view.match_page.isVisible()
    assert not view.curve_page.isVisible()
    cell = tandem.table("cell")
    for bar, name, current, surplus in zip(
        view.match.bars, cell.junction_names, cell.photocurrents, cell.current_surplus, strict=True
    ):
        limiting = name == cell.limiting_junction
        assert bar.strong == limiting
        assert bar.end == pytest.approx(float(current / cell.photocurrents.max()))
        assert bar.values[1] == ("limits" if limiting else f"+{100 * surplus:.1f} %")
    assert cell.limiting_junction_ground in view.match_title.text()


def test_the_limit_stands_beside_the_cell(tandem, qtbot):
    view = shown(CurveChart, tandem, qtbot, size=(1000, 600))
    assert view.curve_page.isVisible()
    assert view.match_page.isVisible(), "with room for both there are no pages"
    bars = {bar.name: bar for bar in view.limits.bars}
    cell = tandem.table("cell")
    assert bars["panel.efficiency_limit"].end > bars["panel.efficiency_cell"].end
    ratio = bars["panel.efficiency_cell"].end / bars["panel.efficiency_limit_ground"].end
    assert ratio == pytest.approx(cell.efficiency_cell / cell.efficiency_limit_ground)
    assert [bar.hollow for bar in view.limits.bars] == ["limit" in bar.name for bar in view.limits.bars]
    with qtbot.waitSignal(view.explain_requested) as asked:
        QTest.mouseClick(view.limits, Qt.MouseButton.LeftButton, pos=view.limits.row(2).center().toPoint())
    assert asked.args == ["panel.efficiency_limit"]


def test_independent_terminals_have_a_point_for_each_junction_and_no_limiting_one(tandem, qtbot):
    edited(tandem, "stack.terminals", "independent")
    view = shown(CurveChart, tandem, qtbot)
    cell = tandem.table("cell")
    assert set(view.lines.curves) == {f"junction:{name}" for name in cell.junction_names}
    assert len(view.chart.notes) == 2
    total = sum(note.x * note.y for note in view.chart.notes)
    assert total == pytest.approx(cell.efficiency_cell * cell.reference_irradiance, rel=5e-3)
    assert not any(bar.strong for bar in view.match.bars)
    assert "panel.voc" not in view.figures.texts


def test_a_single_junction_is_the_cell(qapp, qtbot):
    session = computed(with_technology(preset("suncatcher-cluster"), "hjt-110um"))
    view = shown(CurveChart, session, qtbot)
    assert set(view.lines.curves) == {"cell"}
    assert [bar.label for bar in view.match.bars] == list(session.table("cell").junction_names)
    assert "panel.efficiency_limit_opaque" not in {bar.name for bar in view.limits.bars}
    session.close()


def test_losses_go_from_sunlight_to_the_bus(tandem, qtbot):
    view = shown(LossChart, tandem, qtbot)
    power = tandem.table("power")
    bars = view.bars.bars
    assert (bars[0].start, bars[0].end) == (0.0, 1.0)
    assert bars[-1].strong
    assert bars[-1].end == pytest.approx(power.loss_values[-1] / power.loss_values[0])
    assert bars[-2].end == pytest.approx(bars[-1].end, abs=1e-9)
    assert f"{100 * bars[-1].end:.1f} %" in view.summary.text()
    shares = [bar.start - bar.end for bar in bars[1:-2]]
    assert min(shares) >= SMALL
    names = [bar.label for bar in bars[1:-2]]
    assert names == sorted(names, key=power.loss_names.index), "in the order in which they befall the light"


def test_small_losses_unfold_and_fold(tandem, qtbot):
    view = shown(LossChart, tandem, qtbot)
    folded = len(view.bars.bars)
    others = folded - 2
    assert "smaller losses" in view.bars.bars[others].label
    QTest.mouseClick(view.bars, Qt.MouseButton.LeftButton, pos=view.bars.row(others).center().toPoint())
    settle()
    count = int(re.search(r"\d+", view.bars.bars[others].label)[0])
    assert len(view.bars.bars) == folded + count == len(tandem.table("power").loss_names) + 1
    assert sum(bar.indent for bar in view.bars.bars) == count
    assert view.bars.current == others
    QTest.keyClick(view.bars, Qt.Key.Key_Return)
    settle()
    assert len(view.bars.bars) == folded


def test_keys_go_through_the_bars_and_explain(tandem, qtbot):
    view = shown(LossChart, tandem, qtbot)
    QTest.keyClick(view.bars, Qt.Key.Key_End)
    assert view.bars.current == len(view.bars.bars) - 1
    QTest.keyClick(view.bars, Qt.Key.Key_Home)
    QTest.keyClick(view.bars, Qt.Key.Key_Down)
    assert view.bars.current == 1
    with qtbot.waitSignal(view.explain_requested) as asked:
        QTest.keyClick(view.bars, Qt.Key.Key_Space)
    assert asked.args == ["power.loss_values"]
    assert view.bars.bars[1].label in view.bars.accessibleDescription()


def test_bars_lie_under_the_words_where_it_is_narrow(tandem, qtbot):
    view = shown(LossChart, tandem, qtbot, size=(320, 460))
    narrow = view.bars.bar_frame(1)
    assert narrow.width() > 0.9 * view.bars.width()
    view.resize(900, 460)
    settle()
    wide = view.bars.bar_frame(1)
    assert wide.width() < 0.75 * view.bars.width()
    assert wide.left() > 0.1 * view.bars.width()


def aged(low=0.85, factor_names=("radiation", "ultraviolet")):
    """Tables of a panel that grows old by two factors, with a band."""
    time = np.linspace(0.0, 5.0, 6) * YEAR
    factors = np.stack([1.0 - 0.12 * time / time[-1], 1.0 - 0.02 * time / time[-1]])[: len(factor_names)]
    left = 0.9 ** (time / time[-1])
    lower, higher = low ** (time / time[-1]), 0.95 ** (time / time[-1])
    return {
        "radiation": table(
            Radiation, damage_curve="GaAs", damage_source="Handbook", retention_fluence=0.88, retention_dose=0.87,
            remaining=0.9, fluence_1mev_year=6e17, fluence_life=3e18, factor_names=factor_names, factors=factors,
            life_time=time, life_remaining=left, life_low=lower, life_high=higher,
            issues=(Issue("warning", "ageing.damage", "the curve was measured to 1e15 only"),),
        ),
        "panel": table(
            Panel, life_time=time, life_electric=300.0 * left, life_electric_low=300.0 * lower,
            life_electric_high=300.0 * higher,
        ),
        "power": table(Power, array_eol=3e4),
    }  # fmt: skip


@pytest.fixture
def made(qapp):
    session = MadeSession(tables=aged())
    session.answer()
    settle()
    yield session
    session.close()


def test_life_shows_power_with_its_band_and_both_methods(made, qtbot):
    view = shown(LifeChart, made, qtbot)
    panel = made.table("panel")
    assert np.array_equal(view.lines.curves["power"].yData, panel.life_electric)
    (band,) = view.band.areas
    assert np.array_equal(band.low, panel.life_electric_low)
    assert np.array_equal(band.high, panel.life_electric_high)
    figures = view.figures.texts
    assert figures["radiation.retention_fluence"] == "88 %"
    assert figures["radiation.retention_dose"] == "87 %"
    assert figures["environment.fluence_1mev_year"] == "6·10¹³ 1/cm²"
    assert "GaAs" in view.source.text()
    assert "Handbook" in view.source.text()
    assert "measured to 1e15" in view.warning.text()
    assert [note.text for note in view.chart.notes] == ["270 W/m²", "300 W/m²"]
    time = panel.life_time
    view.chart.hovered.emit(QPointF(place(view, time[1] + 0.1 * YEAR, 100.0)))
    assert view.reader.at == time[1], "it is read at the years that were computed"
    assert float(tag(view).removesuffix(" yr")) == pytest.approx(time[1] / YEAR)
    assert float(view.keys["power"].value.split()[0]) == pytest.approx(panel.life_electric[1], abs=0.06)
    assert view.keys["power"].value.endswith("W/m²")


def test_life_shows_every_factor_by_name(made, qtbot):
    view = shown(LifeChart, made, qtbot)
    view.choose("factors")
    settle()
    radiation = made.table("radiation")
    for name, row in zip(radiation.factor_names, radiation.factors, strict=True):
        assert np.array_equal(view.lines.curves[name].yData, row)
    assert view.keys["ultraviolet"].value == "98 %"
    assert np.array_equal(view.lines.curves["whole"].yData, radiation.life_remaining)
    made.answer(aged(factor_names=()))
    settle()
    assert view.absent.isVisible()
    assert "stated as one number" in view.absent.text()


def test_life_has_a_band_where_it_is_known_how_sure_the_design_is(tandem, qtbot):
    view = shown(LifeChart, tandem, qtbot)
    assert len(view.band.areas) == 1
    sample = monte_carlo(tandem.design, samples=12)
    tandem.share_sample(sample)
    settle()
    remaining, power = tandem.table("radiation").life_remaining, tandem.table("panel").life_electric
    found = sample.band("radiation.life_remaining")
    area = view.band.areas[1]
    np.testing.assert_allclose(area.low, power * found.p10 / remaining, rtol=1e-12)
    np.testing.assert_allclose(area.high, power * found.p90 / remaining, rtol=1e-12)
    assert view.keys["sample"].value.endswith("W/m²")
    low, high = view.plot.box.viewRange()[1]
    assert low <= area.low.min() < area.high.max() <= high
    assert view.data()[0][-1] == "Remaining, P90"
    if tandem.table("radiation").factor_names:
        view.choose("factors")
        settle()
        assert np.array_equal(view.band.areas[1].high, found.p90)
    assert tandem.edit("Heavier", lambda design: set_value(design, "platform.mass", 150.0)) is None
    settle()
    assert len(view.band.areas) == 1
    assert "sample" not in view.lines.curves


def test_a_warning_goes_when_it_no_longer_holds(made, qtbot):
    view = shown(LifeChart, made, qtbot)
    assert view.warning.isVisible()
    tables = aged()
    tables["radiation"] = dataclasses.replace(tables["radiation"], issues=())
    made.answer(tables)
    settle()
    assert not view.warning.isVisible()


def test_life_of_a_real_design(tandem, qtbot):
    view = shown(LifeChart, tandem, qtbot)
    assert view.lines.curves["power"].yData[-1] == tandem.table("panel").life_electric[-1]
    assert view.plot.box.full[1] == pytest.approx(tandem.design.mission.lifetime)


@pytest.mark.parametrize("kind", CHARTS)
def test_picture_and_data_go_to_the_clipboard(kind, tandem, qtbot):
    view = shown(kind, tandem, qtbot)
    clipboard = QGuiApplication.clipboard()
    view.menu.actions()[1].trigger()
    rows = [line.split("\t") for line in clipboard.text().splitlines()]
    assert len({len(row) for row in rows}) == 1
    assert len(rows) > 5
    assert float(rows[-1][-1]) == pytest.approx(float(rows[-1][-1]))
    if kind is LightChart:
        optics = tandem.table("optics")
        assert rows[0][2 : 2 + len(optics.layer_names)] == list(optics.layer_names)
        assert [float(row[1]) for row in rows[1:]] == pytest.approx(optics.reflectance.tolist(), rel=1e-5)
    view.menu.actions()[0].trigger()
    assert clipboard.pixmap().deviceIndependentSize() == view.size().toSizeF()


def test_the_right_button_opens_the_menu(tandem, qtbot, monkeypatch):
    view = shown(CurveChart, tandem, qtbot)
    opened = []
    monkeypatch.setattr(type(view.menu), "popup", lambda menu, at: opened.append((menu.objectName(), at)))
    middle = view.chart.viewport().rect().center()
    at = view.chart.viewport().mapToGlobal(middle)
    QApplication.sendEvent(view.chart.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, at))
    assert opened == [("curve_chart-menu", at)]


@pytest.mark.parametrize("size", [(300, 430), (610, 470), (1300, 900)])
@pytest.mark.parametrize("kind", CHARTS)
def test_nothing_is_clipped(kind, size, tandem, qtbot):
    view = shown(kind, tandem, qtbot, size=size)
    assert view.size().toTuple() == size
    for mode in [mode for mode, _ in view.modes] or [""]:
        if mode:
            view.choose(mode)
            settle()
        seen = [child for child in view.findChildren(QAbstractButton) if child.isVisible()]
        seen += [child for child in view.findChildren(QLabel) if child.isVisible()]
        assert seen
        for child in seen:
            frame = child.rect().translated(child.mapTo(view, QPoint(0, 0)))
            assert view.rect().contains(frame), (mode, child.objectName(), child.text())
        if not view.absent.isVisible() and hasattr(view, "plot") and view.chart.isVisible():
            assert view.plot.box.sceneBoundingRect().height() > 80


@pytest.mark.parametrize("kind", CHARTS)
def test_texts_are_translated(kind, qapp, qtbot):
    text.use_language(text.PSEUDO)
    session = computed(with_technology(preset("suncatcher-cluster"), "perovskite-hjt"))
    view = shown(kind, session, qtbot)
    data = {layer.name for layer in session.design.stack.layers}
    for mode in [mode for mode, _ in view.modes] or [""]:
        if mode:
            view.choose(mode)
            settle()
        for child in [*view.findChildren(QLabel), *view.findChildren(QAbstractButton)]:
            words = child.text()
            if child.isVisible() and re.search("[A-Za-z]{4}", words) and not re.match(r"[\d−.]", words):
                assert "‹" in words or words in data
        notes = [note.text for note in view.chart.notes] if hasattr(view, "chart") else []
        assert all("‹" in words or words in data for words in notes if re.search("[A-Za-z]{4}", words))
    assert "‹" in view.accessibleName()
    assert all("‹" in button.toolTip() for button in view.mode_buttons.values())
    session.close()


@pytest.mark.parametrize("kind", [LightChart, CurveChart, LifeChart])
def test_modes_are_reached_by_keys(kind, tandem, qtbot):
    view = shown(kind, tandem, qtbot)
    first, second = list(view.mode_buttons.values())[:2]
    assert first.focusPolicy() & Qt.FocusPolicy.TabFocus
    view.activateWindow()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert second.isChecked()
    assert view.mode == view.modes[1][0]
    assert view.chart.focusPolicy() & Qt.FocusPolicy.TabFocus
