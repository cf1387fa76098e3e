"""The scene of one satellite: its parts in their colours, held as it flies, before the Earth; independent of Qt.

Lengths are in metres from the middle of the body. What is given in inertial axes is drawn in those of the chosen
frame, so that the camera stands still in that frame.
"""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from studio.gui.satellite.body import Body, Values
from studio.gui.satellite.camera import LOOKS, SatelliteRig, Subject
from studio.gui.satellite.labels import Directions
from studio.gui.space import colours
from studio.gui.space.arrays import EARTH_RADIUS, Floats
from studio.gui.space.arrow import matrix_of
from studio.gui.space.colours import Scale
from studio.gui.space.earth import Earth
from studio.gui.space.flat import Text
from studio.gui.space.overlay import BAR_ROOM, MARGIN, ColourBar, ScaleBar
from studio.gui.space.pose import Pose, frame
from studio.gui.space.projection import Projection
from studio.gui.space.scene import Scene
from studio.gui.space.shape import Hit, Shape
from studio.text import tr

Frame = Literal["earth", "sun", "body"]
Part = Literal["earth", "directions", "company"]
_NEAREST, _FARTHEST = 0.6, 400.0
"""How near to the middle of the body the camera goes, in units of its size, and how far, in units of the reach."""


class SatelliteScene(Scene):
    """Draws a satellite, what it sees of Sun and Earth, and its neighbours."""

    def __init__(self, *, dark: bool = True) -> None:
        super().__init__()
        self.rig: SatelliteRig = SatelliteRig(self.renderer.GetActiveCamera())
        self._dark, self._contrast, self._palette = dark, False, colours.DARK
        self._frame: Frame = "earth"
        self._pose: Pose | None = None
        self._company = np.zeros((0, 3))
        self._values, self._bar_title = Values(), ""
        self._scale: Scale | None = None
        self._caption: tuple[str, ...] = ()
        self._hidden: set[str] = set()
        self._marked: int | None = None
        self._view, self._distance = "overview", 10.0
        self._axes = np.eye(3)
        self._projection: Projection | None = None
        self._earth, self._body = Earth(), Body()
        self._earth.actor.GetProperty().BackfaceCullingOn()
        for actor in (self._earth.actor, self._body.company_actor, self._body.point_actor, self._body.actor,
                      self._body.line_actor, self._body.frame_actor):  # fmt: skip
            self.renderer.AddActor(actor)
        self._directions = Directions(self.renderer)
        self._scale_bar, self._colour_bar = ScaleBar(self.renderer), ColourBar(self.renderer)
        self._lines = [Text(self.renderer, 10, "left", "top") for _ in range(3)]
        self.set_theme(dark)

    # What is shown

    def set_theme(self, dark: bool, contrast: bool = False) -> None:
        """Dark or light colours, with strong contrast or the usual one."""
        self._dark, self._contrast, self._palette = dark, contrast, colours.palette(dark, contrast)
        self.renderer.SetBackground(*self._palette.background_bottom)
        self.renderer.SetBackground2(*self._palette.background_top)
        self._earth.apply(self._palette)
        self._paint()

    def set_visible(self, part: Part, visible: bool) -> None:
        """Show or hide one part of the scene."""
        (self._hidden.discard if visible else self._hidden.add)(part)
        self._changed()

    def set_shape(self, shape: Shape) -> None:
        """The parts of the satellite."""
        before = self._body.shape
        self._body.set_shape(shape)
        if self._marked is not None and self._marked >= len(shape.parts):
            self._marked = None
        if self._pose is not None:
            self._place()
            if before is None or not self._hand_held:
                self.view(self._view)
            elif before.reach > 0.0:
                self.rig.position = self.rig.position * (shape.reach / before.reach)
                self.rig.focal = self.rig.focal * (shape.reach / before.reach)
        self._changed()

    def set_pose(self, pose: Pose, company: ArrayLike = ()) -> None:
        """Where it is and how it is held; the others of its cluster stand at `company` (n, 3) [m], inertial axes."""
        first = self._pose is None
        self._pose = pose
        self._company = np.asarray(company, dtype=np.float64).reshape(-1, 3)
        self._place()
        if first:
            self.view(self._view)
        elif not self._hand_held:
            self._aim()
        self._paint()

    def set_values(self, values: Values) -> None:
        """What the surfaces are coloured by."""
        self._values = values
        self._paint()

    def set_colour_bar(
        self, title: str, unit: str = "", low: float = 0.0, high: float = 1.0, colour_map: str = "viridis"
    ) -> None:
        """What the values are, and the scale of their colours; no title for the colours of the surfaces."""
        self._bar_title = f"{title} [{unit}]" if title and unit else title
        self._scale = Scale(float(low), float(high), colour_map) if title else None
        self._paint()

    def set_caption(self, *lines: str) -> None:
        """Up to three lines at the upper left."""
        self._caption = lines
        self._changed()

    def set_frame(self, name: Frame) -> None:
        """What stands still in the picture: the Earth below, the Sun, or the satellite itself."""
        self._frame = name
        if self._pose is not None:
            self._place()
            self.view(self._view)

    def set_marked(self, part: int | None) -> None:
        """Frame the part of this index."""
        self._marked = part
        self._body.mark(part)
        self._changed()

    # Where it is seen from

    def view(self, name: str) -> None:
        """Look from a named place: overview, sun, earth, front, side or follow."""
        self._view, self._hand_held = name, False
        if self._pose is None or self._body.shape is None:
            return
        direction, upward = LOOKS[name](self._subject(self._pose))
        held = np.concatenate([self._body.shape.corners @ (self._pose.axes @ self._axes.T), self._directions.tips])
        self._distance = self.rig.fitting(held, direction, upward)
        self._aim()
        self._changed()

    def zoom(self, factor: float) -> None:
        shape = self._body.shape
        if shape is not None:
            self._hand_held = True
            self.rig.approach(factor, _NEAREST * shape.body_reach, _FARTHEST * shape.reach)
            self._changed()

    def pick(self, x: float, y: float) -> Hit | None:
        """What is seen at a pixel of the last prepared view, from its upper left; None where nothing is."""
        if self._projection is None or self._pose is None or self._body.shape is None:
            return None
        sight = self._projection.sight(x, self._projection.height - y)
        turned = self._pose.axes @ self._axes.T
        return self._body.shape.hit(turned @ self._projection.eye, turned @ sight, self._pose.radiator_turn)

    # How it is drawn

    @property
    def is_detailed(self) -> bool:
        return self._earth.is_detailed

    def prepare(self, width: int, height: int, pixel_ratio: float = 1.0) -> None:
        # The colour bar has the right of the picture to itself, where there is room.
        bar = min(0.5 * BAR_ROOM * pixel_ratio / width, 0.12) if self._scale is not None else 0.0
        self.rig.camera.SetWindowCenter(2.0 * bar, 0.0)
        aspect = width / height * (1.0 - 2.0 * bar)
        if aspect != self.rig.aspect:
            self.rig.aspect = aspect
            if not self._hand_held:
                quiet, self.on_change = self.on_change, None
                self.view(self._view)
                self.on_change = quiet
        far = 1e4 * self.rig.distance
        pose = self._pose
        if pose is not None:
            centre = -self._axes @ pose.position
            far = float(np.linalg.norm(centre)) + 2.0 * EARTH_RADIUS
            self._earth.prepare(self._axes.T @ (self.rig.position - centre) / EARTH_RADIUS, self.hurried)
        self._earth.actor.SetVisibility(pose is not None and "earth" not in self._hidden)
        company = len(self._company) > 0 and "company" not in self._hidden
        self._body.show_company(company)
        self.rig.place(0.04 * self.rig.distance, max(far, 1e3 * self.rig.distance))
        self._projection = Projection.of(self.rig.camera, width, height)
        self._body.set_line_widths(pixel_ratio)
        self._annotate(self._projection, pixel_ratio)

    def _annotate(self, projection: Projection, ratio: float) -> None:
        palette, pose = self._palette, self._pose
        dark = pose is not None and pose.light < 0.005
        sun = tr("Sun, behind the Earth") if dark else tr("Sun")
        words = {"sun": sun, "earth": tr("Earth"), "flight": tr("Flight")}
        hues = {"sun": palette.faint if dark else palette.sun, "earth": palette.orbit, "flight": palette.flight}
        shown = pose is not None and "directions" not in self._hidden
        self._directions.show(words, hues, palette.background_bottom, projection, ratio, shown)
        self._scale_bar.show(self.rig.pixel_size(projection.height), palette, ratio)
        if self._scale is None:
            self._colour_bar.hide()
        else:
            size = (projection.width, projection.height)
            self._colour_bar.show(self._bar_title, self._scale, size, palette, ratio)
        margin = MARGIN * ratio
        for number, line in enumerate(self._lines):
            text = self._caption[number] if number < len(self._caption) else ""
            line.show(text, margin, projection.height - margin - 17.0 * number * ratio, palette.text, ratio)

    def copy(self) -> "SatelliteScene":
        twin = SatelliteScene(dark=self._dark)
        twin._frame, twin._hidden, twin._caption = self._frame, set(self._hidden), self._caption
        twin._values, twin._scale, twin._bar_title = self._values, self._scale, self._bar_title
        if self._body.shape is not None:
            twin.set_shape(self._body.shape)
        if self._pose is not None:
            twin.set_pose(self._pose, self._company)
        twin.set_marked(self._marked)
        twin.rig.take(self.rig)
        twin._view, twin._hand_held, twin._distance = self._view, self._hand_held, self._distance
        return twin

    # What follows from it

    def _subject(self, pose: Pose) -> Subject:
        directions = (pose.sun, pose.up, pose.ahead, pose.orbit_normal)
        return Subject(*(self._axes @ direction for direction in directions))

    def _aim(self) -> None:
        """Keep the named look while the satellite moves, from as far as it was first seen from."""
        if self._pose is not None:
            direction, upward = LOOKS[self._view](self._subject(self._pose))
            self.rig.look_from(direction, upward, self._distance)

    def _place(self) -> None:
        pose, shape = self._pose, self._body.shape
        if pose is None or shape is None:
            return
        self._axes = axes = frame(pose, self._frame)
        self._body.place(pose.axes @ axes.T, self._company @ axes.T, pose.radiator_turn)
        self._body.mark(self._marked)
        sun, up = axes @ pose.sun, axes @ pose.up
        # What the Earth below sends up is about what the Sun sends down on it.
        self._body.light(sun, pose.light, -up, max(float(sun @ up), 0.0))
        self._directions.place({"sun": sun, "earth": -up, "flight": axes @ pose.ahead}, *self._arrow_size(shape))
        self._earth.set_sun(pose.sun)
        self._earth.set_angle(pose.earth_angle)
        self._earth.actor.SetUserMatrix(matrix_of(axes * EARTH_RADIUS, -axes @ pose.position))

    def _arrow_size(self, shape: Shape) -> tuple[float, float]:
        """Where the arrows begin, at the body, and how long they are."""
        start = 1.1 * shape.body_reach
        return start, max(0.42 * shape.reach, 2.0 * start)

    def _paint(self) -> None:
        self._body.paint(self._values, self._scale, self._palette)
        self._changed()


def relative(lattice_member: Floats, everyone: Floats) -> Floats:
    """(n − 1, 3) Where the others stand as seen from one."""
    apart = everyone - lattice_member
    return np.asarray(apart[np.linalg.norm(apart, axis=-1) > 1e-6], dtype=np.float64)
