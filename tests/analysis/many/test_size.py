"""The sizes of many designs at once."""

import numpy as np
import pytest

from studio.document import preset
from tests.analysis.many.agree import check_agreement
from tests.analysis.many.fields import changed, check_each_alone, check_stage


@pytest.mark.parametrize("name", ["suncatcher-cluster", "starcloud-40mw", "perovskite-hjt-650km", "gigawatt-27kw"])
def test_presets(name: str) -> None:
    check_stage(preset(name), "size")


@pytest.mark.parametrize("attitude", ["edge_to_sun", "behind_array"])
def test_any_number_of_wings_and_radiators(attitude: str) -> None:
    base = changed(preset("suncatcher-cluster"), {"thermal.radiator_attitude": attitude})
    columns = {"geometry.wings": np.array([1, 2, 3, 4, 7, 1000]), "geometry.radiators": np.array([2, 1, 4, 1000, 5, 3])}
    check_agreement(base, columns, ("size",))


def test_each_number_alone() -> None:
    check_each_alone(preset("suncatcher-cluster"), "size")
