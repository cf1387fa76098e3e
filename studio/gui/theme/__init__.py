"""The look: named colours, the palette and the style sheet made of them, and the size of texts."""

from studio.gui.theme.colours import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, ROLES, THEMES, Colours
from studio.gui.theme.dressing import dress
from studio.gui.theme.theme import Theme

__all__ = ["CONTRAST_DARK", "CONTRAST_LIGHT", "DARK", "LIGHT", "ROLES", "THEMES", "Colours", "Theme", "dress"]
