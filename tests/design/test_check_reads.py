"""What each check is said to depend on is all that its errors depend on: a study looks at nothing else."""

from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings

from studio.design import Design
from studio.design.check import _CHECKS, Check, checks_of, refusal
from studio.design.field import nested, struct_fields
from tests.design_strategies import designs

PARTS = tuple(name for name in Design.__struct_fields__ if nested(Design, name) is not None)


def numbers_taken(base: Any, other: Any, path: str, kept: tuple[str, ...]) -> Any:
    """`base` with the numbers of `other`, but for those at `kept` paths and those in lists."""
    changed = {}
    for name, spec in struct_fields(type(base)).items():
        here, value = f"{path}.{name}", getattr(base, name)
        if any(here == one or here.startswith(f"{one}.") for one in kept):
            continue
        if isinstance(value, msgspec.Struct):
            changed[name] = numbers_taken(value, getattr(other, name), here, kept)
        elif spec.kind in {"number", "integer"} and not isinstance(value, tuple | dict):
            changed[name] = getattr(other, name)
    return msgspec.structs.replace(base, **changed)


def errors(check: Check, design: Design) -> list[str]:
    return [issue.where for issue in check(design) if issue.severity == "error"]


@given(designs, designs)
@settings(max_examples=40, suppress_health_check=[HealthCheck.large_base_example, HealthCheck.data_too_large])
def test_other_numbers_bring_no_other_errors(one: Design, other: Design) -> None:
    for check, reads in _CHECKS.items():
        moved = {name: numbers_taken(getattr(one, name), getattr(other, name), name, reads)
                 for name in PARTS if name not in reads and isinstance(getattr(one, name), msgspec.Struct)}  # fmt: skip
        assert errors(check, msgspec.structs.replace(one, **moved)) == errors(check, one), check


def test_only_what_matters_is_looked_at() -> None:
    paths = ("mission.lifetime", "array.area", "mission.altitude", "stack.layers[0].thickness", "battery.energy")
    checks, looked = checks_of(paths)
    assert looked == ("mission.altitude",)
    low = msgspec.structs.replace(Design(), mission=msgspec.structs.replace(Design().mission, eccentricity=0.9))
    assert refusal(low, checks) is not None
    assert checks_of(("mission.lifetime", "thermal.target_temperature")) == ((), ())
    assert checks_of(("constellation.planes",))[1] == ("constellation.planes",)
    assert checks_of(("stack.front.absorptance", "stack.front.emittance"))[1] == ("stack.front.absorptance",)
