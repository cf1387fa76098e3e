"""A binary glTF as a picture: its triangles, seen from the side that shows most of them, nearest in front."""

import io

import numpy as np
from PySide6.QtGui import QImage

_LONGER = 1800
"""Pixels of the longer side, drawn twice as fine as it is shown."""
_EDGE = 0.04
_PAPER = (255, 255, 255)
_MOST_TRIANGLES = 20_000


def model_picture(data: bytes) -> QImage:
    """The model in `data`; a null image where there is none, or far more of it than this can draw."""
    import trimesh

    scene = trimesh.load_scene(io.BytesIO(data), file_type="glb")
    corners, colours = [], []
    for node in scene.graph.nodes_geometry:
        pose, name = scene.graph[node]
        mesh = scene.geometry[name]
        placed = np.asarray(mesh.triangles) @ pose[:3, :3].T + pose[:3, 3]
        # Factors of glTF are shares of light; a screen wants them brighter.
        colour = 255.0 * (getattr(mesh.visual, "material", mesh.visual).main_color[:3] / 255.0) ** (1.0 / 2.2)
        corners.append(placed)
        colours.append(np.broadcast_to(colour, (len(placed), 3)))
    if not corners or sum(map(len, corners)) > _MOST_TRIANGLES:
        return QImage()
    return _image(drawn(np.concatenate(corners), np.concatenate(colours)))


def drawn(triangles: "np.ndarray", colours: "np.ndarray") -> "np.ndarray":
    """Pixels (height, width, 3) of `triangles` (n, 3 corners, 3) [m] in `colours` (n, 3) of 0 to 255.

    Orthographic, from the side on which the extent along the line of sight is least; each pixel shows the triangle
    nearest to the eye, the darker the more it is turned away.
    """
    extent = np.ptp(triangles.reshape(-1, 3), axis=0)
    sight = np.empty(3)
    sight[np.argsort(extent, kind="stable")] = (0.80, 0.45, 0.40)
    sight /= np.linalg.norm(sight)
    right = np.cross((0.0, 1.0, 0.0), sight)  # up is y in glTF
    right /= np.linalg.norm(right)
    seen = triangles @ np.stack((right, np.cross(sight, right), sight), axis=1)
    low = seen[..., :2].reshape(-1, 2).min(axis=0)
    span = seen[..., :2].reshape(-1, 2).max(axis=0) - low
    scale = _LONGER * (1.0 - 2.0 * _EDGE) / max(float(span.max()), 1e-9)
    width, height = (round(float(one)) for one in span * scale + 2.0 * _EDGE * _LONGER)
    flat = (seen[..., :2] - low) * scale + _EDGE * _LONGER
    normal = np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0])
    length = np.linalg.norm(normal, axis=1)
    turned = normal @ sight / np.where(length > 0.0, length, 1.0)
    shades = np.clip(colours * (0.45 + 0.55 * np.clip(turned, 0.0, 1.0))[:, None], 0.0, 255.0).astype(np.uint8)
    picture = np.full((height, width, 3), _PAPER, np.uint8)
    depth = np.full((height, width), -np.inf)
    for place in np.flatnonzero(turned > 0.0):
        _draw(flat[place], seen[place, :, 2], shades[place], picture, depth)
    return np.ascontiguousarray(picture[::-1])


def _draw(flat: "np.ndarray", away: "np.ndarray", shade: "np.ndarray", picture: "np.ndarray", depth: "np.ndarray",
          ) -> None:  # fmt: skip
    left, bottom = np.maximum(np.floor(flat.min(axis=0)).astype(int), 0)
    right, top = np.minimum(np.ceil(flat.max(axis=0)).astype(int) + 1, picture.shape[1::-1])
    (ax, ay), (bx, by), (cx, cy) = flat
    area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
    if area == 0.0 or right <= left or top <= bottom:
        return
    x, y = np.arange(left, right)[None, :], np.arange(bottom, top)[:, None]
    second = ((x - ax) * (cy - ay) - (y - ay) * (cx - ax)) / area
    third = ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / area
    near = away[0] + second * (away[1] - away[0]) + third * (away[2] - away[0])
    room = depth[bottom:top, left:right]
    hit = (second >= 0.0) & (third >= 0.0) & (second + third <= 1.0) & (near > room)
    room[hit] = near[hit]
    picture[bottom:top, left:right][hit] = shade


def _image(pixels: "np.ndarray") -> QImage:
    height, width = pixels.shape[:2]
    return QImage(pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888).copy()
