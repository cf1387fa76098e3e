"""The Orbit tab: what the session knows, in the VTK scene, at the time of the clock."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from studio.analysis.fleet import kernels
from studio.analysis.fleet.imported import Imported
from studio.design.quantity import LENGTH, POWER, TEMPERATURE
from studio.design.unit_text import display, readable, readable_unit
from studio.gui.elided_box import ElidedBox
from studio.gui.fleet.shell_slider import ShellSlider
from studio.gui.orbit.fleet_data import FleetData, fleet_data, path_of, plane_rings
from studio.gui.orbit.fleet_words import fleet_words
from studio.gui.orbit.orbits import MOST_DRAWN
from studio.gui.orbit.real_fleet import RealFleet
from studio.gui.orbit.real_words import real_words
from studio.gui.orbit.widget import OrbitWidget
from studio.gui.session import Session
from studio.gui.space.pose import pose_at
from studio.gui.space.shape import of_size
from studio.gui.tasks import Tasks
from studio.gui.value_text import unit_shown
from studio.gui.view import StageView
from studio.physics.cluster import relative_position
from studio.physics.constants import AU, MU_EARTH, R_EARTH
from studio.physics.fleet.ground_track import ground_track
from studio.physics.fleet.planes import plane_of
from studio.physics.fleet.sgp4_fleet import path
from studio.physics.illumination import visible_fraction
from studio.physics.time import greenwich_mean_sidereal_time, iso_text
from studio.text import mark, tr

VIEWS: tuple[tuple[str, str], ...] = (
    ("overview", mark("Overview")),
    ("sun", mark("Sun")),
    ("edge", mark("Edge")),
    ("pole", mark("Pole")),
    ("chase", mark("Satellite")),
    ("cluster", mark("Cluster")),
)
COLOURINGS: tuple[tuple[str, str], ...] = (
    ("power", mark("Array power")),
    ("temperature", mark("Panel temperature")),
    ("eclipse", mark("Sunlight")),
    ("shell", mark("Shell")),
)
FRAMES: tuple[tuple[str, str], ...] = (
    ("inertial", mark("Stars fixed")),
    ("sun", mark("Sun fixed")),
    ("earth", mark("Earth fixed")),
)
_MOST_LINKED = 1000
_MANY = 2000
"""From so many satellites on they are drawn as a fleet, by the graphics processor."""
_TRACK = np.linspace(-0.5, 1.0, 181)
"""The part of the ground track that is drawn, in revolutions from now."""
_TRACK_STEP = 30.0
"""Time [s] for which its ends may stay where they are."""
_SOFTWARE_PAUSE_MS = 400
"""Without graphics hardware a frame costs as much as an evaluation: in a drag the plots come first."""


class OrbitView(StageView):
    """Earth, shadow, Sun, orbit planes and satellites; `picked` carries the satellite clicked, −1 for none."""

    stages = ("orbit", "illumination", "panel", "power", "constellation")
    pause_ms = 60
    picked = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("orbit-view")
        self.widget = OrbitWidget(self)
        self.scene = self.widget.scene
        if not self.widget.uses_opengl:
            self.pause_ms = _SOFTWARE_PAUSE_MS
        self.selected: int | None = 0
        """The satellite of the design that is selected."""
        self.real_selected: int | None = None
        """The imported object that is selected, instead of a satellite of the design."""
        self.real = RealFleet(self)
        self.real.moved.connect(self._take_real)
        self._size: object = None
        self._links: NDArray[np.intp] | None = None
        self._placed: tuple[object, object, int] | None = None
        self._planes = np.ones((1, 2)) * [0.0, 1.0]
        self._planes_drawn: object = None
        self._tracked: tuple[object, tuple[float, ...]] = (None, ())
        self._fleet_tasks = Tasks(self, "fleet")
        self._fleet_tasks.done.connect(self._take_fleet)
        self._kernel_tasks = Tasks(self, "kernels")
        self._compiled = False
        self._colouring = ElidedBox()
        self._colouring.setAccessibleName(tr("Colour the satellites by"))
        self._colouring.setToolTip(tr("Colour the satellites by"))
        for key, label in COLOURINGS:
            self._colouring.addItem(tr(label), key)
        self._colouring.currentIndexChanged.connect(self._recolour)
        self._frame = ElidedBox()
        self._frame.setAccessibleName(tr("What the camera keeps still with"))
        self._frame.setToolTip(tr("What the camera keeps still with"))
        for combo in (self._colouring, self._frame):
            # As wide as its longest entry where there is room, and no wider than the bar has where there is none.
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            combo.setMinimumContentsLength(6)
        for key, label in FRAMES:
            self._frame.addItem(tr(label), key)
        self._frame.setMinimumContentsLength(max(len(tr(label)) for _, label in FRAMES))  # short: never cut
        self._frame.currentIndexChanged.connect(self._change_frame)
        self._read_out = QLabel()
        self._read_out.setProperty("look", "muted")
        self._buttons: dict[str, QToolButton] = {}
        bar = QHBoxLayout()
        bar.setContentsMargins(6, 6, 6, 6)
        bar.setSpacing(3)
        for key, label in VIEWS:
            button = QToolButton()
            button.setText(tr(label))
            button.setObjectName(f"view-{key}")
            button.setProperty("view", key)
            button.setStyleSheet("padding: 3px 2px;")  # so that the bar fits a small screen
            button.clicked.connect(self._view_clicked)
            self._buttons[key] = button
            bar.addWidget(button)
        bar.addStretch(1)
        bar.addWidget(self._frame)
        bar.addWidget(self._colouring)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self.widget, 1)
        footer = QVBoxLayout()
        footer.setContentsMargins(8, 3, 8, 3)
        footer.setSpacing(2)
        self._read_out.setWordWrap(True)
        footer.addWidget(self._read_out)
        self.altitude = ShellSlider(session, self)
        self._moved_shell: int | None = -1
        """The shell whose altitude can be dragged: None for the main one, −1 for none"""
        footer.addWidget(self.altitude)
        layout.addLayout(footer)
        self.widget.picked.connect(self._picked)
        session.clock.moved.connect(self._moved)
        session.outcome_changed.connect(self._fleet_changed)
        session.design_changed.connect(self._design_changed)
        self.theme_changed()

    def sizeHint(self) -> QSize:
        return QSize(800, 500)

    def draw(self) -> None:
        """Everything that depends on the design: orbits, shadow, colours; then what depends on the time."""
        orbit = self.session.table("orbit")
        constellation = self.session.table("constellation")
        self.scene.set_umbra(2.2 * max(orbit.semi_major_axis, R_EARTH * 1.5))
        self._buttons["cluster"].setEnabled(constellation.lattice is not None)
        size = self.session.table("size")
        if size is not self._size:
            self._size = size
            self.scene.set_model(None if size is None else of_size(size, self.session.design))
        lattice = constellation.lattice
        linked = lattice is not None and len(lattice) <= _MOST_LINKED
        self._links = lattice_links(lattice, constellation.neighbour_min or 1.0) if linked else None
        if self.selected is not None and self.selected >= constellation.satellites:
            self.selected = 0
        heights = constellation.height_ratios
        heights = np.ones(len(constellation.raan_offsets)) if heights is None else heights
        self._planes = np.unique(np.round(np.stack((constellation.raan_offsets, heights), axis=-1), 9), axis=0)
        self._fleet_changed("fleet")  # it may have been there before this view was
        self.real.use(self.session.design.fleet.imported)
        self._recolour()

    def _design_changed(self) -> None:
        if self.isVisible():
            self.real.use(self.session.design.fleet.imported)

    @property
    def is_complete(self) -> bool:
        """Whether everything is drawn as it is at the time of the clock."""
        return not self._fleet_tasks.busy and self.real.is_there

    @property
    def shows_fleet(self) -> bool:
        """Whether there are so many satellites, or so many kinds of orbits, that they are drawn as a fleet."""
        fleet = self.session.table("fleet")
        return fleet is not None and (fleet.shells > 1 or fleet.layout.planes.satellites > _MANY)

    def _fleet_changed(self, stage: str) -> None:
        """Make ready what is drawn of the planes, beside the GUI, where they are others than before."""
        if stage != "fleet":
            return
        fleet = self.session.table("fleet")
        if not self.shows_fleet or fleet is None:
            self._planes_drawn = None
            self._fleet_tasks.cancel()
            self.scene.set_fleet(None)
        elif fleet.layout is not self._planes_drawn:
            self._planes_drawn, planes = fleet.layout, fleet.layout.planes
            self._fleet_tasks.run(lambda checkpoint, report: fleet_data(planes))

    def _take_fleet(self, data: FleetData) -> None:
        self.scene.set_fleet(data)
        self._recolour()
        if not self.scene.places_fleet and not self._compiled:
            # The processor has to place every satellite of every picture: compiled kernels do it ten times sooner.
            self._compiled = True
            self._kernel_tasks.run(lambda checkpoint, report: kernels.prepare())

    def theme_changed(self) -> None:
        colours = self.session.theme.colours
        self.widget.set_theme(colours.dark, colours.contrast)

    def show_view(self, name: str) -> None:
        """Look from one of VIEWS."""
        if name == "chase" and self.selected is None and self.real_selected is None:
            self.select(0)
        lattice = None if (table := self.session.table("constellation")) is None else table.lattice
        if name == "cluster" and lattice is not None and not self.selected:
            self.select(int(np.argmin(np.sum(lattice**2, axis=-1))))  # the one with neighbours all round
        self.scene.view(name)

    def select(self, index: int | None) -> None:
        """Ring a satellite of the design and read it out; its plane is seen beside the others in the power plot."""
        self.selected, self.real_selected = index, None
        fleet = self.session.table("fleet")
        if index is not None and fleet is not None and index < fleet.layout.planes.satellites:
            self.session.members.pick(plane_of(fleet.layout.planes, index))
        self._moved()

    def select_real(self, index: int) -> None:
        """Ring an imported object and read it out."""
        self.selected, self.real_selected = None, index
        self._moved()

    def grab_image(self):  # type: ignore[no-untyped-def]
        """The picture as shown, as a QImage."""
        return self.widget.grab_image()

    def close_view(self) -> None:
        self.widget.close_view()

    def _view_clicked(self) -> None:
        self.show_view(self.sender().property("view"))

    def _change_frame(self) -> None:
        self.scene.set_frame(self._frame.currentData())

    def _picked(self, index: int) -> None:
        own = self.scene.own_count
        if index >= own:
            self.select_real(index - own)
        else:
            self.select(None if index < 0 else index)
        self.picked.emit(index)

    def _take_real(self) -> None:
        """New places of the imported objects."""
        flown, imported = self.real.flown, self.real.imported
        if self.real_selected is not None and (imported is None or self.real_selected >= imported.size):
            self.real_selected = None
        self.scene.set_real(None if flown is None else flown.positions, self.real.legend)
        if flown is not None and self.real_selected is not None and self.isVisible():
            self._mark(flown.time)

    def _recolour(self) -> None:
        if any(self.session.table(stage) is None for stage in self.stages):
            return
        key = self._colouring.currentData()
        panel, power = self.session.table("panel"), self.session.table("power")
        season = self.session.table("illumination").season
        if key == "power":
            top = float(power.array_map.max())
            unit = readable_unit(top, POWER)
            factor = POWER.unit(unit).factor  # type: ignore[union-attr]
            self._map, self._show = power.array_map / factor, (tr("Array power"), unit, 0.0, top / factor, "viridis")
        elif key == "temperature":
            warmth = unit_shown(TEMPERATURE, "°C")
            self._map = warm = panel.temperature_front_map / warmth.factor - warmth.offset
            self._show = (tr("Panel temperature"), warmth.symbol, float(warm.min()), float(warm.max()), "inferno")
        elif key == "shell" and self.shows_fleet:
            height = unit_shown(LENGTH, "km")
            heights = self.session.table("fleet").shell_altitudes / height.factor
            self._map, self._show = season.visible_fraction, (
                tr("Altitude"), height.symbol, float(heights.min()), float(heights.max()), "viridis")  # fmt: skip
        else:
            self._map, self._show = season.visible_fraction, (tr("Visible Sun"), "", 0.0, 1.0, "cividis")
        title, unit, low, high, name = self._show
        self.scene.set_colour_bar(title, unit, low, high if high > low else low + 1.0, name)
        if self.shows_fleet:
            self._paint_fleet(season, low, high if high > low else low + 1.0, name)
        self._moved()

    def _paint_fleet(self, season, low: float, high: float, colour_map: str) -> None:  # type: ignore[no-untyped-def]
        """Satellites of all shells are coloured as the main orbit's are in the dark and in the Sun, on the average."""
        if self._colouring.currentData() == "shell":
            self.scene.paint_fleet(None, 1.0, colour_map)
            return
        dark = season.visible_fraction < 0.5
        ends = [float(self._map[where].mean()) if np.any(where) else low for where in (dark, ~dark)]
        self.scene.paint_fleet((ends[0] - low) / (high - low), (ends[1] - low) / (high - low), colour_map)

    def _moved(self) -> None:
        """Place Sun, Earth and satellites at the time of the clock."""
        if not self.isVisible() or any(self.session.table(stage) is None for stage in self.stages):
            return
        orbit, season = self.session.table("orbit"), self.session.table("illumination").season
        constellation = self.session.table("constellation")
        clock = self.session.clock
        day = min(clock.row, len(season.elapsed) - 1)
        runs_on = self.shows_fleet or bool(self.session.design.fleet.imported)
        tt = orbit.epoch + (clock.elapsed if runs_on else clock.time)
        self.real.fly_to(tt)
        self.scene.set_sun(season.sun[day])
        self.scene.set_earth_angle(float(greenwich_mean_sidereal_time(tt)))
        if self.shows_fleet:
            self._move_fleet(season, day, tt)
            return
        self.altitude.hide()
        placed = (season, constellation, day)
        if self._placed is None or any(new is not old for new, old in zip(placed, self._placed, strict=True)):
            self.scene.set_orbits(self._rings(season.position[day]))
            self._placed = placed
        phases, positions = self._satellites(season, day, clock.phase)
        steps = np.minimum((phases * len(season.phase)).astype(np.intp), len(season.phase) - 1)
        values = self._map[day, steps]
        self._place(positions, values, constellation, season, day, clock.phase)
        self._mark(tt)
        self.scene.set_caption(iso_text(tt).replace("T", " ")[:16] + " UTC")
        if self.real_selected is None:
            self._write_read_out(day, steps)

    def _move_fleet(self, season, day: int, tt: float) -> None:  # type: ignore[no-untyped-def]
        elapsed = self.session.clock.elapsed
        self.scene.set_cluster(None)
        self.scene.set_fleet_time(elapsed)
        fleet = self.session.table("fleet")
        count = fleet.layout.planes.satellites
        placed = (fleet.layout, None, self.session.clock.day)
        if self._placed is None or any(new is not old for new, old in zip(placed, self._placed, strict=True)):
            self.scene.set_orbits(plane_rings(fleet.layout.planes, elapsed, MOST_DRAWN))
            self._placed = placed
        self._mark(tt)
        self.scene.set_caption(iso_text(tt).replace("T", " ")[:16] + " UTC")
        if self.real_selected is None:
            place = self.scene.own_place(self.selected)
            light = None if place is None else float(visible_fraction(place, season.sun[day], AU, oblate=True))
            self._read_out.setText(fleet_words(fleet, self.session.table("power").array_eol, self.selected, light))
        planes = fleet.layout.planes
        chosen = None if self.selected is None or self.selected >= count else plane_of(planes, self.selected)
        row = -1 if chosen is None else fleet.layout.rows[int(planes.shell[chosen])]
        if row != self._moved_shell:
            self._moved_shell = row
            if row == -1:
                self.altitude.hide()
            else:
                self.altitude.show_shell(row)

    def _mark(self, tt: float) -> None:
        """Ring what is selected, name it, and draw where it passes over the ground."""
        real, imported = self.real_selected, self.real.imported
        if real is not None and imported is not None and self.real.flown is not None:
            if self.scene.own_count + real < self.scene.own_count + len(self.real.flown.positions):
                self.scene.set_selected(self.scene.own_count + real, imported.title(real))
            self._draw_track(imported, real, tt, lambda: _real_track(imported, real, tt))
            suns = self.session.table("illumination").season.sun
            sun = suns[min(self.session.clock.row, len(suns) - 1)]
            self._read_out.setText(real_words(imported, real, self.real.flown, sun))
        elif self.selected is not None and self.selected < self.scene.own_count:
            self.scene.set_selected(self.selected, f"#{self.selected + 1:,}")
            of = self.session.table("fleet" if self.shows_fleet else "illumination")
            self._draw_track(of, self.selected, tt, lambda: self._own_track(tt))
        else:
            self.scene.set_selected(None)
            self._draw_track(None, 0, tt, lambda: None)

    def _draw_track(self, of: object, index: int, tt: float, make: Callable[[], NDArray[np.float64] | None]) -> None:
        """Draw a track anew where it is of something else, or its ends have to move on: it is fixed to the Earth."""
        key = (index, tt // _TRACK_STEP)
        if of is not self._tracked[0] or key != self._tracked[1]:
            self._tracked = (of, key)
            self.scene.set_track(make())

    def _own_track(self, tt: float) -> NDArray[np.float64]:
        """The ground track of the satellite of the design that is selected."""
        assert self.selected is not None
        clock, season = self.session.clock, self.session.table("illumination").season
        if self.shows_fleet:
            planes = self.session.table("fleet").layout.planes
            period = 2 * np.pi * float(np.sqrt(planes.axis[plane_of(planes, self.selected)] ** 3 / MU_EARTH))
            places = path_of(planes, self.selected, clock.elapsed + _TRACK * period)
        else:
            constellation, period = self.session.table("constellation"), float(season.period)
            alone = constellation.lattice is not None
            offset = 0.0 if alone else float(constellation.phase_offsets[self.selected])
            node = 0.0 if alone else float(constellation.raan_offsets[self.selected])
            phases = (clock.phase + _TRACK + offset / (2 * np.pi)) % 1.0
            places = _turned(_along(season.position[min(clock.row, len(season.elapsed) - 1)], phases), node)
        return ground_track(places, tt + _TRACK * period)

    def _rings(self, path):  # type: ignore[no-untyped-def]
        """(P, M, 3) The orbit of each plane and shell: that of the first, turned about the pole and made larger."""
        return _turned(path[None] * self._planes[:, 1, None, None], self._planes[:, 0, None])

    def _satellites(self, season, day: int, phase: float):  # type: ignore[no-untyped-def]
        """Phase in the orbit and position of every satellite, from the first plane's orbit by interpolation."""
        constellation = self.session.table("constellation")
        if constellation.lattice is not None:
            offsets = np.zeros(1)
            nodes = np.zeros(1)
        else:
            offsets, nodes = constellation.phase_offsets, constellation.raan_offsets
        phases = (phase + offsets / (2 * np.pi)) % 1.0
        chord = _along(season.position[day], phases)
        if constellation.height_ratios is not None:  # shells are drawn in step with the first, at its inclination
            chord *= constellation.height_ratios[:, None]
        return phases, _turned(chord, nodes)

    def _place(self, positions, values, constellation, season, day: int, phase: float) -> None:  # type: ignore[no-untyped-def]
        if constellation.lattice is None:
            self.scene.set_cluster(None)
            self.scene.set_satellites(positions, values)
        else:
            up = positions[0] / np.linalg.norm(positions[0])
            ahead = np.cross(season.normal[day], up)
            radial, along = relative_position(constellation.lattice, 2 * np.pi * phase)
            relative = radial[:, None] * up + along[:, None] * ahead
            everyone = np.repeat(values, len(relative))
            held = pose_at(self.session.design, season, day, phase, 0.0)
            self.scene.set_cluster(relative, positions[0], everyone, axes=held.axes, turn=held.radiator_turn,
                                   links=self._links)  # fmt: skip
            self.scene.set_satellites(positions[0] + relative, everyone)

    def _write_read_out(self, day: int, steps) -> None:  # type: ignore[no-untyped-def]
        constellation = self.session.table("constellation")
        if self.selected is None:
            self._read_out.setText(tr("{count} satellites. Click one to read it out.", count=constellation.satellites))
            return
        step = int(steps[0] if len(steps) == 1 else steps[min(self.selected, len(steps) - 1)])
        panel, power = self.session.table("panel"), self.session.table("power")
        season = self.session.table("illumination").season
        self._read_out.setText(
            tr(
                "Satellite {number} of {count}   ·   array {power}   ·   panel {temperature}   ·   Sun {sun} %",
                number=self.selected + 1,
                count=constellation.satellites,
                power=readable(round(float(power.array_map[day, step]), 3), POWER, 4),
                temperature=display(float(panel.temperature_front_map[day, step]), TEMPERATURE, digits=3),
                sun=f"{100 * season.visible_fraction[day, step]:.0f}",
            )
        )


def _real_track(imported: Imported, index: int, tt: float) -> NDArray[np.float64] | None:
    """The ground track of an imported object; None where SGP4 has no two places of it."""
    times = tt + _TRACK * 2 * np.pi / float(imported.elements.mean_motion[index])
    places = path(imported.elements, index, times)
    found = np.isfinite(places[:, 0])
    return ground_track(places[found], times[found]) if np.count_nonzero(found) > 1 else None


def lattice_links(lattice: NDArray[np.float64], step: float) -> NDArray[np.intp]:
    """(k, 2) The pairs of members that are one step of the lattice (n, 2) apart."""
    cells = np.rint(lattice / step).astype(np.int64)
    wide = 4 * int(np.abs(cells).max(initial=0)) + 5  # so that no step leads into another row
    keys = cells[:, 0] * wide + cells[:, 1]
    order = np.argsort(keys)
    pairs = []
    for onward in (1, wide):
        found = np.minimum(np.searchsorted(keys, keys + onward, sorter=order), len(keys) - 1)
        other = order[found]
        there = keys[other] == keys + onward
        pairs.append(np.column_stack([np.flatnonzero(there), other[there]]))
    return np.concatenate(pairs).astype(np.intp)


def _along(orbit, phases):  # type: ignore[no-untyped-def]
    """(n, 3) Places at `phases` (n,), shares of a revolution, along an orbit given at even steps (m, 3)."""
    path = np.vstack((orbit, orbit[:1]))
    place = phases * len(orbit)
    low = np.minimum(place.astype(np.intp), len(orbit) - 1)
    share = (place - low)[:, None]
    chord = path[low] * (1 - share) + path[low + 1] * share
    # A chord lies inside the orbit: put the point back to the interpolated distance from the Earth.
    radius = np.linalg.norm(path, axis=-1)
    wanted = radius[low] * (1 - share[:, 0]) + radius[low + 1] * share[:, 0]
    chord *= (wanted / np.linalg.norm(chord, axis=-1))[:, None]
    return chord


def _turned(points, angles):  # type: ignore[no-untyped-def]
    """`points` (…, 3) turned about the pole by `angles` [rad]; leading axes broadcast."""
    x, y, z = points[..., 0], points[..., 1], points[..., 2]
    cos, sin = np.cos(angles), np.sin(angles)
    across, along = cos * x - sin * y, sin * x + cos * y
    return np.stack((across, along, np.broadcast_to(z, across.shape)), axis=-1)
