"""How a place in the window says which result or design field it shows.

A widget has the dynamic property `quantity`, or a method `quantity_at(place)` where it shows several; a model answers
the role. The name is that of a result, or the path of a field.
"""

from PySide6.QtCore import Qt

QUANTITY = int(Qt.ItemDataRole.UserRole) + 711
PROPERTY = "quantity"

WHOLES = {
    "mass": "mass.satellite", "power": "power.array_eol", "heat": "thermal.heat", "data": "link.satellite_rate",
    "downlink": "link.downlink_day",
}  # fmt: skip
"""By budget, the result that it parts."""
