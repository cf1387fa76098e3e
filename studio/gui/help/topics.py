"""Every topic by its key, in the order of the contents."""

from studio.gui.help.complaints import rows
from studio.gui.help.disciplines import DISCIPLINES
from studio.gui.help.money_topics import CLAIMS, FACTORY, MONEY
from studio.gui.help.panel_topics import PANEL
from studio.gui.help.review_topics import REVIEW
from studio.gui.help.satellite_topics import FLEET, SATELLITE
from studio.gui.help.study_topics import COMPARE, STUDY
from studio.gui.help.tool_topics import TOOLS
from studio.gui.help.topic import Topic
from studio.gui.help.window_topics import WINDOW
from studio.text import mark

_LONG = {topic.key: topic for topic in DISCIPLINES}
_BEGIN, _ROUND = ("begin", "start", "tour"), ("design", "margins", "explain", "power", "thermal", "timebar")
GROUPS: tuple[tuple[str, tuple[Topic, ...]], ...] = (
    (mark("First steps"), tuple(topic for topic in WINDOW if topic.key in _BEGIN)),
    (mark("Round the centre"), tuple(topic for topic in WINDOW if topic.key in _ROUND)),
    (mark("On every page"), TOOLS),
    (mark("Orbit and season"), tuple(topic for topic in WINDOW if topic.key in {"orbit", "season"})),
    (mark("Panel"), (_LONG["panel"], *PANEL)),
    (mark("Satellite"), (_LONG["satellite"], *SATELLITE)),
    (mark("Fleet"), (_LONG["fleet"], *FLEET)),
    (mark("Money"), (_LONG["money"], *MONEY)),
    (mark("Factory"), FACTORY),
    (mark("Claims"), CLAIMS),
    (mark("Study"), (_LONG["study"], *STUDY)),
    (mark("Compare"), COMPARE),
    (mark("Review"), REVIEW),
    (mark("Files and report"), (_LONG["files"], *(topic for topic in WINDOW if topic.key == "report"))),
    (mark("About the studio"), (Topic("rivals", mark("What other tools are blamed for"), "", ("begin",), rows),)),
)
"""The contents: the title of each group, and its topics."""
TOPICS: dict[str, Topic] = {topic.key: topic for _, topics in GROUPS for topic in topics}
