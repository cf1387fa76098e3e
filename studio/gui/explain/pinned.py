"""Explanations that are kept: each in a dock of its own, which floats at first, beside the one that goes on."""

from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDockWidget

from studio.gui.explain.panel import ExplainPanel
from studio.text import tr

if TYPE_CHECKING:
    from studio.gui.window import MainWindow

_STEP = 28
"""Pixels by which the next one is moved, so that both are seen."""


def pin(window: "MainWindow", name: str) -> QDockWidget | None:
    """Show the explanation of `name` in a dock of its own; nothing where nothing is explained."""
    session = window.session
    if session is None or not name:
        return None
    taken = {dock.objectName() for dock in window.findChildren(QDockWidget)}
    number = next(one for one in count(1) if f"dock-explain-pinned-{one}" not in taken)
    dock = QDockWidget(tr("Explain: {label}", label=window.anywhere.label(name)), window)
    dock.setObjectName(f"dock-explain-pinned-{number}")
    dock.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    panel = ExplainPanel(session, dock)
    panel.setObjectName(f"explain-pinned-{number}")
    panel.pin_button.hide()
    panel.field_requested.connect(window.focus_field)
    panel.seek_requested.connect(window.dialogs.seek)
    panel.chain_requested.connect(window.show_chain)
    panel.show_name(name)
    dock.setWidget(panel)
    dock.installEventFilter(window.anywhere)
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    dock.setFloating(True)
    em = window.fontMetrics().height()
    dock.resize(em * 22, em * 36)
    dock.move(window.mapToGlobal(QPoint(window.width() // 2 + _STEP * number, 3 * em + _STEP * number)))
    dock.show()
    return dock
