"""A model drawn for its preview: what is in front hides what is behind, and colours stay those of the file."""

import numpy as np
import pytest
import trimesh
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.gui.export.model_picture import drawn, model_picture


def coloured(scene: "trimesh.Scene") -> np.ndarray:
    """The pixels of the picture of a scene, by way of the bytes of its file."""
    image = model_picture(scene.export(file_type="glb"))
    assert not image.isNull()
    data = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return data[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()  # the image goes


def box(size: tuple[float, float, float], colour: tuple[int, int, int], place=(0.0, 0.0, 0.0)) -> "trimesh.Trimesh":
    made = trimesh.creation.box(size)
    made.apply_translation(place)
    made.visual = trimesh.visual.TextureVisuals(
        material=trimesh.visual.material.PBRMaterial(baseColorFactor=[*colour, 255]))  # fmt: skip
    return made


def is_colour(pixels: np.ndarray, channel: int) -> np.ndarray:
    others = [one for one in range(3) if one != channel]
    return (pixels[..., channel] > 90) & (pixels[..., others] < 20).all(axis=-1)


def test_what_is_in_front_hides_what_is_behind():
    plate, behind = box((10.0, 6.0, 0.1), (255, 0, 0)), box((2.0, 2.0, 0.1), (0, 255, 0), (0.0, 0.0, -0.5))
    pixels = coloured(trimesh.Scene([plate, behind]))
    assert is_colour(pixels, 0).mean() > 0.3
    assert not is_colour(pixels, 1).any()
    ahead = box((2.0, 2.0, 0.1), (0, 255, 0), (0.0, 0.0, 0.5))
    pixels = coloured(trimesh.Scene([plate, ahead]))
    # Of parallel plates the areas seen are as those of the plates.
    front = is_colour(pixels, 1).sum()
    assert front / (front + is_colour(pixels, 0).sum()) == pytest.approx(4.0 / 60.0, rel=0.15)


def test_nothing_gives_no_picture():
    assert model_picture(trimesh.Scene([box((1.0, 1.0, 1.0), (1, 2, 3))]).export(file_type="glb")).isNull() is False
    many = trimesh.creation.icosphere(subdivisions=6)
    assert model_picture(trimesh.Scene([many]).export(file_type="glb")).isNull()


@settings(max_examples=20, deadline=None)
@given(st.tuples(*[st.floats(0.01, 100.0)] * 3))
def test_a_box_of_any_size_is_seen_whole(size):
    mesh = trimesh.creation.box(size)
    pixels = drawn(np.asarray(mesh.triangles), np.broadcast_to([10.0, 20.0, 200.0], (12, 3)))
    seen = (pixels != 255).any(axis=-1)
    assert seen.any()
    assert not seen[[0, -1]].any()
    assert not seen[:, [0, -1]].any()
    # What is seen of a convex body is convex: no line of it has a gap.
    starts = (np.diff(seen.astype(np.int8), axis=1) == 1).sum(axis=1)
    assert starts.max() == 1
