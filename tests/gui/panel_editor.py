"""What the tests of the layer editor share: a tandem whose electricity comes from its layers, computed at once."""

from studio.design import Design
from studio.document.document import Document
from studio.document.presets import preset
from studio.document.stack_text import with_technology
from studio.gui.panel.selection import Selection
from studio.gui.session import Session
from studio.gui.theme import Theme
from studio.jobs.immediate import ImmediateWorker

TABLE = "300 1.5 0\n500 1.48 0\n1200 1.46 0"


def tandem() -> Design:
    return with_technology(preset("shell-30deg"), "perovskite-hjt")


def place_of(design: Design, name: str) -> int:
    return next(position for position, layer in enumerate(design.stack.layers) if layer.name == name)


def make_session(design: Design | None = None, dark: bool = True) -> tuple[Session, Selection]:
    """A session that is still to be closed, and its selection."""
    theme = Theme()
    theme.use(dark)
    session = Session(Document(tandem() if design is None else design), theme, ImmediateWorker)
    return session, Selection(session, session)
