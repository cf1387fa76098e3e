"""Random panels within the bounds of the fields: whole stacks, a little changed or not at all like a panel."""

import math
import random
from collections.abc import Mapping

import msgspec

from studio import catalogue
from studio.analysis import Outcome, evaluate
from studio.catalogue import radiation
from studio.catalogue.optical import optical_list
from studio.catalogue.technology import technologies
from studio.design import Design
from studio.design.ageing import Ageing
from studio.design.environment import Environment
from studio.design.field import Field, nested, struct_fields
from studio.design.junction import Junction
from studio.design.mission import Mission
from studio.design.panel import ROLES, Array, Layer, Stack, Surface
from studio.design.quantity import ELECTRONVOLT
from studio.design.user_material import UserMaterial
from studio.document import preset
from studio.document.stack_text import shipped_stack

MATERIALS = sorted({*optical_list(), *catalogue.materials()})
TECHNOLOGIES = sorted(technologies())
CELLS = sorted(catalogue.cells())
CURVES = ("", *sorted(radiation.damage_curves()))
YEAR = 31557600.0


def _number(r: random.Random, spec: Field) -> float:
    low, high = spec.low, spec.high
    assert low is not None
    assert high is not None
    pick = r.random()
    if pick < 0.2:
        return low if pick < 0.1 else high
    if 0.0 < 50.0 * low < high and pick < 0.9:
        return min(max(math.exp(r.uniform(math.log(low), math.log(high))), low), high)
    return r.uniform(low, high)


def drawn_value(r: random.Random, spec: Field) -> object:
    """A number, switch or choice anywhere within the bounds of its field."""
    if spec.kind == "number":
        return _number(r, spec)
    if spec.kind == "integer":
        return round(_number(r, spec))
    if spec.kind == "switch":
        return r.random() < 0.5
    return r.choice(spec.choices)


def drawn(r: random.Random, kind: type[msgspec.Struct], **given: object) -> object:
    """A value of `kind` with every number, switch and choice anywhere within its bounds, and `given` as they are."""
    values = dict(given)
    for name, spec in struct_fields(kind).items():
        if name in given or nested(kind, name) is not None:
            continue
        if spec.optional and r.random() < 0.6:
            values[name] = None
        elif spec.kind in {"number", "switch", "choice"}:
            values[name] = drawn_value(r, spec)
    return kind(**values)


def _own(r: random.Random, name: str) -> UserMaterial:
    low = r.choice([1e-3, 50.0, 300.0, 400.0, 900.0, 2e3])
    high = low * r.choice([1.0001, 1.5, 4.0, 1e3, 1e5])
    waves = sorted({low, high, *(r.uniform(low, high) for _ in range(r.choice([0, 1, 30])))})
    n, k = r.choice([0.0, 1e-9, 0.05, 1.5, 3.5, 16.0, 1e6]), r.choice([0.0, 0.0, 1e-12, 1e-4, 0.1, 5.0, 30.0])
    rows = (f"{wave!r} {n * r.uniform(0.8, 1.2)!r} {k * r.uniform(0.5, 1.5)!r}" for wave in waves)
    return UserMaterial(name, "\n".join(rows))


def _layer(r: random.Random, name: str, owns: tuple[UserMaterial, ...], sane: bool) -> Layer:
    of_own = bool(owns) and r.random() < 0.2
    layer = drawn(
        r, Layer, name=name, material=r.choice(owns).name if of_own else r.choice([*MATERIALS, "unobtainium"]),
        role=r.choice(list(ROLES)), junction=None,
        thickness=r.choice([1e-9, 5e-6, 0.2]) if r.random() < 0.1 else 10.0 ** r.uniform(-8.5, -3.0),
    )  # fmt: skip
    if sane:
        return msgspec.structs.replace(
            layer, density=r.uniform(1e3, 8e3), specific_heat=r.uniform(300.0, 2e3), coverage=r.choice([1.0, 0.9, 0.05])
        )
    return layer


def _junction(r: random.Random, sane: bool) -> Junction:
    if not sane:
        return drawn(r, Junction)
    return Junction(
        r.uniform(0.6, 2.2) * ELECTRONVOLT, r.uniform(0.5, 1.0), 10.0 ** r.uniform(-6.0, 0.0), r.uniform(1.0, 2.0),
        r.choice([0.0, 1e-7, 1e-4]), r.uniform(0.0, 3e-4), 10.0 ** r.uniform(-2.0, 2.0), r.uniform(0.0, 1e-3), 0.0,
    )  # fmt: skip


def random_stack(r: random.Random) -> Stack:
    """A shipped stack that was stretched and sprinkled, or layers of anything with up to six junctions anywhere."""
    sane = r.random() < 0.6
    owns = tuple(_own(r, f"own {place}") for place in range(r.choice([0, 0, 1, 2])))
    if sane and r.random() < 0.6:
        layers = list(shipped_stack(r.choice(TECHNOLOGIES))[0].layers)
        for place in range(r.choice([0, 1, 2])):
            layers.insert(r.randint(0, len(layers)), _layer(r, f"more {place}", owns, sane))
        layers = [stretched(r, layer) for layer in layers]
        if r.random() < 0.2:
            r.shuffle(layers)
    else:
        layers = [_layer(r, f"layer {place}", owns, sane) for place in range(r.choice([1, 2, 3, 5, 8, 15]))]
        for place in r.sample(range(len(layers)), min(len(layers), r.choice([0, 1, 1, 2, 3, 6]))):
            layers[place] = msgspec.structs.replace(layers[place], junction=_junction(r, sane), role="cell")
    return drawn(
        r, Stack, layers=tuple(layers), materials=owns, front=drawn(r, Surface), back=drawn(r, Surface),
        technology=r.choice(["", "nobody's", *TECHNOLOGIES]), cell=r.choice([*CELLS, "nobody's"]),
        electrical=r.choice(["layers", "layers", "data_sheet"]),
    )  # fmt: skip


def stretched(r: random.Random, layer: Layer) -> Layer:
    """`layer` up to ten times thinner or thicker."""
    return msgspec.structs.replace(layer, thickness=min(max(layer.thickness * 10.0 ** r.uniform(-1.0, 1.0), 1e-9), 0.2))


Orbit = tuple[Design, Mapping[str, Outcome]]


def random_orbits(r: random.Random, count: int) -> list[Orbit]:
    """Designs in orbits from 160 km to the upper end, each with the outcome of the stages that know no panel."""
    start, found = preset("suncatcher-cluster"), []
    heights = [160e3, 300e3, 650e3, 5e6, 20.2e6, 35.786e6, 60e6]
    for place in range(count):
        mission = Mission(
            altitude=heights[place % len(heights)], sun_synchronous=False,
            inclination=r.choice([0.0, 0.5, 1.7, math.pi]), attitude=r.choice(["sun_pointing", "edge_on", "zenith"]),
            lifetime=r.choice([0.0, 1.0, YEAR, 15 * YEAR, 40 * YEAR]),
        )  # fmt: skip
        design = msgspec.structs.replace(start, mission=mission, environment=drawn(r, Environment), requirements=())
        results = evaluate(design, only=("environment",))
        assert results.stage("environment") is not None
        found.append((design, results.outcomes))
    return found


def random_design(r: random.Random, orbit: Orbit) -> Design:
    """The design of an orbit with another panel, array and ageing."""
    ageing = drawn(r, Ageing, damage=r.choice(CURVES))
    return msgspec.structs.replace(orbit[0], stack=random_stack(r), array=drawn(r, Array), ageing=ageing)
