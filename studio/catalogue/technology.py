"""The solar-cell technologies that ship as whole layer stacks: what is published of each, and how sure it is."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Literal

import msgspec

from studio import resource
from studio.catalogue.entry import Id, Name
from studio.catalogue.sourced import Confidence, Sourced, Within
from studio.catalogue.table import find, read
from studio.text import mark

Spectrum = Literal["AM0", "AM1.5G"]


class Evidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a judgement or a statement comes from."""

    source: Annotated[str, msgspec.Meta(min_length=10, max_length=400)]
    date: Annotated[str, msgspec.Meta(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]
    confidence: Confidence


class Heritage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What has flown."""

    text: Annotated[str, msgspec.Meta(min_length=3, max_length=400)]
    source: Annotated[str, msgspec.Meta(min_length=10, max_length=400)]
    date: Annotated[str, msgspec.Meta(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]
    confidence: Confidence


class Technology(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of solar cell as published, for the bare cell at beginning of life, and the stack that models it."""

    id: Id
    name: Name
    architecture: Annotated[str, msgspec.Meta(min_length=10, max_length=300)]
    """The sequence of the device, in words."""
    stack: Id
    """The shipped stack: `stacks/<stack>.json` among the resources."""
    spectrum: Spectrum
    """The spectrum of the published figures; AM1.5G ones are of 25 °C, AM0 ones of 28 °C."""
    reference_irradiance: Annotated[Sourced, Within(900.0, 1420.0)]
    """The irradiance [W/m²] that the efficiency is stated for."""
    efficiency: Annotated[Sourced, Within(0.01, 0.6)]
    trl: Annotated[int, msgspec.Meta(ge=1, le=9)]
    """Technology readiness level for space, ISO 16290."""
    trl_source: Evidence
    heritage: Heritage
    damage: Id
    """The damage curve under radiation."""
    cell: Id | None = None
    """The cell of the catalogue whose data sheet is nearest."""
    jsc: Annotated[Sourced | None, Within(10.0, 1000.0)] = None
    """Short-circuit current density [A/m²]."""
    voc: Annotated[Sourced | None, Within(0.1, 10.0)] = None
    """Open-circuit voltage [V]."""
    fill_factor: Annotated[Sourced | None, Within(0.3, 0.95)] = None
    temperature_coefficient: Annotated[Sourced | None, Within(-0.02, 0.005)] = None
    """Relative change of the maximum power per kelvin."""
    price_low: Annotated[Sourced | None, Within(0.1, 1e6)] = None
    """Of the cells, per area [USD/m²]."""
    price_high: Annotated[Sourced | None, Within(0.1, 1e6)] = None
    max_temperature: Annotated[Sourced | None, Within(273.15, 600.0)] = None
    """Highest temperature in continuous operation [K]."""
    note: str = ""


@cache
def technologies() -> Mapping[str, Technology]:
    """The technologies by id, in the order of the file."""
    return read(resource.path("catalogue", "technologies.json"), Technology)


def technology(id: str) -> Technology:
    """The technology called `id`; CatalogueError where there is none."""
    return find(technologies(), id, mark("there is no technology “{id}”; nearest are {nearest}"))
