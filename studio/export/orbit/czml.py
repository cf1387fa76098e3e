"""CZML: the satellites on a globe that turns in the browser, as Cesium and its kin read it."""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np

from studio.analysis.engine import Checkpoint
from studio.analysis.ephemeris import Ephemeris, Satellite, ephemeris, fleet_satellites
from studio.analysis.fleet.layout import satellites as satellites_of
from studio.analysis.result import FloatArray
from studio.design import Design
from studio.design.quantity import DURATION, LENGTH
from studio.design.unit_text import display
from studio.export.formats.format import Product
from studio.export.formats.source import Source
from studio.export.orbit.czml_packets import DEGREE, Scene, about, station
from studio.export.orbit.shade import shade
from studio.export.orbit.states import flying
from studio.export.orbit.stations import stations
from studio.numerals import set_count
from studio.physics.orbit import MeanElements, period
from studio.physics.time import instant, iso_text
from studio.text import tr

_PAD = DEGREE // 2 + 1
"""Samples before the beginning and after the end, so that a viewer interpolates there as well as in the middle."""
_CLOSE = 0.1
"""Error of the interpolation between samples [m] up to which the step asked for is kept."""
_LEAST_STEP = 0.5
MOST_SAMPLES = 1_500_000
"""Some 60 MB of text: what a browser still loads."""
_STATIONS = 200


def write_czml(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """One packet a satellite, with its places, its orbit and its light; and the ground stations."""
    design = source.design
    results = flying(source, lambda share: checkpoint(0.4 * share))
    total, satellites = _sample(design, int(options["most"]))
    epoch = instant(design.mission.epoch)
    begin = iso_text(epoch + float(options["start"]), decimals=3)
    start = instant(begin) - epoch  # of the instant that the file can say
    duration, frame = float(options["duration"]), str(options["frame"])
    found = _flown(design, satellites, start, duration, float(options["step"]),
                   lambda share: checkpoint(0.4 + 0.3 * share))  # fmt: skip
    lights = shade(_elements(satellites), epoch, start, duration)
    scene = Scene(design, found, begin, iso_text(epoch + start + duration, decimals=3), start, frame, lights)
    sites = stations(design, _STATIONS)
    packets = chain([scene.document(), about(results)], map(station, sites),
                    scene.satellites(lambda share: checkpoint(0.7 + 0.3 * share)))  # fmt: skip
    # A line each, turned into text at once: as objects they take ten times the memory.
    text = ",\n".join(packet.model_dump_json(exclude_none=True) for packet in packets)
    return Product.of(f"[{text}]\n", *_notes(scene, total, len(sites)))


def _sample(design: Design, most: int) -> tuple[int, tuple[Satellite, ...]]:
    """How many satellites there are, and at most so many of them, evenly picked."""
    total = int(satellites_of(design))
    picked = range(total) if total <= most else np.unique(np.linspace(0, total - 1, most).astype(np.int64)).tolist()
    return total, fleet_satellites(design, picked, most)


def _elements(satellites: Sequence[Satellite]) -> MeanElements:
    """(n,) The mean elements of all."""
    return MeanElements(*np.array([one.elements.arrays() for one in satellites]).T)


def _flown(
    design: Design, satellites: tuple[Satellite, ...], start: float, duration: float, step: float,
    checkpoint: Checkpoint,
) -> Ephemeris:  # fmt: skip
    """Places with some before the start and some after the end, as close as asked for, or closer where polynomials
    between them would lose the orbit."""
    few = satellites[:: max(1, len(satellites) // 5)]
    turn = max(float(period(one.elements.semi_major_axis)) for one in few)  # one revolution is like the next
    while True:
        count = math.ceil(duration / step) + 2 * _PAD
        if count * len(satellites) > MOST_SAMPLES:
            raise ValueError(tr("{count} samples are more than {most}: take fewer satellites, a shorter time or longer "
                                "steps", count=set_count(count * len(satellites)),
                                most=set_count(MOST_SAMPLES)))  # fmt: skip
        first, span = start - _PAD * step, count * step
        looked = min(span, step * (math.ceil(turn / step) + 2 * _PAD))
        twice = ephemeris(design, few, first, looked, 0.5 * step, "TOD").positions
        if step <= _LEAST_STEP or interpolation_error(twice[:, ::2], twice[:, 1::2]) < _CLOSE:
            return ephemeris(design, satellites, first, span, step, "TOD", checkpoint)
        step = 0.5 * step


def interpolation_error(places: FloatArray, between: FloatArray) -> float:
    """The greatest error [m] of polynomials through eight samples in the middle between the inner two.

    Parameters
    ----------
    places : ndarray, shape (n, t, 3)
        At the samples [m].
    between : ndarray, shape (n, t, 3)
        Half a step after each [m].
    """
    weights = np.array([-5.0, 49.0, -245.0, 1225.0, 1225.0, -245.0, 49.0, -5.0]) / 2048.0
    windows = np.lib.stride_tricks.sliding_window_view(places, 8, axis=1)
    return float(np.max(np.abs(windows @ weights - between[:, 3 : 3 + windows.shape[1]])))


def _notes(scene: Scene, total: int, sites: int) -> Iterator[str]:
    shown = len(scene.flown.satellites)
    if shown < total:
        yield tr("{shown} of {all} satellites are in it, an even sample.", shown=set_count(shown), all=set_count(total))
    yield tr("Sampled every {step}: the polynomials of degree {degree} through the samples are off by at most {error}.",
             step=display(scene.step, DURATION, "s"), degree=DEGREE, error=display(_CLOSE, LENGTH, "m"))  # fmt: skip
    yield tr("The places are those of mean elements that drift under J2: short-period terms, drag, Sun and Moon are "
             "left out.")  # fmt: skip
    if scene.frame == "inertial":
        yield tr("The viewer turns the Earth under the orbits: Cesium to the metre once it has loaded its tables of "
                 "the Earth's axis, and some tens of kilometres off until then; “fixed” leaves nothing to it.")
    yield tr("The design gives its ground stations no longitudes: the first of {count} stands on that of Greenwich.",
             count=scene.design.link.stations)  # fmt: skip
    if sites < scene.design.link.stations:
        yield tr("Only the first {count} ground stations are in it.", count=sites)
