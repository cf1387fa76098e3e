"""The Orbit scene: the Earth in sunlight, orbits and satellites, drawn by VTK and independent of Qt.

Positions are given in metres in the inertial frame of the orbits (true equator of date), angles in radians. Each
`set_…` replaces one thing, uploads only what differs and tells `on_change`; nothing is drawn until a view calls
`prepare` and renders.
"""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.gui.orbit.camera import VIEWS, CameraRig, Subject
from studio.gui.orbit.cluster import Cluster, Members
from studio.gui.orbit.distances import Distances
from studio.gui.orbit.drawn_fleet import SAMPLE
from studio.gui.orbit.fleet_check import fleet_actor
from studio.gui.orbit.fleet_data import FleetData
from studio.gui.orbit.fleet_plain import PlainFleet
from studio.gui.orbit.fleet_points import FleetPoints
from studio.gui.orbit.notes import Notes
from studio.gui.orbit.orbits import Orbits
from studio.gui.orbit.real_points import RealPoints
from studio.gui.orbit.satellites import Satellites
from studio.gui.orbit.selection import Selection
from studio.gui.orbit.sunlight import SunArrow, Umbra
from studio.gui.orbit.track import Track
from studio.gui.space import colours
from studio.gui.space.arrays import EARTH_RADIUS, Floats, unit
from studio.gui.space.colours import Scale
from studio.gui.space.earth import Earth
from studio.gui.space.projection import Projection
from studio.gui.space.scene import Scene
from studio.gui.space.shape import Shape
from studio.numerals import set_count
from studio.text import tr

Frame = Literal["inertial", "sun", "earth"]
Part = Literal["earth", "orbits", "satellites", "real", "track", "umbra", "sun", "scale"]
PICK_TOLERANCE = 9.0  # pixels of a screen of 96 dpi


class OrbitScene(Scene):
    """Draws the Earth, the Sun's light, orbits, satellites and a cluster into `renderer`."""

    def __init__(self, *, dark: bool = True) -> None:
        super().__init__()
        self.rig: CameraRig = CameraRig(self.renderer.GetActiveCamera())
        self._palette = colours.DARK
        self._dark, self._contrast = dark, False
        self._frame: Frame = "inertial"
        self._sun = np.array([1.0, 0.0, 0.0])
        self._earth_angle = 0.0
        self._scale: Scale | None = None
        self._bar_title = ""
        self._caption = ""
        self._view = "overview"
        self._following = ""
        """Whether the camera was moved since it took a named view: then a resized view leaves it alone."""
        self._hidden: set[str] = set()
        self._projection: Projection | None = None
        self._pixel_ratio = 1.0

        self._earth, self._umbra, self._arrow = Earth(), Umbra(), SunArrow()
        self._orbits, self._satellites = Orbits(), Satellites()
        self._fleet: FleetPoints | PlainFleet = PlainFleet()
        """What draws a fleet; which of the two is found out when there is one."""
        self._fleet_found = False
        self._fleet_look: tuple[float | None, float, str] = (0.0, 1.0, "cividis")
        self._real, self._track = RealPoints(), Track()
        self._legend = ""
        self._notes = Notes(self.renderer)
        self._cluster, self._selection = Cluster(), Selection(self.renderer)
        self._distances = Distances(self.renderer)
        solid = (self._earth.actor, self._track.actor, self._orbits.actor, self._satellites.actor, self._real.actor,
                 *self._fleet.actors, *self._cluster.actors)  # fmt: skip
        marks = (self._selection.model.actor, self._selection.line_actor, *self._arrow.actors)
        for actor in (*solid, *marks, self._umbra.actor):
            self.renderer.AddActor(actor)
        self._light()
        self.set_theme(dark)
        self.reset_camera()

    # What is shown

    def set_theme(self, dark: bool, contrast: bool = False) -> None:
        """Dark or light colours, with strong contrast or the usual one."""
        self._dark, self._contrast, self._palette = dark, contrast, colours.palette(dark, contrast)
        self.renderer.SetBackground(*self._palette.background_bottom)
        self.renderer.SetBackground2(*self._palette.background_top)
        for part in (self._earth, self._umbra, self._arrow, self._orbits, self._selection, self._real, self._track):
            part.apply(self._palette)
        self._paint()

    def set_visible(self, part: Part, visible: bool) -> None:
        """Show or hide one part of the scene."""
        (self._hidden.discard if visible else self._hidden.add)(part)
        self._changed()

    def set_orbits(self, points: ArrayLike, closed: bool = True) -> None:
        """Orbits (P, M, 3) [m], closed to rings; of more than 72 planes 72 evenly picked ones are drawn."""
        if self._orbits.set(points, closed):
            self._reach_changed()

    def set_satellites(self, positions: ArrayLike, values: ArrayLike | None = None) -> None:
        """Satellites at (n, 3) [m], coloured by values (n,) on the scale of the colour bar; not finite is grey."""
        before = self._selected_place()
        moved = self._satellites.set(positions, values)
        if self._selection.index is not None and self._selection.index >= self._count:
            self.set_selected(None)
        if moved:
            self._follow("chase", before, self._selected_place())
            self._selection.place(self._selected_place(), self._sun)
            self._reach_changed()
        self._paint()

    def set_fleet(self, data: FleetData | None) -> None:
        """Draw a fleet in place of single satellites; None for none."""
        if data is not None and not self._fleet_found:
            self._find_fleet()
        if data is not self._fleet.data:
            self._fleet.set(data)
            if self._selection.index is not None and self._selection.index >= self._count:
                self.set_selected(None)
            self._reach_changed()

    def _find_fleet(self) -> None:
        self._fleet_found = True
        before, self._fleet = self._fleet, fleet_actor()
        for actor in before.actors:
            self.renderer.RemoveActor(actor)
        for actor in self._fleet.actors:
            self.renderer.AddActor(actor)
        self._fleet.set_time(before.elapsed)
        self._fleet.set_sun(self._sun)
        self._paint_fleet()

    @property
    def fleet_count(self) -> int:
        """Satellites of the fleet that is drawn; 0 for none."""
        return self._fleet.count

    @property
    def own_count(self) -> int:
        """Satellites of the design that can be picked; imported objects are counted after them."""
        return self._own

    def own_place(self, index: int | None) -> Floats | None:
        """Where a satellite of the fleet is [m]; None where there is none of that index, or no fleet."""
        if index is None or index >= self._fleet.count:
            return None
        return self._fleet.position(index) * EARTH_RADIUS

    @property
    def places_fleet(self) -> bool:
        """Whether the graphics place the fleet, and not the processor."""
        return isinstance(self._fleet, FleetPoints)

    def set_real(self, positions: ArrayLike | None, legend: str = "") -> None:
        """Imported objects at (n, 3) [m], counted after the satellites of the design; not finite is not drawn.

        `legend` says what they are.
        """
        before = self._selected_place()
        changed = self._real.set(positions)
        if self._selection.index is not None and self._selection.index >= self._count:
            self.set_selected(None)
        if changed or legend != self._legend:
            self._legend = legend
            after = self._selected_place()
            if self._selection.index is not None and self._selection.index >= self._own:
                self._follow("chase", before, after)
                self._selection.place(after, self._sun)
            self._changed()

    def set_track(self, points: Floats | None) -> None:
        """The ground track of the selected satellite: unit vectors (n, 3), Earth-fixed; None for none."""
        if self._track.set(points):
            self._changed()

    def set_fleet_time(self, elapsed: float) -> None:
        """Move the fleet to `elapsed` [s] after its epoch."""
        if elapsed != self._fleet.elapsed:
            before = self._selected_place() if self._fleet.count else None
            self._fleet.set_time(elapsed)
            if self._fleet.count:
                self._follow("chase", before, self._selected_place())
                self._selection.place(self._selected_place(), self._sun)
                self._changed()

    def paint_fleet(self, dark: float | None, lit: float, colour_map: str) -> None:
        """Colour the fleet by sunlight: places on the colour map of satellites in the dark and of those in the Sun.

        Without a place of the dark it is coloured by shell.
        """
        self._fleet_look = (dark, lit, colour_map)
        self._paint_fleet()
        self._changed()

    def _paint_fleet(self) -> None:
        dark, lit, colour_map = self._fleet_look
        if dark is None:
            self._fleet.paint_shells(colour_map)
        else:
            self._fleet.paint(dark, lit, colour_map)

    def set_colour_bar(
        self, title: str, unit: str = "", low: float = 0.0, high: float = 1.0, colour_map: str = "viridis"
    ) -> None:
        """What the values are, and the scale of their colours ("viridis" or "inferno"); no title, no bar."""
        self._bar_title = f"{title} [{unit}]" if title and unit else title
        self._scale = Scale(float(low), float(high), colour_map) if title else None
        self._paint()

    def set_sun(self, direction: ArrayLike) -> None:
        """The direction from the Earth to the Sun (3,), of any length."""
        sun = unit(direction)
        if np.array_equal(sun, self._sun):
            return
        if self._frame == "sun" and not self._following:
            self.rig.turn_with(_right_ascension(sun) - _right_ascension(self._sun))
        self._sun = sun
        self._light()
        self._changed()

    def set_earth_angle(self, angle: float) -> None:
        """The Greenwich sidereal angle [rad]."""
        if angle == self._earth_angle:
            return
        if self._frame == "earth" and not self._following:
            self.rig.turn_with(angle - self._earth_angle)
        self._earth_angle = float(angle)
        self._earth.set_angle(self._earth_angle)
        self._track.set_angle(self._earth_angle)
        self._changed()

    def set_umbra(self, length: float | None) -> None:
        """Draw the umbra to `length` [m] from the centre of the Earth; None for no umbra."""
        if length is not None:
            self._umbra.set_length(length)
        self.set_visible("umbra", length is not None)

    def set_selected(self, index: int | None, label: str = "") -> None:
        """Ring the satellite of this index and name it."""
        if index is not None and not 0 <= index < self._count:
            raise IndexError(f"there is no satellite {index}: there are {self._count}")
        self._selection.index, self._selection.label = index, label
        self._selection.place(self._selected_place(), self._sun)
        self._cluster.place(self._sun, index)
        if self._following == "chase":
            self.view("chase")
        self._changed()

    def set_cluster(
        self,
        relative: ArrayLike | None,
        origin: ArrayLike = (0.0, 0.0, 0.0),
        values: ArrayLike | None = None,
        members: ArrayLike | None = None,
        axes: Floats | None = None,
        turn: float = 0.0,
        links: NDArray[np.intp] | None = None,
    ) -> None:
        """A cluster: positions (n, 3) relative to `origin` (3,) [m], along the inertial axes; None for no cluster.

        `members` are the indices of its satellites that picking answers with; 0 to n - 1 where not given. The rows of
        `axes` are the axes of each, `turn` [rad] that of its radiators; `links` (k, 2) are pairs of neighbours, to be
        joined by lines.
        """
        before = None if self._cluster.members is None else self._cluster.members.origin
        if relative is None:
            self._cluster.set(None)
            if self._following == "cluster":
                self.view("overview")
        else:
            places = np.asarray(relative, dtype=np.float64) / EARTH_RADIUS
            given = None if values is None else np.asarray(values, dtype=np.float64)
            indices = np.arange(len(places)) if members is None else np.asarray(members, dtype=np.intp)
            centre = np.asarray(origin, dtype=np.float64) / EARTH_RADIUS
            self._cluster.set(Members(places, centre, given, indices, axes, turn, links))
            self._cluster.place(self._sun, self._selection.index)
            self._follow("cluster", before, centre)
        self._paint()

    def set_model(self, shape: Shape | None) -> None:
        """The shape in whose true size the members of a cluster are drawn; None for a sign of each."""
        self._cluster.set_shape(shape)
        self._changed()

    def set_caption(self, text: str) -> None:
        """A line at the upper left: the date, say."""
        self._caption = text
        self._changed()

    def set_frame(self, frame: Frame) -> None:
        """What the camera keeps still with: the stars, the Sun's right ascension or the turning Earth."""
        self._frame = frame

    # Where it is seen from

    def view(self, name: str) -> None:
        """Look from a named place: overview, sun, edge, pole, chase (the selected satellite) or cluster.

        Without a selected satellite or a cluster those two show the overview.
        """
        subject = self._subject()
        VIEWS[name](self.rig, subject)
        self._view, self._hand_held = name, False
        there = {"chase": subject.satellite is not None, "cluster": subject.cluster is not None}
        self._following = name if there.get(name) else ""
        self._changed()

    def zoom(self, factor: float) -> None:
        self._hand_held = True
        self.rig.zoom(factor)
        self._changed()

    def pick(self, x: float, y: float) -> int | None:
        """The index of the satellite seen at a pixel of the last prepared view, from its upper left; None for none."""
        if self._projection is None:
            return None
        up = self._projection.height - y
        tolerance = PICK_TOLERANCE * self._pixel_ratio
        members = self._cluster.members
        if members is not None and self._cluster.is_near(self._projection.eye):
            found = self._projection.nearest(members.origin + members.relative, x, up, 2.0 * tolerance)
            return None if found is None else int(members.indices[found])
        own = self._pick_own(self._projection, x, up, tolerance)
        real = None if "real" in self._hidden else self._real.pick(self._projection, x, up, tolerance)
        if own is None or real is None:
            return own if real is None else self._own + real
        both = (own, self._own + real)
        places, _ = self._projection.pixels(np.array([self._position(one) for one in both], dtype=np.float64))
        return both[int(np.argmin(np.hypot(places[:, 0] - x, places[:, 1] - up)))]

    def _pick_own(self, projection: Projection, x: float, up: float, tolerance: float) -> int | None:
        if "satellites" in self._hidden:
            return None
        if self._fleet.count:
            return self._fleet.pick(projection, x, up, tolerance)
        return projection.nearest(self._satellites.positions, x, up, tolerance)

    # How it is drawn

    @property
    def is_detailed(self) -> bool:
        return self._earth.is_detailed

    def prepare(self, width: int, height: int, pixel_ratio: float = 1.0) -> None:
        self._pixel_ratio = pixel_ratio
        if width / height != self.rig.aspect:
            self.rig.aspect = width / height
            if not self._hand_held:
                quiet, self.on_change = self.on_change, None
                self.view(self._view)
                self.on_change = quiet
        self.rig.apply(max(self._reach, self._real.reach, self._arrow.start + 0.6, 4.5))
        self._projection = Projection.of(self.rig.camera, width, height)
        self._earth.prepare(self.rig.position, self.hurried)
        among = self._cluster.is_near(self.rig.position)
        self._earth.actor.SetVisibility("earth" not in self._hidden)
        # The chords of an orbit's line miss a cluster by its own size.
        self._orbits.actor.SetVisibility(self._orbits.drawable and "orbits" not in self._hidden and not among)
        self._orbits.actor.GetProperty().SetLineWidth(max(1.0, 1.2 * pixel_ratio))
        visible = not among and "satellites" not in self._hidden
        self._satellites.actor.SetVisibility(visible and len(self._satellites.positions) > 0 and not self._fleet.count)
        self._satellites.set_pixel_ratio(pixel_ratio)
        self._fleet.show(visible, self.moving and self._fleet.count > SAMPLE, pixel_ratio)
        self._real.show(not among and "real" not in self._hidden, pixel_ratio)
        self._track.show(not among and "track" not in self._hidden and self._selection.index is not None, pixel_ratio)
        self._cluster.show(among, pixel_ratio)
        self._umbra.actor.SetVisibility("umbra" not in self._hidden and not among)
        # Seen along its length the arrow would be a spot on the Earth.
        beside = abs(float(self.rig.direction @ self._sun)) < 0.97
        self._arrow.show("sun" not in self._hidden and beside, max(1.0, 2.0 * pixel_ratio))
        self._annotate(self._projection, among)

    def _annotate(self, projection: Projection, among: bool) -> None:
        palette, ratio = self._palette, self._pixel_ratio
        index = self._selection.index
        place = self._selected_place() if not among or index is None else self._cluster.position(index)
        if index is not None and index >= self._own:
            colour = np.rint(np.multiply(palette.real, 255.0)).astype(np.uint8)
        else:
            colour = self._satellites.colour(index, self._used_scale, palette)
        self._selection.show(place, colour, among, projection, palette, ratio)
        self._distances.show(self._cluster.members if among else None, index, projection, palette, ratio)
        notes = self._notes
        notes.begin(projection, palette, ratio)
        arrow = self._arrow
        notes.sun((arrow.direction * arrow.start, arrow.tip * 1.04) if arrow.shown else None)
        notes.caption(self._caption + self._part_shown())
        notes.legend("" if "real" in self._hidden else self._legend)
        notes.scale(None if "scale" in self._hidden else self.rig.pixel_size(projection.height) * EARTH_RADIUS)
        notes.colours(self._bar_title, self._scale, above=self.rig.around_earth)
        notes.compass(None if self.rig.around_earth else self.rig, self._sun)

    def _part_shown(self) -> str:
        """How much of the fleet is in the picture, where that is not all."""
        shown, count = self._fleet.shown, self._fleet.count
        if not count or not shown or shown == count:
            return ""
        return "   " + tr("{shown} of {count} satellites while it moves", shown=set_count(shown),
                          count=set_count(count))  # fmt: skip

    def copy(self) -> "OrbitScene":
        twin = OrbitScene(dark=self._dark)
        twin.take(self)
        return twin

    def take(self, other: "OrbitScene") -> None:
        """Look as `other` does now; only what differs is uploaded."""
        if (self._dark, self._contrast) != (other._dark, other._contrast):
            self.set_theme(other._dark, other._contrast)
        self._hidden = set(other._hidden)
        self._frame = other._frame
        self._following = ""  # the camera is that of the other: nothing moves it but this
        self._hand_held = True
        self.set_sun(other._sun)
        self.set_earth_angle(other._earth_angle)
        self._umbra.set_length(other._umbra.length)
        self._scale, self._bar_title, self._caption = other._scale, other._bar_title, other._caption
        self.set_orbits(other._orbits.points * np.float32(EARTH_RADIUS), other._orbits.closed)
        self.set_satellites(other._satellites.positions * EARTH_RADIUS, other._satellites.values)
        self.set_fleet(other._fleet.data)
        self.set_fleet_time(other._fleet.elapsed)
        self.paint_fleet(*other._fleet_look)
        self.set_real(other._real.positions * EARTH_RADIUS, other._legend)
        self.set_track(other._track.points)
        self.set_selected(other._selection.index, other._selection.label)
        self._cluster.set_shape(other._cluster.shape)
        self._cluster.set(other._cluster.members)
        self._cluster.place(self._sun, self._selection.index)
        self._paint()
        self.rig.take(other.rig)
        self._view, self._hand_held, self._following = other._view, other._hand_held, other._following

    # What follows from it

    @property
    def _reach(self) -> float:
        return max(1.0, self._orbits.reach, self._satellites.reach, self._fleet.reach)

    @property
    def _own(self) -> int:
        """Satellites of the design: the imported ones are counted after them."""
        return self._fleet.count or len(self._satellites.positions)

    @property
    def _count(self) -> int:
        return self._own + self._real.count

    def _reach_changed(self) -> None:
        self._arrow.place(self._sun, max(1.25, self._reach + 0.12))
        if not self._hand_held and not self._following:
            self.view(self._view)
        self._changed()

    def _light(self) -> None:
        """Everything that the Sun's direction turns."""
        self._earth.set_sun(self._sun)
        self._umbra.set_sun(self._sun)
        self._fleet.set_sun(self._sun)
        self._arrow.place(self._sun, max(1.25, self._reach + 0.12))
        self._cluster.place(self._sun, self._selection.index)
        self._selection.place(self._selected_place(), self._sun)

    @property
    def _used_scale(self) -> Scale | None:
        """The scale of the colour bar, or else from the least to the largest value."""
        if self._scale is None and (extent := self._satellites.extent()) is not None:
            return Scale(*extent)
        return self._scale

    def _paint(self) -> None:
        scale = self._used_scale
        self._satellites.paint(scale, self._palette)
        self._cluster.paint(scale, self._palette)
        self._changed()

    def _selected_place(self) -> Floats | None:
        index = self._selection.index
        return None if index is None or index >= self._count else self._position(index)

    def _position(self, index: int) -> Floats | None:
        if index >= self._own:
            return self._real.position(index - self._own)
        return self._fleet.position(index) if self._fleet.count else self._satellites.positions[index]

    def _follow(self, view: str, before: Floats | None, after: Floats | None) -> None:
        if self._following == view and before is not None and after is not None:
            self.rig.carry(before, after)

    def _subject(self) -> Subject:
        place = self._selected_place()
        members = self._cluster.members
        return Subject(
            reach=self._reach,
            sun=self._sun,
            orbit_normal=self._orbits.normal(),
            satellite=place,
            heading=None if place is None else self._orbits.heading(place),
            cluster=None if members is None else (members.origin, members.relative),
        )


def _right_ascension(direction: Floats) -> float:
    return float(np.arctan2(direction[1], direction[0]))
