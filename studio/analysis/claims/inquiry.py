"""What a verdict may ask for: the results of the design, the published cases, and what takes longer, computed once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from studio.analysis.cases import COMPUTATIONS, Comparison, compare
from studio.analysis.claims.finding import Number, of_result
from studio.analysis.engine import Results
from studio.analysis.stages import RESULTS, STAGES
from studio.analysis.storage_claim import StorageOrbit, storage_by_orbit
from studio.catalogue.claim import Statement
from studio.catalogue.company import Company, company
from studio.design import Design
from studio.text import mark, tr


class Unanswered(ValueError):
    """Something that a verdict needs is not there: one sentence says what."""


@dataclass(frozen=True)
class Inquiry:
    """`incumbent` is the design with the cells that fly today; what takes long tells `checkpoint` the share done."""

    results: Results
    incumbent: Design | None = None
    checkpoint: Callable[[float], None] | None = None
    statement: Statement = field(kw_only=True)

    @property
    def design(self) -> Design:
        return self.results.design

    def value(self, name: str) -> float:
        """The number of a result of the design; Unanswered where it is not computed or does not apply."""
        found = self.optional(name)
        if found is None:
            raise Unanswered(self._why(name))
        return found

    def optional(self, name: str) -> float | None:
        """The number of a result of the design, None where it is not computed or does not apply."""
        value = self.results.get(name) if name in RESULTS else None
        return None if value is None else float(value)

    def text(self, name: str) -> str:
        """The words of a result of the design; Unanswered where there are none."""
        value = self.results.get(name) if name in RESULTS else None
        if value is None:
            raise Unanswered(self._why(name))
        return str(value)

    def number(self, name: str, label: str = "", unit: str | None = None) -> Number:
        """A result of the design as a number of a finding."""
        return of_result(name, self.value(name), label, unit)

    def numbers(self, *names: str) -> tuple[Number, ...]:
        """Those of some results that are there."""
        return tuple(of_result(name, value) for name in names if (value := self.optional(name)) is not None)

    def claimed(self, name: str) -> float:
        """A number of the statement itself, in the unit in which it was said."""
        return self.statement.claimed[name].value

    def said(self, name: str) -> Number:
        """A number of the statement itself as a number of a finding."""
        one = self.statement.claimed[name]
        return Number(tr(mark("{label}, as claimed"), label=tr(one.label)), one.value, None, one.unit,
                      source=self.statement.said_by)  # fmt: skip

    def case(self, id: str) -> Mapping[str, Comparison]:
        """The figures of a published case by id; Unanswered where there is no such case."""
        if id not in COMPUTATIONS:
            raise Unanswered(tr(mark("the published case “{id}” is not part of this studio"), id=id))
        return _case(id)

    @cached_property
    def companies(self) -> tuple[Company, ...]:
        """The firms that the statement is about, as the supply library knows them."""
        return tuple(company(id) for id in self.statement.companies)

    @cached_property
    def storage(self) -> tuple[StorageOrbit, ...]:
        """The storage that this design's load asks for, orbit by orbit."""
        return storage_by_orbit(self.design, self.checkpoint)

    def _why(self, name: str) -> str:
        if name not in RESULTS:
            return tr(mark("there is no result “{name}”"), name=name)
        known = RESULTS[name]
        outcome = self.results.outcomes.get(known.stage)
        if outcome is not None and outcome.ok:
            return tr(mark("“{label}” does not apply to this design"), label=tr(known.label))
        reason = outcome.failure if outcome is not None else ""
        stage = tr(STAGES[known.stage].label)
        return tr(mark("{stage}: {reason}"), stage=stage, reason=reason or tr(mark("not computed")))


@cache
def _case(id: str) -> Mapping[str, Comparison]:
    return {one.figure.id: one for one in compare(id)}


def of_case(one: Comparison, label: str = "") -> Number:
    """A figure of a published case, as the studio computes it."""
    return Number(label or tr(one.figure.label), one.ours, None, one.figure.unit, case=one.case.id)
