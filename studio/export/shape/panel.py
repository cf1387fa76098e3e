"""The panel, layer by layer, as STEP of true thickness and as glTF that may be thicker than life."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from studio.analysis.engine import Checkpoint
from studio.analysis.stack.coupon import panel_solids
from studio.design import Design
from studio.export.formats.format import Product
from studio.export.formats.source import Source
from studio.export.shape.gltf import glb
from studio.export.shape.step import step
from studio.text import tr

COUPON = 0.1
"""Side of a coupon [m]."""
_HIGH = 0.4
_TO_GLTF = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, -1.0, 0.0]])
"""The Sun's side up."""


def write_panel_gltf(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """The layers as binary glTF."""
    length, width = _sides(source, options["size"], checkpoint)
    thicker = options["thicker"] or _seen(min(length, width), source.design)
    body = panel_solids(source.design, length, width, thicker)
    return Product.of(glb(body, source, _TO_GLTF, checkpoint), *body.notes)


def write_panel_step(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """The layers as STEP."""
    body = panel_solids(source.design, *_sides(source, options["size"], checkpoint))
    return Product.of(step(body, source, options["schema"], checkpoint), *body.notes)


def _seen(side: float, design: Design) -> float:
    """A round factor that makes the panel nearly half as thick as it is wide; 1 where it is thicker."""
    most = _HIGH * side / math.fsum(layer.thickness for layer in design.stack.layers)
    power = 10.0 ** math.floor(math.log10(most))
    return max(max(digit * power for digit in (1.0, 2.0, 5.0) if digit * power <= most), 1.0)


def _sides(source: Source, size: str, checkpoint: Checkpoint) -> tuple[float, float]:
    """Length and width [m] of a coupon, or of one panel between two folds of a wing."""
    if size == "coupon":
        return COUPON, COUPON
    found = source.results(checkpoint).stage("size")
    if found is None:
        raise ValueError(tr("the panel has no size: that of the satellite was not computed"))
    return found.wing_length / found.wing_segments, found.wing_width
