"""How much of the variance of a result each uncertain number causes: Sobol indices of first order and in total.

References
----------
.. [1] I. M. Sobol', Mathematics and Computers in Simulation 55, 271 (2001).
.. [2] A. Saltelli et al., Computer Physics Communications 181, 259 (2010): the sample, and both estimators
   (table 2, b and f), as SALib has them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.many import Memory, evaluate_many
from studio.analysis.sampling import QUICK, Sampling
from studio.analysis.study.uncertainty.draw import columns_of
from studio.analysis.study.uncertainty.drivers import drivers
from studio.analysis.study.uncertainty.uncertain import Uncertain, uncertain_numbers
from studio.design import Design
from studio.text import mark, tr

MOST_NUMBERS = 12
BASE = 256
_CONFIDENCE = 0.95
_LEAST_BLOCKS = 16


@dataclass(frozen=True, slots=True)
class Index:
    """`first`: the share of the variance that goes when the number alone is known. `total`: the share that stays when
    all others are. Each with the half width of its interval of 95 %."""

    path: str
    label: str
    first: float
    first_error: float
    total: float
    total_error: float


@dataclass(frozen=True, slots=True)
class Indices:
    """`numbers` sorted by their total; `lost` blocks of the sample were left out since one of their designs failed.

    `left_out` are uncertain numbers that were held where they are, since each moves the result less.
    """

    name: str
    numbers: tuple[Index, ...]
    variance: float
    blocks: int
    lost: int
    left_out: tuple[str, ...]
    evaluations: int


def sobol_indices(
    design: Design,
    names: Sequence[str],
    *,
    base: int = BASE,
    seed: int = 1,
    most: int = MOST_NUMBERS,
    sampling: Sampling = QUICK,
    memory: Memory | None = None,
    checkpoint: Callable[[float], None] | None = None,
) -> dict[str, Indices]:
    """By result, the Sobol indices [1]_ of those uncertain numbers that move it the most when each is moved alone.

    Parameters
    ----------
    design
        Where every other number stays.
    names
        Of results that are single numbers; one that does not apply, or that nothing moves, is left out.
    base
        Blocks of the sample [2]_, a power of 2; each costs two designs more than there are numbers.
    seed
        Of the sample and of the bootstrap.
    most
        Numbers that are looked at of each result.
    sampling, memory, checkpoint
        As for `monte_carlo`.

    Raises
    ------
    DesignError
        Where the design contradicts itself.
    ValueError
        Where a name is no single number, or the base is no power of 2 from 16.
    """
    if base < _LEAST_BLOCKS or base & (base - 1):
        raise ValueError(tr(mark("{count} is no power of 2 from {least}"), count=base, least=_LEAST_BLOCKS))
    swings = drivers(design, names, sampling=sampling, memory=memory)
    numbers = {number.path: number for number in uncertain_numbers(design)}
    found: dict[str, Indices] = {}
    for place, (name, tornado) in enumerate(swings.items()):
        moving = [bar.path for bar in tornado.bars if bar.size > 0.0]
        chosen = [numbers[path] for path in moving[:most]]
        if not chosen:
            continue
        tell = None if checkpoint is None else _within(checkpoint, place / len(swings), 1.0 / len(swings))
        found[name] = _indices(design, name, chosen, tuple(moving[most:]), base, seed, sampling, memory, tell)
    return found


def _indices(
    design: Design, name: str, chosen: Sequence[Uncertain], left_out: tuple[str, ...], base: int, seed: int,
    sampling: Sampling, memory: Memory | None, checkpoint: Callable[[float], None] | None,
) -> Indices:  # fmt: skip
    from SALib.sample import sobol as sample

    paths = [number.path for number in chosen]
    problem = {"num_vars": len(paths), "names": paths, "bounds": [[0.0, 1.0]] * len(paths)}
    places = sample.sample(problem, base, calc_second_order=False, scramble=True, seed=seed)
    answer = evaluate_many(design, columns_of(chosen, np.clip(places, 0.0, 1.0)), (name,), sampling=sampling,
                           memory=memory, checkpoint=checkpoint)  # fmt: skip
    return of_sample(name, {number.path: number.label for number in chosen}, answer.columns[name], left_out, seed)


def of_sample(
    name: str, labels: Mapping[str, str], values: np.ndarray[Any, Any], left_out: tuple[str, ...], seed: int
) -> Indices:
    """The indices by the values (blocks · (numbers + 2),) of a sample of SALib, without blocks that lack a value."""
    from SALib.analyze import sobol

    width = len(labels) + 2
    blocks = np.asarray(values, dtype=np.float64).reshape(-1, width)
    whole = blocks[np.isfinite(blocks).all(axis=1)]
    if len(whole) < _LEAST_BLOCKS:
        raise ValueError(tr(mark("of {count} blocks of the sample only {whole} could be computed whole"),
                            count=len(blocks), whole=len(whole)))  # fmt: skip
    variance = float(whole[:, [0, -1]].var())
    if variance == 0.0:
        nothing = tuple(Index(path, label, 0.0, 0.0, 0.0, 0.0) for path, label in labels.items())
        return Indices(name, nothing, 0.0, len(whole), len(blocks) - len(whole), left_out, values.size)
    problem = {"num_vars": len(labels), "names": list(labels), "bounds": [[0.0, 1.0]] * len(labels)}
    said = sobol.analyze(problem, whole.reshape(-1), calc_second_order=False, conf_level=_CONFIDENCE, seed=seed)
    numbers = [
        Index(path, label, float(said["S1"][place]), float(said["S1_conf"][place]), float(said["ST"][place]),
              float(said["ST_conf"][place]))
        for place, (path, label) in enumerate(labels.items())
    ]  # fmt: skip
    numbers.sort(key=lambda one: (-one.total, one.path))
    return Indices(name, tuple(numbers), variance, len(whole), len(blocks) - len(whole), left_out, values.size)


def _within(checkpoint: Callable[[float], None], start: float, width: float) -> Callable[[float], None]:
    return lambda share: checkpoint(start + width * share)
