"""dawnline sweep and dawnline study, as a script and as a reader see them."""

import json
import math
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from studio.analysis import evaluate
from studio.analysis.many import design_digest
from studio.design import set_value
from studio.document import preset, read
from studio.document.stack_text import with_technology
from studio.jobs.study import StudyFile, unfinished
from studio.jobs.study.parts import folder_of
from tests.cli.test_commands import call

ROOT = Path(__file__).resolve().parents[2]
PERIOD = ("--outcome", "orbit.period")


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int, str, str]:
    """A study of 24 orbits of which some would pass through the air."""
    path = tmp_path_factory.mktemp("study") / "orbits.parquet"
    command = [sys.executable, "-m", "studio", "sweep", "suncatcher-cluster", "--set", "mission.eccentricity=0.2",
               "--set", "mission.altitude=3 Mm", "--vary", "mission.altitude=300 km:3 Mm:12",
               "--vary", "mission.ltan=06:00, 18 h", *PERIOD,
               "--outcome", "orbit.raan_rate", "--workers", "2", "--out", str(path)]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment())
    return path, done.returncode, done.stdout, done.stderr


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def test_a_sweep_lists_what_failed_and_says_so_by_its_exit_status(swept) -> None:
    path, status, out, err = swept
    with StudyFile.open(path) as file:
        failures = file.failures()
        assert 0 < len(failures) < 24
        assert status == 1
        assert out.startswith("24 points in orbits.parquet, ")
        assert f"{len(failures)} points failed:" in out
        for row, reason in failures.items():
            assert f"{row}  {reason[:40]}" in out
        assert file.column("mission.altitude") == pytest.approx(np.repeat(np.linspace(3e5, 3e6, 12), 2), rel=1e-15)
        assert file.column("mission.ltan").tolist() == [21600.0, 64800.0] * 12
    assert "24 of 24 points" in err
    assert "A first look: a few days of the year stand for all." in out
    assert "Traceback" not in err


def test_the_file_is_opened_again(swept, capsys: pytest.CaptureFixture[str]) -> None:
    path, *_ = swept
    status, out, _ = call(capsys, "study", str(path))
    assert status == 0
    assert "Suncatcher cluster: 24 points" in out
    assert "300 km … 3000 km" in out
    assert "failed:" in out
    status, out, _ = call(capsys, "study", str(path), "--json")
    found = json.loads(out)
    assert found["columns"]["orbit.period"]["unit"] == "s"
    low, _, high = found["columns"]["orbit.period"]["span"]
    status, out, _ = call(capsys, "study", str(path), "--top", "orbit.period", "--count", "2", "--json")
    rows = json.loads(out)
    assert [row["row"] for row in rows] == [22, 23]
    assert rows[0]["orbit.period"] == high
    _, out, _ = call(capsys, "study", str(path), "--bottom", "orbit.period", "--count", "1", "--json")
    assert json.loads(out)[0]["orbit.period"] == low
    _, out, _ = call(capsys, "study", str(path), "--failed", "--json")
    assert {one["row"] for one in json.loads(out)} == {int(row) for row in found["failed"]}


def test_the_front_is_of_rows_that_nothing_surpasses(swept, capsys: pytest.CaptureFixture[str]) -> None:
    path, *_ = swept
    _, out, _ = call(capsys, "study", str(path), "--minimise", "orbit.period", "--maximise", "mission.altitude",
                     "--json")  # fmt: skip
    rows = json.loads(out)
    altitudes = [row["mission.altitude"] for row in rows]
    periods = [row["orbit.period"] for row in rows]
    assert altitudes == sorted(altitudes)
    assert periods == sorted(periods)
    assert len(rows) > 10
    status, out, _ = call(capsys, "study", str(path), "--minimise", "orbit.period")
    assert status == 0
    assert out.startswith("2 points on the Pareto front of 24")


def test_the_front_in_full_is_that_of_evaluate(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:  # fmt: skip
    path = tmp_path / "light.parquet"
    status, *_ = call(capsys, "sweep", "shell-500km-eclipse", "--vary", "mission.altitude=500 km:900 km:4",
                      "--outcome", "illumination.eclipse_max", "--outcome", "orbit.period", "--workers", "1",
                      "--out", str(path))  # fmt: skip
    assert status == 0
    goals = ("--minimise", "orbit.period", "--minimise", "illumination.eclipse_max", "--fine")
    status, out, _ = call(capsys, "study", str(path), *goals, "--json")
    rows = json.loads(out)
    assert status == 0
    assert rows
    for row in rows:
        design = set_value(preset("shell-500km-eclipse"), "mission.altitude", row["mission.altitude"])
        live = evaluate(design, only=("illumination",))
        assert set(row["in_full"]) == {"orbit.period", "illumination.eclipse_max"}
        for name, value in row["in_full"].items():
            assert value == pytest.approx(live[name], rel=1e-9)
    _, out, _ = call(capsys, "study", str(path), *goals)
    assert "illumination.eclipse_max in full" in out
    assert "stay" in out
    status, _, err = call(capsys, "study", str(path), "--fine")
    assert (status, "which front?" in err) == (2, True)


def test_the_design_of_a_row_is_written_and_gives_what_the_row_says(
    swept, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path, *_ = swept
    target = tmp_path / "row.json"
    status, out, _ = call(capsys, "study", str(path), "--row", "19", "--out", str(target))
    assert status == 0
    assert "The design of row 19 is in row.json" in out
    design = read(target)
    assert "orbits.parquet" in design.sources["mission.ltan"].text
    assert "row 19" in design.sources["mission.altitude"].text
    with StudyFile.open(path) as file:
        assert design_digest(design) == file.column("digest")[19]
        assert evaluate(design, only=("orbit",))["orbit.period"] == file.column("orbit.period")[19]
    status, _, err = call(capsys, "study", str(path), "--row", "19", "--out", str(target))
    assert (status, "--force" in err) == (2, True)
    status, _, err = call(capsys, "study", str(path), "--row", "24")
    assert (status, "no row 24" in err) == (2, True)


def test_a_row_that_was_tampered_with_gives_no_design(
    swept, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path, *_ = swept
    table = pq.read_table(path)
    at = table.schema.get_field_index("mission.ltan")
    turned = table.set_column(at, table.schema.field(at), table.column(at).take(list(range(23, -1, -1))))
    bad, target = tmp_path / "bad.parquet", tmp_path / "row.json"
    pq.write_table(turned, bad)
    status, out, err = call(capsys, "study", str(bad), "--row", "19", "--out", str(target))
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("row 19 is not what was computed")
    assert not target.exists()


def test_whole_stacks_and_logarithmic_ranges(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "stacks.parquet"
    status, out, _ = call(capsys, "--quiet", "sweep", "suncatcher-cluster", "--vary", "stack=gaas,perovskite-hjt",
                          "--vary", "mission.altitude=400 km:1600 km:3:log", *PERIOD, "--workers", "1", "--out",
                          str(path), "--json")  # fmt: skip
    assert status == 0
    assert json.loads(out)["points"] == 6
    with StudyFile.open(path) as file:
        assert file.column("stack").tolist() == ["gaas"] * 3 + ["perovskite-hjt"] * 3
        assert file.column("mission.altitude")[:3] == pytest.approx([4e5, 8e5, 1.6e6])
        assert file.design_at(4).stack == with_technology(preset("suncatcher-cluster"), "perovskite-hjt").stack


def test_a_sample_of_all_numbers(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "sample.parquet"
    status, out, _ = call(capsys, "--quiet", "sweep", "suncatcher-cluster", "--vary", "array.area=150 m2:200 m2",
                          "--sample", "sobol", "--samples", "4", "--seed", "7", "--workers", "1", "--out",
                          str(path))  # fmt: skip
    assert status == 0, out
    with StudyFile.open(path) as file:
        assert len(file.outcomes) > 400
        fine = evaluate(file.design_at(2))
        for name in ("panel.efficiency_eol", "mass.satellite", "cost.capex"):  # QUICK looks at fewer days of the year
            assert math.isclose(file.column(name)[2], fine[name], rel_tol=0.02)


@pytest.mark.parametrize(("arguments", "sentence"), [
    ((), "what is varied? --vary PATH=START:STOP:N says it"),
    (("--vary", "mission.altitude"), "--vary mission.altitude: write it as PATH=START:STOP:N or PATH=a,b,c"),
    (("--vary", "mission.altitude=1 km:2 km"), "without N it needs --sample"),
    (("--vary", "mission.altitude=500 km:900 km:ten"), "“ten” is no number of values"),
    (("--vary", "mission.altitude=500 km:900 km:3", "--sample", "sobol"), "in a sample write it as PATH=START:STOP"),
    (("--vary", "mission.altitude=500 km:900 km:3", "--samples", "5"), "--samples: a grid has as many points"),
    (("--vary", "mission.altitude=500 kg:900 kg:3"), "“kg” is not a unit of length"),
    (("--vary", "mission.altitude=5 km:900 km:3"), "mission.altitude: 5 km is below"),
    (("--vary", "mission.height=1:2:3"), "mission.height: there is no “height”"),
    (("--vary", "mission.attitude=1:2:3"), "it is no number; list its values"),
    (("--vary", "mission.attitude=up,down"), "mission.attitude: “up” is none of"),
    (("--vary", "stack=gaas,cheese"), "cheese: is neither a stack nor a file"),
    (("--vary", "mission.altitude=500 km:900 km:3", "--outcome", "orbit.perod"), "there is no result “orbit.perod”"),
    (("--vary", "mission.altitude=500 km:900 km:3", "--set", "mission.altitude=5"), "mission.altitude: 0.005 km is"),
    (("--vary", "mission.altitude=500 km:900 km:3", "--scheduler", "tcp://x"), "no scheduler answers at tcp://x"),
])  # fmt: skip
def test_what_cannot_be_swept_is_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    status, out, err = call(capsys, "sweep", "suncatcher-cluster", *arguments, "--out", str(tmp_path / "a.parquet"))
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert sentence in err
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over_unasked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_text("mine")
    vary = ("sweep", "suncatcher-cluster", "--vary", "mission.altitude=500 km:900 km:3", *PERIOD, "--out", str(path))
    status, _, err = call(capsys, *vary)
    assert (status, err) == (2, "a.parquet: exists already; --force writes over it\n")
    assert path.read_text() == "mine"
    status, _, err = call(capsys, "sweep", "--resume", "--out", str(tmp_path / "b.parquet"))
    assert (status, err) == (2, "b.parquet: there is no unfinished study beside it\n")
    status, _, err = call(capsys, "study", str(path))
    assert (status, err) == (2, "a.parquet: is no Parquet file, or damaged\n")


def test_what_has_no_effect_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, _, err = call(capsys, "sweep", "suncatcher-cluster", "--vary", "mission.inclination=60 deg:90 deg:2",
                          *PERIOD, "--workers", "1", "--out", str(tmp_path / "a.parquet"))  # fmt: skip
    assert status == 0
    assert err.startswith("mission.inclination: has no effect with mission.sun_synchronous as it is\n")
    assert err.count("mission.inclination") == 1
    # Nothing says of this field that it does not count, but a first look does.
    status, _, err = call(capsys, "sweep", "suncatcher-cluster", "--vary",
                          "stack.layers[cover].thickness=50 um:99 um:2", "--outcome", "panel.remaining_factor",
                          "--workers", "1", "--out", str(tmp_path / "b.parquet"))  # fmt: skip
    assert status == 0
    assert err.startswith("stack.layers[cover].thickness: moves none of the results that are asked for, as this")


def test_a_sweep_that_is_interrupted_goes_on_with_resume(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    command = [sys.executable, "-m", "studio", "sweep", "suncatcher-cluster", "--vary",
               "mission.altitude=500 km:1400 km:30000", *PERIOD, "--workers", "1", "--batch", "16", "--out",
               str(path)]  # fmt: skip
    process = subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while process.poll() is None and not (folder_of(path).is_dir() and list(folder_of(path).glob("*.arrow"))):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert process.returncode == 130, err
    assert out == b""
    assert b"--resume goes on with it" in err
    _, done = unfinished(path)
    assert 0 < done < 30_000
    status, _, err = call(capsys, *command[3:])
    assert status == 2
    assert "an unfinished study is beside it; --resume goes on with it" in err
    status, out, _ = call(capsys, "--quiet", "sweep", "--resume", "--workers", "1", "--out", str(path), "--json")
    assert status == 0
    assert json.loads(out)["points"] == 30_000
    with StudyFile.open(path) as file:
        assert np.array_equal(file.column("mission.altitude"), file.plan.columns(0, 30_000)["mission.altitude"])
    assert not folder_of(path).exists()


def test_a_study_says_how_near_its_figures_are(swept, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = str(swept[0])
    assert "A first look: a few days of the year stand for all." in call(capsys, "study", path)[1]
    told = json.loads(call(capsys, "study", path, "--json")[1])
    assert (told["fidelity"], told["note"][:12]) == ("quick", "A first look")
    assert json.loads(pq.read_schema(path).metadata[b"dawnline"])["note"] == told["note"]
    fine = str(tmp_path / "fine.parquet")
    assert call(capsys, "sweep", "suncatcher-cluster", "--vary", "mission.altitude=500 km,600 km", *PERIOD, "--fine",
                "--workers", "1", "--out", fine)[0] == 0  # fmt: skip
    assert "Every point is computed as finely as the open design." in call(capsys, "study", fine)[1]
