"""The link to newer versions in the menu Help: only where the user wants it, and never more than a link."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from studio import __version__
from studio.published import releases
from studio.text import tr

if TYPE_CHECKING:
    from studio.gui.window import MainWindow

PREFERENCE, ACTION = "newer-versions", "newer-version"


def look(window: "MainWindow") -> None:
    """Open the page in the browser; where there is none, say so."""
    if window.session is None:
        return
    tell = window.session.notices.tell
    address = releases()
    if not address:
        tell(tr("This is Dawnline {version}. There is no page yet on which newer versions are published.",
                version=__version__))  # fmt: skip
    elif not QDesktopServices.openUrl(QUrl(address)):
        tell(tr("No browser could be opened. Newer versions are published at {address}", address=address), "warning")


def follow(window: "MainWindow") -> None:
    """Show the line of the menu while the preference is on."""
    action = window.actions_by_name[ACTION]

    def show(name: str) -> None:
        if name == PREFERENCE:
            action.setVisible(window.preferences.is_on(PREFERENCE))

    show(PREFERENCE)
    window.preferences.changed.connect(show)
