"""dawnline diff and dawnline baselines, as a reviewer and a script use them."""

import json
from pathlib import Path

import numpy as np
import pytest

from studio.design import Design, set_value
from studio.document import baselines, preset, write
from tests.cli.test_commands import call

START = preset("suncatcher-cluster")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A design at 700 km that keeps itself at 650 km."""
    path = tmp_path / "design.json"
    write(path, set_value(baselines.keep(START, "before", "as published"), "mission.altitude", 700e3))
    return path


def test_two_designs_in_words(file, capsys):
    status, out, err = call(capsys, "diff", "suncatcher-cluster", str(file))
    assert (status, err) == (0, "")
    assert "2 differences." in out  # the altitude, and where the number comes from
    assert ["Altitude", "650", "km", "700", "km"] in [line.split() for line in out.splitlines()]


def test_a_file_by_itself_is_held_against_its_baselines(file, capsys):
    status, out, _ = call(capsys, "diff", str(file), "--json")
    assert status == 0
    found = json.loads(out)
    assert found["designs"] == [str(file), f"{file}#before"]
    row, source = found["differences"]
    assert source["path"] == "sources[mission.altitude]"
    assert (row["path"], row["unit"]) == ("mission.altitude", "m")
    assert [value["value"] for value in row["values"]] == [700e3, 650e3]


def test_results_are_those_of_evaluate(file, capsys):
    _, out, _ = call(capsys, "diff", f"{file}#before", str(file), "--results", "--json")
    rows = {row["name"]: row["values"] for row in json.loads(out)["results"]}
    _, plain, _ = call(capsys, "evaluate", str(file), "--json")
    results = json.loads(plain)["results"]
    for name in ("mass.satellite", "power.margin_eol", "cost.capex"):
        assert rows[name][1]["value"] == pytest.approx(results[name]["value"], rel=1e-12)
        assert rows[name][1]["difference"] == rows[name][1]["value"] - rows[name][0]["value"]


def test_tables_for_a_review(file, capsys, tmp_path):
    status, out, _ = call(capsys, "diff", "suncatcher-cluster", str(file), "ai1-120kw", "--markdown")
    assert status == 0
    assert "## Mission" in out
    assert "| Altitude | 650 km | 700 km | 700 km |" in out
    page = tmp_path / "page.html"
    title = "<b>& a | b</b>"
    other = tmp_path / "other.json"
    write(other, set_value(START, "title", title))
    status, out, _ = call(capsys, "diff", "suncatcher-cluster", str(other), "--html", "--out", str(page))
    assert (status, out) == (0, "")
    assert "&lt;b&gt;&amp; a | b&lt;/b&gt;" in page.read_text()
    assert title not in page.read_text()


def test_lines_fit_a_terminal(capsys):
    _, out, _ = call(capsys, "diff", "suncatcher-cluster", "ai1-120kw", "gigawatt-27kw", "filing-million", "lcoc-1mw")
    assert max(map(len, out.splitlines())) <= 120


def test_a_row_of_a_study(tmp_path, capsys):
    study = tmp_path / "study.parquet"
    status, _, err = call(capsys, "--quiet", "sweep", "suncatcher-cluster", "--vary", "mission.altitude=600km:700km:3",
                          "--outcome", "orbit.period", "--out", str(study))  # fmt: skip
    assert status == 0, err
    status, out, err = call(capsys, "diff", "suncatcher-cluster", f"{study}#2", "--json")
    assert status == 0, err
    row = json.loads(out)["differences"][0]
    assert row["path"] == "mission.altitude"
    assert np.isclose(row["values"][1]["value"], 700e3)
    for place, said in (("9", "no row 9"), ("x", "is not the number of a row")):
        status, out, err = call(capsys, "diff", "suncatcher-cluster", f"{study}#{place}")
        assert (status, out) == (2, "")
        assert said in err
        assert err.count("\n") == 1


def test_what_cannot_be_compared_is_said_in_one_line(file, capsys, tmp_path):
    damaged = tmp_path / "damaged.json"
    damaged.write_text("{")
    for arguments, said in (
        (("suncatcher-cluster",), "name a second design"),
        ((str(file), f"{file}#befor"), "did you mean “before”"),
        ((str(file), "nothing"), "neither a preset nor a file"),
        ((str(file), str(damaged)), "ends too early"),
        ((str(file), str(tmp_path / "none.parquet#1")), "there is no such file"),
        ((str(file),) * 101, "at most 100"),
        (("suncatcher-cluster", str(file), "--out", str(tmp_path / "no" / "x.md")), "cannot be written"),
    ):
        status, out, err = call(capsys, "diff", *arguments)
        assert (status, out) == (2, ""), arguments
        assert said in err
        assert err.count("\n") == 1


def test_baselines_are_listed(file, capsys):
    _, out, _ = call(capsys, "baselines", str(file))
    assert out.split()[0] == "before"
    assert "as published" in out
    _, out, _ = call(capsys, "baselines", str(file), "--json")
    assert [one["name"] for one in json.loads(out)] == ["before"]
    assert call(capsys, "baselines", "suncatcher-cluster") == (0, "", "")


def test_alike_designs_are_said_to_be_alike(tmp_path, capsys):
    path = tmp_path / "same.json"
    write(path, Design())
    _, out, _ = call(capsys, "diff", str(path), str(path))
    assert "do not differ" in out
