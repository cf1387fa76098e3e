"""The Python script of a design, run by a Python of its own, makes the same design."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio import design as public
from studio.analysis import RESULTS, evaluate
from studio.design import Baseline, Design, Fleet, OwnClaim, Requirement, Source, Spread, UserMaterial
from studio.design.element_edit import add_elements
from studio.design.element_sets import ElementSets
from studio.design.field import nested, struct_fields
from studio.document import preset
from studio.document.baselines import baseline_designs, keep
from studio.document.files import dump
from studio.document.presets import presets
from studio.export.formats import Source as Exported
from studio.export.formats import find_format
from studio.export.script import KEY_FIGURES
from tests.design_strategies import designs


def script(design: Design, fields: str = "changed") -> str:
    source = Exported(design, b"", "x", baseline_designs(design))
    return find_format("python").write(source, {"fields": fields}, lambda _: None).files[""].decode()


def built(text: str) -> Design:
    """What `build` of the script gives, in this process: nothing else in it runs."""
    space: dict[str, object] = {"__name__": "script"}
    exec(compile(text, "script.py", "exec"), space)  # what the test is about
    found = space["build"]()  # type: ignore[operator]
    assert isinstance(found, Design)
    return found


@pytest.mark.parametrize("fields", ["changed", "all"])
def test_every_preset_comes_back_equal_in_an_interpreter_of_its_own(tmp_path: Path, fields: str) -> None:
    names = [one.name for one in presets()]
    files = []
    for name in names:
        files.append(tmp_path / f"{name}.py")
        files[-1].write_text(script(preset(name), fields), encoding="utf-8")
    run = ("import runpy, sys\nfrom studio.document.files import dump\n"
           "for path in sys.argv[1:]:\n"
           "    open(path + '.json', 'wb').write(dump(runpy.run_path(path)['build']()))\n")  # fmt: skip
    subprocess.run([sys.executable, "-c", run, *map(str, files)], check=True, timeout=120)
    for name, file in zip(names, files, strict=True):
        assert Path(f"{file}.json").read_bytes() == dump(preset(name)), name


def test_script_prints_the_results_of_the_design(tmp_path: Path) -> None:
    design = preset("ai1-120kw")
    file = tmp_path / "rebuild.py"
    file.write_text(script(design), encoding="utf-8")
    place = {"PYTHONPATH": str(Path(public.__file__).parents[2]), "PYTHONIOENCODING": "utf-8"}
    told = subprocess.run(
        [sys.executable, str(file)], check=True, capture_output=True, timeout=120, cwd=tmp_path, env=place
    )
    assert told.stderr == b""
    lines = told.stdout.decode().splitlines()
    results = evaluate(design)
    wanted = [f"{RESULTS[name].label}: {results[name]:.6g} {RESULTS[name].quantity.si}".rstrip()
              for name in KEY_FIGURES if name in results]  # fmt: skip
    assert lines == wanted
    assert len(lines) > 15


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(designs, st.sampled_from(["changed", "all"]))
def test_any_design_comes_back_equal(design: Design, fields: str) -> None:
    assert dump(built(script(design, fields))) == dump(design)


NASTY = ['"""\nimport os; raise SystemExit(9)\n"""', "'); raise SystemExit(9) #", "\\", "\\'", '\\"',
         "a\rraise SystemExit(9)",
         "x\x0craise SystemExit(9)", "\u2028raise SystemExit(9)", "\x85raise", "{0} {x!r} %s", "\x00\x1b[2J",
         "\u202e轨道", "'\"", "#", "\n", "é" * 100 + "\n\n"]  # fmt: skip


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("fields", ["changed", "all"])
def test_no_text_gets_out_of_its_quotes(text: str, fields: str) -> None:
    design = Design(
        title=text, description=text * 3,
        requirements=(Requirement(text, "orbit.period", ">=", 1.0),),
        claims=(OwnClaim(text, "orbit.period", ">=", 1.0, text),),
        sources={"mission.altitude": Source(text, "assumed", text), text: Source(text, "published", text)},
        spreads={text: Spread("normal", deviation=0.1, relative=True, source=text)},
        baselines=(Baseline(text, text, text, text),),
    )  # fmt: skip
    design = msgspec.structs.replace(design, stack=msgspec.structs.replace(
        design.stack, materials=(UserMaterial(text, text, text, text, text),),
        layers=(msgspec.structs.replace(design.stack.layers[0], name=text),)))  # fmt: skip
    source = Exported(design, b"", "x", {})
    written = find_format("python").write(source, {"fields": fields}, lambda _: None).files[""].decode()
    assert json.dumps(msgspec.to_builtins(built(written))) == json.dumps(msgspec.to_builtins(design))
    for line in written.splitlines():
        assert line.isprintable()


def test_element_sets_and_baselines_travel_along() -> None:
    line = "".join(f"{number} " * 12 + "\n" for number in range(20_000))
    design = add_elements(keep(keep(preset("ai1-120kw"), "first"), "second", "note"),
                          ElementSets("many", line, source="a", date=date(2026, 11, 26).isoformat()))  # fmt: skip
    assert isinstance(design.fleet, Fleet)
    found = built(script(design))
    assert found == design
    assert baseline_designs(found) == baseline_designs(design)


def test_every_part_can_be_imported_from_one_place() -> None:
    pending: list[type[msgspec.Struct]] = [Design]
    seen = set()
    while pending:
        kind = pending.pop()
        seen.add(kind.__name__)
        assert getattr(public, kind.__name__) is kind
        assert kind.__name__ in public.__all__
        pending += [inner for name in struct_fields(kind) if (inner := nested(kind, name)) is not None]
    assert len(seen) > 25


def test_numbers_are_told_with_unit_and_source() -> None:
    text = script(preset("ai1-120kw"), "all")
    lines = text.splitlines()
    place = next(position for position, line in enumerate(lines) if line.strip().startswith("altitude="))
    told = []
    while lines[place - 1].strip().startswith("#"):
        place -= 1
        told.insert(0, lines[place].strip(" #"))
    origin = preset("ai1-120kw").sources["mission.altitude"]
    assert " ".join(told).startswith("Altitude [m]: ")
    assert "km" in " ".join(told)
    assert origin.confidence in " ".join(told)
