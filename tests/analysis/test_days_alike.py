"""Of days alike but for rounding the first is the hottest and the coldest: alone, among many, on every machine."""

import numpy as np

from studio.analysis.stages.thermal import _first_least


def test_the_last_digit_does_not_choose_the_day() -> None:
    days = np.array([[300.0, 280.0, np.nextafter(280.0, 0.0), 290.0], [3.0, 2.0, 1.0, np.nextafter(1.0, 0.0)]])
    assert _first_least(days).tolist() == [1, 2]
    assert _first_least(-days).tolist() == [0, 0]


def test_a_day_that_is_colder_is_found() -> None:
    assert int(_first_least(np.array([280.0, 280.0 - 1e-6, 290.0]))) == 1
    assert int(_first_least(np.array([0.0, 0.0]))) == 0
