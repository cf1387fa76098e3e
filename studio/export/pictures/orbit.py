"""The orbit picture as a file."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from studio.analysis.engine import Checkpoint
from studio.design import Design
from studio.export.formats.format import Product
from studio.export.formats.source import Source
from studio.export.pictures.camera import VIEWPOINTS, Camera, Seen, viewed
from studio.export.pictures.orbit_sheet import Look, orbit_sheet
from studio.export.pictures.raster import png_bytes
from studio.export.pictures.sheet import Sheet
from studio.export.pictures.svg import svg_bytes
from studio.export.pictures.theme import THEMES
from studio.export.pictures.tracks import Moment, Sample, moment, sampled
from studio.numerals import set_count
from studio.physics.constants import DAY
from studio.physics.orbit import elements_at, orbit_normal
from studio.physics.time import instant
from studio.text import mark, tr

MOST_PLANES = 60
_YEAR = 366.0 * DAY


def write_orbit_svg(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """The picture as lines and text, the Earth in it as points."""
    return _written(source, options, checkpoint, svg_bytes)


def write_orbit_png(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """The picture as points."""
    return _written(source, options, checkpoint, png_bytes)


def _written(
    source: Source, options: Mapping[str, Any], checkpoint: Checkpoint, made: Callable[[Sheet], bytes]
) -> Product:  # fmt: skip
    elapsed = asked_time(source, str(options["date"]), lambda share: checkpoint(0.5 * share))
    sample = sampled(source.design, int(options["most"]), MOST_PLANES)
    now = moment(sample, elapsed)
    camera = camera_of(str(options["view"]), sample, now, int(options["width"]), int(options["height"]))
    look = Look(THEMES[str(options["theme"])], tr(VIEWPOINTS[str(options["view"])][0]), bool(options["caption"]),
                bool(options["legend"]))  # fmt: skip
    sheet = orbit_sheet(sample, now, camera, look, lambda share: checkpoint(0.5 + 0.4 * share))
    data = made(sheet)
    checkpoint(1.0)
    return Product.of(data, *notes(sample))


def asked_time(source: Source, date: str, checkpoint: Checkpoint) -> float:
    """The time after the epoch [s] that a date stands for: its midnight, or that of the darkest day.

    Raises
    ------
    ValueError
        Where it is no date within a year of the epoch.
    """
    design = source.design
    if not date.strip():
        light = source.results(checkpoint).stage("illumination")
        return 0.0 if light is None else float(light.worst_day) * DAY
    try:
        elapsed = instant(date.strip()) - instant(design.mission.epoch)
    except ValueError:
        raise ValueError(tr(mark("“{date}” is not a date such as 2026-01-31 or 2026-01-31T12:00:00"),
                            date=date[:40])) from None  # fmt: skip
    if not -1.0 <= elapsed <= _YEAR:
        raise ValueError(tr(mark("{date} is not within a year after the epoch, {epoch}"), date=date[:40],
                            epoch=design.mission.epoch[:10]))  # fmt: skip
    return max(elapsed, 0.0)


def camera_of(name: str, sample: Sample, now: Moment, width: int, height: int) -> Camera:
    """The camera at a viewpoint, with all orbits in the picture."""
    moved = elements_at(sample.planes[0].elements, now.elapsed)
    seen = Seen(now.sun, np.asarray(orbit_normal(moved.raan, moved.inclination)))
    return viewed(name, seen, now.rings.reshape(-1, 3), width, height)


def seen_sheet(design: Design, elapsed: float, camera: Camera, theme: str, most: int, checkpoint: Checkpoint) -> Sheet:
    """What a camera sees of a design some time [s] after its epoch."""
    sample = sampled(design, most, MOST_PLANES)
    look = Look(THEMES[theme], tr(mark("As in the orbit view")))
    return orbit_sheet(sample, moment(sample, elapsed), camera, look, checkpoint)


def notes(sample: Sample) -> tuple[str, ...]:
    """What is not in the picture."""
    said = []
    shown = len(sample.satellites)
    if shown < sample.total:
        said.append(tr(mark("{shown} of {all} satellites are in it, an even sample."), shown=set_count(shown),
                       all=set_count(sample.total)))  # fmt: skip
    if len(sample.planes) < sample.all_planes:
        said.append(tr(mark("{shown} of {all} orbit planes are drawn, an even sample."),
                       shown=set_count(len(sample.planes)), all=set_count(sample.all_planes)))  # fmt: skip
    said.append(tr(mark("The Earth is drawn as a sphere of its equator's radius; satellites are larger than true.")))
    return tuple(said)
