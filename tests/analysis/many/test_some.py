"""More designs than go through the stages together are as in calls of few; what is shared is computed once."""

import numpy as np

from studio.analysis.many import evaluate_many
from studio.analysis.many.part import SOME
from studio.document import preset

NAMES = ("illumination.sunlit_fraction_year", "environment.incidence_mean", "environment.earth_load_back_hot")


def test_many_designs_are_what_few_are() -> None:
    r = np.random.default_rng(3)
    count = 2 * SOME + 7
    columns = {"mission.altitude": r.uniform(4e5, 9e5, count), "environment.albedo_hot": r.uniform(0.3, 0.5, count)}
    columns["mission.altitude"][SOME + 3] = 1.0
    base = preset("suncatcher-cluster")
    whole = evaluate_many(base, columns, NAMES)
    assert list(whole.failures) == [SOME + 3]
    for start in range(0, count, 17):
        few = evaluate_many(base, {path: column[start : start + 17] for path, column in columns.items()}, NAMES)
        for name in NAMES:
            assert np.allclose(
                whole.columns[name][start : start + 17], few.columns[name], rtol=1e-12, atol=0.0, equal_nan=True)


def test_what_designs_share_is_computed_once_for_all() -> None:
    altitudes, albedos = np.linspace(4e5, 9e5, 4), np.linspace(0.3, 0.5, 60)
    columns = {"mission.altitude": np.tile(altitudes, 60), "environment.albedo_hot": np.repeat(albedos, 4)}
    answer = evaluate_many(preset("suncatcher-cluster"), columns, NAMES)
    assert answer.counts.designs["illumination"] == 4
    assert answer.counts.designs["environment"] == 240
    assert not answer.failures
    load = answer.columns["environment.earth_load_back_hot"].reshape(60, 4)
    assert np.all(np.diff(load, axis=0) > 0.0)
    assert np.all(answer.columns["illumination.sunlit_fraction_year"].reshape(60, 4) ==
                  answer.columns["illumination.sunlit_fraction_year"][:4])  # fmt: skip


def test_what_every_call_found_alike_stays_one_number() -> None:
    count = SOME + 5
    columns = {"mission.altitude": np.linspace(4e5, 9e5, count)}
    answer = evaluate_many(preset("suncatcher-cluster"), columns, ("fleet.sunlit_mean", "fleet.power_mean"))
    assert not answer.failures
    assert not answer.counts.singles, answer.counts.reasons
