"""What the user likes: declared once as data, kept between runs."""

from studio.gui.preferences.entries import PREFERENCES, Preference
from studio.gui.preferences.store import Preferences

__all__ = ["PREFERENCES", "Preference", "Preferences"]
