"""dawnline review: margins by policy, notes, signatures; requirements as a spreadsheet."""

import json
from pathlib import Path

import pytest

from studio.analysis import evaluate
from studio.analysis.reviewing import review_state, template
from studio.design import Note, Requirement
from studio.design.requirement_edit import with_requirements
from studio.design.review_edit import add_items, add_note, close_note, decide
from studio.document import preset
from studio.document.files import write
from tests.cli.calling import call

NAME = "suncatcher-cluster"


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    design = preset(NAME)
    mass = Requirement("Mass", "mass.satellite", "<=", 650.0, policy="System mass", owner="A. Chen")
    design = with_requirements(design, (mass, design.requirements[0]))
    design = add_note(design, Note("Is the \x1b[31mmass right?", "mass.satellite", "B. Ito", "2026-11-26"))
    design = add_items(design, template(evaluate(design)))
    path = tmp_path_factory.mktemp("review") / "reviewed.json"
    write(path, design)
    return path


def test_it_says_what_is_open(capsys, reviewed) -> None:
    status, out, err = call(capsys, "review", str(reviewed))
    assert (status, err) == (0, "")
    assert "! Mass:" in out
    assert "1 open note" in out
    assert "\x1b" not in out
    assert "Mass: met with less margin than is asked for" in out


def test_its_json_agrees_with_the_policy(capsys, reviewed) -> None:
    status, out, _ = call(capsys, "review", str(reviewed), "--json")
    found = json.loads(out)
    assert status == 0
    mass = found["requirements"][0]
    assert mass["margin_required"] == pytest.approx(0.2 * mass["actual"])
    assert mass["margin"] == pytest.approx(650.0 - mass["actual"])
    assert mass["margin_share"] == pytest.approx(mass["margin"] / mass["actual"])
    assert mass["light"] == "amber"
    later = json.loads(call(capsys, "review", str(reviewed), "--json", "--set", "review.phase=cdr")[1])
    assert later["requirements"][0]["light"] == "green"
    assert found["done"] is False
    assert call(capsys, "review", str(reviewed), "--strict")[0] == 1


def test_a_review_is_done_when_everything_is_signed_for_this_design() -> None:
    design = preset(NAME)
    design = with_requirements(design, (design.requirements[6],))  # not met
    results = evaluate(design)
    design = add_items(add_note(design, Note("why?")), template(results))
    begun = review_state(evaluate(design, results.outcomes))
    assert begun.undisposed[0].about == "requirement:Published array power"
    for place in range(len(design.review.items)):
        design = decide(design, place, "accepted", "2026-11-26", by="A. Chen")
    state = review_state(evaluate(design, results.outcomes))
    assert (state.undisposed, state.is_done, state.accepted) == ((), False, len(design.review.items))
    assert review_state(evaluate(close_note(design, 0), results.outcomes)).is_done


def test_requirements_go_out_and_come_in(capsys, reviewed, tmp_path) -> None:
    table = tmp_path / "asked.csv"
    assert call(capsys, "review", str(reviewed), "--requirements", str(table))[0] == 0
    status, out, _ = call(capsys, "review", NAME, "--with-requirements", str(table), "--json")
    assert status == 0
    assert [one["name"] for one in json.loads(out)["requirements"]] == ["Mass", "Power at end of life"]
    table.write_text("name,result\n")
    status, out, err = call(capsys, "review", NAME, "--with-requirements", str(table))
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "asked.csv" in err


def test_bad_input_is_one_line(capsys, tmp_path) -> None:
    for arguments in (("nothing.json",), (NAME, "--set", "review.phase=never"),
                      (NAME, "--requirements", str(tmp_path / "no" / "where.csv"))):  # fmt: skip
        status, _, err = call(capsys, "review", *arguments)
        assert (status, err.count("\n")) == (2, 1)
