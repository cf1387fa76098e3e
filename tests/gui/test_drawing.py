"""Pictures made beside the window: the one that was asked for last is the one that stays."""

import threading

from PySide6.QtCore import QObject

from studio.gui.drawing import Drawing


def test_what_waited_is_not_made_after_something_newer(qtbot) -> None:
    owner, gate, seen = QObject(), threading.Event(), []
    drawing = Drawing(owner, "picture")

    def first(_: object) -> str:
        gate.wait(10.0)
        return "first"

    def made(what: str) -> None:
        seen.append(what)
        if what == "first":  # a page that sees that it is old asks at once
            drawing.ask(lambda _: "newest")

    drawing.made.connect(made)
    drawing.ask(first)
    drawing.ask(lambda _: "waited")
    gate.set()
    qtbot.waitUntil(lambda: not drawing.busy and len(seen) >= 2)
    assert seen == ["first", "newest"]
    drawing.tasks.close()
