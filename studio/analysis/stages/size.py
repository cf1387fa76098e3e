"""The size of one satellite: wings, radiators and body, deployed and folded, and how its mass is spread."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.columns import filled, gathered, greatest, is_many, plain, select, whole
from studio.analysis.result import FloatArray, read_only, result
from studio.design import Design, Issue
from studio.design.geometry import Geometry
from studio.design.quantity import (
    BENDING_STIFFNESS,
    INERTIA,
    LENGTH,
    NUMBER,
    POWER_PER_VOLUME,
    TORQUE,
    VOLUME,
)
from studio.physics.beam import cantilever_stiffness
from studio.physics.constants import MU_EARTH
from studio.physics.inertia import centre_of_mass, gravity_gradient_torque, inertia_tensor
from studio.physics.stowage import box_sides, fold_segments, rectangle_sides
from studio.text import mark, tr

_SHAPE = "Geometry of equal rectangles"
_BOX = "Volume of the masses at their density, in a box of the stated proportions"
_STACK = "Segments folded like a Z: area of a segment × their number × stowed thickness"
_BODY = "x is the normal of the array, y along the wings, z along the radiators; the body is at the origin"
_BODIES = ("mass.satellite", "size.span", "size.wing_length", "size.radiator_length", "size.bus_length",
           "size.bus_width", "size.bus_height", "geometry.wing_offset", "geometry.radiator_offset",
           "thermal.radiator_attitude")
_IN_BODY = ("platform", "battery", "electronics", "conductors", "links", "loop")
_INERTIA = "Uniform boxes and plates, parallel-axis theorem (Goldstein, Classical Mechanics, 5.3)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    wings: int = result(
        mark("Wings"), NUMBER, equation="as decided", source="Decision", inputs=("geometry.wings",), unit="")
    wing_length: float = result(
        mark("Wing length"), LENGTH, equation="√(area / wings · aspect)", source=_SHAPE,
        inputs=("array.area", "geometry.wings", "geometry.wing_aspect"), unit="m")
    wing_width: float = result(
        mark("Wing width"), LENGTH, equation="√(area / wings / aspect)", source=_SHAPE,
        inputs=("array.area", "geometry.wings", "geometry.wing_aspect"), unit="m")
    wing_segments: int = result(
        mark("Segments of a wing"), NUMBER, equation="⌈wing length / longest segment⌉", source=_STACK,
        inputs=("size.wing_length", "geometry.wing_fold"), unit="")
    wing_stiffness: float = result(
        mark("Wing stiffness needed"), BENDING_STIFFNESS, equation="E I = m L⁴ (2π f / 3.516)²",
        source="Uniform cantilever, first mode: Blevins, Formulas for Natural Frequency and Mode Shape, table 8-1",
        inputs=("geometry.wing_frequency", "size.wing_length", "mass.panel", "mass.array_structure", "mass.margin"))
    radiators: int = result(
        mark("Radiator panels"), NUMBER, equation="as decided", source="Decision", inputs=("geometry.radiators",),
        unit="")
    radiator_length: float = result(
        mark("Radiator length"), LENGTH, equation="√(area / radiators · aspect)", source=_SHAPE,
        inputs=("thermal.radiator_area", "geometry.radiators", "geometry.radiator_aspect"), unit="m")
    radiator_width: float = result(
        mark("Radiator width"), LENGTH, equation="√(area / radiators / aspect)", source=_SHAPE,
        inputs=("thermal.radiator_area", "geometry.radiators", "geometry.radiator_aspect"), unit="m")
    radiator_segments: int = result(
        mark("Segments of a radiator"), NUMBER, equation="⌈radiator length / longest segment⌉", source=_STACK,
        inputs=("size.radiator_length", "geometry.radiator_fold"), unit="")
    bus_volume: float = result(
        mark("Body volume"), VOLUME,
        equation="payload / payload density + all else but wings and radiators / body density, with margins",
        source=_BOX,
        inputs=("mass.platform", "mass.battery", "mass.electronics", "mass.conductors", "mass.links", "mass.loop",
                "mass.propellant", "mass.payload", "mass.margin",
                "geometry.bus_density", "geometry.payload_density"))
    bus_length: float = result(
        mark("Body length"), LENGTH, equation="width · length ratio, along the wings", source=_BOX,
        inputs=("size.bus_width", "geometry.bus_aspect"), unit="m")
    bus_width: float = result(
        mark("Body width"), LENGTH, equation="∛(volume / (length ratio · height ratio)), along the radiators",
        source=_BOX, inputs=("size.bus_volume", "geometry.bus_aspect", "geometry.bus_flatness"), unit="m")
    bus_height: float = result(
        mark("Body height"), LENGTH, equation="width · height ratio, along the normal of the array", source=_BOX,
        inputs=("size.bus_width", "geometry.bus_flatness"), unit="m")
    span: float = result(
        mark("Span"), LENGTH, equation="from tip to tip of the wings; of one wing to the far side of the body",
        source=_SHAPE, inputs=("size.wing_length", "size.bus_length", "geometry.wing_offset", "geometry.wings"),
        unit="m")
    radiator_span: float = result(
        mark("Span of the radiators"), LENGTH, equation="from tip to tip, the body included", source=_SHAPE,
        inputs=("size.radiator_length", "size.bus_width", "geometry.radiator_offset", "geometry.radiators",
                "thermal.radiator_attitude"), unit="m")
    stowed_array_volume: float = result(
        mark("Folded array"), VOLUME, equation="area · stowed thickness per panel", source=_STACK,
        inputs=("array.area", "panel.stowed_thickness"))
    stowed_radiator_volume: float = result(
        mark("Folded radiators"), VOLUME, equation="area · thickness of a folded segment", source=_STACK,
        inputs=("thermal.radiator_area", "geometry.radiator_thickness"))
    stowed_volume: float = result(
        mark("Stowed volume"), VOLUME, equation="(body + folded array + folded radiators) / filling",
        source="Sum of the volumes in their common envelope",
        inputs=("size.bus_volume", "size.stowed_array_volume", "size.stowed_radiator_volume",
                "geometry.stowed_filling"))
    array_packing: float = result(
        mark("Array power per folded volume"), POWER_PER_VOLUME,
        equation="array power, beginning of life / folded array; blankets of 30–50 kW reached about 40 kW/m³",
        source="Definition; comparison: Mikulas et al., Telescoping Solar Array Concept, NTRS 20150006022 (2015)",
        inputs=("power.array_bol", "size.stowed_array_volume"))
    wing_stack_height: float = result(
        mark("Height of a folded wing"), LENGTH, equation="segments · stowed thickness per panel", source=_STACK,
        inputs=("size.wing_segments", "panel.stowed_thickness"), unit="m")
    centre_of_mass: FloatArray = result(
        mark("Centre of mass"), LENGTH, equation=f"Σ m r / Σ m; {_BODY}", source="Definition", inputs=_BODIES,
        unit="m")
    inertia_x: float = result(
        mark("Inertia about the array normal"), INERTIA, equation="Σ m (y² + z²) about the centre of mass",
        source=_INERTIA, inputs=_BODIES)
    inertia_y: float = result(
        mark("Inertia about the wing axis"), INERTIA, equation="Σ m (x² + z²) about the centre of mass",
        source=_INERTIA, inputs=_BODIES)
    inertia_z: float = result(
        mark("Inertia about the radiator axis"), INERTIA, equation="Σ m (x² + y²) about the centre of mass",
        source=_INERTIA, inputs=_BODIES)
    gravity_torque: float = result(
        mark("Gravity-gradient torque, largest"), TORQUE, equation="3/2 · µ/a³ · (I_max − I_min)",
        source="Wertz (ed.), Spacecraft Attitude Determination and Control, 1978, 17.2.1",
        inputs=("orbit.semi_major_axis", "size.inertia_x", "size.inertia_y", "size.inertia_z"))
    wing_centres: FloatArray
    """(W, 3) Centre of each wing [m], a plate with the normal x: its length along y, its width along z."""
    radiator_centres: FloatArray
    """(R, 3) Centre of each radiator [m]."""
    radiator_sides: FloatArray
    """(3,) Sides of a radiator along x, y, z [m]; the one of zero is its normal."""
    issues: tuple[Issue, ...]


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Size:
    """What the areas and masses come to as a body with wings and radiators."""
    shape, mass, panel = design.geometry, tables["mass"], tables["panel"]
    area, radiator_area = design.array.area, tables["thermal"].radiator_area
    wing_length, wing_width = map(plain, rectangle_sides(area, shape.wings, shape.wing_aspect))
    length, width = map(plain, rectangle_sides(radiator_area, shape.radiators, shape.radiator_aspect))
    body = sum(mass.with_margins(f"mass.{item}") for item in _IN_BODY)
    body = body + filled(mass.propellant)
    payload = mass.with_margins("mass.payload")
    volume = body / shape.bus_density + payload / shape.payload_density
    bus_length, bus_width, bus_height = map(plain, box_sides(volume, shape.bus_aspect, shape.bus_flatness))
    behind = design.thermal.radiator_attitude == "behind_array"
    wing_reach = bus_length / 2 + shape.wing_offset + wing_length / 2
    # Parallel to the array in its shade and stacked along the wings; or edge-on to the Sun on the two other sides.
    side = bus_length if behind else bus_width
    reach = side / 2 + (shape.wing_offset if behind else shape.radiator_offset) + length / 2
    depth = bus_height / 2 + shape.radiator_offset if behind else 0.0
    wing_mass = mass.with_margins("mass.panel") + mass.with_margins("mass.array_structure")
    radiator_mass = mass.with_margins("mass.radiator")
    bodies = [
        (greatest(mass.satellite - wing_mass - radiator_mass, 0.0), (0.0, 0.0, 0.0),
         (bus_height, bus_length, bus_width)),
        *_sides(wing_mass, shape.wings, wing_reach, wing_length, wing_width, along=1),
        *_sides(radiator_mass, shape.radiators, reach, length, width, along=1 if behind else 2, depth=depth),
    ]  # fmt: skip
    masses = gathered(each for each, _, _ in bodies)
    centres, boxes = (_points([body[place] for body in bodies]) for place in (1, 2))
    tensor = inertia_tensor(masses, centres, boxes)
    segments = whole(plain(fold_segments(wing_length, shape.wing_fold)))
    folded, folded_radiators = area * panel.stowed_thickness, radiator_area * shape.radiator_thickness
    shown = not is_many(tables)
    return Size(
        wings=shape.wings,
        wing_length=wing_length,
        wing_width=wing_width,
        wing_segments=segments,
        wing_stiffness=plain(cantilever_stiffness(
            shape.wing_frequency, wing_mass / shape.wings / wing_length, wing_length)),
        radiators=shape.radiators,
        radiator_length=length,
        radiator_width=width,
        radiator_segments=whole(plain(fold_segments(length, shape.radiator_fold))),
        bus_volume=volume,
        bus_length=bus_length,
        bus_width=bus_width,
        bus_height=bus_height,
        span=_span(shape.wings, wing_reach, wing_length, bus_length),
        radiator_span=_span(shape.radiators, reach, length, side),
        stowed_array_volume=folded,
        stowed_radiator_volume=folded_radiators,
        stowed_volume=(volume + folded + folded_radiators) / shape.stowed_filling,
        array_packing=tables["power"].array_bol / folded,
        wing_stack_height=segments * panel.stowed_thickness,
        centre_of_mass=read_only(centre_of_mass(masses, centres)),
        inertia_x=plain(tensor[..., 0, 0]),
        inertia_y=plain(tensor[..., 1, 1]),
        inertia_z=plain(tensor[..., 2, 2]),
        gravity_torque=plain(gravity_gradient_torque(MU_EARTH, tables["orbit"].semi_major_axis, tensor)),
        **(_plates(shape, wing_reach, wing_width, reach, length, width, depth, behind) if shown else _UNSEEN),
        issues=_issues(area, radiator_area) if behind and shown else (),
    )  # fmt: skip


_UNSEEN: Mapping[str, Any] = dict.fromkeys(("wing_centres", "radiator_centres", "radiator_sides"))
"""Of many designs nothing is drawn."""


def _sides(
    mass: Any, count: Any, reach: Any, length: Any, width: Any, along: int, depth: Any = 0.0
) -> tuple[tuple[Any, tuple[Any, ...], tuple[Any, ...]], ...]:
    """Mass, centre and sides of the plates on either side of the body: equal ones edge to edge are one wide one."""
    found = []
    for sign, number in ((1.0, (count + 1) // 2), (-1.0, count // 2)):
        centre = (-depth, sign * reach, 0.0) if along == 1 else (0.0, 0.0, sign * reach)
        sides = (0.0, length, number * width) if along == 1 else (number * width, 0.0, length)
        found.append((mass / count * number, centre, sides))
    return tuple(found)


def _points(bodies: list[tuple[Any, ...]]) -> FloatArray:
    """(…, bodies, 3) out of the x, y and z of each."""
    flat: FloatArray = gathered(value for point in bodies for value in point)
    return flat.reshape(*flat.shape[:-1], len(bodies), 3)


def _span(count: Any, reach: Any, length: Any, body: Any) -> Any:
    """From tip to tip, or from the tip of a single one to the far side of the body."""
    tip = greatest(reach + length / 2, body / 2)
    return tip + select(count > 1, tip, body / 2)


def _plates(
    shape: Geometry, wing_reach: float, wing_width: float, reach: float, length: float, width: float, depth: float,
    behind: bool,
) -> dict[str, FloatArray]:  # fmt: skip
    """Where each wing and radiator is, to be drawn."""
    radiators = _row(shape.radiators, reach, width, along=1 if behind else 2)
    radiators[:, 0] -= depth
    return {
        "wing_centres": read_only(_row(shape.wings, wing_reach, wing_width, along=1)),
        "radiator_centres": read_only(radiators),
        "radiator_sides": read_only([0.0, length, width] if behind else [width, 0.0, length]),
    }


def _row(count: int, distance: float, width: float, along: int) -> FloatArray:
    """Centres (count, 3) of plates on both sides of the body at `distance`, side by side where a side has several.

    The axis `along` is 1 for wings, which stand side by side along z, and 2 for radiators, which do along x.
    """
    beside = {1: 2, 2: 0}[along]
    centres = np.zeros((count, 3))
    for sign, places in ((1.0, np.arange(0, count, 2)), (-1.0, np.arange(1, count, 2))):
        centres[places, along] = sign * distance
        centres[places, beside] = (np.arange(len(places)) - (len(places) - 1) / 2) * width
    return centres


def _issues(area: float, radiator: float) -> tuple[Issue, ...]:
    if radiator <= area:
        return ()
    return (Issue("warning", "thermal.radiator_attitude", tr(
        mark("the radiator of {radiator:.3g} m² is larger than the array of {array:.3g} m² that is to shade it"),
        radiator=radiator, array=area)),)  # fmt: skip
