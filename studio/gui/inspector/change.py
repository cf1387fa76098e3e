"""The one way in which a row changes the design, and the gesture that makes one undo step of many changes."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from studio.design import Design, DesignError, Issue, check
from studio.gui.session import Session
from studio.gui.value_text import field_label
from studio.text import tr

_PAUSE_MS = 700
"""Key and wheel steps closer together than this are one undo step."""


class Gesture(QObject):
    """The token of the change that is going on: a drag has an end of its own, steps end with a pause."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._token: object = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.end)

    def begin(self) -> None:
        """A drag begins."""
        self.end()
        self._token = object()

    def step(self) -> object:
        """The token for one step of a key or the wheel."""
        if self._token is None:
            self._token = object()
        self._pause.start()
        return self._token

    @property
    def token(self) -> object:
        return self._token

    def end(self) -> None:
        """The next change is an undo step of its own."""
        self._pause.stop()
        if self._token is not None:
            self._token = None
            self._session.end_gesture()


def change(
    session: Session, path: str, label: str, edit: Callable[[Design], Design], gesture: object = None
) -> DesignError | None:
    """Edit the field at `path`; what would make that very field inconsistent is refused like a bound."""
    step = tr("Change {field}", field=field_label(path, label))
    return session.edit(step, _consistent(path, edit), gesture=gesture)


def _consistent(path: str, edit: Callable[[Design], Design]) -> Callable[[Design], Design]:
    def edited(design: Design) -> Design:
        fresh = edit(design)
        fault = _fault(fresh, path)
        # A field that is inconsistent already may be moved freely, or it could not be mended in steps.
        if fault is not None and _fault(design, path) is None:
            raise DesignError(path, fault.text)
        return fresh

    return edited


def _fault(design: Design, path: str) -> Issue | None:
    return next((one for one in check(design) if one.severity == "error" and one.where == path), None)
