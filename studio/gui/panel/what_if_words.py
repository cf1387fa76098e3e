"""The merits of "what if" as curves, and how its values and changes are written."""

from studio.design.quantity import BAND_GAP
from studio.design.unit_text import display, join
from studio.gui.panel.what_if_data import TEMPERATURE
from studio.gui.panel.words import thickness_text
from studio.gui.plots.series import Series
from studio.text import mark

SERIES = (
    Series("panel.power_density_operating_eol", mark("W/m², end of life"), 0),
    Series("panel.power_density_operating_bol", mark("W/m², beginning"), 0, dashed=True),
    Series("panel.specific_power_operating_eol", mark("W/kg, end of life"), 1),
    Series("panel.specific_power_operating_bol", mark("W/kg, beginning"), 1, dashed=True),
    Series("panel.efficiency_cell", mark("Cell efficiency"), 2),
    Series("panel.remaining_factor", mark("Remaining power"), 4),
    Series(TEMPERATURE, mark("Temperature"), "red"),
    Series("panel.areal_mass", mark("Mass per area"), 5),
    Series("panel.cost_per_watt", mark("Price per watt"), 6),
)


def value_text(field: str, value: float) -> str:
    """A value of the field that is varied."""
    return thickness_text(value, 3) if field == "thickness" else display(value, BAND_GAP, "eV", 4)


def change_text(name: str, change: float) -> str:
    """A change of a merit against now: in per cent, of a temperature in kelvins."""
    text = f"{abs(change):.2f}" if abs(change) < 9.995 else f"{abs(change):.1f}"
    sign = "" if float(text) == 0 else "+" if change > 0 else "−"
    return join(sign + text, "K" if name == TEMPERATURE else "%")
