"""Requirements held against many designs at once, as against each alone."""

import msgspec
import numpy as np
import pytest

from studio.analysis import RESULTS, evaluate
from studio.analysis.judge import judge, judged
from studio.analysis.many import evaluate_many
from studio.analysis.many.setter import apply
from studio.analysis.sampling import QUICK
from studio.design.requirement import Requirement
from studio.document import preset

_MASS = Requirement("Light", "mass.satellite", "<=", 900.0)
_POWER = Requirement("Strong", "power.array_bol", ">=", 5e4)
_FITS = Requirement("Fits", "launch.satellites_per_launch", ">=", 1.0)
_STRANGE = Requirement("Strange", "mass.nothing", ">=", 0.0)
_WORDS = Requirement("Words", "launch.limit", ">=", 0.0)


@pytest.mark.parametrize("wanted", [(), (_MASS,), (_MASS, _POWER, _FITS), (_POWER, _STRANGE), (_WORDS, _MASS)])
def test_as_each_alone(wanted: tuple[Requirement, ...]) -> None:
    base = msgspec.structs.replace(preset("suncatcher-cluster"), requirements=wanted)
    areas = np.array([50.0, 150.0, 250.0, 1e5, 1e6])
    names = (*{each.result for each in wanted if each.result in RESULTS}, "orbit.period")
    answer = evaluate_many(base, {"array.area": areas}, names)
    found = judged(base, answer.columns)
    assert found.margins.shape == (areas.size, len(wanted))
    for row, area in enumerate(areas.tolist()):
        verdicts = judge(evaluate(apply(base, {"array.area": area}), sampling=QUICK))
        for place, verdict in enumerate(verdicts):
            if verdict.margin is None:
                assert np.isnan(found.margins[row, place])
            else:
                assert found.margins[row, place] == pytest.approx(verdict.margin, rel=1e-9)
        assert found.holds[row] == all(verdict.light in {"green", "amber"} for verdict in verdicts)


def test_a_result_that_was_not_asked_for_is_not_known() -> None:
    base = msgspec.structs.replace(preset("suncatcher-cluster"), requirements=(_MASS, _POWER))
    found = judged(base, {"mass.satellite": np.array([800.0, np.nan, 1000.0])})
    np.testing.assert_array_equal(np.isnan(found.margins), [[False, True], [True, True], [False, True]])
    assert not found.holds.any()
    assert judged(base, {}).margins.shape == (0, 2)
