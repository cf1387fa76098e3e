"""The packets of a CZML file: the document, the satellites, the ground stations, and what the design is."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np

from studio import __version__
from studio.analysis import RESULTS, Results
from studio.analysis.engine import Checkpoint
from studio.analysis.ephemeris import Ephemeris, Satellite
from studio.design import Design
from studio.design.quantity import ANGLE, DURATION, LENGTH
from studio.design.unit_text import display
from studio.export.orbit.shade import Interval, Light
from studio.export.orbit.stations import Station
from studio.export.summary import value_text
from studio.physics.frames import earth_fixed, in_frame
from studio.physics.orbit import nodal_period
from studio.physics.time import iso_text
from studio.text import mark, tr

FRAMES = {"inertial": "INERTIAL", "fixed": "FIXED"}
COLOURS: dict[Light, list[int]] = {
    "sunlit": [255, 210, 80, 255], "penumbra": [240, 120, 60, 255], "umbra": [110, 130, 220, 255],
}  # fmt: skip
LIGHTS: dict[Light, str] = {
    "sunlit": mark("In full sunlight"), "penumbra": mark("In the penumbra"), "umbra": mark("In the umbra"),
}  # fmt: skip
_PATH = [120, 200, 255]
_STATION = [90, 230, 140, 255]
_WHITE, _BLACK = [255, 255, 255, 255], [0, 0, 0, 255]
DEGREE = 7
"""Of the polynomials that a viewer puts through the samples."""
_LABELS, _PATHS = 200, 60
_FIGURES = (
    "orbit.semi_major_axis", "orbit.period", "orbit.inclination", "orbit.raan", "illumination.sunlit_fraction_year",
    "illumination.eclipse_max", "constellation.satellites", "mass.satellite", "power.array_eol",
    "payload.compute_rate", "constellation.array_power", "constellation.compute_rate",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Scene:
    """What the packets are made of."""

    design: Design
    flown: Ephemeris
    begin: str
    end: str
    start: float
    """[s after the epoch]"""
    frame: str
    lights: list[list[Interval]]

    @property
    def step(self) -> float:
        return float(self.flown.elapsed[1] - self.flown.elapsed[0])

    def document(self) -> Any:
        """The packet that every file begins with."""
        from czml3 import Packet
        from czml3.enums import ClockRanges, ClockSteps
        from czml3.properties import Clock
        from czml3.types import TimeInterval

        return Packet(
            id="document", name=self.design.title, version="1.0",
            description=tr("Written by Dawnline {version}; lengths in metres, times in seconds, dates in UTC",
                           version=__version__),
            clock=Clock(interval=TimeInterval(start=self.begin, end=self.end), currentTime=self.begin,
                        multiplier=60.0, range=ClockRanges.LOOP_STOP,
                        step=ClockSteps.SYSTEM_CLOCK_MULTIPLIER))  # fmt: skip

    def satellites(self, checkpoint: Checkpoint) -> Iterator[Any]:
        """A packet for each satellite."""
        from czml3 import Packet
        from czml3.enums import InterpolationAlgorithms
        from czml3.properties import Color, Point, Position
        from czml3.types import TimeInterval

        many = len(self.flown.satellites)
        times = (self.flown.elapsed - self.start).tolist()
        drawn = self._drawn()
        for index, one in enumerate(self.flown.satellites):
            if index % 64 == 0:
                checkpoint(index / many)
            spans = self._spans(self.lights[index])
            yield Packet(
                id=f"satellite-{one.index + 1}", name=one.name, parent="design",
                availability=TimeInterval(start=self.begin, end=self.end),
                description=_satellite_text(one, self.lights[index]),
                position=Position(epoch=self.begin, referenceFrame=FRAMES[self.frame],
                                  cartesian=self._samples(index, times), interpolationDegree=DEGREE,
                                  interpolationAlgorithm=InterpolationAlgorithms.LAGRANGE),
                point=Point(pixelSize=8.0 if many <= 100 else 5.0, outlineWidth=1.0, outlineColor=Color(rgba=_BLACK),
                            color=_over_time(spans)),
                properties={"light": [{"interval": when, "string": light} for when, light in spans]},
                path=self._path(one, len(drawn)) if index in drawn else None,
                label=_label(one.name if many > 1 else self.design.title, many) if index < _LABELS else None,
            )  # fmt: skip

    def _samples(self, index: int, times: list[float]) -> list[float]:
        instants, place = self.flown.times, self.flown.positions[index]
        if self.frame == "fixed":
            place = earth_fixed(instants, place)
        else:
            place, _ = in_frame("GCRF", instants, place, self.flown.velocities[index])
        rows = np.round(place, 2).tolist()  # centimetres
        return [value for time, row in zip(times, rows, strict=True) for value in (time, *row)]

    def _drawn(self) -> set[int]:
        """Places of the satellites whose orbit is drawn: the first of each plane, of many an even choice."""
        first: dict[int, int] = {}
        for index, one in enumerate(self.flown.satellites):
            first.setdefault(one.plane, index)
        found = list(first.values())
        return {found[place] for place in np.unique(np.linspace(0, len(found) - 1, _PATHS).astype(np.intp))}

    def _path(self, one: Satellite, many: int) -> Any:
        from czml3.properties import Color, Path, PolylineMaterial, SolidColorMaterial

        elements = one.elements
        period = float(nodal_period(elements.semi_major_axis, elements.eccentricity, elements.inclination))
        colour = Color(rgba=[*_PATH, 150 if many <= 12 else 80])
        return Path(width=1.5, leadTime=period, trailTime=period, resolution=min(self.step, period / 90.0),
                    material=PolylineMaterial(solidColor=SolidColorMaterial(color=colour)))  # fmt: skip

    def _spans(self, lights: list[Interval]) -> list[tuple[str, Light]]:
        """The intervals as CZML writes them, to the millisecond; those that it cannot tell apart are left out."""
        first = self.flown.epoch + self.start
        texts = [iso_text(first + time, decimals=3) for time in (*(one.begin for one in lights), lights[-1].end)]
        return [(f"{before}/{after}", one.light) for before, after, one in zip(texts, texts[1:], lights, strict=False)
                if before != after]  # fmt: skip


def _label(text: str, many: int) -> Any:
    from czml3.enums import HorizontalOrigins, LabelStyles
    from czml3.properties import Color, DistanceDisplayCondition, Label
    from czml3.types import Cartesian2Value, DistanceDisplayConditionValue

    within = DistanceDisplayConditionValue(values=[0.0, 2e7 if many > 1 else 1e9])
    return Label(text=text, font="11pt sans-serif", style=LabelStyles.FILL_AND_OUTLINE, outlineWidth=2.0,
                 fillColor=Color(rgba=_WHITE), outlineColor=Color(rgba=_BLACK),
                 horizontalOrigin=HorizontalOrigins.LEFT, pixelOffset=Cartesian2Value(values=[9.0, 0.0]),
                 distanceDisplayCondition=DistanceDisplayCondition(distanceDisplayCondition=within))  # fmt: skip


def _over_time(spans: list[tuple[str, Light]]) -> Any:
    from czml3.properties import Color
    from czml3.types import IntervalValue, TimeIntervalCollection

    if len(spans) == 1:
        return Color(rgba=COLOURS[spans[0][1]])
    return TimeIntervalCollection(values=[
        IntervalValue(start=span.split("/")[0], end=span.split("/")[1], value=Color(rgba=COLOURS[light]))
        for span, light in spans])  # fmt: skip


def _satellite_text(one: Satellite, lights: list[Interval]) -> str:
    axis, eccentricity, tilt, node, *_ = map(float, one.elements.arrays())
    rows = [
        (tr("Shell"), one.shell),
        (tr("Semi-major axis"), display(axis, LENGTH)),
        (tr("Eccentricity"), f"{eccentricity:g}"),
        (tr("Inclination"), display(tilt, ANGLE)),
        (tr("RAAN at the epoch"), display(node, ANGLE)),
        *((tr(label), display(sum(part.end - part.begin for part in lights if part.light == light), DURATION, "min", 4))
          for light, label in LIGHTS.items()),
    ]  # fmt: skip
    return _table([(label, value, "") for label, value in rows])


def about(results: Results) -> Any:
    """A packet without a place: what the design is, in figures."""
    from czml3 import Packet

    design = results.design
    rows = [(tr(RESULTS[name].label), value_text(results[name], name), tr(RESULTS[name].source))
            for name in _FIGURES if name in results]  # fmt: skip
    said = f"<p>{escape(design.description)}</p>" if design.description else ""
    made = tr("Dawnline {version}; epoch {epoch} UTC; mean elements under J2 in the true equator and equinox of date",
              version=__version__, epoch=design.mission.epoch)  # fmt: skip
    return Packet(id="design", name=design.title, description=f"{said}{_table(rows)}<p>{escape(made)}</p>")


def _table(rows: list[tuple[str, str, str]]) -> str:
    cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row if cell) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def station(site: Station) -> Any:
    from czml3 import Packet
    from czml3.properties import Color, Point, Position

    latitude, longitude = math.degrees(site.latitude), math.degrees(site.longitude)
    rows = [(tr("Latitude"), f"{latitude:.4g}°", ""), (tr("Longitude (assumed)"), f"{longitude:.4g}°", ""),
            (tr("Least elevation"), display(site.elevation, ANGLE, digits=4), "")]  # fmt: skip
    return Packet(
        id=f"station-{site.number}", name=tr("Ground station {number}", number=site.number), parent="design",
        description=_table(rows), position=Position(cartographicDegrees=[longitude, latitude, 0.0]),
        point=Point(pixelSize=7.0, color=Color(rgba=_STATION), outlineWidth=1.0, outlineColor=Color(rgba=_BLACK)))
