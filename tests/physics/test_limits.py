"""What each function takes and what it refuses, just on either side of each limit, and one bad value among good ones.

The limits are those that the functions' own texts state, of every argument that has one.
"""

import math
from collections.abc import Callable

import numpy as np
import pytest

from studio.physics import (
    battery,
    battery_life,
    beam,
    cluster,
    conductor,
    constellation,
    degradation,
    downlink,
    electric,
    fin,
    ground,
    heat,
    heat_exchanger,
    inertia,
    launch,
    learning,
    link,
    loop,
    manufacturing,
    market,
    mass,
    orbit,
    payload,
    probability,
    production,
    radiator,
    solar_storage,
    stowage,
    view_factor,
    view_table,
)
from studio.physics.cell import detailed_balance, diode, spectrum, temperature
from studio.physics.constants import R_EARTH
from studio.physics.fleet import orbits
from studio.physics.optics import hemispherical, index
from studio.physics.radiation import damage, dose, shielding, solar_protons

Call = Callable[[object], object]
TINY = 1e-12
ABOVE_NOUGHT = ([TINY, 0.5, 7.0], [0.0, -0.5])
NOT_NEGATIVE = ([0.0, 0.5, 7.0], [-TINY, -0.5])
A_SHARE = ([TINY, 0.5, 1.0], [0.0, 1.0 + 1e-9, 1.05, -0.5])
WAVES = np.linspace(3e-7, 2e-6, 60)
SUN = np.full(60, 1e9)
YEAR = degradation.JULIAN_YEAR


def one_diode(**changed: object) -> diode.Diode:
    good: dict[str, object] = {"photocurrent": 100.0, "saturation_1": 1e-9, "ideality_1": 1.0, "saturation_2": 0.0,
                               "series_resistance": 1e-5, "shunt_resistance": 1.0, "temperature": 300.0}  # fmt: skip
    return diode.Diode(**(good | changed))  # type: ignore[arg-type]


def charged(**changed: object) -> object:
    good: dict[str, object] = {"time_step": 10.0, "capacity": 1e5, "depth_of_discharge_limit": 0.5,
                               "charge_efficiency": 0.9, "discharge_efficiency": 0.9,
                               "regulator_efficiency": 0.9}  # fmt: skip
    rows = max((np.size(value) for value in changed.values()), default=1)
    power = np.full((rows, 6), 10.0) if rows > 1 else np.full(6, 10.0)
    return battery.periodic_battery(power, power, **(good | changed))  # type: ignore[arg-type]


LIMITS: dict[str, tuple[Call, list[float], list[float]]] = {
    "battery: limit": (lambda x: charged(depth_of_discharge_limit=x), *A_SHARE),
    "battery: charge": (lambda x: charged(charge_efficiency=x), *A_SHARE),
    "battery: discharge": (lambda x: charged(discharge_efficiency=x), *A_SHARE),
    "battery: regulator": (lambda x: charged(regulator_efficiency=x), *A_SHARE),
    "battery: capacity": (lambda x: charged(capacity=x), *NOT_NEGATIVE),
    "cycles: depth": (lambda x: battery_life.cycles_to_failure(x, [0.1, 0.5], [1e5, 1e4]), *NOT_NEGATIVE),
    "beam: mass": (lambda x: beam.cantilever_frequency(1.0, x, 1.0), *ABOVE_NOUGHT),
    "beam: length": (lambda x: beam.cantilever_frequency(1.0, 1.0, x), *ABOVE_NOUGHT),
    "balance: gap": (lambda x: detailed_balance.radiative_saturation_current(x, 300.0), [1e-20, 2e-19], [0.0, -1e-20]),
    "balance: heat": (lambda x: detailed_balance.radiative_saturation_current(2e-19, x), [0.5, 300.0], [0.0, -1.0]),
    "diode: photocurrent": (lambda x: one_diode(photocurrent=x), *NOT_NEGATIVE),
    "diode: second": (lambda x: one_diode(saturation_2=x), *NOT_NEGATIVE),
    "diode: series": (lambda x: one_diode(series_resistance=x), *NOT_NEGATIVE),
    "diode: first": (lambda x: one_diode(saturation_1=x), *ABOVE_NOUGHT),
    "diode: ideality": (lambda x: one_diode(ideality_1=x), *ABOVE_NOUGHT),
    "diode: shunt": (lambda x: one_diode(shunt_resistance=x), *ABOVE_NOUGHT),
    "diode: temperature": (lambda x: one_diode(temperature=x), *ABOVE_NOUGHT),
    "saturation: hot": (lambda x: temperature.saturation_current(1.0, x, gap=1e-19), [0.5, 300.0], [0.0, -1.0]),
    "saturation: cold": (lambda x: temperature.saturation_current(1.0, 300.0, gap=1e-19, reference_temperature=x),
                         [250.0, 300.0], [0.0, -1.0]),
    "saturation: ideality": (lambda x: temperature.saturation_current(1.0, 300.0, gap=1e-19, ideality=x),
                             [0.5, 2.0], [0.0, -1.0]),
    "conductor: voltage": (lambda x: conductor.conductor_section(1.0, x, 1.0, 0.1, 1e-8), *ABOVE_NOUGHT),
    "conductor: loss": (lambda x: conductor.conductor_section(1.0, 50.0, 1.0, x, 1e-8), *ABOVE_NOUGHT),
    # Copper has no resistance left 1/0.00393 K under 20 °C.
    "conductor: cold": (lambda x: conductor.resistivity(conductor.METALS["copper"], x),
                        [293.15 - 1.0 / 3.93e-3 + 1e-6, 300.0], [293.15 - 1.0 / 3.93e-3 - 1e-6, 4.0]),
    "ring: spacing": (lambda x: constellation.ring_count(7e6, x), *ABOVE_NOUGHT),
    "degradation": (lambda x: degradation.remaining_factor(np.asarray(x) / YEAR, YEAR), [0.0, 0.5, 1.0 - 1e-9],
                    [1.0 + 1e-9, 1.05]),
    "network: stations": (lambda x: downlink.network_share([0.2, 0.4], x, 0.5), [1.0, 2.0], [0.0, 0.5, 1.0 - 1e-9]),
    "network: sky": (lambda x: downlink.network_share([0.2, 0.4], 3, x), [0.0, 0.5, 1.0], [-1e-9, 1.0 + 1e-9, 1.05]),
    "array: flux": (lambda x: electric.array_area(1.0, x, 0.3), *ABOVE_NOUGHT),
    "array: efficiency": (lambda x: electric.array_area(1.0, 1361.0, x), *ABOVE_NOUGHT),
    "fin: thickness": (lambda x: fin.profile_number(0.1, x, 200.0, 0.9, 300.0), *ABOVE_NOUGHT),
    "fin: conductivity": (lambda x: fin.profile_number(0.1, 1e-3, x, 0.9, 300.0), *ABOVE_NOUGHT),
    "fin: profile": (lambda x: fin.fin_efficiency(x), [0.0, 0.5, 200.0], [200.0 + 1e-6, 201.0, -1e-9]),
    "fin: sink": (lambda x: fin.fin_efficiency(0.5, x), [0.0, 0.5, 0.999], [1.0, 1.05, -1e-9]),
    "ground: irradiance": (lambda x: ground.yield_ratio(x, 0.9, 0.2), *NOT_NEGATIVE),
    "ground: sunlit": (lambda x: ground.yield_ratio(1.3, x, 0.2), *NOT_NEGATIVE),
    "ground: factor": (lambda x: ground.yield_ratio(1.3, 0.9, x), *ABOVE_NOUGHT),
    "ground: ratio": (lambda x: ground.capacity_factor_for(x, 1.3, 0.9), *ABOVE_NOUGHT),
    "ground: loss": (lambda x: ground.remaining_share(x, 3.0, 1.0), [0.0, 0.5, 1.0], [-1e-9, 1.0 + 1e-9, 1.05]),
    "ground: time": (lambda x: ground.remaining_share(0.01, x, 1.0), *NOT_NEGATIVE),
    "equilibrium": (lambda x: heat.equilibrium_temperature(10.0, 1.0, extracted=x, sink_temperature=0.0),
                    [0.0, 9.5, 10.0], [10.0 + 1e-9, 11.0]),
    "exchanger: units": (lambda x: heat_exchanger.effectiveness(x, 0.5), *NOT_NEGATIVE),
    "exchanger: ratio": (lambda x: heat_exchanger.effectiveness(1.0, x), [0.0, 0.5, 1.0], [-1e-9, 1.0 + 1e-9, 1.05]),
    "exchanger: reach": (lambda x: heat_exchanger.transfer_units(x, 1.0), [0.0, 0.5, 0.98], [-1e-9, 50.0 / 51.0, 1.0]),
    "exchanger: passing": (lambda x: heat_exchanger.inlet_difference(1.0, x, 2.0), *ABOVE_NOUGHT),
    "exchanger: rate": (lambda x: heat_exchanger.inlet_difference(1.0, 0.5, x), *ABOVE_NOUGHT),
    "centre": (lambda x: inertia.centre_of_mass(np.stack((np.asarray(x), np.zeros(np.shape(x))), axis=-1),
                                                np.zeros((*np.shape(x), 2, 3))), *ABOVE_NOUGHT),
    "fit: each": (lambda x: launch.whole_satellites(1.0, x), *ABOVE_NOUGHT),
    "fit: capacity": (lambda x: launch.whole_satellites(x, 1.0), *NOT_NEGATIVE),
    "launches": (lambda x: launch.launches_needed(1.0, x), *ABOVE_NOUGHT),
    "flights": (lambda x: launch.flights_with_failures(1.0, x), *A_SHARE),
    "way up: altitude": (lambda x: launch.launch_delta_v(x, 0.0, 2e5, 0.0), [0.5, 1e5], [0.0, -0.5]),
    "way up: reference": (lambda x: launch.launch_delta_v(5e5, 0.0, x, 0.0), [0.5, 1e5], [0.0, -0.5]),
    "burn: payload": (lambda x: launch.payload_after_burn(x, 1.0, 1.0, 3e3), *NOT_NEGATIVE),
    "burn: stage": (lambda x: launch.payload_after_burn(1.0, x, 1.0, 3e3), *NOT_NEGATIVE),
    "burn: speed": (lambda x: launch.payload_after_burn(1.0, 1.0, 1.0, x), *ABOVE_NOUGHT),
    "deployed": (lambda x: launch.deployed_share(1.0, x, 1.0), *ABOVE_NOUGHT),
    "learned: price": (lambda x: learning.production_for_price(x, 2.0, 1.0, 0.2), *ABOVE_NOUGHT),
    "learned: first": (lambda x: learning.production_for_price(1.0, x, 1.0, 0.2), *ABOVE_NOUGHT),
    "learned: start": (lambda x: learning.production_for_price(1.0, 2.0, x, 0.2), *ABOVE_NOUGHT),
    "learned: rate": (lambda x: learning.learned_price(1.0, 1.0, 1.0, x), [0.5, 1.0 - 1e-9], [1.0, 1.05]),
    "learned: made": (lambda x: learning.learned_price(1.0, x, 1.0, 0.2), *NOT_NEGATIVE),
    "learned: begin": (lambda x: learning.learned_price(1.0, 1.0, x, 0.2), *ABOVE_NOUGHT),
    "grown: rate": (lambda x: learning.grown_production(1.0, x, 0.1), *NOT_NEGATIVE),
    "grown: growth": (lambda x: learning.time_to_produce(1.0, 1.0, x), [0.5, 0.0], [-1.0, -1.05]),
    "pointing: outage": (lambda x: link.pointing_loss(1e-5, 1e-6, x), [1e-9, 0.5, 1.0 - 1e-9], [0.0, 1.0, 1.05, -0.5]),
    "received": (lambda x: link.received_power(1.0, 0.1, 0.9, 1.5e-6, x), *ABOVE_NOUGHT),
    "flow": (lambda x: loop.mass_flow(1.0, 4e3, x), *ABOVE_NOUGHT),
    "flow: heat": (lambda x: loop.mass_flow(1.0, x, 4.0), *ABOVE_NOUGHT),
    "ramp: first": (lambda x: manufacturing.ramp_power(0.5, x, 9.0, "exponential"), *ABOVE_NOUGHT),
    "ramp: target": (lambda x: manufacturing.ramp_power(0.5, 1.0, x, "exponential"), *ABOVE_NOUGHT),
    "cells: efficiency": (lambda x: manufacturing.cell_area(1.0, x, 1361.0), *ABOVE_NOUGHT),
    "cells: flux": (lambda x: manufacturing.cell_area(1.0, 0.3, x), *ABOVE_NOUGHT),
    "market: power": (lambda x: market.market_value(x, 2.0), *NOT_NEGATIVE),
    "market: price": (lambda x: market.market_value(2.0, x), *NOT_NEGATIVE),
    "market: value": (lambda x: market.price_per_power(x, 2.0), *NOT_NEGATIVE),
    "market: sold": (lambda x: market.price_per_power(2.0, x), *ABOVE_NOUGHT),
    "area price": (lambda x: market.area_price_per_power(x, 0.3, 1361.0), *NOT_NEGATIVE),
    "area price: efficiency": (lambda x: market.area_price_per_power(1.0, x, 1361.0), *ABOVE_NOUGHT),
    "area price: irradiance": (lambda x: market.area_price_per_power(1.0, 0.3, x), *ABOVE_NOUGHT),
    "market share": (lambda x: market.share(1.0, x), *ABOVE_NOUGHT),
    "volume: price": (lambda x: market.volume_learning_rate([1.0, 2.0], np.stack(np.broadcast_arrays(x, 2.0), -1)),
                      *ABOVE_NOUGHT),
    "volume: volume": (lambda x: market.volume_learning_rate(np.stack(np.broadcast_arrays(x, 3.0), -1), [2.0, 1.0]),
                       [TINY, 0.5, 3.5], [0.0, -0.5, 3.0]),
    "price: volume": (lambda x: market.price_at_volume(x, 1.0, 1.0, 0.2), *ABOVE_NOUGHT),
    "price: known": (lambda x: market.price_at_volume(1.0, x, 1.0, 0.2), *ABOVE_NOUGHT),
    "price: price": (lambda x: market.price_at_volume(1.0, 1.0, x, 0.2), *NOT_NEGATIVE),
    "price: rate": (lambda x: market.price_at_volume(1.0, 1.0, 1.0, x), [0.5, 1.0 - 1e-9], [1.0, 1.05]),
    "exchange": (lambda x: market.exchange(1.0, x), *ABOVE_NOUGHT),
    "rise": (lambda x: market.before_rise(1.0, x), [-0.5, 0.0, -1.0 + 1e-9], [-1.0, -1.05]),
    "range": (lambda x: market.sum_of_ranges(np.stack(np.broadcast_arrays(x, 2.0), -1)[..., None, :]), [1.0, 2.0],
              [2.0 + 1e-9]),
    "rest": (lambda x: market.rest_of_total(5.0, np.stack(np.broadcast_arrays(x, 2.0), -1))
             if np.ndim(x) == 0 else market.rest_of_total(np.full(np.shape(x), 5.0), np.stack(
                 np.broadcast_arrays(x, 2.0), -1)), [1.0, 2.0], [2.0 + 1e-9]),
    "mass share": (lambda x: mass.mass_share(np.asarray(x)[..., None], 0.1), *ABOVE_NOUGHT),
    "specific power": (lambda x: mass.specific_power(1.0, x), *ABOVE_NOUGHT),
    "closed orbit": (lambda x: orbit.eccentric_anomaly(1.0, x), [0.0, 0.5, 0.999], [1.0, 1.05, -1e-9]),
    "accelerators": (lambda x: payload.accelerator_count(1e3, x), *ABOVE_NOUGHT),
    "compute": (lambda x: payload.compute_per_watt(1.0, x), *ABOVE_NOUGHT),
    "trials": (lambda x: probability.wilson_interval(0.0, x), [1.0, 9.0], [0.0, 1.0 - 1e-9]),
    "run: before": (lambda x: production.mean_learned_share(x, 1.0, 1.0, 0.2), *NOT_NEGATIVE),
    "run: count": (lambda x: production.mean_learned_share(0.0, x, 1.0, 0.2), *ABOVE_NOUGHT),
    "run: start": (lambda x: production.mean_learned_share(0.0, 1.0, x, 0.2), *ABOVE_NOUGHT),
    "run: rate": (lambda x: production.mean_learned_share(0.0, 1.0, 1.0, x), [0.0, 0.4, 0.5 - 1e-9],
                  [-1e-9, 0.5, 0.52]),
    "radiator: flux": (lambda x: radiator.radiator_area(1.0, x), *ABOVE_NOUGHT),
    "radiator: area": (lambda x: radiator.radiator_temperature(1.0, x, [0.9]), *ABOVE_NOUGHT),
    "radiator: heat": (lambda x: radiator.radiator_temperature(x, 1.0, [0.9], environment=2.0, sink_temperature=0.0),
                       [-2.0, 0.0, 5.0], [-2.0 - 1e-9, -3.0]),
    "day: latitude": (lambda x: solar_storage.day_length(x, 0.1), [-math.pi / 2, 0.0, math.pi / 2],
                      [1.58, -1.58, -math.pi / 2 - 2e-9, math.pi / 2 + 2e-9]),
    "plant: factor": (lambda x: solar_storage.solar_plant(x, 3e4, 0.9, 0.0), *A_SHARE),
    "plant: day": (lambda x: solar_storage.solar_plant(0.2, x, 0.9, 0.0), [0.5, 3e4, 86400.0],
                   [0.0, -1.0, 86400.0 + 1e-6]),
    "plant: efficiency": (lambda x: solar_storage.solar_plant(0.2, 3e4, x, 0.0), *A_SHARE),
    "plant: autonomy": (lambda x: solar_storage.solar_plant(0.2, 3e4, 0.9, x), *NOT_NEGATIVE),
    "rectangles: area": (lambda x: stowage.rectangle_sides(x, 1.0, 1.0), *NOT_NEGATIVE),
    "rectangles: count": (lambda x: stowage.rectangle_sides(1.0, x, 1.0), *ABOVE_NOUGHT),
    "rectangles: aspect": (lambda x: stowage.rectangle_sides(1.0, 1.0, x), *ABOVE_NOUGHT),
    "folds": (lambda x: stowage.fold_segments(1.0, x), *ABOVE_NOUGHT),
    "box: volume": (lambda x: stowage.box_sides(x, 1.0, 1.0), *NOT_NEGATIVE),
    "box: length": (lambda x: stowage.box_sides(1.0, x, 1.0), *ABOVE_NOUGHT),
    "box: height": (lambda x: stowage.box_sides(1.0, 1.0, x), *ABOVE_NOUGHT),
    "plate: distance": (lambda x: view_factor.sphere_view_factor(0.5, x), [1.0, 1.5], [1.0 - 1e-9, 0.5]),
    "circle: distance": (lambda x: view_table.circle_view_factor(np.array([0.5, 0.2]), x) if np.ndim(x) == 0 else
                         view_table.circle_view_factor(np.full((*np.shape(x), 2), 0.5), np.asarray(x)),
                         [1.0, 1.5], [1.0 - 1e-9, 0.5]),
    "fleet: radius": (lambda x: orbits.circular_orbits(x, 1.0), [1e-3, 7e6], [0.0, -7e6]),
    "weights": (lambda x: hemispherical.normal_weighted(np.ones((*np.shape(x), 2)), np.stack(
        np.broadcast_arrays(x, 0.0), axis=-1)), *ABOVE_NOUGHT),
    "planck: temperature": (lambda x: hemispherical.planck_weight(WAVES, x), [300.0, 6000.0], [0.0, -1.0]),
    "index: gap": (lambda x: index.shifted_index(WAVES, np.ones(60), np.ones(60), x, 2e-19, WAVES[5]),
                   [1e-19, 2e-19], [0.0, -1e-19]),
    "index: reference": (lambda x: [index.shifted_index(WAVES, np.ones(60), np.ones(60), 2e-19, float(each), WAVES[5])
                                    for each in np.ravel(x)], [1e-19, 2e-19], [0.0, -1e-19]),
    "cover": (lambda x: shielding.slab_directions(np.array([1.0]), x), *NOT_NEGATIVE),
    "protons": (lambda x: solar_protons.solar_proton_fluence(5.0, x, 1.0, 2.0), [1e-9, 0.5, 1.0 - 1e-9],
                [0.0, 1.0, 1.05, -0.5]),
    "cluster: step": (lambda x: [cluster.cluster_lattice(2.0, float(each)) for each in np.ravel(x)], [0.5, 1.0],
                      [0.0, -0.5]),
    "cluster: radius": (lambda x: [cluster.cluster_lattice(float(each), 1.0) for each in np.ravel(x)], [0.0, 2.0],
                        [-1e-9, -0.5]),
    "confidence": (lambda x: [probability.wilson_interval(1.0, 2.0, float(each)) for each in np.ravel(x)],
                   [1e-6, 0.5, 1.0 - 1e-9], [0.0, 1.0, 1.05]),
    "walker: planes": (lambda x: [constellation.walker(int(each), 1) for each in np.ravel(x)], [1, 2], [0, -1]),
    "walker: satellites": (lambda x: [constellation.walker(1, int(each)) for each in np.ravel(x)], [1, 2], [0, -1]),
    "bins": (lambda x: [spectrum.bin_means(WAVES, SUN, [5e-7, 6e-7, 6e-7 + float(each)]) for each in np.ravel(x)],
             [1e-9, 1e-7], [0.0, -1e-9]),
    "damage: fluence": (lambda x: damage.fit(np.array([float(np.max(x)) + 1e14, *np.ravel(x)]), np.full(
        1 + np.size(x), 0.9)), [1e10, 1e13], [0.0, -1e13]),
}  # fmt: skip


@pytest.mark.parametrize("name", LIMITS)
def test_limits(name: str) -> None:
    call, taken, refused = LIMITS[name]
    with np.errstate(all="ignore"):
        for good in taken:
            call(good)
        call(np.array(taken))
        for bad in refused:
            with pytest.raises(ValueError, match=" "):
                call(bad)
            for others in ([taken[0], bad], [bad, taken[-1]]):
                with pytest.raises(ValueError, match=" "):
                    call(np.array(others))


def test_orbits_that_no_inclination_keeps_with_the_sun() -> None:
    """Vallado, section 11.4.1: beyond a height of some 5,980 km no circular orbit turns with the Sun."""
    assert orbit.sun_synchronous_inclination(R_EARTH + 5.9e6) > math.radians(165.0)
    for heights in (6.1e6, [7e5, 6.1e6]):
        with pytest.raises(ValueError, match="sun-synchronous"):
            orbit.sun_synchronous_inclination(R_EARTH + np.array(heights))


def test_tables_of_dose_and_their_limits() -> None:
    grid = np.array([4e5, 8e5]), np.array([0.0, 1.0]), np.array([1.0, 10.0])
    table = np.ones((2, 2, 2))
    for good in ((6e5, 0.0, 1.0), (6e5, math.pi, 5.0), (6e5, 1.0, 10.0)):
        dose.dose(*good, *grid, table)
    for bad in ((6e5, -1e-9, 1.0), (6e5, math.pi + 1e-9, 1.0), (6e5, 1.0, 0.0), (6e5, [1.0, -0.1], 1.0),
                (6e5, 1.0, [5.0, -1.0])):  # fmt: skip
        with pytest.raises(ValueError, match=" "):
            dose.dose(*bad, *grid, table)

