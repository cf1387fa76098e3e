"""GMAT scripts: by their grammar, by what GMAT itself made of two of them, and as Orekit flies their states."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from studio.analysis.ephemeris import ephemeris, fleet_satellites
from studio.design import Design
from studio.design.edit import set_value
from studio.document.files import dump
from studio.document.presets import preset
from studio.export.formats import FORMATS, Product, Source
from studio.physics.constants import DAY, J2, MU_EARTH, R_EARTH
from studio.physics.time import instant
from tests.export.orbit import orekit_flight
from tests.export.orbit.gmat_grammar import DATA, Script, fields, without_comments

RUNS = json.loads((DATA / "runs.json").read_text())["runs"]
STATE = ("X", "Y", "Z", "VX", "VY", "VZ")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def edited(design: Design, **values: object) -> Design:
    for path, value in values.items():
        design = set_value(design, path.replace("__", "."), value)
    return design


CIRCLE = edited(Design(), title="Круг's 100 % “test”", mission__altitude=700e3, mission__ltan=21_600.0,
                mission__epoch="2026-03-01T12:00:00")  # fmt: skip
ELLIPSE = edited(Design(), mission__sun_synchronous=False, mission__altitude=4000e3, mission__eccentricity=0.3,
                 mission__inclination=1.1, mission__raan=2.0, mission__argument_of_perigee=4.0,
                 mission__epoch="2028-12-31T23:59:58.125")  # fmt: skip
DESIGNS = {
    "circle": CIRCLE, "ellipse": ELLIPSE, "shell": edited(preset("shell-30deg"), constellation__planes=5),
    "cluster": edited(preset("suncatcher-cluster"), constellation__cluster_radius=300.0),
}  # fmt: skip
CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "circle": ("circle", {"duration": 7 * DAY, "step": 3 * 3600.0, "contacts": True}),
    "ellipse": ("ellipse", {"duration": 7 * DAY, "step": 3 * 3600.0}),
    "full": ("circle", {"forces": "full", "eclipses": False}),
    "later": ("circle", {"start": 40.0 * DAY}),
    "planes": ("shell", {"satellites": "planes", "contacts": True}),
    "members": ("cluster", {"satellites": "all"}),
}
WITHIN = {"circle": 6.3e3, "ellipse": 8e3, "full": 6.3e3, "later": 6.3e3, "planes": 6.5e3, "members": 6.3e3}
"""How far an orbit under J2 may stray from the mean elements in a day [m]: the short-period terms."""


@cache
def source(name: str) -> Source:
    return Source(DESIGNS[name], dump(DESIGNS[name]), name)


@cache
def product(case: str) -> Product:
    name, options = CASES[case]
    return FORMATS["gmat"].write(source(name), options, lambda _: None)


def text(case: str) -> str:
    return product(case).files[""].decode()


@cache
def script(case: str) -> Script:
    return Script(text(case))


def date(words: str) -> float:
    """Seconds of TT since J2000.0 of a date as GMAT writes it."""
    day, month, year, clock = words.split(" ")
    return instant(f"{year}-{MONTHS.index(month) + 1:02d}-{day}T{clock}")


def states(case: str) -> dict[str, list[float]]:
    """(6) Of every spacecraft [m, m/s], by its name in the studio."""
    found = script(case)
    return {name.removeprefix("Sat_").replace("_", "-"): [1e3 * found.set[name][field] for field in STATE]
            for name in found.of_kind("Spacecraft")}  # fmt: skip


def studio(case: str, name: str, times: list[float]) -> np.ndarray:
    """(t, 3) Where the studio has a satellite at times [s of TT since J2000.0]; EME2000 [m]."""
    design = DESIGNS[CASES[case][0]]
    epoch = instant(design.mission.epoch)
    satellites = fleet_satellites(design, "all", 1000)
    (one,) = (each for each in satellites if each.name == name)
    return np.array([ephemeris(design, [one], time - epoch, 0.0, 60.0, "EME2000").positions[0, 0] for time in times])


@pytest.mark.parametrize("path", sorted(DATA.glob("*.script")), ids=lambda path: path.stem)
def test_grammar_accepts_samples_of_gmat(path: Path) -> None:
    assert Script(path.read_text()).commands


@pytest.mark.parametrize("case", CASES)
def test_grammar_accepts_it(case: str) -> None:
    found = script(case)
    assert len(found.of_kind("Spacecraft")) == len(found.of_kind("ReportFile")) > 0
    assert found.commands.count("Propagate") == 1


@pytest.mark.parametrize(("line", "instead"), [
    ("Sat_P1_S1.DryMass = ", "Sat_P1_S1.Mass = 1;"), ("Sat_P1_S1.X = ", "Sat_P1_S1.X = one;"),
    ("Sat_P1_S1.X = ", "Sat_P1_S1.X = 1"), ("Create Propagator", "Create Propagators Flight;"),
    ("Flight.FM", "Flight.FM = Force;"), ("Forces.SRP = ", "Forces.SRP = off;"), ("EndFor;", ""),
    ("Create Variable", ""), ("BeginMissionSequence;", ""), ("EarthTOD.Axes", "EarthTOD.Axes = TOD;"),
    ("Eclipses_Sat_P1_S1.EclipseTypes", "Eclipses_Sat_P1_S1.EclipseTypes = {Umbra};"),
    ("Contacts_Sat_P1_S1.Observers", "Contacts_Sat_P1_S1.Observers = {Station_99};"),
    ("View.ViewPointVector", "View.ViewPointVector = { 1 2 3 };"),
    ("   Propagate", "   Propagate Flight(Sat_P9_S9) {Sat_P1_S1.ElapsedSecs = 3};"),
    ("   Report", "   Report Report_Sat_P1_S1 Sat_P1_S1.Earth.INC;"),
])  # fmt: skip
def test_grammar_refuses_what_gmat_would(line: str, instead: str) -> None:
    """GMAT R2026a was asked about the kinds of these faults, and refuses them."""
    lines = text("circle").split("\n")
    (place, *_) = (number for number, one in enumerate(lines) if one.startswith(line))
    lines[place] = instead
    if instead == "Eclipses_Sat_P1_S1.EclipseTypes = {Umbra};":
        assert Script("\n".join(lines)).set["Eclipses_Sat_P1_S1"]["EclipseTypes"] == ["Umbra"]  # GMAT takes both
        return
    with pytest.raises(ValueError, match=r"."):
        Script("\n".join(lines))


@pytest.mark.parametrize("case", ["circle", "ellipse"])
def test_gmat_flew_this_script_where_the_studio_flies(case: str) -> None:
    """The reports of GMAT R2026a are kept: its own frames, its own gravity, its own integrator, for a week."""
    run = RUNS[case]
    (name, state), *_ = states(case).items()
    assert np.abs(np.array(state[:3]) / 1e3 - run["state"][:3]).max() < 1e-3
    assert np.abs(np.array(state[3:]) / 1e3 - run["state"][3:]).max() < 1e-6
    times = [date(row[0]) for row in run["rows"]]
    assert times[-1] - times[0] == pytest.approx(7 * DAY, abs=2e-3)
    assert len(times) == 57
    apart = np.linalg.norm(1e3 * np.array([row[1:] for row in run["rows"]]) - studio(case, name, times), axis=-1)
    assert apart[:9].max() < WITHIN[case]
    assert apart.max() < 1.3 * WITHIN[case]


@pytest.fixture(scope="module")
def flown() -> dict[str, list[list[float]]]:
    """Where Orekit gets to under J2 from the states of the scripts."""
    questions = {}
    for case in CASES:
        for name, state in list(states(case).items())[:: 4 if case == "members" else 1]:
            begin = date(next(iter(script(case).set.values()))["Epoch"])
            times = ([date(row[0]) for row in RUNS[case]["rows"]] if case in RUNS else
                     (begin + np.linspace(0.0, DAY, 25)).tolist())  # fmt: skip
            questions[f"{case}/{name}"] = {"state": state, "begin": begin, "times": times}
    earth = {"mu": MU_EARTH, "radius": R_EARTH, "j2": J2}
    return {name: [questions[name]["times"], rows]  # type: ignore[dict-item]
            for name, rows in orekit_flight.fly({"earth": earth, "states": questions}).items()}  # fmt: skip


def test_states_flown_by_orekit_keep_to_the_mean_elements(flown: dict[str, Any]) -> None:
    seen = set()
    for key, (times, rows) in flown.items():
        case, name = key.split("/")
        first = np.array(times) <= times[0] + DAY
        apart = np.linalg.norm(np.array(rows) - studio(case, name, times), axis=-1)
        assert apart[first].max() < WITHIN[case], key
        assert apart.max() < 1.3 * WITHIN[case], key
        seen.add(case)
    assert seen == set(CASES)


@pytest.mark.parametrize("case", ["circle", "ellipse"])
def test_gmat_and_orekit_agree(flown: dict[str, Any], case: str) -> None:
    """Frames of 1976/1980 against 2006/2000A, and µ of JGM-2 against WGS84: metres in a week."""
    (name, *_) = states(case)
    theirs = 1e3 * np.array([row[1:] for row in RUNS[case]["rows"]])
    assert np.linalg.norm(np.array(flown[f"{case}/{name}"][1]) - theirs, axis=-1).max() < 20.0


def test_members_keep_their_places_about_the_centre(flown: dict[str, Any]) -> None:
    """Offsets in the cluster, of up to 566 m, are those of the studio to some tens of metres for a day."""
    keys = [key for key in flown if key.startswith("members/")]
    ours = np.array([studio("members", key.split("/")[1], flown[key][0]) for key in keys])
    theirs = np.array([flown[key][1] for key in keys])
    assert len(keys) > 1
    apart = np.linalg.norm((theirs - theirs[:1]) - (ours - ours[:1]), axis=-1)
    assert apart.max() < 40.0


def test_mass_and_areas_are_those_of_the_results() -> None:
    results = source("circle").results(lambda _: None)
    (craft,) = script("full").of_kind("Spacecraft")
    found = script("full").set[craft]
    assert found["DryMass"] == pytest.approx(results["mass.satellite"], rel=1e-12)
    assert found["DragArea"] == pytest.approx(results["atmosphere.drag_area"], rel=1e-12)
    assert found["SRPArea"] == CIRCLE.array.area
    assert found["Cd"] == CIRCLE.environment.drag_coefficient
    assert found["Cr"] == pytest.approx(2.0 - results["panel.absorptance"], rel=1e-12)


def test_all_forces_at_the_activity_of_the_design() -> None:
    forces = script("full").set["Forces"]
    assert (forces["Drag.F107"], forces["Drag.F107A"], forces["Drag.MagneticIndex"]) == (140.0, 140.0, 3.0)
    assert forces["PointMasses"] == ["Luna", "Sun"]
    assert forces["GravityField.Earth.Degree"] == forces["GravityField.Earth.Order"] == 8.0
    assert forces["SRP.Flux"] == CIRCLE.environment.solar_constant
    assert script("full").of_kind("EclipseLocator") == []


def test_stations_and_locators() -> None:
    found = script("planes")
    part = DESIGNS["shell"].link
    sites = found.of_kind("GroundStation")
    assert len(sites) == part.stations
    latitudes = [np.degrees(part.station_latitude)] * len(sites)
    assert [found.set[one]["Location1"] for one in sites] == pytest.approx(latitudes)
    assert [found.set[one]["Location2"] for one in sites] == pytest.approx([360.0 * k / part.stations for k in
                                                                            range(part.stations)])  # fmt: skip
    crafts = found.of_kind("Spacecraft")
    assert [found.set[one]["Target"] for one in found.of_kind("ContactLocator")] == crafts
    assert [found.set[one]["Spacecraft"] for one in found.of_kind("EclipseLocator")] == crafts
    assert len({found.set[one]["NAIFId"] for one in crafts}) == len(crafts) == DESIGNS["shell"].constellation.planes


def test_lines_are_ascii_and_no_name_breaks_a_quote() -> None:
    named = Source(CIRCLE, b"", "it's % a “name”")
    named.know(source("circle").results(lambda _: None))
    found = FORMATS["gmat"].write(named, {"duration": 3600.0, "step": 60.0}, lambda _: None).files[""].decode()
    assert Script(found).set["Report_Sat_P1_S1"]["Filename"] == "it_s_a_name_-P1-S1-states.txt"
    assert re.search(r"^For count = 1:1:60;$", found, re.MULTILINE)


def test_a_report_without_end_is_refused_in_one_sentence() -> None:
    with pytest.raises(ValueError, match=r"would have 31,557,600 lines, more than 2,000,000: take") as told:
        FORMATS["gmat"].write(source("circle"), {"step": 1.0}, lambda _: None)
    assert "\n" not in str(told.value)


def test_too_many_satellites_are_refused_in_one_sentence() -> None:
    with pytest.raises(ValueError, match="more than the 50"):
        FORMATS["gmat"].write(Source(preset("filing-51600"), b"", "x"), {"satellites": "all"}, lambda _: None)


def test_the_same_design_gives_the_same_bytes() -> None:
    name, options = CASES["later"]
    again = FORMATS["gmat"].write(source(name), options, lambda _: None)
    assert again.files == product("later").files


def test_fields_are_all_used_by_scripts_that_were_seen() -> None:
    """The checker's table is no longer than it must be: each kind of resource is in a sample or in a script here."""
    seen = {kind for case in CASES for kind in script(case).created.values()}
    seen |= {kind for path in DATA.glob("*.script") for kind in Script(path.read_text()).created.values()}
    assert seen == set(fields())


def test_without_comments_nothing_is_lost() -> None:
    assert Script(without_comments(text("circle"))).set == script("circle").set
