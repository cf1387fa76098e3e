"""The shape of the satellite: wings, radiators and body, deployed and folded."""

from typing import Annotated

import msgspec

from studio.design.field import number
from studio.design.quantity import DENSITY, FREQUENCY, LENGTH, NUMBER, RATIO, THICKNESS
from studio.text import mark


class Geometry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    wings: Annotated[int, number(
        NUMBER, mark("Wings"), mark("Array wings, half of them on each side of the body."), 1, 1000, unit="")] = 2
    wing_aspect: Annotated[float, number(
        RATIO, mark("Wing aspect"), mark("Length of a wing over its width."), 0.05, 100.0, unit="")] = 4.0
    wing_offset: Annotated[float, number(
        LENGTH, mark("Wing offset"), mark("Gap between the body and the root of a wing."), 0.0, 1e3, unit="m")] = 1.0
    wing_fold: Annotated[float, number(
        LENGTH, mark("Wing fold"), mark("Longest segment between two folds of a wing."), 0.01, 1e3, unit="m")] = 1.0
    wing_frequency: Annotated[float, number(
        FREQUENCY, mark("Wing frequency"), mark("Lowest natural frequency that a deployed wing must have."),
        1e-4, 100.0)] = 0.1
    radiators: Annotated[int, number(
        NUMBER, mark("Radiator panels"), mark("Radiators, half of them on each side of the body."), 1, 1000,
        unit="")] = 2
    radiator_aspect: Annotated[float, number(
        RATIO, mark("Radiator aspect"), mark("Length of a radiator over its width."), 0.05, 100.0, unit="")] = 2.0
    radiator_offset: Annotated[float, number(
        LENGTH, mark("Radiator offset"), mark("Gap between the body and a radiator."), 0.0, 1e3, unit="m")] = 0.5
    radiator_fold: Annotated[float, number(
        LENGTH, mark("Radiator fold"), mark("Longest segment between two folds of a radiator."), 0.01, 1e3,
        unit="m")] = 1.0
    radiator_thickness: Annotated[float, number(
        THICKNESS, mark("Radiator folded"), mark("Thickness of one folded segment with its gap."), 1e-4, 1.0,
        unit="mm")] = 0.03
    bus_density: Annotated[float, number(
        DENSITY, mark("Body density"), mark("Of platform, battery and electronics in their share of the body."),
        1.0, 1e4)] = 79.0
    payload_density: Annotated[float, number(
        DENSITY, mark("Payload density"), mark("Of the compute hardware in its share of the body."), 1.0, 1e4)] = 950.0
    bus_aspect: Annotated[float, number(
        RATIO, mark("Body length"), mark("Along the wings, over the width."), 0.01, 100.0, unit="")] = 1.0
    bus_flatness: Annotated[float, number(
        RATIO, mark("Body height"), mark("Along the normal of the array, over the width."), 0.01, 100.0,
        unit="")] = 1.0
    stowed_filling: Annotated[float, number(
        RATIO, mark("Stowed filling"), mark("Share of the stowed envelope that body and folded panels fill."),
        0.05, 1.0)] = 0.7
