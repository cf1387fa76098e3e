"""The cell as a module of the CEC list, which SAM, pvlib and others read: a one-diode model at 1000 W/m² and 25 °C."""

import csv
import io
from collections.abc import Mapping
from typing import Any

from studio import __version__
from studio.analysis.engine import Checkpoint
from studio.analysis.stack.grid import ground, space
from studio.analysis.stack.single_diode import NOCT, Equivalent, equivalents
from studio.export.cell.table import number
from studio.export.formats.format import Product
from studio.export.formats.source import Source
from studio.text import printable_line, tr

SUNS = {"am1.5g": ground, "am0": space}
COLUMNS = (
    ("Name", "Units", "[0]"), ("Technology", "", "cec_material"), ("Bifacial", "", "lib_is_bifacial"), ("STC", "", ""),
    ("PTC", "", ""), ("A_c", "m2", "cec_area"), ("Length", "m", ""), ("Width", "m", ""), ("N_s", "", "cec_n_s"),
    ("I_sc_ref", "A", "cec_i_sc_ref"), ("V_oc_ref", "V", "cec_v_oc_ref"), ("I_mp_ref", "A", "cec_i_mp_ref"),
    ("V_mp_ref", "V", "cec_v_mp_ref"), ("alpha_sc", "A/K", "cec_alpha_sc"), ("beta_oc", "V/K", "cec_beta_oc"),
    ("T_NOCT", "C", "cec_t_noct"), ("a_ref", "V", "cec_a_ref"), ("I_L_ref", "A", "cec_i_l_ref"),
    ("I_o_ref", "A", "cec_i_o_ref"), ("R_s", "Ohm", "cec_r_s"), ("R_sh_ref", "Ohm", "cec_r_sh_ref"),
    ("Adjust", "%", "cec_adjust"), ("gamma_r", "%/K", "cec_gamma_r"), ("BIPV", "", ""), ("Version", "", ""),
    ("Date", "", ""),
)  # fmt: skip
"""The columns of the list with their units and SAM's own names of them, the three rows of its head."""


def write_sam(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """A module of some cells in series, or one for each junction that has terminals of its own."""
    results = source.results(checkpoint)
    sun = SUNS[options["spectrum"]]()
    found = equivalents(results, sun)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in range(3):
        writer.writerow([column[row] for column in COLUMNS])
    title = _name(source.design.title) or _name(source.name) or "Dawnline"
    material = _material(source, found)
    for one in found:
        writer.writerow(_module(one, f"{title} {_name(one.name)}".strip(), material, options))
    area = number(1e4 * options["cell_area"])
    notes = [tr("{cells} cells of {area} cm² in series at 1000 W/m² and 25 °C under the spectrum {sun}; new, without "
                "radiation.", cells=options["cells"], area=area, sun=sun.name)]  # fmt: skip
    for one in found:
        notes.append(tr(
            "{name}: the one diode differs from the curve by at most {current} of the short-circuit current; maximum "
            "power {power}, open-circuit voltage {voltage}, short-circuit current {short}; the temperature coefficient "
            "of power by {slope} %/K.", name=_name(one.name) or title, current=_share(one.current_error),
            power=_share(one.power_error), voltage=_share(one.voltage_error), short=_share(one.short_circuit_error),
            slope=f"{100.0 * one.power_slope_error:+.2g}"))  # fmt: skip
        if abs(one.adjust) > 1.0:
            notes.append(tr("{name}: the tools' gap is too small for this cell: an Adjust of {adjust} % gives the "
                            "right temperature coefficient of power, but not those of current and voltage.",
                            name=_name(one.name) or title, adjust=f"{100.0 * one.adjust:.0f}"))  # fmt: skip
    notes.append(tr("T_NOCT is assumed to be {noct} °C: a panel for space has none. The tools take silicon's gap of "
                    "1.121 eV for the temperature of every module; Adjust makes up for it as far as it can.",
                    noct=f"{NOCT - 273.15:g}"))  # fmt: skip
    return Product.of(out.getvalue(), *notes)


def _module(one: Equivalent, name: str, material: str, options: Mapping[str, Any]) -> list[str]:
    cells, area = options["cells"], options["cell_area"]
    curve, diode, whole = one.curve, one.cell, cells * area
    side = whole**0.5
    values: dict[str, str | float] = {
        "Name": name, "Technology": material, "Bifacial": "0", "STC": curve.power * whole,
        "PTC": one.power_outdoors * whole, "A_c": whole, "Length": side, "Width": side, "N_s": str(cells),
        "I_sc_ref": curve.short_circuit_current * area, "V_oc_ref": curve.open_circuit_voltage * cells,
        "I_mp_ref": curve.best_current * area, "V_mp_ref": curve.best_voltage * cells,
        "alpha_sc": one.current_slope * area, "beta_oc": one.voltage_slope * cells, "T_NOCT": NOCT - 273.15,
        "a_ref": diode.slope_voltage * cells, "I_L_ref": diode.photocurrent * area,
        "I_o_ref": diode.saturation * area, "R_s": diode.series_resistance * cells / area,
        "R_sh_ref": diode.shunt_resistance * cells / area, "Adjust": 100.0 * one.adjust,
        "gamma_r": 100.0 * one.power_slope, "BIPV": "N", "Version": f"Dawnline {__version__}", "Date": "",
    }  # fmt: skip
    return [value if isinstance(value, str) else f"{value:.12g}" for value in (values[head] for head, *_ in COLUMNS)]


def _material(source: Source, found: tuple[Equivalent, ...]) -> str:
    """One of the words that the list has for technologies."""
    absorbers = [layer.material for layer in source.design.stack.layers if layer.junction is not None]
    if absorbers == ["Si"]:
        return "Mono-c-Si"
    return "CIGS" if absorbers == ["CIGS"] else "Thin Film"


def _share(value: float) -> str:
    return f"{100.0 * value:.2g} %"


def _name(text: str) -> str:
    """`text` as the name of a module, which some readers cut at commas and quotes."""
    plain = printable_line("".join(" " if c in ",;\"'" else c for c in text))
    return plain.lstrip("=+-@ ")[:100]
