"""dawnline uncertain, as a script and as a reader see it."""

import json

import pytest

from studio.analysis.study.uncertainty import monte_carlo, uncertain_numbers
from studio.cli.lines import WIDTH
from studio.document import preset
from tests.cli.test_commands import call

NAME, PRICE = "suncatcher-cluster", "programme.market_value"


def test_a_script_gets_what_the_analysis_says(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, "--quiet", "uncertain", NAME, "--samples", "60", "--seed", "4", "--result", PRICE,
                            "--indices", "--json")  # fmt: skip
    assert (status, err) == (0, "")
    said, found = json.loads(out), monte_carlo(preset(NAME), (PRICE,), samples=60, seed=4)
    summary, result = found.summary(PRICE), said["results"][PRICE]
    assert (result["p10"], result["p50"], result["p90"]) == pytest.approx((summary.p10, summary.p50, summary.p90))
    assert (result["unit"], result["now"]) == ("USD", found.nominal[PRICE])
    assert sum(result["histogram"]["counts"]) == 60
    assert said["all"] == {"share": found.all_hold.share, "count": found.all_hold.count, "total": 60,
                           "low": found.all_hold.low, "high": found.all_hold.high}  # fmt: skip
    assert [one["chance"]["count"] for one in said["requirements"]] == [one.chance.count for one in found.judged]
    assert said["tornado"]["bars"][0]["path"] == "programme.market_price"
    assert said["indices"]["numbers"][0]["total"] == pytest.approx(1.0, abs=0.2)


def test_a_reader_gets_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, "--quiet", "uncertain", NAME, "--samples", "40")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert max(len(line) for line in lines) <= WIDTH
    for text in ("P10", "P90", "kW", "All requirements hold with a probability of", "no two are taken to go together",
                 "█", "Published satellite mass"):  # fmt: skip
        assert text in out


def test_what_is_uncertain_is_listed_with_the_reason(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = call(capsys, "uncertain", NAME, "--numbers", "--json")
    assert status == 0
    rows = json.loads(out)
    assert [row["path"] for row in rows] == [number.path for number in uncertain_numbers(preset(NAME))]
    assert all(row["source"] for row in rows)
    status, out, _ = call(capsys, "uncertain", NAME, "--numbers")
    assert status == 0
    assert "normal, σ 0.5 W/m²" in out
    assert max(len(line) for line in out.splitlines()) <= WIDTH


def test_the_policy_can_be_changed_for_once(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = call(capsys, "uncertain", NAME, "--numbers", "--json", "--set", "uncertainty.defaults=none")
    assert (status, json.loads(out)) == (0, [])


@pytest.mark.parametrize(("more", "text"), [
    (("--result", "no.such"), "there is no result “no.such”"),
    (("--result", "launch.limit"), "no single number"),
    (("--result", PRICE, "--drives", "launch.limit"), "that could be driven"),
    (("--samples", "0"), "is not in the range"),
    (("--seed", "-1"), "is not in the range"),
    (("--set", "uncertainty.assumed=200 %"), "above 100 %"),
])  # fmt: skip
def test_bad_input_is_one_line(more: tuple[str, ...], text: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, "--quiet", "uncertain", NAME, "--samples", "8", *more)
    assert (status, out) == (2, "")
    assert text in err
    assert len(err.strip().splitlines()) == 1


def test_samples_that_fail_are_told(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    from studio.design import set_value
    from studio.design.spread import Spread
    from studio.design.spread_edit import set_spread
    from studio.document.files import write

    design = set_value(preset(NAME), "stack.cell_efficiency", 0.2)
    design = set_spread(set_value(design, "uncertainty.defaults", "none"), "stack.front.absorptance",
                        Spread("range", low=0.1, high=0.3))  # fmt: skip
    write(tmp_path / "thin.json", design)
    status, out, err = call(capsys, "--quiet", "uncertain", str(tmp_path / "thin.json"), "--samples", "10", "--result",
                            "panel.areal_mass")  # fmt: skip
    assert (status, err) == (1, "")
    assert "samples could not be computed whole" in out
    assert "absorbs" in out
