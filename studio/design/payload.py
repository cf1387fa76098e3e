"""What computes: accelerators, how they are used, and what stands beside them."""

from typing import Annotated, Literal

import msgspec

from studio.design.field import choice, number, text
from studio.design.quantity import ANGLE, NUMBER, POWER, RATE, RATIO, SPECIFIC_MASS, THICKNESS, YEAR
from studio.text import mark

PayloadSizing = Literal["power", "count"]
LoadProfile = Literal["constant", "eclipse_throttled", "training", "inference"]


class Payload(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    accelerator: Annotated[str, text(
        mark("Accelerator"), mark("Id of the accelerator in the catalogue."), longest=60, shortest=1,
        catalogue="accelerators")] = "h100-sxm"
    precision: Annotated[str, text(
        mark("Precision"),
        mark("Number format whose peak rate counts, as the catalogue names it, such as FP8 dense. Empty: the "
             "accelerator's main one."), longest=30)] = ""
    sizing: Annotated[PayloadSizing, choice(
        mark("Payload from"),
        mark("power: as many accelerators as the payload power feeds. count: the power that the accelerators draw."),
    )] = "power"  # fmt: skip
    power: Annotated[float, number(
        POWER, mark("Payload power"), mark("Electrical power that the accelerators draw at full load."),
        0.0, 1e11, when=("payload.sizing", "power"))] = 20e3
    count: Annotated[int, number(
        NUMBER, mark("Accelerators"), mark("That work at the same time, spares not counted."), 0, 100_000_000, unit="",
        when=("payload.sizing", "count"))] = 28
    overhead: Annotated[float, number(
        RATIO, mark("Overhead"), mark("Hosts, memory, network, pumps, per payload power."), 0.0, 2.0)] = 0.15
    profile: Annotated[LoadProfile, choice(
        mark("Load profile"),
        mark("constant: full load at all times. eclipse_throttled: less while the Sun is hidden. training: pauses for "
             "checkpoints. inference: follows the users below. The last two are throttled in eclipse as well."),
    )] = "eclipse_throttled"  # fmt: skip
    eclipse_load_fraction: Annotated[float, number(
        RATIO, mark("Load in eclipse"), mark("Share of the payload power kept while the Sun is hidden."),
        0.0, 1.0)] = 1.0
    duty: Annotated[float, number(
        RATIO, mark("Duty"), mark("Share of each training cycle at full load; the rest is a pause for a checkpoint."),
        0.0, 1.0, when=("payload.profile", "training"))] = 0.9
    cycles_per_orbit: Annotated[int, number(
        NUMBER, mark("Cycles per orbit"), mark("Training cycles, a whole number so that the orbit repeats itself."),
        1, 60, unit="", when=("payload.profile", "training"))] = 6
    idle_share: Annotated[float, number(
        RATIO, mark("Idle power"),
        mark("Payload power without any work over that at full load, in training pauses and below full demand."),
        0.0, 1.0)] = 0.3
    demand_mean: Annotated[float, number(
        RATIO, mark("Mean demand"), mark("Of inference, over the orbit, as a share of full load."), 0.0, 1.0,
        when=("payload.profile", "inference"))] = 0.6
    demand_swing: Annotated[float, number(
        RATIO, mark("Demand swing"), mark("From the mean to the crest of the demand, which has one an orbit."),
        0.0, 0.5, when=("payload.profile", "inference"))] = 0.3
    demand_crest: Annotated[float, number(
        ANGLE, mark("Demand crest"), mark("Where the demand is highest: angle in the orbit from the ascending node."),
        0.0, 6.283185307179586, when=("payload.profile", "inference"))] = 1.5707963267948966
    utilisation: Annotated[float, number(
        RATIO, mark("Utilisation"), mark("Share of the peak compute rate that a workload gets."), 0.0, 1.0)] = 0.4
    network_share: Annotated[float, number(
        RATIO, mark("Network share"), mark("Share of the compute that the links keep supplied with data."),
        0.0, 1.0)] = 1.0
    failure_rate: Annotated[float, number(
        RATE, mark("Failure rate"), mark("Accelerators that fail in a year over those that work; none is repaired."),
        0.0, 5.0 / YEAR)] = 0.09 / YEAR
    spare_share: Annotated[float, number(
        RATIO, mark("Spares"), mark("Accelerators carried unpowered, over those that work; each takes the place of one "
                                    "that failed."), 0.0, 5.0)] = 0.0
    inference_rate: Annotated[float, number(
        RATE, mark("Inferences"), mark("Of one accelerator, against which silent errors are counted."), 1e-6, 1e9,
        unit="1/s")] = 1.0
    specific_mass: Annotated[float, number(
        SPECIFIC_MASS, mark("Payload kg/kW"), mark("Compute hardware mass per payload power."), 0.0, 1.0)] = 0.0113
    shielding: Annotated[float, number(
        THICKNESS, mark("Shielding"),
        mark("Aluminium, or its equal in mass, between the compute hardware and space on every side."), 1e-4, 0.5,
        unit="mm")] = 10e-3
