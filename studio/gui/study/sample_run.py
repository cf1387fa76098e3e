"""A small study of the open design, set up and run by one click."""

from studio.design import DesignError
from studio.gui.study.desk import StudyDesk
from studio.gui.study.draft import sample
from studio.gui.study.running import file_for, studies_folder


def start_sample(desk: StudyDesk) -> str:
    """Set up altitude against radiator temperature, 70 points, and run it; why it cannot be, or nothing."""
    try:
        desk.set_draft(sample(desk.session.design))
        desk.start(file_for(desk.session.design.title, studies_folder()))
    except (ValueError, DesignError) as refusal:
        return str(refusal)
    return ""
