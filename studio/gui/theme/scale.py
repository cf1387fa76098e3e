"""How large the user wants texts, for what is not drawn by Qt."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

USUAL = "usual-font"
"""The property of the application that remembers its font at 100 %."""


def text_scale() -> float:
    """The size of texts, of that which the system gives them."""
    app = QApplication.instance()
    usual = app.property(USUAL) if isinstance(app, QApplication) else None
    if not isinstance(app, QApplication) or not isinstance(usual, QFont):
        return 1.0
    if usual.pointSizeF() > 0:
        return app.font().pointSizeF() / usual.pointSizeF()
    return app.font().pixelSize() / usual.pixelSize()
