"""Samples that are computed some at a time are as those of all at once, with their failures in their places."""

import numpy as np
import pytest

from studio.analysis import Cancelled
from studio.analysis.sampling import QUICK
from studio.analysis.study.uncertainty import slabs
from studio.analysis.study.uncertainty.slabs import evaluate_in_slabs
from studio.document import preset

BASE = preset("suncatcher-cluster")
NAMES = ("power.array_eol", "power.life_array", "thermal.radiator_area", "panel.limiting_junction")
COUNT = 17


def looked(columns, checkpoint=None):
    return evaluate_in_slabs(BASE, columns, NAMES, sampling=QUICK, memory=None, checkpoint=checkpoint)


def test_slabs_are_as_all_at_once(monkeypatch):
    columns = {"array.area": np.linspace(50.0, 130.0, COUNT),
               "thermal.target_temperature": np.where(np.arange(COUNT) % 5 == 3, 150.0, 330.0)}  # fmt: skip
    whole, failed = looked(columns)
    monkeypatch.setattr(slabs, "SLAB", 4)
    found, lost = looked(columns)
    assert lost == failed
    assert {row % 5 for row in failed} == {3}
    assert set(found) == set(whole)
    for name, column in whole.items():
        assert found[name].shape == column.shape
        if column.dtype == object:
            assert found[name].tolist() == column.tolist()
        else:
            np.testing.assert_allclose(found[name], column, rtol=1e-5)
    assert whole["power.life_array"].shape[1] > 1


def test_the_way_is_told_and_can_be_stopped(monkeypatch):
    monkeypatch.setattr(slabs, "SLAB", 4)
    shares: list[float] = []
    columns = {"array.area": np.linspace(50.0, 130.0, COUNT)}
    looked(columns, shares.append)
    assert shares == sorted(shares)
    assert 0.9 < shares[-1] <= 1.0

    def stop(share: float) -> None:
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        looked(columns, stop)


def test_a_series_with_other_times_has_no_values_there():
    found: dict[str, np.ndarray] = {}
    for first, width in ((0, 0), (2, 3), (4, 2)):  # none, then three, then two times
        slabs._put(found, "it", np.ones((2, width)), first, 6)
    assert found["it"].shape == (6, 3)
    assert np.isfinite(found["it"]).all(axis=1).tolist() == [False, False, True, True, False, False]
