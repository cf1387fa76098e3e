"""A cluster is a point beside the Earth: a circle in the corner shows its members, as they stand to one another."""

from collections.abc import Iterator

import numpy as np

from studio.design.quantity import LENGTH
from studio.design.unit_text import display
from studio.export.pictures.camera import Camera
from studio.export.pictures.sheet import Dots, Fill, Item, Stroke, Words
from studio.export.pictures.theme import Theme
from studio.export.pictures.tracks import Moment, Sample
from studio.text import mark, tr

_RADIUS = 118.0


def inset(sample: Sample, now: Moment, camera: Camera, theme: Theme, scale: float) -> Iterator[Item]:
    """The members of the first cluster, along the orbit to the right and away from the Earth upward."""
    first = next((one for one in sample.satellites if one.member is not None), None)
    if first is None or camera.width < camera.height:
        return
    which = [place for place, one in enumerate(sample.satellites)
             if one.member is not None and (one.shell, one.plane) == (first.shell, first.plane)]  # fmt: skip
    places = now.places[which]
    centre = places.mean(axis=0)
    up = centre / np.linalg.norm(centre)
    ring = now.rings[next((n for n, one in enumerate(sample.planes) if one.plane == first.plane), 0)]
    normal = np.cross(ring[0], ring[len(ring) // 4])
    ahead = np.cross(normal / np.linalg.norm(normal), up)
    flat = np.stack(((places - centre) @ ahead, -((places - centre) @ up)), axis=-1)
    reach = 1.12 * float(np.max(np.linalg.norm(flat, axis=-1)))
    if len(flat) < 2 or reach <= 0.0:
        return
    radius = _RADIUS * scale
    middle = np.array((camera.width - 32.0 * scale - radius, camera.height - 118.0 * scale - radius))
    turn = np.linspace(0.0, 2.0 * np.pi, 97)[:, None]
    circle = middle + radius * np.concatenate((np.cos(turn), np.sin(turn)), axis=1)
    yield Fill(circle, theme.lower)
    yield Stroke(circle, theme.faint, 1.2 * scale)
    target, depth = camera.project(centre)
    if depth > 0.0 and not camera.hidden(centre):
        way = target - middle
        start = middle + way / np.linalg.norm(way) * radius
        yield Stroke(np.array((start, target)), theme.faint, 1.0 * scale, 0.8, (3.0 * scale, 3.0 * scale))
    lit = now.light[which] >= 0.999
    size = float(np.clip(0.42 * radius / np.sqrt(len(flat)), 1.2 * scale, 5.0 * scale))
    for colour, of in ((theme.satellite, lit), (theme.shaded, ~lit)):
        if of.any():
            yield Dots(middle + flat[of] * radius / reach, colour, size)
    foot = middle[1] + radius + 18.0 * scale
    yield Words(tr(mark("cluster, {across} across"), across=display(2.0 * reach / 1.12, LENGTH, None, 3)),
                float(middle[0]), float(foot), 13 * scale, theme.text, "middle")  # fmt: skip
    yield Words(tr(mark("right: ahead, up: away from the Earth")), float(middle[0]), float(foot + 16.0 * scale),
                11.5 * scale, theme.faint, "middle")  # fmt: skip
