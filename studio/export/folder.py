"""Everything in one folder: every format that can be written here, and a page that says what is what."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from studio.analysis.engine import Checkpoint
from studio.export.formats.format import Product
from studio.export.formats.source import Source


def write_folder(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """The files of every other format, each in the folder of its group."""
    from studio.export.formats import FORMATS

    files: dict[str, bytes] = {}
    notes: list[str] = []
    wanted = [one for one in FORMATS.values() if one.group != "everything"]
    for place, one in enumerate(wanted):
        try:
            product = one.write(source, {}, partial(_within, checkpoint, place, len(wanted)))
        except ValueError as error:
            notes.append(f"{one.name}: {error}")
            continue
        for name, data in product.files.items():
            below = f"/{name}" if name else one.suffix
            files[f"{one.group}/{source.name}{below}"] = data
        notes += [f"{one.name}: {note}" for note in product.notes]
    return Product(files, tuple(notes))


def _within(checkpoint: Checkpoint, place: int, count: int, share: float) -> None:
    checkpoint((place + share) / count)
