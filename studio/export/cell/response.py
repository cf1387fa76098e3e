"""What the panel does with light of each wavelength: reflected, passed, absorbed in each layer, turned into current."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from studio.analysis.engine import Checkpoint
from studio.analysis.stages.optics import ROUNDING
from studio.export.cell.table import about, csv_text
from studio.export.formats.format import Product
from studio.export.formats.source import Source
from studio.text import tr


def write_response(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """One row a wavelength: the shares of the light that falls on the cells at normal incidence."""
    results = source.results(checkpoint)
    optics, cell = results.stage("optics"), results.stage("cell")
    if optics is None or optics.wavelength is None:
        failure = results.outcomes["optics"].failure if "optics" in results.outcomes else ""
        raise ValueError(failure or tr("nothing is known of the n and k of the outermost layer, so no light is traced "
                                       "through the panel"))  # fmt: skip
    wavelength = 1e9 * optics.wavelength
    kept = (wavelength >= options["low"] * 1e9) & (wavelength <= options["high"] * 1e9)
    if not np.any(kept):
        raise ValueError(tr("no wavelength of the calculation lies between the two that were chosen"))
    head = ["wavelength [nm]", "reflectance [1]", "transmittance [1]"]
    columns = [wavelength, optics.reflectance, optics.transmittance]
    for name, row in zip(optics.layer_names, optics.layer_absorptance, strict=True):
        head.append(f"absorptance {name} [1]")
        columns.append(row)
    notes = []
    comments = [
        *about(source.design, tr("Reflectance, transmittance, absorptance of each layer and external quantum "
                                 "efficiency over wavelength")),
        tr("Over the cells, normal incidence, unpolarised; shares of the light that falls in; transfer matrix, films "
           "coherent and slabs incoherent"),
        tr("Layers in the order in which light meets them from the Sun side; reflectance, transmittance and "
           "absorptances add up to 1"),
        tr("Wavelengths in vacuum, middles of the bins of the calculation"),
    ]  # fmt: skip
    if cell is not None and cell.quantum_efficiency is not None:
        for name, row in zip(cell.junction_names, cell.quantum_efficiency, strict=True):
            head.append(f"EQE {name} [1]")
            columns.append(row)
        comments.append(tr("EQE: electrons for each photon that falls in, the shade of the grid counted: absorptance "
                           "times collection times the share not under the grid"))  # fmt: skip
    else:
        notes.append(tr("The electricity is that of a data sheet, so there is no quantum efficiency: the table holds "
                        "the optics alone."))  # fmt: skip
    table = np.column_stack(columns)[kept]
    table[:, 1:][np.abs(table[:, 1:]) < ROUNDING] = 0.0
    return Product.of(csv_text(comments, head, table.tolist()), *notes)
