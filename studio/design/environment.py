"""What the Sun, the Earth and the space between send to the satellite."""

from typing import Annotated, Literal

import msgspec

from studio.design.field import choice, number
from studio.design.quantity import ANGLE, FLUX, IMPACT_RATE, NUMBER, RATIO, THICKNESS
from studio.text import mark

SolarActivity = Literal["low", "mean", "high", "custom"]


class Environment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    solar_constant: Annotated[float, number(
        FLUX, mark("Solar constant"), mark("Solar irradiance at one astronomical unit."), 1300.0, 1420.0)] = 1361.0
    albedo: Annotated[float, number(
        RATIO, mark("Earth albedo"), mark("Share of sunlight that the Earth reflects."), 0.0, 1.0)] = 0.30
    earth_infrared: Annotated[float, number(
        FLUX, mark("Earth infrared"), mark("Flux that the Earth emits, referred to its surface."), 100.0, 350.0,
    )] = 239.0
    albedo_hot: Annotated[float, number(
        RATIO, mark("Earth albedo, hot"),
        mark("Orbit mean of the hot case. The default is assumed: the usual design range is 0.30 ± 0.05."),
        0.0, 1.0)] = 0.35
    infrared_hot: Annotated[float, number(
        FLUX, mark("Earth infrared, hot"),
        mark("Orbit mean of the hot case. The default is assumed: the usual design range is 237 ± 21 W/m²; over some "
             "minutes 275 W/m² are met (NASA/TM-2001-211221)."), 100.0, 350.0)] = 258.0
    albedo_cold: Annotated[float, number(
        RATIO, mark("Earth albedo, cold"),
        mark("Orbit mean of the cold case. The default is assumed: the usual design range is 0.30 ± 0.05."),
        0.0, 1.0)] = 0.25
    infrared_cold: Annotated[float, number(
        FLUX, mark("Earth infrared, cold"),
        mark("Orbit mean of the cold case. The default is assumed: the usual design range is 237 ± 21 W/m²."),
        100.0, 350.0)] = 216.0
    plate_tilt: Annotated[float, number(
        ANGLE, mark("Tilt of a test plate"),
        mark("Between the plate's normal and the nadir; the view factor to the Earth is given for it."),
        0.0, 3.141592653589793)] = 1.5707963267948966
    solar_activity: Annotated[SolarActivity, choice(
        mark("Solar activity"),
        mark("Long-term levels of ECSS-E-ST-10-04C: low F10.7 = 65, Ap = 0; mean 140, 15; high 250, 45. custom: as "
             "typed."))] = "mean"
    f107: Annotated[float, number(
        NUMBER, mark("F10.7"), mark("Solar radio flux at 10.7 cm, the day's and the 81-day mean alike, in solar flux "
                                    "units of 1e-22 W/(m²·Hz)."), 60.0, 400.0, unit="",
        when=("environment.solar_activity", "custom"))] = 140.0
    ap: Annotated[float, number(
        NUMBER, mark("Ap"), mark("Daily planetary index of geomagnetic activity."), 0.0, 400.0, unit="",
        when=("environment.solar_activity", "custom"))] = 15.0
    drag_coefficient: Annotated[float, number(
        NUMBER, mark("Drag coefficient"),
        mark("Of surfaces square to the flow, on the area that they show to it. The default, 2.2, is the usual "
             "assumption for compact satellites (G. E. Cook, Planet. Space Sci. 13, 929 (1965))."), 1.0, 4.0, unit="",
    )] = 2.2
    debris_size: Annotated[float, number(
        THICKNESS, mark("Debris size"), mark("The smallest particle that the debris flux counts."), 1e-6, 1.0,
        unit="mm")] = 1e-3
    debris_flux: Annotated[float, number(
        IMPACT_RATE, mark("Debris flux"),
        mark("Impacts of debris and meteoroids of that size or larger, per area of one face, from ORDEM, MASTER or "
             "another model; at 0 none is stated, and nothing is computed."), 0.0, 1.0)] = 0.0
