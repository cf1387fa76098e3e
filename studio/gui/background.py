"""File work beside the GUI thread: one thread does the writing in order and answers by a queued signal."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

_log = logging.getLogger(__name__)


class Background(QObject):
    """Runs functions one after the other; `then(result, error)` is called in the GUI thread."""

    _finished = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="files")
        self._finished.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], Any], then: Callable[[Any, Exception | None], None] | None = None) -> Future[Any]:
        """Do `work` soon."""
        future = self._pool.submit(work)
        if then is not None:
            future.add_done_callback(lambda done: self._emit(done, then))
        return future

    def close(self) -> None:
        """Finish what was asked for and stop the thread."""
        self._pool.shutdown(wait=True)

    def _emit(self, done: "Future[Any]", then: Callable[[Any, Exception | None], None]) -> None:
        error = done.exception()
        if error is not None and not isinstance(error, Exception):
            raise error
        self._finished.emit(then, None if error else done.result(), error)

    def _answer(self, then: Callable[[Any, Exception | None], None], result: Any, error: Exception | None) -> None:
        then(result, error)
