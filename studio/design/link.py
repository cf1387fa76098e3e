"""How data moves: between satellites by light, and to the ground."""

from typing import Annotated, Literal

import msgspec

from studio.design.field import choice, number
from studio.design.quantity import (
    ANGLE,
    BEAM_ANGLE,
    DATA_PER_ENERGY,
    DATA_RATE,
    DECIBEL,
    LENGTH,
    MASS,
    NUMBER,
    POWER,
    RATIO,
    WAVELENGTH,
)
from studio.text import mark

RangeFrom = Literal["neighbour", "given"]
Downlink = Literal["optical", "radio", "both"]
_OPTICAL = ("link.downlink", ("optical", "both"))
_RADIO = ("link.downlink", ("radio", "both"))
_GBIT = 1e9
_GB_PER_KWH = 1e9 / 3.6e6


class Link(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    range_from: Annotated[RangeFrom, choice(
        mark("Link range"),
        mark("neighbour: the farthest that the nearest satellite of the constellation gets; a satellite alone has no "
             "link. given: the range typed."))] = "neighbour"
    range: Annotated[float, number(
        LENGTH, mark("Given range"), mark("Distance between the satellites of the link."), 1.0, 1e9, unit="km",
        when=("link.range_from", "given"))] = 5000e3
    terminals: Annotated[int, number(
        NUMBER, mark("Link terminals"), mark("Optical terminals towards other satellites, on each satellite."),
        0, 64, unit="")] = 4
    wavelength: Annotated[float, number(
        WAVELENGTH, mark("Link wavelength"), mark("Of the light between satellites."), 400e-9, 11e-6)] = 1550e-9
    transmit_power: Annotated[float, number(
        POWER, mark("Transmit power"), mark("Optical power that leaves a terminal, all channels together."),
        1e-6, 1e4, unit="W")] = 5.0
    aperture: Annotated[float, number(
        LENGTH, mark("Telescope"), mark("Diameter of the telescopes at both ends."), 1e-3, 10.0, unit="cm")] = 0.1
    aperture_efficiency: Annotated[float, number(
        RATIO, mark("Aperture efficiency"), mark("Of each telescope: obscuration, illumination and surfaces."),
        0.01, 1.0)] = 0.8
    pointing_jitter: Annotated[float, number(
        BEAM_ANGLE, mark("Pointing jitter"), mark("Standard deviation of the pointing error about each axis."),
        0.0, 1e-3)] = 1e-6
    outage: Annotated[float, number(
        RATIO, mark("Link outage"), mark("Share of the time in which jitter may take more than the pointing loss."),
        1e-9, 0.5)] = 1e-3
    implementation_loss: Annotated[float, number(
        DECIBEL, mark("Other losses"), mark("Coupling, filters, ageing and all else, as a loss."), 0.0, 60.0)] = 3.0
    photons_per_bit: Annotated[float, number(
        NUMBER, mark("Photons per bit"), mark("What the receiver needs; the limit of Shannon's formula is 1.39."),
        1.0, 1e6, unit="")] = 195.072
    channels: Annotated[int, number(
        NUMBER, mark("Wavelength channels"), mark("DWDM channels of each beam."), 1, 1000, unit="")] = 24
    channel_rate: Annotated[float, number(
        DATA_RATE, mark("Channel rate"), mark("Most that a channel carries."), 1e3, 1e14)] = 400 * _GBIT
    streams: Annotated[int, number(
        NUMBER, mark("Parallel beams"),
        mark("Beams side by side from the parts of one telescope: only within the near field."), 1, 10_000,
        unit="")] = 1
    terminal_mass: Annotated[float, number(
        MASS, mark("Terminal mass"), mark("Of one optical terminal."), 0.0, 1e4)] = 11.9
    terminal_power: Annotated[float, number(
        POWER, mark("Terminal power"), mark("Electrical power of one optical terminal."), 0.0, 1e6, unit="W")] = 100.0
    accelerator_traffic: Annotated[float, number(
        DATA_RATE, mark("Traffic per accelerator"),
        mark("What each accelerator exchanges with other satellites, mean over the time it works."),
        0.0, 1e15)] = 400 * _GBIT
    downlink: Annotated[Downlink, choice(
        mark("Downlink"), mark("optical: only through clear sky. radio: through cloud too. both: at once."))] = "both"
    stations: Annotated[int, number(
        NUMBER, mark("Ground stations"), mark("Spaced evenly around one circle of latitude; their clouds are taken as "
                                              "independent."), 1, 1000, unit="")] = 8
    station_terminals: Annotated[int, number(
        NUMBER, mark("Terminals per station"), mark("Satellites that a station receives at once."), 1, 10_000,
        unit="")] = 1
    station_latitude: Annotated[float, number(
        ANGLE, mark("Station latitude"), mark("Latitude of the stations."), -1.5533430342749532, 1.5533430342749532,
    )] = 0.6108652381980153  # fmt: skip
    station_elevation: Annotated[float, number(
        ANGLE, mark("Least elevation"), mark("A station receives satellites that stand at least so high."),
        0.0, 1.5533430342749532)] = 0.3490658503988659
    clear_sky: Annotated[float, number(
        RATIO, mark("Clear sky"), mark("Share of the time without cloud over a station."), 0.0, 1.0,
        when=_OPTICAL)] = 0.69
    optical_rate: Annotated[float, number(
        DATA_RATE, mark("Optical downlink"), mark("While a clear station is in view."), 0.0, 1e15,
        when=_OPTICAL)] = 200 * _GBIT
    radio_rate: Annotated[float, number(
        DATA_RATE, mark("Radio downlink"), mark("While a station is in view."), 0.0, 1e13,
        when=_RADIO)] = 3.5 * _GBIT
    traffic: Annotated[float, number(
        DATA_PER_ENERGY, mark("Traffic to the ground"), mark("Data that the workload sends down per payload energy."),
        0.0, 1e9)] = 1.0 * _GB_PER_KWH
