"""The statements of the founding article and the design's own, each with its verdict."""

from collections.abc import Iterator

from studio.analysis.claims import KINDS, Finding, Judged, judge_own, judge_statements
from studio.analysis.claims.finding import Kind
from studio.analysis.judge import Light
from studio.export.report.content import Cell, Section, Sign, Text, table
from studio.export.report.subject import Subject
from studio.text import mark, tr

_LIGHTS: dict[Kind, Light] = {
    "holds": "green",
    "holds only if": "amber",
    "does not hold": "red",
    "cannot be checked here": "unknown",
}


def claims(subject: Subject) -> Section:
    """As worded, and for this design where it has a say."""
    judged = judge_statements(subject.results, subject.source.incumbent, lambda _: subject.checkpoint(0.9))
    own = table(
        tr(mark("Statements of this design")), (tr(mark("Statement")), tr(mark("Verdict")), tr(mark("Why"))),
        ((one.claim.statement, _sign(one.here), one.here.sentence) for one in judge_own(subject.results)),
        (0.38, 0.16, 0.46), small=True)  # fmt: skip
    head = (tr(mark("No.")), tr(mark("Statement")), tr(mark("Verdict")), tr(mark("Why")))
    article = table(tr(mark("Statements of the article, as worded and for this design")), head, _rows(judged),
                    (0.06, 0.32, 0.14, 0.48), small=True)  # fmt: skip
    about = tr(mark("What is said of data centres in orbit, in our own words, and what the studio finds: as it is "
                    "worded, and for this design where the design has a say in it."))  # fmt: skip
    return Section(tr(mark("Claims")), (Text(about), *own, *article))


def _rows(judged: tuple[Judged, ...]) -> Iterator[tuple[Cell, ...]]:
    for one in judged:
        yield one.statement.id, tr(one.statement.statement), _sign(one.general), one.general.sentence
        if one.here is not None:
            yield "", tr(mark("… for this design")), _sign(one.here), one.here.sentence


def _sign(finding: Finding) -> Sign:
    return Sign(_LIGHTS[finding.kind], tr(KINDS[finding.kind]))
