"""The physics made wrong in one place at a time: do its tests see it?

mutmut 3 was measured first: it is as fast, but changes neither constants of modules nor functions with decorators
(properties, cached and compiled ones), and counts the words of messages; nor does it know sines, axes or minima.
cosmic-ray was not measured: it starts the tests in a new process for each mutant.

The sample is stratified over the modules and the same for the same seed; a larger one contains a smaller one. A mutant
meets the tests that run its line, those of its own module first, up to `ENOUGH` seconds of them. What was killed once
is not tried again as long as its module and the test that killed it stay as they are.
"""

import hashlib
import json
import math
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.attack.mutant_sites import Mutant, mutants_of
from tests.attack.mutant_tests import ROOT, Lines, anew, file_of, lines_run, prepare, verdicts
from tests.attack.mutants_read import reason
from tests.attack.outcome import Outcome, Tally

SHORT, LONG = 10, 2_000
"""Mutants."""
ENOUGH = 6.0
"""Processor time of the tests that a mutant meets, as they were traced [s]."""
WHOLE, EACH = 0.85, 0.6
"""Shares to be killed: of all, and of a module with `FEW` or more."""
FEW = 10
QUICK = {"learning": "test_learning.py", "finance": "test_finance.py"}
"""Modules of the short form, of which the arithmetic is changed, and their tests."""
KEPT = Path(tempfile.gettempdir()) / "dawnline-mutants"
"""Where lines run and mutants killed are kept between long runs."""


def attacks(place: Path, long: bool, seed: int) -> Iterator[Outcome]:
    began = time.monotonic()
    every = {path: mutants_of(path, module_of(path)) for path in sorted((ROOT / "studio" / "physics").rglob("*.py"))}
    if long:
        paths = sorted(str(path) for path in (ROOT / "tests" / "physics").rglob("test_*.py")
                       if path.name != "test_flight_dynamics.py")  # fmt: skip  # needs Java, and half a minute
        chosen = _sample(every, LONG, seed)
    else:
        paths = [str(ROOT / "tests" / "physics" / name) for name in QUICK.values()]
        chosen = _sample({path: [one for one in each if one.kind == "arithmetic" and one.inside]
                          for path, each in every.items() if path.stem in QUICK}, SHORT, seed)  # fmt: skip
    prepare(long)
    lines = _lines(paths, long)
    fates = fates_of(chosen, lines, paths, long)
    if long:
        yield from _by_module(chosen, fates)
    total = sum(map(len, every.values()))
    yield _outcome(f"one change in the physics; {len(chosen):,} of {total:,} places", chosen, fates, WHOLE, not long,
                   _no_tests(chosen[:SHORT], lines, paths), time.monotonic() - began)  # fmt: skip


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def _sample(every: dict[Path, list[Mutant]], count: int, seed: int) -> list[Mutant]:
    """Of each module its share; the first ones of an order that the seed gives."""
    total = sum(map(len, every.values()))
    shares = (drawn(mutants, math.ceil(len(mutants) * count / total - 1e-9), seed) for mutants in every.values())
    return sorted((one for share in shares for one in share), key=lambda one: (one.module, one.number))


def drawn(mutants: list[Mutant], count: int, seed: int) -> list[Mutant]:
    """The first of one module in an order that the seed gives."""
    order = list(mutants)
    random.Random(f"{seed} {mutants[0].module.rpartition('.')[2] if mutants else ''}").shuffle(order)
    return order[:count]


def _lines(paths: list[str], keep: bool) -> Lines:
    sources = [*(ROOT / "studio" / "physics").rglob("*.py"), *(ROOT / "tests" / "physics").rglob("*.py")]
    kept = KEPT / f"lines-{_digest(*sorted(sources))}.json"
    if keep and kept.exists():
        return Lines(**json.loads(kept.read_text()))
    lines = lines_run(paths)
    if keep:
        KEPT.mkdir(exist_ok=True)
        kept.write_text(json.dumps(vars(lines)))
    return lines


def _digest(*paths: Path) -> str:
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()[:24]


def _order(mutant: Mutant, lines: Lines) -> list[str]:
    """The tests that a mutant meets: those of its own module first, then the quick ones, until it is enough."""
    stem = mutant.module.rpartition(".")[2]

    def far(test: str) -> tuple[bool, float]:
        name = test.partition("::")[0].rpartition("/test_")[2].removesuffix(".py")
        return stem not in name and name not in stem, lines.seconds[test]

    chosen: list[str] = []
    spent = 0.0
    for test in sorted(lines.meeting(mutant), key=far):
        spent += lines.seconds[test]
        if spent > ENOUGH and chosen:
            break
        chosen.append(test)
    return chosen


Fate = tuple[str, str]
"""What became of a mutant, and the test that killed it."""


def fates_of(chosen: list[Mutant], lines: Lines, paths: list[str], keep: bool) -> dict[Mutant, Fate]:
    """Those whose functions can be exchanged in one go, then those that are imported anew."""
    fates: dict[Mutant, Fate] = {}
    log = KEPT / "killed.jsonl"
    if keep and log.exists():
        known = {tuple(key): fate for key, fate in map(json.loads, log.read_text().splitlines())}
        for one in chosen:
            fate = known.get((one.module, one.number, one.words))
            if fate and _evidence(one, fate[1]) == fate[2]:
                fates[one] = (fate[0], fate[1])
    open_ = [(one, _order(one, lines)) for one in chosen if one not in fates]
    met = [(one, tests) for one, tests in open_ if tests and not lines.early(one)]
    late = ((one, anew(one, tests, lines)) for one, tests in open_ if tests and lines.early(one))
    soon = ((met[verdict.number][0], verdict) for verdict in verdicts(met, lines, paths))
    for group in (soon, late):
        for one, verdict in group:
            fates[one] = (verdict.fate, verdict.test)
            if keep and verdict.fate in ("killed", "stopped"):
                kept = [verdict.fate, verdict.test, _evidence(one, verdict.test)]
                with log.open("a") as file:
                    file.write(json.dumps([[one.module, one.number, one.words], kept]) + "\n")
            elif keep:
                with (KEPT / "survived.txt").open("a") as file:
                    file.write(f"{verdict.fate} {one.lines[0]} {one.kind} {one.words}\n")
    return {one: fates.get(one, ("survived", "")) for one in chosen}


def _evidence(mutant: Mutant, test: str) -> str:
    """Changes with what the fate of a killed mutant rests on."""
    file = ROOT / test.partition("::")[0]
    return _digest(ROOT / file_of(mutant), *([file] if test != "collection" and file.is_file() else []))


def _no_tests(chosen: list[Mutant], lines: Lines, paths: list[str]) -> Tally:
    """The naive twin: mutants that no test meets must survive, all of them."""
    soon = [(one, []) for one in chosen if not lines.early(one)]
    fates = [verdict.fate for verdict in verdicts(soon, lines, paths)]
    return Tally(len(soon), fates.count("survived") if set(fates) == {"survived"} else 0)


def _by_module(chosen: list[Mutant], fates: dict[Mutant, Fate]) -> Iterator[Outcome]:
    for module in sorted({one.module for one in chosen}):
        own = [one for one in chosen if one.module == module]
        yield _outcome(module.removeprefix("studio.physics."), own, fates, EACH if len(own) >= FEW else 0.0, False)


def _outcome(name: str, chosen: list[Mutant], fates: dict[Mutant, Fate], least: float, tell: bool,
             twin: Tally | None = None, seconds: float = 0.0) -> Outcome:  # fmt: skip
    """Lost is what lacks to the share that has to be killed; those read and found to change nothing do not count."""
    chosen = [one for one in chosen if fates[one][0] != "void"]
    survived = [one for one in chosen if fates[one][0] == "survived"]
    equal = [one for one in survived if reason(one)]
    stopped = sum(fates[one][0] == "stopped" for one in chosen)
    counted, killed = len(chosen) - len(equal), len(chosen) - len(survived)
    lacking = max(0, math.ceil(least * counted - 1e-9) - killed)
    note = (f"killed {killed:,}, of them {stopped} by the clock; survived {len(survived):,}, "
            f"of them {len(equal):,} equal")  # fmt: skip
    if least == WHOLE and counted:
        low, high = _wilson(killed, counted)
        note += (f"; killed {killed / counted:.1%} ({low:.1%} to {high:.1%} with 95 %), "
                 f"{killed / len(chosen):.1%} if the equal count too")  # fmt: skip
    tally = Tally(len(chosen), lacking)
    if least != WHOLE or (tell and lacking):
        tally.words = [f"{one.words}, {reason(one) or 'not seen by the tests'}" for one in survived]
    return Outcome("mutants", name, tally, twin, seconds, note)


def _wilson(killed: int, count: int) -> tuple[float, float]:
    """The interval of Wilson (1927) of a share."""
    z2 = 1.959964**2
    middle = (killed + z2 / 2) / (count + z2)
    half = math.sqrt(z2 * (killed * (count - killed) / count + z2 / 4)) / (count + z2)
    return middle - half, middle + half
