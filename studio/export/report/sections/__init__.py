"""The sections of a report, in their order."""

from collections.abc import Callable, Mapping
from typing import Any

from studio.export.report.content import Section, shown
from studio.export.report.names import left_out
from studio.export.report.sections.appendix import assumptions, fields_section, results_section
from studio.export.report.sections.changes import changes
from studio.export.report.sections.claims import claims
from studio.export.report.sections.overview import overview
from studio.export.report.sections.review import review_section
from studio.export.report.sections.topics import TOPICS, topic
from studio.export.report.sections.uncertain import uncertainty
from studio.export.report.subject import Subject

_AFTER: dict[str, Callable[[Subject], Section]] = {
    "claims": claims, "uncertainty": uncertainty, "assumptions": assumptions}  # fmt: skip
_APPENDICES: tuple[Callable[[Subject], Section], ...] = (fields_section, results_section)


def sections(subject: Subject, options: Mapping[str, Any]) -> tuple[Section, ...]:
    """All that the report says, the appendices where they are asked for."""
    out = left_out(options["without"])
    found = [overview(subject)]
    if "review" not in out:
        found.append(review_section(subject))
    for place, one in enumerate(TOPICS):
        subject.checkpoint(place / (len(TOPICS) + 2))
        if one.stages[0] not in out:
            found.append(topic(subject, one))
    subject.checkpoint(len(TOPICS) / (len(TOPICS) + 2))
    found += [one(subject) for name, one in _AFTER.items() if name not in out]
    if "changes" not in out:
        found.append(changes(subject, options["baseline"]))
    if options["appendices"]:
        found += [one(subject) for one in _APPENDICES]
    return shown(found)
