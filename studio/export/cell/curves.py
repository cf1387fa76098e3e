"""J–V and P–V curves of the junctions, the cell and the panel, new and at the end of life."""

from collections.abc import Iterator, Mapping
from typing import Any

from studio.analysis.engine import Checkpoint
from studio.analysis.stack.curves import Curve, cell_model
from studio.analysis.stack.grid import ground, space
from studio.design.quantity import DURATION, TEMPERATURE
from studio.design.unit_text import display, per_cent
from studio.export.cell.table import about, csv_text, number
from studio.export.formats.format import Product
from studio.export.formats.source import Source
from studio.text import tr

SUNS = {"am0": space, "am1.5g": ground}
TO_MILLIAMPERE = 0.1
"""mA/cm² in one A/m²."""
HEAD = ("curve", "life", "voltage [V]", "current density [A/m2]", "current density [mA/cm2]", "power density [W/m2]")


def write_curves(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """One row for each point of each curve."""
    results = source.results(checkpoint)
    design, model = source.design, cell_model(results)
    sun, temperature, suns = SUNS[options["spectrum"]](), options["temperature"], options["intensity"]
    diode = model.diodes(sun, temperature, suns)
    curves = [(tr("junction {name}", name=one.name), 1.0, one) for one in model.own_curves(diode, options["points"])]
    whole = model.whole_curve(diode, options["points"])
    share = design.array.packing_factor * design.array.wiring_efficiency
    if whole is not None:
        curves += [(tr("cell"), 1.0, whole), (tr("panel"), share, whole)]
    radiation = results.stage("radiation")
    lives = [("BOL", 1.0)]
    notes = []
    if radiation is not None:
        lives.append(("EOL", float(radiation.remaining)))
    else:
        notes.append(tr("What radiation leaves at the end of life is not computed: the curves are those of new cells."))
    told = [
        *about(design, tr("J–V and P–V curves, from short circuit to open circuit")),
        tr("Spectrum: {name}, {total} W/m², times {intensity}", name=sun.name, total=number(sun.total * suns),
           intensity=number(suns)),
        tr("Cell temperature: {shown} ({kelvin} K), normal incidence", shown=display(temperature, TEMPERATURE, "°C"),
           kelvin=number(temperature)),
        tr("Currents of junctions and cell are per cell area; those of the panel per panel area: times the packing "
           "factor {packing} and the wiring efficiency {wiring}", packing=number(design.array.packing_factor),
           wiring=number(design.array.wiring_efficiency)),
    ]  # fmt: skip
    if whole is None:
        told.append(tr("Each junction has terminals of its own: there is no curve of the cell as a whole"))
    if len(lives) > 1:
        told.append(tr("EOL: after {years} the share {share} of the power is left; it is taken on the current at each "
                       "voltage, since how ageing divides between current and voltage is not modelled",
                       share=number(lives[1][1]), years=display(design.mission.lifetime, DURATION, "yr")))  # fmt: skip
    told += [_key_line(name, life, left * scale, curve) for life, left in lives for name, scale, curve in curves]
    notes += [tr("Maximum power of {name}: {power} W/m² under {sun} at {temperature}, new.", name=name,
                 power=f"{scale * curve.power:.4g}", sun=sun.name, temperature=display(temperature, TEMPERATURE, "°C"))
              for name, scale, curve in curves if curve is whole]  # fmt: skip
    if len(lives) > 1:
        notes.append(tr("At the end of life {share} of the power is left; it is taken on the current at each voltage.",
                        share=per_cent(lives[1][1])))  # fmt: skip
    rows = (row for life, left in lives for name, scale, curve in curves for row in _rows(name, life, left * scale,
                                                                                         curve))  # fmt: skip
    return Product.of(csv_text(told, HEAD, rows), *notes)


def _key_line(name: str, life: str, scale: float, curve: Curve) -> str:
    return tr("{name}, {life}: Jsc {jsc} A/m², Voc {voc} V, Jmp {jmp} A/m², Vmp {vmp} V, Pmp {pmp} W/m², FF {ff}",
              name=name, life=life, jsc=number(scale * curve.short_circuit_current),
              voc=number(curve.open_circuit_voltage), jmp=number(scale * curve.best_current),
              vmp=number(curve.best_voltage), pmp=number(scale * curve.power),
              ff=number(curve.fill_factor))  # fmt: skip


def _rows(name: str, life: str, scale: float, curve: Curve) -> Iterator[tuple[str | float, ...]]:
    for voltage, current in zip(curve.voltage.tolist(), (scale * curve.current).tolist(), strict=True):
        yield name, life, voltage, current, TO_MILLIAMPERE * current, voltage * current
