"""Rows on studies beside open models that are called for one design after the other, on the same results."""

from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np

from studio.analysis.many import Memory, evaluate_many
from studio.cli.bench import orekit
from studio.cli.bench.basilisk import asked_of, scenarios
from studio.cli.bench.case import Measured, Run
from studio.cli.bench.clock import side_by_side, timing
from studio.cli.bench.peers import Missing, version
from studio.cli.bench.row import Accuracy
from studio.design import Design
from studio.document.presets import START, preset
from studio.jobs.memory import keep_memory
from studio.physics.constants import DAY, R_EARTH
from studio.physics.orbit import period, secular_rates
from studio.physics.sun import sun_vector
from studio.text import mark

_LIT = mark("largest difference of the sunlit share of the year")
_YEAR = 365.0 * DAY
_NODE = 1.2
_DAYS = 12
"""Of the year that Basilisk sees: as many as a study's first look takes."""


def _low_orbits(count: int) -> tuple[Design, dict[str, Any]]:
    """The start design on orbits that meet the shadow in every revolution, from noon of the first day of 2000."""
    base = preset(START)
    mission = msgspec.structs.replace(base.mission, sun_synchronous=False, raan=_NODE, epoch="2000-01-01T12:00:00",
                                      inclination=0.5)  # fmt: skip
    steps = np.linspace(0.0, 1.0, count)
    return msgspec.structs.replace(base, mission=mission), {
        "mission.altitude": 500e3 + 200e3 * steps, "mission.inclination": 0.4 + 0.2 * steps[::-1]}


def _call(count: int, outcomes: tuple[str, ...]) -> tuple[Callable[[], Any], dict[str, Any]]:
    keep_memory()
    base, columns = _low_orbits(count)
    memory = Memory()
    return lambda: evaluate_many(base, columns, outcomes, memory=memory), columns


def lit_share(edges: list[float], duration: float, turn: float) -> float:
    """The share of the Sun's disk that is seen over a time [s], of the times [s] at which penumbra and umbra begin and
    end, in orbits of period `turn` [s] that are longer in the light: half of it is taken to be seen in the penumbra."""
    times = np.array(edges)
    dark = 0.0
    for part in np.split(times, np.flatnonzero(np.diff(times) > 0.5 * turn) + 1):
        if part.size == 4:
            dark += 0.5 * (part[3] - part[0] + part[2] - part[1])
    return 1.0 - dark / duration


def eclipses(run: Run) -> Measured:
    """The sunlit share of the year of many orbits, beside Orekit finding each entry and exit of each orbit."""
    ours, columns = _call(run.size(512, 6), ("illumination.sunlit_fraction_year", "illumination.eclipse_max"))
    size = len(columns["mission.altitude"])
    try:
        orekit.start()
    except Missing as error:
        (mine,) = side_by_side([ours], run.rounds)
        error.ours = Measured(ours=mine.rate(size))
        raise
    days = run.size(365, 3) * DAY
    places = (0, size - 1)

    def theirs() -> list[float]:
        found = []
        for at in places:
            axis, tilt = R_EARTH + float(columns["mission.altitude"][at]), float(columns["mission.inclination"][at])
            found.append(lit_share(orekit.passages(axis, tilt, _NODE, 0.0, days), days, float(period(axis))))
        return found

    found = ours().columns["illumination.sunlit_fraction_year"][list(places)]
    apart = float(np.max(np.abs(found - np.array(theirs()))))
    mine, their = side_by_side([ours, theirs], run.size(3, 1))
    return Measured(ours=mine.rate(size), theirs=their.rate(len(places)), peer=version("orekit-jpype"),
                    accuracy=Accuracy(apart, 5e-3 if not run.quick else 0.05, "", _LIT))  # fmt: skip


def power_and_heat(run: Run) -> Measured:
    """Light, power, battery and heat over the year, beside Basilisk stepping through an orbit on each of some days."""
    ours, columns = _call(run.size(256, 6), (
        "illumination.sunlit_fraction_year", "power.energy_year", "power.battery_energy_needed", "panel.temperature"))
    size = len(columns["mission.altitude"])
    days = run.size(_DAYS, 2)
    shared = next(iter(scenarios().values()))
    axis, tilt = R_EARTH + float(columns["mission.altitude"][0]), float(columns["mission.inclination"][0])
    asked = []
    for day in (np.arange(days) + 0.5) * _YEAR / days:
        direction, distance = sun_vector(day)
        node = _NODE + float(secular_rates(axis, 0.0, tilt).raan) * day
        asked.append({**shared, "sun": (direction * distance).tolist(), "axis": axis, "tilt": tilt, "node": node,
                      "period": float(period(axis))})  # fmt: skip
    with asked_of(run) as answer:
        try:
            answer(asked[0])
        except Missing as error:
            (mine,) = side_by_side([ours], run.rounds)
            error.ours = Measured(ours=mine.rate(size))
            raise
        rates, lit = [], 0.0
        found = ours().columns["illumination.sunlit_fraction_year"][0]
        mines = []
        for _ in range(run.size(5, 1)):
            answers = [answer(scenario) for scenario in asked]
            lit = float(np.mean([one["power"] / one["most"] for one in answers]))
            rates.append(1.0 / sum(one["seconds"] for one in answers))
            (one_call,) = side_by_side([ours], 1)
            mines.append(size / one_call.median)
    return Measured(ours=timing(mines), theirs=timing(rates), peer="bsk",
                    accuracy=Accuracy(abs(float(found) - lit), 0.01 if not run.quick else 0.05, "", _LIT))  # fmt: skip
