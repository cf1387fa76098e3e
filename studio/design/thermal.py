"""The radiator, the loop that feeds it, and the way of the heat from the junctions."""

from typing import Annotated, Literal

import msgspec

from studio.design.field import choice, number, text
from studio.design.quantity import (
    AREA,
    AREAL_MASS,
    CONDUCTANCE,
    CONDUCTIVITY,
    DENSITY,
    HEAT_TRANSPORT,
    LENGTH,
    NUMBER,
    POWER,
    PRESSURE,
    RATIO,
    SPEED,
    TEMPERATURE,
    TEMPERATURE_RISE,
    THERMAL_RESISTANCE,
    THICKNESS,
)
from studio.text import mark

RadiatorSizing = Literal["size", "check"]
RadiatorAttitude = Literal["edge_to_sun", "behind_array", "sun_facing", "earth_facing", "orbit_plane"]
Given = Literal["stated", "computed"]
Loop = Literal["pumped", "heat_pipes"]
_CHAIN = ("thermal.chain", "computed")
_FIN = ("thermal.fin", "computed")
_PUMPED = ("thermal.loop", "pumped")
_PIPES = ("thermal.loop", "heat_pipes")


class Thermal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    radiator_sizing: Annotated[RadiatorSizing, choice(
        mark("Radiator"),
        mark("size: the area follows from the temperature. check: the temperature follows from the area."),
    )] = "size"  # fmt: skip
    target_temperature: Annotated[float, number(
        TEMPERATURE, mark("Target temperature"), mark("Mean surface temperature to size the radiator for."),
        150.0, 600.0, when=("thermal.radiator_sizing", "size"))] = 323.15
    given_area: Annotated[float, number(
        AREA, mark("Given area"), mark("Planform area: each side counts once."), 0.01, 1e9,
        when=("thermal.radiator_sizing", "check"))] = 30.0
    radiator_sides: Annotated[int, number(
        NUMBER, mark("Radiating sides"), mark("1 or 2."), 1, 2, unit="")] = 2
    radiator_attitude: Annotated[RadiatorAttitude, choice(
        mark("Radiator attitude"),
        mark("edge_to_sun: edge-on to the Sun and to the Earth. behind_array: parallel to the array, which shades "
             "it; one side radiates. sun_facing: one side faces the Sun, the worst there is. earth_facing: one side "
             "faces the Earth. orbit_plane: in the orbit plane, fixed to a body that points at the Earth. A single "
             "side is that to the Sun, away from the Earth, or away from the Sun, in this order."))] = "edge_to_sun"
    radiator_emittance: Annotated[float, number(
        RATIO, mark("Radiator emittance"), mark("Hemispherical infrared emittance."), 0.01, 1.0, unit="")] = 0.88
    radiator_absorptance: Annotated[float, number(
        RATIO, mark("Radiator absorptance"), mark("Solar absorptance, end of life."), 0.0, 1.0, unit="")] = 0.12
    fin: Annotated[Given, choice(
        mark("Fins"), mark("stated: their efficiency as decided. computed: from pitch, thickness and conductivity."),
    )] = "stated"  # fmt: skip
    fin_efficiency: Annotated[float, number(
        RATIO, mark("Fin efficiency"), mark("Radiated power over that of a fin at its root temperature."),
        0.1, 1.0, when=("thermal.fin", "stated"))] = 0.9
    fin_thickness: Annotated[float, number(
        THICKNESS, mark("Fin thickness"), mark("Of the sheet between the tubes."), 1e-5, 0.05, unit="mm",
        when=_FIN)] = 1e-3
    fin_conductivity: Annotated[float, number(
        CONDUCTIVITY, mark("Fin conductivity"), mark("Along the sheet."), 1.0, 3000.0, when=_FIN)] = 167.0
    fin_density: Annotated[float, number(
        DENSITY, mark("Fin density"), mark("Of the sheet and of the tube walls."), 500.0, 2e4, when=_FIN)] = 2700.0
    tube_pitch: Annotated[float, number(
        LENGTH, mark("Tube pitch"), mark("Between neighbouring tubes or heat pipes of the radiator."), 5e-3, 5.0,
        unit="mm")] = 0.15
    tube_length: Annotated[float, number(
        LENGTH, mark("Tube length"), mark("Of each tube or heat pipe of the radiator."), 0.05, 1e3, unit="m")] = 2.0
    tube_diameter: Annotated[float, number(
        THICKNESS, mark("Tube diameter"), mark("Inner diameter of the radiator's tubes."), 5e-4, 0.2,
        unit="mm")] = 5e-3
    tube_wall: Annotated[float, number(
        THICKNESS, mark("Tube wall"), mark("Wall of the radiator's tubes, armour against meteoroids included."),
        1e-4, 0.05, unit="mm", when=_FIN)] = 1e-3
    radiator_mass: Annotated[Given, choice(
        mark("Radiator mass"), mark("stated: per area as decided. computed: from fins, tubes and the coolant in them."),
    )] = "stated"  # fmt: skip
    radiator_areal_mass: Annotated[float, number(
        AREAL_MASS, mark("Radiator mass per area"), mark("Per planform area, fluid and headers included."),
        0.0, 100.0, when=("thermal.radiator_mass", "stated"))] = 7.0
    chain: Annotated[Given, choice(
        mark("Junction chain"),
        mark("stated: the junction rise as decided, split in the proportions of the parts. computed: from the parts."),
    )] = "stated"  # fmt: skip
    junction_rise: Annotated[float, number(
        TEMPERATURE_RISE, mark("Junction rise"), mark("From the radiator surface to the hottest junction."),
        0.0, 150.0, when=("thermal.chain", "stated"))] = 30.0
    junction_limit: Annotated[float, number(
        TEMPERATURE, mark("Junction limit"), mark("Temperature that no junction may exceed."), 250.0, 600.0)] = 358.15
    package_power: Annotated[float, number(
        POWER, mark("Package power"), mark("Heat of one accelerator package at full load."), 1.0, 1e5, unit="W",
        when=_CHAIN)] = 700.0
    junction_resistance: Annotated[float, number(
        THERMAL_RESISTANCE, mark("Junction to case"), mark("Thermal resistance of one package."), 0.0, 10.0,
        when=_CHAIN)] = 0.01
    interface_resistance: Annotated[float, number(
        THERMAL_RESISTANCE, mark("Case to cold plate"), mark("Thermal interface of one package."), 0.0, 10.0,
        when=_CHAIN)] = 0.005
    plate_resistance: Annotated[float, number(
        THERMAL_RESISTANCE, mark("Cold plate"), mark("From the plate of one package to the coolant that leaves it."),
        0.0, 10.0, when=_CHAIN)] = 0.015
    plate_share: Annotated[float, number(
        RATIO, mark("Cold plates"), mark("Share of the mass of the payload."), 0.01, 0.9)] = 0.2
    loop: Annotated[Loop, choice(
        mark("Heat transport"),
        mark("pumped: a liquid loop. heat_pipes: from the cold plates straight to the radiator."),
    )] = "pumped"  # fmt: skip
    loops: Annotated[int, number(
        NUMBER, mark("Loops"), mark("Equal loops side by side, of which one may fail."), 1, 100, unit="")] = 1
    coolant: Annotated[str, text(
        mark("Coolant"), mark("Id of the coolant of the radiator in the catalogue."), longest=60, shortest=1,
        catalogue="coolants")] = "ammonia"
    coolant_rise: Annotated[float, number(
        TEMPERATURE_RISE, mark("Coolant rise"), mark("From supply to return at full heat."), 0.1, 150.0,
        when=_PUMPED)] = 10.0
    flow_velocity: Annotated[float, number(
        SPEED, mark("Flow velocity"), mark("In the pipes between cold plates and radiator."), 0.01, 20.0, unit="m/s",
        when=_PUMPED)] = 1.5
    loop_length: Annotated[float, number(
        LENGTH, mark("Loop length"), mark("Of the pipes, there and back."), 0.1, 1e5, unit="m", when=_PUMPED)] = 30.0
    component_pressure: Annotated[float, number(
        PRESSURE, mark("Pressure of the parts"), mark("Taken by cold plates, radiator, valves and exchanger."),
        0.0, 1e7, when=_PUMPED)] = 50e3
    pump_efficiency: Annotated[float, number(
        RATIO, mark("Pump efficiency"), mark("Of pump, motor and drive together."), 0.01, 1.0, when=_PUMPED)] = 0.3
    pump_in_overhead: Annotated[bool, choice(
        mark("Pumps within overhead"),
        mark("On: the payload's overhead holds their power already. Off: they are a load of their own."),
        when=_PUMPED)] = True
    heat_exchanger: Annotated[str, text(
        mark("Heat exchanger"), mark("Between a loop of the cold plates and that of the radiator; or none."),
        longest=60, catalogue="exchangers")] = ""
    exchanger_effectiveness: Annotated[float, number(
        RATIO, mark("Effectiveness"), mark("Heat passed over the most that could pass."), 0.05, 0.99,
        when=_PUMPED)] = 0.8
    inner_coolant: Annotated[str, text(
        mark("Inner coolant"), mark("Id of the coolant of the cold plates, where a heat exchanger is between."),
        longest=60, shortest=1, catalogue="coolants")] = "water"
    heat_pipe_transport: Annotated[float, number(
        HEAT_TRANSPORT, mark("Heat pipe transport"), mark("Most heat times effective length that one pipe carries."),
        1.0, 1e6, when=_PIPES)] = 143.0
    heat_pipe_rise: Annotated[float, number(
        TEMPERATURE_RISE, mark("Heat pipe rise"), mark("From the cold plate to the radiator at full heat."),
        0.1, 100.0, when=_PIPES)] = 5.0
    structure_rise: Annotated[float, number(
        TEMPERATURE_RISE, mark("Structure rise"), mark("Of the structure above the coolant at its full heat."),
        0.1, 150.0)] = 10.0
    structure_area: Annotated[float, number(
        AREA, mark("Insulated surface"), mark("Of the body, under its insulation."), 0.0, 1e8)] = 10.0
    structure_emittance: Annotated[float, number(
        RATIO, mark("Insulation emittance"), mark("Effective, through the layers."), 0.0, 1.0, unit="")] = 0.02
    battery_rise: Annotated[float, number(
        TEMPERATURE_RISE, mark("Battery rise"), mark("Of the battery above the structure at its largest loss."),
        0.1, 100.0)] = 5.0
    array_conductance: Annotated[float, number(
        CONDUCTANCE, mark("Array mount"), mark("Conductance from the structure to the back of the array."),
        0.0, 1e6)] = 0.5
