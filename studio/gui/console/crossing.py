"""Calls from the thread of the console into that of the window, where alone the session and widgets are touched."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, TimeoutError
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from studio.scripting import ScriptError
from studio.text import mark, tr

_T = TypeVar("_T")
_SLICE = 0.05
"""How long a wait may hold off an interrupt [s]."""


class Crossing(QObject):
    """`call` waits for what a function returns in the thread of the window."""

    _asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closed = threading.Event()
        self._asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def call(self, function: Callable[[], _T]) -> _T:
        """What `function` returns or raises over there."""
        if threading.current_thread() is threading.main_thread():
            return function()
        answer: Future[Any] = Future()
        self._emit(function, answer)
        while not self._closed.is_set():
            try:
                found: _T = answer.result(_SLICE)
            except TimeoutError:
                if answer.done():  # the function itself ran out of time
                    raise
            else:
                return found
        raise ScriptError(tr(mark("the window is closing")))

    def close(self) -> None:
        """Let nobody wait any longer."""
        self._closed.set()

    def _emit(self, function: Callable[[], Any], answer: "Future[Any]") -> None:
        if self._closed.is_set():
            raise ScriptError(tr(mark("the window is closing")))
        self._asked.emit((function, answer))

    def _answer(self, asked: "tuple[Callable[[], Any], Future[Any]]") -> None:
        function, answer = asked
        if self._closed.is_set():
            return
        try:
            answer.set_result(function())
        except Exception as error:  # noqa: BLE001 - it goes to the thread that asked
            answer.set_exception(error)
