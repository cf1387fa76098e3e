"""The two faces of a panel: how much sunlight they take, and how well they radiate."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from studio import catalogue
from studio.analysis.result import FloatArray
from studio.analysis.stack.grid import COARSE, WAVELENGTH, space
from studio.analysis.stack.index import at, layer_gap, table_of
from studio.analysis.stack.model import FILM_LIMIT, Optical, cell_coverage, seen_bare, seen_from_back
from studio.catalogue.optical import OpticalTable, optical
from studio.design.panel import Layer, Stack
from studio.design.user_material import UserMaterial
from studio.physics.optics.hemispherical import hemispherical_absorptance, planck_weight
from studio.physics.optics.stack_light import StackLight, stack_light

How = Literal["computed", "table", "stated"]
Behind = Literal["nothing", "metal", "unknown"]
"""What lies behind the layers whose infrared is known."""
INFRARED: Final = np.geomspace(2.5e-6, 60e-6, 48)
"""Wavelengths [m] that hold 97 % of the emission at 300 K."""
_INFRARED_REACH: Final = (3.0e-6, 12.0e-6)
"""What a table must cover to be used in the infrared: half of the emission at 300 K lies between."""
_PANEL_TEMPERATURE: Final = 320.0
_PASSING: Final = 0.5
"""Share of thermal radiation that may pass the layers whose infrared is known, where no metal lies deeper. What lies
deeper is taken for a mirror of silver; where more passes, the emittance comes from a table."""
_TEN: Final = 10.0e-6
_METAL: Final = 10.0
"""Extinction coefficient at ten micrometres from which on a layer is a mirror."""
_MADE: Final = 1e-4
"""Share of sunlight that a layer may seem to make before its optics are refused."""
_LEAST: Final = 0.01
"""Emittance of a face whose layers are clear, or mirrors, in all the infrared that is known: the least to be stated."""
_THIN: Final = 1e-6
"""Films that hardly show at ten micrometres, unless they conduct."""
_THICK: Final = 5e-6
COARSE_AT: Final = np.minimum(np.arange(0, WAVELENGTH.size, COARSE) + COARSE // 2, WAVELENGTH.size - 1)
"""Positions on the grid that stand for their neighbours where a mean over the spectrum is all that is wanted."""


@dataclass(frozen=True, slots=True)
class Face:
    """Solar absorptance and hemispherical emittance of one face, and how the emittance is known."""

    absorptance: float
    emittance: float
    how: How


def lit(seen: Optical, angle: float | FloatArray = 0.0, at_: NDArray[np.intp] | None = None) -> StackLight:
    """What becomes of light on the layers in `seen`, at every wavelength of the grid or at some of them."""
    index, wavelength = seen.index, WAVELENGTH
    if at_ is not None:
        index, wavelength = index[..., at_], wavelength[at_]
    return stack_light(index, seen.thickness, seen.coherent, wavelength, angle=angle, path_factor=seen.path_factor)


def coarse_power() -> FloatArray:
    """(W') Irradiance of space sunlight that each of the coarse wavelengths stands for [W/m²]."""
    return np.add.reduceat(space().power, np.arange(0, WAVELENGTH.size, COARSE))


def taken(light: StackLight, power: FloatArray, backed: bool) -> FloatArray:
    """(…) Share of sunlight with this `power` in each bin that the layers, or what is dark behind them, absorb."""
    share = 1.0 - light.reflectance - (0.0 if backed else light.transmittance)
    weighted: FloatArray = np.clip(share @ power / power.sum(), 0.0, 1.0)
    return weighted


def thin_slabs(seen: Optical, light: StackLight) -> NDArray[np.bool_]:
    """(…) Where light that only adds up in slabs, as the design wants, comes out of a layer that is too thin for that.

    A slab much thinner than the wave has no intensities that could add: metals beside it then seem to take many times
    what there is.
    """
    if not np.any(~np.array(seen.coherent) & (seen.thickness <= FILM_LIMIT)):
        return np.zeros(light.reflectance.shape[:-1], dtype=bool)
    power = space().power / space().total
    wrong: NDArray[np.bool_] = (np.minimum(light.absorptance, 0.0) @ power).min(axis=-1) < -_MADE
    return wrong


def front_absorptance(stack: Stack, over_cells: float) -> Any:
    """Solar absorptance of the whole front: over the cells, and where there are none."""
    share = cell_coverage(stack)
    bare = tuple(layer for layer in stack.layers if layer.coverage >= 1.0)
    if share >= 1.0 or not bare:
        return over_cells
    return share * over_cells + (1.0 - share) * _between_cells(bare, stack.materials)


@lru_cache(maxsize=256)
def _between_cells(layers: tuple[Layer, ...], materials: tuple[UserMaterial, ...]) -> float:
    """Solar absorptance where only the layers lie that cover all of the panel: thousands of stacks share theirs."""
    return _coarse_absorptance(seen_bare(Stack(layers=layers, materials=materials)))


def back_absorptance(stack: Stack) -> float | None:
    """Solar absorptance of the back, or None where its outermost layer has no optical constants."""
    seen = seen_from_back(stack)
    return _coarse_absorptance(seen) if seen.places else None


def _coarse_absorptance(seen: Optical) -> float:
    if not seen.places:
        return 1.0
    return float(taken(lit(seen, at_=COARSE_AT), coarse_power(), seen.backed))


def front_emittance(stack: Stack, *, rough: bool = False) -> tuple[float | None, How]:
    """Hemispherical emittance of the front over the cells.

    `rough` takes thicknesses to three digits, which changes the emittance by less than 0.001: of thousands of stacks
    many then share one.
    """
    return _emittance(stack, tuple(layer for layer in stack.layers if _seen(layer)), rough)


def back_emittance(stack: Stack, *, rough: bool = False) -> tuple[float | None, How]:
    """Hemispherical emittance of the back; see :func:`front_emittance`."""
    return _emittance(stack, tuple(layer for layer in reversed(stack.layers) if _seen(layer)), rough)


def _seen(layer: Layer) -> bool:
    return layer.optics != "none" and layer.role != "interconnect"


def _emittance(stack: Stack, layers: tuple[Layer, ...], rough: bool) -> tuple[float | None, How]:
    rows, known = [], []
    for place, layer in enumerate(layers):
        table = table_of(stack, layer.material) if layer.role != "core" else None
        low, high = _INFRARED_REACH
        if table is None or table.low > low or table.high < high:
            if layer.thickness < _THIN and layer.role not in {"contact", "cell"}:
                continue
            behind: Behind = "metal" if any(_is_metal(stack, deeper) for deeper in layers[place:]) else "unknown"
            break
        rows.append((table, layer_gap(layer, table)))
        known.append(layer)
    else:
        return (_computed(rows, known, "nothing", rough=rough), "computed") if rows else (None, "stated")
    if rows:
        value = _computed(rows, known, behind, rough=rough)
        if value is not None:
            return value, "computed"
    for layer in layers:
        entry = catalogue.materials().get(layer.material)
        if layer.thickness >= _THICK or (entry is not None and layer.role == "contact"):
            if entry is not None and entry.emittance is not None:
                return entry.emittance.value, "table"
            break
    return None, "stated"


def _is_metal(stack: Stack, layer: Layer) -> bool:
    table = table_of(stack, layer.material) if layer.role != "core" else None
    return table is not None and table.high >= _TEN and float(np.interp(_TEN, table.wavelength, table.k)) >= _METAL


def _computed(
    rows: list[tuple[OpticalTable, float | None]], layers: list[Layer], behind: Behind, *, rough: bool
) -> float | None:
    """The emittance of these layers; None where they let too much through to what is not known."""
    thickness = [float(f"{layer.thickness:.3g}") if rough else layer.thickness for layer in layers]
    known = tuple((table, gap, thick) for (table, gap), thick in zip(rows, thickness, strict=True))
    found = _infrared(known, behind)
    return None if found is None else min(max(found, _LEAST), 1.0)


@lru_cache(maxsize=4096)
def _infrared(layers: tuple[tuple[OpticalTable, float | None, float], ...], behind: Behind) -> float | None:
    index = np.array([at(table, gap, INFRARED)[0] for table, gap, _ in layers])
    thickness = np.array([thick for *_, thick in layers])
    coherent = tuple(thick <= _THICK for *_, thick in layers)
    weight = planck_weight(INFRARED, _PANEL_TEMPERATURE)
    if behind == "nothing":
        return float(hemispherical_absorptance(index, thickness, coherent, INFRARED, weight))
    if behind == "unknown":
        passed = stack_light(index, thickness, coherent, INFRARED).transmittance
        if float(passed @ weight) > _PASSING:
            return None
    mirror = at(optical("Ag"), None, INFRARED)[0]
    return float(hemispherical_absorptance(index, thickness, coherent, INFRARED, weight, exit_index=mirror))
