"""The panel: mass, temperature through the orbit, and watts per area and mass, at beginning and end of life."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio import catalogue
from studio.analysis.result import FloatArray, read_only, result
from studio.design import Design
from studio.design.panel import Stack
from studio.design.quantity import (
    AREAL_HEAT_CAPACITY,
    AREAL_MASS,
    DURATION,
    FLUX,
    RATIO,
    SPECIFIC_POWER,
    TEMPERATURE,
    TEMPERATURE_COEFFICIENT,
    THERMAL_CONDUCTANCE,
    THICKNESS,
)
from studio.physics.degradation import remaining_factor
from studio.physics.heat import absorbed_flux, equilibrium_temperature
from studio.physics.panel_thermal import PanelOrbit, periodic_panel_temperature
from studio.physics.stack import areal_heat_capacity, areal_mass, half_conductance
from studio.text import mark

_BALANCE = "Two-node heat balance of a plate, periodic over the orbit, fully implicit (this program)"
_LAYERS = ("stack.layers[].thickness", "stack.layers[].density", "stack.layers[].coverage")
_CHAIN = "Definition of the loss chain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    areal_mass: float = result(
        mark("Panel mass per area"), AREAL_MASS, equation="m = Σ ρ d · coverage", source="Definition",
        inputs=_LAYERS)
    thickness: float = result(
        mark("Panel thickness"), THICKNESS, equation="Σ d", source="Definition",
        inputs=("stack.layers[].thickness",), unit="mm")
    heat_capacity: float = result(
        mark("Heat capacity per area"), AREAL_HEAT_CAPACITY, equation="C = Σ ρ d c · coverage", source="Definition",
        inputs=(*_LAYERS, "stack.layers[].specific_heat"))
    conductance: float = result(
        mark("Conductance, front to back half"), THERMAL_CONDUCTANCE, equation="G = 2 / Σ (d / k)",
        source="Conduction through layers in series, between the middles of the halves",
        inputs=("stack.layers[].thickness", "stack.layers[].conductivity"))
    efficiency_cell: float = result(
        mark("Cell efficiency"), RATIO, equation="as decided, or the catalogue's, at AM0 and 28 °C",
        source="Cell catalogue; see the panel tab for the cell's own source",
        inputs=("stack.cell", "stack.cell_efficiency"))
    temperature_coefficient: float = result(
        mark("Temperature coefficient of power"), TEMPERATURE_COEFFICIENT,
        equation="as decided, or the catalogue's, per kelvin",
        source="Cell catalogue; see the panel tab for the cell's own source",
        inputs=("stack.cell", "stack.cell_temperature_coefficient"))
    efficiency_bol: float = result(
        mark("Panel efficiency, beginning of life"), RATIO,
        equation="η = η_cell · packing · wiring · (1 + k (T_rating − 28 °C))", source=_CHAIN,
        inputs=("panel.efficiency_cell", "array.packing_factor", "array.wiring_efficiency",
                "panel.temperature_coefficient", "stack.temperature"))
    remaining_factor: float = result(
        mark("Remaining power at end of life"), RATIO, equation="(1 − d · 1 yr)^(lifetime / 1 yr)",
        source="A stated yearly loss, compounded", inputs=("array.degradation", "mission.lifetime"))
    efficiency_eol: float = result(
        mark("Panel efficiency, end of life"), RATIO, equation="η_BOL · remaining factor", source=_CHAIN,
        inputs=("panel.efficiency_bol", "panel.remaining_factor"))
    power_density_bol: float = result(
        mark("Panel W/m², beginning of life"), FLUX, equation="η_BOL · S₀, at the rating temperature", source=_CHAIN,
        inputs=("panel.efficiency_bol", "environment.solar_constant"))
    power_density_eol: float = result(
        mark("Panel W/m², end of life"), FLUX, equation="η_EOL · S₀, at the rating temperature", source=_CHAIN,
        inputs=("panel.efficiency_eol", "environment.solar_constant"))
    specific_power_bol: float = result(
        mark("Panel W/kg, beginning of life"), SPECIFIC_POWER, equation="W/m² ÷ kg/m², structure left out",
        source="Definition", inputs=("panel.power_density_bol", "panel.areal_mass"))
    specific_power_eol: float = result(
        mark("Panel W/kg, end of life"), SPECIFIC_POWER, equation="W/m² ÷ kg/m², structure left out",
        source="Definition", inputs=("panel.power_density_eol", "panel.areal_mass"))
    absorptance: float = result(
        mark("Solar absorptance, front"), RATIO, equation="as decided for the front", source="Design",
        inputs=("stack.front.absorptance",), unit="")
    emittance_front: float = result(
        mark("Emittance, front"), RATIO, equation="as decided for the front", source="Design",
        inputs=("stack.front.emittance",), unit="")
    emittance_back: float = result(
        mark("Emittance, back"), RATIO, equation="as decided for the back", source="Design",
        inputs=("stack.back.emittance",), unit="")
    temperature: float = result(
        mark("Cell temperature, sunlit mean"), TEMPERATURE,
        equation="C dT/dt = absorbed − electric − ε σ T⁴ (front and back, conductance G between)", source=_BALANCE,
        inputs=("panel.heat_capacity", "panel.conductance", "stack.front.absorptance", "stack.front.emittance",
                "stack.back.absorptance", "stack.back.emittance", "environment.solar_flux_mean",
                "environment.albedo", "environment.earth_infrared", "panel.efficiency_eol"))
    temperature_max: float = result(
        mark("Cell temperature, hottest"), TEMPERATURE, equation="largest over the year, front face",
        source=_BALANCE, inputs=("panel.temperature",))
    temperature_min: float = result(
        mark("Cell temperature, coldest"), TEMPERATURE, equation="smallest over the year, front face",
        source=_BALANCE, inputs=("panel.temperature",))
    temperature_equilibrium: float = result(
        mark("Equilibrium in full sunlight"), TEMPERATURE,
        equation="absorbed = electric + (ε_f + ε_b) σ T⁴ at the instant of most absorbed heat, without storage",
        source=_BALANCE,
        inputs=("panel.temperature",))
    orbit_time: FloatArray = result(
        mark("Time in the orbit"), DURATION, equation="uniform steps from the ascending node", source="Definition",
        inputs=("orbit.nodal_period",))
    temperature_front_worst_day: FloatArray = result(
        mark("Front temperature on the worst day"), TEMPERATURE, equation="see panel.temperature", source=_BALANCE,
        inputs=("panel.temperature",), time="panel.orbit_time")
    temperature_back_worst_day: FloatArray = result(
        mark("Back temperature on the worst day"), TEMPERATURE, equation="see panel.temperature", source=_BALANCE,
        inputs=("panel.temperature",), time="panel.orbit_time")
    temperature_front_map: FloatArray
    """(D, N) Front (cell) temperature through each day's orbit, end of life [K]."""
    temperature_back_map: FloatArray
    electric_map: FloatArray
    """(D, N) Electrical power per panel area at the array terminals, end of life [W/m²]."""
    life_time: FloatArray
    """(Y,) Years of life from launch to end of life [s]."""
    life_electric: FloatArray
    """(Y,) Mean electrical power per panel area in sunlight at those times [W/m²]."""
    life_temperature: FloatArray
    """(Y,) Mean sunlit cell temperature at those times [K]."""


CELL_REFERENCE_TEMPERATURE = 301.15
"""28 °C, the temperature at which space cells are rated."""
_LIFE_POINTS = 6
_LIFE_ROW_STEP = 20
"""The life curves take every 20th row of the season: what they show is a ratio that hardly varies with the season."""


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Panel:
    """Mass, heat balance at end of life for every day, and the course of power and temperature over the life."""
    stack, array, mission = design.stack, design.array, design.mission
    illumination, environment = tables["illumination"], tables["environment"]
    efficiency, coefficient = cell_figures(stack)
    thickness, density, specific_heat, conductivity, coverage = (
        np.array([getattr(layer, name) for layer in stack.layers])
        for name in ("thickness", "density", "specific_heat", "conductivity", "coverage")
    )
    kilograms = float(areal_mass(thickness, density, coverage))
    chain = efficiency * array.packing_factor * array.wiring_efficiency
    remaining = float(remaining_factor(array.degradation, mission.lifetime))
    rated = chain * (1.0 + coefficient * (stack.temperature - CELL_REFERENCE_TEMPERATURE))
    season = illumination.season
    balance = _Balance(
        stack,
        float(season.period) / season.phase.size,
        float(areal_heat_capacity(thickness, density, specific_heat, coverage)),
        float(half_conductance(thickness, conductivity)),
        coefficient,
    )
    front, back = balance.absorbed(environment)
    end_of_life = balance.solve(front, back, chain * remaining * environment.sun_front)
    if checkpoint is not None:
        checkpoint(0.5)
    life = np.linspace(0.0, mission.lifetime, _LIFE_POINTS)
    few = slice(None, None, _LIFE_ROW_STEP)
    shares = np.asarray(remaining_factor(array.degradation, life))[:, None, None]
    through_life = balance.solve(front[few], back[few], chain * shares * environment.sun_front[few])
    light = season.visible_fraction
    hottest = np.unravel_index(int(np.argmax(front + back)), front.shape)
    flux = design.environment.solar_constant
    worst = int(season.worst_day)
    return Panel(
        areal_mass=kilograms,
        thickness=float(thickness.sum()),
        heat_capacity=balance.heat_capacity,
        conductance=balance.conductance,
        efficiency_cell=efficiency,
        temperature_coefficient=coefficient,
        efficiency_bol=rated,
        remaining_factor=remaining,
        efficiency_eol=rated * remaining,
        power_density_bol=rated * flux,
        power_density_eol=rated * remaining * flux,
        specific_power_bol=rated * flux / kilograms,
        specific_power_eol=rated * remaining * flux / kilograms,
        absorptance=stack.front.absorptance,
        emittance_front=stack.front.emittance,
        emittance_back=stack.back.emittance,
        temperature=sunlit_mean(end_of_life.front_mean, light),
        temperature_max=float(end_of_life.front.max()),
        temperature_min=float(end_of_life.front.min()),
        temperature_equilibrium=balance.equilibrium(
            float(front[hottest] + back[hottest]), float(chain * remaining * environment.sun_front[hottest])
        ),
        orbit_time=illumination.orbit_time,
        temperature_front_worst_day=read_only(end_of_life.front_mean[worst]),
        temperature_back_worst_day=read_only(end_of_life.back_mean[worst]),
        temperature_front_map=read_only(end_of_life.front_mean),
        temperature_back_map=read_only(end_of_life.back_mean),
        electric_map=read_only(end_of_life.electric_power),
        life_time=read_only(life),
        life_electric=read_only([sunlit_mean(one, light[few]) for one in through_life.electric_power]),
        life_temperature=read_only([sunlit_mean(one, light[few]) for one in through_life.front_mean]),
    )


def cell_figures(stack: Stack) -> tuple[float, float]:
    """Efficiency at AM0 and 28 °C, and temperature coefficient [1/K]: as decided, or the catalogue's."""
    efficiency, coefficient = stack.cell_efficiency, stack.cell_temperature_coefficient
    if efficiency is None or coefficient is None:
        known = catalogue.cell(stack.cell)
        efficiency = known.efficiency.value if efficiency is None else efficiency
        coefficient = known.temperature_coefficient.value if coefficient is None else coefficient
    return efficiency, coefficient


def sunlit_mean(values: FloatArray, light: FloatArray) -> float:
    """Mean of `values` weighted with the visible part of the Sun; their plain mean where it is never seen."""
    total = float(light.sum())
    return float((values * light).sum() / total) if total > 0.0 else float(values.mean())


@dataclass(frozen=True, slots=True)
class _Balance:
    """The heat balance of this panel for any heat that falls on it."""

    stack: Stack
    time_step: float
    heat_capacity: float
    conductance: float
    coefficient: float

    def absorbed(self, environment: Any) -> tuple[FloatArray, FloatArray]:
        front, back = self.stack.front, self.stack.back
        return (
            absorbed_flux(front.absorptance, front.emittance, direct=environment.sun_front,
                          albedo=environment.albedo_front, infrared=environment.infrared_front),
            absorbed_flux(back.absorptance, back.emittance, direct=environment.sun_back,
                          albedo=environment.albedo_back, infrared=environment.infrared_back),
        )  # fmt: skip

    def solve(self, front: FloatArray, back: FloatArray, electric: FloatArray) -> PanelOrbit:
        return periodic_panel_temperature(
            front,
            back,
            time_step=self.time_step,
            heat_capacity=self.heat_capacity,
            conductance=self.conductance,
            emittance_front=self.stack.front.emittance,
            emittance_back=self.stack.back.emittance,
            electric_power=electric,
            temperature_coefficient=self.coefficient,
            reference_temperature=CELL_REFERENCE_TEMPERATURE,
        )

    def equilibrium(self, absorbed: float, electric: float) -> float:
        """Without storage, front and back equally warm; the electrical power follows the temperature."""
        temperature = CELL_REFERENCE_TEMPERATURE
        emittance = self.stack.front.emittance + self.stack.back.emittance
        for _ in range(50):
            taken = electric * (1.0 + self.coefficient * (temperature - CELL_REFERENCE_TEMPERATURE))
            before, temperature = temperature, float(equilibrium_temperature(absorbed, emittance, extracted=taken))
            if abs(temperature - before) < 1e-6:
                break
        return temperature
