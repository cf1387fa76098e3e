"""What stands where in the window: docks round a centre of tabs."""

from PySide6.QtCore import Qt

from studio.text import mark

DOCKS: dict[str, tuple[str, Qt.DockWidgetArea]] = {
    "design": (mark("Design"), Qt.DockWidgetArea.LeftDockWidgetArea),
    "margins": (mark("Margins"), Qt.DockWidgetArea.RightDockWidgetArea),
    "explain": (mark("Explain"), Qt.DockWidgetArea.RightDockWidgetArea),
    "power": (mark("Power"), Qt.DockWidgetArea.BottomDockWidgetArea),
    "thermal": (mark("Thermal"), Qt.DockWidgetArea.BottomDockWidgetArea),
}
TABS: dict[str, str] = {
    "orbit": mark("Orbit"),
    "panel": mark("Panel"),
    "satellite": mark("Satellite"),
    "season": mark("Season"),
    "fleet": mark("Fleet"),
    "money": mark("Money"),
    "factory": mark("Factory"),
    "claims": mark("Claims"),
    "study": mark("Study"),
    "compare": mark("Compare"),
    "review": mark("Review"),
}
