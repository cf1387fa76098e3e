"""What is exported: a design, its file, its baselines, and its results, computed once when they are first asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from studio.analysis import Results, evaluate
from studio.analysis.engine import Checkpoint
from studio.design import Design, same_design


def _nobody(words: str) -> None:
    pass


@dataclass(eq=False)
class Source:
    """`file` is the text of the design file, `name` the stem of the files to be written, `baselines` are by name."""

    design: Design
    file: bytes
    name: str
    baselines: Mapping[str, Design] = field(default_factory=dict)
    tell: Callable[[str], None] = _nobody
    """Takes in words what is being written, where that is more than one thing."""
    incumbent: Design | None = None
    """The design with the cells that fly today, which some claims are held against."""
    apart: bool = False
    """Whether this process has something else to do: formats that would keep it waiting are made in another."""
    _results: dict[str, Results] = field(default_factory=dict)

    def results(self, checkpoint: Checkpoint) -> Results:
        """The results of the design, in the language in use: what they say is said when they are computed."""
        from studio.text import language

        if language() not in self._results:
            self._results[language()] = evaluate(self.design, checkpoint=checkpoint)
        return self._results[language()]

    def sent(self) -> "Source":
        """What another process is given of it, which computes for itself."""
        return replace(self, apart=False, tell=_nobody, _results={})

    def know(self, results: Results) -> None:
        """Take `results` of the same design, so that they are not computed again."""
        from studio.text import language

        if same_design(results.design, self.design) and all(outcome.ok for outcome in results.outcomes.values()):
            self._results[language()] = results
