"""The look: two sets of colours, the palettes and the one style sheet made of them."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from studio import resource
from studio.gui.guard import gui_only


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours as "#rrggbb"; `series` are told apart by people who see red and green alike."""

    dark: bool
    window: str
    surface: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    green: str
    amber: str
    red: str
    series: tuple[str, ...]


DARK = Colours(
    True, "#14171c", "#1b1f26", "#252b34", "#38404c", "#e6e9ee", "#97a1b0", "#4da3ff", "#0b1017",
    "#3fb983", "#e2a93b", "#ef6461",
    ("#f2b134", "#4da3ff", "#3fc6b0", "#e36bae", "#a98bff", "#ff8a5c", "#9bd15a"),
)  # fmt: skip
LIGHT = Colours(
    False, "#eef0f3", "#ffffff", "#f6f7f9", "#cbd1d9", "#1a2029", "#5c6675", "#0b66c3", "#ffffff",
    "#1c8a5b", "#a86a00", "#c0342f",
    ("#b97800", "#0b66c3", "#0b8a78", "#b23d83", "#6a4fc4", "#c4501f", "#4f8a12"),
)  # fmt: skip


class Theme(QObject):
    """The colours in use; views repaint on `changed`."""

    changed = Signal()

    def __init__(self, dark: bool = True) -> None:
        super().__init__()
        self.colours = DARK if dark else LIGHT

    @gui_only
    def use(self, dark: bool) -> None:
        self.colours = DARK if dark else LIGHT
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setStyle(QStyleFactory.create("Fusion"))
            app.setPalette(palette(self.colours))
            app.setStyleSheet(style_sheet(self.colours))
        self.changed.emit()


def palette(c: Colours) -> QPalette:
    """The Qt palette of the colours, disabled text included."""
    roles = QPalette.ColorRole
    chosen = QPalette()
    for role, colour in (
        (roles.Window, c.window), (roles.Base, c.surface), (roles.AlternateBase, c.raised), (roles.Button, c.raised),
        (roles.WindowText, c.text), (roles.Text, c.text), (roles.ButtonText, c.text), (roles.ToolTipText, c.text),
        (roles.ToolTipBase, c.raised), (roles.Highlight, c.accent), (roles.HighlightedText, c.on_accent),
        (roles.Link, c.accent), (roles.PlaceholderText, c.muted), (roles.Mid, c.line), (roles.Dark, c.line),
        (roles.Light, c.raised), (roles.BrightText, c.red),
    ):  # fmt: skip
        chosen.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        chosen.setColor(QPalette.ColorGroup.Disabled, role, QColor(c.muted))
    return chosen


def style_sheet(c: Colours) -> str:
    """The style sheet; widgets choose a look by the dynamic property `look`."""
    arrow = resource.path("icons", f"chevron-down-{'dark' if c.dark else 'light'}.svg").as_posix()
    return f"""
    QToolTip {{ background: {c.raised}; color: {c.text}; border: 1px solid {c.line}; padding: 4px; }}
    QMainWindow::separator {{ background: {c.window}; width: 5px; height: 5px; }}
    QMainWindow::separator:hover {{ background: {c.accent}; }}
    QDockWidget {{ font-weight: 600; color: {c.text}; }}
    QDockWidget::title {{ background: {c.window}; padding: 6px 8px; border-bottom: 1px solid {c.line}; }}
    QTabWidget::pane {{ border: 1px solid {c.line}; border-radius: 4px; background: {c.surface}; }}
    QTabBar::tab {{ background: transparent; color: {c.muted}; padding: 6px 7px; border: none;
                    border-bottom: 2px solid transparent; }}
    QTabBar::tab:selected {{ color: {c.text}; border-bottom: 2px solid {c.accent}; }}
    QTabBar::tab:hover {{ color: {c.text}; }}
    QLineEdit, QComboBox, QSpinBox, QAbstractSpinBox, QPlainTextEdit {{ background: {c.surface}; color: {c.text};
        border: 1px solid {c.line}; border-radius: 4px; padding: 3px 6px; selection-background-color: {c.accent}; }}
    QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{ border: 1px solid {c.accent}; }}
    QLineEdit:disabled, QComboBox:disabled {{ color: {c.muted}; background: {c.window}; }}
    QComboBox::drop-down {{ border: none; width: 20px; }}
    QComboBox::down-arrow {{ image: url("{arrow}"); width: 12px; height: 12px; }}
    QComboBox QAbstractItemView {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.line};
        selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
    QScrollBar:vertical {{ background: transparent; width: 11px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 11px; margin: 0; }}
    QScrollBar::handle {{ background: {c.line}; border-radius: 4px; margin: 2px; }}
    QScrollBar::handle:vertical {{ min-height: 28px; }} QScrollBar::handle:horizontal {{ min-width: 28px; }}
    QScrollBar::handle:hover {{ background: {c.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QLineEdit[look="wrong"] {{ border: 1px solid {c.red}; }}
    QPushButton, QToolButton {{ background: {c.raised}; color: {c.text}; border: 1px solid {c.line};
        border-radius: 4px; padding: 4px 10px; }}
    QToolButton {{ padding: 3px 6px; }}
    QToolButton[look="page"] {{ background: transparent; border: none; border-bottom: 2px solid transparent;
        border-radius: 0; color: {c.muted}; padding: 4px 3px; }}
    QToolButton[look="page"]:hover, QToolButton[look="page"]:focus {{ color: {c.text}; }}
    QToolButton[look="page"]:checked {{ color: {c.text}; background: transparent;
        border-bottom: 2px solid {c.accent}; }}
    QToolButton[look="workspace"] {{ background: transparent; border: none; border-bottom: 2px solid transparent;
        border-radius: 0; color: {c.muted}; padding: 0 5px; }}
    QToolButton[look="workspace"]:hover, QToolButton[look="workspace"]:focus {{ color: {c.text}; }}
    QToolButton[look="workspace"]:checked {{ color: {c.text}; background: transparent;
        border-bottom: 2px solid {c.accent}; }}
    QPushButton:hover, QToolButton:hover {{ border-color: {c.accent}; }}
    QPushButton:pressed, QToolButton:pressed, QToolButton:checked {{ background: {c.accent}; color: {c.on_accent}; }}
    QPushButton:disabled, QToolButton:disabled {{ color: {c.muted}; background: {c.window}; }}
    QGroupBox {{ border: 1px solid {c.line}; border-radius: 5px; margin-top: 10px; padding-top: 8px;
        font-weight: 600; }}
    QGroupBox::title {{ subcontrol-origin: margin; left: 8px; padding: 0 4px; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: {c.surface}; border: none; }}
    QTreeView, QTableView, QListView {{ background: {c.surface}; alternate-background-color: {c.raised};
        border: 1px solid {c.line}; border-radius: 4px; }}
    QHeaderView::section {{ background: {c.window}; color: {c.muted}; border: none; padding: 4px 6px;
        border-bottom: 1px solid {c.line}; }}
    QMenuBar {{ background: {c.window}; }} QMenuBar::item:selected, QMenu::item:selected {{ background: {c.accent};
        color: {c.on_accent}; }}
    QMenu {{ background: {c.surface}; border: 1px solid {c.line}; }}
    QMenu::item:disabled {{ color: {c.muted}; }}
    QStatusBar {{ background: {c.window}; border-top: 1px solid {c.line}; }} QStatusBar::item {{ border: none; }}
    QSlider::groove:horizontal {{ height: 4px; background: {c.line}; border-radius: 2px; }}
    QSlider::sub-page:horizontal {{ background: {c.accent}; border-radius: 2px; }}
    QSlider::handle:horizontal {{ background: {c.text}; width: 12px; margin: -5px 0; border-radius: 6px; }}
    QProgressBar {{ background: {c.line}; border: none; border-radius: 3px; max-height: 6px; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
    QLabel[look="muted"] {{ color: {c.muted}; }}
    QLabel[look="error"] {{ color: {c.red}; }}
    QLabel[look="heading"] {{ font-weight: 600; font-size: 11pt; }}
    QLabel[look="figure"] {{ font-weight: 600; font-size: 13pt; }}
    """
