"""The sample study of the start page: run at once, and shown as a map while its points come."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from studio.text import tr

if TYPE_CHECKING:
    from studio.gui.window import MainWindow

_PAGE = "map"


def run_sample_study(window: "MainWindow") -> None:
    """Run it for the design that is open; where a study runs already, show that."""
    from studio.gui.study.desk import StudyDesk
    from studio.gui.study.sample_run import start_sample

    session = window.session
    assert session is not None
    desk = StudyDesk.of(session)
    if desk.busy:
        session.notices.tell(tr("A study runs already: this is its page."))
        _show(window, "setup")
    elif refusal := start_sample(desk):
        session.notices.tell(tr("The sample study could not be run: {reason}", reason=refusal), "error")
        _show(window, "setup")
    else:
        _show(window, _PAGE)


def _show(window: "MainWindow", page: str) -> None:
    if "study" in window.views:
        window.tab_page("study", page)()
    else:  # the views are still being built
        window.ready.connect(lambda: window.tab_page("study", page)(), Qt.ConnectionType.SingleShotConnection)
