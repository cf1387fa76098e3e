"""The words that make one stage function fit one design and many: row by row they say what they say of one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.analysis import columns

_NUMBERS = st.lists(st.one_of(st.floats(-1e6, 1e6), st.just(0.0)), min_size=2, max_size=6)


def _one(value: float) -> float | None:
    return None if np.isnan(value) else value


@given(_NUMBERS, st.data())
def test_each_row_is_as_one(numbers: list[float], data: st.DataObject) -> None:
    first = np.array(numbers)
    other = np.array(data.draw(st.lists(st.floats(-1e6, 1e6), min_size=first.size, max_size=first.size)))
    empty = data.draw(st.lists(st.booleans(), min_size=first.size, max_size=first.size))
    gaps = np.where(np.array(empty), np.nan, other)
    for row in range(first.size):
        one, two, gap = numbers[row], float(other[row]), _one(gaps[row])
        assert columns.least(first, other)[row] == columns.least(one, two)
        assert columns.greatest(first, 3.0)[row] == columns.greatest(one, 3.0)
        assert columns.select(first > 0.0, first, other)[row] == columns.select(one > 0.0, one, two)
        assert columns.filled(gaps, 7.0)[row] == columns.filled(gap, 7.0)
        assert columns.absent(gaps)[row] == columns.absent(gap)
        shared = columns.over(first, other)
        assert _one(shared[row]) == columns.over(one, two)
        assert columns.summed([first, 1.0, other])[row] == pytest.approx(columns.summed([one, 1.0, two]), abs=1e-9)
        texts = columns.select(first > 0.0, "above", None)
        assert (texts if texts is None or isinstance(texts, str) else texts[row]) == ("above" if one > 0.0 else None)


def test_whole_numbers() -> None:
    assert columns.whole(3.0) == 3
    assert isinstance(columns.whole(3.0), int)
    assert columns.whole(None) is columns.whole(float("nan")) is None
    assert columns.whole(np.array([1.0, 2.0])).dtype == np.int64
    assert columns.whole(np.array([1.0, np.nan])).dtype == np.float64


def test_what_is_the_same_for_all_stays_shared() -> None:
    assert columns.select(np.array([True, True]), 1.0, 2.0) == 1.0
    assert columns.select(np.array([False, False]), 1.0, None) is None
    assert columns.over(None, np.array([1.0])) is None
    assert columns.filled(float("nan"), 3.0) == 3.0
    assert columns.absent(float("nan"))
    np.testing.assert_array_equal(columns.over(2.0, np.array([1.0, 0.0])), [2.0, np.nan])


def test_whole_numbers_beyond_those_of_the_processor_stay_what_they_are() -> None:
    large = np.array([3.0, 1e19, 1e300])
    assert columns.whole(large).tolist() == [float(columns.whole(one)) for one in large.tolist()]
    assert columns.whole(np.array([3.0, 2.0**53])).dtype == np.int64
    assert np.isnan(columns.whole(np.array([3.0, np.nan]))[1])
