"""How a search has its designs computed: here, by one call a generation; whoever has more machines gives another."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from studio.analysis.many import evaluate_many
from studio.analysis.many.answer import Answer
from studio.analysis.many.memory import Memory
from studio.analysis.sampling import Sampling
from studio.design import Design


class Evaluate(Protocol):
    """The results called `outcomes` of the designs with the values of `columns` (N,), as `evaluate_many` gives them."""

    def __call__(
        self, columns: Mapping[str, Any], outcomes: tuple[str, ...], sampling: Sampling,
        checkpoint: Callable[[float], None] | None,
    ) -> Answer: ...  # fmt: skip


class Here:
    """Evaluates beside the search, with one memory for each sampling."""

    def __init__(self, design: Design) -> None:
        self._design = design
        self._memories: dict[Sampling, Memory] = {}

    def __call__(
        self, columns: Mapping[str, Any], outcomes: tuple[str, ...], sampling: Sampling,
        checkpoint: Callable[[float], None] | None,
    ) -> Answer:  # fmt: skip
        memory = self._memories.setdefault(sampling, Memory())
        return evaluate_many(self._design, columns, outcomes, sampling=sampling, memory=memory, checkpoint=checkpoint)
