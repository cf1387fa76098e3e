"""What has changed since a baseline, as lines: fields to be restored, results that moved, verdicts that turned."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from studio.analysis import Results, evaluate, judge
from studio.analysis.difference import SAID, differences
from studio.analysis.judge import Light
from studio.analysis.result_difference import compare_results
from studio.analysis.stages import STAGES
from studio.design import Design, DesignError, set_value
from studio.design.edit import get_value, source_keys
from studio.gui.value_text import typeset
from studio.text import tr

Kind = Literal["field", "result", "verdict"]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """`path` is the field or the result; `can_restore` says that the field alone can be put back; `better` is +1 where
    the design is better than the baseline, −1 where it is worse, 0 where that is open."""

    kind: Kind
    group: str
    label: str
    before: str
    now: str
    difference: str = ""
    path: str = ""
    can_restore: bool = False
    better: int = 0
    lights: tuple[Light, Light] | None = None


def changes(
    before: Design, now: Design, known: Results, words: dict[Light, str], checkpoint: Callable[[float], None]
) -> tuple[ChangeLine, ...]:
    """Everything that differs, computed beside the window: `known` has what is computed of the design now."""
    then = evaluate(before, known.outcomes, checkpoint=lambda share: checkpoint(0.9 * share))
    return (*_fields(before, now), *_verdicts(then, known, words), *_results((then, known)))


def _fields(before: Design, now: Design) -> Sequence[ChangeLine]:
    found = []
    for row in differences((before, now)):
        group = tr(SAID.get(row.part, row.part))
        old, new = row.cells
        can = (
            row.spec is not None and row.spec.kind not in {"list", "table", "part"} and old.state in {"value", "unset"}
        )
        found.append(ChangeLine("field", group, row.label, old.text, new.text, "", row.path,
                                can and _exists(now, row.path) and _exists(before, row.path)))  # fmt: skip
    return found


def _verdicts(then: Results, now: Results, words: dict[Light, str]) -> Sequence[ChangeLine]:
    """The requirements of the design now whose verdict on the baseline is another."""
    asked = msgspec.structs.replace(then.design, requirements=now.design.requirements, review=now.design.review)
    found = []
    for old, new in zip(judge(Results(asked, then.outcomes)), judge(now), strict=True):
        if old.light != new.light:
            order = {"red": 0, "unknown": 0, "amber": 1, "green": 2}
            better = (order[new.light] > order[old.light]) - (order[new.light] < order[old.light])
            found.append(ChangeLine("verdict", tr("Verdicts that turned"), tr(new.requirement.name),
                                    tr(words[old.light]), tr(words[new.light]), "", new.requirement.result, False,
                                    better, (old.light, new.light)))  # fmt: skip
    return found


def _results(found: tuple[Results, Results]) -> Sequence[ChangeLine]:
    from studio.analysis.stages import RESULTS

    return [ChangeLine("result", tr(STAGES[RESULTS[row.name].stage].label), row.label,
                       typeset(row.text(0)), typeset(row.text(1)), row.difference_text(1), row.name,
                       False, row.verdict(1))
            for row in compare_results(found) if row.differs]  # fmt: skip


def restored_field(design: Design, before: Design, path: str) -> Design:
    """`design` with the field at `path` as `before` has it, with its source."""
    found = set_value(design, path, get_value(before, path))
    sources: dict[str, Any] = dict(found.sources)
    for key in source_keys(before, path):
        if key in before.sources:
            sources[key] = before.sources[key]
    return found if sources == found.sources else msgspec.structs.replace(found, sources=sources)


def _exists(design: Design, path: str) -> bool:
    try:
        get_value(design, path)
    except DesignError:
        return False
    return True
