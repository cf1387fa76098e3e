"""What the catalogue knows of a solar cell, a material, an accelerator and a battery. All numbers are SI."""

from typing import Annotated, Literal

import msgspec

from studio.catalogue.sourced import Sourced, Within

Id = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$", max_length=60)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
Role = Literal["coating", "cover", "adhesive", "contact", "cell", "substrate", "core", "interconnect", "other"]


class Cell(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A solar cell at AM0 and 28 °C, beginning of life."""

    id: Id
    name: Name
    technology: Name
    efficiency: Annotated[Sourced, Within(0.01, 0.6)]
    reference_irradiance: Annotated[Sourced, Within(1300.0, 1420.0)]
    """The irradiance [W/m²] that the efficiency is stated for: data sheets differ by one per cent."""
    temperature_coefficient: Annotated[Sourced, Within(-0.02, 0.005)]
    """Relative change of the maximum power per kelvin."""
    areal_mass: Annotated[Sourced, Within(1e-3, 20.0)]
    thickness: Annotated[Sourced, Within(1e-7, 1e-2)]
    remaining_factor_1e15: Annotated[Sourced | None, Within(0.0, 1.0)] = None
    """Power after 1e15 electrons of 1 MeV per cm², over that before."""
    note: str = ""

    @property
    def density(self) -> float:
        """Effective density [kg/m³]: contacts and thin films are spread over the thickness."""
        return self.areal_mass.value / self.thickness.value


class Material(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A material of the panel; `role` is the part it usually plays in a stack."""

    id: Id
    name: Name
    role: Role
    density: Annotated[Sourced, Within(0.5, 25000.0)]
    specific_heat: Annotated[Sourced, Within(50.0, 10000.0)]
    conductivity: Annotated[Sourced, Within(1e-3, 5000.0)]
    """Through the thickness [W/(m·K)]."""
    optical: Annotated[str, msgspec.Meta(max_length=60)] = ""
    """The id of its optical constants; empty where there are none."""
    emittance: Annotated[Sourced | None, Within(0.005, 1.0)] = None
    """Hemispherical emittance of a face made of it, at its usual thickness and finish."""
    max_temperature: Annotated[Sourced | None, Within(250.0, 2000.0)] = None
    """The highest temperature of continued use [K]."""
    note: str = ""


class PrecisionRate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The peak rate of an accelerator in one number format."""

    precision: Name
    rate: Annotated[Sourced, Within(1e9, 1e21)]


class Accelerator(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A chip, or a rack of them. Peak rates compare only within one precision."""

    id: Id
    name: Name
    precision: Name
    power: Annotated[Sourced, Within(1.0, 1e7)]
    peak_rate: Annotated[Sourced, Within(1e9, 1e21)]
    """Operations per second at `precision`, without sparsity."""
    other_rates: tuple[PrecisionRate, ...] = ()
    """In other number formats, without sparsity."""
    memory: Annotated[Sourced | None, Within(1e6, 1e16)] = None
    """High-bandwidth memory [byte]."""
    mass: Annotated[Sourced | None, Within(1e-3, 1e5)] = None
    price: Annotated[Sourced | None, Within(10.0, 1e8)] = None
    """[USD]"""
    max_temperature: Annotated[Sourced | None, Within(300.0, 450.0)] = None
    """The highest temperature of the junction [K]."""
    dose_irregular: Annotated[Sourced | None, Within(0.1, 1e5)] = None
    """Total dose from which it behaves irregularly [Gy]."""
    dose_hard_failure: Annotated[Sourced | None, Within(0.1, 1e6)] = None
    """Total dose up to which none was destroyed [Gy]."""
    dose_per_silent_error: Annotated[Sourced | None, Within(1e-6, 1e4)] = None
    """Dose for one silent error on the average [Gy]."""
    note: str = ""

    def rate(self, precision: str) -> Sourced | None:
        """The peak rate in a number format, or of the main one where that is empty; None where it is not known."""
        if precision in ("", self.precision):
            return self.peak_rate
        return next((known.rate for known in self.other_rates if known.precision == precision), None)

    def precisions(self) -> tuple[str, ...]:
        """The number formats whose peak rates are known, the main one first."""
        return (self.precision, *(known.precision for known in self.other_rates))


class CycleLife(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Cycles until the end of life at one depth of discharge over the nameplate energy."""

    depth: Annotated[float, msgspec.Meta(gt=0.0, le=1.0)]
    cycles: Annotated[Sourced, Within(10.0, 1e8)]


class BatteryChemistry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of rechargeable cell, and the battery that is made of it."""

    id: Id
    name: Name
    cell_specific_energy: Annotated[Sourced, Within(3.6e4, 3.6e6)]
    pack_specific_energy: Annotated[Sourced, Within(3.6e4, 3.6e6)]
    charge_efficiency: Annotated[Sourced, Within(0.5, 1.0)]
    discharge_efficiency: Annotated[Sourced, Within(0.5, 1.0)]
    cycle_life: Annotated[tuple[CycleLife, ...], msgspec.Meta(min_length=1)]
    """By rising depth."""
    end_of_life_capacity: Annotated[Sourced, Within(0.3, 0.95)]
    """Share of the nameplate energy that was left when the cycles were counted."""
    calendar_fade: Annotated[Sourced, Within(0.0, 1e-8)]
    """Share of the nameplate energy lost per time without cycles [1/s], at the reference temperature."""
    reference_temperature: Annotated[Sourced, Within(250.0, 350.0)]
    activation_energy: Annotated[Sourced, Within(0.0, 1.5e5)]
    """Of the ageing [J/mol]."""
    low_temperature: Annotated[Sourced, Within(200.0, 320.0)]
    high_temperature: Annotated[Sourced, Within(280.0, 380.0)]
    note: str = ""


class Coolant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A liquid that carries heat, at the temperature `reference` [K]."""

    id: Id
    name: Name
    reference: Annotated[Sourced, Within(150.0, 500.0)]
    density: Annotated[Sourced, Within(100.0, 5000.0)]
    specific_heat: Annotated[Sourced, Within(200.0, 10000.0)]
    viscosity: Annotated[Sourced, Within(1e-5, 1.0)]
    """Dynamic [Pa·s]."""
    conductivity: Annotated[Sourced, Within(0.01, 100.0)]
    freezing_point: Annotated[Sourced, Within(50.0, 350.0)]
    """Or pour point: below it the liquid does not flow."""
    note: str = ""


class Exchanger(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of liquid-to-liquid heat exchanger, per area of the surface between the liquids."""

    id: Id
    name: Name
    arrangement: Literal["counter", "parallel", "cross"]
    coefficient: Annotated[Sourced, Within(10.0, 1e5)]
    """Overall heat transfer coefficient [W/(m²·K)]."""
    areal_mass: Annotated[Sourced, Within(0.1, 500.0)]
    """Mass of the whole exchanger per area of that surface [kg/m²]."""
    note: str = ""
