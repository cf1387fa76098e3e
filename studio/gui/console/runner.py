"""The thread in which the console runs what is typed: it can be interrupted, and the window never waits for it."""

import ast
import contextlib
import ctypes
import io
import queue
import sys
import threading
from collections.abc import Callable
from types import CodeType
from typing import Any, TextIO, cast

from PySide6.QtCore import QObject, Signal

from studio.scripting import Names
from studio.scripting.running import complaint, remember_source, run, shown

_MOST = 400_000
"""Characters that may wait to be shown: a loop that prints is slowed down to what can be read in."""
_JOIN = 2.0


class Output(io.TextIOBase):
    """What the thread prints is kept for the window; what other threads print goes where it always went."""

    def __init__(self, say: Callable[[str, str], None], kind: str, beside: TextIO | None) -> None:
        self._say, self._kind, self._beside = say, kind, beside
        self._thread = threading.get_ident()

    def write(self, text: str) -> int:
        if threading.get_ident() == self._thread:
            self._say(text, self._kind)
        elif self._beside is not None:
            self._beside.write(text)
        return len(text)

    def flush(self) -> None:
        if threading.get_ident() != self._thread and self._beside is not None:
            self._beside.flush()


class Runner(QObject):
    """`wrote` says that there is something to take with :meth:`taken`; `finished` that the next may be typed."""

    wrote = Signal()
    finished = Signal()

    def __init__(self, names: Names, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.names = names
        self._waiting: list[tuple[str, str]] = []
        self._size = 0
        self._room = threading.Condition()
        self._work: queue.SimpleQueue[tuple[str, str] | None] = queue.SimpleQueue()
        self._running = False
        self._closed = False
        self._switch = threading.Lock()
        self._count = 0
        self._thread: threading.Thread | None = None

    @property
    def busy(self) -> bool:
        return self._running

    def submit(self, source: str, name: str = "") -> None:
        """Run source text; a value at its end is shown."""
        self._count += 1
        self._running = True
        if self._thread is None:  # a daemon: C code that nobody can interrupt must not keep the program alive
            self._thread = threading.Thread(target=self._loop, name="console", daemon=True)
            self._thread.start()
        self._work.put((source, name or f"<console {self._count}>"))

    def interrupt(self) -> None:
        """Raise KeyboardInterrupt in what runs, at its next step of Python."""
        with self._switch:
            if self._running and self._thread is not None and self._thread.ident is not None:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread.ident),
                                                           ctypes.py_object(KeyboardInterrupt))  # fmt: skip

    def taken(self) -> list[tuple[str, str]]:
        """What was printed since the last time, each with "output" or "error"."""
        with self._room:
            found, self._waiting, self._size = self._waiting, [], 0
            self._room.notify_all()
        return found

    def close(self) -> None:
        """Interrupt, and wait a while."""
        self._closed = True
        if self._thread is None:
            return
        self._work.put(None)
        for _ in range(20):
            self.interrupt()
            with self._room:
                self._waiting, self._size = [], 0
                self._room.notify_all()
            self._thread.join(_JOIN / 20)
            if not self._thread.is_alive():
                break

    def say(self, text: str, kind: str) -> None:
        """Keep a text for the window; waits where too much is kept already."""
        with self._room:
            while self._size > _MOST and not self._closed:
                self._room.wait(0.05)
            first = not self._waiting
            self._waiting.append((text, kind))
            self._size += len(text)
        if first:
            self._tell(self.wrote)

    def _loop(self) -> None:
        while True:
            try:
                work = self._work.get()
                if work is None:
                    return
                self._run(*work)
            except KeyboardInterrupt:  # came when what it was meant for had just ended
                continue
            finally:
                if self._running:
                    self._end()

    def _end(self) -> None:
        with self._switch:
            self._running = False
        self._tell(self.finished)

    def _tell(self, signal: Any) -> None:
        with contextlib.suppress(RuntimeError):  # the window is gone
            signal.emit()

    def _run(self, source: str, name: str) -> None:
        remember_source(name, source)
        out, err = sys.stdout, sys.stderr
        sys.stdout = cast(TextIO, Output(self.say, "output", out))
        sys.stderr = cast(TextIO, Output(self.say, "error", err))
        try:
            body, last = _compiled(source, name)
            if body is not None:
                run(body, self.names)
            if last is not None:
                value = eval(last, self.names, self.names)  # noqa: S307 - what the user types is run
                if value is not None:
                    self.names["_"] = value
                    self.say(f"{shown(value)}\n", "output")
        except SystemExit:
            pass
        except KeyboardInterrupt:
            self.say("KeyboardInterrupt\n", "error")
        except BaseException as error:  # noqa: BLE001 - whatever the user's code raises is theirs to read
            self.say(f"{complaint(error, name)}\n", "error")
        finally:
            sys.stdout, sys.stderr = out, err


def _compiled(source: str, name: str) -> tuple[CodeType | None, CodeType | None]:
    """The statements, and the expression at the end, whose value is to be shown."""
    tree = ast.parse(source, name)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    body = compile(tree, name, "exec", dont_inherit=True) if tree.body else None
    if not isinstance(last, ast.Expr):
        return body, None
    return body, compile(ast.Expression(last.value), name, "eval", dont_inherit=True)
