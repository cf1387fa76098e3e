"""Random satellites within the bounds of the fields: presets a little changed, and parts drawn over all they take."""

import random

import msgspec

from studio import catalogue
from studio.catalogue.launcher import launchers
from studio.catalogue.market import installations
from studio.catalogue.site import OWN_PLACE, sites
from studio.catalogue.supply import wafers
from studio.design import Design, check, set_value
from studio.design.field import Field, nested, struct_fields
from studio.design.fleet import Fleet, Shell
from studio.document import preset, presets
from tests.analysis.random_panels import drawn_value

PRESETS = tuple(preset(one.name) for one in presets())
PARTS = ("mission", "environment", "constellation", "array", "power", "battery", "payload", "thermal", "link",
         "platform", "geometry", "programme", "ground", "cost", "launch")  # fmt: skip
IDS = {
    "accelerators": tuple(catalogue.accelerators()),
    "coolants": tuple(catalogue.coolants()),
    "exchangers": ("", *catalogue.exchangers()),
    "batteries": ("", *catalogue.batteries()),
    "wafers": ("", *wafers()),
    "installations": tuple(installations()),
    "launchers": tuple(launchers()),
    "sites": (*sites(), OWN_PLACE),
}
EPOCHS = ("1972-01-01", "1999-12-31T23:59:59", "2026-01-01T00:00:00", "2027-06-21T12:00:00", "2100-06-01")


def random_value(r: random.Random, part: str, spec: Field) -> object:
    """A value of the field `spec`: of the catalogue where it is an id, else anywhere within its bounds."""
    if spec.catalogue:
        return r.choice(IDS[spec.catalogue])
    if spec.name == "epoch":
        return r.choice(EPOCHS)
    if spec.name == "precision":
        return r.choice(("", "", "FP8 dense", "nobody's"))
    if spec.name == "name":
        return "shell"
    if spec.name == "rates_date":
        return r.choice(("", "2026-02"))
    if spec.kind == "text":
        return "a name"
    if spec.optional and r.random() < 0.5:
        return None
    if spec.kind == "number" and spec.low == 0.0 and r.random() < 0.2:
        return spec.high * 10.0 ** r.uniform(-12.0, 0.0)  # what is nearly nothing, which a uniform draw never is
    return drawn_value(r, spec)


def random_satellite(r: random.Random) -> Design:
    """A preset with a few fields changed, with one whole part drawn anew, or with every part drawn anew."""
    design, how = r.choice(PRESETS), r.random()
    parts = PARTS if how < 0.2 else [r.choice(PARTS)] if how < 0.5 else []
    for part in parts:
        design = msgspec.structs.replace(design, **{part: _part(r, part, type(getattr(design, part)))})
    for _ in range(r.choice((0, 1, 3, 8, 20))):
        part = r.choice(PARTS)
        spec = r.choice(_plain(type(getattr(design, part))))
        design = set_value(design, f"{part}.{spec.name}", random_value(r, part, spec))
    if r.random() < 0.2:
        shells = tuple(_shell(r, f"shell {number}") for number in range(r.choice((1, 1, 2, 5))))
        design = msgspec.structs.replace(design, fleet=Fleet(shells))
    return _consistent(r, design)


def _shell(r: random.Random, name: str) -> Shell:
    shell = msgspec.structs.replace(_part(r, "fleet", Shell), name=name)
    if shell.planes * shell.satellites_per_plane * shell.copies > 50_000:
        shell = msgspec.structs.replace(shell, satellites_per_plane=r.choice((1, 2, 10)), copies=r.choice((1, 2)))
    return shell


def _plain(kind: type[msgspec.Struct]) -> list[Field]:
    return [spec for name, spec in struct_fields(kind).items() if nested(kind, name) is None]


def _part(r: random.Random, part: str, kind: type[msgspec.Struct]) -> msgspec.Struct:
    return kind(**{spec.name: random_value(r, part, spec) for spec in _plain(kind)})


def _consistent(r: random.Random, design: Design) -> Design:
    """`design` without what `check` refuses: a design that contradicts itself computes nothing and attacks nothing."""
    for issue in check(design):
        if issue.severity != "error":
            continue
        if issue.where == "mission.eccentricity":
            design = set_value(design, issue.where, 0.0)
        elif issue.where == "battery.chemistry":
            design = set_value(design, issue.where, r.choice(IDS["batteries"][1:]))
        elif issue.where == "constellation.satellites_per_plane":
            ring = design.constellation.pattern == "ring"
            design = set_value(design, "constellation.shells", 1)
            if ring:
                design = set_value(design, "constellation.ring_spacing", max(design.constellation.ring_spacing, 1e3))
            else:
                design = set_value(design, "constellation.satellites_per_plane", r.choice((1, 2, 100)))
        elif issue.where == "constellation.cluster_spacing":
            design = set_value(design, issue.where, min(10e3, design.constellation.cluster_radius / 10.0))
        elif issue.where == "stack.front.absorptance":
            design = set_value(design, "array.packing_factor", 0.5)
    return design
