"""A tandem panel for tests: perovskite on a silicon heterojunction, with a grid, a honeycomb behind and all faces."""

import msgspec

from studio.design import Design
from studio.design.junction import Junction
from studio.design.panel import Layer, Stack, Surface
from studio.design.quantity import ELECTRONVOLT
from studio.document import preset


def _layer(name: str, material: str, role: str, thickness: float, density: float, **others: object) -> Layer:
    return Layer(name, material, role, thickness, density, **{"coverage": 0.9, **others})  # type: ignore[arg-type]


def tandem(top_gap: float = 1.68, **changes: object) -> Stack:
    """A 1.68/1.12 eV tandem under 50 µm of glass; `changes` replace fields of the stack."""
    top = Junction(top_gap * ELECTRONVOLT, radiative_efficiency=5e-3)
    bottom = Junction(1.12 * ELECTRONVOLT, radiative_efficiency=1e-2)
    stack = Stack(
        electrical="layers",
        front=Surface(0.9, 0.85, "layers"),
        back=Surface(0.3, 0.8, "layers"),
        layers=(
            _layer("coating", "MgF2", "coating", 100e-9, 3150.0),
            _layer("cover", "cover-glass", "cover", 50e-6, 2600.0),
            _layer("glue", "silicone", "adhesive", 25e-6, 1080.0),
            _layer("grid", "Ag", "interconnect", 10e-6, 10490.0, coverage=0.03),
            _layer("front contact", "ITO", "contact", 50e-9, 7140.0),
            _layer("top", "perovskite-CsFA", "cell", 500e-9, 4100.0, junction=top),
            _layer("middle", "ITO", "contact", 20e-9, 7140.0),
            _layer("bottom", "Si", "cell", 110e-6, 2329.0, light_path=10.0, junction=bottom),
            _layer("mirror", "Ag", "contact", 0.5e-6, 10490.0),
            _layer("rear glue", "silicone", "adhesive", 25e-6, 1080.0),
            _layer("blanket", "polyimide", "substrate", 50e-6, 1420.0, coverage=1.0),
        ),
    )
    return msgspec.structs.replace(stack, **changes)


def with_layer(stack: Stack, name: str, **changes: object) -> Stack:
    """`stack` with other fields in one layer."""
    layers = tuple(
        msgspec.structs.replace(layer, **changes) if layer.name == name else layer for layer in stack.layers
    )
    return msgspec.structs.replace(stack, layers=layers)


def panel_design(stack: Stack | None = None, **ageing: object) -> Design:
    """The start preset with a stack of layers, aged as computed."""
    design = preset("suncatcher-cluster")
    return msgspec.structs.replace(
        design,
        stack=tandem() if stack is None else stack,
        ageing=msgspec.structs.replace(design.ageing, model="computed", **ageing),
    )
