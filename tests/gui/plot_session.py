"""A session whose worker answers with tables made here, so that what the plots should show is known exactly."""

import dataclasses
from types import SimpleNamespace
from typing import Any

import numpy as np

from studio.analysis import Outcome, Results, wanted_keys
from studio.analysis.stages.illumination import Illumination
from studio.analysis.stages.panel import Panel
from studio.analysis.stages.power import Power
from studio.analysis.stages.thermal import Thermal
from studio.design import Design
from studio.document.document import Document
from studio.gui.session import Session
from studio.gui.theme import Theme

DAYS, STEPS, PERIOD = 365, 120, 5868.0
YEAR = 31557600.0


def table(kind: type, **known: Any) -> Any:
    """A table of `kind` with the results that matter to a plot; a name that it does not have raises."""
    blank = {field.name: 0.0 for field in dataclasses.fields(kind)}
    return kind(**{**blank, **known})


def made_tables(scale: float = 1.0, battery: float = 3.6e7) -> dict[str, Any]:
    """Tables of a satellite of `scale` × 100 kW that meets an eclipse season in the middle of the year."""
    day, phase = np.arange(DAYS)[:, None], (np.arange(STEPS) / STEPS)[None, :]
    time = phase[0] * PERIOD
    width = np.clip(0.18 * np.sin(np.pi * (day - 120) / 120), 0, None)
    light = np.where(width > 0, np.clip((np.abs(phase - 0.5) - width) * 25.0, 0.0, 1.0), 1.0)
    beta = np.radians(70.0 + 19.0 * np.sin(2 * np.pi * np.arange(DAYS) / DAYS - 1.6))
    array = scale * 1.1e5 * light * (1.0 + 0.033 * np.cos(2 * np.pi * day / DAYS))
    demand = scale * 8.0e4 * np.ones_like(light)
    discharge = np.clip(demand - array, 0.0, 0.9 * demand)
    charge = np.where(light >= 1.0, np.minimum(array - demand, 1.5e4 * scale * (width > 0)), 0.0)
    drain = np.cumsum(discharge, axis=1) / np.maximum(np.cumsum(discharge, axis=1)[:, -1:], 1.0)
    charged = 1.0 - 0.35 * drain * (width > 0) + 0.35 * (phase > 0.75) * (width > 0) * (phase - 0.75) * 4
    years = np.linspace(0.0, 5.0, 6) * YEAR
    front = 320.0 + 25.0 * light * np.cos(2 * np.pi * (phase - 0.2)) - 110.0 * (1 - light)
    radiator = 305.0 + 9.0 * np.sin(2 * np.pi * phase) + 4.0 * np.cos(2 * np.pi * day / DAYS)
    return {
        "illumination": table(
            Illumination, worst_day=180, orbit_time=time, beta_angle_year=beta,
            season_time=(np.arange(DAYS) + 0.5) * 86400.0,
            season=SimpleNamespace(visible_fraction=light,
                                   period=np.float64(PERIOD), elapsed=(np.arange(DAYS) + 0.5) * 86400.0),
            day_step=1,
        ),
        "power": table(
            Power, worst_day=181, orbit_time=time, array_map=array, demand_map=demand,
            served_map=np.minimum(demand, array + discharge), charge_map=charge, discharge_map=discharge,
            curtailed_map=np.clip(array - demand - charge, 0.0, None),
            shed_map=np.clip(demand - array - discharge, 0.0, None), state_of_charge_map=charged,
            battery_energy=battery, battery_life=None, load_bus=scale * 8.2e4, margin_eol=scale * 7.5e3,
            life_time=years, life_array=scale * 1.2e5 * 0.98 ** (years / YEAR),
        ),
        "panel": table(
            Panel, orbit_time=time, temperature_front_map=front, temperature_back_map=front - 6.0 * light,
            life_time=years, life_temperature=331.0 + 0.4 * years / YEAR,
        ),
        "thermal": table(Thermal, orbit_time=time, radiator_temperature_map=radiator),
    }  # fmt: skip


class TableWorker:
    """Answers each request at once with the tables it holds; stages in `failures` fail with that reason."""

    def __init__(self, callbacks: Any, tables: dict[str, Any]) -> None:
        self._callbacks = callbacks
        self.tables = tables
        self.failures: dict[str, str] = {}

    def submit(self, revision: int, design: Design) -> None:
        keys = wanted_keys(design)
        outcomes = {name: Outcome(name, keys[name], computed=made) for name, made in self.tables.items()}
        outcomes |= {name: Outcome(name, keys[name], failure=why) for name, why in self.failures.items()}
        for outcome in outcomes.values():
            self._callbacks.on_stage(revision, outcome)
        self._callbacks.on_done(revision, Results(design, outcomes))

    def cancel(self) -> None:
        """Nothing ever runs."""

    def close(self) -> None:
        """Nothing ever runs."""


class MadeSession(Session):
    """The real session over a TableWorker; `answer` sends other tables as a new result."""

    def __init__(self, dark: bool = True, tables: dict[str, Any] | None = None) -> None:
        self.made: TableWorker | None = None
        super().__init__(Document(Design()), Theme(dark), self._hire)
        self.theme.setParent(self)
        self._tables = made_tables() if tables is None else tables

    def _hire(self, callbacks: Any) -> TableWorker:
        self.made = TableWorker(callbacks, {})
        return self.made

    def answer(self, tables: dict[str, Any] | None = None, failures: dict[str, str] | None = None) -> None:
        self.made.tables = self._tables if tables is None else tables
        self.made.failures = failures or {}
        self.start()
