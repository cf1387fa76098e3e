"""The spreads of numbers that state none: each with its reason, each of a field that there is."""

import pytest

from studio.catalogue.spread import CONFIDENCES, rule_of, shares, spread_rules
from studio.design import Design, fields
from studio.design.design import PARTS
from studio.design.field import struct_fields


def test_each_rule_is_of_something_that_there_is():
    known = {spec.path for spec in fields(Design)} | set(struct_fields(Design)) | set(PARTS) | set(CONFIDENCES)
    known |= {path.partition("[]")[0] for path in known}
    assert [rule for rule in spread_rules() if rule not in known] == []


def test_the_less_a_number_is_known_the_wider_it_is():
    widths = [shares()[confidence] for confidence in CONFIDENCES]
    assert widths == sorted(widths)
    assert all(spread_rules()[confidence].share.confidence == "assumed" for confidence in CONFIDENCES)


@pytest.mark.parametrize(("path", "kind"), [
    ("mission.altitude", "exact"), ("array.area", "exact"), ("environment.albedo", "range"),
    ("environment.solar_constant", "normal"),
])  # fmt: skip
def test_a_field_finds_its_own_rule_or_that_of_its_part(path, kind):
    assert rule_of(path).kind == kind


def test_a_field_without_a_rule_goes_by_its_confidence():
    assert rule_of("platform.mass") is None
    assert rule_of("array.packing_factor") is None
