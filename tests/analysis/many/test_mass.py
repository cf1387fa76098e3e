"""The masses of many designs at once."""

import pytest

from studio.analysis.sampling import FINE
from studio.document import preset
from tests.analysis.many.fields import changed, check_each_alone, check_stage

_SINGLE = {"platform.maturity": "uniform", "platform.mass_margin": 0.2}
_APART = {"platform.holds_links": False, "platform.holds_loop": False, "platform.holds_propellant": False}
_HELD = {"platform.holds_links": True, "platform.holds_loop": True, "platform.holds_propellant": True}


@pytest.mark.parametrize(
    "name", ["suncatcher-cluster", "starcloud-40mw", "perovskite-hjt-650km", "shell-500km-eclipse"]
)
def test_presets(name: str) -> None:
    check_stage(preset(name), "mass")


@pytest.mark.parametrize(
    "choices", [_SINGLE, _APART, _HELD, {"battery.energy": 0.0}], ids=["uniform", "apart", "held", "no battery"]
)
def test_choices(choices: dict[str, object]) -> None:
    check_stage(changed(preset("suncatcher-cluster"), choices), "mass")


def test_each_number_alone() -> None:
    check_each_alone(changed(preset("perovskite-hjt-650km"), _APART), "mass")


def test_live_sampling() -> None:
    check_stage(preset("suncatcher-cluster"), "mass", count=3, sampling=FINE)
