"""The theme in use."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QStyleHints
from PySide6.QtWidgets import QApplication, QStyleFactory

from studio.gui.font_follower import follow_font
from studio.gui.guard import gui_only
from studio.gui.theme.colours import DARK, LIGHT, SYSTEM, THEMES
from studio.gui.theme.dressing import Dressing
from studio.gui.theme.scale import USUAL
from studio.gui.theme.style import palette, style_sheet

_STYLED = "dawnline-styled"


class Theme(QObject):
    """The colours in use, and the size of texts; views repaint on `changed`."""

    changed = Signal()

    def __init__(self, dark: bool = True) -> None:
        super().__init__()
        self.colours = DARK if dark else LIGHT
        self.percent = 100
        """The size of texts, of that which the system gives them."""
        self._name = "dark" if dark else "light"
        self.dressing = Dressing(self)
        hints = QGuiApplication.styleHints() if QGuiApplication.instance() is not None else None
        if hints is not None:
            hints.colorSchemeChanged.connect(self._follow_system)

    @property
    def name(self) -> str:
        """The theme chosen, perhaps "system"."""
        return self._name

    @gui_only
    def use(self, name: str | bool) -> None:
        """Take the colours of a theme; True and False are the dark and the light one."""
        self._name = {True: "dark", False: "light"}.get(name, str(name)) if isinstance(name, bool) else name
        self._apply()

    @gui_only
    def resize(self, percent: int) -> None:
        """Draw texts at so many percent of their usual size."""
        if percent != self.percent:
            self.percent = percent
            self._apply()

    def _apply(self) -> None:
        name = system_theme(QGuiApplication.styleHints()) if self._name == SYSTEM else self._name
        self.colours = THEMES.get(name, DARK)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            font = _scaled(app, self.percent)
            resized = font != app.font()
            if resized:
                app.setFont(font)
                # Where there is a style sheet, widgets that are there take the font only of a class that they are of.
                app.setFont(font, "QWidget")  # type: ignore[arg-type]
            if not app.property(_STYLED):  # once: every widget is dressed anew with each style, too
                app.setStyle(QStyleFactory.create("Fusion"))
                app.setProperty(_STYLED, True)
            wanted, sheet = palette(self.colours), style_sheet()
            recoloured = wanted != app.palette()
            if recoloured:
                app.setPalette(wanted)
            if sheet != app.styleSheet():
                app.setStyleSheet(sheet)
            elif recoloured:
                self.dressing.renew()
            if resized:
                follow_font()
        self.changed.emit()

    def _follow_system(self) -> None:
        if self._name == SYSTEM:
            self._apply()


def system_theme(hints: QStyleHints) -> str:
    """The theme that the system asks for: light or dark, with strong contrast where it says so."""
    ground = "light" if hints.colorScheme() == Qt.ColorScheme.Light else "dark"
    wish = hints.accessibility().contrastPreference() if hasattr(hints, "accessibility") else None
    return f"contrast-{ground}" if wish == Qt.ContrastPreference.HighContrast else ground


def _scaled(app: QApplication, percent: int) -> QFont:
    """The font of the application at another size than the system gave it."""
    usual = app.property(USUAL)
    if not isinstance(usual, QFont):
        usual = QFont(app.font())
        app.setProperty(USUAL, usual)
    font = QFont(usual)
    font.setFamilies(app.font().families())  # those of the language, which may be another one since
    if usual.pointSizeF() > 0:
        font.setPointSizeF(usual.pointSizeF() * percent / 100)
    else:
        font.setPixelSize(round(usual.pixelSize() * percent / 100))
    return font
