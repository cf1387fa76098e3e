"""What computes: accelerators, how they are used, and what stands beside them."""

from typing import Annotated

import msgspec

from studio.design.field import number, text
from studio.design.quantity import POWER, RATIO, SPECIFIC_MASS, THICKNESS
from studio.text import mark


class Payload(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    accelerator: Annotated[str, text(
        mark("Accelerator"), mark("Id of the accelerator in the catalogue."), longest=60, shortest=1,
        catalogue="accelerators")] = "h100-sxm"
    power: Annotated[float, number(
        POWER, mark("Payload power"), mark("Electrical power that the accelerators draw at full load."),
        0.0, 1e11)] = 20e3
    overhead: Annotated[float, number(
        RATIO, mark("Overhead"), mark("Hosts, memory, network, pumps, per payload power."), 0.0, 2.0)] = 0.15
    utilisation: Annotated[float, number(
        RATIO, mark("Utilisation"), mark("Share of the peak compute rate that a workload gets."), 0.0, 1.0)] = 0.4
    eclipse_load_fraction: Annotated[float, number(
        RATIO, mark("Load in eclipse"), mark("Share of the payload power kept while the Sun is hidden."),
        0.0, 1.0)] = 1.0
    specific_mass: Annotated[float, number(
        SPECIFIC_MASS, mark("Payload kg/kW"), mark("Compute hardware mass per payload power."), 0.0, 1.0)] = 0.0113
    shielding: Annotated[float, number(
        THICKNESS, mark("Shielding"),
        mark("Aluminium, or its equal in mass, between the compute hardware and space on every side."), 1e-4, 0.5,
        unit="mm")] = 10e-3
