"""The light in the panel: what each layer takes of it, and what the two faces absorb and radiate."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NoReturn

import numpy as np

from studio.analysis.result import FloatArray, read_only, result
from studio.analysis.stack import batch, faces
from studio.analysis.stack.grid import WAVELENGTH, space
from studio.analysis.stack.model import Optical, seen_from_back, seen_from_front
from studio.design import Design, Issue
from studio.design.panel import Stack
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
    return _of(design.stack)


def _of(stack: Stack) -> Optics:
    seen = _seen(stack)
    light = faces.lit(seen) if seen is not None else None
    if light is not None and seen is not None and faces.thin_slabs(seen, light):
        _refuse_slab(stack, seen)
    front_emittance, front_how = faces.front_emittance(stack)
    back_emittance, back_how = faces.back_emittance(stack)
    front, back = stack.front, stack.back
    power = space().power
    over_cells = float(faces.taken(light, power, seen.backed)) if light is not None and seen is not None else None
    absorptance_back = faces.back_absorptance(stack) if back.source == "layers" else None
    if front.source == "stated" or front_emittance is None:
        front_emittance, front_how = front.emittance, "stated"
    if back.source == "stated" or back_emittance is None:
        back_emittance, back_how = back.emittance, "stated"
    absorptance = front.absorptance
    if front.source == "layers" and over_cells is not None:
        absorptance = faces.front_absorptance(stack, over_cells)
    known: dict[str, Any] = {}
    if light is not None and seen is not None:
        beyond = _beyond(light, seen, power)
        known = {
            "reflectance_weighted": float(light.reflectance @ power / power.sum()),
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


def run_many(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Optics:
    """The same of many stacks: of those that are alike to light it is computed once."""
    stack = design.stack
    if batch.lights_differ(stack):
        raise ValueError("one by one")
    first = batch.first_of(stack)
    alike = _alone(first)
    behind = stack.back.source == "layers" and seen_from_back(first).places
    return replace(
        alike,
        absorptance=stack.front.absorptance if stack.front.source == "stated" else alike.absorptance,
        absorptance_back=alike.absorptance_back if behind else stack.back.absorptance,
        emittance_front=stack.front.emittance if alike.emittance_front_from == "stated" else alike.emittance_front,
        emittance_back=stack.back.emittance if alike.emittance_back_from == "stated" else alike.emittance_back,
    )


_alone = lru_cache(maxsize=8)(_of)


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
