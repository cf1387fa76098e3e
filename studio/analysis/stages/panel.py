"""The panel: mass, temperature through the orbit, and watts per area and mass, at beginning and end of life."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.columns import gathered, interpolated, is_many, plain, sampling_of, trail
from studio.analysis.result import FloatArray, read_only, result
from studio.analysis.stack.grid import RATING_TEMPERATURE
from studio.analysis.stack.incidence import ANGLES, response_of
from studio.analysis.stack.price import panel_price
from studio.design import Design, Issue
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
from studio.physics.cell.temperature import power_share
from studio.physics.constants import STEFAN_BOLTZMANN
from studio.physics.heat import COSMIC_BACKGROUND, absorbed_flux, equilibrium_temperature
from studio.physics.panel_thermal import PanelOrbit, periodic_panel_temperature
from studio.physics.stack import areal_heat_capacity, areal_mass, half_conductance
from studio.text import mark, tr

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
        equation="η = η_cell · packing · wiring · max(0, 1 + k (T_rating − 28 °C))", source=_CHAIN,
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
    temperature_front_worst_day: FloatArray | None = result(
        mark("Front temperature on the worst day"), TEMPERATURE, equation="see panel.temperature", source=_BALANCE,
        inputs=("panel.temperature",), time="panel.orbit_time")
    temperature_back_worst_day: FloatArray | None = result(
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
    issues: tuple[Issue, ...] = ()


_NOTHING = 1e-6
"""Share of the power below which a panel gives nothing that its temperature would show."""
_LIFE_POINTS = 6
"""Times at which the heat balance is solved anew: between them the temperature hardly moves. At a first look it is
solved for the new panel, and that of the old one is known."""
_LIFE_ROW_STEP, _QUICK_LIFE_ROW_STEP = 20, 4
"""The life curves take every so-manieth row of the season and are brought to the mean of all rows at end of life: what
they add is a ratio that hardly varies with the season."""
_YEAR = (-2, -1)


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Panel:
    """Mass, heat balance at end of life for every day, and the course of power and temperature over the life."""
    stack, array = design.stack, design.array
    illumination, environment = tables["illumination"], tables["environment"]
    optics, cell, radiation = tables["optics"], tables["cell"], tables["radiation"]
    coefficient = cell.temperature_coefficient
    thickness, density, specific_heat, conductivity, coverage = (
        gathered(getattr(layer, name) for layer in stack.layers)
        for name in ("thickness", "density", "specific_heat", "conductivity", "coverage")
    )
    kilograms = plain(areal_mass(thickness, density, coverage))
    chain = cell.efficiency_cell * array.packing_factor * array.wiring_efficiency
    remaining = radiation.remaining
    share = power_share(stack.temperature, coefficient=coefficient, reference_temperature=RATING_TEMPERATURE)
    rated = plain(np.minimum(chain * plain(share), 1.0))  # a steep line followed to a cold rating goes beyond all light
    season = illumination.season
    response = _angle_response(design, optics)
    sun_front = environment.sun_front
    if response is not None:  # what is left of the direct sunlight beyond the cosine
        sun_front = sun_front * _at_cosines(environment.cos_incidence, response)
    balance = _Balance(
        optics,
        plain(season.period) / season.phase.shape[-1],
        plain(areal_heat_capacity(thickness, density, specific_heat, coverage)),
        plain(half_conductance(thickness, conductivity)),
        coefficient,
    )
    front, back = balance.absorbed(environment, sun_front)
    end_of_life = balance.solve(front, back, trail(chain * remaining, 2) * sun_front, axes=2)
    if checkpoint is not None:
        checkpoint(0.5)
    light = season.visible_fraction
    sunlit_power = sunlit_mean(end_of_life.electric_power, light)
    temperature = sunlit_mean(end_of_life.front_mean, light)
    first_look = sampling_of(tables).by_beta
    course = _course(balance, (front, back, sun_front), chain, season, radiation, end_of_life if first_look else None)
    life = radiation.life_time
    unaged_life = interpolated(life, course.solved, course.unaged)
    last, left = unaged_life[..., -1], np.asarray(remaining)
    alive = (last > 0.0) & (left > 0.0)  # the year's own mean in place of that of a few of its days
    factor = np.where(alive, sunlit_power / np.where(alive, left, 1.0) / np.where(alive, last, 1.0), 1.0)
    unaged_life = unaged_life * trail(factor, 1)
    life_electric = unaged_life * radiation.life_remaining
    temperatures = course.temperatures + trail(temperature - course.temperatures[..., -1], 1)
    flux = design.environment.solar_constant
    many = is_many(tables)
    worst = None if many else int(season.worst_day)  # that day's curves are for a view
    low, price, high = panel_price(stack)
    watts = rated * flux
    new, old = plain(life_electric[..., 0]), plain(life_electric[..., -1])
    whole = plain(thickness.sum(axis=-1))
    return Panel(
        areal_mass=kilograms,
        thickness=whole,
        heat_capacity=balance.heat_capacity,
        conductance=balance.conductance,
        efficiency_bol=rated,
        efficiency_eol=rated * remaining,
        power_density_bol=watts,
        power_density_eol=watts * remaining,
        specific_power_bol=watts / kilograms,
        specific_power_eol=watts * remaining / kilograms,
        power_density_operating_bol=new,
        power_density_operating_eol=old,
        specific_power_operating_bol=new / kilograms,
        specific_power_operating_eol=old / kilograms,
        price_per_area=price,
        cost_per_watt=_per_watt(price, watts),
        price_low=_per_watt(low, watts),
        price_high=_per_watt(high, watts),
        stowed_thickness=whole + array.stowed_spacing,
        temperature=temperature,
        temperature_max=plain(end_of_life.front.max(axis=_YEAR)),
        temperature_min=plain(end_of_life.front.min(axis=_YEAR)),
        temperature_equilibrium=balance.hottest(front + back, sun_front, chain * remaining),
        orbit_time=illumination.orbit_time,
        temperature_front_worst_day=None if worst is None else read_only(end_of_life.front_mean[worst]),
        temperature_back_worst_day=None if worst is None else read_only(end_of_life.back_mean[worst]),
        temperature_front_map=read_only(end_of_life.front_mean),
        temperature_back_map=read_only(end_of_life.back_mean),
        electric_map=read_only(end_of_life.electric_power),
        incidence_angle=None if response is None else ANGLES,
        incidence_response=None if response is None else read_only(response),
        life_time=read_only(life),
        life_electric=read_only(life_electric),
        life_electric_low=read_only(unaged_life * radiation.life_low),
        life_electric_high=read_only(unaged_life * radiation.life_high),
        life_temperature=read_only(interpolated(life, course.solved, temperatures)),
        issues=() if many else tuple(_issues(design, optics, coefficient, chain * float(sun_front.max()), temperature)),
    )


def _issues(design: Design, optics: Any, coefficient: float, power: float, temperature: float) -> Iterator[Issue]:
    """A warning where a panel of that electrical `power` [W/m²] and sunlit `temperature` that warms up gains more from
    the loss of power than it gives off: a steep straight line is followed so far that no temperature is a stable one.
    """
    emits = 4.0 * (optics.emittance_front + optics.emittance_back) * STEFAN_BOLTZMANN * temperature**3
    if emits < -coefficient * power:
        where = "stack.cell_temperature_coefficient" if design.stack.electrical == "data_sheet" else "stack.electrical"
        yield Issue("warning", where, tr(
            mark("at {cold:.0f} K a straight line through a temperature coefficient of {share:.2f} % per kelvin goes "
                 "too far: temperature and power of the panel mean little"), cold=temperature,
            share=100.0 * coefficient))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Course:
    """Times of the life [s], power per area over what radiation and age leave of it [W/m²], and temperatures [K] on a
    few days of the season, each (…, P)."""

    solved: FloatArray
    unaged: FloatArray
    temperatures: FloatArray


def _course(
    balance: "_Balance", heat: tuple[FloatArray, FloatArray, FloatArray], chain: Any, season: Any, radiation: Any,
    end: PanelOrbit | None,
) -> _Course:  # fmt: skip
    """The heat balance at a few times of the life; `heat` is what front and back absorb and the sunlight on the cells,
    of which new ones give the share `chain`.

    With the `end` of life only that of the new panel is solved beside it.
    """
    few = slice(None, None, _LIFE_ROW_STEP)
    if end is not None:
        few = slice(_QUICK_LIFE_ROW_STEP // 2, None, _QUICK_LIFE_ROW_STEP)
    life, light = radiation.life_time, season.visible_fraction[..., few, :]
    solved = np.linspace(0.0, life[..., -1], _LIFE_POINTS if end is None else 2, axis=-1)
    shares = np.maximum(interpolated(solved, life, radiation.life_remaining), _NOTHING)
    anew = shares if end is None else shares[..., :1]
    front, back, sunlight = (each[..., None, few, :] for each in heat)
    through = balance.solve(front, back, (trail(chain, 1) * anew)[..., None, None] * sunlight, axes=3)

    def means(name: str) -> FloatArray:
        maps: FloatArray = getattr(through, name)
        found = [sunlit_mean(maps[..., point, :, :], light) for point in range(anew.shape[-1])]
        if end is not None:
            found.append(sunlit_mean(getattr(end, name)[..., few, :], light))
        together: FloatArray = gathered(found)
        return together

    return _Course(solved, means("electric_power") / shares, means("front_mean"))


def _angle_response(design: Design, optics: Any) -> FloatArray | None:
    """(…, A) Response of the layers at the angles `ANGLES`; None where light falls in straight, or on a data sheet."""
    mission = design.mission
    straight = mission.attitude == "sun_pointing" and not np.any(mission.off_pointing)
    if straight or design.stack.electrical != "layers":
        return None
    return response_of(design.stack, optics.seen, optics.light)


def _at_cosines(cosines: FloatArray, response: FloatArray) -> FloatArray:
    """The response (…, A) at the cosines of incidence (…, D, N)."""
    nodes = np.cos(ANGLES)[::-1]
    if response.ndim == 1:
        return np.interp(cosines, nodes, response[::-1])
    shape = np.broadcast_shapes(cosines.shape, (len(response), 1, 1))
    flat = np.broadcast_to(cosines, shape).reshape(shape[0], -1)
    return np.reshape(interpolated(flat, nodes, response[:, ::-1]), shape)


def _per_watt(price: Any, watts: Any) -> Any:
    if price is None:
        return None
    good = np.asarray(watts > 0.0)
    if good.ndim == 0:
        return price / watts if good else None
    return np.divide(price, watts, out=np.full(good.shape, np.nan), where=good)


def sunlit_mean(values: FloatArray, light: FloatArray) -> Any:
    """Mean of `values` weighted with the visible part of the Sun; their plain mean where it is never seen."""
    total = light.sum(axis=_YEAR)
    # Of many designs at once without an array of the products.
    weighted = (values * light).sum(axis=_YEAR) if values.ndim == 2 else np.einsum("...ij,...ij->...", values, light)
    if np.all(total > 0.0):
        return plain(weighted / total)
    seen = np.asarray(total > 0.0)
    return plain(np.where(seen, weighted / np.where(seen, total, 1.0), values.mean(axis=_YEAR)))


@dataclass(frozen=True, slots=True)
class _Balance:
    """The heat balance of this panel, or of each of many, for any heat that falls on it."""

    optics: Any
    time_step: Any
    heat_capacity: Any
    conductance: Any
    coefficient: Any

    def absorbed(self, environment: Any, sun_front: FloatArray) -> tuple[FloatArray, FloatArray]:
        faces = self.optics
        alpha_front, front, alpha_back, back = (
            trail(value, 2) for value in (faces.absorptance, faces.emittance_front, faces.absorptance_back,
                                          faces.emittance_back))  # fmt: skip
        return (
            absorbed_flux(alpha_front, front, direct=sun_front,
                          albedo=environment.albedo_front, infrared=environment.infrared_front),
            absorbed_flux(alpha_back, back, direct=environment.sun_back,
                          albedo=environment.albedo_back, infrared=environment.infrared_back),
        )  # fmt: skip

    def solve(self, front: FloatArray, back: FloatArray, electric: FloatArray, *, axes: int) -> PanelOrbit:
        """What comes of heat (…, N) that has so many `axes` for one panel, behind that of many."""
        values = (self.time_step, self.heat_capacity, self.conductance, self.optics.emittance_front,
                  self.optics.emittance_back, self.coefficient)  # fmt: skip
        step, capacity, conductance, emits_front, emits_back, coefficient = (trail(one, axes - 1) for one in values)
        found = periodic_panel_temperature(
            front,
            back,
            time_step=step,
            heat_capacity=capacity,
            conductance=conductance,
            emittance_front=emits_front,
            emittance_back=emits_back,
            electric_power=electric,
            temperature_coefficient=coefficient,
            reference_temperature=RATING_TEMPERATURE,
            together=math.prod(electric.shape[-axes:-1]),
            emission=False,
        )
        # A film that cools in seconds may swing below space within a step; above where its straight line ends, a cell
        # gives nothing.
        for temperature in (found.front, found.front_mean, found.back_mean):
            np.maximum(temperature, COSMIC_BACKGROUND, out=temperature)
        np.maximum(found.electric_power, 0.0, out=found.electric_power)
        return found

    def hottest(self, absorbed: FloatArray, sun_front: FloatArray, share: Any) -> Any:
        """Without storage, front and back equally warm, where most heat is absorbed; `share` of the direct sunlight is
        electrical power, which follows the temperature."""
        sunlight = np.broadcast_to(sun_front, absorbed.shape)
        flat, direct = (each.reshape(*each.shape[:-2], -1) for each in (absorbed, sunlight))
        place = flat.argmax(axis=-1)[..., None]
        heat, electric = (plain(np.take_along_axis(each, place, axis=-1)[..., 0]) for each in (flat, direct))
        electric = share * electric
        temperature, searched = np.asarray(RATING_TEMPERATURE), np.asarray(True)
        emittance = self.optics.emittance_front + self.optics.emittance_back
        for _ in range(50):
            taken = electric * power_share(temperature, coefficient=self.coefficient,
                                           reference_temperature=RATING_TEMPERATURE)
            found = equilibrium_temperature(heat, emittance, extracted=taken)
            before, temperature = temperature, np.where(searched, found, temperature)
            searched = searched & (np.abs(temperature - before) >= 1e-6)
            if not searched.any():
                break
        return plain(temperature)
