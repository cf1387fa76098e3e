"""The box of a whole number, as the pages of studies ask for one."""

from PySide6.QtWidgets import QSpinBox, QWidget


def spin_box(name: str, title: str, low: int, high: int, parent: QWidget, *, grouped: bool = True) -> QSpinBox:
    """A box called `name` that says what it is for; `grouped` parts the thousands."""
    box = QSpinBox(parent)
    box.setObjectName(name)
    box.setAccessibleName(title)
    box.setToolTip(title)
    box.setRange(low, high)
    box.setGroupSeparatorShown(grouped)
    return box
