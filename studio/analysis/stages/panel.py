"""The panel: mass, temperature through the orbit, and watts per area and mass, at beginning and end of life."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.result import FloatArray, read_only, result
from studio.analysis.stack.grid import RATING_TEMPERATURE
from studio.analysis.stack.incidence import ANGLES, incidence_response
from studio.analysis.stack.price import panel_price
from studio.design import Design
from studio.design.quantity import (
    ANGLE,
    AREAL_HEAT_CAPACITY,
    AREAL_MASS,
    DURATION,
    FLUX,
    PRICE_PER_AREA,
    PRICE_PER_POWER,
    RATIO,
    SPECIFIC_POWER,
    TEMPERATURE,
    THERMAL_CONDUCTANCE,
    THICKNESS,
)
from studio.physics.heat import COSMIC_BACKGROUND, absorbed_flux, equilibrium_temperature
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
    efficiency_bol: float = result(
        mark("Panel efficiency, beginning of life"), RATIO,
        equation="η = η_cell · packing · wiring · (1 + k (T_rating − 28 °C))", source=_CHAIN,
        inputs=("panel.efficiency_cell", "array.packing_factor", "array.wiring_efficiency",
                "panel.temperature_coefficient", "stack.temperature"))
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
    power_density_operating_bol: float = result(
        mark("Panel W/m² in orbit, beginning of life"), FLUX,
        equation="η(T) · S · cos θ · response at θ, sunlit mean of the year at operating temperature, at the array "
                 "terminals",
        source=_BALANCE, inputs=("panel.efficiency_bol", "panel.temperature", "panel.temperature_coefficient",
                                 "panel.incidence_response", "environment.solar_flux_mean",
                                 "environment.incidence_mean"))  # fmt: skip
    power_density_operating_eol: float = result(
        mark("Panel W/m² in orbit, end of life"), FLUX,
        equation="as at the beginning, at the temperature of then · remaining factor",
        source=_BALANCE, inputs=("panel.power_density_operating_bol", "panel.remaining_factor"))
    specific_power_operating_bol: float = result(
        mark("Panel W/kg in orbit, beginning of life"), SPECIFIC_POWER, equation="W/m² in orbit ÷ kg/m²",
        source="Definition", inputs=("panel.power_density_operating_bol", "panel.areal_mass"))
    specific_power_operating_eol: float = result(
        mark("Panel W/kg in orbit, end of life"), SPECIFIC_POWER, equation="W/m² in orbit ÷ kg/m²",
        source="Definition", inputs=("panel.power_density_operating_eol", "panel.areal_mass"))
    price_per_area: float | None = result(
        mark("Panel price per area"), PRICE_PER_AREA,
        equation="as decided; or the middle of the range of the technology's cells · their share of the panel, without "
                 "cover, blanket and laying down", source="Decided, or the catalogue's entry of the technology",
        inputs=("stack.price", "stack.technology", "stack.layers[].coverage"), optional=True)
    cost_per_watt: float | None = result(
        mark("Panel price per watt"), PRICE_PER_POWER, equation="price per area / W/m² at the rating temperature, new",
        source="Definition", inputs=("panel.price_per_area", "panel.power_density_bol"), optional=True)
    price_low: float | None = result(
        mark("Cell price per watt, low"), PRICE_PER_POWER,
        equation="lower end of the range of the technology's cells · their share of the panel / W/m², new; none where "
                 "a price is decided",
        source="The catalogue's entry of the technology",
        inputs=("stack.price", "stack.technology", "stack.layers[].coverage", "panel.power_density_bol"),
        optional=True)
    price_high: float | None = result(
        mark("Cell price per watt, high"), PRICE_PER_POWER,
        equation="upper end of the range of the technology's cells · their share of the panel / W/m², new; none where "
                 "a price is decided",
        source="The catalogue's entry of the technology",
        inputs=("stack.price", "stack.technology", "stack.layers[].coverage", "panel.power_density_bol"),
        optional=True)
    stowed_thickness: float = result(
        mark("Stowed thickness per panel"), THICKNESS, equation="thickness + spacing of the folded panels",
        source="Definition", inputs=("panel.thickness", "array.stowed_spacing"), unit="mm")
    temperature: float = result(
        mark("Cell temperature, sunlit mean"), TEMPERATURE,
        equation="C dT/dt = absorbed − electric − ε σ T⁴ (front and back, conductance G between)", source=_BALANCE,
        inputs=("panel.heat_capacity", "panel.conductance", "panel.absorptance", "panel.emittance_front",
                "panel.absorptance_back", "panel.emittance_back", "environment.solar_flux_mean",
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
    incidence_angle: FloatArray | None = result(
        mark("Angle of incidence"), ANGLE, equation="from the normal", source="Definition",
        inputs=("mission.attitude",), optional=True)
    incidence_response: FloatArray | None = result(
        mark("Response against the angle"), RATIO,
        equation="photons absorbed in the junctions at θ / at 0, the cosine left out; where the Sun is not followed",
        source="Transfer matrix, s and p; n and k of the layers",
        inputs=("mission.attitude", "stack.layers[].material", "stack.layers[].thickness"), unit="", optional=True)
    temperature_front_map: FloatArray
    """(D, N) Front (cell) temperature through each day's orbit, end of life [K]."""
    temperature_back_map: FloatArray
    electric_map: FloatArray
    """(D, N) Electrical power per panel area at the array terminals, end of life [W/m²]."""
    life_time: FloatArray
    """(Y,) Years of life from launch to end of life [s]."""
    life_electric: FloatArray
    """(Y,) Mean electrical power per panel area in sunlight at those times [W/m²]."""
    life_electric_low: FloatArray
    life_electric_high: FloatArray
    """(Y,) The same at both ends of the band of the ageing [W/m²]."""
    life_temperature: FloatArray
    """(Y,) Mean sunlit cell temperature at those times [K]."""


_NOTHING = 1e-6
"""Share of the power below which a panel gives nothing that its temperature would show."""
_LIFE_POINTS = 6
"""Times at which the heat balance is solved anew: between them the temperature hardly moves."""
_LIFE_ROW_STEP = 20
"""The life curves take every 20th row of the season and are brought to the mean of all rows at end of life: what they
add is a ratio that hardly varies with the season."""


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Panel:
    """Mass, heat balance at end of life for every day, and the course of power and temperature over the life."""
    stack, array = design.stack, design.array
    illumination, environment = tables["illumination"], tables["environment"]
    optics, cell, radiation = tables["optics"], tables["cell"], tables["radiation"]
    coefficient = cell.temperature_coefficient
    thickness, density, specific_heat, conductivity, coverage = (
        np.array([getattr(layer, name) for layer in stack.layers])
        for name in ("thickness", "density", "specific_heat", "conductivity", "coverage")
    )
    kilograms = float(areal_mass(thickness, density, coverage))
    chain = cell.efficiency_cell * array.packing_factor * array.wiring_efficiency
    remaining = radiation.remaining
    rated = chain * (1.0 + coefficient * (stack.temperature - RATING_TEMPERATURE))
    season = illumination.season
    response = _angle_response(design, optics)
    sun_front = environment.sun_front
    if response is not None:  # what is left of the direct sunlight beyond the cosine
        sun_front = sun_front * np.interp(environment.cos_incidence, np.cos(ANGLES)[::-1], response[::-1])
    balance = _Balance(
        optics,
        float(season.period) / season.phase.size,
        float(areal_heat_capacity(thickness, density, specific_heat, coverage)),
        float(half_conductance(thickness, conductivity)),
        coefficient,
    )
    front, back = balance.absorbed(environment, sun_front)
    end_of_life = balance.solve(front, back, chain * remaining * sun_front)
    if checkpoint is not None:
        checkpoint(0.5)
    life = radiation.life_time
    few = slice(None, None, _LIFE_ROW_STEP)
    solved = np.linspace(0.0, life[-1], _LIFE_POINTS)
    shares = np.maximum(np.interp(solved, life, radiation.life_remaining), _NOTHING)[:, None, None]
    through_life = balance.solve(front[few], back[few], chain * shares * sun_front[few])
    light = season.visible_fraction
    unaged = [sunlit_mean(one, light[few]) / float(share) for one, share in
              zip(through_life.electric_power, shares[:, 0, 0], strict=True)]  # fmt: skip
    unaged_life = np.interp(life, solved, unaged)
    if unaged_life[-1] > 0.0 and remaining > 0.0:  # the year's own mean in place of that of a few of its days
        unaged_life *= sunlit_mean(end_of_life.electric_power, light) / remaining / unaged_life[-1]
    life_electric = unaged_life * radiation.life_remaining
    temperature = sunlit_mean(end_of_life.front_mean, light)
    temperatures = np.array([sunlit_mean(one, light[few]) for one in through_life.front_mean])
    temperatures += temperature - temperatures[-1]
    hottest = np.unravel_index(int(np.argmax(front + back)), front.shape)
    flux = design.environment.solar_constant
    worst = int(season.worst_day)
    low, price, high = panel_price(stack)
    watts = rated * flux
    return Panel(
        areal_mass=kilograms,
        thickness=float(thickness.sum()),
        heat_capacity=balance.heat_capacity,
        conductance=balance.conductance,
        efficiency_bol=rated,
        efficiency_eol=rated * remaining,
        power_density_bol=watts,
        power_density_eol=watts * remaining,
        specific_power_bol=watts / kilograms,
        specific_power_eol=watts * remaining / kilograms,
        power_density_operating_bol=float(life_electric[0]),
        power_density_operating_eol=float(life_electric[-1]),
        specific_power_operating_bol=float(life_electric[0]) / kilograms,
        specific_power_operating_eol=float(life_electric[-1]) / kilograms,
        price_per_area=price,
        cost_per_watt=_per_watt(price, watts),
        price_low=_per_watt(low, watts),
        price_high=_per_watt(high, watts),
        stowed_thickness=float(thickness.sum()) + array.stowed_spacing,
        temperature=temperature,
        temperature_max=float(end_of_life.front.max()),
        temperature_min=float(end_of_life.front.min()),
        temperature_equilibrium=balance.equilibrium(
            float(front[hottest] + back[hottest]), float(chain * remaining * sun_front[hottest])
        ),
        orbit_time=illumination.orbit_time,
        temperature_front_worst_day=read_only(end_of_life.front_mean[worst]),
        temperature_back_worst_day=read_only(end_of_life.back_mean[worst]),
        temperature_front_map=read_only(end_of_life.front_mean),
        temperature_back_map=read_only(end_of_life.back_mean),
        electric_map=read_only(end_of_life.electric_power),
        incidence_angle=None if response is None else ANGLES,
        incidence_response=None if response is None else read_only(response),
        life_time=read_only(life),
        life_electric=read_only(life_electric),
        life_electric_low=read_only(unaged_life * radiation.life_low),
        life_electric_high=read_only(unaged_life * radiation.life_high),
        life_temperature=read_only(np.interp(life, solved, temperatures)),
    )


def _angle_response(design: Design, optics: Any) -> FloatArray | None:
    """(A,) Response of the layers at the angles `ANGLES`; None where light falls in straight, or on a data sheet."""
    mission = design.mission
    straight = mission.attitude == "sun_pointing" and mission.off_pointing == 0.0
    if straight or design.stack.electrical != "layers":
        return None
    return incidence_response(design.stack, optics.seen, optics.light)


def _per_watt(price: float | None, watts: float) -> float | None:
    return price / watts if price is not None and watts > 0.0 else None


def sunlit_mean(values: FloatArray, light: FloatArray) -> float:
    """Mean of `values` weighted with the visible part of the Sun; their plain mean where it is never seen."""
    total = float(light.sum())
    return float((values * light).sum() / total) if total > 0.0 else float(values.mean())


@dataclass(frozen=True, slots=True)
class _Balance:
    """The heat balance of this panel for any heat that falls on it."""

    optics: Any
    time_step: float
    heat_capacity: float
    conductance: float
    coefficient: float

    def absorbed(self, environment: Any, sun_front: FloatArray) -> tuple[FloatArray, FloatArray]:
        faces = self.optics
        return (
            absorbed_flux(faces.absorptance, faces.emittance_front, direct=sun_front,
                          albedo=environment.albedo_front, infrared=environment.infrared_front),
            absorbed_flux(faces.absorptance_back, faces.emittance_back, direct=environment.sun_back,
                          albedo=environment.albedo_back, infrared=environment.infrared_back),
        )  # fmt: skip

    def solve(self, front: FloatArray, back: FloatArray, electric: FloatArray) -> PanelOrbit:
        found = periodic_panel_temperature(
            front,
            back,
            time_step=self.time_step,
            heat_capacity=self.heat_capacity,
            conductance=self.conductance,
            emittance_front=self.optics.emittance_front,
            emittance_back=self.optics.emittance_back,
            electric_power=electric,
            temperature_coefficient=self.coefficient,
            reference_temperature=RATING_TEMPERATURE,
        )
        # A film that cools in seconds may swing below space within a step; above where its straight line ends, a cell
        # gives nothing.
        return PanelOrbit(
            front=np.maximum(found.front, COSMIC_BACKGROUND),
            back=np.maximum(found.back, COSMIC_BACKGROUND),
            front_mean=np.maximum(found.front_mean, COSMIC_BACKGROUND),
            back_mean=np.maximum(found.back_mean, COSMIC_BACKGROUND),
            electric_power=np.maximum(found.electric_power, 0.0),
            emitted=found.emitted,
        )

    def equilibrium(self, absorbed: float, electric: float) -> float:
        """Without storage, front and back equally warm; the electrical power follows the temperature."""
        temperature = RATING_TEMPERATURE
        emittance = self.optics.emittance_front + self.optics.emittance_back
        for _ in range(50):
            taken = electric * (1.0 + self.coefficient * (temperature - RATING_TEMPERATURE))
            before, temperature = temperature, float(equilibrium_temperature(absorbed, emittance, extracted=taken))
            if abs(temperature - before) < 1e-6:
                break
        return temperature
