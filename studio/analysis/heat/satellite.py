"""The satellite as nodes: which there are, how they hold and exchange heat, and what flows between them."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.columns import gathered, greatest
from studio.analysis.heat.transport import Transport, along
from studio.analysis.result import FloatArray
from studio.design.thermal import Thermal
from studio.physics.constants import STEFAN_BOLTZMANN
from studio.physics.thermal_network import Network, circulation, conduction, transfer
from studio.text import mark, tr

ALUMINIUM = 900.0
"""Specific heat of plates, structure and radiator [J/(kg·K)]: that of aluminium."""
ELECTRONICS = 700.0
"""Of accelerators and boards [J/(kg·K)]: assumed, that of silicon; copper has half, laminates half as much again."""
CELLS = 1000.0
"""Of battery packs [J/(kg·K)]: assumed, as of lithium-ion cells."""
_LEAST_HEAT = 1e-3
"""So that a path exists where the design has no heat for it [W]."""
_LEAST_SHARE = 1e-9
"""Of the heat of the satellite: a part without heat of its own hangs on the others firmly enough to be as warm."""
_LEAST_CAPACITY = 10.0
"""A part without mass still has some [J/K], so that its temperature is defined."""


@dataclass(frozen=True, slots=True)
class FullHeat:
    """Heat of each part at full load [W], by which the conductances are sized; `total` is what the loop carries."""

    accelerators: Any
    overhead: Any
    structure: Any
    battery: Any
    total: Any


@dataclass(frozen=True, slots=True)
class Masses:
    """Of the parts that hold heat, the coolant left out [kg]."""

    radiator: Any
    payload: Any
    structure: Any
    battery: Any


@dataclass(frozen=True, slots=True)
class Flow:
    """One path: heat runs from `start` to `end` as G (T_hot − T_cold), or σ R (T_hot⁴ − T_cold⁴) where it radiates."""

    start: int
    end: int
    hot: int
    cold: int
    conductance: Any
    radiates: bool = False


@dataclass(frozen=True, slots=True)
class Satellite:
    """n nodes by name, then the boundaries: deep space and the back of the array."""

    names: tuple[str, ...]
    keys: tuple[str, ...]
    boundaries: tuple[str, ...]
    network: Network
    flows: tuple[Flow, ...]

    def node(self, key: str) -> int:
        return self.keys.index(key)

    def heat_of(self, temperature: FloatArray, boundary: FloatArray) -> FloatArray:
        """(…, F) Heat of every path [W] at temperatures (…, n) and boundaries (…, b)."""
        whole = np.concatenate((temperature, np.broadcast_to(boundary, (*temperature.shape[:-1], 2))), axis=-1)
        fourth = STEFAN_BOLTZMANN * whole**4
        hot, cold = [flow.hot for flow in self.flows], [flow.cold for flow in self.flows]
        radiates = np.array([flow.radiates for flow in self.flows])
        difference = np.where(radiates, fourth[..., hot] - fourth[..., cold], whole[..., hot] - whole[..., cold])
        return np.asarray(difference * np.array([flow.conductance for flow in self.flows]), dtype=np.float64)

    def received(self, flows: FloatArray) -> FloatArray:
        """(…, n) What the paths bring to each node, less what they take from it [W]."""
        size = len(self.keys) + len(self.boundaries)
        sign = np.zeros((len(self.flows), size))
        for place, flow in enumerate(self.flows):
            sign[place, flow.start] -= 1.0
            sign[place, flow.end] += 1.0
        return np.asarray(flows @ sign[:, : len(self.keys)], dtype=np.float64)


_NAMES = {
    "accelerators": mark("Accelerators"),
    "plate": mark("Cold plates"),
    "inner_return": mark("Inner coolant, return"),
    "inner_supply": mark("Inner coolant, supply"),
    "return": mark("Coolant, return"),
    "supply": mark("Coolant, supply"),
    "radiator": mark("Radiator"),
    "structure": mark("Structure"),
    "battery": mark("Battery"),
}


def satellite(
    thermal: Thermal, way: Transport, full: FullHeat, emitting: Any, masses: Masses, working: Any = 1.0
) -> Satellite:
    """The network of the satellite, or of many alike, whose numbers are then (B,).

    `emitting` is the radiator's emittance × area × sides × fin efficiency [m²]. Of the loops, the share `working` runs:
    a lost loop takes its flow, its plates and its tubes with it.
    """
    pumped, exchanging = way.outer is not None, way.exchange is not None
    keys = ["accelerators", "plate"]
    keys += ["inner_return", "inner_supply"] if exchanging else []
    keys += ["return", "supply"] if pumped else []
    keys += ["radiator", "structure", "battery"]
    at = {key: place for place, key in enumerate(keys)}
    space, array = len(keys), len(keys) + 1
    rises, heat = [way.rises[..., place] for place in range(way.rises.shape[-1])], greatest(full.total, _LEAST_HEAT)
    least = greatest(_LEAST_HEAT, _LEAST_SHARE * heat)
    collecting = "inner_return" if exchanging else "return" if pumped else "plate"

    def path(start: int, end: int, conductance: Any, radiates: bool = False) -> Flow:
        return Flow(start, end, start, end, conductance, radiates)

    onto_plates = greatest(full.accelerators + full.overhead, least)
    solid = [path(at["accelerators"], at["plate"], greatest(full.accelerators, least) / (rises[0] + rises[1]))]
    streams: list[tuple[int, int, Any]] = []
    passing: Flow | None = None
    if pumped:
        rise = thermal.coolant_rise * along(way.rises) / way.computed_rise
        rate = working * heat / rise
        solid.append(path(at["plate"], at[collecting], working * onto_plates / rises[2]))
        film = heat / greatest(rises[-1] - rise, 1e-4 * rise)
        solid.append(path(at["supply"], at["radiator"], working * film))
        if exchanging:
            streams.append((at["inner_return"], at["inner_supply"], rate))
            passing = Flow(at["inner_supply"], at["return"], at["inner_return"], at["supply"],
                           working * heat / (rises[3] + rise))  # fmt: skip
        streams.append((at["return"], at["supply"], rate))
    else:
        solid.append(path(at["plate"], at["radiator"], working * heat / rises[2]))
    solid += [
        path(at["structure"], at[collecting], greatest(full.structure, least) / thermal.structure_rise),
        path(at["battery"], at["structure"], greatest(full.battery, least) / thermal.battery_rise),
        path(at["structure"], array, thermal.array_conductance),
    ]
    radiating = [
        path(at["radiator"], space, emitting, True),
        path(at["structure"], space, thermal.structure_area * thermal.structure_emittance, True),
    ]
    size, n = len(keys) + 2, len(keys)
    exchange = _matrix(size, solid)
    for hot, cold, rate in streams:
        exchange = exchange + circulation(size, (hot, cold), rate)
    if passing is not None:
        exchange = exchange + transfer(size, passing.start, passing.end, passing.hot, passing.cold, passing.conductance)
    # Against the supply, a loop carries nothing from supply to return and all of its heat back.
    carried = [path(hot, cold, rate) for hot, cold, rate in streams]
    radiation = _matrix(size, radiating)
    return Satellite(
        tuple(tr(_NAMES[key]) for key in keys),
        tuple(keys),
        (tr(mark("Deep space")), tr(mark("Array back"))),
        Network(_capacities(thermal.plate_share, way, keys, masses), exchange[..., :n, :], radiation[..., :n, :]),
        (*solid, *carried, *(() if passing is None else (passing,)), *radiating),
    )


def _matrix(size: int, paths: list[Flow]) -> FloatArray:
    ends = tuple(one.start for one in paths), tuple(one.end for one in paths)
    return conduction(size, *ends, gathered(one.conductance for one in paths))


def _capacities(plates: float, way: Transport, keys: list[str], masses: Masses) -> FloatArray:
    held = {
        "accelerators": (1.0 - plates) * masses.payload * ELECTRONICS,
        "plate": plates * masses.payload * ALUMINIUM,
        "radiator": masses.radiator * ALUMINIUM,
        "structure": masses.structure * ALUMINIUM,
        "battery": masses.battery * CELLS,
    }
    for circuit, prefix in ((way.inner, "inner_"), (way.outer, "")):
        if circuit is not None:
            half = 0.5 * circuit.mass * circuit.coolant.specific_heat.value
            held[f"{prefix}return"] = held[f"{prefix}supply"] = half
    found: FloatArray = np.maximum(gathered(held[key] for key in keys), _LEAST_CAPACITY)
    return found
