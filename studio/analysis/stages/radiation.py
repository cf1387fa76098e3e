"""What the particles of the orbit and everything else that ages an array leave of its power, year by year."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.columns import gathered, is_many, plain, sampling_of, trail
from studio.analysis.result import FloatArray, read_only, result
from studio.analysis.stack.ageing import by_dose, by_fluence, course_of_life, life_times
from studio.analysis.stack.damage_curve import damage_curve, dose_curve, guessed
from studio.analysis.stack.exact import exact_for, exact_for_many
from studio.analysis.stack.heat import sunlit_equilibrium
from studio.analysis.stack.model import cell_coverage
from studio.analysis.stack.particles import Particles, damage, damage_of_many, particles, particles_of, reach
from studio.analysis.stack.shield import shields
from studio.catalogue.radiation import DamageCurve
from studio.design import Design, Issue
from studio.design.quantity import (
    AREAL_MASS,
    DISPLACEMENT_DOSE,
    DURATION,
    ENERGY,
    FLUENCE,
    RATIO,
    YEAR,
)
from studio.design.unit_text import per_cent
from studio.text import mark, tr

_TRAPPED = ("AE-8 MAX and AP-8 MIN averaged over the orbit (J. I. Vette, NSSDC 91-24; "
            "D. M. Sawyer, J. I. Vette, NSSDC 76-06)")  # fmt: skip
_JPL = "JPL equivalent fluence: B. E. Anspaugh, GaAs Solar Cell Radiation Handbook, JPL 96-9 (1996)"
_NRL = "NRL displacement damage dose: S. R. Messenger et al., Prog. Photovolt. 9, 103 (2001)"
_ESP = ("ESP-PSYCHIC total fluence (M. A. Xapsos et al., NASA/TP-1999-209763; ECSS-E-ST-10-04C, B.6), fitted to "
        "published runs; cut-off of a tilted dipole")  # fmt: skip
_ORBIT = ("mission.altitude", "orbit.inclination")
_SHIELDS = ("radiation.front_shield", "radiation.back_shield", "radiation.damage_curve")
_SOLAR = ("ageing.solar_protons", "ageing.proton_confidence", "ageing.active_share", "mission.lifetime")
_HEALING = ("ageing.annealing", "ageing.annealing_recovery", "ageing.annealing_temperature", "panel.absorptance",
            "panel.emittance_front", "panel.emittance_back")  # fmt: skip
_OTHERS = ("ageing.uv_loss", "ageing.uv_time", "ageing.contamination_rate", "ageing.cycling_loss",
           "ageing.micrometeoroid_rate", "ageing.string_failure_rate", "illumination.eclipse_season_days",
           "orbit.nodal_period", *_HEALING)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Radiation:
    front_shield: float = result(
        mark("Shield before the cells"), AREAL_MASS,
        equation="Σ ρ d of the layers before the absorber that the damage curve speaks of: silicon, or else the first",
        source="Definition",
        inputs=("stack.layers[].thickness", "stack.layers[].density", "radiation.damage_curve"))
    back_shield: float = result(
        mark("Shield behind the cells"), AREAL_MASS,
        equation="Σ ρ d of the layers behind the absorber that the damage curve speaks of, other absorbers among them",
        source="Definition",
        inputs=("stack.layers[].thickness", "stack.layers[].density", "radiation.damage_curve"))
    damage_curve: str = result(
        mark("Damage curve"),
        equation="as decided, or that of the technology, the cell or the materials of the absorbers",
        source="Catalogue", inputs=("ageing.damage", "stack.technology", "stack.cell", "stack.layers[].material"),
        unit="")
    damage_tests: int = result(
        mark("Published tests behind the curve"), equation="irradiations that the curve was fitted to",
        source="Catalogue", inputs=("radiation.damage_curve",), unit="")
    damage_source: str = result(
        mark("Source of the damage curve"), equation="see the catalogue", source="Catalogue",
        inputs=("radiation.damage_curve",), unit="")
    fluence_1mev_year: float = result(
        mark("1 MeV electrons in a year"), FLUENCE, name="environment.fluence_1mev_year",
        equation="Φ = Σ ΔΦe De + Rp Σ ΔΦp Dp, front and back, trapped and solar, for maximum power",
        source=f"{_JPL}; {_TRAPPED}",
        inputs=("radiation.fluence_electrons_year", "radiation.fluence_protons_year", "radiation.fluence_solar_year"))
    fluence_electrons_year: float = result(
        mark("… by trapped electrons"), FLUENCE, equation="Σ ΔΦe De, front and back", source=f"{_JPL}; {_TRAPPED}",
        inputs=(*_ORBIT, *_SHIELDS))
    fluence_protons_year: float = result(
        mark("… by trapped protons"), FLUENCE, equation="Rp Σ ΔΦp Dp, front and back",
        source=f"{_JPL}; {_TRAPPED}", inputs=(*_ORBIT, *_SHIELDS))
    fluence_solar_year: float = result(
        mark("… by solar protons"), FLUENCE, equation="Rp Σ ΔΦp Dp of the mission's events / years, front and back",
        source=f"{_ESP}; {_JPL}", inputs=(*_SOLAR, *_ORBIT, *_SHIELDS))
    fluence_life: float = result(
        mark("1 MeV electrons in the lifetime"), FLUENCE, equation="a year's · lifetime / 1 yr", source=_JPL,
        inputs=("environment.fluence_1mev_year", "mission.lifetime"))
    tested_share: float = result(
        mark("Lifetime's fluence over the tested"), RATIO, equation="fluence of the lifetime / largest tested",
        source="Range of the damage curve", inputs=("radiation.fluence_life", "radiation.damage_curve"), unit="")
    displacement_dose_life: float = result(
        mark("Displacement damage dose in the lifetime"), DISPLACEMENT_DOSE,
        equation="D = ½ ∫ dΦ/dE · NIEL(E) dE behind the shields, front and back, in gallium arsenide whatever the "
                 "cell; electrons weighted and converted to protons",
        source=f"{_NRL}; {_TRAPPED}; {_ESP}", inputs=(*_ORBIT, *_SHIELDS, *_SOLAR))
    retention_fluence: float | None = result(
        mark("Left by radiation, equivalent fluence"), RATIO, equation="P/P₀ = 1 − C log₁₀(1 + Φ/Φx)", source=_JPL,
        inputs=("radiation.fluence_life", "radiation.damage_curve"), optional=True)
    retention_dose: float | None = result(
        mark("Left by radiation, displacement dose"), RATIO, equation="P/P₀ = 1 − C log₁₀(1 + D/Dx)", source=_NRL,
        inputs=("radiation.displacement_dose_life", "radiation.damage_curve"), optional=True)
    remaining: float = result(
        mark("Remaining power at end of life"), RATIO, name="panel.remaining_factor",
        equation="product of the factors; where stated, (1 − d · 1 yr)^(lifetime / 1 yr)",
        source="Chain of ageing factors, each named; or a stated yearly loss, compounded",
        inputs=("ageing.model", "array.degradation", "mission.lifetime", "radiation.retention_fluence",
                "radiation.retention_dose", *_OTHERS))
    remaining_low: float = result(
        mark("Remaining power, low"), RATIO, equation="the factors at the unkind end of their band",
        source="Stated uncertainties of the ageing", inputs=("panel.remaining_factor", "ageing.radiation_uncertainty",
                                                             "ageing.other_uncertainty"))  # fmt: skip
    remaining_high: float = result(
        mark("Remaining power, high"), RATIO, equation="the factors at the kind end of their band",
        source="Stated uncertainties of the ageing", inputs=("panel.remaining_factor", "ageing.radiation_uncertainty",
                                                             "ageing.other_uncertainty"))  # fmt: skip
    factor_names: tuple[str, ...] = result(
        mark("Ageing factors"), equation="each names what takes power away", source="Definition",
        inputs=("ageing.model",), unit="")
    factors: FloatArray = result(
        mark("Each ageing factor over life"), RATIO, equation="(factors, years): share of the power that it leaves",
        source="Radiation: see radiation.retention_fluence. The others: Assumed in the design, since no chain of "
               "losses with its numbers was found published", inputs=("ageing.model", *_OTHERS, "mission.lifetime"))
    life_time: FloatArray = result(
        mark("Time in the life"), DURATION, equation="from launch to end of life", source="Definition",
        inputs=("mission.lifetime",), unit="yr")
    life_remaining: FloatArray = result(
        mark("Remaining power over life"), RATIO, equation="product of the factors",
        source="See panel.remaining_factor",
        inputs=("panel.remaining_factor",), time="radiation.life_time")
    life_low: FloatArray = result(
        mark("Remaining power over life, low"), RATIO, equation="see radiation.remaining_low",
        source="See radiation.remaining_low", inputs=("radiation.remaining_low",), time="radiation.life_time")
    life_high: FloatArray = result(
        mark("Remaining power over life, high"), RATIO, equation="see radiation.remaining_high",
        source="See radiation.remaining_high", inputs=("radiation.remaining_high",), time="radiation.life_time")
    proton_energy: FloatArray = result(
        mark("Proton energy"), ENERGY, equation="energies of the models", source=_TRAPPED, inputs=_ORBIT,
        unit="J")
    proton_fluence_year: FloatArray = result(
        mark("Trapped protons above each energy"), FLUENCE, equation="of a year, over the whole sky", source=_TRAPPED,
        inputs=_ORBIT)
    solar_fluence_year: FloatArray = result(
        mark("Solar protons above each energy"), FLUENCE, equation="of a year, where the Earth's field lets them in",
        source=_ESP, inputs=(*_SOLAR, *_ORBIT))
    electron_energy: FloatArray = result(
        mark("Electron energy"), ENERGY, equation="energies of the models", source=_TRAPPED, inputs=_ORBIT,
        unit="J")
    electron_fluence_year: FloatArray = result(
        mark("Trapped electrons above each energy"), FLUENCE, equation="of a year, over the whole sky",
        source=_TRAPPED, inputs=_ORBIT)
    issues: tuple[Issue, ...] = ()


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Radiation:
    """Fluence and dose behind the layers of this panel, and the course of its power."""
    mission, stack = design.mission, design.stack
    curve = damage_curve(design)
    front, back = shields(stack, curve)
    inclination = tables["orbit"].inclination
    found = _particles(design, inclination)
    year = (damage if sampling_of(tables).exact_shields else damage_of_many)(found, curve, gathered((front, back)))
    fluence, dose = plain(year.fluence.sum(axis=-1)), plain(year.dose.sum(axis=-1))
    life = life_times(mission.lifetime, few=sampling_of(tables).by_beta)  # a study asks for its ends
    temperature = _temperature(design, tables)
    years = life / YEAR
    course = course_of_life(design, tables, curve, years * trail(fluence, 1), years * trail(dose, 1), life,
                            trail(temperature, 1))  # fmt: skip
    whole = mission.lifetime / YEAR
    return Radiation(
        front_shield=front,
        back_shield=back,
        damage_curve=curve.name,
        damage_source=curve.c.source,
        damage_tests=len(curve.tests),
        fluence_1mev_year=fluence,
        fluence_electrons_year=plain(year.electrons.sum(axis=-1)),
        fluence_protons_year=plain(year.protons.sum(axis=-1)),
        fluence_solar_year=plain(year.solar.sum(axis=-1)),
        fluence_life=fluence * whole,
        tested_share=fluence * whole / curve.valid_to.value,
        displacement_dose_life=dose * whole,
        retention_fluence=plain(by_fluence(curve, fluence * whole)),
        retention_dose=plain(by_dose(curve, dose * whole)),
        remaining=plain(course.remaining[..., -1]),
        remaining_low=plain(course.low[..., -1]),
        remaining_high=plain(course.high[..., -1]),
        factor_names=course.names,
        factors=read_only(course.factors),
        life_time=read_only(life),
        life_remaining=read_only(course.remaining),
        life_low=read_only(course.low),
        life_high=read_only(course.high),
        proton_energy=found.proton_energy,
        proton_fluence_year=found.protons,
        solar_fluence_year=found.solar,
        electron_energy=found.electron_energy,
        electron_fluence_year=found.electrons,
        issues=() if is_many(tables) else tuple(_issues(design, curve, fluence * whole, inclination)),
    )


def _particles(design: Design, inclination: Any) -> Particles:
    """What meets a satellite on this orbit, or on each of many."""
    mission, ageing = design.mission, design.ageing
    confidence = ageing.proton_confidence if ageing.solar_protons else None
    values = (mission.altitude, inclination, mission.lifetime, confidence, ageing.active_share)
    if not any(isinstance(value, np.ndarray) for value in values):
        return particles(*values, ageing.exact_flux)
    exact = None
    if ageing.exact_flux:
        exact = exact_for_many(ageing.exact_flux, mission.altitude, inclination)
    return particles_of(*values, exact)


def _temperature(design: Design, tables: Mapping[str, Any]) -> Any:
    """Temperature of the new cells in equilibrium with the mean of sunlight [K]: that which decides on healing."""
    optics, cell = tables["optics"], tables["cell"]
    rated = cell.efficiency_cell * design.array.packing_factor * design.array.wiring_efficiency
    found, _ = sunlit_equilibrium(
        tables["environment"].sunlit, (optics.absorptance, optics.absorptance_back),
        (optics.emittance_front, optics.emittance_back), rated, cell.temperature_coefficient,
    )  # fmt: skip
    return plain(found)


PACKING = 0.005
"""Difference between the packing factor and the coverage of the cells from which on the design is warned."""
NEAR = 0.1
"""Share of the tested fluence from which on the warning of a damage curve concerns the design."""


def _issues(design: Design, curve: DamageCurve, fluence: float, inclination: float) -> list[Issue]:
    found: list[Issue] = []
    ageing = design.ageing
    covered, packed = cell_coverage(design.stack), design.array.packing_factor
    if design.stack.electrical == "layers" and abs(covered - packed) > PACKING:
        found.append(Issue("warning", "array.packing_factor", tr(
            mark("the cells cover {covered} of the panel in the layers and {packed} by the packing factor: "
                 "heat, mass and price follow the one, power the other"), covered=per_cent(covered),
            packed=per_cent(packed))))  # fmt: skip
    if ageing.model != "computed":
        return found
    share = fluence / curve.valid_to.value
    if guessed(design):
        found.append(Issue("warning", "ageing.damage", tr(
            mark("nothing names a damage curve: that of {name} is taken, by the materials of the absorbers"),
            name=curve.name)))  # fmt: skip
    if ageing.annealing and curve.healing is None:
        found.append(Issue("warning", "ageing.annealing", tr(
            mark("healing in sunlight is known of thin silicon; of {name} it is not"), name=curve.name)))  # fmt: skip
    if share > 1.0:
        found.append(Issue("warning", "ageing.damage", tr(
            mark("the fluence of the lifetime is {share:.3g} times the largest at which {name} was tested: "
                 "the curve is extrapolated"), share=share, name=curve.name)))  # fmt: skip
    if curve.warning and share > NEAR:
        found.append(Issue("warning", "ageing.damage", curve.warning))
    if ageing.method == "displacement_dose" and dose_curve(curve) is None:
        found.append(Issue("warning", "ageing.method", tr(
            mark("{name} has no curve over the displacement damage dose; the equivalent fluence counts"),
            name=curve.name)))  # fmt: skip
    altitude, (low, high) = design.mission.altitude, reach()
    exact = exact_for(ageing.exact_flux, altitude, inclination)
    if exact is None and not low <= altitude <= high:
        found.append(Issue("warning", "mission.altitude", tr(
            mark("the trapped particles are known from {low:,.0f} to {high:,.0f} km; those at the end of the table are "
                 "taken"), low=low / 1e3, high=high / 1e3)))  # fmt: skip
    if ageing.exact_flux and exact is None:
        found.append(Issue("warning", "ageing.model", tr(
            mark("the exact trapped particles are those of another orbit; the shipped table is used"))))  # fmt: skip
    if design.mission.eccentricity > 0.02:
        found.append(Issue("warning", "mission.eccentricity", tr(
            mark("the trapped particles are those of a circular orbit at the mean altitude"))))  # fmt: skip
    return found
