"""A small study of the design that is open, set up and run by one click."""

from typing import TYPE_CHECKING

from studio.design import DesignError
from studio.text import tr

if TYPE_CHECKING:
    from studio.gui.window import MainWindow

_PAGE = "map"


def run_sample_study(window: "MainWindow") -> None:
    """Altitude against radiator temperature: 70 points in seconds, shown as a map while they come."""
    from studio.gui.study.desk import StudyDesk
    from studio.gui.study.draft import sample
    from studio.gui.study.running import file_for, studies_folder

    session = window.session
    assert session is not None
    desk = StudyDesk.of(session)
    if desk.busy:
        session.notices.tell(tr("A study runs already: this is its page."))
        _show(window, "setup")
        return
    try:
        desk.set_draft(sample(session.design))
        desk.start(file_for(session.design.title, studies_folder()))
    except (ValueError, DesignError) as refusal:
        session.notices.tell(tr("The sample study could not be run: {reason}", reason=str(refusal)), "error")
        _show(window, "setup")
        return
    _show(window, _PAGE)


def _show(window: "MainWindow", page: str) -> None:
    if "study" in window.views:
        window.tab_page("study", page)()
    else:  # the views are still being built
        window.ready.connect(lambda: window.tab_page("study", page)())
