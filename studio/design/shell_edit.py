"""Pure edits of the shells of a fleet."""

import math

import msgspec

from studio.design.design import Design
from studio.design.edit import set_text, set_value
from studio.design.error import DesignError
from studio.design.fleet import MAX_SHELLS, Shell
from studio.text import tr

SUN_SYNCHRONOUS = "SSO"


def replace_shells(design: Design, shells: tuple[Shell, ...]) -> Design:
    """`design` with other further shells, which need names of their own."""
    if len(shells) > MAX_SHELLS:
        raise DesignError("fleet.shells", tr("a fleet has at most {most} further shells", most=MAX_SHELLS))
    names = [shell.name for shell in shells]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise DesignError("fleet.shells", tr("two shells are called “{name}”", name=twice))
    return msgspec.structs.replace(design, fleet=msgspec.structs.replace(design.fleet, shells=shells))


def add_shell(design: Design, position: int | None = None) -> Design:
    """`design` with one more shell: a copy of that at `position`, or one like the main orbit where none is given."""
    shells = design.fleet.shells
    if position is None:
        mission = design.mission
        fresh = Shell(tr("Shell"), altitude=mission.altitude + 50e3, sun_synchronous=mission.sun_synchronous,
                      inclination=min(max(mission.inclination, 0.0), math.pi), ltan=mission.ltan)  # fmt: skip
        position = len(shells) - 1
    else:
        fresh = shells[position]
    named = msgspec.structs.replace(fresh, name=_unique(design, fresh.name))
    return replace_shells(design, (*shells[: position + 1], named, *shells[position + 1 :]))


def remove_shell(design: Design, position: int) -> Design:
    """`design` without the shell at `position`."""
    shells = design.fleet.shells
    return replace_shells(design, (*shells[:position], *shells[position + 1 :]))


def set_shell_text(design: Design, position: int, field: str, typed: str, bare: str | None = None) -> Design:
    """`design` with what a person typed for a field of a shell.

    As inclination “SSO” makes the shell sun-synchronous, and an angle makes it otherwise.
    """
    path = f"fleet.shells[{position}].{field}"
    if field == "name":
        edited = set_value(design, path, typed)
        return replace_shells(edited, edited.fleet.shells)
    if field == "inclination":
        synchronous = typed.strip().upper() == SUN_SYNCHRONOUS
        design = set_value(design, f"fleet.shells[{position}].sun_synchronous", synchronous)
        if synchronous:
            return design
    return set_text(design, path, typed, bare)


def _unique(design: Design, wanted: str) -> str:
    taken = {shell.name for shell in design.fleet.shells}
    stem, number = wanted[:54], 2
    name = stem
    while name in taken:
        name, number = f"{stem} {number}", number + 1
    return name
