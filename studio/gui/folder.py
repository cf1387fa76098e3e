"""Showing where a file is."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def show_folder(path: Path) -> bool:
    """Open the folder of `path` in the file manager; False where there is none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
