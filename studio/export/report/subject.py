"""What a report is about: a design with its results, in the language in use."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from studio.analysis import RESULTS, Results
from studio.analysis.engine import Checkpoint
from studio.design import Design
from studio.export.formats.source import Source
from studio.export.summary import typeset, value_text
from studio.text import mark, tr


@dataclass(frozen=True, eq=False)
class Subject:
    """`checkpoint` takes the share of the report that is done."""

    source: Source
    results: Results
    checkpoint: Checkpoint

    @property
    def design(self) -> Design:
        return self.results.design

    @cached_property
    def digest(self) -> str:
        """By which the design is known: the first of the SHA-256 of its file."""
        return hashlib.sha256(self.source.file).hexdigest()[:16]

    def has(self, *names: str) -> bool:
        return all(name in self.results for name in names)

    def value(self, name: str) -> Any:
        return self.results[name]

    def text(self, name: str) -> str:
        """The value of a single-valued result as a person reads it."""
        value = self.results[name]
        if isinstance(value, bool):
            return tr(mark("yes")) if value else tr(mark("no"))
        return tr(value) if isinstance(value, str) else typeset(value_text(value, name))

    def single(self, stage: str) -> Iterator[str]:
        """The names of the single-valued results of a stage."""
        return (name for name in self.results if RESULTS[name].stage == stage and RESULTS[name].kind != "series")
