"""The fleet stage: shells beside the main orbit, their light over the year, and what they add up to."""

import time

import msgspec
import numpy as np
import pytest

from studio.analysis import evaluate, issues
from studio.analysis.fleet import kernels
from studio.analysis.fleet.layout import layout
from studio.design import Design, check, set_value
from studio.design.element_sets import ElementSets
from studio.design.fleet import Fleet, Shell
from studio.document.presets import preset
from studio.physics.constants import DAY
from studio.physics.fleet.planes import expand
from studio.physics.sun import sun_vector
from studio.physics.time import instant, utc_from_terrestrial


def with_shells(*shells: Shell, start: str = "suncatcher-cluster") -> Design:
    return msgspec.structs.replace(preset(start), fleet=Fleet(shells))


def test_main_orbit_alone_is_its_own_fleet() -> None:
    found = evaluate(preset("suncatcher-cluster"))
    assert found["fleet.shells"] == 1
    assert found["fleet.sunlit_mean"] == pytest.approx(found["illumination.sunlit_fraction_year"], abs=2e-3)
    # Each of the 81 is as long in the dark as the longest passage of the year says.
    assert found["fleet.dark_most"] == pytest.approx(81 * found["illumination.eclipse_fraction_max"], rel=0.03)
    assert found["fleet.energy_year"] == pytest.approx(found["fleet.power_mean"] * 365 * DAY)


def test_shells_add_up() -> None:
    design = with_shells(
        Shell("inclined", altitude=5e5, planes=10, satellites_per_plane=20, copies=3),
        Shell("dawn", pattern="ring", altitude=7e5, sun_synchronous=True, spacing=2e5),
        Shell("swarm", pattern="cluster", altitude=6e5, sun_synchronous=True, spacing=100.0, radius=1000.0),
    )
    found = evaluate(design)
    ring = int(2 * np.pi * (6378137 + 7e5) // 2e5)
    np.testing.assert_array_equal(found["fleet.shell_satellites"], [81, 200, 200, 200, ring, 81])
    assert found["constellation.satellites"] == 81 + 600 + ring + 81 == round(sum(found["fleet.shell_satellites"]))
    assert found["fleet.planes"] == 1 + 30 + 1 + 1
    np.testing.assert_allclose(found["fleet.shell_altitudes"][1:4], [5e5, 5.5e5, 6e5])
    assert found["fleet.shell_inclinations"][1] == pytest.approx(np.pi / 6)
    weights = np.asarray(found["fleet.shell_satellites"])
    assert found["fleet.sunlit_mean"] == pytest.approx(np.average(found["fleet.shell_sunlit"], weights=weights))
    total = found["constellation.satellites"] * found["mass.satellite"]
    assert found["constellation.mass"] == pytest.approx(total)
    # Orbits of one mean altitude and another inclination stand some kilometres apart on the oblate Earth.
    assert 1e3 < found["fleet.shell_gap"] < 2e4
    twice = with_shells(Shell("one", altitude=5e5), Shell("other", altitude=5e5))
    assert evaluate(twice)["fleet.shell_gap"] == 0.0


def test_dark_count_is_that_of_single_satellites() -> None:
    design = with_shells(Shell("inclined", altitude=5.5e5, planes=60, satellites_per_plane=50))
    found = evaluate(design)
    epoch = instant(design.mission.epoch)
    orbits = expand(layout(design, epoch).planes)
    kernels.prepare()
    for place in (0, 9, 20):
        elapsed = float(found["fleet.day"][place])
        sun, distance = sun_vector(epoch + elapsed)
        share = np.empty(orbits.size, dtype=np.float32)
        lit = kernels.current().light(orbits, elapsed, sun, float(distance), share)
        # The cluster of 81 is either in the dark as a whole or not: the planes say how often.
        assert orbits.size - lit == pytest.approx(found["fleet.dark"][place], abs=81)


def test_shell_on_the_terminator_counts_as_dawn_dusk() -> None:
    design = with_shells(Shell("noon", altitude=6e5, sun_synchronous=True, ltan=43200.0, satellites_per_plane=81))
    found = evaluate(design)
    alone = evaluate(preset("suncatcher-cluster"))["fleet.dawn_dusk_share"]
    assert found["fleet.dawn_dusk_share"] == pytest.approx(alone / 2)
    assert found["fleet.shell_sunlit"][1] < 0.7 < found["fleet.shell_sunlit"][0]


def test_too_many_satellites_are_refused_in_a_sentence() -> None:
    design = with_shells(Shell("all", planes=5000, satellites_per_plane=201))
    found = evaluate(design)
    assert "fleet.shells" not in found
    assert found.outcomes["fleet"].failure == "1,005,081 satellites are more than 1,000,000"


def test_fields_of_a_shell_are_edited_by_name() -> None:
    design = with_shells(Shell("dawn", altitude=7e5))
    edited = set_value(design, "fleet.shells[dawn].altitude", 8e5)
    assert edited.fleet.shells[0].altitude == 8e5


def test_real_satellites_across_the_shells() -> None:
    shells = Fleet((Shell("low", altitude=5.5e5), Shell("high", altitude=1.2e6)), imported=(
        ElementSets("some", "\n".join((
            "1 61041 15.05 0.0001 53 0 0 0 0.0001 near the low shell",  # 550 km or so, circular
            "2 61041 13.0 0.15 53 0 0 0 0.0001 across both",
            "3 61051 1.0027 0.0001 0 0 0 0 0 far above",
        ))),))  # fmt: skip
    design = msgspec.structs.replace(preset("suncatcher-cluster"), fleet=shells)
    found = evaluate(design)
    assert found["fleet.imported_objects"] == 3
    assert found["fleet.imported_crossing"] == 2
    np.testing.assert_array_equal(found["fleet.shell_crossing"], [1, 2, 1])  # the main orbit flies at 650 km
    assert "fleet.imported_objects" not in evaluate(preset("suncatcher-cluster"))
    epoch = utc_from_terrestrial(instant(design.mission.epoch))
    days = abs(sum(map(float, epoch)) - 2_400_000.5 - 61041)
    assert found["fleet.imported_age"] == pytest.approx(days * DAY, abs=1e-3)
    assert any(one.where == "fleet.imported" for one in issues(found)) == (days > 30)
    damaged = msgspec.structs.replace(shells, imported=(ElementSets("bad", "1 2 3"),))
    failed = evaluate(msgspec.structs.replace(design, fleet=damaged)).outcomes["fleet"]
    assert failed.failure == "line 1 of the imported elements is not 9 numbers and a name"


@pytest.mark.parametrize(("shell", "said"), [
    (Shell("a", planes=5000, satellites_per_plane=200_000, copies=200), "1,000,000,081 satellites are more"),
    (Shell("a", pattern="cluster", radius=50e3, spacing=5.0), "78,539,816 satellites are more"),
    (Shell("a", planes=5000, copies=200), "50,001 planes are more"),
])  # fmt: skip
def test_a_fleet_too_large_is_refused_before_it_is_laid_out(shell: Shell, said: str) -> None:
    design = msgspec.structs.replace(preset("suncatcher-cluster"), fleet=Fleet(tuple(
        msgspec.structs.replace(shell, name=f"{number}") for number in range(100))))  # fmt: skip
    began = time.perf_counter()
    results = evaluate(design, only=("fleet",))
    assert results.outcomes["fleet"].failure.startswith(said)
    assert time.perf_counter() - began < 10.0


def test_two_shells_of_one_name_in_a_file_are_refused() -> None:
    found = check(msgspec.structs.replace(preset("suncatcher-cluster"), fleet=Fleet((Shell("a"), Shell("a")))))
    assert [(one.severity, one.where) for one in found if "“a”" in one.text] == [("error", "fleet.shells")]
