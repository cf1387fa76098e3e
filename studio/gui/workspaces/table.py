"""Every workspace as a row of one table."""

from dataclasses import dataclass

from studio.text import mark

Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Workspace:
    """What a job needs to see; `text` is marked for translation.

    `tabs` are the tabs that may stand in front, the first that the window has; `page` is one of its pages. The docks of
    an edge are groups from left to right, those of one group behind one another; all others are hidden. Shares are of
    the window's width, and of its height at the bottom.
    """

    text: str
    tabs: tuple[str, ...]
    page: str = ""
    left: Groups = ()
    right: Groups = ()
    bottom: Groups = ()
    left_share: float = 0.2
    right_share: float = 0.21
    bottom_share: float = 0.28


_DESIGN: Groups = (("design",),)
_JUDGED: Groups = (("margins", "explain"),)
_EXPLAINED: Groups = (("explain", "margins"),)
_ORBIT_PLOTS: Groups = (("power",), ("thermal",))

WORKSPACES: dict[str, Workspace] = {
    "orbit": Workspace(mark("Orbit"), ("orbit",), left=_DESIGN, right=_JUDGED, bottom=_ORBIT_PLOTS),
    "panel": Workspace(mark("Panel"), ("panel",), right=_JUDGED),
    "power": Workspace(
        mark("Power & Thermal"),
        ("season",),
        left=_DESIGN,
        bottom=_ORBIT_PLOTS,
        bottom_share=0.42,
    ),
    "fleet": Workspace(mark("Fleet"), ("fleet",), "shells", left=_DESIGN, right=_JUDGED),
    "money": Workspace(mark("Money & Factory"), ("money",), "cost", left=_DESIGN, right=_EXPLAINED),
    "study": Workspace(mark("Study"), ("study",), right=_JUDGED),
    "compare": Workspace(mark("Compare"), ("compare",)),
    "claims": Workspace(mark("Claims"), ("claims",), "statements", right=_EXPLAINED),
    "report": Workspace(mark("Report"), ("review", "claims"), "report", right=_JUDGED),
}
"""By key, in the order of the menu; the first is what everybody starts with."""
FIRST = next(iter(WORKSPACES))
