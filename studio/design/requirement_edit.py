"""Pure edits of the requirements of a design."""

import math

import msgspec

from studio.design.design import Design
from studio.design.edit import checked
from studio.design.error import DesignError
from studio.design.field import struct_fields
from studio.design.requirement import MAX_REQUIREMENTS, Requirement
from studio.text import tr

_LONGEST_NAME = 60


def add_requirement(design: Design, requirement: Requirement) -> Design:
    """`design` with one more requirement at the end."""
    return with_requirements(design, (*design.requirements, requirement))


def replace_requirement(design: Design, position: int, requirement: Requirement) -> Design:
    """`design` with another requirement at `position`."""
    others = design.requirements
    return with_requirements(design, (*others[:position], requirement, *others[position + 1 :]))


def remove_requirement(design: Design, position: int) -> Design:
    """`design` without the requirement at `position`."""
    others = design.requirements
    return with_requirements(design, (*others[:position], *others[position + 1 :]))


def duplicate_requirement(design: Design, position: int) -> Design:
    """`design` with a second copy of the requirement at `position` behind it, under a name of its own."""
    others = design.requirements
    copy = msgspec.structs.replace(others[position], name=free_name(design, others[position].name))
    return with_requirements(design, (*others[: position + 1], copy, *others[position + 1 :]))


def move_requirement(design: Design, position: int, target: int) -> Design:
    """`design` with the requirement at `position` taken out and put back at index `target`."""
    others = list(design.requirements)
    others.insert(target, others.pop(position))
    return with_requirements(design, tuple(others))


def free_name(design: Design, wanted: str) -> str:
    """`wanted`, or `wanted 2`, `wanted 3` … where a requirement has that name already."""
    taken = {one.name for one in design.requirements}
    stem, number = wanted[: _LONGEST_NAME - 4], 2
    name = wanted[:_LONGEST_NAME]
    while name in taken:
        name, number = f"{stem} {number}", number + 1
    return name


def with_requirements(design: Design, requirements: tuple[Requirement, ...]) -> Design:
    """`design` with other requirements; DesignError in one sentence where they cannot be its requirements."""
    if len(requirements) > MAX_REQUIREMENTS:
        raise DesignError("requirements", tr("a design has at most {most} requirements", most=MAX_REQUIREMENTS))
    names: set[str] = set()
    for requirement in requirements:
        for name, spec in struct_fields(Requirement).items():
            checked(spec, f"requirements.{name}", getattr(requirement, name))
        if not math.isfinite(requirement.value):
            raise DesignError("requirements.value", tr("the bound is not a finite number"))
        if requirement.relation == "in" and requirement.top <= requirement.value:
            raise DesignError("requirements.upper", tr("the upper end of a range lies above the lower"))
        if requirement.relation == "in" and requirement.against:
            raise DesignError("requirements.against", tr("a range has two bounds of its own"))
        if requirement.name in names:
            raise DesignError("requirements.name", tr("two requirements are called “{name}”", name=requirement.name))
        names.add(requirement.name)
    return msgspec.structs.replace(design, requirements=requirements)
