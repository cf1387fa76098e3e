"""A Panel tab on its own, computed at once, for the tests of it."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio.document.document import Document
from studio.document.presets import preset
from studio.gui.panel import PanelView
from studio.gui.session import Session
from studio.gui.theme import Theme
from studio.jobs.immediate import ImmediateWorker


def make_panel(qtbot, name: str = "shell-30deg", size: tuple[int, int] = (1400, 950), dark: bool = True) -> PanelView:
    theme = Theme()
    theme.use(dark)
    session = Session(Document(preset(name)), theme, ImmediateWorker)
    view = PanelView(session)
    session.setParent(view)
    qtbot.addWidget(view, before_close_func=lambda widget: widget.session.close())
    view.resize(*size)
    view.show()
    session.start()
    settle()
    return view


def settle() -> None:
    for _ in range(6):
        QApplication.processEvents()


def names(view: PanelView) -> list[str]:
    return [layer.name for layer in view.session.design.stack.layers]


def thickness(view: PanelView, name: str) -> float:
    return next(layer.thickness for layer in view.session.design.stack.layers if layer.name == name)


def band_point(view: PanelView, position: int) -> QPoint:
    """The middle of a layer in the picture."""
    return view.section.places.band(position).center().toPoint()


def edge_point(view: PanelView, position: int) -> QPoint:
    """On the lower edge of a layer in the picture."""
    band = view.section.places.band(position)
    return QPointF(band.center().x(), band.bottom()).toPoint()


def drag(widget, start: QPoint, end: QPoint, steps: int = 4, release: bool = True) -> None:
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, steps + 1):
        move(widget, start + (end - start) * step / steps)
    if release:
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=end)
    settle()


def move(widget, place: QPoint) -> None:
    """Move the mouse with the left button held; QTest's own moves carry no button."""
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    local, shared = QPointF(place), QPointF(widget.mapToGlobal(place))
    left = Qt.MouseButton.LeftButton
    event = QMouseEvent(QEvent.Type.MouseMove, local, shared, Qt.MouseButton.NoButton, left,
                        Qt.KeyboardModifier.NoModifier)  # fmt: skip
    QApplication.sendEvent(widget, event)
