"""The orbit picture in motion: over one revolution, or over the year."""

import io
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from studio import __version__
from studio.analysis.engine import Checkpoint
from studio.design.quantity import DURATION
from studio.design.unit_text import display, number_text
from studio.export.everything.index_page import size_text
from studio.export.formats.format import Product
from studio.export.formats.source import Source
from studio.export.pictures.camera import VIEWPOINTS, Camera
from studio.export.pictures.orbit import MOST_PLANES, asked_time, camera_of, notes
from studio.export.pictures.orbit_sheet import Look, orbit_sheet
from studio.export.pictures.raster import drawn
from studio.export.pictures.theme import THEMES
from studio.export.pictures.tracks import Moment, moment, sampled
from studio.physics.constants import DAY
from studio.physics.orbit import nodal_period
from studio.text import mark, tr

MOST_POINTS = 400_000_000
"""Of all frames together: some minutes of work, and for GIF, which is encoded as a whole, 400 MB of memory."""
_YEAR = 365.25 * DAY
_COLOURS = 255
_SAMPLED = 4
"""Frames whose colours all others are drawn in, so that no colour flickers."""
_COMPUTING = 0.1
_QUALITY = 80


def write_webp(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """As an animated WebP: small, with all colours."""
    film = Film(source, options, checkpoint)
    pictures = film.frames(checkpoint)
    data = _saved(next(pictures), pictures, "WEBP", duration=film.wait, loop=0, quality=_QUALITY, method=2)
    return Product.of(data, *film.notes(data))


def write_gif(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """As an animated GIF, which every program shows."""
    film = Film(source, options, checkpoint, step=10)
    palette = film.palette(lambda: checkpoint(_COMPUTING))
    pictures = (one.quantize(palette=palette, dither=0) for one in film.frames(checkpoint))
    comment = f"{source.design.title}. Dawnline {__version__}".encode()
    data = _saved(next(pictures), pictures, "GIF", duration=film.wait, loop=0, optimize=False, disposal=1,
                  comment=comment)  # fmt: skip
    return Product.of(data, *film.notes(data))


def _saved(first: Any, others: Iterator[Any], kind: str, **settings: Any) -> bytes:
    out = io.BytesIO()
    first.save(out, kind, save_all=True, append_images=others, **settings)
    return out.getvalue()


class Film:
    """The frames of what is asked for, drawn one after the other.

    Raises
    ------
    ValueError
        In a sentence, where they are more than are written, or the date is none.
    """

    def __init__(self, source: Source, options: Mapping[str, Any], checkpoint: Checkpoint, step: int = 1) -> None:
        size = int(options["width"]), int(options["height"])
        self.wait = max(round(1000.0 / float(options["rate"]) / step) * step, step)
        """How long each frame is shown [ms]"""
        self.count = max(round(1000.0 * float(options["length"]) / self.wait), 2)
        if self.count * size[0] * size[1] > MOST_POINTS:
            fits = MOST_POINTS // (size[0] * size[1])
            raise ValueError(tr(mark("{count} frames of {width} × {height} pixels are more than are written at once: "
                                     "take at most {fits} frames, or smaller ones"), count=self.count, width=size[0],
                                height=size[1], fits=fits))  # fmt: skip
        start = asked_time(source, str(options["date"]), lambda share: checkpoint(0.9 * _COMPUTING * share))
        self._sample = sampled(source.design, int(options["most"]), MOST_PLANES)
        first = self._sample.planes[0].elements
        axis, eccentricity, tilt, *_ = first.arrays()
        period = float(nodal_period(axis, eccentricity, tilt))
        self._year = options["over"] == "year"
        if self._year:
            # Whole revolutions from frame to frame: the satellites keep their places, the Sun and the planes move.
            self.passing = _YEAR
            start = 0.0
        else:
            self.passing = period * float(options["revolutions"])
        steps = self.passing / self.count
        if self._year:
            steps = max(round(steps / period), 1) * period
        self.times = start + steps * np.arange(self.count)
        self._look = Look(THEMES[str(options["theme"])], tr(VIEWPOINTS[str(options["view"])][0]),
                          bool(options["caption"]), bool(options["legend"]), steady=True)  # fmt: skip
        self._view, self._size = str(options["view"]), size
        self._camera = self._still_camera()

    def _still_camera(self) -> Camera:
        """One that has the orbits of all times in the picture."""
        first = moment(self._sample, float(self.times[0]))
        rings = [moment(self._sample, float(time)).rings for time in self.times[:: max(self.count // 6, 1)]]
        whole = Moment(first.tt, first.elapsed, first.sun, first.angle, np.concatenate(rings), first.ring_light,
                       first.places, first.light)  # fmt: skip
        return camera_of(self._view, self._sample, whole, *self._size)

    def frame(self, number: int) -> Any:
        """A picture of PIL."""
        now = moment(self._sample, float(self.times[number]))
        return drawn(orbit_sheet(self._sample, now, self._camera, self._look))

    def frames(self, checkpoint: Checkpoint) -> Iterator[Any]:
        """All of them, each drawn when it is taken."""
        for number in range(self.count):
            checkpoint(_COMPUTING + (1.0 - _COMPUTING) * number / self.count)
            yield self.frame(number)
        checkpoint(1.0)

    def palette(self, tick: Any) -> Any:
        """The colours of some frames together."""
        from PIL import Image

        width, height = self._size
        chosen = [round(place * (self.count - 1) / (_SAMPLED - 1)) for place in range(_SAMPLED)]
        strip = Image.new("RGB", (width, _SAMPLED * height))
        for place, number in enumerate(chosen):
            tick()
            strip.paste(self.frame(number), (0, place * height))
        return strip.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT)

    def notes(self, data: bytes) -> tuple[str, ...]:
        """How long and large it is, and what is not in it."""
        seconds = 1e-3 * self.wait * self.count
        said = tr(mark("{count} frames, {rate} a second, {length} s, {size}; {span} pass in it."), count=self.count,
                  rate=number_text(1000.0 / self.wait, 4), length=number_text(seconds, 4), size=size_text(len(data)),
                  span=display(self.passing, DURATION, "d" if self._year else "min", 5))  # fmt: skip
        return (said, *notes(self._sample))
