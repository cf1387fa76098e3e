"""A picture of a plot or a page at any size, as PNG or SVG, to the clipboard or a file."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QFormLayout, QHBoxLayout, QLabel, QPushButton, QSpinBox, QVBoxLayout
from PySide6.QtWidgets import QWidget as Widget

from studio.gui.picture_files import PictureFiles
from studio.gui.told import tell
from studio.gui.writing import picture_of
from studio.text import tr

_LEAST, _MOST = 64, 7680


class SavePicture(QDialog):
    """Width and height keep the shape of `widget`; `stem` begins the name of the file."""

    def __init__(self, widget: Widget, stem: str, parent: Widget | None = None) -> None:
        super().__init__(parent if parent is not None else widget.window())
        self.setObjectName("save-picture")
        self.setWindowTitle(tr("Save picture"))
        self.widget, self._stem = widget, stem
        self.files = PictureFiles(self)
        self.files.told.connect(self._tell)
        self._shape = max(widget.height(), 1) / max(widget.width(), 1)
        self.width_box = self._size("save-picture-width", tr("Width of the picture"), self._most_width())
        self.height_box = self._size("save-picture-height", tr("Height of the picture"), _MOST)
        self.width_box.setValue(2 * widget.width())
        self._follow_width(self.width_box.value())
        self.width_box.valueChanged.connect(self._follow_width)
        self.height_box.valueChanged.connect(self._follow_height)
        about = QLabel(tr("PNG has so many points, and words as large in proportion. SVG stays sharp at any size."))
        about.setWordWrap(True)
        self.status = QLabel(self)
        self.status.setObjectName("save-picture-status")
        self.status.setWordWrap(True)
        form = QFormLayout()
        form.addRow(tr("Width"), self.width_box)
        form.addRow(tr("Height"), self.height_box)
        buttons = QHBoxLayout()
        self.copy = self._button("copy", tr("Copy"), self.copy_picture)
        self.save = self._button("save", tr("Save…"), self.ask)
        self.leave = self._button("close", tr("Close"), self.reject)
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        buttons.addWidget(self.save)
        buttons.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.addWidget(about)
        column.addLayout(form)
        column.addWidget(self.status)
        column.addLayout(buttons)
        self.save.setDefault(True)
        self.setMinimumWidth(24 * self.fontMetrics().height())

    @property
    def scale(self) -> float:
        """Points of the picture for one of the window."""
        return self.width_box.value() / max(self.widget.width(), 1)

    def copy_picture(self) -> None:
        """Put it on the clipboard in this size."""
        QGuiApplication.clipboard().setImage(picture_of(self.widget, self.scale))
        self._tell(tr("Copied."))

    def ask(self) -> None:
        """Let the user say where it goes."""
        name, _ = QFileDialog.getSaveFileName(self, tr("Save a picture"), str(Path.home() / f"{self._stem}.png"),
                                              tr("Pictures (*.png *.svg)"))  # fmt: skip
        if name:
            self.write(Path(name))

    def write(self, path: Path) -> None:
        """As an SVG where the name ends so, and else as a PNG."""
        self._tell(tr("Writing…"))
        self.files.write(path, self.widget, self.scale)

    def _most_width(self) -> int:
        return max(min(_MOST, int(_MOST / self._shape)), _LEAST)

    def _size(self, name: str, label: str, most: int) -> QSpinBox:
        box = QSpinBox(self)
        box.setObjectName(name)
        box.setAccessibleName(label)
        box.setRange(_LEAST if name.endswith("width") else 1, most)
        box.setSuffix(" px")
        box.setKeyboardTracking(False)
        return box

    def _button(self, name: str, text: str, run) -> QPushButton:  # type: ignore[no-untyped-def]
        button = QPushButton(text, self)
        button.setObjectName(f"save-picture-{name}")
        button.clicked.connect(lambda: run())
        return button

    def _follow_width(self, width: int) -> None:
        self.height_box.blockSignals(True)
        self.height_box.setValue(round(width * self._shape))
        self.height_box.blockSignals(False)

    def _follow_height(self, height: int) -> None:
        self.width_box.blockSignals(True)
        self.width_box.setValue(round(height / self._shape))
        self.width_box.blockSignals(False)

    def _tell(self, text: str, error: bool = False) -> None:
        tell(self.status, text, error)


def ask_picture(widget: Widget, stem: str) -> SavePicture:
    """Open the dialog beside the window of `widget`."""
    from PySide6.QtCore import Qt

    dialog = SavePicture(widget, stem)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
