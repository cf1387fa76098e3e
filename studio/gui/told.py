"""A line of words that looks like a fault while it tells one."""

from PySide6.QtWidgets import QLabel

from studio.gui.inspector.words import sentence


def tell(label: QLabel, text: str, error: bool = False, plain: str = "muted") -> None:
    """Write a sentence, in the look of an error or in the `plain` one."""
    look = "error" if error else plain
    if label.property("look") != look:
        label.setProperty("look", look)
        label.style().unpolish(label)
        label.style().polish(label)
    label.setText(sentence(text))
