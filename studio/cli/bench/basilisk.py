"""One orbit of power and heat of one satellite, beside Basilisk on the same scenario.

A satellite on a circular orbit under a Sun held still, the Earth's conical shadow, an array that faces the Sun, a
battery, a constant load, and a plate that takes up sunlight and radiates. Basilisk pins the versions of much else, so
it lives in a Python of its own, which is asked line by line: this file runs there as a script, and imports the studio
only for its own side.
"""

import contextlib
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studio.cli.bench.case import Measured, Run

STEP = 10.0
"""Of Basilisk [s], as it is mostly run; its energies settle at a second."""
PHASES, ROWS = 120, 183
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
    """Seconds for the orbits of `rows` days at once, and the energies of the first."""
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
        "most": float(watts[half].max()),
        "lowest": float(np.array(stored.storageLevel)[half].min()),
        "temperature": float(kelvin.mean()),
        "emitted": float(EMITTANCE * 5.670374419e-8 * (kelvin**4).mean()),
        "solar_flux": float(watts.max() / (AREA * EFFICIENCY)),
    }


def serve() -> None:
    """The peer's side: a scenario and a step a line, an answer a line."""
    for line in sys.stdin:
        scenario, step = json.loads(line)
        sys.stdout.write("answer " + json.dumps(peer(scenario, step)) + "\n")
        sys.stdout.flush()


@contextlib.contextmanager
def asked_of(run: "Run") -> "Iterator[Callable[[dict[str, Any]], dict[str, float]]]":
    """What Basilisk finds for a scenario, from the Python that has it; `Missing` where that has none."""
    from studio.child import frozen
    from studio.cli.bench.peers import Missing
    from studio.text import mark, tr

    if frozen():
        raise Missing(tr(mark("Basilisk is measured by a Dawnline that was installed with pip")))
    command = [run.peer_python or sys.executable, str(Path(__file__).resolve()), "--serve"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          text=True) as child:  # fmt: skip
        assert child.stdin
        assert child.stdout
        there, back = child.stdin, child.stdout

        def asked(scenario: dict[str, Any]) -> dict[str, float]:
            with contextlib.suppress(OSError):  # it has ended, and so have its lines
                there.write(json.dumps([scenario, STEP]) + "\n")
                there.flush()
            for line in back:
                if line.startswith("answer "):
                    found: dict[str, float] = json.loads(line.removeprefix("answer "))
                    return found
            said = mark("Basilisk is not installed: pip install bsk, in a Python of its own named by --peer-python")
            raise Missing(tr(said))

        yield asked
        there.close()


def one_orbit(run: "Run") -> "Measured":
    """The time of an orbit, taken many at once, beside Basilisk stepping through one."""
    from studio.cli.bench.case import Measured
    from studio.cli.bench.clock import timing
    from studio.cli.bench.peers import Missing
    from studio.cli.bench.row import Accuracy
    from studio.text import mark

    scenario = next(iter(scenarios().values()))
    rows = run.size(ROWS, 7)
    with asked_of(run) as asked:
        try:
            truth = asked(scenario)
        except Missing as error:
            ours(scenario, rows, 1361.0)
            alone = timing([ours(scenario, rows, 1361.0)["seconds"] / rows for _ in range(run.rounds)])
            error.ours = Measured(ours=alone.scaled(1e3))
            raise
        own = ours(scenario, rows, truth["solar_flux"])
        mine, their = [], []
        for _ in range(run.rounds):
            mine.append(ours(scenario, rows, truth["solar_flux"])["seconds"] / rows)
            their.append(asked(scenario)["seconds"])
    apart = max(abs(own[key] / truth[key] - 1.0) for key in ("power", "emitted"))
    accuracy = Accuracy(apart, 2e-3, "", mark("largest relative difference of the energies collected and radiated"))
    return Measured(ours=timing(mine).scaled(1e3), theirs=timing(their).scaled(1e3), peer="bsk", accuracy=accuracy)


if __name__ == "__main__":
    serve()
