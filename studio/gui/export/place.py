"""Where exported files go: safe names, the last folder, and the question before anything is written over."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMessageBox, QWidget

from studio.export.formats import Format
from studio.gui.session import Session
from studio.text import tr

_KEY = "export/folder"
_LONGEST = 80
_RESERVED = {"con", "prn", "aux", "nul", *(f"{kind}{number}" for kind in ("com", "lpt") for number in range(1, 10))}
"""Names that Windows keeps for devices."""


def stem_of(session: Session) -> str:
    """What the files of the open design are called, without their endings."""
    path = session.document.path
    return path.stem if path is not None else safe_name(session.design.title)


def safe_name(title: str) -> str:
    """`title` as a file name on every system."""
    kept = "".join(letter if letter.isprintable() and letter not in '<>:"/\\|?*' else "-" for letter in title)
    name = " ".join(kept.split())[:_LONGEST].strip(" .-")
    return f"{name}-design" if name.lower() in _RESERVED else name or "design"


def last_folder(session: Session, settings: QSettings) -> Path:
    """The folder exported to last, or that of the design, or the user's own."""
    kept = settings.value(_KEY)
    if isinstance(kept, str) and kept and Path(kept).is_dir():
        return Path(kept)
    path = session.document.path
    if path is not None:
        return path.parent
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()


def remember_folder(settings: QSettings, folder: Path) -> None:
    """Begin there the next time."""
    settings.setValue(_KEY, str(folder))


def fresh_folder(session: Session, settings: QSettings, today: date | None = None) -> Path:
    """A folder that is not there yet, named after the design and the day."""
    day = (today if today is not None else date.today()).isoformat()
    first = last_folder(session, settings) / f"{safe_name(session.design.title)}-{day}"
    path, number = first, 1
    while path.exists():
        number += 1
        path = first.with_name(f"{first.name}-{number}")
    return path


def may_write(target: Path, format_: Format, parent: QWidget) -> bool | None:
    """Whether to write over what is at `target`: None where the user would rather not; False where nothing is."""
    folder = not format_.suffix
    try:
        taken = any(target.iterdir()) if folder and target.is_dir() else target.is_file()
    except (OSError, ValueError):
        return False  # the writing says what is the matter
    if not taken:
        return False
    if folder:
        text = tr("The folder “{name}” is not empty. Files of the same names are replaced; all others stay.",
                  name=target.name)  # fmt: skip
    else:
        text = tr("“{name}” exists already. It is replaced.", name=target.name)
    box = QMessageBox(QMessageBox.Icon.Question, tr("Write over it?"), text, QMessageBox.StandardButton.Cancel, parent)
    box.setObjectName("write-over")
    replace = box.addButton(tr("Replace"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    agreed = box.clickedButton() is replace
    box.deleteLater()
    return True if agreed else None
