"""The n and k of each layer as files that optics tools read, and the stack that they belong to."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from studio.analysis.engine import Checkpoint
from studio.analysis.result import FloatArray
from studio.analysis.stack.grid import WAVELENGTH
from studio.analysis.stack.index import ComplexArray, at, layer_gap, table_of
from studio.analysis.stack.model import is_film
from studio.catalogue.optical import OpticalTable
from studio.design.panel import Layer, Stack
from studio.design.quantity import ELECTRONVOLT
from studio.export.cell.table import about, csv_text, number
from studio.export.formats.format import Product
from studio.export.formats.source import Source
from studio.text import printable_line, tr

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class _Constants:
    """What one file holds: the constants of a material, shifted to the gap of the layers that it is for."""

    stem: str
    material: str
    table: OpticalTable
    gap: float | None
    wavelength: FloatArray
    index: ComplexArray


def write_materials(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """A folder: `stack.csv`, and of each material a CSV and a YAML as refractiveindex.info keeps them."""
    stack = source.design.stack
    found: dict[tuple[str, float | None], _Constants] = {}
    rows: list[tuple[str | float, ...]] = []
    dark = []
    for layer in stack.layers:
        constants = _constants(stack, layer, options["wavelengths"], found)
        if constants is None:
            dark.append(layer.name)
        coherent = "" if constants is None else "coherent" if is_film(layer) else "incoherent"
        rows.append((layer.name, layer.role, layer.material, 1e9 * layer.thickness, coherent, layer.light_path,
                     layer.coverage, f"{constants.stem}.csv" if constants else ""))  # fmt: skip
    if not found:
        raise ValueError(tr("no layer of the panel has optical constants"))
    design = source.design
    files = {"stack.csv": csv_text(
        [*about(design, tr("The layers from the Sun side to the back, and the file with the n and k of each")),
         tr("Before the first and behind the last layer is vacuum. Light interferes in coherent layers; in incoherent "
            "ones intensities add. A light path above 1 multiplies the absorption of a textured slab."),
         tr("An empty file: the layer has no optical constants. Layers of the role interconnect, and those whose "
            "optics are “none”, are not in the light's path.")],
        ("layer", "role", "material", "thickness [nm]", "light", "light path [1]", "coverage [1]", "file"), rows,
    ).encode()}  # fmt: skip
    for one in found.values():
        files[f"{one.stem}.csv"] = _csv(source, one).encode()
        files[f"{one.stem}.yml"] = _yaml(one).encode()
    notes = [tr("{count} materials; CSV in nanometres, YAML in micrometres as refractiveindex.info keeps them.",
                count=len(found))]  # fmt: skip
    if dark:
        notes.append(tr("Without optical constants: {layers}.", layers=", ".join(map(printable_line, dark))))
    if options["wavelengths"] == "studio":
        notes.append(tr("At the wavelengths of the calculation, linear between the points of the tables; only where "
                        "the tables reach."))  # fmt: skip
    return Product(files, tuple(notes))


def _constants(
    stack: Stack, layer: Layer, wavelengths: str, found: dict[tuple[str, float | None], _Constants]
) -> _Constants | None:
    table = table_of(stack, layer.material)
    if table is None:
        return None
    gap = layer_gap(layer, table)
    key = (layer.material, gap)
    if key not in found:
        grid = table.wavelength if wavelengths == "table" else WAVELENGTH
        index, beyond = at(table, gap, grid)
        grid, index = grid[~beyond], index[~beyond]
        if not grid.size:
            return None
        taken = {one.stem.lower() for one in found.values()} | {"stack"}
        found[key] = _Constants(_free(layer, gap, table, taken), layer.material, table, gap, grid, index)
    return found[key]


def _free(layer: Layer, gap: float | None, table: OpticalTable, taken: set[str]) -> str:
    """The stem of a file: from the name of the material, and nothing that could lead out of the folder."""
    stem = _UNSAFE.sub("-", layer.material).strip(".-")[:_LONGEST] or "material"
    if gap is not None and gap != table.reference_gap:
        stem += f"-{gap / ELECTRONVOLT:.4g}eV"
    name, count = stem, 2
    while name.lower() in taken:
        name, count = f"{stem}-{count}", count + 1
    return name


def _told(one: _Constants) -> list[str]:
    """What is said of a table, wherever it stands."""
    table = one.table
    lines = [tr("Source: {source}", source=printable_line(table.source) or tr("not said")),
             tr("Licence: {licence}", licence=printable_line(table.licence) or tr("not said")),
             tr("Date: {date}; confidence: {confidence}", date=printable_line(table.date) or tr("not said"),
                confidence=table.confidence)]  # fmt: skip
    if table.note:
        lines.append(printable_line(table.note))
    if one.gap is not None and one.gap != table.reference_gap and table.reference_gap is not None:
        lines.append(tr("Shifted along the photon energy from a gap of {old} eV to {new} eV",
                        old=f"{table.reference_gap / ELECTRONVOLT:.4g}",
                        new=f"{one.gap / ELECTRONVOLT:.4g}"))  # fmt: skip
    return lines


def _csv(source: Source, one: _Constants) -> str:
    rows = zip((1e9 * one.wavelength).tolist(), one.index.real.tolist(), one.index.imag.tolist(), strict=True)
    title = tr("n and k of {material}", material=printable_line(one.table.name))
    return csv_text([*about(source.design, title), *_told(one)], ("wavelength_nm", "n", "k"), rows)


def _yaml(one: _Constants) -> str:
    """As a page of refractiveindex.info: texts as JSON strings, which are YAML, so that nothing in them is read."""

    def quoted(text: str) -> str:
        return json.dumps(printable_line(text), ensure_ascii=False)

    rows = "".join(f"        {number(1e6 * wavelength)} {number(index.real)} {number(index.imag)}\n"
                   for wavelength, index in zip(one.wavelength.tolist(), one.index.tolist(), strict=True))  # fmt: skip
    comments = " ".join(f"{each.rstrip('.')}." for each in (one.table.name, *_told(one)[1:]))
    return (f"REFERENCES: {quoted(one.table.source)}\nCOMMENTS: {quoted(comments)}\n"
            f"DATA:\n  - type: tabulated nk\n    data: |\n{rows}")  # fmt: skip
