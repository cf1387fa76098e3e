"""Where the light goes: the layers that take it over wavelength, what the junctions make of it, and the spectrum."""

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from studio.analysis.stack.grid import WAVELENGTH, ground, space
from studio.design.quantity import BAND_GAP
from studio.design.unit_text import display, join
from studio.gui.charts.annotated import AnnotatedChart, Note
from studio.gui.charts.areas import Area, Areas
from studio.gui.charts.lines import KeyRow, Line, Lines
from studio.gui.charts.view import ChartView, figure, plain
from studio.gui.panel.charts.light_data import SHORTEST, Shares, gap_edge, photon_flux, shown_to
from studio.gui.panel.charts.shades import ink_on, junction_tint, layer_fills, passed_fill, reflected_fill
from studio.gui.panel.selection import Selection
from studio.gui.panel.words import DATA_SHEET, share_text
from studio.gui.plots.chart import Mark
from studio.gui.plots.curve import faded, pen
from studio.gui.plots.steady import SteadyRange
from studio.gui.session import Session
from studio.text import mark, tr

_NO_OPTICS = mark(
    "The light is not followed through the layers of this design: n and k of the outermost layer are not known. Choose "
    "a material that has them."
)
_STEP = 4e-9
_FLUX = 1e27
"""10¹⁸ photons per m², s and nm, in SI."""
_QUIET = 0.4
"""Strength of the areas under the lines of the quantum efficiency."""


class LightChart(ChartView):
    """A click on an area selects its layer; arrows move the cross-hair and go through the layers."""

    stages = ("optics", "cell")
    modes = (("layers", mark("Layers")), ("eqe", mark("EQE")), ("spectrum", mark("Spectrum")))

    def __init__(self, session: Session, parent: QWidget | None = None, selection: Selection | None = None) -> None:
        super().__init__(session, "light_chart", tr("Light in the layers"), parent)
        for mode, tip in (
            ("layers", tr("What each layer takes of the light")),
            ("eqe", tr("External quantum efficiency: electrons collected per photon that arrives")),
            ("spectrum", tr("The photons of sunlight, and those that become current")),
        ):
            self.mode_buttons[mode].setToolTip(tip)
        self.selection = selection
        self.shares: Shares | None = None
        self.chart = AnnotatedChart("light_chart_plot", tr("Share of the light over wavelength"), self.body)
        self.plot = self.chart.add_plot()
        self.plot.bottom.name_it(tr("Wavelength [nm]"))
        self.plot.bottom.setScale(1e9)
        self.areas = Areas()
        self.plot.box.addItem(self.areas, ignoreBounds=True)
        self.keys = KeyRow(self.body)
        self.lines = Lines(self.plot, self.keys)
        self.readout = QLabel(self.body)
        self.readout.setObjectName("light_chart-readout")
        self.readout.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.chart, 1)
        column.addWidget(self.keys)
        column.addWidget(self.readout)
        self._flux_range = SteadyRange(floor=0.0, least=0.1)
        self._at: float | None = None
        self.chart.hovered.connect(self._hover)
        self.chart.stepped.connect(self._step)
        self.plot.box.pointed.connect(self._point)
        self.plot.box.sigResized.connect(self._write_notes)
        self.plot.box.sigXRangeChanged.connect(self._write_notes)
        if selection is not None:
            selection.changed.connect(self.request_draw)
        self.theme_changed()

    def missing(self) -> str:
        if self.mode != "spectrum" and self.session.table("optics").wavelength is None:
            return tr(_NO_OPTICS)
        if self.mode == "eqe" and self.session.table("cell").quantum_efficiency is None:
            return tr(DATA_SHEET)
        return ""

    def theme_changed(self) -> None:
        super().theme_changed()
        self.chart.use(self.session.theme.colours)

    def show_tables(self) -> None:
        optics, cell = self.session.table("optics"), self.session.table("cell")
        self.shares = Shares.of(optics) if optics.wavelength is not None else None
        colours = self.session.theme.colours
        self.plot.box.show_x(SHORTEST, shown_to(cell.band_gaps, self.mode == "layers"))
        gaps = () if cell.band_gaps is None else cell.band_gaps
        self.chart.set_marks([
            Mark(self.plot, gap_edge(float(gap)), display(float(gap), BAND_GAP, "eV", 3), junction_tint(colours, place))
            for place, gap in enumerate(gaps)
        ])  # fmt: skip
        if self.mode == "spectrum":
            self._show_spectrum()
        else:
            self._show_shares(_QUIET if self.mode == "eqe" else 1.0)
            self.lines.show(self._efficiency_lines() if self.mode == "eqe" else ())
            self.plot.left.name_it(tr("Electrons per photon [%]") if self.mode == "eqe" else tr("Share of light [%]"))
            self.plot.left.setScale(100.0)
            self.plot.box.show_y(0.0, 1.0)
        self.keys.setVisible(self.mode != "layers")
        self.figures.show_figures((
            *figure("panel.absorptance", optics.absorptance),
            *figure("panel.reflectance_weighted", optics.reflectance_weighted),
        ))  # fmt: skip
        self._write_notes()
        self._write_cursor()

    def data(self) -> list[list[str]]:
        optics, cell = self.session.table("optics"), self.session.table("cell")
        heads, columns = [tr("Wavelength [nm]")], [WAVELENGTH * 1e9]
        if self.mode == "spectrum":
            heads += [tr("AM0 [1/(m² s nm)]"), tr("AM1.5G [1/(m² s nm)]")]
            columns += [photon_flux(sun().bins, WAVELENGTH) * 1e-9 for sun in (space, ground)]
        else:
            heads += [tr("Reflected"), *optics.layer_names, tr("Passed on")]
            columns += [optics.reflectance, *optics.layer_absorptance, optics.transmittance]
        if cell.quantum_efficiency is not None:
            heads += [tr("EQE {name}", name=name) for name in cell.junction_names]
            columns += list(cell.quantum_efficiency)
        return [heads, *([plain(value) for value in row] for row in zip(*columns, strict=True))]

    @property
    def part(self) -> int | None:
        """The part of the picture that is selected, or None where light does not meet the layer."""
        if self.selection is None or self.shares is None:
            return None
        layers = self.session.design.stack.layers
        name = layers[min(self.selection.index, len(layers) - 1)].name
        return self.shares.layers.index(name) + 1 if name in self.shares.layers else None

    def part_text(self, part: int) -> str:
        """What a part of the picture is called."""
        assert self.shares is not None
        if part == 0:
            return tr("Reflected")
        if part <= len(self.shares.layers):
            return self.shares.layers[part - 1]
        backed = getattr(self.session.table("optics").seen, "backed", False)
        return tr("Taken behind") if backed else tr("Passed on")

    def _show_shares(self, strength: float) -> None:
        shares, colours = self.shares, self.session.theme.colours
        assert shares is not None
        known = {layer.name: layer.role for layer in self.session.design.stack.layers}
        junctions = list(self.session.table("cell").junction_names or ())
        fills = layer_fills(
            colours,
            [known.get(name, "other") for name in shares.layers],
            [junctions.index(name) if name in junctions else None for name in shares.layers],
            strength,
        )
        looks = [reflected_fill(colours), *((fill, None) for fill in fills), passed_fill(colours)]
        # One bin more on either side, so that the areas reach the ends of the axis.
        low, high = self.plot.box.full
        near = slice(max(int(np.searchsorted(shares.wavelength, low)) - 1, 0),
                     int(np.searchsorted(shares.wavelength, high)) + 1)  # fmt: skip
        chosen, quiet = self.part, pen(faded(colours.surface, 0.7), 1.0)
        x = shares.wavelength[near]
        areas = [
            Area(x, shares.edges[part + 1][near], shares.edges[part][near], fill, hatch,
                 None if part == chosen else quiet)
            for part, (fill, hatch) in enumerate(looks)
        ]  # fmt: skip
        if chosen is not None:
            fill = fills[chosen - 1]
            areas.append(Area(x, shares.edges[chosen + 1][near], shares.edges[chosen][near], fill,
                              edge=pen(colours.text, 2.0)))  # fmt: skip
        self.areas.show_areas(tuple(areas))

    def _efficiency_lines(self) -> list[Line]:
        cell, colours = self.session.table("cell"), self.session.theme.colours
        wavelength = self.session.table("optics").wavelength
        lines = [
            Line(name, tr("EQE {name}", name=name), junction_tint(colours, place), wavelength, row, width=2.4)
            for place, (name, row) in enumerate(zip(cell.junction_names, cell.quantum_efficiency, strict=True))
        ]
        if len(lines) > 1:
            whole = cell.quantum_efficiency.sum(axis=0)
            lines.append(Line("", tr("Together"), colours.text, wavelength, whole, dashed=True))
        return lines

    def _show_spectrum(self) -> None:
        cell, colours = self.session.table("cell"), self.session.theme.colours
        suns = [photon_flux(sun().bins, WAVELENGTH) / _FLUX for sun in (space, ground)]
        self.lines.show([
            Line("am0", tr("Sunlight, AM0"), colours.text, WAVELENGTH, suns[0]),
            Line("am1.5g", tr("Ground, AM1.5G"), colours.muted, WAVELENGTH, suns[1], dashed=True),
        ])  # fmt: skip
        areas, used = [], np.zeros_like(WAVELENGTH)
        for place, row in enumerate(() if cell.quantum_efficiency is None else cell.quantum_efficiency):
            tint = junction_tint(colours, place)
            areas.append(Area(WAVELENGTH, used, used + row * suns[0], faded(tint, 0.6), edge=pen(tint, 1.0)))
            used = used + row * suns[0]
        self.areas.show_areas(tuple(areas))
        low, high = self.plot.box.full
        seen = (low <= WAVELENGTH) & (high >= WAVELENGTH)
        self._flux_range.update(0.0, float(suns[0][seen].max()))
        self.plot.box.show_y(self._flux_range.low, self._flux_range.high)
        self.plot.left.setScale(1.0)
        self.plot.left.name_it(tr("Photons [10¹⁸/(m² s nm)]"))

    def _write_notes(self, *_: object) -> None:
        """Write the names of the layers into their areas where they fit, for the zoom and the size of now."""
        area = self.plot.box.sceneBoundingRect()
        if self.shares is None or self.mode != "layers" or area.width() < 1 or area.height() < 1:
            self.chart.set_notes(())
            return
        metrics = QFontMetricsF(self.chart.font())
        low, high = self.plot.box.viewRange()[0]
        chosen, notes = self.part, []
        for part in range(self.shares.parts):
            text = self.part_text(part)
            room = self.shares.room(part, low, high, (metrics.horizontalAdvance(text) + 8) / area.width(),
                                    (metrics.height() + 1) / area.height())  # fmt: skip
            if room is not None:
                filled = 0 < part <= min(len(self.shares.layers), len(self.areas.areas) - 1)
                ink = ink_on(self.session.theme.colours, self.areas.areas[part].fill) if filled else ""
                notes.append(Note(self.plot, *room, text, strong=part == chosen, ink=ink))
        self.chart.set_notes(tuple(notes))

    def _write_cursor(self, part: int | None = None) -> None:
        """Say what is under the cross-hair: of the part there, or of the layer that is selected."""
        part = self.part if part is None else part
        words = ""
        if part is not None and self.shares is not None:
            words = self.part_text(part)
            if 0 < part <= len(self.shares.layers):
                words = tr("{layer}: {share} of the sunlight", layer=words, share=share_text(self._sun_share(part)))
        self.readout.setText(words)
        self.chart.setAccessibleDescription(words)
        if self._at is None:
            self.chart.hide_cursor()
            self.lines.show_values({})
            return
        text = join(f"{self._at * 1e9:.0f}", "nm")
        if self.mode == "layers" and part is not None and self.shares is not None:
            text += f" · {self.part_text(part)} {share_text(self.shares.share(part, self._at))}"
        self.chart.set_cursor(self._at, text=text)
        found = self.lines.at(self._at).items()
        flux = self.mode == "spectrum"
        self.lines.show_values({name: f"{value:.2f}" if flux else share_text(value) for name, value in found})

    def _sun_share(self, part: int) -> float:
        assert self.shares is not None
        power = space().power
        return float((self.shares.edges[part] - self.shares.edges[part + 1]) @ power / power.sum())

    def _hover(self, place: QPointF) -> None:
        if not self.plot.box.sceneBoundingRect().contains(place):
            self._at = None
            self._write_cursor()
            return
        point = self.plot.box.mapSceneToView(place)
        self._at = point.x()
        self._write_cursor(self._part_at(point.x(), point.y()))

    def _point(self, wavelength: float, height: float) -> None:
        self._at = wavelength
        part = self._part_at(wavelength, height)
        if part is not None:
            self._select(part)
        self._write_cursor(part)

    def _part_at(self, wavelength: float, height: float) -> int | None:
        if self.shares is None or self.mode == "spectrum":
            return None
        return self.shares.part_at(wavelength, height)

    def _select(self, part: int) -> None:
        if self.selection is None or self.shares is None or not 0 < part <= len(self.shares.layers):
            return
        names = [layer.name for layer in self.session.design.stack.layers]
        if self.shares.layers[part - 1] in names:
            self.selection.select(names.index(self.shares.layers[part - 1]))

    def _step(self, across: int, up: int) -> None:
        low, high = self.plot.box.viewRange()[0]
        if across:
            start = 0.5 * (low + high) if self._at is None else self._at
            self._at = min(max(start + across * _STEP, low), high)
        elif self.shares is not None:
            self._select(min(max((self.part or 1) - up, 1), len(self.shares.layers)))
        self._write_cursor()
