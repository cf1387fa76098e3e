"""The sections of a report that can be left out, by the names that options and the window use."""

from studio.text import mark, tr

SECTIONS: dict[str, str] = {
    "review": mark("Review"),
    "orbit": mark("Orbit and sunlight"),
    "panel": mark("Panel"),
    "environment": mark("Environment and ageing"),
    "power": mark("Power"),
    "thermal": mark("Heat"),
    "mass": mark("Budgets"),
    "payload": mark("Computing"),
    "link": mark("Links"),
    "constellation": mark("Constellation"),
    "launch": mark("Launch"),
    "cost": mark("Cost"),
    "ground": mark("The same on the ground"),
    "programme": mark("Programme, supply and market"),
    "claims": mark("Claims"),
    "uncertainty": mark("Uncertainty"),
    "assumptions": mark("Assumptions and sources"),
    "changes": mark("Changes since the baseline"),
}
"""Their names with their titles, in the order of the report."""


def left_out(typed: str) -> frozenset[str]:
    """The names in `typed`, which commas separate.

    Raises
    ------
    ValueError
        Where there is no section of a name, in one sentence.
    """
    found = frozenset(name.strip() for name in typed.split(",") if name.strip())
    unknown = sorted(found - set(SECTIONS))
    if unknown:
        raise ValueError(tr(mark("there is no section “{name}”; there are {names}"), name=unknown[0][:40],
                            names=", ".join(SECTIONS)))  # fmt: skip
    return found
