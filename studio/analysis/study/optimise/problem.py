"""What an optimisation seeks, what it must keep to, and what it may change."""

import msgspec

from studio.analysis.bounds import obstacle, results_needed
from studio.analysis.engine import parts_behind
from studio.analysis.stages import RESULTS
from studio.analysis.study.check import check_plan
from studio.analysis.study.plan import Factor, Plan, part_type
from studio.analysis.trade.model import check_result
from studio.design import Design, DesignError, get_value
from studio.design.edit import counts, field_at
from studio.design.requirement import Requirement
from studio.text import mark, tr

MOST_GOALS = 6
MOST_FACTORS = 20
MOST_EVALUATIONS = 10_000_000


class Goal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A result that is to be as small as can be, or as large."""

    result: str
    largest: bool = False

    @property
    def sign(self) -> float:
        """What makes it a number that is to be small."""
        return -1.0 if self.largest else 1.0


class Problem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A search, apart from the design that it starts from."""

    factors: tuple[Factor, ...]
    goals: tuple[Goal, ...]
    required: tuple[Requirement, ...] = ()
    evaluations: int = 5000
    """Designs that are computed at the most before the best are computed again in full."""
    population: int = 0
    """Designs of a generation; 0 chooses."""
    seed: int = 0

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The results that each design is asked for."""
        needed = (name for one in self.required for name in results_needed(one))
        return tuple(dict.fromkeys([*(goal.result for goal in self.goals), *needed]))

    @property
    def generation(self) -> int:
        """Designs of a generation."""
        usual = 64 if len(self.goals) == 1 else 128
        return max(8, min(self.population or usual, self.evaluations // 4))


def check_problem(design: Design, problem: Problem) -> None:
    """Refuse a search that cannot be made.

    Raises
    ------
    DesignError
        Where a field does not exist, cannot take what it is given, does not count, or is varied twice.
    ValueError
        Where nothing is sought or varied, or a result is no single number.
    """
    if not problem.goals:
        raise ValueError(tr(mark("nothing is to be minimised or maximised")))
    if len(problem.goals) > MOST_GOALS:
        raise ValueError(tr(mark("a search has at most {most} goals, not {count}"), most=MOST_GOALS,
                            count=len(problem.goals)))  # fmt: skip
    if not 8 <= problem.evaluations <= MOST_EVALUATIONS:
        raise ValueError(tr(mark("a search takes from {least} to {most} evaluations"), least=8, most=MOST_EVALUATIONS))
    for goal in problem.goals:
        check_result(goal.result)
        if sum(one.result == goal.result for one in problem.goals) > 1:
            raise ValueError(tr(mark("“{name}” is sought twice"), name=goal.result))
    for one in problem.required:
        for name in results_needed(one):
            check_result(name)
        reason = obstacle(one, design)
        if reason:
            raise ValueError(reason)
        if one.against in {factor.path for factor in problem.factors}:
            raise ValueError(tr(mark("“{name}” is varied, so that nothing can be held against it"), name=one.against))
    check_plan(design, Plan(problem.factors, problem.outcomes, "random", 1, problem.seed), MOST_FACTORS)
    for factor in problem.factors:
        _check_counts(design, factor.path, [one.path for one in problem.factors])
    if not _acts(problem):
        raise ValueError(tr(mark("nothing that is varied acts on what is sought or required")))


def _acts(problem: Problem) -> bool:
    parts = {part for name in problem.outcomes for part in parts_behind(RESULTS[name].stage)}
    return any(factor.path.partition(".")[0].partition("[")[0] in parts for factor in problem.factors)


def _check_counts(design: Design, path: str, paths: list[str]) -> None:
    """Refuse a field that changes nothing because of a choice that is not varied itself."""
    if part_type(path) is not None:
        return
    spec = field_at(design, path)
    if spec.when is not None and spec.when[0] not in paths and not counts(design, spec):
        gate = field_at(design, spec.when[0])
        raise DesignError(path, tr(mark("does not count while “{label}” is {value}"), label=tr(gate.label),
                                   value=_plain(get_value(design, spec.when[0]))))  # fmt: skip


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return tr(mark("on")) if value else tr(mark("off"))
    return str(value).replace("_", " ")
