"""dawnline money, as a script and as a reader see it."""

import json

import pytest

from studio.analysis import evaluate
from studio.document import preset
from tests.cli.test_commands import call

NAME = "suncatcher-cluster"


def test_the_summary_holds_orbit_against_the_ground(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, "money", NAME, "--json")
    assert (status, err) == (0, "")
    results = evaluate(preset(NAME))
    rows = json.loads(out)["summary"]
    assert {row["space"]["name"] for row in rows if row["space"]} >= {"cost.capex", "cost.accelerator_hour"}
    for row in rows:
        for side in ("space", "ground"):
            if row[side] is not None:
                assert row[side]["value"] == results[row[side]["name"]]
        if row["space"] and row["ground"]:
            assert row["ratio"] == pytest.approx(row["space"]["value"] / row["ground"]["value"])


def test_the_table_is_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = call(capsys, "money", NAME)
    assert status == 0
    lines = out.splitlines()
    assert "In orbit" in lines[0]
    assert "On the ground" in lines[0]
    for unit in ("USD/h", "USD/MWh", "USD/(kW·yr)", "USD/(PFLOP/s·d)", "USD/W"):
        assert unit in out
    assert max(len(line) for line in lines) <= 100


def test_break_even_on_an_input(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, "--quiet", "money", NAME, "--break-even", "launch.price=1 USD/kg:5000 USD/kg",
                            "--result", "cost.launched_power_price", "--against", "500 USD/(kW·yr)", "--json")
    assert (status, err) == (0, "")
    (found,) = json.loads(out)["break_even"]
    # The launched power price is the launch price over specific power and life: it goes through nothing.
    curve = found["curve"]
    slope = curve["result"][-1] / curve["field"][-1]
    assert found["value"] == pytest.approx(curve["against"][0] / slope, rel=1e-6)
    assert found["value"] == found["crossings"][0]["value"]


def test_by_year_and_tornado_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = call(capsys, "--quiet", "money", NAME, "--by-year", "--trend", "hardware=-3%", "--tornado",
                          "cost.capex", "--share", "10%")
    assert status == 0
    assert "−3 % a year" in out
    assert all(f"\n{year} " in out for year in range(2026, 2061))
    assert "cost.computer_price: 28.8 USD/W … 35.2 USD/W" in out
    assert "more, by" in out


def test_a_result_is_held_against_its_like_on_the_ground(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = call(capsys, "--quiet", "money", NAME, "--break-even", "launch.price", "--by-year", "--result",
                          "cost.launched_power_price", "--json")  # fmt: skip
    assert status == 0
    found = json.loads(out)
    assert found["break_even"][0]["against"] == found["by_year"]["against"] == "ground.power_price"


@pytest.mark.parametrize(("arguments", "words"), [
    (("--break-even", "launch.cost"), "launch.cost: there is no “cost”"),
    (("--break-even", "launch.price=5"), "PATH=LOW:HIGH"),
    (("--break-even", "launch.price=5 m:6 m"), "is not a unit of"),
    (("--tornado", "cost.happiness"), "there is no result"),
    (("--tornado", "cost.capex", "--share", "200%"), "not between 0 and 1"),
    (("--tornado", "cost.capex", "--share", "much"), "--share much"),
    (("--by-year", "--trend", "luck=5%"), "GROUP=SHARE"),
    (("--by-year", "--trend", "mass=-99%"), "not between"),
    (("--trend", "mass=-1%"), "only with --by-year"),
    (("--by-year", "--against", "3 USD/h"), "not a value"),
    (("--break-even", "launch.price", "--against", "3 apples"), "is not a unit of"),
    (("--break-even", "launch.price", "--result", "mass.satellite"), "cannot meet"),
    (("--by-year", "--result", "mass.satellite"), "cannot meet"),
    (("--set", "launch.vehicle=banana"), "there is no launch vehicle “banana”"),
])  # fmt: skip
def test_bad_questions_are_one_line(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:  # fmt: skip
    status, out, err = call(capsys, "--quiet", "money", NAME, *arguments)
    assert (status, out) == (2, "")
    assert len(err.strip().splitlines()) == 1
    assert words in err
