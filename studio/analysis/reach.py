"""Which fields of a design can reach a result."""

from functools import cache

from studio.analysis.engine import parts_behind
from studio.analysis.stages import RESULTS
from studio.design import Design, fields


def reaching(name: str) -> tuple[str, ...]:
    """The design fields that can reach a result: those of its chain, the nearest first, then all others that the stages
    before it read, since what an equation names is not all that moves its value.

    A path of all layers stands for that of each: "stack.layers[].thickness".
    """
    return _reaching(name)


@cache
def _reaching(name: str) -> tuple[str, ...]:
    found = chain_fields(name)
    parts = parts_behind(RESULTS[name].stage)
    return (*found, *(spec.path for spec in fields(Design) if spec.path.partition(".")[0].partition("[")[0] in parts
                      and spec.path not in found))  # fmt: skip


@cache
def chain_fields(name: str) -> tuple[str, ...]:
    """The design fields that the equations of a result and of what it follows from name, the nearest first."""
    seen, level = {name}, [name]
    found: list[str] = []
    while level:
        above: list[str] = []
        for one in level:
            for needed in RESULTS[one].inputs:
                if needed not in seen:
                    seen.add(needed)
                    (above if needed in RESULTS else found).append(needed)
        level = above
    return tuple(found)
