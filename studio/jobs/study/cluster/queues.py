"""Workers out of a batch queue, as dask-jobqueue asks for them."""

import signal
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from studio.jobs.study.cluster.places import ENVIRONMENT, NO_PAGE, Secure, environment
from studio.numerals import set_count
from studio.text import mark, printable_line, tr

_KINDS = {"slurm": "SLURM", "pbs": "PBS", "lsf": "LSF", "sge": "SGE", "moab": "Moab", "oar": "OAR",
          "htcondor": "HTCondor"}  # fmt: skip
QUEUES = tuple(_KINDS)
_LONGEST = 8_000
"""Characters of a file of options: the reader of YAML takes its time, and a dozen lines say all there is to say."""
_OF_YAML = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError)
"""What the reader of YAML raises over values that are not what their tags say, besides errors of its own."""


@dataclass(frozen=True, slots=True)
class Queue:
    """`jobs` jobs of the queue of that kind, each with a worker for every core that it has."""

    kind: str
    jobs: int
    options: Mapping[str, Any] = field(default_factory=dict)
    """As dask-jobqueue names them: cores, memory, walltime, queue, account …"""
    address: str = ""
    secure: Secure | None = None
    waits: ClassVar[bool] = True

    def cluster(self, loop: Any = None) -> Any:
        """The cluster, before it has asked for jobs."""
        import dask
        from distributed import Status

        if self.kind not in _KINDS:
            raise ValueError(tr(mark("“{kind}” is no batch queue that is known; there are {known}"), kind=self.kind,
                                known=", ".join(QUEUES)))  # fmt: skip
        kind = getattr(_asker(), f"{_KINDS[self.kind]}Cluster")
        exports = [f"export {name}={value}" for name, value in ENVIRONMENT.items()]
        known = {"cores": 1, "memory": "2GB", "processes": None, "scheduler_options": NO_PAGE, **self.options}
        known["processes"] = known["processes"] or known["cores"]
        known["job_script_prologue"] = [*known.get("job_script_prologue", ()), *exports]
        made = kind.__new__(kind)
        with dask.config.set(environment()):
            try:
                made.__init__(**known, loop=loop, security=self.secure.made() if self.secure else None)
            except (TypeError, ValueError) as error:
                made.status = Status.closed  # else it complains that nobody has closed it
                raise ValueError(tr(mark("the batch queue cannot be asked so: {error}"),
                                    error=str(error).split(". ")[0])) from None  # fmt: skip
        return made

    def open(self, loop: Any = None) -> Any:
        cluster = self.cluster(loop)
        cluster.scale(jobs=self.jobs)
        return cluster


def queue_options(path: str | None) -> dict[str, Any]:
    """What a file says of the jobs, in YAML; ValueError in one sentence where it says nothing of the kind."""
    if path is None:
        return {}
    name = Path(path).name
    try:
        import yaml  # type: ignore[import-untyped]

        from studio.shallow_yaml import ShallowLoader
    except ImportError:
        raise ValueError(tr(mark("a cluster needs the packages of dawnline[dask], which are not installed"))) \
            from None  # fmt: skip
    try:
        with Path(path).open(encoding="utf-8") as file:
            text = file.read(_LONGEST + 1)
        if len(text) > _LONGEST:
            raise ValueError(tr(mark("more than {longest} characters"), longest=set_count(_LONGEST)))
        # Merged by name over and over, a few lines stand for billions of values.
        if any(getattr(event, "anchor", None) for event in yaml.parse(text, Loader=ShallowLoader)):
            raise ValueError(tr(mark("a value stands by its name (& and *) where it has to stand itself")))
        found = yaml.load(text, Loader=ShallowLoader)  # noqa: S506 - a safe one
    except OSError as error:
        raise ValueError(f"{name}: {(error.strerror or str(error)).lower()}") from None
    except (yaml.YAMLError, RecursionError, *_OF_YAML) as error:
        raise ValueError(f"{name}: {printable_line(str(error))[:200]}") from None
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found):
        raise ValueError(tr(mark("{name}: is no list of names with values, such as “cores: 8”"), name=name))
    return found


def _asker() -> Any:
    """dask-jobqueue; when it is imported it wants Ctrl-C for itself, which it may not have, and in a thread cannot."""
    held: Any = signal
    before = held.signal
    held.signal = lambda *_: None
    try:
        import dask_jobqueue
    finally:
        held.signal = before
    return dask_jobqueue
