"""One orbit of power and heat of one satellite, against Basilisk on the same scenario.

`python tests/benchmarks/satellite.py [--peer-python PATH]`, PATH being a Python that has Basilisk (`pip install bsk`),
by default this one. Both sides run in turn in one job: a satellite on a circular orbit under a Sun held still, the
Earth's conical shadow, an array that faces the Sun, a battery, a constant load, and a plate that takes up sunlight and
radiates. Prints medians, how far the energies are apart, and the ratios. Nothing here passes or fails: machines differ.

Basilisk steps in time and samples the shadow at its steps; the studio finds the edges and averages the light within
each of 120 steps. A second is the step at which Basilisk's energies settle, ten seconds the one it is mostly run with.
"""

import argparse
import json
import math
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

STEPS = (1.0, 10.0, None)
"""Of Basilisk [s]; None for the 120 to an orbit of the studio."""
PHASES, ROWS, ROUNDS = 120, 183, 15
AREA, EFFICIENCY, LOAD, CAPACITY = 100.0, 0.2, 12e3, 60e6
ABSORPTANCE, EMITTANCE, MASS, SPECIFIC_HEAT = 0.7, 0.8, 100.0, 900.0
PEER_PLATE = 1361.0 / 1300.0
"""The plate of Basilisk takes the Sun for 1300 W/m² at one astronomical unit, its panel for 1361: the absorptance given
to the plate is raised by that, so that both take up the same heat."""
EPOCH = 9497.0 * 86400.0
"""1 January 2026 [s of TT since J2000.0]."""


def scenarios() -> dict[str, dict[str, Any]]:
    import numpy as np

    from studio.physics.constants import MU_EARTH, R_EARTH
    from studio.physics.orbit import period, raan_of_ltan, sun_synchronous_inclination
    from studio.physics.sun import sun_vector

    direction, distance = sun_vector(EPOCH + 43200.0)
    shared = {"mu": MU_EARTH, "radius": R_EARTH, "sun": (direction * distance).tolist()}
    dawn = R_EARTH + 650e3
    orbits = {
        "650 km, dawn–dusk": (dawn, float(sun_synchronous_inclination(dawn)), float(raan_of_ltan(21600.0, EPOCH))),
        "500 km, 30°": (R_EARTH + 500e3, float(np.radians(30.0)), 0.3),
    }
    return {
        name: {**shared, "axis": axis, "tilt": tilt, "node": node, "period": float(period(axis))}
        for name, (axis, tilt, node) in orbits.items()
    }


def ours(scenario: dict[str, Any], rows: int, solar_flux: float) -> dict[str, float]:
    """Seconds for `rows` days' orbits at once, and the energies of the first."""
    import numpy as np

    from studio.physics.battery import periodic_battery
    from studio.physics.orbit import MeanElements, secular_rates
    from studio.physics.panel_thermal import periodic_panel_temperature
    from studio.physics.season import season_map

    axis, tilt = scenario["axis"], scenario["tilt"]
    # The node of the scenario is that at noon of the first day, for which its orbit stands.
    elements = MeanElements(axis, 0.0, tilt, scenario["node"] - 43200.0 * float(secular_rates(axis, 0.0, tilt).raan))
    began = time.perf_counter()
    season = season_map(elements, EPOCH, days=2 * rows - 1 if rows > 1 else 1, step=2 if rows > 1 else 1, phases=PHASES)
    light = season.visible_fraction
    step = float(season.period) / PHASES
    power = AREA * EFFICIENCY * solar_flux * light
    battery = periodic_battery(power, LOAD, time_step=step, capacity=CAPACITY)
    panel = periodic_panel_temperature(
        ABSORPTANCE * solar_flux * light, np.zeros(1), time_step=step, heat_capacity=MASS * SPECIFIC_HEAT / AREA,
        conductance=1e6, emittance_front=EMITTANCE, emittance_back=0.0)  # fmt: skip
    seconds = time.perf_counter() - began
    return {
        "seconds": seconds,
        "power": float(power[0].mean()),
        "lowest": float(battery.stored_energy[0].min()),
        "temperature": float(panel.front_mean[0].mean()),
        "emitted": float(panel.emitted[0].mean()),
    }


def peer(scenario: dict[str, Any], step: float) -> dict[str, float]:
    """Basilisk for two orbits: the second is judged, half of the time of both is counted."""
    import numpy as np
    from Basilisk.architecture import messaging
    from Basilisk.simulation import (
        eclipse,
        gravityEffector,
        sensorThermal,
        simpleBattery,
        simplePowerSink,
        simpleSolarPanel,
        spacecraft,
    )
    from Basilisk.utilities import SimulationBaseClass, macros, orbitalMotion

    simulation = SimulationBaseClass.SimBaseClass()
    simulation.CreateNewProcess("process").addTask(simulation.CreateNewTask("task", macros.sec2nano(step)))
    body = gravityEffector.GravBodyData()
    body.planetName, body.mu, body.radEquator, body.isCentralBody = "earth", scenario["mu"], scenario["radius"], True
    satellite = spacecraft.Spacecraft()
    satellite.gravField.gravBodies = spacecraft.GravBodyVector([body])
    elements = orbitalMotion.ClassicElements()
    elements.a, elements.e, elements.i, elements.Omega = scenario["axis"], 1e-9, scenario["tilt"], scenario["node"]
    elements.omega = elements.f = 0.0
    place, velocity = orbitalMotion.elem2rv(scenario["mu"], elements)
    satellite.hub.r_CN_NInit, satellite.hub.v_CN_NInit = place, velocity
    satellite.hub.sigma_BNInit = satellite.hub.omega_BN_BInit = [[0.0], [0.0], [0.0]]

    def planet(name: str, position: list[float]) -> Any:
        payload = messaging.SpicePlanetStateMsgPayload()
        payload.PlanetName, payload.PositionVector, payload.J20002Pfix = name, position, np.identity(3).tolist()
        return messaging.SpicePlanetStateMsg().write(payload)

    sun, earth = planet("sun", scenario["sun"]), planet("earth", [0.0, 0.0, 0.0])
    facing = (np.array(scenario["sun"]) / np.linalg.norm(scenario["sun"])).reshape(3, 1).tolist()
    shadow = eclipse.Eclipse()
    shadow.sunInMsg.subscribeTo(sun)
    shadow.addPlanetToModel(earth)
    shadow.addSpacecraftToModel(satellite.scStateOutMsg)
    panel = simpleSolarPanel.SimpleSolarPanel()
    panel.setPanelParameters(facing, AREA, EFFICIENCY)
    plate = sensorThermal.SensorThermal()
    plate.nHat_B, plate.sensorArea, plate.T_0, plate.sensorPowerDraw = facing, AREA, 40.0, 0.0
    plate.sensorAbsorptivity, plate.sensorEmissivity = ABSORPTANCE * PEER_PLATE, EMITTANCE
    plate.sensorMass, plate.sensorSpecificHeat = MASS, SPECIFIC_HEAT
    for part in (panel, plate):
        part.stateInMsg.subscribeTo(satellite.scStateOutMsg)
        part.sunInMsg.subscribeTo(sun)
        part.sunEclipseInMsg.subscribeTo(shadow.eclipseOutMsgs[0])
    sink = simplePowerSink.SimplePowerSink()
    sink.nodePowerOut = -LOAD
    battery = simpleBattery.SimpleBattery()
    battery.storageCapacity = battery.storedCharge_Init = CAPACITY
    battery.addPowerNodeToModel(panel.nodePowerOutMsg)
    battery.addPowerNodeToModel(sink.nodePowerOutMsg)
    power, heat = panel.nodePowerOutMsg.recorder(), plate.temperatureOutMsg.recorder()
    stored = battery.batPowerOutMsg.recorder()
    for module in (satellite, shadow, panel, sink, battery, plate, power, heat, stored):
        simulation.AddModelToTask("task", module)
    simulation.InitializeSimulation()
    simulation.ConfigureStopTime(macros.sec2nano(2.0 * scenario["period"]))
    began = time.perf_counter()
    simulation.ExecuteSimulation()
    seconds = time.perf_counter() - began
    watts = np.array(power.netPower)
    half = slice(len(watts) - round(scenario["period"] / step), None)
    kelvin = 273.15 + np.array(heat.temperature)[half]
    return {
        "seconds": 0.5 * seconds,
        "power": float(watts[half].mean()),
        "lowest": float(np.array(stored.storageLevel)[half].min()),
        "temperature": float(kelvin.mean()),
        "emitted": float(EMITTANCE * 5.670374419e-8 * (kelvin**4).mean()),
        "solar_flux": float(watts.max() / (AREA * EFFICIENCY)),
    }


def evaluations() -> tuple[float, float]:
    """Milliseconds of a whole evaluation from nothing, and after a change of the altitude."""
    from studio.analysis import evaluate
    from studio.design import set_value
    from studio.document import preset

    design = preset("suncatcher-cluster")
    known = evaluate(design)
    cold, warm = [], []
    for number in range(ROUNDS):
        began = time.perf_counter()
        evaluate(design)
        cold.append(time.perf_counter() - began)
        moved = set_value(design, "mission.altitude", 650e3 + 10.0 * (number + 1))
        began = time.perf_counter()
        known = evaluate(moved, known.outcomes)
        warm.append(time.perf_counter() - began)
    return 1e3 * statistics.median(cold), 1e3 * statistics.median(warm)


def serve() -> None:
    """The peer's side: a scenario and a step a line, an answer a line."""
    for line in sys.stdin:
        scenario, step = json.loads(line)
        print("answer " + json.dumps(peer(scenario, step)), flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--peer-python", default=sys.executable, help="a Python that has Basilisk")
    options.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.serve:
        serve()
        return
    command = [chosen.peer_python, str(Path(__file__).resolve()), "--serve"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdin
        assert child.stdout

        def asked(scenario: dict[str, Any], step: float) -> dict[str, float]:
            child.stdin.write(json.dumps([scenario, step]) + "\n")
            child.stdin.flush()
            for line in child.stdout:
                if line.startswith("answer "):
                    return json.loads(line.removeprefix("answer "))
            raise SystemExit(f"{chosen.peer_python} has no Basilisk: pip install bsk")

        for name, scenario in scenarios().items():
            compare(name, scenario, asked)
    cold, warm = evaluations()
    print(f"\nwhole evaluation of the start preset, {ROWS} orbits and all the rest: {cold:.1f} ms from nothing, "
          f"{warm:.1f} ms after a change of altitude ({warm / ROWS:.3f} ms an orbit)")  # fmt: skip


def compare(name: str, scenario: dict[str, Any], asked: Any) -> None:
    steps = [step or scenario["period"] / PHASES for step in STEPS]
    flux = asked(scenario, steps[0])["solar_flux"]
    ours(scenario, 1, flux)
    ours(scenario, ROWS, flux)
    runs: dict[str, list[dict[str, float]]] = {}
    for _ in range(ROUNDS):  # in turn, so that whatever else the machine does meets all of them
        runs.setdefault("one", []).append(ours(scenario, 1, flux))
        runs.setdefault("season", []).append(ours(scenario, ROWS, flux))
        for step in steps:
            runs.setdefault(f"{step:.0f} s", []).append(asked(scenario, step))
    middle = {key: 1e3 * statistics.median(run["seconds"] for run in rows) for key, rows in runs.items()}
    each, alone = middle["season"] / ROWS, middle["one"]
    mine, truth = runs["one"][0], runs[f"{steps[0]:.0f} s"][0]
    print(f"\n{name}\n  studio: one orbit alone {alone:.2f} ms; {ROWS} orbits of a year at once "
          f"{middle['season']:.1f} ms, {each:.4f} ms an orbit")  # fmt: skip
    print(f"  studio against Basilisk at {steps[0]:.0f} s: {apart(mine, truth)}")
    for step in steps:
        key = f"{step:.0f} s"
        print(f"  Basilisk, step {key:>4}: {middle[key]:7.2f} ms an orbit; {middle[key] / each:7.0f} × the studio in a "
              f"year, {middle[key] / alone:5.1f} × one orbit alone; {apart(runs[key][0], truth)}")  # fmt: skip


def apart(one: dict[str, float], truth: dict[str, float]) -> str:
    """How far energies and temperature are from the truth."""
    relative = {key: 100.0 * (one[key] / truth[key] - 1.0) for key in ("power", "emitted")}
    depth = 100.0 * (truth["lowest"] - one["lowest"]) / CAPACITY
    assert all(map(math.isfinite, relative.values()))
    return (f"array energy {relative['power']:+.3f} %, radiated {relative['emitted']:+.3f} %, depth of discharge "
            f"{depth:+.2f} points, mean {one['temperature'] - truth['temperature']:+.2f} K")  # fmt: skip


if __name__ == "__main__":
    main()
