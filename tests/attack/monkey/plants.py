"""Faults that are planted so that it is known that the monkey's watch sees them."""

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer, qWarning

from studio.design import set_value
from studio.gui.window import MainWindow
from tests.attack.monkey.watch import STALL_MS

_kept: list[object] = []
"""What is never let go of."""


def _raise(window: MainWindow) -> None:
    def wrong() -> None:
        raise LookupError("planted")

    QTimer.singleShot(0, wrong)


def _warn(window: MainWindow) -> None:
    qWarning("QObject::planted: a warning of Qt")


def _stall(window: MainWindow) -> None:
    def busy() -> None:
        began = time.thread_time()
        while time.thread_time() - began < 0.001 * STALL_MS * 5.0:
            sum(range(1000))

    QTimer.singleShot(0, busy)


def _leak(window: MainWindow) -> None:
    """A timer that runs on, a handle, something of VTK and much memory, each time more."""
    from vtkmodules.vtkRenderingCore import vtkActor

    timer = QTimer()
    timer.start(3_600_000)
    _kept.extend((timer, vtkActor(), open("/dev/null", "rb"), bytearray(b"1" * 100_000_000)))  # noqa: SIM115


def _spoil(window: MainWindow) -> None:
    """The first design of the history is not the one that was opened any more."""
    assert window.session is not None
    steps = window.session.document._steps
    steps[0] = replace(steps[0], design=set_value(steps[0].design, "title", "spoiled"))


PLANTS: tuple[Callable[[MainWindow], None], ...] = (_raise, _warn, _stall, _leak, _spoil)
