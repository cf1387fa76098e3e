"""dawnline models, as a script and as a reader see it."""

import json

import pytest

from studio.analysis.cost_models import models, run
from tests.cli.test_commands import call


def test_without_a_name_every_model_has_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, "models")
    assert (status, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()] == list(models())
    assert "5.584" in next(line for line in out.splitlines() if line.startswith("lcoc-today"))


def test_json_of_one_holds_inputs_figures_parts_and_faults(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = call(capsys, "models", "mccalip-gigawatt", "--set", "launch_price=200", "--json")
    found = json.loads(out)
    assert status == 0
    expected = run("mccalip-gigawatt", {"launch_price": 200.0})
    price = next(row for row in found["inputs"] if row["input"] == "launch_price")
    assert (price["value"], price["own"]) == (200.0, 500.0)
    assert {row["figure"]: row["value"] for row in found["figures"]} == {
        figure.output.id: figure.value for figure in expected.figures
    }
    total = expected.figure("space_total")
    assert sum(found["space"].values()) == pytest.approx(total.value)
    assert total.published == pytest.approx(51.09534839726)
    assert found["faults"]


def test_text_marks_what_was_changed_and_what_was_published_wrongly(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = call(capsys, "models", "starcloud-40mw", "--set", "launch=3")
    assert status == 0
    assert " * launch " in out
    assert any(line.startswith(" ⚑ Launch price that the table implies") for line in out.splitlines())
    assert "In space: 6.2 million USD" in out
    assert "[thermal-starcloud-kirchhoff]" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("moon",), "there is no cost model “moon”"),
        (("lcoc-today", "--set", "life"), "is not INPUT=NUMBER"),
        (("lcoc-today", "--set", "life=long"), "is not INPUT=NUMBER"),
        (("lcoc-today", "--set", "life=900"), "has to be between 1 and 40 yr"),
        (("lcoc-today", "--set", "moon=1"), "has no input “moon”"),
        (("--set", "life=1"), "needs the name of a model"),
    ],
)
def test_bad_input_is_one_line(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str) -> None:
    status, out, err = call(capsys, "models", *arguments)
    assert (status, out) == (2, "")
    assert words in err
    assert len(err.strip().splitlines()) == 1
