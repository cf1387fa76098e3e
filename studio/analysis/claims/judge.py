"""Every statement held against the studio, and against one design."""

from collections.abc import Callable, Iterator
from functools import partial

from studio.analysis.claims.finding import Finding, Judged, unknown
from studio.analysis.claims.inquiry import Inquiry, Unanswered
from studio.analysis.claims.table import CHECKS, Judge
from studio.analysis.engine import Results
from studio.catalogue.claim import Statement, statements
from studio.design import Design
from studio.text import mark, tr

Checkpoint = Callable[[float], None]


def judge_statements(
    results: Results, incumbent: Design | None = None, checkpoint: Checkpoint | None = None
) -> tuple[Judged, ...]:
    """A verdict on every statement, in their order.

    Parameters
    ----------
    results
        Of the design; a statement that needs one that is missing cannot be checked, and says why.
    incumbent
        The design with the cells that fly today.
    checkpoint
        Called with the share done before each statement; what it raises ends the work.
    """
    return tuple(each_statement(results, incumbent, checkpoint))


def each_statement(
    results: Results, incumbent: Design | None = None, checkpoint: Checkpoint | None = None
) -> Iterator[Judged]:
    """The verdicts of :func:`judge_statements`, as each is found."""
    known = statements()
    for place, statement in enumerate(known.values()):
        within = None
        if checkpoint is not None:
            checkpoint(place / len(known))
            within = partial(_within, checkpoint, place, len(known))
        yield judge_statement(statement, results, incumbent, within)


def _within(checkpoint: Checkpoint, place: int, count: int, share: float) -> None:
    checkpoint((place + min(share, 1.0)) / count)


def judge_here(
    results: Results, incumbent: Design | None = None, *, slow: bool = True
) -> Iterator[tuple[str, Finding]]:
    """The verdicts for the design alone, by the id of the statement; without what is slow they can follow a drag."""
    for statement in statements().values():
        check = CHECKS[statement.id]
        judge = (check.rested if slow else None) or check.here
        if judge is not None:
            yield statement.id, _asked(judge, Inquiry(results, incumbent, statement=statement))


def judge_statement(
    statement: Statement, results: Results, incumbent: Design | None = None, checkpoint: Checkpoint | None = None
) -> Judged:
    """One statement, as it is worded and for the design."""
    check = CHECKS[statement.id]
    inquiry = Inquiry(results, incumbent, checkpoint, statement=statement)
    judge = check.rested or check.here
    here = _asked(judge, inquiry) if judge is not None else None
    return Judged(statement, _asked(check.general, inquiry), here)


def _asked(judge: Judge, inquiry: Inquiry) -> Finding:
    try:
        return judge(inquiry)
    except Unanswered as reason:
        return unknown(tr(mark("Not computed: {reason}."), reason=str(reason).rstrip(".")))
    except (ValueError, ArithmeticError) as reason:
        return unknown(tr(mark("This design has no answer: {reason}."), reason=str(reason).rstrip(".")))
