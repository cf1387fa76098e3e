"""The masses of one satellite as formulas: estimates and margins may be changed, and the whole follows."""

from dataclasses import dataclass

from studio.analysis import Results
from studio.export.tables.xlsx.book import Sheet
from studio.export.tables.xlsx.formula import Term, exp, total
from studio.physics.constants import STANDARD_GRAVITY
from studio.text import mark, tr


@dataclass(frozen=True, slots=True)
class Masses:
    """Cells [kg]: the best estimate of each item by its result, the same with all margins, and the whole."""

    estimates: dict[str, Term]
    margined: dict[str, Term]
    satellite: Term
    rows: tuple[int, int]
    """Where the items stand in the sheet, for a chart."""


def mass_table(sheet: Sheet, results: Results) -> Masses | None:
    """Write the table; None where the masses were not computed."""
    mass, design = results.stage("mass"), results.design
    if mass is None:
        return None
    kilograms = '#,##0.0" kg"'
    sheet.section(tr(mark("Mass of one satellite")), 6)
    sheet.text(0, tr(mark("System margin")))
    system = sheet.number(1, mass.system_margin, "input", "0.0%")
    sheet.row += 2
    sheet.heads(tr(mark("Item")), tr(mark("Best estimate")), tr(mark("Margin of maturity")), tr(mark("All margins")),
                tr(mark("With margins")), tr(mark("Share")))  # fmt: skip
    items = [item for item in zip(mass.item_results, mass.item_names, mass.item_values.tolist(),
                                  mass.item_margins.tolist(), strict=True) if item[2] > 0.0]  # fmt: skip
    first = sheet.row
    estimates, margined, columns = {}, {}, []
    whole = Term(f"E{first + len(items) + 3}", mass.satellite)
    for name, label, value, margin in items:
        sheet.text(0, tr(label))
        estimate = sheet.number(1, value, "input", kilograms, name)
        share = sheet.number(2, margin / value, "input", "0.0%")
        with_margins = sheet.formula(4, estimate * (1 + share) * (1 + system), "plain", kilograms, f"{name}.margined")
        all_margins = sheet.formula(3, with_margins - estimate, "plain", kilograms)
        sheet.formula(5, with_margins / whole, "plain", "0.0%")
        estimates[name], margined[name] = estimate, with_margins
        row = sheet.row + 1
        columns.append((Term(f"B{row}", value), all_margins, Term(f"E{row}", with_margins.value)))
        sheet.row += 1
    last = sheet.row - 1
    sheet.text(0, tr(mark("Dry mass")), "total")
    _, _, dry = (
        sheet.formula(column, total(cells), "total", kilograms, name)
        for column, name, cells in zip((1, 3, 4), ("", "mass.margin", "mass.dry"), zip(*columns, strict=True),
                                       strict=True)
    )  # fmt: skip
    sheet.row += 1
    sheet.text(0, tr(mark("Propellant")))
    if mass.propellant is None:
        propellant: Term = sheet.number(4, 0.0, "given", kilograms)
        sheet.text(1, tr(mark("in the platform")), "quiet")
    else:
        air = results.stage("atmosphere")
        burn = (air.deorbit_delta_v / (design.platform.specific_impulse * STANDARD_GRAVITY)) if air else 0.0
        drag = sheet.number(1, air.propellant if air else 0.0, "given", kilograms)
        ratio = sheet.number(2, burn, "given", '"Δv/(Isp g₀) "0.0000')
        propellant = sheet.formula(4, drag + dry * (exp(ratio) - 1), "plain", kilograms, "mass.propellant")
    sheet.row += 1
    sheet.text(0, tr(mark("Satellite mass")), "total")
    satellite = sheet.formula(4, dry + propellant, "total", kilograms, "mass.satellite")
    sheet.row += 1
    return Masses(estimates, margined, satellite, (first, last))
