"""`dawnline optimise` and `dawnline seek` as a script uses them."""

import json
import signal
from pathlib import Path

import numpy as np
import pytest

from studio.analysis import evaluate
from studio.cli.app import run
from studio.document import read
from studio.jobs.study import StudyFile

PRESET = "suncatcher-cluster"
ORBIT = ("--vary", "mission.altitude=500 km:1500 km", "--vary", "mission.ltan=4.5 h:7.5 h")
NIGHT = ("--require", "illumination.eclipse_max <= 10 min")


def call(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = run(lambda _: 99, list(arguments))
    out, err = capsys.readouterr()
    return status, out, err


def optimise(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    return call(capsys, "optimise", PRESET, *arguments)


def seek(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    return call(capsys, "seek", PRESET, *arguments)


def test_the_best_is_told_and_written_as_a_design(capsys, tmp_path):
    target = tmp_path / "best.json"
    status, out, err = optimise(capsys, *ORBIT, "--minimise", "environment.dose_year", *NIGHT, "--evaluations", "300",
                                "--out", str(target))  # fmt: skip
    assert (status, err) == (0, "")
    assert "The smallest “Dose in a year” found is" in out
    assert "mission.altitude" in out
    results = evaluate(read(target), only=("illumination", "dose"))
    assert results["illumination.eclipse_max"] <= 600.0
    assert "exists already" in optimise(capsys, *ORBIT, "--minimise", "environment.dose_year", "--out", str(target))[2]


def test_json_has_the_front_and_the_same_seed_gives_the_same(capsys):
    arguments = (*ORBIT, "--vary", "mission.attitude=sun_pointing,nadir", "--minimise", "environment.dose_year",
                 "--minimise", "illumination.eclipse_max", "--evaluations", "300", "--seed", "4", "--json")  # fmt: skip
    status, out, _ = optimise(capsys, *arguments)
    found = json.loads(out)
    assert status == 0
    assert found["met"] is True
    assert found["evaluations"] <= 300
    assert len(found["front"]) > 5
    dose, night = ([one["results"][name]["value"] for one in found["front"]] for name in
                   ("environment.dose_year", "illumination.eclipse_max"))  # fmt: skip
    assert dose == sorted(dose)
    assert night == sorted(night, reverse=True)
    assert found["front"][0]["results"]["illumination.eclipse_max"]["unit"] == "s"
    assert {one["values"]["mission.attitude"] for one in found["front"]} <= {"sun_pointing", "nadir"}
    again = json.loads(optimise(capsys, *arguments, "--workers", "2")[1])["front"]
    assert [one["values"] for one in again] == [one["values"] for one in found["front"]]
    assert [one["results"]["environment.dose_year"]["value"] for one in again] == pytest.approx(dose, rel=1e-12)


def test_whole_stacks_are_exchanged_and_called_by_their_names(capsys):
    status, out, _ = optimise(capsys, "--vary", "stack=hjt-110um,hjt-50um", "--minimise", "panel.areal_mass")
    assert status == 0
    assert "stack hjt-50um" in out
    assert "2 designs were computed, until more of them changed nothing" in out


def test_every_point_is_kept_as_a_study_that_can_be_opened(capsys, tmp_path):
    path = tmp_path / "points.parquet"
    arguments = ("--vary", "mission.altitude=500 km:9000 km", "--vary", "stack=hjt-50um,hjt-20um,hjt-110um",
                 "--minimise", "orbit.period", "--minimise", "panel.areal_mass", "--evaluations", "150", "--json",
                 "--study", str(path))  # fmt: skip
    status, out, _ = optimise(capsys, *arguments)
    found = json.loads(out)
    assert status == 0
    with StudyFile.open(path) as file:
        assert file.count == found["evaluations"]
        period = file.column("orbit.period")
        assert np.nanmin(period) == pytest.approx(found["front"][0]["results"]["orbit.period"]["value"], rel=1e-9)
        assert set(file.column("stack")) == {"hjt-50um", "hjt-20um", "hjt-110um"}
        failed = file.failures()
        assert sum(one["count"] for one in found["failures"]) == len(failed) > 0
        row = next(row for row in range(file.count) if row not in failed)
        design = file.design_at(row)  # its hash is that of the row
        assert design.mission.altitude == file.column("mission.altitude")[row]
        assert evaluate(design, only=("orbit",))["orbit.period"] == pytest.approx(period[row], rel=1e-9)
    assert "exists already" in optimise(capsys, *arguments)[2]
    status, _, err = optimise(capsys, *arguments[:-1], str(tmp_path / "no" / "x.parquet"))
    assert (status, err.count("\n")) == (2, 1)
    assert "there is no folder" in err
    assert list(tmp_path.iterdir()) == [path]


def test_a_bound_that_cannot_be_met_is_named_and_nothing_is_written(capsys, tmp_path):
    target = tmp_path / "never.json"
    status, out, _ = optimise(capsys, *ORBIT, "--minimise", "environment.dose_year", "--require",
                              "orbit.period >= 5 h", "--evaluations", "100", "--out", str(target))  # fmt: skip
    assert status == 1
    assert "“Orbital period” ≥ 300 min is met nowhere: the best found is 115" in out.replace("\n", " ")
    assert not target.exists()


def test_ctrl_c_keeps_the_best_so_far(capsys, monkeypatch):
    import studio.analysis.study.optimise.search as search

    breed = search.Breeder.tell

    def press(self, *given):
        breed(self, *given)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(search.Breeder, "tell", press)
    before = signal.getsignal(signal.SIGINT)
    status, out, _ = optimise(capsys, *ORBIT, "--minimise", "environment.dose_year", "--evaluations", "200")
    assert status == 130
    assert "before it was stopped" in " ".join(out.split())
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize(("arguments", "words"), [
    (("--minimise", "mass.satellite"), "varies at least one field"),
    (("--vary", "array.area=50:200"), "nothing is to be minimised"),
    (("--vary", "array.area=200:50", "--minimise", "mass.satellite"), "not below the upper"),
    (("--vary", "array.area=5", "--minimise", "mass.satellite"), "PATH=LOW:HIGH"),
    (("--vary", "array.area=5:four", "--minimise", "mass.satellite"), "four"),
    (("--vary", "array.colour=1:2", "--minimise", "mass.satellite"), "colour"),
    (("--vary", "mission.attitude=1:2", "--minimise", "mass.satellite"), "list its values"),
    (("--vary", "mission.attitude=nadir,up", "--minimise", "power.margin_eol"), "up"),
    (("--vary", "mission.attitude=nadir,nadir", "--minimise", "power.margin_eol"), "twice"),
    (("--vary", "stack=hjt-50um,no-such", "--minimise", "mass.satellite"), "no-such"),
    (("--vary", "array.area=50:200", "--minimise", "mass.nothing"), "mass.nothing"),
    (("--vary", "array.area=50:200", "--minimise", "mass.satellite", "--require", "power.margin_eol"), "NAME >= VALUE"),
    (("--vary", "array.area=50:200", "--minimise", "mass.satellite", "--require", "power.margin_eol = 3"), "<= VALUE"),
    (("--vary", "array.area=50:200", "--minimise", "mass.satellite", "--require", "power.margin_eol >= 3 km"), "km"),
    (("--vary", "array.area=50:200", "--minimise", "mass.satellite", "--evaluations", "2"), "evaluations"),
    (("--vary", "array.area=50:200", "--minimise", "mass.satellite", "--seed", "-2"), "negative"),
])  # fmt: skip
def test_a_search_that_is_unusable_is_told_in_one_line(capsys, arguments, words):
    status, out, err = optimise(capsys, *arguments)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert words in err


# seek


def test_the_altitude_without_eclipse_is_found_and_written(capsys, tmp_path):
    target = tmp_path / "sunny.json"
    status, out, err = seek(capsys, "--vary", "mission.altitude=900 km:2200 km", "--goal",
                            "illumination.eclipse_season_days = 0", "--out", str(target))  # fmt: skip
    assert (status, err) == (0, "")
    assert "“Days with umbra” is 0 for every “Altitude” from 1343 km on" in out.replace("\n", " ")
    assert evaluate(read(target), only=("illumination",))["illumination.eclipse_season_days"] == 0


def test_what_was_sought_is_told_as_json(capsys):
    status, out, _ = seek(capsys, "--vary", "mission.altitude", "--goal", "orbit.period=100 min", "--json")
    found = json.loads(out)
    assert status == 0
    assert found["values"] == [found["value"]]
    assert found["value"] == pytest.approx(758.5e3, abs=100.0)
    assert (found["unit"], found["result_unit"], found["relation"], found["target"]) == ("m", "s", "=", 6000.0)
    assert len(found["curve"]["field"]) == len(found["curve"]["result"]) > 100
    assert found["gaps"] == []  # every altitude that is looked at has an orbit


def test_a_goal_that_nothing_meets_tells_the_nearest(capsys, tmp_path: Path):
    target = tmp_path / "never.json"
    status, out, _ = seek(capsys, "--vary", "mission.altitude=300 km:900 km", "--goal", "orbit.period >= 5 h",
                          "--out", str(target))  # fmt: skip
    assert status == 1
    assert "never at least 300 min" in out
    assert "comes nearest at 900 km" in out.replace("\n", " ")
    assert not target.exists()


@pytest.mark.parametrize(("arguments", "words"), [
    (("--vary", "array.area"), "--goal"),
    (("--vary", "array.colour", "--goal", "mass.satellite = 1"), "colour"),
    (("--vary", "array.area=9:2", "--goal", "mass.satellite = 1 t"), "not below the upper"),
    (("--vary", "array.area", "--goal", "mass.satellite"), '"NAME = VALUE"'),
    (("--vary", "array.area", "--goal", "mass.nothing = 1"), "mass.nothing"),
    (("--vary", "array.area", "--goal", "mass.satellite = 1 km"), "km"),
    (("--vary", "mission.attitude", "--goal", "mass.satellite = 1 t"), "no number"),
])  # fmt: skip
def test_a_goal_that_is_unusable_is_told_in_one_line(capsys, arguments, words):
    status, out, err = seek(capsys, *arguments)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert words in err
