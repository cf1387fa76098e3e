"""The satellite as solids of real dimensions: what CAD and 3D viewers are given, from the layout that is drawn.

Plates have their true thickness. What the design leaves open has a nominal size, which the notes say.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from studio.analysis.engine import Results
from studio.analysis.satellite.bars import COMPOSITE_DENSITY, boom, section_of, with_mass, yoke
from studio.analysis.satellite.layout import HOUSING, Layout, Place, Vector, holding, layout_of
from studio.analysis.satellite.solid import Body, Face, Part, Solid
from studio.analysis.stages import RESULTS, STAGES
from studio.design import Design
from studio.design.quantity import MASS
from studio.design.unit_text import readable
from studio.physics.inertia import inertia_tensor
from studio.text import mark, tr

MOST_SOLIDS = 3000
"""Above so many segments each wing and each radiator is one solid: CAD programs take minutes to open more."""
_YOKES = {1: mark("Wing yoke +y"), -1: mark("Wing yoke −y")}
_SEEN = 0.01
_NEEDED = ("size", "mass", "panel", "thermal")


def satellite_solids(results: Results) -> Body:
    """The parts of one satellite: bus, link terminals, wings, radiators and what holds them.

    The axes are those of the results of the size; the masses add up to that of the satellite.

    Raises
    ------
    ValueError
        In one sentence, where the size of the satellite could not be computed.
    """
    if any(results.stage(stage) is None for stage in _NEEDED):
        raise ValueError(tr("the satellite has no shape: {reason}", reason=_reason(results)))
    return _Builder(results.design, results).body()


def _reason(results: Results) -> str:
    """Why there is no size: what the first of the stages behind it says that failed."""
    behind = {"size"}
    for stage in reversed(STAGES.values()):
        if stage.name in behind:
            behind.update(stage.needs)
    failed = (results.outcomes[name].failure for name in STAGES if name in behind and name in results.outcomes)
    return next((sentence for sentence in failed if sentence), tr("its size was not computed"))


@dataclass
class _Builder:
    design: Design
    results: Results

    def __post_init__(self) -> None:
        link, thermal = self.design.link, self.design.thermal
        self.mass = self.results.stage("mass")
        self.layout: Layout = layout_of(self.results.stage("size"), link.terminals, link.aperture)
        self.bus: Vector = self.layout.of("bus")[0].sides
        faces_sun = thermal.radiator_attitude == "sun_facing"
        self.wings = self.layout.of("wing")
        self.radiators = tuple(_turned(place) if faces_sun else place for place in self.layout.of("radiator"))
        self.segments = (len(self.wings) * self.layout.wing_segments
                         + len(self.radiators) * self.layout.radiator_segments)  # fmt: skip
        self.whole = self.segments > MOST_SOLIDS
        self.thickness: float = self.results.stage("panel").thickness
        self.radiator_thickness = min(thermal.tube_diameter + 2.0 * thermal.tube_wall,
                                      self.design.geometry.radiator_thickness)  # fmt: skip
        structure = self.mass.with_margins("mass.array_structure")
        lines = [line for line in self.layout.lines if line.kind == "wing"]
        self.section = section_of(structure, lines, self.wings, self.bus)
        self.level = -(self.thickness + self.section) / 2.0  # behind the panels

    def body(self) -> Body:
        parts = [self._bus(), *self._terminals(), *self._wings(), *self._radiators()]
        body = Body(self.design.title.strip() or tr("Satellite"), tuple(parts))
        return replace(body, notes=(*self._notes(), *self._inertia(body)))

    def _notes(self) -> Iterator[str]:
        yield tr("Axes: x is the normal of the array, y along the wings, z along the radiators; the origin is the "
                 "middle of the bus.")  # fmt: skip
        yield tr("Wings are as thick as the layers of the panel, radiators as the tubes in them.")
        yield tr("The section of the array structure, a solid square bar of its mass at {density:.0f} kg/m³, and the "
                 "housings of link terminals, {factor:.0f} telescopes wide, are nominal: the design decides neither.",
                 density=COMPOSITE_DENSITY, factor=HOUSING)  # fmt: skip
        if self.design.thermal.radiator_attitude not in ("behind_array", "sun_facing"):
            yield tr("Radiators may turn about their length in orbit; they are shown edge-on to the Sun.")
        if self.whole:
            yield tr("Each wing and each radiator is one solid: as {count:,} segments they would be too many.",
                     count=self.segments)  # fmt: skip

    def _inertia(self, body: Body) -> Iterator[str]:
        """How far the moments of inertia are from those of the results, where one would see it."""
        size, solids = self.results.stage("size"), list(body.solids)
        found = inertia_tensor(*([getattr(one, name) for one in solids] for name in ("mass", "centre", "sides")))
        stated = (size.inertia_x, size.inertia_y, size.inertia_z)
        apart = [abs(float(found[axis, axis]) / one - 1.0) for axis, one in enumerate(stated) if one > 0.0]
        if max(apart, default=0.0) > _SEEN:
            yield tr("Moments of inertia of these solids are up to {apart:.1f} % from those of the results, which "
                     "spread the array structure evenly over the wings.", apart=100.0 * max(apart))  # fmt: skip

    def _bus(self) -> Part:
        drawn = {"mass.panel", "mass.array_structure", "mass.radiator"}
        if self.layout.of("terminal"):
            drawn.add("mass.links")
        held = {name: self.mass.with_margins(result)
                for name, result in zip(self.mass.item_names, self.mass.item_results, strict=True)
                if result not in drawn}  # fmt: skip
        if self.mass.propellant is not None:
            held[RESULTS["mass.propellant"].label] = self.mass.propellant
        inside = ", ".join(f"{tr(name)} {readable(mass, MASS, 4)}" for name, mass in held.items() if mass > 0.0)
        about = tr("Volume and proportions of size.bus_volume; in it, with margins: {items}", items=inside)
        box = Solid(tr("Bus"), (0.0, 0.0, 0.0), self.bus, "bus", math.fsum(held.values()), about)
        return Part("bus", box.name, (box,))

    def _terminals(self) -> Iterator[Part]:
        places = self.layout.of("terminal")
        about = tr("Telescope of link.aperture, housing nominal; mass of mass.links, 0 where the platform holds it")
        for place in places:
            name = tr("Link terminal {number}", number=place.number)
            each = self.mass.with_margins("mass.links") / len(places)
            side = place.sides[0]
            width = min(self.design.link.aperture, side)
            x, y, z = place.centre
            outer = (x + math.copysign((side + width) / 2.0, x), y, z)
            yield Part("terminal", name, (
                Solid(tr("{part}, housing", part=name), place.centre, place.sides, "terminal", each, about,
                      model=tr("Link terminal, housing")),
                Solid(tr("{part}, telescope", part=name), outer, (width, width, width), "aperture", 0.0, about,
                      "cylinder", 0, model=tr("Link terminal, telescope")),
            ))  # fmt: skip

    def _wings(self) -> Iterator[Part]:
        about = tr("Area of array.area, of which array.packing_factor is cells; thickness of panel.thickness; mass of "
                   "mass.panel with margin")  # fmt: skip
        structure = self.mass.with_margins("mass.array_structure")
        panels = self.mass.with_margins("mass.panel") + (0.0 if self.section else structure)
        bars: list[tuple[str, Solid]] = []
        for wing in self.wings if self.section else ():
            bars.append((_wing(wing), boom(_wing(wing), wing, self.section, self.level)))
        for side, name in _YOKES.items():
            lines = [line for line in self.layout.lines if line.kind == "wing" and line.side == side]
            bars += [(tr(name), bar) for bar in yoke(tr(name), tr("Wing yoke"), lines, 1, self.section, self.level)]
        nominal = tr("Nominal section; mass of mass.array_structure with margin, by volume")
        held: dict[str, list[Solid]] = {}
        for (owner, _), bar in zip(bars, with_mass([bar for _, bar in bars], structure, nominal), strict=True):
            held.setdefault(owner, []).append(bar)
        front: tuple[tuple[Face, str], ...] = (((0, 1), "front"),)
        for wing in self.wings:
            solids = self._folded(wing, 0, self.thickness, self.layout.wing_segments, _wing(wing), tr("Wing panel"),
                                  "back", front, panels / len(self.wings), about)  # fmt: skip
            solids = (replace(solid, covered=self.design.array.packing_factor) for solid in solids)
            yield Part("wing", _wing(wing), (*solids, *held.get(_wing(wing), ())))
        for name in map(tr, _YOKES.values()):
            if name in held:
                yield Part("structure", name, tuple(held[name]))

    def _radiators(self) -> Iterator[Part]:
        thermal = self.design.thermal
        about = tr("Area of thermal.radiator_area, thickness of thermal.tube_diameter with both walls, mass of "
                   "mass.radiator with margin")  # fmt: skip
        each = self.mass.with_margins("mass.radiator") / len(self.radiators)
        single = -1 if thermal.radiator_attitude == "behind_array" else 1
        for place in self.radiators:
            name, normal = tr("Radiator {number}", number=place.number), place.normal
            radiating = (1, -1) if thermal.radiator_sides == 2 else (single,)
            faces = tuple(((normal, side), "radiator") for side in radiating)
            solids = self._folded(place, normal, self.radiator_thickness, self.layout.radiator_segments, name,
                                  tr("Radiator panel"), "structure", faces, each, about)  # fmt: skip
            yield Part("radiator", name, tuple(solids))
        about = tr("Nominal section; its mass is in that of the radiators")
        for side in (1, -1):
            name = tr("Radiator yoke {side}", side=("+" if side > 0 else "−") + "xyz"[self.radiators[0].axis])
            if found := tuple(replace(bar, about=about) for bar in self._radiator_yoke(name, side)):
                yield Part("structure", name, found)

    def _radiator_yoke(self, name: str, side: int) -> list[Solid]:
        lines = [line for line in self.layout.lines if line.kind == "radiator" and line.side == side]
        if len(self.radiators) <= 2:
            lines = holding(self.bus, self.radiators, side)  # as it is turned
        gap = max((math.dist(line.start, line.end) for line in lines if line.role == "arm"), default=0.0)
        section = min(max(self.section, self.radiator_thickness), self.bus[0] / 10.0, self.bus[2] / 2.0, gap / 4.0)
        return yoke(name, tr("Radiator yoke"), lines, self.radiators[0].axis, section)

    def _folded(
        self, place: Place, normal: int, thickness: float, count: int, name: str, model: str, finish: str,
        faces: tuple[tuple[Face, str], ...], mass: float, about: str,
    ) -> Iterator[Solid]:  # fmt: skip
        """The segments of a wing or radiator from its root outwards, of `mass` [kg] together."""
        count, axis = 1 if self.whole else count, place.axis
        sides, centre = list(place.sides), list(place.centre)
        outward = math.copysign(1.0, centre[axis])
        root = centre[axis] - outward * sides[axis] / 2.0
        sides[normal], sides[axis] = thickness, sides[axis] / count
        for number in range(count):
            centre[axis] = root + outward * (number + 0.5) * sides[axis]
            yield Solid(tr("{part}, panel {number}", part=name, number=number + 1), _vector(centre), _vector(sides),
                        finish, mass / count, about, faces=faces, model=model)  # fmt: skip


def _wing(place: Place) -> str:
    return tr("Wing {number}", number=place.number)


def _turned(place: Place) -> Place:
    """A radiator turned about its length by a right angle, to face the Sun."""
    width, thickness, length = place.sides
    return replace(place, sides=(thickness, width, length))


def _vector(values: list[float]) -> Vector:
    x, y, z = values
    return x, y, z
