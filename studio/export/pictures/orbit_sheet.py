"""The orbit picture: the Earth, its shadow, the orbits and satellites, and what they are called."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from studio import __version__
from studio.analysis.engine import Checkpoint
from studio.analysis.result import FloatArray
from studio.design.quantity import LENGTH
from studio.design.unit_text import display, number_text
from studio.export.pictures.camera import NORTH, Camera, Mask
from studio.export.pictures.earth import earth_picture
from studio.export.pictures.inset import inset
from studio.export.pictures.sheet import Dots, Fill, Item, Photo, Sheet, Stroke, Words
from studio.export.pictures.theme import Theme
from studio.export.pictures.tracks import Moment, Sample
from studio.export.shape.svg import fitted, width_of
from studio.numerals import set_count
from studio.physics.constants import AU, R_EARTH, R_SUN
from studio.physics.illumination import beta_angle
from studio.physics.orbit import elements_at, orbit_normal
from studio.physics.time import iso_text
from studio.text import mark, tr, tr_count

_FEW_RINGS = 3
"""Up to so many orbits are also drawn where the Earth hides them."""
_FEW = 40
_LIT = 0.999

_UMBRA = R_EARTH * AU / (R_SUN - R_EARTH)
"""How long the Earth's shadow is at its mean distance from the Sun [m]."""
_LEAST_SHADOW = 2.2


@dataclass(frozen=True)
class Look:
    """How a picture is drawn: `caption` and `key` are the words about it."""

    theme: Theme
    viewpoint: str
    """What it is called where the camera stands"""
    caption: bool = True
    key: bool = True
    steady: bool = False
    """Whether the key is of everything there may be, so that it stays the same in a film"""


def orbit_sheet(
    sample: Sample, now: Moment, camera: Camera, look: Look, checkpoint: Checkpoint | None = None
) -> Sheet:  # fmt: skip
    """Everything that is to be seen at a moment."""
    theme, scale = look.theme, unit_size(camera)
    date = f"{iso_text(now.tt)[:16].replace('T', ' ')} UTC"
    about = tr(mark("Orbits, satellites and the Earth's shadow, lengths in km, true equator of date."))
    sheet = Sheet(camera.width, camera.height, theme.upper, theme.lower, f"{sample.design.title}, {date}", about)
    add = sheet.items.extend
    add(_shadow(now, camera, theme))
    add([Photo(*earth_picture(camera, now.sun, now.angle, theme.rim, checkpoint))])
    add(_pole(camera, theme, scale))
    add(_orbits(now, camera, theme, scale))
    add(_satellites(now, camera, theme, scale))
    add(inset(sample, now, camera, theme, scale))
    if look.caption:
        add(_caption(sample, now, camera, look, scale, date))
    if look.key:
        add(_compass(now, camera, theme, scale))
        add(_bar(camera, theme, scale))
        add(_key(now, camera, theme, scale, look.steady))
    return sheet


def unit_size(camera: Camera) -> float:
    """Pixels of what is one pixel in a picture of 1280 × 720."""
    return min(camera.width / 1280.0, camera.height / 720.0)


def _shadow(now: Moment, camera: Camera, theme: Theme) -> Iterator[Item]:
    """The umbra as far as the orbits reach, and somewhat beyond."""
    reach = max(1.35 * float(np.max(np.linalg.norm(now.rings, axis=-1))), _LEAST_SHADOW * R_EARTH)
    length = min(reach, _UMBRA)
    aside = np.cross(now.sun, NORTH)
    aside /= np.linalg.norm(aside)
    above = np.cross(aside, now.sun)
    turn = np.linspace(0.0, 2.0 * np.pi, 73)[:, None]
    ring = np.cos(turn) * aside + np.sin(turn) * above
    ends = np.concatenate((R_EARTH * ring, R_EARTH * (1.0 - length / _UMBRA) * ring - length * now.sun))
    places, depth = camera.project(ends)
    if np.all(depth > 1e-3 * np.max(np.abs(depth))):
        way, _ = camera.project(np.array((np.zeros(3), -length * now.sun)))
        seen = bool(np.linalg.norm(way[1] - way[0]) > 0.02 * camera.height)
        yield Fill(hull(places), theme.shadow, theme.opacity, way if seen else None)


def hull(points: FloatArray) -> FloatArray:
    """The corners of the convex hull of points (n, 2), in order."""
    ordered = points[np.lexsort((points[:, 1], points[:, 0]))]

    def half(along: FloatArray) -> list[FloatArray]:
        found: list[FloatArray] = []
        for point in along:
            while len(found) > 1 and _left(found[-2], found[-1], point) <= 0.0:
                found.pop()
            found.append(point)
        return found[:-1]

    return np.array(half(ordered) + half(ordered[::-1]))


def _left(a: FloatArray, b: FloatArray, c: FloatArray) -> float:
    return float((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))


def _pole(camera: Camera, theme: Theme, scale: float) -> Iterator[Item]:
    """The axis of the Earth where it comes out in the north."""
    ends = np.array((NORTH, 1.09 * NORTH)) * R_EARTH
    if camera.hidden(1.001 * ends[:1])[0]:
        return
    places, depth = camera.project(ends)
    if np.all(depth > 0.0) and np.linalg.norm(places[1] - places[0]) > 3.0 * scale:
        yield Stroke(places, theme.north, 2.0 * scale)
        away = (places[1] - places[0]) / np.linalg.norm(places[1] - places[0])
        x, y = places[1] + away * 9.0 * scale
        if 9.0 * scale < x < camera.width - 9.0 * scale and 9.0 * scale < y < camera.height - 9.0 * scale:
            yield Words(tr(mark("N")), float(x), float(y + 4.5 * scale), 13 * scale, theme.north, "middle", bold=True)


def _orbits(now: Moment, camera: Camera, theme: Theme, scale: float) -> Iterator[Item]:
    places, depth = camera.project(now.rings)
    places[depth <= 0.0] = np.nan
    hidden, lit = camera.hidden(now.rings), now.ring_light > 0.5
    few = len(now.rings) <= _FEW_RINGS
    width = (2.6 if few else 1.4 if len(now.rings) < 20 else 0.9) * scale
    if few:
        dash = (4.0 * scale, 4.0 * scale)
        for colour, which in ((theme.lit, lit & hidden), (theme.dark, ~lit & hidden)):
            yield from _stroke(places, which, Stroke(places[0], colour, 0.6 * width, 0.75, dash))
    opacity = 1.0 if few else 0.85 if len(now.rings) < 20 else 0.55
    for colour, which in ((theme.dark, ~lit & ~hidden), (theme.lit, lit & ~hidden)):
        yield from _stroke(places, which, Stroke(places[0], colour, width, opacity))


def _stroke(places: FloatArray, which: Mask, like: Stroke) -> Iterator[Stroke]:
    """The parts of rings (p, m, 2) where `which` holds, each up to the point that follows it."""
    kept = which.copy()
    kept[:, 1:] |= which[:, :-1]
    if kept.any():
        parts = np.where(kept[..., None], places, np.nan)
        parted = np.concatenate((parts, np.full((len(parts), 1, 2), np.nan)), axis=1).reshape(-1, 2)
        gap = np.isnan(parted[:, 0])
        yield Stroke(parted[~(gap & np.roll(gap, 1))], like.colour, like.width, like.opacity, like.dash)


def _satellites(now: Moment, camera: Camera, theme: Theme, scale: float) -> Iterator[Item]:
    places, depth = camera.project(now.places)
    seen = (depth > 0.0) & ~camera.hidden(now.places)
    count = len(places)
    radius = (6.0 if count <= 12 else 3.4 if count <= 200 else 1.7 if count <= 2000 else 1.1) * scale
    edge = theme.edge if count <= 200 else ""
    lit = now.light >= _LIT
    if count > _FEW:
        seen &= np.all((places >= -radius) & (places <= np.array((camera.width, camera.height)) + radius), axis=-1)
    for colour, which in ((theme.shaded, seen & ~lit), (theme.satellite, seen & lit)):
        if which.any():
            yield Dots(places[which], colour, radius, 1.0 if count <= 2000 else 0.8, edge)


def _caption(
    sample: Sample, now: Moment, camera: Camera, look: Look, scale: float, date: str
) -> Iterator[Item]:  # fmt: skip
    theme, left = look.theme, 32.0 * scale
    room = camera.width - 2.0 * left
    yield Words(fitted(sample.design.title, 26 * scale, room, bold=True), left, 50 * scale, 26 * scale, theme.text,
                bold=True)  # fmt: skip
    facts = [date, *facts_of(sample, now)]
    lines, line = [], ""
    for fact in facts:
        longer = f"{line}  ·  {fact}" if line else fact
        if line and width_of(longer, 15 * scale) > 0.36 * room:
            lines.append(line)
            longer = fact
        line = longer
    for place, text in enumerate((*lines, line)):
        yield Words(fitted(text, 15 * scale, room), left, (76 + 21 * place) * scale, 15 * scale, theme.faint)
    foot = "  ·  ".join((look.viewpoint, tr(mark("true equator of date")), f"Dawnline {__version__}",
                         tr(mark("Earth: NASA"))))  # fmt: skip
    yield Words(fitted(foot, 11.5 * scale, room), left, camera.height - 20 * scale, 11.5 * scale, theme.faint)


def facts_of(sample: Sample, now: Moment) -> Iterator[str]:
    """Altitudes, inclination, the angle of the Sun, and how many satellites there are."""
    radii = np.linalg.norm(now.rings, axis=-1) - R_EARTH
    low, high = round(float(radii.min()) / 1e3), round(float(radii.max()) / 1e3)
    if high - low <= 1:
        yield tr(mark("{height} high"), height=display(1e3 * low, LENGTH, "km", 6))
    else:
        yield tr(mark("{low} to {high} high"), low=number_text(low, 6), high=display(1e3 * high, LENGTH, "km", 6))
    tilts = np.degrees(np.array([one.elements.arrays()[2] for one in sample.planes]))
    if np.ptp(tilts) < 0.05:
        yield tr(mark("inclined {angle}"), angle=f"{tilts[0]:.1f}°")
    if sample.all_planes == 1:
        moved = elements_at(sample.planes[0].elements, now.elapsed)
        normal = orbit_normal(moved.raan, moved.inclination)
        beta = float(np.degrees(beta_angle(normal, now.sun)))
        yield tr(mark("Sun {angle} over the orbit plane"), angle=f"{beta:.1f}°".replace("-", "−"))
    shown = len(sample.satellites)
    if shown < sample.total:
        yield tr(mark("{shown} of {all} satellites shown"), shown=set_count(shown), all=set_count(sample.total))
    else:
        yield tr_count("{count} satellite", "{count} satellites", sample.total)
    if len(sample.planes) < sample.all_planes:
        yield tr(mark("{shown} of {all} planes drawn"), shown=set_count(len(sample.planes)),
                 all=set_count(sample.all_planes))  # fmt: skip


def _compass(now: Moment, camera: Camera, theme: Theme, scale: float) -> Iterator[Item]:
    """Which way the Sun and north are, foreshortened as in the picture, in the upper right corner."""
    right, up, ahead = camera.axes
    middle = np.array((camera.width - 92.0 * scale, 92.0 * scale))
    yield Dots(middle[None], theme.faint, 2.5 * scale)
    length = 46.0 * scale
    for text, way, colour in ((tr(mark("N")), NORTH, theme.north), (tr(mark("Sun")), now.sun, theme.sun)):
        flat = np.array((way @ right, -(way @ up)))
        size = float(np.linalg.norm(flat))
        if size < 0.12:  # it points at the viewer, or away
            toward = way @ ahead < 0.0
            turn = np.linspace(0.0, 2.0 * np.pi, 49)[:, None]
            circle = middle + 9.0 * scale * np.concatenate((np.cos(turn), np.sin(turn)), axis=1)
            yield Stroke(circle, colour, 2.0 * scale)
            if toward:
                yield Dots(middle[None], colour, 4.0 * scale)
            else:
                for sign in (-1.0, 1.0):
                    cross = 6.4 * scale * np.array(((-1.0, -sign), (1.0, sign)))
                    yield Stroke(middle + cross, colour, 2.0 * scale)
            yield Words(text, float(middle[0]), float(middle[1] + 25.0 * scale), 13 * scale, colour, "middle",
                        bold=True)  # fmt: skip
            continue
        tip = middle + length * flat
        unit = flat / size
        side = np.array((-unit[1], unit[0]))
        yield Stroke(np.array((middle, tip - 6.0 * scale * unit)), colour, 2.4 * scale)
        back, half = tip - 11 * scale * unit, 5 * scale * side
        yield Fill(np.array((tip, back + half, back - half)), colour)
        x, y = tip + unit * 16.0 * scale
        yield Words(text, float(x), float(y + 4.5 * scale), 13 * scale, colour, "middle", bold=True)


def _bar(camera: Camera, theme: Theme, scale: float) -> Iterator[Item]:
    """A length at the distance of the Earth's centre, in the lower right corner."""
    depth = float(-camera.position @ camera.axes[2])
    if depth <= 0.0:
        return
    metres = 230.0 * scale * depth / camera.scale
    power = 10.0 ** np.floor(np.log10(metres))
    length = float(max(step for step in (1, 2, 5) if step * power <= metres) * power)
    pixels = length * camera.scale / depth
    right, y = camera.width - 32.0 * scale, camera.height - 46.0 * scale
    tick = 5.0 * scale
    yield Stroke(np.array(((right - pixels, y - tick), (right - pixels, y), (right, y), (right, y - tick))), theme.text,
                 1.6 * scale)  # fmt: skip
    unit = "km" if length >= 1e3 else "m"
    yield Words(display(length, LENGTH, unit, 6), right - 0.5 * pixels, y - 8 * scale, 13 * scale, theme.text, "middle")
    yield Words(tr(mark("at the centre of the Earth")), right, y + 17 * scale, 11.5 * scale, theme.faint, "end")


def _key(now: Moment, camera: Camera, theme: Theme, scale: float, steady: bool) -> Iterator[Item]:
    """What the lines and dots are, in the lower left corner, from below."""
    hidden, few = camera.hidden(now.rings), len(now.rings) <= _FEW_RINGS
    shown = np.full_like(hidden, True) if few else ~hidden
    lit, dark = (now.ring_light > 0.5) & shown, (now.ring_light <= 0.5) & shown
    seen = ~camera.hidden(now.places)
    rows: list[tuple[str, str, str]] = []
    if steady or (seen & (now.light < _LIT)).any():
        rows.append(("dot", theme.shaded, tr(mark("satellite in the shadow"))))
    if steady or (seen & (now.light >= _LIT)).any():
        rows.append(("dot", theme.satellite, tr(mark("satellite in sunlight"))))
    if few and (steady or hidden.any()):
        rows.append(("dash", theme.lit, tr(mark("orbit behind the Earth"))))
    if steady or dark.any():
        rows.append(("line", theme.dark, tr(mark("orbit in the Earth's shadow"))))
    if steady or lit.any():
        rows.append(("line", theme.lit, tr(mark("orbit in sunlight"))))
    rows.insert(0, ("area", theme.shadow, tr(mark("shadow of the Earth"))))
    left = 32.0 * scale
    for place, (kind, colour, text) in enumerate(rows):
        y = camera.height - (50.0 + 22.0 * place) * scale
        middle = y - 4.5 * scale
        ends = np.array(((left, middle), (left + 30 * scale, middle)))
        if kind == "dot":
            yield Dots(ends.mean(axis=0)[None], colour, 4.6 * scale)
        elif kind == "area":
            half = 5.5 * scale
            corners = np.array(((0.0, -half), (30 * scale, -half), (30 * scale, half), (0.0, half)))
            yield Fill(corners + np.array((left, middle)), colour, theme.opacity)
        elif kind == "dash":
            yield Stroke(ends, colour, 1.6 * scale, 0.75, (4 * scale, 4 * scale))
        else:
            yield Stroke(ends, colour, 2.6 * scale)
        yield Words(text, left + 40 * scale, y, 14 * scale, theme.text)
