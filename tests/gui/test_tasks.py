"""Work beside the window, and what comes too late for it."""

from PySide6.QtCore import QObject

from studio.gui.tasks import Tasks


def test_the_newest_work_is_answered(qtbot) -> None:
    owner = QObject()
    tasks, answers = Tasks(owner), []
    tasks.done.connect(answers.append)
    for number in range(3):
        tasks.run(lambda checkpoint, report, number=number: number)
    qtbot.waitUntil(lambda: answers == [2])
    assert not tasks.busy
    tasks.close()


def test_work_for_a_view_that_is_closed_is_not_begun(qtbot) -> None:
    """Its window is about to go, and a timer asks it once more."""
    owner = QObject()
    tasks, begun = Tasks(owner), []
    tasks.close()
    tasks.run(lambda checkpoint, report: begun.append(True))
    assert not tasks.busy
    qtbot.wait(20)
    assert begun == []
