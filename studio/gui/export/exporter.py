"""Making files of the open design beside the window: for a look at them, and where they are wanted."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from studio.analysis import STAGES, Cancelled
from studio.design import Design
from studio.export.formats import Format, Product, Source
from studio.export.outlet import put, refuse_target
from studio.gui.export.look import Look, load_readers, look_at
from studio.gui.guard import gui_only
from studio.gui.session import Session
from studio.gui.tasks import Tasks
from studio.text import speaking, tr


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be made; equal requests give equal files."""

    format: Format
    options: tuple[tuple[str, Any], ...]
    language: str
    name: str
    """The stem of the files."""
    design: Design = field(repr=False)


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a request."""

    request: Request
    product: Product
    look: Look

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(len(data) for data in self.product.files.values())


class Exporter(QObject):
    """One thing at a time, and the newest wins. What was made is kept until something else is.

    `made` carries a :class:`Made`, `written` the paths; `idle` comes when nothing is on its way any more; `saying`
    tells what is being written where that is many things; `told` carries a line for the status bar.
    """

    made = Signal(object)
    written = Signal(object)
    failed = Signal(str)
    stopped = Signal()
    idle = Signal()
    progressed = Signal(float)
    saying = Signal(str)
    told = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._source: Source | None = None
        self._busy_with: Request | None = None
        self._target: tuple[Path, bool] | None = None
        self._gate = _Gate()
        self.newest: Made | None = None
        self.chosen: dict[str, dict[str, Any]] = {}
        """What was chosen about each format, by its name, for the next time."""
        self.tasks = Tasks(self, "export")
        self.tasks.progressed.connect(self.progressed)
        self.tasks.reported.connect(self._take)
        self.tasks.done.connect(self._done)
        self.tasks.failed.connect(self._failed)
        self.tasks.stopped.connect(self._stopped)

    @property
    def busy(self) -> bool:
        """Whether something is on its way."""
        return self.tasks.busy

    @property
    def writing(self) -> bool:
        """Whether what is on its way is to be written."""
        return self.tasks.busy and self._target is not None

    def request(self, format_: Format, options: Mapping[str, Any], language: str, name: str) -> Request:
        """The design as it is now in a format; ValueError where an option is not allowed."""
        settled = format_.settled(options)
        return Request(format_, tuple(settled.items()), language, name, self._session.design)

    @gui_only
    def make(self, request: Request) -> None:
        """Make the files of `request`, to look at."""
        if self._busy_with == request and self.busy:
            return
        if self.newest is not None and self.newest.request == request:
            self.cancel()
            self.made.emit(self.newest)
            return
        self._run(request, None)

    @gui_only
    def write(self, request: Request, target: Path, *, over: bool) -> None:
        """Write the files of `request` to `target`; what was made for a look at them is not made again."""
        if self._busy_with == request and self.busy:
            self._target = (target, over)  # they are on their way
            return
        self._run(request, (target, over))

    @gui_only
    def cancel(self) -> None:
        """Stop, and leave nothing behind; files that are being put in their place already are put there whole."""
        if self._gate.shut():
            self._target = None
            self.tasks.cancel()

    def close(self) -> None:
        """Stop, and wait for the end."""
        self._gate.shut()
        self.tasks.close()

    def _run(self, request: Request, target: tuple[Path, bool] | None) -> None:
        self._busy_with, self._target, self._gate = request, target, _Gate()
        gate = self._gate
        known = self.newest if self.newest is not None and self.newest.request == request else None
        source = self._source_of(request)
        load_readers()

        def work(checkpoint: Callable[[float], None], report: Callable[[Any], None]) -> Any:
            if target is not None:
                refuse_target(target[0], folder=not request.format.suffix, over=target[1])
            made = known
            if made is None:
                source.tell = report
                product = request_product(source, request, checkpoint)
                made = Made(request, product, look_at(request.format, product))
                report(made)
            if target is None:
                return made
            gate.enter()
            return put(made.product, target[0], over=target[1])

        self.tasks.run(work)

    def _source_of(self, request: Request) -> Source:
        """The design to be written; its results are computed once, and not at all where the window has them."""
        design = request.design
        if self._source is None or self._source.design is not design or self._source.name != request.name:
            self._source = Source(design, b"", request.name, apart=True)
        if design is self._session.design and all(self._session.status(stage) == "fresh" for stage in STAGES):
            self._source.know(self._session.results())
        return self._source

    def _take(self, what: Any) -> None:
        if isinstance(what, Made):
            self.newest = what
            self.made.emit(what)
        else:
            self.saying.emit(str(what))

    def _done(self, answer: Any) -> None:
        request, target = self._busy_with, self._target
        if isinstance(answer, Made) and target is not None and request is not None:
            self._run(request, target)  # asked for while it was made for a look
            return
        self._busy_with = self._target = None
        self.idle.emit()
        if isinstance(answer, Made):
            return
        self.told.emit(tr("Exported to {place}", place=target[0] if target is not None else ""))
        self.written.emit(answer)

    def _failed(self, reason: str) -> None:
        self._busy_with = self._target = None
        self.failed.emit(reason)

    def _stopped(self) -> None:
        self._busy_with = self._target = None
        self.stopped.emit()


def request_product(source: Source, request: Request, checkpoint: Callable[[float], None]) -> Product:
    """The files of `request`, made in the thread that calls."""
    from studio.document.baselines import baseline_designs
    from studio.document.claim import incumbent
    from studio.document.files import dump

    if not source.file:
        source.file = dump(request.design)
        source.baselines = baseline_designs(request.design)
        source.incumbent = incumbent(request.design)
    with speaking(request.language):
        return request.format.write(source, dict(request.options), checkpoint)


class _Gate:
    """Passed once on the way to the disk: before it the work may be stopped, behind it no more."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state = "open"

    def enter(self) -> None:
        with self._lock:
            if self._state == "shut":
                raise Cancelled
            self._state = "passed"

    def shut(self) -> bool:
        """Whether nobody has passed; from now on nobody will."""
        with self._lock:
            if self._state == "passed":
                return False
            self._state = "shut"
            return True
