"""What no single bound can see: checks across fields."""

import re
from typing import Any

import pytest
from hypothesis import given

from studio.design import Design, DesignError, check, set_value
from studio.design.check import refuse, satellite_count
from studio.design.panel import Layer
from studio.design.requirement import Requirement
from tests.design_strategies import designs


def design_with(**values: Any) -> Design:
    design = Design()
    for path, value in values.items():
        design = set_value(design, path.replace("__", "."), value)
    return design


def found(design: Design) -> list[tuple[str, str, str]]:
    return [(issue.severity, issue.where, issue.text) for issue in check(design)]


def test_default_design_has_no_issue() -> None:
    assert check(Design()) == ()
    refuse(Design())


@pytest.mark.parametrize(
    ("values", "issue"),
    [
        ({"mission__eccentricity": 0.1},
         ("error", "mission.eccentricity", "the perigee would lie at -53 km, below 120 km")),
        ({"mission__epoch": "first of May"},
         ("error", "mission.epoch", "“first of May” is not a date such as 2026-01-01T00:00:00")),
        ({"mission__epoch": "2026-01-01T00:00:00+08:00"},
         ("error", "mission.epoch", "the epoch is in UTC; leave other time zones out")),
        ({"mission__epoch": "1900-01-01"},
         ("error", "mission.epoch", "the year 1900 is outside 1972 to 2100, where UTC and the Sun series hold")),
        ({"constellation__pattern": "walker", "constellation__planes": 5000,
          "constellation__satellites_per_plane": 201},
         ("error", "constellation.satellites_per_plane", "1,005,000 satellites are more than 1,000,000")),
        ({"constellation__pattern": "walker", "constellation__planes": 3, "constellation__phasing": 3},
         ("warning", "constellation.phasing", "Walker's phasing is usually 0 to planes − 1")),
        ({"constellation__pattern": "cluster", "constellation__cluster_radius": 50e3,
          "constellation__cluster_spacing": 5.0},
         ("error", "constellation.cluster_spacing", "about 78,750,000 members are more than 1,000,000")),
        ({"stack__cell_efficiency": 0.6, "stack__front__absorptance": 0.5},
         ("error", "stack.front.absorptance",
          "the cells would turn more light into electricity than the front absorbs")),
        ({"battery__energy": 0.0},
         ("warning", "battery.energy", "without a battery every load is shed in eclipse")),
    ],
)  # fmt: skip
def test_issues(values: dict[str, Any], issue: tuple[str, str, str]) -> None:
    design = design_with(**values)
    assert found(design) == [issue]
    if issue[0] == "error":
        with pytest.raises(DesignError, match=f"^{issue[1]}: "):
            refuse(design)
    else:
        refuse(design)


@pytest.mark.parametrize("epoch", ["2026-01-01T00:00:00", "2026-01-01T00:00:00Z", "2026-06-30", "2026-01-01 12:00"])
def test_epochs_in_utc(epoch: str) -> None:
    assert check(design_with(mission__epoch=epoch)) == ()


def test_names_that_are_given_twice_and_missing_cell() -> None:
    glass = Layer("glass", "CMG", "cover", 1e-4, 2600.0)
    stack = Design().stack
    doubled = Design(stack=type(stack)(layers=(glass, glass)))
    assert [issue[:2] for issue in found(doubled)] == [("error", "stack.layers"), ("warning", "stack.layers")]
    requirement = Requirement("Power", "power.margin_eol", ">=", 0.0)
    assert found(Design(requirements=(requirement, requirement))) == [
        ("error", "requirements", "two requirements are called “Power”")
    ]


@given(designs)
def test_errors_come_first_and_every_issue_has_its_place(design: Design) -> None:
    issues = check(design)
    severities = [issue.severity for issue in issues]
    assert severities == sorted(severities)
    for issue in issues:
        assert re.split(r"[.\[]", issue.where)[0] in Design.__struct_fields__
        assert issue.text


def test_satellites_are_counted() -> None:
    assert satellite_count(Design()) == 1
    walker = design_with(
        constellation__pattern="walker", constellation__planes=24, constellation__satellites_per_plane=22
    )
    assert satellite_count(walker) == 528
