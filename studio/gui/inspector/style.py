"""The style sheet of what holds rows."""

from studio.gui.theme import ROLES


def row_style() -> str:
    """The looks of section heads, units, warnings, and what has the keyboard."""
    return (
        f'QToolButton[look="section"] {{ background: transparent; border: none; border-radius: 4px;'
        f" border-bottom: 1px solid {ROLES.line}; font-weight: 600; text-align: left; padding: 5px 4px;"
        f" color: {ROLES.text}; }}"
        f' QToolButton[look="section"]:hover, QToolButton[look="section"]:focus {{ color: {ROLES.accent};'
        f" border-bottom: 1px solid {ROLES.accent}; }}"
        f' QPushButton[look="unit"] {{ background: transparent; border: none; color: {ROLES.muted};'
        f" padding: 2px 2px; text-align: left; }}"
        f' QPushButton[look="unit"]:enabled:hover {{ color: {ROLES.accent}; }}'
        f' QPushButton[look="unit"]::menu-indicator {{ image: none; width: 0; }}'
        f' QLabel[look="warning"] {{ color: {ROLES.amber}; }}'
        f" QLabel:disabled {{ color: {ROLES.muted}; }}"
        f" QCheckBox:focus {{ color: {ROLES.accent}; }}"
        f" QSlider::handle:horizontal:focus {{ background: {ROLES.accent}; }}"
    )
