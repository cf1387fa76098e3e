"""Checks across fields: what no single bound can see. Errors cannot be computed; warnings can."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from studio.design.design import Design
from studio.design.error import DesignError
from studio.design.spread_edit import spread_issues
from studio.numerals import set_count
from studio.text import mark, tr

Severity = Literal["error", "warning"]
MAX_SATELLITES = 1_000_000
LOWEST_PERIGEE = 120e3
_EARTH_RADIUS = 6378137.0


@dataclass(frozen=True, slots=True)
class Issue:
    severity: Severity
    where: str
    text: str


Check = Callable[[Design], Iterator[Issue]]


def check(design: Design) -> tuple[Issue, ...]:
    """What is inconsistent in `design`, errors first."""
    issues = [issue for each in _CHECKS for issue in each(design)]
    return tuple(sorted(issues, key=lambda issue: issue.severity))


def refusal(design: Design, checks: Iterable[Check] | None = None) -> Issue | None:
    """The first error in `design` that all checks find, or some of them."""
    for each in _CHECKS if checks is None else checks:
        for issue in each(design):
            if issue.severity == "error":
                return issue
    return None


def checks_of(varied: Collection[str]) -> tuple[tuple[Check, ...], tuple[str, ...]]:
    """The checks whose errors depend on any of the numbers at these paths, and those of the paths that matter to them.

    Choices and texts are no numbers: a design with another one is another design.
    """
    found = {each: reads for each, reads in _CHECKS.items() if any(_within(path, reads) for path in varied)}
    reads = tuple(one for reads in found.values() for one in reads)
    return tuple(found), tuple(path for path in varied if _within(path, reads))


def _within(path: str, fields: Iterable[str]) -> bool:
    return any(path == field or path.startswith((f"{field}.", f"{field}[")) for field in fields)


def refuse(design: Design) -> None:
    """Raise DesignError for the first error in `design`, if it has one."""
    issue = refusal(design)
    if issue is not None:
        raise DesignError(issue.where, issue.text)


def satellite_count(design: Design) -> int:
    """Satellites of the constellation as typed; a cluster is counted by the analysis, from its lattice."""
    constellation = design.constellation
    if constellation.pattern == "walker":
        return constellation.planes * constellation.satellites_per_plane * constellation.shells
    if constellation.pattern == "ring":
        around = 6.283185307179586 * (_EARTH_RADIUS + design.mission.altitude)
        return max(int(around / constellation.ring_spacing), 1) * constellation.shells
    return 1


def _orbit(design: Design) -> Iterator[Issue]:
    mission = design.mission
    perigee = (_EARTH_RADIUS + mission.altitude) * (1 - mission.eccentricity) - _EARTH_RADIUS
    if perigee < LOWEST_PERIGEE:
        yield Issue("error", "mission.eccentricity", tr(
            mark("the perigee would lie at {perigee:.0f} km, below {lowest:.0f} km"),
            perigee=perigee / 1e3, lowest=LOWEST_PERIGEE / 1e3))  # fmt: skip
    try:
        epoch = datetime.fromisoformat(mission.epoch)
    except ValueError:
        yield Issue("error", "mission.epoch", tr(
            mark("“{epoch}” is not a date such as 2026-01-01T00:00:00"), epoch=mission.epoch))  # fmt: skip
        return
    if epoch.tzinfo is not None and epoch.utcoffset() != datetime.now(UTC).utcoffset():
        yield Issue("error", "mission.epoch", tr(mark("the epoch is in UTC; leave other time zones out")))
    if not 1972 <= epoch.year <= 2100:
        yield Issue("error", "mission.epoch", tr(
            mark("the year {year} is outside 1972 to 2100, where UTC and the Sun series hold"), year=epoch.year,
        ))  # fmt: skip


def _constellation(design: Design) -> Iterator[Issue]:
    constellation = design.constellation
    count = satellite_count(design)
    if count > MAX_SATELLITES:
        yield Issue("error", "constellation.satellites_per_plane", tr(
            mark("{count} satellites are more than {most}"), count=set_count(count), most=set_count(MAX_SATELLITES),
        ))  # fmt: skip
    if constellation.pattern == "walker" and constellation.phasing >= max(constellation.planes, 1):
        yield Issue("warning", "constellation.phasing", tr(
            mark("Walker's phasing is usually 0 to planes − 1")))  # fmt: skip
    if constellation.pattern == "ring" and not design.mission.sun_synchronous:
        yield Issue("warning", "constellation.pattern", tr(
            mark("a ring off the sun-synchronous inclination leaves its dawn–dusk plane")))  # fmt: skip
    if constellation.pattern == "cluster":
        radius, spacing = constellation.cluster_radius, constellation.cluster_spacing
        members = 3.15 * (radius / 2 / spacing) ** 2
        if members > MAX_SATELLITES:
            yield Issue("error", "constellation.cluster_spacing", tr(
                mark("about {count} members are more than {most}"), count=set_count(members),
                most=set_count(MAX_SATELLITES)))  # fmt: skip


def _fleet(design: Design) -> Iterator[Issue]:
    names = [shell.name for shell in design.fleet.shells]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Issue("error", "fleet.shells", tr(mark("two shells are called “{name}”"), name=name))


def _stack(design: Design) -> Iterator[Issue]:
    layers = design.stack.layers
    names = [layer.name for layer in layers]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Issue("error", "stack.layers", tr(mark("two layers are called “{name}”"), name=name))
    owns = [material.name for material in design.stack.materials]
    for name in sorted({name for name in owns if owns.count(name) > 1}):
        yield Issue("error", "stack.materials", tr(mark("two materials are called “{name}”"), name=name))
    cells = [layer for layer in layers if layer.role == "cell"]
    if not cells:
        yield Issue("warning", "stack.layers", tr(mark("no layer has the role of the cell; its mass is missing")))
    electric = design.array.packing_factor * (design.stack.cell_efficiency or 0.0)
    if electric > design.stack.front.absorptance:
        yield Issue("error", "stack.front.absorptance", tr(
            mark("the cells would turn more light into electricity than the front absorbs")))  # fmt: skip


def _requirements(design: Design) -> Iterator[Issue]:
    names = [requirement.name for requirement in design.requirements]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Issue("error", "requirements", tr(mark("two requirements are called “{name}”"), name=name))
    for requirement in design.requirements:
        where = f"requirements[{requirement.name}]"
        if requirement.relation == "in" and (requirement.upper is None or requirement.upper < requirement.value):
            yield Issue("error", f"{where}.upper", tr(mark("a range needs an upper end that is not below the lower")))


def _review(design: Design) -> Iterator[Issue]:
    names = [policy.name for policy in design.review.policies]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Issue("error", "review.policies", tr(mark("two margin policies are called “{name}”"), name=name))
    known = design.review.known_policies()
    for requirement in design.requirements:
        if requirement.policy and requirement.policy not in known:
            yield Issue("warning", f"requirements[{requirement.name}].policy", tr(
                mark("there is no margin policy “{name}”"), name=requirement.policy))  # fmt: skip


def _power(design: Design) -> Iterator[Issue]:
    payload, battery = design.payload, design.battery
    kept = 1.0 if payload.profile == "constant" else payload.eclipse_load_fraction
    if battery.energy == 0 and kept > 0:
        yield Issue("warning", "battery.energy", tr(
            mark("without a battery every load is shed in eclipse")))  # fmt: skip
    if battery.ageing == "computed" and not battery.chemistry:
        yield Issue("error", "battery.chemistry", tr(
            mark("choose the chemistry whose tests tell how the battery ages")))  # fmt: skip
    if payload.profile == "inference" and not (
        payload.demand_swing <= payload.demand_mean <= 1.0 - payload.demand_swing
    ):
        yield Issue("warning", "payload.demand_swing", tr(
            mark("the demand is cut off where it would fall below nothing or rise above full load")))  # fmt: skip


def _spreads(design: Design) -> Iterator[Issue]:
    for severity, where, sentence in spread_issues(design) if design.spreads else ():
        yield Issue("error" if severity == "error" else "warning", where, sentence)


def _baselines(design: Design) -> Iterator[Issue]:
    names = [baseline.name for baseline in design.baselines]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Issue("warning", "baselines", tr(mark("two baselines are called “{name}”"), name=name))


_CHECKS: dict[Check, tuple[str, ...]] = {
    _orbit: ("mission.altitude", "mission.eccentricity"),
    _constellation: ("constellation", "mission.altitude"),
    _fleet: (),
    _stack: ("stack.cell_efficiency", "stack.front.absorptance", "array.packing_factor"),
    _requirements: (),
    _review: (),
    _power: (),
    _spreads: ("spreads",),
    _baselines: (),
}
"""Each check and the numbers, or parts full of them, that its errors, not its warnings, depend on."""
