"""The style sheet of what holds rows."""

from studio.gui.theme import Colours


def row_style(colours: Colours) -> str:
    """The looks of section heads, units, warnings, and what has the keyboard."""
    return (
        f'QToolButton[look="section"] {{ background: transparent; border: none; border-radius: 4px;'
        f" border-bottom: 1px solid {colours.line}; font-weight: 600; text-align: left; padding: 5px 4px;"
        f" color: {colours.text}; }}"
        f' QToolButton[look="section"]:hover, QToolButton[look="section"]:focus {{ color: {colours.accent};'
        f" border-bottom: 1px solid {colours.accent}; }}"
        f' QPushButton[look="unit"] {{ background: transparent; border: none; color: {colours.muted};'
        f" padding: 2px 2px; text-align: left; }}"
        f' QPushButton[look="unit"]:enabled:hover {{ color: {colours.accent}; }}'
        f' QPushButton[look="unit"]::menu-indicator {{ image: none; width: 0; }}'
        f' QLabel[look="warning"] {{ color: {colours.amber}; }}'
        f" QLabel:disabled {{ color: {colours.muted}; }}"
        f" QCheckBox:focus {{ color: {colours.accent}; }}"
        f" QSlider::handle:horizontal:focus {{ background: {colours.accent}; }}"
    )
