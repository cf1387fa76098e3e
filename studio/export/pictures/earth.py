"""The Earth as a camera sees it: a ray for every pixel, day and night from the maps, and the lit air at its edge."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from studio import resource
from studio.analysis.engine import Checkpoint
from studio.analysis.result import FloatArray
from studio.export.pictures.camera import Camera
from studio.physics.constants import R_EARTH

Pixels = NDArray[np.uint8]
_ROWS = 128
"""Of the picture, worked on at once: so that a large one needs no more memory than a small one."""
_AIR = 0.012
"""How fast the air fades outside the edge, as a share of the Earth's angle."""
_HALO = 6.0 * _AIR
_MOONLIGHT = np.array((0.045, 0.06, 0.10), dtype=np.float32)
_AIRGLOW = np.array((0.008, 0.012, 0.022), dtype=np.float32)
_CITIES = np.array((1.0, 0.82, 0.52), dtype=np.float32)


@cache
def _maps() -> tuple["object", "object"]:
    from PIL import Image

    with Image.open(resource.path("textures", "earth-blue-marble.jpg")) as day:
        first = day.convert("RGB")
    with Image.open(resource.path("textures", "earth-night.jpg")) as night:
        return first, night.convert("L")


@cache
def _map(reduction: int) -> NDArray[np.float32]:
    """(rows, columns, 4) From the north pole down, 180° W first: by day in three colours, and the cities."""
    day, night = (np.asarray(one.reduce(reduction), dtype=np.float32) / 255.0 for one in _maps())  # type: ignore[attr-defined]
    return np.concatenate((day, night[..., None]), axis=-1)


def earth_picture(
    camera: Camera, sun: FloatArray, angle: float, rim: tuple[float, float, float], checkpoint: Checkpoint | None = None
) -> tuple[Pixels, int, int]:
    """The Earth and its air.

    Parameters
    ----------
    camera : Camera
        Outside the Earth.
    sun : ndarray, shape (3,)
        Unit vector to the Sun, in the frame of the camera.
    angle : float
        Right ascension of the meridian of Greenwich in that frame [rad].
    rim : tuple of float
        Colour of the air, parts from 0 to 1.

    Returns
    -------
    pixels : ndarray, shape (rows, columns, 4)
        Red, green, blue and opacity of the part of the picture in which it is seen; may be empty.
    left, top : int
        Where that part begins.
    """
    distance = float(np.linalg.norm(camera.position))
    if distance <= R_EARTH:
        raise ValueError("the camera stands in the Earth")
    left, top, right, bottom = _place(camera, distance)
    edge = np.arcsin(R_EARTH / distance)
    # As many points of the map as of the picture: more of them would flicker, fewer would blur.
    across = max(2.0 * camera.scale * np.tan(min(edge, 1.4)), 1.0)
    source = _map(int(np.clip(2 ** np.floor(np.log2(max(2048.0 / across, 1.0))), 1, 16)))
    pixels = np.zeros((max(bottom - top, 0), max(right - left, 0), 4), dtype=np.uint8)
    for start in range(0, len(pixels), _ROWS):
        rows = np.arange(top + start, min(top + start + _ROWS, bottom))
        pixels[start : start + _ROWS] = _rows(camera, rows, left, right, edge, sun, angle, np.array(rim), source)
        if checkpoint is not None:
            checkpoint(min((start + _ROWS) / len(pixels), 1.0))
    return pixels, left, top


def _place(camera: Camera, distance: float) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the part of the picture in which the Earth and its air are."""
    toward = -camera.position / distance
    aside = np.cross(toward, camera.axes[1] if abs(toward @ camera.axes[1]) < 0.9 else camera.axes[0])
    aside /= np.linalg.norm(aside)
    above = np.cross(aside, toward)
    reach = min(np.arcsin(R_EARTH / distance) * (1.0 + _HALO), 1.5)
    turn = np.linspace(0.0, 2.0 * np.pi, 181)[:, None]
    ring = camera.position + np.cos(reach) * toward + np.sin(reach) * (np.cos(turn) * aside + np.sin(turn) * above)
    places, _ = camera.project(ring)
    if np.isnan(places).any():  # some of it stands beside or behind the camera
        return 0, 0, camera.width, camera.height
    low, high = np.floor(places.min(axis=0)).astype(int) - 1, np.ceil(places.max(axis=0)).astype(int) + 1
    return (max(int(low[0]), 0), max(int(low[1]), 0), min(int(high[0]), camera.width),
            min(int(high[1]), camera.height))  # fmt: skip


def _rows(
    camera: Camera, rows: NDArray[np.int64], left: int, right: int, edge: float, sun: FloatArray, angle: float,
    rim: FloatArray, source: NDArray[np.float32],
) -> Pixels:  # fmt: skip
    across, up, ahead = camera.axes
    x = (np.arange(left, right) + 0.5 - 0.5 * camera.width) / camera.scale
    y = (0.5 * camera.height - rows - 0.5) / camera.scale
    ray = (ahead + x[None, :, None] * across + y[:, None, None] * up).astype(np.float32)
    ray /= np.linalg.norm(ray, axis=-1, keepdims=True)
    eye = (camera.position / R_EARTH).astype(np.float32)
    sun, rim = sun.astype(np.float32), rim.astype(np.float32)
    toward = ray @ eye
    nearest = eye - toward[..., None] * ray  # of the centre, on the line of sight
    height = np.linalg.norm(nearest, axis=-1)
    beside = np.arctan2(height, -toward)
    cover = np.clip(0.5 + (edge - beside) * camera.scale, 0.0, 1.0)
    depth = np.sqrt(np.maximum(1.0 - height**2, 0.0))
    outward = nearest - depth[..., None] * ray
    outward /= np.linalg.norm(outward, axis=-1, keepdims=True)
    light = outward @ sun
    grazing = 1.0 - depth
    ground = _ground(outward, light, angle, source) + _air(grazing, light)[..., None] * rim
    halo = np.exp(-np.maximum(beside - edge, 0.0) / (_AIR * edge)) * (beside < edge * (1.0 + _HALO))
    halo *= 0.62 * _smooth(-0.25, 0.3, light)
    opacity = cover + (1.0 - cover) * halo
    colour = (cover[..., None] * np.clip(ground, 0.0, 1.0) + ((1.0 - cover) * halo)[..., None] * rim)
    colour /= np.maximum(opacity, 1e-6)[..., None]
    return np.rint(np.concatenate((colour, opacity[..., None]), axis=-1).clip(0.0, 1.0) * 255.0).astype(np.uint8)


def _ground(outward: FloatArray, light: FloatArray, angle: float, source: NDArray[np.float32]) -> FloatArray:
    """The colours of the ground: by day after the height of the Sun, by night the cities."""
    seen = _sampled(source, np.arctan2(outward[..., 1], outward[..., 0]) - angle,
                    np.arcsin(np.clip(outward[..., 2], -1.0, 1.0)))  # fmt: skip
    day = seen[..., :3] * (0.36 + 0.86 * np.sqrt(np.maximum(light, 0.0)))[..., None]
    night = seen[..., :3] * _MOONLIGHT + _AIRGLOW
    night = night + seen[..., 3:] * _CITIES
    share = _smooth(-0.10, 0.14, light)[..., None]
    return np.asarray(night + (day - night) * share)


def _air(grazing: FloatArray, light: FloatArray) -> FloatArray:
    return np.asarray(0.75 * grazing**3 * (0.12 + 0.88 * _smooth(-0.25, 0.25, light)))


def _smooth(low: float, high: float, value: FloatArray) -> FloatArray:
    share = np.clip((value - low) / (high - low), 0.0, 1.0)
    return np.asarray(share * share * (3.0 - 2.0 * share))


def _sampled(source: NDArray[np.float32], longitude: FloatArray, latitude: FloatArray) -> FloatArray:
    """The map at places on the ground, in between its points by straight lines."""
    rows, columns, _ = source.shape
    x = ((longitude / (2.0 * np.pi) + 0.5) % 1.0) * columns - 0.5
    y = np.clip((0.5 - latitude / np.pi) * rows - 0.5, 0.0, rows - 1.0)
    column, row = np.floor(x).astype(np.intp), np.minimum(np.floor(y).astype(np.intp), rows - 2)
    a, b = (x - column)[..., None].astype(np.float32), (y - row)[..., None].astype(np.float32)
    west, east = column % columns, (column + 1) % columns
    above = source[row, west] * (1 - a) + source[row, east] * a
    below = source[row + 1, west] * (1 - a) + source[row + 1, east] * a
    return np.asarray(above * (1 - b) + below * b)
