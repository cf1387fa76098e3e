"""The solids of a satellite against its results: areas, volumes, masses and spans, and that no two share a place."""

import itertools
import math
import random
from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from studio.analysis import Results, evaluate
from studio.analysis.satellite.finishes import FINISHES
from studio.analysis.satellite.layout import layout_of
from studio.analysis.satellite.solid import Body, Solid
from studio.analysis.satellite.solids import MOST_SOLIDS, satellite_solids
from studio.design import Design, set_value
from studio.document import preset, presets
from tests.analysis.random_satellites import random_satellite

START = preset("ai1-120kw")
BASE = evaluate(START, only=("size", "link"))


def changed(values: dict[str, object], design: Design = START) -> Results:
    for path, value in values.items():
        design = set_value(design, path, value)
    return evaluate(design, BASE.outcomes, only=("size",))


def of_kind(body: Body, kind: str, finish: str) -> list[Solid]:
    return [solid for part in body.parts if part.kind == kind for solid in part.solids if solid.finish == finish]


def sharing(solids: list[Solid], others: list[Solid]) -> list[tuple[str, str]]:
    """Names of those of which one is within the other by more than a nanometre."""
    if not solids or not others:
        return []
    (low, high), (lows, highs) = (
        [np.array([[one.end(axis, sign) for axis in range(3)] for one in some]) for sign in (-1.0, 1.0)]
        for some in (solids, others)
    )  # fmt: skip
    depth = (np.minimum(high[:, None], highs) - np.maximum(low[:, None], lows)).min(axis=-1)
    return [(solids[a].name, others[b].name) for a, b in np.argwhere(depth > 1e-9) if solids[a] is not others[b]]


def agrees(results: Results, body: Body) -> None:
    """Areas, volumes and masses are those of the results, whatever the satellite."""
    design = results.design
    panels = of_kind(body, "wing", "back")
    assert math.fsum(one.face_area(0) for one in panels) == pytest.approx(design.array.area, rel=1e-9)
    assert {one.sides[0] for one in panels} == {results["panel.thickness"]}
    assert all(one.faces == (((0, 1), "front"),) for one in panels)
    radiators = of_kind(body, "radiator", "structure")
    normals = [one.faces[0][0][0] for one in radiators]
    area = math.fsum(one.face_area(axis) for one, axis in zip(radiators, normals, strict=True))
    assert area == pytest.approx(results["thermal.radiator_area"], rel=1e-9)
    assert {len(one.faces) for one in radiators} == {design.thermal.radiator_sides}
    (bus,) = of_kind(body, "bus", "bus")
    assert bus.volume == pytest.approx(results["size.bus_volume"], rel=1e-9)
    assert body.mass == pytest.approx(results["mass.satellite"], rel=1e-9)
    assert len(of_kind(body, "terminal", "terminal")) == design.link.terminals
    assert {solid.finish for solid in body.solids} <= set(FINISHES)
    names = [solid.name for solid in body.solids]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", [one.name for one in presets()])
def test_every_preset_has_its_areas_masses_and_span(name: str) -> None:
    results = evaluate(preset(name), only=("size",))
    body = satellite_solids(results)
    agrees(results, body)
    low, high = body.bounds
    assert high[1] - low[1] == pytest.approx(results["size.span"], rel=1e-9)
    assert high[2] - low[2] == pytest.approx(results["size.radiator_span"], rel=1e-9)
    solids = list(body.solids)
    assert sharing(solids, solids) == []


ATTITUDES = ("edge_to_sun", "behind_array", "sun_facing", "earth_facing", "orbit_plane")


@settings(max_examples=25)
@example(wings=1, radiators=1, aspect=1.0, offset=0.0, flat=0.05, terminals=64, aperture=10.0, structure=50.0,
         attitude="behind_array", sides=1)  # fmt: skip
@example(wings=5, radiators=4, aspect=8.0, offset=3.0, flat=3.0, terminals=0, aperture=0.01, structure=0.0,
         attitude="sun_facing", sides=2)  # fmt: skip
@given(
    wings=st.integers(1, 9), radiators=st.integers(1, 6), aspect=st.floats(0.3, 10.0), offset=st.floats(0.0, 5.0),
    flat=st.floats(0.1, 5.0), terminals=st.integers(0, 64), aperture=st.floats(0.001, 10.0),
    structure=st.floats(0.0, 50.0), attitude=st.sampled_from(ATTITUDES), sides=st.integers(1, 2),
)  # fmt: skip
def test_no_two_solids_of_a_satellite_share_a_place(
    wings: int, radiators: int, aspect: float, offset: float, flat: float, terminals: int, aperture: float,
    structure: float, attitude: str, sides: int,
) -> None:  # fmt: skip
    results = changed({
        "geometry.wings": wings, "geometry.radiators": radiators, "geometry.wing_aspect": aspect,
        "geometry.wing_offset": offset, "geometry.radiator_offset": offset / 2, "geometry.bus_flatness": flat,
        "geometry.wing_fold": 20.0, "geometry.radiator_fold": 20.0, "link.terminals": terminals,
        "link.aperture": aperture, "array.structure_areal_mass": structure, "thermal.radiator_attitude": attitude,
        "thermal.radiator_sides": sides,
    })  # fmt: skip
    body = satellite_solids(results)
    agrees(results, body)
    solids = {kind: [solid for part in body.parts if part.kind == kind for solid in part.solids]
              for kind in ("bus", "terminal", "wing", "radiator", "structure")}  # fmt: skip
    for one, other in itertools.combinations_with_replacement(solids, 2):
        # Where a design asks for radiators in the place of the wings, that is what it gets.
        if {one, other} & {"bus", "terminal"} or one == other != "structure" or attitude == "edge_to_sun":
            assert sharing(solids[one], solids[other]) == []


@settings(max_examples=30)
@given(st.integers(0, 2**32))
def test_whatever_has_a_size_has_solids(seed: int) -> None:
    results = evaluate(random_satellite(random.Random(seed)), only=("size",))
    if results.stage("size") is None:
        failed = [outcome.failure for outcome in results.outcomes.values() if not outcome.ok]
        with pytest.raises(ValueError, match="the satellite has no shape: ") as told:
            satellite_solids(results)
        assert str(told.value).removeprefix("the satellite has no shape: ") == failed[0]
        return
    body = satellite_solids(results)
    agrees(results, body)
    assert all(math.isfinite(value) and value > 0.0 for solid in body.solids for value in solid.sides)
    assert all(solid.mass >= 0.0 for solid in body.solids)
    assert sum(1 for _ in body.solids) < 2 * MOST_SOLIDS


def test_why_there_is_no_shape_is_said() -> None:
    results = changed({"thermal.radiator_attitude": "sun_facing", "thermal.radiator_absorptance": 1.0,
                       "thermal.radiator_sizing": "size", "thermal.target_temperature": 200.0})  # fmt: skip
    with pytest.raises(ValueError, match="the satellite has no shape: at 200 K the radiator takes in more"):
        satellite_solids(results)
    with pytest.raises(ValueError, match="the satellite has no shape: its size was not computed"):
        satellite_solids(evaluate(START, only=("orbit",)))


def test_many_segments_become_one_solid_and_it_is_said() -> None:
    results = changed({"geometry.wing_fold": 0.01})
    body = satellite_solids(results)
    agrees(results, body)
    assert sum(1 for _ in body.solids) < 30
    assert any("too many" in note for note in body.notes)


def test_the_structure_weighs_what_the_results_say() -> None:
    def weight(parts: Iterable[Solid]) -> float:
        return math.fsum(solid.mass for solid in parts)

    body = satellite_solids(BASE)
    mass = BASE.stage("mass")
    structure = [solid for solid in body.solids if solid.finish == "structure" and not solid.faces]
    assert weight(structure) == pytest.approx(mass.with_margins("mass.array_structure"), rel=1e-12)
    assert weight(of_kind(body, "wing", "back")) == pytest.approx(mass.with_margins("mass.panel"), rel=1e-12)
    radiators = weight(of_kind(body, "radiator", "structure"))
    assert radiators == pytest.approx(mass.with_margins("mass.radiator"), rel=1e-12)
    heavy = [solid for solid in structure if solid.mass]
    assert all(solid.density == pytest.approx(1600.0, rel=0.01) for solid in heavy)


def test_how_far_moments_of_inertia_are_from_the_results_is_said() -> None:
    """The results spread the array structure over the wings, the solids have it in yokes and booms."""
    body = satellite_solids(BASE)
    (note,) = [note for note in body.notes if "Moments of inertia" in note]
    stated = float(note.split("up to ")[1].split(" %")[0])
    masses, centres, sides = (np.array([getattr(one, name) for one in body.solids])
                              for name in ("mass", "centre", "sides"))  # fmt: skip
    middle = masses @ centres / masses.sum()
    assert middle == pytest.approx(BASE["size.centre_of_mass"], abs=5e-3)
    ratios = []
    for axis, (one, two) in {"x": (1, 2), "y": (0, 2), "z": (0, 1)}.items():
        squares = (centres - middle) ** 2 + sides**2 / 12
        own = masses @ (squares[:, one] + squares[:, two])
        ratios.append(own / BASE[f"size.inertia_{axis}"])
    assert 100.0 * max(abs(ratio - 1.0) for ratio in ratios) == pytest.approx(stated, abs=0.06)
    assert stated < 10.0
    # Without array structure there is nothing to spread, and nothing to say.
    bare = changed({"array.structure_areal_mass": 0.0})
    assert not any("Moments of inertia" in note for note in satellite_solids(bare).notes)


def test_what_is_in_the_bus_is_said() -> None:
    (bus,) = of_kind(satellite_solids(BASE), "bus", "bus")
    payload = BASE.stage("mass").with_margins("mass.payload")
    assert f"Payload {payload:.4g} kg" in bus.about
    assert "Battery" in bus.about
    assert "Panels" not in bus.about


def test_what_is_drawn_and_what_is_exported_stand_in_the_same_places() -> None:
    size, link = BASE.stage("size"), START.link
    layout = layout_of(size, link.terminals, link.aperture)
    body = satellite_solids(BASE)
    for place in layout.places:
        (part,) = [part for part in body.parts if part.kind == place.kind and part.name.endswith(
            str(place.number) if place.kind != "bus" else part.name)]  # fmt: skip
        mine = [solid for solid in part.solids if solid.faces or solid.finish in ("bus", "terminal")]
        for axis in range(3):
            if place.sides[axis] > 0.0:
                for sign, pick in ((-1.0, min), (1.0, max)):
                    end = pick(solid.end(axis, sign) for solid in mine)
                    assert end == pytest.approx(place.end(axis, sign), abs=1e-9)
