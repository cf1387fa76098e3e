"""The Qt palette and the style sheet of a set of colours."""

from PySide6.QtGui import QColor, QPalette

from studio import resource
from studio.gui.theme.colours import ROLES, Colours


def palette(c: Colours) -> QPalette:
    """The Qt palette of the colours, disabled text included."""
    roles = QPalette.ColorRole
    chosen = QPalette()
    for role, colour in (
        (roles.Window, c.window), (roles.Base, c.surface), (roles.AlternateBase, c.raised), (roles.Button, c.raised),
        (roles.WindowText, c.text), (roles.Text, c.text), (roles.ButtonText, c.text), (roles.ToolTipText, c.text),
        (roles.ToolTipBase, c.raised), (roles.Highlight, c.accent), (roles.HighlightedText, c.on_accent),
        (roles.Link, c.accent), (roles.PlaceholderText, c.muted), (roles.Mid, c.line), (roles.Dark, c.edge),
        (roles.Light, c.raised), (roles.BrightText, c.red), (roles.LinkVisited, c.amber),
    ):  # fmt: skip
        chosen.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        chosen.setColor(QPalette.ColorGroup.Disabled, role, QColor(c.muted))
    return chosen


def style_sheet() -> str:
    """The one style sheet, for texts of every size; widgets choose a look by the property `look`."""
    c = ROLES
    arrow, up = (resource.path("icons", f"chevron-{way}.svg").as_posix() for way in ("down", "up"))
    return f"""
    QToolTip {{ background: {c.raised}; color: {c.text}; border: 1px solid {c.line}; padding: 4px; }}
    QMainWindow::separator {{ background: {c.window}; width: 5px; height: 5px; }}
    QMainWindow::separator:hover {{ background: {c.accent}; }}
    QDockWidget {{ font-weight: 600; color: {c.text}; }}
    QDockWidget::title {{ background: {c.window}; padding: 5px 8px 4px 8px; border-bottom: 1px solid {c.line}; }}
    QTabWidget::pane {{ border: 1px solid {c.line}; border-radius: 4px; background: {c.surface}; }}
    QTabBar::tab {{ background: transparent; color: {c.muted}; padding: 6px 5px; border: none;
                    border-bottom: 2px solid transparent; }}
    QTabBar::tab:selected {{ color: {c.text}; border-bottom: 2px solid {c.accent}; }}
    QTabBar::tab:hover {{ color: {c.text}; }}
    QLineEdit, QComboBox, QSpinBox, QAbstractSpinBox, QPlainTextEdit {{ background: {c.surface}; color: {c.text};
        border: 1px solid {c.edge}; border-radius: 4px; padding: 3px 6px; selection-background-color: {c.accent}; }}
    QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{ border: 1px solid {c.accent}; }}
    QLineEdit:disabled, QComboBox:disabled {{ color: {c.muted}; background: {c.window}; }}
    QComboBox::drop-down {{ border: none; width: 20px; }}
    QComboBox::down-arrow {{ image: url("{arrow}"); width: 12px; height: 12px; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: none; width: 16px;
        background: transparent; }}
    QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{ background: {c.line}; }}
    QAbstractSpinBox::up-arrow {{ image: url("{up}"); width: 9px; height: 9px; }}
    QAbstractSpinBox::down-arrow {{ image: url("{arrow}"); width: 9px; height: 9px; }}
    QComboBox QAbstractItemView {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.line};
        selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
    QScrollBar:vertical {{ background: transparent; width: 11px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 11px; margin: 0; }}
    QScrollBar::handle {{ background: {c.edge}; border-radius: 4px; margin: 2px; }}
    QScrollBar::handle:vertical {{ min-height: 28px; }} QScrollBar::handle:horizontal {{ min-width: 28px; }}
    QScrollBar::handle:hover {{ background: {c.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QLineEdit[look="wrong"] {{ border: 1px solid {c.red}; }}
    QPushButton, QToolButton {{ background: {c.raised}; color: {c.text}; border: 1px solid {c.edge};
        border-radius: 4px; padding: 4px 10px; }}
    QToolButton {{ padding: 3px 6px; }}
    QToolButton[popupMode="1"] {{ padding-right: 24px; }} QToolButton[popupMode="2"] {{ padding-right: 20px; }}
    QToolButton::menu-button {{ border: none; border-left: 1px solid {c.edge}; width: 18px; }}
    QToolButton::menu-arrow, QToolButton::menu-indicator {{ image: url("{arrow}"); width: 10px; height: 10px; }}
    QToolButton::menu-indicator {{ subcontrol-origin: padding; subcontrol-position: center right; right: 5px; }}
    QToolButton[look="page"] {{ background: transparent; border: none; border-bottom: 2px solid transparent;
        border-radius: 0; color: {c.muted}; padding: 4px 3px; }}
    QToolButton[look="page"]:hover, QToolButton[look="page"]:focus {{ color: {c.text}; }}
    QToolButton[look="page"]:checked {{ color: {c.text}; background: transparent;
        border-bottom: 2px solid {c.accent}; }}
    QToolButton[look="workspace"] {{ background: transparent; border: none; border-bottom: 2px solid transparent;
        border-radius: 0; color: {c.muted}; padding: 0 5px; }}
    QToolButton#workspace-list {{ padding-right: 14px; }}
    QToolButton[look="workspace"]:hover, QToolButton[look="workspace"]:focus {{ color: {c.text}; }}
    QToolButton[look="workspace"]:checked {{ color: {c.text}; background: transparent;
        border-bottom: 2px solid {c.accent}; }}
    QToolButton[look="page"]:focus, QToolButton[look="workspace"]:focus {{ border-bottom: 2px solid {c.muted}; }}
    QToolButton[look="page"]:checked:focus, QToolButton[look="workspace"]:checked:focus {{
        border-bottom: 2px solid {c.text}; }}
    QPushButton:hover, QToolButton:hover, QPushButton:focus, QToolButton:focus {{ border-color: {c.accent}; }}
    QPushButton:pressed, QToolButton:pressed, QToolButton:checked {{ background: {c.accent}; color: {c.on_accent}; }}
    QPushButton:disabled, QToolButton:disabled {{ color: {c.muted}; background: {c.window}; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
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
    QSlider::groove:horizontal {{ height: 4px; background: {c.edge}; border-radius: 2px; }}
    QSlider::sub-page:horizontal {{ background: {c.accent}; border-radius: 2px; }}
    QSlider::handle:horizontal {{ background: {c.text}; width: 12px; margin: -5px 0; border-radius: 6px; }}
    QProgressBar {{ background: {c.line}; border: none; border-radius: 3px; max-height: 6px; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
    QLabel[look="muted"] {{ color: {c.muted}; }}
    QLabel[look="error"] {{ color: {c.red}; }}
    """
