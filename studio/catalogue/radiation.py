"""Tables of particles, slowing down and damage, read from resources/radiation when first asked for; all SI."""

import json
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from studio import resource
from studio.catalogue.sourced import CatalogueError, Confidence, Sourced, Within
from studio.text import mark, tr

Array = NDArray[np.float64]
MEV: Final = 1.602176634e-13
"""One megaelectronvolt [J]; the files hold MeV, cm and g as their sources do."""
_PER_CM2, _G_PER_CM2 = 1e4, 10.0
_NIEL: Final = MEV * 1e-4 / 1e-3  # MeV cm²/g in J m²/kg


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a table is from."""

    source: str
    date: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, eq=False)
class Trapped:
    """Orbit averages of AE8 and AP8: log₁₀ of the flux [1/(m²·s)] plus `floor`, (altitude, inclination, E)."""

    altitude: Array
    inclination: Array
    electron_energy: Array
    proton_energy: Array
    floor: float
    electrons: Mapping[Literal["min", "max"], Array]
    """AE8 at solar minimum and maximum."""
    protons: Mapping[Literal["min", "max"], Array]
    """AP8 at solar minimum and maximum."""
    provenance: Provenance


@dataclass(frozen=True, slots=True, eq=False)
class SolarProtons:
    """Fluence of solar protons in one active year: mean [1/m²] and relative variance [1] above each energy [J]."""

    energy: Array
    mean: Array
    relative_variance: Array
    provenance: Provenance


@dataclass(frozen=True, slots=True, eq=False)
class Ranges:
    """Ranges [kg/m²] in fused silica by energy [J]."""

    proton_energy: Array
    proton_range: Array
    electron_energy: Array
    electron_range: Array
    provenance: Mapping[str, Provenance]


@dataclass(frozen=True, slots=True, eq=False)
class Niel:
    """Non-ionising energy loss [J·m²/kg] in GaAs by energy [J]."""

    proton_energy: Array
    proton: Array
    electron_energy: Array
    electron: Array
    provenance: Mapping[str, Provenance]


@dataclass(frozen=True, slots=True, eq=False)
class DamageCoefficients:
    """Relative damage coefficients of the maximum power of a bare cell, omnidirectional, shielded behind."""

    id: str
    proton_energy: Array
    proton: Array
    proton_ratio: float
    stopping_energy: float
    electron_energy: Array
    electron: Array
    provenance: Mapping[str, Provenance]


class BeamTest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One published irradiation of bare cells at normal incidence."""

    id: str
    particle: Literal["electron", "proton"]
    energy: Annotated[Sourced, Within(1e-15, 1e-10)]
    """[J]."""
    fluence: Annotated[Sourced, Within(1e12, 1e22)]
    """[1/m²]."""
    remaining: Annotated[Sourced, Within(0.0, 1.0)]
    note: str = ""


class Displacement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The damage curve over the displacement damage dose of protons."""

    c: Annotated[Sourced, Within(0.01, 2.0)]
    dose: Annotated[Sourced, Within(1e-4, 1e4)]
    """Dose at which the decades begin [J/kg]."""
    electron_exponent: Annotated[Sourced, Within(1.0, 3.0)]
    electron_ratio: Annotated[Sourced, Within(0.1, 100.0)]


class Healing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a cell regains while it is warm."""

    recovery: Annotated[Sourced, Within(0.0, 1.0)]
    threshold: Annotated[Sourced, Within(273.0, 500.0)]


class DamageCurve(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one technology of cells loses power: 1 − C log₁₀(1 + Φ/Φx) over 1 MeV electrons [1/m²]."""

    id: str
    name: str
    coefficients: Literal["GaAs", "Si"]
    """The set that turns other particles into 1 MeV electrons."""
    c: Annotated[Sourced, Within(0.001, 3.0)]
    phi_x: Annotated[Sourced, Within(1e16, 1e22)]
    valid_to: Annotated[Sourced, Within(1e16, 1e22)]
    """Largest equivalent fluence that was tested [1/m²]."""
    tests: tuple[BeamTest, ...]
    displacement: Displacement | None = None
    healing: Healing | None = None
    warning: str = ""


@cache
def trapped() -> Trapped:
    """Trapped electrons and protons over altitude and inclination."""
    raw = _load("trapped.json")
    shift = np.log10(_PER_CM2)

    def table(name: str) -> Array:
        return _frozen(np.array(raw[name], dtype=np.float64) / 1000.0 + shift)

    return Trapped(
        altitude=_frozen(1e3 * np.array(raw["altitude_km"], dtype=np.float64)),
        inclination=_frozen(np.radians(raw["inclination_deg"])),
        electron_energy=_energies(raw["electron_MeV"]),
        proton_energy=_energies(raw["proton_MeV"]),
        floor=raw["floor"] * _PER_CM2,
        electrons=MappingProxyType({"min": table("AE8MIN"), "max": table("AE8MAX")}),
        protons=MappingProxyType({"min": table("AP8MIN"), "max": table("AP8MAX")}),
        provenance=_provenance(raw["about"]),
    )


@cache
def solar_protons() -> SolarProtons:
    """Solar protons of an active year."""
    raw = _load("solar_protons.json")
    return SolarProtons(
        energy=_energies(raw["energy_MeV"]),
        mean=_frozen(_PER_CM2 * np.array(raw["mean_per_active_year_cm2"])),
        relative_variance=_frozen(np.array(raw["relative_variance"])),
        provenance=_provenance(raw),
    )


@cache
def ranges() -> Ranges:
    """Ranges of protons and electrons in the cover."""
    raw = _load("ranges.json")
    proton, electron = raw["proton"], raw["electron"]
    return Ranges(
        proton_energy=_energies(proton["energy_MeV"]),
        proton_range=_frozen(_G_PER_CM2 * np.array(proton["range_g_cm2"])),
        electron_energy=_energies(electron["energy_MeV"]),
        electron_range=_frozen(_G_PER_CM2 * np.array(electron["range_g_cm2"])),
        provenance=_provenances(raw, "proton", "electron"),
    )


@cache
def niel() -> Niel:
    """Non-ionising energy loss in GaAs."""
    raw = _load("niel.json")
    proton, electron = raw["proton"], raw["electron"]
    return Niel(
        proton_energy=_energies(proton["energy_MeV"]),
        proton=_frozen(_NIEL * np.array(proton["niel_MeV_cm2_g"])),
        electron_energy=_energies(electron["energy_MeV"]),
        electron=_frozen(_NIEL * np.array(electron["niel_MeV_cm2_g"])),
        provenance=_provenances(raw, "proton", "electron"),
    )


@cache
def damage_coefficients() -> Mapping[str, DamageCoefficients]:
    """The sets of relative damage coefficients by id."""
    found = {}
    for raw in _load("rdc.json")["sets"]:
        found[raw["id"]] = DamageCoefficients(
            id=raw["id"],
            proton_energy=_energies(raw["proton"]["energy_MeV"]),
            proton=_frozen(np.array(raw["proton"]["coefficient"])),
            proton_ratio=raw["proton_ratio"]["value"],
            stopping_energy=MEV * raw["stopping_energy_MeV"]["value"],
            electron_energy=_energies(raw["electron"]["energy_MeV"]),
            electron=_frozen(np.array(raw["electron"]["coefficient"])),
            provenance=_provenances(raw, "proton_ratio", "stopping_energy_MeV", "proton", "electron"),
        )
    return MappingProxyType(found)


@cache
def damage_curves() -> Mapping[str, DamageCurve]:
    """The damage curves by id, in the order of the file."""
    file = resource.path("radiation", "damage.json")
    try:
        entries = msgspec.json.decode(file.read_bytes(), type=list[DamageCurve])
    except (OSError, msgspec.DecodeError) as error:
        raise CatalogueError(_unreadable(file.name, error)) from error
    for entry in entries:
        for part in (entry, *entry.tests, entry.displacement, entry.healing):
            if part is not None:
                _check_bounds(file.name, entry.id, part)
    return MappingProxyType({entry.id: entry for entry in entries})


def _check_bounds(file: str, id: str, part: msgspec.Struct) -> None:
    for name, hint in typing.get_type_hints(type(part), include_extras=True).items():
        number = getattr(part, name)
        for bounds in getattr(hint, "__metadata__", ()):
            if isinstance(bounds, Within) and not bounds.low <= number.value <= bounds.high:
                raise CatalogueError(tr(
                    mark("{file}: {id}: {field} {value:g} is not between {low:g} and {high:g}"),
                    file=file, id=id, field=name, value=number.value, low=bounds.low, high=bounds.high,
                ))  # fmt: skip


def _load(name: str) -> Any:
    try:
        return json.loads(resource.path("radiation", name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CatalogueError(_unreadable(name, error)) from error


def _unreadable(name: str, error: Exception) -> str:
    return tr(mark("{file}: cannot be read: {reason}"), file=name, reason=str(error))


def _provenance(raw: Mapping[str, Any]) -> Provenance:
    return Provenance(raw["source"], raw["date"], raw["confidence"])


def _provenances(raw: Mapping[str, Any], *names: str) -> Mapping[str, Provenance]:
    return MappingProxyType({name: _provenance(raw[name]) for name in names})


def _energies(values: list[float]) -> Array:
    return _frozen(MEV * np.array(values, dtype=np.float64))


def _frozen(values: Array) -> Array:
    values.flags.writeable = False
    return values
