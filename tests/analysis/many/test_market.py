"""The markets and supply chains of many designs at once."""

import numpy as np
import pytest

from studio.design.quantity import YEAR
from studio.document import preset
from tests.analysis.many.agree import check_agreement
from tests.analysis.many.fields import changed, check_each_alone, check_stage

_START = preset("suncatcher-cluster")


@pytest.mark.parametrize("stage", ["market", "supply"])
@pytest.mark.parametrize("name", ["suncatcher-cluster", "perovskite-hjt-650km", "starcloud-40mw"])
def test_presets(name: str, stage: str) -> None:
    check_stage(preset(name), stage)
    check_each_alone(preset(name), stage)


@pytest.mark.parametrize("control", ["none", "equipment", "all"])
@pytest.mark.parametrize("name", ["suncatcher-cluster", "starcloud-40mw"])
def test_barriers_with_and_without_lines_outside(name: str, control: str) -> None:
    base = changed(preset(name), {"programme.export_control": control, "programme.panel_tariff": 0.3})
    columns = {"programme.outside_line": np.array([0.0, 1e9, 1e11, 1e13]) / YEAR,
               "programme.equipment_tariff": np.array([0.0, 0.5, 0.1, 0.2])}  # fmt: skip
    check_agreement(base, columns, ("supply",))


def test_targets_by_their_size() -> None:
    check_agreement(_START, {"programme.target": np.geomspace(1e6, 1e13, 6) / YEAR}, ("market",))
