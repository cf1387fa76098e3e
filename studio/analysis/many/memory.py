"""What one walk over many designs leaves for the next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from studio.analysis.engine import Outcome
from studio.analysis.many.setter import apply
from studio.analysis.many.table import Ranks
from studio.analysis.sampling import Sampling
from studio.design import Design, DesignError

MOST_GROUPS = 32
"""Groups that are kept: more are forgotten in the order in which they came."""


@dataclass(slots=True)
class Group:
    """What is kept of designs that share everything but numbers."""

    base: Design | None
    refusal: str = ""
    ranks: dict[str, Ranks] = field(default_factory=dict)
    singles: dict[str, Outcome] = field(default_factory=dict)


class Memory:
    """What one walk leaves for the next: stages that no varied number reaches, and the axes of every table."""

    def __init__(self) -> None:
        self.base: Design | None = None
        self.sampling: Sampling | None = None
        self.groups: dict[Any, Group] = {}

    def for_base(self, base: Design, sampling: Sampling) -> "Memory":
        if (self.base is not base and self.base != base) or self.sampling != sampling:
            self.base, self.sampling = base, sampling
            self.groups.clear()
        return self

    def group(self, key: Any, base: Design, values: Mapping[str, Any]) -> Group:
        found = self.groups.get(key)
        if found is None:
            if len(self.groups) >= MOST_GROUPS:
                self.groups.pop(next(iter(self.groups)))
            try:
                found = Group(apply(base, values))
            except DesignError as error:
                found = Group(None, str(error))
            self.groups[key] = found
        return found
