"""A guard against touching widgets from a wrong thread, on which Qt itself mostly stays silent.

On in the tests and in the shipped program: a violation is an exception in the thread that made it.
"""

import functools
import threading
from collections.abc import Callable
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_R = TypeVar("_R")

violations: list[str] = []
"""Every violation met so far, for the tests and the crash report."""


class WrongThreadError(RuntimeError):
    """A widget or the session was used from another thread than the GUI's."""


def on_gui_thread(what: str) -> None:
    """Raise WrongThreadError unless this is the main thread, which is the GUI's."""
    if threading.current_thread() is not threading.main_thread():
        text = f"{what} was called from the thread {threading.current_thread().name}"
        violations.append(text)
        raise WrongThreadError(text)


def gui_only(method: Callable[_P, _R]) -> Callable[_P, _R]:
    """`method`, refusing to run outside the GUI thread."""

    @functools.wraps(method)
    def guarded(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        on_gui_thread(method.__qualname__)
        return method(*args, **kwargs)

    return guarded
