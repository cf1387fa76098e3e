"""A picture of the Orbit view at any size, and a film of it: how large, how long, and where to."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from studio.atomic import write_bytes
from studio.gui.orbit.film import Film, is_fine, pixel_ratio
from studio.gui.orbit.film_file import VIDEO, FilmFile, film_file
from studio.gui.orbit.sharp import camera_of, elapsed_of
from studio.gui.orbit_view import OrbitView
from studio.gui.session import Session
from studio.gui.space.offscreen import png_bytes
from studio.gui.space.trial import NoGraphicsError, words, works
from studio.gui.task_dialog import TaskDialog
from studio.text import tr

_LEAST, _MOST = 64, (7680, 4320)
_MOST_SATELLITES = 5000
"""In a picture of lines; of more, an even sample is shown, and the picture says so."""


def _spin(parent: QWidget, name: str, low: int, high: int, value: int, step: int = 1) -> QSpinBox:
    box = QSpinBox(parent)
    box.setObjectName(name)
    box.setRange(low, high)
    box.setSingleStep(step)
    box.setValue(value)
    return box


class _SizeDialog(TaskDialog):
    """What both have: width and height, at first those of the view."""

    def __init__(self, view: OrbitView, parent: QWidget | None, *, window: str, name: str, title: str) -> None:
        session: Session = view.session
        super().__init__(session, parent, window=window, name=name, task=name, title=title,
                         progress=tr("Progress of the pictures"))  # fmt: skip
        self.view = view
        widget = view.widget
        self.width_box = _spin(self, f"{name}-width", _LEAST, _MOST[0], max(2 * (widget.width() // 2), _LEAST), 2)
        self.height_box = _spin(self, f"{name}-height", _LEAST, _MOST[1], max(2 * (widget.height() // 2), _LEAST), 2)
        for box, said in ((self.width_box, tr("Width of the picture")), (self.height_box, tr("Height of the picture"))):
            box.setSuffix(" px")
            box.setAccessibleName(said)
        size = QHBoxLayout()
        size.addWidget(self.width_box)
        size.addWidget(QLabel("×", self))
        size.addWidget(self.height_box)
        self.form = QFormLayout()
        self.form.addRow(tr("Size"), size)

    @property
    def size_asked(self) -> tuple[int, int]:
        """Width and height [pixels], even numbers."""
        return 2 * (self.width_box.value() // 2), 2 * (self.height_box.value() // 2)

    def _done(self, result: object) -> None:
        raise NotImplementedError

    def _stopped(self) -> None:
        self._refresh()


class PictureDialog(_SizeDialog):
    """One picture: as it is shown in points, or as lines of what is shown."""

    def __init__(self, view: OrbitView, parent: QWidget | None = None) -> None:
        super().__init__(view, parent, window="picture-dialog", name="picture",
                         title=tr("Save a picture of the orbit view"))  # fmt: skip
        self.save = self._button("save", tr("Save…"), self._ask)
        self.leave = self._button("close", tr("Close"), self.reject)
        column = QVBoxLayout(self)
        about = QLabel(tr("PNG is as shown. SVG has orbits, satellites and words as lines that stay sharp, without "
                          "imported satellites and ground tracks."), self)  # fmt: skip
        about.setWordWrap(True)
        column.addWidget(about)
        column.addLayout(self.form)
        self._finish(column, (), (self.save, self.leave))
        self.progress.hide()

    def _refresh(self) -> None:
        self.save.setEnabled(not self.tasks.busy)
        self.progress.setVisible(self.tasks.busy)

    def _done(self, result: object) -> None:
        self.accept()

    def _ask(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("Save a picture"), str(Path.home() / "orbit.png"),
                                              tr("Pictures (*.png *.svg)"))  # fmt: skip
        if name:
            self.write(Path(name))

    def write(self, path: Path) -> None:
        """Draw it, and put it at `path`; what was there stays whole where that fails."""
        width, height = self.size_asked
        if path.suffix.lower() == ".svg":
            self._write_lines(path, width, height)
            return
        try:
            image = self.view.scene.render_image(width, height, pixel_ratio(width, height), is_fine(width, height))
        except NoGraphicsError as error:
            self._tell(str(error), error=True)
        else:
            self._put(path if path.suffix else path.with_suffix(".png"), lambda _: png_bytes(image))

    def _write_lines(self, path: Path, width: int, height: int) -> None:
        """Beside the window, from where the camera stands now."""
        camera, elapsed = camera_of(self.view, width, height), elapsed_of(self.view)
        design, theme = self._session.design, "dark" if self._session.theme.colours.dark else "light"

        def make(checkpoint: Any) -> bytes:
            from studio.export.pictures.orbit import seen_sheet
            from studio.export.pictures.svg import svg_bytes

            return svg_bytes(seen_sheet(design, elapsed, camera, theme, _MOST_SATELLITES, checkpoint))

        self._put(path, make)

    def _put(self, path: Path, make: Callable[[Any], bytes]) -> None:
        """Write what `make(checkpoint)` returns, beside the window."""

        def work(checkpoint: Any, report: Any) -> None:
            data = make(checkpoint)
            try:
                write_bytes(path, data)
            except OSError as error:
                reason = error.strerror or str(error)
                raise ValueError(tr("could not be written: {reason}", reason=reason)) from None

        self.tasks.run(work)
        self._refresh()


class FilmDialog(_SizeDialog):
    """Many pictures, the clock moving on from one to the next."""

    def __init__(self, view: OrbitView, parent: QWidget | None = None) -> None:
        super().__init__(view, parent, window="film-dialog", name="film", title=tr("Save a film of the orbit view"))
        self.film: Film | None = None
        about = QLabel(tr("The view as it is now, with the clock running on from the time shown; the camera keeps what "
                          "it follows."), self)  # fmt: skip
        about.setWordWrap(True)
        self.seconds = _spin(self, "film-seconds", 1, 120, 10)
        self.seconds.setSuffix(" s")
        self.rate = _spin(self, "film-rate", 5, 60, 25)
        self.rate.setSuffix(tr(" pictures a second"))
        self.span = QDoubleSpinBox(self)
        self.span.setObjectName("film-span")
        self.span.setRange(0.01, 8760.0)
        self.span.setDecimals(2)
        self.span.setValue(view.session.clock.period / 3600.0)
        self.span.setSuffix(" h")
        self.form.addRow(tr("Length"), self.seconds)
        self.form.addRow(tr("Rate"), self.rate)
        self.form.addRow(tr("Time that passes"), self.span)
        self.video = self._button("video", tr("Save a video…"), self._ask_video)
        self.pictures = self._button("pictures", tr("Save pictures in a folder…"), self._ask_folder)
        self.cancel = self._button("stop", tr("Stop"), self.stop)
        self.leave = self._button("close", tr("Close"), self.reject)
        column = QVBoxLayout(self)
        column.addWidget(about)
        column.addLayout(self.form)
        self._finish(column, (self.video, self.pictures, self.cancel), (self.leave,))
        self._refresh()

    def begin(self, path: Path) -> None:
        """Take the film to `path`: a video where it ends in .ogv, otherwise a folder of pictures."""
        if not works():
            self._tell(words(), error=True)
            return
        try:
            file: FilmFile = film_file(path, self.rate.value())
        except OSError as error:
            self._tell(tr("could not be written: {reason}", reason=error.strerror or str(error)), error=True)
            return
        count = self.seconds.value() * self.rate.value()
        self.progress.setValue(0)
        self._tell(tr("{count} pictures …", count=count))
        self.film = Film(self.view, file, self.size_asked, count, 3600.0 * self.span.value() / count, self)
        self.film.progressed.connect(self._progressed)
        self.film.done.connect(self._ended)
        self._refresh()

    def stop(self) -> None:
        """Give up, and leave nothing behind."""
        if self.film is not None:
            self.film.stop()
            self.progress.setValue(0)
            self._tell(tr("Stopped."))

    def done(self, result: int) -> None:
        self.stop()
        super().done(result)

    def _ended(self, reason: str) -> None:
        film, self.film = self.film, None
        if film is not None:
            film.deleteLater()
        if reason:
            self._tell(tr("could not be written: {reason}", reason=reason), error=True)
        else:
            self.progress.setValue(1000)
            self._tell(tr("Saved."))
        self._refresh()

    def _refresh(self) -> None:
        busy = self.film is not None
        for part in (self.video, self.pictures, self.seconds, self.rate, self.span, self.width_box, self.height_box):
            part.setEnabled(not busy)
        self.cancel.setEnabled(busy)

    def _ask_video(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("Save a video"), str(Path.home() / f"orbit{VIDEO}"),
                                              tr("Ogg Theora videos (*.ogv)"))  # fmt: skip
        if name:
            path = Path(name)
            self.begin(path if path.suffix.lower() == VIDEO else path.with_name(path.name + VIDEO))

    def _ask_folder(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("Save pictures in a new folder"), str(Path.home() / "orbit"),
                                              tr("Folders (*)"))  # fmt: skip
        if name:
            path = Path(name)
            self.begin(path.with_name(path.name + "-pictures") if path.suffix.lower() == VIDEO else path)
