"""How fast the optics of a stack is, on this machine: `python tests/benchmarks/optics.py`.

Ten films on a substrate, 500 wavelengths, normal incidence, reflectance, transmittance and absorptance per layer: ours,
and beside it, in the same process on the same stack, the packages that do the same. Then 10 000 thicknesses of that
stack in one call. Prints one line a figure. Nothing here passes or fails: machines differ.
"""

import importlib.util
import statistics
import time
from pathlib import Path

import numpy as np

from studio.cli.bench.peers import Missing
from studio.cli.bench.solar import FILMS, optics, optics_by_tmm, stack
from studio.physics.optics.stack_light import stack_light

WAVELENGTHS, VARIANTS = 500, 10_000
TARGET = 0.8
"""Milliseconds for one stack."""


def median(call, seconds: float = 2.0) -> float:
    """Milliseconds of a call in the middle of as many as fit, at least three; the first is not counted."""
    call()
    times: list[float] = []
    end = time.perf_counter() + seconds
    while len(times) < 3 or time.perf_counter() < end:
        began = time.perf_counter()
        call()
        times.append((time.perf_counter() - began) * 1e3)
    return statistics.median(times)


def by_solcore(index, thickness, waves, behind):
    # The file alone: the package asks for much else, and writes to the home folder as it is imported.
    package = importlib.util.find_spec("solcore")
    if package is None:
        raise ImportError("solcore")
    file = Path(package.submodule_search_locations[0], "absorption_calculator", "tmm_core_vec.py")
    spec = importlib.util.spec_from_file_location("tmm_core_vec", file)
    tmm_core_vec = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tmm_core_vec)

    indices = np.concatenate([np.ones((1, waves.size)), index, behind[np.newaxis]])
    depths = np.array([np.inf, *thickness, np.inf])
    found = tmm_core_vec.coh_tmm("s", indices, depths * 1e9, 0.0, waves * 1e9)
    return found["R"], found["T"], tmm_core_vec.absorp_in_each_layer(found)[1:-1]


def beside(name: str, pip: str, solve, case, own, own_time: float) -> None:
    try:
        theirs = solve(*case)
    except (ImportError, Missing):
        print(f"{name:52} not installed: pip install {pip}")
        return
    taken = median(lambda: solve(*case))
    apart = max(float(np.max(np.abs(np.asarray(a) - b))) for a, b in zip(theirs, own, strict=True))
    print(f"{name:52} {taken:8.2f} ms   {taken / own_time:7.0f} × ours   differs by {apart:.0e}")


def main() -> None:
    case = index, thickness, waves, behind = stack(WAVELENGTHS)
    spread = thickness * np.random.default_rng(1).uniform(0.8, 1.2, (VARIANTS, FILMS))
    coherent = (True,) * FILMS
    own, own_time = optics(*case), median(lambda: optics(*case))
    print(f"{'ten films, 500 wavelengths, normal incidence':52} {own_time:8.2f} ms   target {TARGET:6.1f} ms")
    beside("the same by tmm", "tmm", optics_by_tmm, case, own, own_time)
    beside("the same by solcore's tmm_core_vec", "--no-deps solcore", by_solcore, case, own, own_time)
    for name, films, angle in (
        ("the same at 60 degrees, both polarisations", coherent, np.pi / 3.0),
        ("the same with the last layer a slab", (*coherent[1:], False), 0.0),
    ):
        taken = median(lambda films=films, angle=angle: stack_light(index, thickness, films, waves, angle=angle,
                                                                    exit_index=behind))  # fmt: skip
        print(f"{name:52} {taken:8.2f} ms")
    many = median(lambda: stack_light(index, spread, coherent, waves, exit_index=behind), seconds=0.0)
    print(f"{f'{VARIANTS} thicknesses in one call':52} {many:8.0f} ms   {many / VARIANTS:8.3f} ms a stack")


if __name__ == "__main__":
    main()
