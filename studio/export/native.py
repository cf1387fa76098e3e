"""The design as its own file."""

from collections.abc import Mapping
from typing import Any

from studio.analysis.engine import Checkpoint
from studio.export.formats.format import Product
from studio.export.formats.source import Source


def write_design(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """The text of the design file."""
    return Product.of(source.file)
