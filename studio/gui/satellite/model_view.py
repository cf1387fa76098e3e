"""The 3D page of the Satellite tab: what the session knows, in the scene of the satellite, at the time of the clock."""

import numpy as np
from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from studio.design.quantity import TEMPERATURE
from studio.gui.elided_box import ElidedBox
from studio.gui.satellite.body import Values
from studio.gui.satellite.parts import described, explained
from studio.gui.satellite.scene import relative
from studio.gui.satellite.widget import SatelliteWidget
from studio.gui.session import Session
from studio.gui.space.pose import Pose, pose_at
from studio.gui.space.shape import Hit, Shape, of_size
from studio.gui.value_text import unit_shown
from studio.gui.view import StageView
from studio.physics.cluster import relative_position
from studio.physics.time import greenwich_mean_sidereal_time, iso_text
from studio.text import mark, tr

LOOK_NAMES: tuple[tuple[str, str], ...] = (
    ("overview", mark("Overview")),
    ("sun", mark("Sun")),
    ("earth", mark("Earth")),
    ("front", mark("Front")),
    ("side", mark("Side")),
    ("follow", mark("Follow")),
)
_COLOURINGS = (("temperature", mark("Temperature")), ("surfaces", mark("Surfaces")))
_FRAMES = (("earth", mark("Earth below")), ("sun", mark("Sun fixed")), ("body", mark("Satellite fixed")))
_DARKEST = 0.12
"""Share of the scale that lies below the coldest of the year."""
_STRUCTURE = mark("Structure")
_SOFTWARE_PAUSE_MS = 400
"""Without graphics hardware a frame costs as much as an evaluation: in a drag the plots come first."""
_MOST_COMPANY = 400


class ModelView(StageView):
    """The satellite as it is held; `explain_requested` carries the result behind a part clicked twice."""

    stages = ("orbit", "illumination", "panel", "thermal", "mass", "size", "constellation")
    pause_ms = 60
    explain_requested = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("satellite-model")
        self.widget = SatelliteWidget(self)
        self.scene = self.widget.scene
        if not self.widget.uses_opengl:
            self.pause_ms = _SOFTWARE_PAUSE_MS
        self._hit: Hit | None = None
        self._shape: Shape | None = None
        self._built: object = None
        self._values = Values()
        self._colouring = _choice("satellite-colouring", tr("Colour the satellite by"), _COLOURINGS)
        self._frame = _choice("satellite-frame", tr("What stands still in the picture"), _FRAMES)
        self._read_out = QLabel()
        self._read_out.setObjectName("satellite-read-out")
        self._read_out.setProperty("look", "muted")
        bar = QHBoxLayout()
        bar.setContentsMargins(6, 6, 6, 6)
        bar.setSpacing(3)
        for key, label in LOOK_NAMES:
            button = QToolButton()
            button.setText(tr(label))
            button.setObjectName(f"satellite-look-{key}")
            button.setProperty("view", key)
            button.setStyleSheet("padding: 3px 2px;")  # so that the bar fits a small screen
            button.clicked.connect(self._look_clicked)
            bar.addWidget(button)
        bar.addStretch(1)
        bar.addWidget(self._frame)
        bar.addWidget(self._colouring)
        footer = QHBoxLayout()
        footer.setContentsMargins(8, 3, 8, 3)
        footer.addWidget(self._read_out, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self.widget, 1)
        layout.addLayout(footer)
        self._colouring.currentIndexChanged.connect(self._recolour)
        self._frame.currentIndexChanged.connect(lambda: self.scene.set_frame(self._frame.currentData()))
        self.widget.picked.connect(self.select)
        self.widget.opened.connect(self._open)
        session.clock.moved.connect(self._moved)
        self.theme_changed()

    def sizeHint(self) -> QSize:
        return QSize(800, 500)

    def draw(self) -> None:
        """What depends on the design: the shape and the scale of the colours; then what depends on the time."""
        size = self.session.table("size")
        if size is not self._built:
            self._built = size
            self._shape = of_size(size, self.session.design)
            self.scene.set_shape(self._shape)
            if self._hit is not None and self._hit.part >= len(self._shape.parts):
                self.select(None)
        self._recolour()

    def theme_changed(self) -> None:
        colours = self.session.theme.colours
        self.scene.set_theme(colours.dark, colours.contrast)

    def show_view(self, name: str) -> None:
        """Look from one of LOOK_NAMES."""
        self.scene.view(name)

    def select(self, hit: Hit | None) -> None:
        """Frame a part and read it out."""
        self._hit = hit
        self.scene.set_marked(None if hit is None else hit.part)
        self._write_read_out()

    def grab_image(self):  # type: ignore[no-untyped-def]
        """The picture as shown, as a QImage."""
        return self.widget.grab_image()

    def close_view(self) -> None:
        self.widget.close_view()

    def _look_clicked(self) -> None:
        self.show_view(self.sender().property("view"))

    def _open(self, hit: Hit) -> None:
        self.select(hit)
        if self._shape is not None and (name := explained(self._shape.parts[hit.part], hit)) is not None:
            self.explain_requested.emit(name)

    def quantity_at(self, place: object) -> str:
        """What explains the part that is framed."""
        if self._hit is None or self._shape is None:
            return ""
        return explained(self._shape.parts[self._hit.part], self._hit) or ""

    def _recolour(self) -> None:
        if any(self.session.table(stage) is None for stage in self.stages):
            return
        if self._colouring.currentData() == "temperature":
            panel, thermal = self.session.table("panel"), self.session.table("thermal")
            maps = (panel.temperature_front_map, panel.temperature_back_map, thermal.radiator_temperature_map)
            low, high = min(float(one.min()) for one in maps), max(float(one.max()) for one in maps)
            low -= _DARKEST * (high - low)  # the coldest is still to be seen before the dark
            warmth = unit_shown(TEMPERATURE, "°C")
            self.scene.set_colour_bar(tr("Temperature"), warmth.symbol, warmth.from_si(low),
                                      warmth.from_si(max(high, low + 1.0)), "inferno")  # fmt: skip
        else:
            self.scene.set_colour_bar("")
        self._moved()

    def _moved(self) -> None:
        """Hold the satellite as it is held at the time of the clock."""
        if not self.isVisible() or any(self.session.table(stage) is None for stage in self.stages):
            return
        orbit, season = self.session.table("orbit"), self.session.table("illumination").season
        panel, thermal = self.session.table("panel"), self.session.table("thermal")
        clock = self.session.clock
        day = min(clock.row, len(season.elapsed) - 1)
        step = min(int(clock.phase * len(season.phase)), len(season.phase) - 1)
        tt = orbit.epoch + clock.time
        pose = pose_at(self.session.design, season, day, clock.phase, float(greenwich_mean_sidereal_time(tt)))
        self.scene.set_pose(pose, self._company(pose, clock.phase))
        self._values = Values(
            float(panel.temperature_front_map[day, step]),
            float(panel.temperature_back_map[day, step]),
            float(thermal.radiator_temperature_map[day, step]),
            self._structure(day == int(season.worst_day), step),
        )
        values, warmth = self._values, unit_shown(TEMPERATURE, "°C")
        self.scene.set_values(
            Values(*(warmth.from_si(value) for value in (values.front, values.back, values.radiator, values.bus)))
        )
        light = 100.0 * pose.light
        state = tr("in sunlight") if light > 99.5 else tr("in eclipse") if light < 0.5 else tr("in the penumbra")
        self.scene.set_caption(iso_text(tt).replace("T", " ")[:16] + " UTC", state)
        self._write_read_out()

    def _structure(self, worst: bool, step: int) -> float:
        """The temperature of the body [K], which the heat nodes know on the day with the least light; else NaN."""
        nodes = self.session.table("nodes") if worst else None
        if nodes is None or (name := tr(_STRUCTURE)) not in nodes.node_names:
            return float("nan")
        return float(nodes.node_temperatures_worst_day[nodes.node_names.index(name), step])

    def _company(self, pose: Pose, phase: float):  # type: ignore[no-untyped-def]
        """The other members of a cluster, seen from the one nearest to its middle [m], inertial axes."""
        lattice = self.session.table("constellation").lattice
        if lattice is None or len(lattice) > _MOST_COMPANY:
            return ()
        radial, along = relative_position(lattice, 2 * np.pi * phase)
        up = pose.up
        everyone = radial[:, None] * up + along[:, None] * np.cross(pose.orbit_normal, up)
        return relative(everyone[int(np.argmin(np.sum(lattice**2, axis=-1)))], everyone)

    def _write_read_out(self) -> None:
        if self._hit is None or self._shape is None or self._hit.part >= len(self._shape.parts):
            self._read_out.setText(tr("Click a part to read it out, twice to explain it."))
            return
        self._read_out.setText(described(self.session, self._shape.parts[self._hit.part], self._hit, self._values))


def _choice(name: str, words: str, entries: tuple[tuple[str, str], ...]) -> QComboBox:
    box = ElidedBox()
    box.setObjectName(name)
    box.setAccessibleName(words)
    box.setToolTip(words)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.setMinimumContentsLength(6)
    for key, label in entries:
        box.addItem(tr(label), key)
    return box
