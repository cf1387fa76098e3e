"""Pure edits of the requirements of a design."""

import math

import msgspec

from studio.design import Design, DesignError
from studio.design.edit import checked
from studio.design.field import struct_fields
from studio.design.requirement import MAX_REQUIREMENTS, Requirement
from studio.text import tr


def add_requirement(design: Design, requirement: Requirement) -> Design:
    """`design` with one more requirement at the end."""
    return _with(design, (*design.requirements, requirement))


def replace_requirement(design: Design, position: int, requirement: Requirement) -> Design:
    """`design` with another requirement at `position`."""
    others = design.requirements
    return _with(design, (*others[:position], requirement, *others[position + 1 :]))


def remove_requirement(design: Design, position: int) -> Design:
    """`design` without the requirement at `position`."""
    others = design.requirements
    return _with(design, (*others[:position], *others[position + 1 :]))


def _with(design: Design, requirements: tuple[Requirement, ...]) -> Design:
    if len(requirements) > MAX_REQUIREMENTS:
        raise DesignError("requirements", tr("a design has at most {most} requirements", most=MAX_REQUIREMENTS))
    names: set[str] = set()
    for requirement in requirements:
        for name, spec in struct_fields(Requirement).items():
            checked(spec, f"requirements.{name}", getattr(requirement, name))
        if not math.isfinite(requirement.value):
            raise DesignError("requirements.value", tr("the bound is not a finite number"))
        if requirement.name in names:
            raise DesignError("requirements.name", tr("two requirements are called “{name}”", name=requirement.name))
        names.add(requirement.name)
    return msgspec.structs.replace(design, requirements=requirements)
