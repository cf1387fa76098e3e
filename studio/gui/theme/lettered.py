"""Labels in larger letters: their size stands at the label, not in the style sheet.

A style sheet that names a size is another one for every size of texts, and to give Qt another sheet polishes each of
the thousands of widgets once for every widget that it stands in: six to eleven seconds for a window that was used.
"""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel

from studio.gui.font_follower import with_font
from studio.gui.theme.scale import text_scale

_POINTS = {"heading": 11.0, "figure": 13.0}
"""By look, where texts have their usual size"""


def lettered(label: QLabel, look: str = "heading") -> None:
    """Give a label a look, and the size of a "heading" or a "figure" where it is that, which follows that of texts."""
    label.setProperty("look", look)
    if look not in _POINTS:
        return

    def size() -> None:
        font = QFont()
        font.setPointSizeF(_POINTS[look] * text_scale())  # the family is still that of the application
        font.setWeight(QFont.Weight.DemiBold)
        label.setFont(font)

    with_font(label, size)
