"""The light in the panel: what each layer takes of it, and what the two faces absorb and radiate."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, NoReturn

import numpy as np

from studio.analysis.columns import plain
from studio.analysis.result import FloatArray, read_only, result
from studio.analysis.stack import batch, faces
from studio.analysis.stack.grid import WAVELENGTH, space
from studio.analysis.stack.model import FILM_LIMIT, Optical, seen_from_back, seen_from_front
from studio.design import Design, Issue
from studio.design.panel import Stack, Surface
from studio.design.quantity import RATIO
from studio.design.quantity import WAVELENGTH as LENGTH_OF_WAVE
from studio.design.unit_text import per_cent
from studio.text import mark, tr

_TMM = ("Transfer matrix, coherent films and incoherent slabs: S. J. Byrnes, arXiv:1603.02720 (2016); "
        "n and k: see the material of each layer")  # fmt: skip
_SUN = "weighted with ASTM E490 (1366.1 W/m², 119.5 nm to 1 mm)"
_LAYERS = ("stack.layers[].material", "stack.layers[].thickness", "stack.layers[].optics", "stack.layers[].light_path",
           "stack.layers[].junction.band_gap")  # fmt: skip
EXTRAPOLATION = 0.02
"""Share of sunlight beyond the table of a layer from which on the design is warned."""
ROUNDING = 1e-12
"""Absorptance that is the rounding of a difference."""
THINNEST = 100e-9
"""Thinner films change little by what n and k they have where nobody measured them; the layer table says it all the
same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Optics:
    absorptance: float = result(
        mark("Solar absorptance, front"), RATIO, name="panel.absorptance",
        equation="α = Σ E(λ) (1 − R − T) / Σ E(λ), over cells and gaps; as decided where the face is stated",
        source=f"{_TMM}; {_SUN}", inputs=("stack.front.source", "stack.front.absorptance", *_LAYERS), unit="")
    absorptance_back: float = result(
        mark("Solar absorptance, back"), RATIO, name="panel.absorptance_back",
        equation="α = Σ E(λ) (1 − R − T) / Σ E(λ), light from behind; as decided where the face is stated",
        source=f"{_TMM}; {_SUN}", inputs=("stack.back.source", "stack.back.absorptance", *_LAYERS), unit="")
    emittance_front: float = result(
        mark("Emittance, front"), RATIO, name="panel.emittance_front",
        equation="ε = ∫∫ B(λ) (1 − R − T) 2 cos θ sin θ dθ dλ / ∫ B dλ at 320 K of the outer layers whose n and k "
                 "reach the infrared, on silver where little passes them or a metal lies behind; else the table of the "
                 "outermost material; as decided where the face is stated",
        source="Kirchhoff's law; n and k, or the emittance, of the material",
        inputs=("stack.front.source", "stack.front.emittance", *_LAYERS), unit="")
    emittance_back: float = result(
        mark("Emittance, back"), RATIO, name="panel.emittance_back",
        equation="as the front's, from behind", source="Kirchhoff's law; n and k, or the emittance, of the material",
        inputs=("stack.back.source", "stack.back.emittance", *_LAYERS), unit="")
    reflectance_weighted: float | None = result(
        mark("Reflected sunlight"), RATIO, name="panel.reflectance_weighted", equation="Σ E(λ) R(λ) / Σ E(λ)",
        source=f"{_TMM}; {_SUN}", inputs=_LAYERS, optional=True)
    emittance_front_from: str = result(
        mark("Front emittance from"), equation="computed, table or stated", source="See panel.emittance_front",
        inputs=("panel.emittance_front",), unit="")
    emittance_back_from: str = result(
        mark("Back emittance from"), equation="computed, table or stated", source="See panel.emittance_back",
        inputs=("panel.emittance_back",), unit="")
    wavelength: FloatArray | None = result(
        mark("Wavelength"), LENGTH_OF_WAVE, equation="middle of each bin of the grid", source="Definition",
        inputs=_LAYERS, optional=True)
    reflectance: FloatArray | None = result(
        mark("Reflectance"), RATIO, equation="R(λ) over the cells, normal incidence", source=_TMM, inputs=_LAYERS,
        optional=True)
    transmittance: FloatArray | None = result(
        mark("Transmittance"), RATIO, equation="T(λ) through the layers seen from the front", source=_TMM,
        inputs=_LAYERS, optional=True)
    layer_absorptance: FloatArray | None = result(
        mark("Absorptance of each layer"), RATIO,
        equation="A(λ) = fall of the Poynting flux across the layer / incident", source=_TMM, inputs=_LAYERS,
        optional=True)
    layer_names: tuple[str, ...] | None = result(
        mark("Layers seen from the front"), equation="in the order in which light meets them", source="Design",
        inputs=("stack.layers[].name",), unit="", optional=True)
    extrapolated_share: FloatArray | None = result(
        mark("Sunlight beyond each layer's table"), RATIO,
        equation="Σ E(λ) · share that reaches the layer, where n and k are those of the end of their table / Σ E(λ)",
        source="Range of the table of each layer", inputs=_LAYERS, optional=True)
    light: Any
    """The StackLight over the cells, and what it was computed from; None without optical layers."""
    seen: Optical | None
    issues: tuple[Issue, ...] = ()


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Optics:
    """Front and back, at normal incidence over the whole spectrum and at other angles where cells work."""
    return _of(batch.alone(design.stack))


def run_many(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Optics:
    """The same of many stacks: of those that are alike to light it is computed once."""
    stack = design.stack
    if not batch.lights_differ(stack):
        return _with_stated(_alone(batch.first_of(stack)), stack)
    parts = list(batch.patterns(stack))
    if _dark(parts, tables):
        return _with_stated(_alone(parts[0].first), stack, light=False)
    found = [_of(part, many=True) for part in parts]
    return found[0] if len(found) == 1 else _scattered([part.rows for part in parts], found)


def _of(block: batch.Block, *, many: bool = False) -> Optics:
    """Of one stack, or of many of one pattern without what only a view reads."""
    stack, first = block.stack, block.first
    seen = _seen(first)
    if seen is not None:
        seen = batch.seen_by_all(block, seen)
    light = faces.lit(seen) if seen is not None else None
    if light is not None and seen is not None and np.any(faces.thin_slabs(seen, light)):
        _refuse_slab(first, seen)
    front_emittance, front_how = faces.front_emittance(block)
    back_emittance, back_how = faces.back_emittance(block)
    front, back = stack.front, stack.back
    power = space().power
    over_cells = plain(faces.taken(light, power, seen.backed)) if light is not None and seen is not None else None
    absorptance_back = faces.back_absorptance(block) if back.source == "layers" else None
    front_emittance, front_how = _stated(front, front_emittance, front_how)
    back_emittance, back_how = _stated(back, back_emittance, back_how)
    absorptance = front.absorptance
    if front.source == "layers" and over_cells is not None:
        absorptance = faces.front_absorptance(block, over_cells)
    known: dict[str, Any] = {}
    if light is not None and seen is not None:
        known["reflectance_weighted"] = plain(light.reflectance @ power / power.sum())
    if light is not None and seen is not None and not many:
        beyond = _beyond(light, seen, power)
        known |= {
            "wavelength": WAVELENGTH,
            "reflectance": read_only(light.reflectance),
            "transmittance": read_only(light.transmittance),
            "layer_absorptance": read_only(np.where(np.abs(light.absorptance) < ROUNDING, 0.0, light.absorptance)),
            "layer_names": tuple(stack.layers[place].name for place in seen.places),
            "extrapolated_share": read_only(beyond),
            "issues": tuple(_issues(stack, seen, beyond)),
        }
    return Optics(
        absorptance=absorptance,
        absorptance_back=back.absorptance if absorptance_back is None else absorptance_back,
        emittance_front=front_emittance,
        emittance_back=back_emittance,
        emittance_front_from=front_how,
        emittance_back_from=back_how,
        light=light,
        seen=seen,
        **known,
    )


_alone = lru_cache(maxsize=8)(lambda stack: _of(batch.alone(stack)))


def _stated(face: Surface, emittance: Any, how: Any) -> tuple[Any, Any]:
    """The emittance that counts, and how it is known: the stated one where that is wanted, or no other is known."""
    if face.source == "stated" or emittance is None:
        return face.emittance, "stated"
    missing = np.isnan(emittance)
    return (plain(np.where(missing, face.emittance, emittance)), how) if np.any(missing) else (emittance, how)


def _with_stated(alike: Optics, stack: Stack, *, light: bool = True) -> Optics:
    """What stacks have that differ in the numbers of their faces only, or whose light nobody asks for."""
    front, back = stack.front, stack.back
    behind = back.source == "layers" and seen_from_back(batch.first_of(stack)).places
    found = replace(
        alike,
        absorptance=front.absorptance if front.source == "stated" else alike.absorptance,
        absorptance_back=alike.absorptance_back if behind else back.absorptance,
        emittance_front=front.emittance if alike.emittance_front_from == "stated" else alike.emittance_front,
        emittance_back=back.emittance if alike.emittance_back_from == "stated" else alike.emittance_back,
        issues=(),
    )
    return found if light else replace(found, light=None, seen=None, reflectance_weighted=None)


def _dark(parts: list[batch.Block], tables: Mapping[str, Any]) -> bool:
    """Whether nobody asks for the light in stacks of which both faces and the cell are stated."""
    stack = parts[0].first
    if stack.electrical == "layers" or "layers" in {stack.front.source, stack.back.source}:
        return False
    forced = any(layer.optics == "slab" and layer.thickness <= FILM_LIMIT for part in parts
                 for layer in part.first.layers)  # fmt: skip
    return not forced and "panel.reflectance_weighted" not in tables.get("asked", {"panel.reflectance_weighted"})


_AXES = {"reflectance": 1, "transmittance": 1, "absorptance": 2, "thickness": 1, "path_factor": 1, "index": 2}
"""Axes of a stack's own of what light, and what it meets, hold of each."""


def _scattered(rows: list[Any], parts: list[Any]) -> Any:
    """The tables of stacks of several patterns as one of all."""
    first, count = parts[0], sum(map(len, rows))
    found = {}
    for field in fields(first):
        values = [getattr(part, field.name) for part in parts]
        if is_dataclass(values[0]):
            found[field.name] = _scattered(rows, values)
        elif any(isinstance(value, np.ndarray | float | str) for value in values) and field.name != "extrapolated":
            own = _AXES.get(field.name, 0) if not isinstance(first, Optics) else 0
            tails = [np.shape(value)[np.ndim(value) - own :] for value in values]
            whole = np.empty((count, *tails[0]), dtype=np.result_type(*(
                object if isinstance(value, str) else np.asarray(value).dtype for value in values)))  # fmt: skip
            for place, value in zip(rows, values, strict=True):
                whole[place] = np.nan if value is None else value
            found[field.name] = whole
        else:
            found[field.name] = values[0]
    return type(first)(**found)


def _seen(stack: Stack) -> Optical | None:
    """What light meets over the cells, or None where nothing is known of the outermost layer and nothing needs it."""
    seen = seen_from_front(stack)
    if seen.places:
        return seen
    if stack.electrical == "layers" or stack.front.source == "layers":
        raise ValueError(tr(mark("stack.layers: the outermost layer has no optical constants")))
    return None


def _refuse_slab(stack: Stack, seen: Optical) -> NoReturn:
    slabs = [stack.layers[place] for place, film in zip(seen.places, seen.coherent, strict=True) if not film]
    thinnest = min(slabs, key=lambda layer: layer.thickness)
    raise ValueError(tr(
        mark("stack.layers[{name}].optics: the layer is thinner than the waves of light, which interfere in it: it is "
             "a film, no slab"), name=thinnest.name,
    ))  # fmt: skip


def _beyond(light: Any, seen: Optical, power: FloatArray) -> FloatArray:
    """(L,) Share of sunlight that reaches each layer at wavelengths where its table has ended."""
    above = np.cumsum(light.absorptance, axis=0) - light.absorptance
    reaching = np.maximum(1.0 - light.reflectance - above, 0.0)
    share: FloatArray = (reaching * seen.extrapolated) @ power / power.sum()
    return share


def _issues(stack: Stack, seen: Optical, beyond: FloatArray) -> list[Issue]:
    from studio.analysis.stack.index import index_of

    found = []
    for place, share in zip(seen.places, beyond, strict=True):
        layer = stack.layers[place]
        if share < EXTRAPOLATION or layer.thickness < THINNEST:
            continue
        index = index_of(stack, layer)
        assert index is not None
        found.append(Issue("warning", f"stack.layers[{layer.name}].material", tr(
            mark("n and k of {material} are known from {low:.0f} to {high:.0f} nm; {share} of the sunlight reaches "
                 "the layer outside that, where the value at the end of the table is taken"),
            material=layer.material, low=index.table.low * 1e9, high=index.table.high * 1e9,
            share=per_cent(float(share)),
        )))  # fmt: skip
    return found
