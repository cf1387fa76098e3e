"""The tests that meet mutants: which lines each runs, and whether they fail when one line is made wrong.

pytest collects once in a process that is then forked: for each test, to see which lines it runs, and for each mutant,
whose code is put into the functions that exist already. What stands outside of functions, or was run while modules
were imported, cannot be changed afterwards: such a mutant is imported anew, by pytest, in a fork that has only what is
not ours. A child that takes too much processor time is ended by the system.
"""

import gc
import importlib
import importlib.machinery
import json
import os
import resource
import signal
import sys
import time
import types
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tests.attack.mutant_sites import Mutant, mutated

ROOT = Path(__file__).resolve().parents[2]
MOST_MEMORY = 3 * 2**30
"""What a mutant may take beside what there is [bytes]."""
FOREIGN = ("scipy.optimize", "scipy.integrate", "scipy.interpolate", "scipy.stats", "scipy.special", "scipy.linalg",
           "scipy.spatial.transform", "erfa", "sgp4.api", "pvlib", "astropy.time", "astropy.coordinates", "pyarrow",
           "pyxirr", "tmm", "msgspec")  # fmt: skip
"""What is not ours and takes long to import: once, before any fork."""

Tell = Callable[[object], None]
"""Takes what a fork has to say to its parent."""


@dataclass
class Lines:
    """Lines run: by each test with its processor time [s], and while modules were imported."""

    tests: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    imported: dict[str, list[int]] = field(default_factory=dict)

    def meeting(self, mutant: Mutant) -> list[str]:
        """The tests that run a line of a mutant; for what no line tells of, those that run anything of its module.

        Of a module that has nothing to run, as one of constants, those that are named for it.
        """
        name, (first, last) = file_of(mutant), mutant.lines
        met = [test for test, files in self.tests.items() if any(first <= n <= last for n in files.get(name, ()))]
        if not met and (not mutant.inside or name.endswith("compiled.py")):
            met = [test for test, files in self.tests.items() if name in files]
        if not met and not mutant.inside:  # a module without functions: nothing of it is run, only read
            own = f"/test_{mutant.module.rpartition('.')[2]}.py"
            met = [test for test in self.tests if test.partition("::")[0].endswith(own)]
        return met

    def early(self, mutant: Mutant) -> bool:
        """Whether it has to be there when its module is imported."""
        first, last = mutant.lines
        at_import = any(first <= line <= last for line in self.imported.get(file_of(mutant), ()))
        return at_import or not mutant.inside or file_of(mutant).endswith("compiled.py")


def file_of(mutant: Mutant) -> str:
    return mutant.module.replace(".", "/") + ".py"


def prepare(foreign: bool) -> None:
    """What all forks share; what is `foreign` only where modules are imported anew.

    Examples are the same each time, and a failure is not made smaller before it is told.
    """
    os.environ.update(HYPOTHESIS_PROFILE="mutants", NUMBA_CACHE_DIR="/dev/null/none", OPENBLAS_NUM_THREADS="1",
                      OMP_NUM_THREADS="1", NUMBA_NUM_THREADS="1")  # fmt: skip
    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile("mutants", max_examples=30, derandomize=True, database=None, deadline=None,
                                         phases=phases, suppress_health_check=list(hypothesis.HealthCheck))  # fmt: skip
    for name in FOREIGN if foreign else ():
        try:
            importlib.import_module(name)
        except ImportError:
            continue  # imported where it is needed, or not


def lines_run(paths: Iterable[str]) -> Lines:
    """Run each test of some files in a fork of its own, and tell what it ran."""

    def work(tell: Tell) -> None:
        found, failing = Lines(), list[str]()
        seen: dict[str, set[int]] = {}

        def trace(items: list[pytest.Item]) -> None:
            sys.settrace(None)
            found.imported = _listed(seen)
            for item in items:
                answers, _ = _forked(lambda told, item=item: told(_traced(item)), 600.0)
                if not answers or answers[0][2]:
                    failing.append(item.nodeid)  # raised here, it would be pytest's to tell, and it is silent
                    return
                found.tests[item.nodeid], found.seconds[item.nodeid], _ = answers[0]

        def _traced(item: pytest.Item) -> tuple[dict[str, list[int]], float, int]:
            seen.clear()
            began = time.process_time()
            sys.settrace(_tracer(seen))
            failed = _failed(item)
            sys.settrace(None)
            return _listed(seen), time.process_time() - began, failed

        sys.settrace(_tracer(seen))
        _pytest(list(paths), trace)
        tell((vars(found), failing))

    answers, ended = _forked(work, 3_600.0)
    if not answers:
        raise RuntimeError(f"the tests could not be run: {ended}")
    found, failing = answers[0]
    if failing:
        raise RuntimeError(f"{failing[0]} fails without any mutant")
    return Lines(**found)


def _tracer(seen: dict[str, set[int]]) -> Any:
    prefix = str(ROOT / "studio" / "physics")
    skipped = len(str(ROOT)) + 1

    def calls(frame: types.FrameType, event: str, _: object) -> Any:
        code = frame.f_code
        if not code.co_filename.startswith(prefix) or code.co_name == "<module>":
            return None
        add = seen.setdefault(code.co_filename[skipped:], set()).add

        def lines(frame: types.FrameType, event: str, _: object) -> Any:
            add(frame.f_lineno)
            return lines

        return lines

    return calls


def _listed(seen: dict[str, set[int]]) -> dict[str, list[int]]:
    return {name: sorted(lines) for name, lines in seen.items()}


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant: "killed" by a test, "stopped" for the time it took, "survived", or "void": not made."""

    number: int
    fate: str
    test: str
    seconds: float


def verdicts(mutants: list[tuple[Mutant, list[str]]], lines: Lines, paths: Iterable[str]) -> Iterator[Verdict]:
    """The fates of mutants of functions, each with the tests it has to pass, in this order."""

    def work(tell: Tell) -> None:
        def each(items: list[pytest.Item]) -> None:
            by_name = {item.nodeid: item for item in items}
            functions = _functions()
            for place, (mutant, names) in enumerate(mutants):
                began = time.monotonic()

                def attack(told: Tell, mutant: Mutant = mutant, names: list[str] = names) -> None:
                    _exchange(functions, mutant)
                    _until_failure([by_name[name] for name in names], lines, told)

                answers, ended = _forked(attack, 300.0)
                tell((place, *_fate(answers, ended), time.monotonic() - began))

        _pytest(list(paths), each)

    return (Verdict(*answer) for answer in _streamed(work))


def anew(mutant: Mutant, names: list[str], lines: Lines) -> Verdict:
    """The fate of one that has to be there when its module is imported."""
    began = time.monotonic()

    def attack(told: Tell) -> None:
        _limit(20.0)
        sys.meta_path.insert(0, _Finder(mutant))
        wanted = set(names)

        def run(items: list[pytest.Item]) -> None:
            if len(found := {item.nodeid: item for item in items if item.nodeid in wanted}) < len(wanted):
                told("collection")
                told(True)
                return
            _until_failure([found[name] for name in names], lines, told)

        told("collection")  # a module that cannot be imported kills its mutant
        _pytest(sorted({name.partition("::")[0] for name in names}), run)

    answers, ended = _forked(attack, 300.0)
    fate, test = _fate(answers, ended)
    return Verdict(mutant.number, fate, test, time.monotonic() - began)


def _fate(answers: list[Any], ended: int) -> tuple[str, str]:
    """Told are the names of tests as they begin, and at the end whether one failed."""
    begun = [each for each in answers if isinstance(each, str)]
    last = begun[-1] if begun else ""
    if answers and answers[-1] is False:
        return "survived", ""
    if answers and answers[-1] is True:
        return "killed", last
    if not begun:
        return "void", ""
    return ("stopped" if ended in (signal.SIGPROF, signal.SIGALRM) else "killed"), last


def _until_failure(items: list[pytest.Item], lines: Lines, told: Tell) -> None:
    for item in items:
        told(item.nodeid)
        _limit(2.0 + 5.0 * lines.seconds[item.nodeid])
        if _failed(item):
            told(True)
            return
    told(False)


_failures = [0]


class _Plugin:
    """Gives the collected tests away instead of running them, and counts failures."""

    def __init__(self, work: Callable[[list[pytest.Item]], None]) -> None:
        self.work = work

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        gc.collect()
        gc.freeze()
        # Between tests of one child nothing needs to be looked for: it ends soon.
        gc.collect = lambda generation=2: 0  # type: ignore[assignment]
        self.work(session.items)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        _failures[0] += report.failed


def _pytest(paths: list[str], work: Callable[[list[pytest.Item]], None]) -> None:
    os.chdir(ROOT)
    pytest.main(["-q", "-p", "no:randomly", "-p", "no:cacheprovider", "--tb=native", "--assert=plain", *paths],
                plugins=[_Plugin(work)])  # fmt: skip


def _failed(item: pytest.Item) -> int:
    before = _failures[0]
    item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
    return _failures[0] - before


def _functions() -> dict[str, list[types.FunctionType]]:
    """The functions of each file of the physics, and their caches emptied."""
    gc.unfreeze()
    found: dict[str, list[types.FunctionType]] = {}
    for thing in gc.get_objects():
        if type(thing) is types.FunctionType and "physics" in thing.__code__.co_filename:
            found.setdefault(thing.__code__.co_filename, []).append(thing)
        elif hasattr(type(thing), "cache_clear") and (getattr(thing, "__module__", "") or "").startswith("studio."):
            thing.cache_clear()
    gc.freeze()
    return found


def _exchange(functions: dict[str, list[types.FunctionType]], mutant: Mutant) -> None:
    """Give the functions that exist the code of the mutant."""
    path = ROOT / file_of(mutant)
    new: dict[tuple[str, int], types.CodeType] = {}

    def walk(code: types.CodeType) -> None:
        for each in code.co_consts:
            if isinstance(each, types.CodeType):
                new[each.co_qualname, each.co_firstlineno] = each
                walk(each)

    walk(mutated(path, mutant))  # type: ignore[arg-type]
    changed = 0
    for function in functions.get(str(path), ()):
        code = new.get((function.__code__.co_qualname, function.__code__.co_firstlineno))
        if code is not None and code != function.__code__:
            function.__code__ = code
            changed += 1
    if not changed:
        raise LookupError(f"no function has the code of {mutant.words}")


class _Finder:
    """Finds one module with its change made."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(self, name: str, path: object = None, target: object = None) -> Any:
        if name != self.mutant.module:
            return None
        mutant = self.mutant

        class Loader(importlib.machinery.SourceFileLoader):
            def get_code(self, fullname: str) -> Any:
                return mutated(Path(self.path), mutant)

        place = str(ROOT / file_of(mutant))
        return importlib.machinery.ModuleSpec(name, Loader(name, place), origin=place, is_package=False)


def _limit(seconds: float) -> None:
    """End the process when it has used so much more processor time."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


def _forked(work: Callable[[Tell], None], seconds: float) -> tuple[list[Any], int]:
    """Do it in a fork: what it told, and the signal that ended it or 0."""
    answers = _Answers(work, seconds)
    return list(answers), answers.ended


def _streamed(work: Callable[[Tell], None]) -> Iterator[Any]:
    answers = _Answers(work, None)
    yield from answers


class _Answers:
    """What a fork tells, line by line."""

    def __init__(self, work: Callable[[Tell], None], seconds: float | None) -> None:
        self.ended = 0
        self.reading, writing = os.pipe()
        sys.stdout.flush()
        self.child = os.fork()
        if self.child == 0:
            try:
                os.close(self.reading)
                self._do(work, writing, seconds)
            finally:
                os._exit(0)  # nothing of the parent's may run in the child
        os.close(writing)

    @staticmethod
    def _do(work: Callable[[Tell], None], writing: int, seconds: float | None) -> None:
        for number in (signal.SIGPROF, signal.SIGALRM):
            signal.signal(number, signal.SIG_DFL)
        if seconds is not None:
            signal.setitimer(signal.ITIMER_REAL, seconds)
            pages = int(Path("/proc/self/statm").read_text().split()[0]) if Path("/proc/self/statm").exists() else 0
            most = pages * resource.getpagesize() + MOST_MEMORY
            resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)

        def tell(what: object) -> None:
            data = json.dumps(what).encode() + b"\n"
            while data:
                data = data[os.write(writing, data) :]

        work(tell)

    def __iter__(self) -> Iterator[Any]:
        with os.fdopen(self.reading, encoding="utf-8") as told:
            for line in told:
                yield json.loads(line)
        _, status = os.waitpid(self.child, 0)
        self.ended = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
