"""How a search has its designs computed: here, by one call a generation; whoever has more machines gives another."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from studio.analysis.many import evaluate_many
from studio.analysis.many.answer import Answer
from studio.analysis.many.memory import Memory
from studio.analysis.sampling import QUICK, Sampling
from studio.design import Design


class Evaluate(Protocol):
    """The signature of :func:`studio.analysis.many.evaluate_many` that a search relies on."""

    def __call__(
        self, base: Design, columns: Mapping[str, Any], outcomes: Sequence[str], *, sampling: Sampling = QUICK,
        checkpoint: Callable[[float], None] | None = None,
    ) -> Answer: ...  # fmt: skip


class Here:
    """Evaluates beside the search, with one memory for each sampling."""

    def __init__(self) -> None:
        self._memories: dict[Sampling, Memory] = {}

    def __call__(
        self, base: Design, columns: Mapping[str, Any], outcomes: Sequence[str], *, sampling: Sampling = QUICK,
        checkpoint: Callable[[float], None] | None = None,
    ) -> Answer:  # fmt: skip
        memory = self._memories.setdefault(sampling, Memory())
        return evaluate_many(base, columns, outcomes, sampling=sampling, memory=memory, checkpoint=checkpoint)
