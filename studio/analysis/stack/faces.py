"""The two faces of a panel: how much sunlight they take, and how well they radiate."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from studio import catalogue
from studio.analysis.columns import gathered, plain
from studio.analysis.result import FloatArray
from studio.analysis.stack.batch import Block, alone, lights_differ, seen_by_all
from studio.analysis.stack.grid import COARSE, WAVELENGTH, space
from studio.analysis.stack.index import at, layer_gap, table_of
from studio.analysis.stack.model import FILM_LIMIT, THICK, THIN, Optical, cell_coverage, seen_bare, seen_from_back
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


def front_absorptance(block: Block, over_cells: Any) -> Any:
    """Solar absorptance of the whole front: over the cells, and where there are none."""
    bare = [place for place, layer in enumerate(block.first.layers) if layer.coverage >= 1.0]
    if cell_coverage(block.first) >= 1.0 or not bare:
        return over_cells
    share, between = cell_coverage(block.stack), block.part(bare)
    if lights_differ(between.stack):
        beside = _coarse_absorptance(between, seen_bare(between.first))
    else:
        beside = _between_cells(between.first.layers, block.first.materials)
    return share * over_cells + (1.0 - share) * beside


@lru_cache(maxsize=256)
def _between_cells(layers: tuple[Layer, ...], materials: tuple[UserMaterial, ...]) -> Any:
    """Solar absorptance where only the layers lie that cover all of the panel: thousands of stacks share theirs."""
    stack = Stack(layers=layers, materials=materials)
    return _coarse_absorptance(alone(stack), seen_bare(stack))


def back_absorptance(block: Block) -> Any:
    """Solar absorptance of the back, or None where its outermost layer has no optical constants."""
    seen = seen_from_back(block.first)
    if not seen.places:
        return None
    met = block.part(sorted(seen.places))
    if lights_differ(met.stack):
        return _coarse_absorptance(block, seen)
    return _behind(met.first.layers, block.first.materials, seen.backed)


@lru_cache(maxsize=256)
def _behind(layers: tuple[Layer, ...], materials: tuple[UserMaterial, ...], backed: bool) -> Any:
    """Solar absorptance of the back of layers that light meets, with something dark before them or not."""
    stack = Stack(layers=layers, materials=materials)
    return _coarse_absorptance(alone(stack), replace(seen_from_back(stack), backed=backed))


def _coarse_absorptance(block: Block, seen: Optical) -> Any:
    if not seen.places:
        return 1.0
    return plain(taken(lit(seen_by_all(block, seen), at_=COARSE_AT), coarse_power(), seen.backed))


def front_emittance(block: Block, *, rough: bool = False) -> tuple[Any, Any]:
    """Hemispherical emittance of the front over the cells, and how it is known; None or NaN where it is not.

    `rough` takes thicknesses to three digits, which changes the emittance by less than 0.001: of thousands of stacks
    many then share one.
    """
    return _emittance(block, [place for place, layer in enumerate(block.first.layers) if _seen(layer)], rough)


def back_emittance(block: Block, *, rough: bool = False) -> tuple[Any, Any]:
    """Hemispherical emittance of the back; see :func:`front_emittance`."""
    return _emittance(block, [place for place, layer in enumerate(block.first.layers) if _seen(layer)][::-1], rough)


def _seen(layer: Layer) -> bool:
    return layer.optics != "none" and layer.role != "interconnect"


def _emittance(block: Block, places: list[int], rough: bool) -> tuple[Any, Any]:
    stack, known, films = block.first, list[Known](), list[bool]()
    layers = [stack.layers[place] for place in places]
    behind: Behind = "nothing"
    low, high = _INFRARED_REACH
    for number, (place, layer) in enumerate(zip(places, layers, strict=True)):
        table = table_of(stack, layer.material) if layer.role != "core" else None
        if table is None or table.low > low or table.high < high:
            if layer.thickness < THIN and layer.role not in {"contact", "cell"}:
                continue
            behind = "metal" if any(_is_metal(stack, deeper) for deeper in layers[number:]) else "unknown"
            break
        own = block.stack.layers[place]
        known.append((table, layer_gap(own, table), own.thickness))
        films.append(layer.thickness <= THICK)
    if not known:
        return (None, "stated") if behind == "nothing" else _of_table(layers)
    value = _computed(known, tuple(films), behind, rough)
    unknown = np.isnan(value)
    if not np.any(unknown):
        return value, "computed"
    otherwise, how = _of_table(layers)
    if np.all(unknown):
        return otherwise, how
    found = np.where(unknown, np.nan if otherwise is None else otherwise, value)
    return found, np.where(unknown, how, "computed").astype(object)


def _of_table(layers: list[Layer]) -> tuple[float | None, How]:
    """The emittance that the catalogue has of the outermost layer that decides."""
    for layer in layers:
        entry = catalogue.materials().get(layer.material)
        if layer.thickness >= THICK or (entry is not None and layer.role == "contact"):
            if entry is not None and entry.emittance is not None:
                return entry.emittance.value, "table"
            break
    return None, "stated"


def _is_metal(stack: Stack, layer: Layer) -> bool:
    table = table_of(stack, layer.material) if layer.role != "core" else None
    return table is not None and table.high >= _TEN and float(np.interp(_TEN, table.wavelength, table.k)) >= _METAL


Known = tuple[OpticalTable, Any, Any]
"""Table, gap [J] and thickness [m] of a layer, of one stack or many."""
Tuned = OpticalTable | tuple[OpticalTable, bool]
"""A table that is taken as it is, or shifted to a gap."""
_AT_ONCE: Final = 64


def _computed(layers: list[Known], films: tuple[bool, ...], behind: Behind, rough: bool) -> Any:
    """The emittance of these layers; NaN where they let too much through to what is not known."""
    tables = tuple(table if gap is None else (table, True) for table, gap, _ in layers)
    numbers = gathered(value for _, gap, thick in layers for value in (0.0 if gap is None else gap, thick))
    if rough:
        scale = 10.0 ** (np.floor(np.log10(numbers[..., 1::2])) - 2.0)
        numbers[..., 1::2] = np.rint(numbers[..., 1::2] / scale) * scale
    if numbers.ndim == 1:
        return _infrared(tables, films, tuple(numbers.tolist()), behind)
    different, inverse = np.unique(numbers, axis=0, return_inverse=True)
    found = np.empty(len(different))
    for start in range(0, len(different), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        found[part] = _infrared_of(tables, films, different[part], behind)
    return found[inverse.reshape(-1)]


@lru_cache(maxsize=4096)
def _infrared(tables: tuple[Tuned, ...], films: tuple[bool, ...], numbers: tuple[float, ...], behind: Behind) -> float:
    return float(_infrared_of(tables, films, np.array(numbers), behind))


def _infrared_of(
    tables: tuple[Tuned, ...], films: tuple[bool, ...], numbers: FloatArray, behind: Behind
) -> FloatArray:  # fmt: skip
    """(…) The emittance of layers of which the gaps [J] and thicknesses [m] are given in turn, (…, 2 L)."""
    gaps, thickness = numbers[..., 0::2], numbers[..., 1::2]
    rows = [at(table[0], gaps[..., row], INFRARED)[0] if isinstance(table, tuple) else at(table, None, INFRARED)[0]
            for row, table in enumerate(tables)]  # fmt: skip
    index = np.stack(np.broadcast_arrays(*rows), axis=-2)
    weight = planck_weight(INFRARED, _PANEL_TEMPERATURE)
    if behind == "nothing":
        found = hemispherical_absorptance(index, thickness, films, INFRARED, weight)
    else:
        mirror = at(optical("Ag"), None, INFRARED)[0]
        found = hemispherical_absorptance(index, thickness, films, INFRARED, weight, exit_index=mirror)
    found = np.clip(found, _LEAST, 1.0)
    if behind == "unknown":
        passed = stack_light(index, thickness, films, INFRARED).transmittance
        found = np.where(passed @ weight > _PASSING, np.nan, found)
    return np.asarray(found)
