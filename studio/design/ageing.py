"""How the array grows old: radiation and everything else that takes power away."""

from typing import Annotated, Literal

import msgspec

from studio.design.field import choice, number, text
from studio.design.quantity import DURATION, NUMBER, RATE, RATIO, TEMPERATURE
from studio.text import mark

AgeingModel = Literal["stated", "computed"]
DamageMethod = Literal["equivalent_fluence", "displacement_dose"]
_YEAR = 31557600.0
_COMPUTED = ("ageing.model", "computed")


class Ageing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    model: Annotated[AgeingModel, choice(
        mark("End of life"),
        mark("stated: the yearly degradation of the array. computed: radiation from orbit and cover glass, and the "
             "losses below, each for itself."))] = "stated"
    method: Annotated[DamageMethod, choice(
        mark("Radiation method"),
        mark("equivalent_fluence: JPL, electrons of 1 MeV. displacement_dose: NRL. Both are shown; this one counts."),
        when=_COMPUTED)] = "equivalent_fluence"
    damage: Annotated[str, text(
        mark("Damage curve"), mark("Id of a curve in the catalogue. Empty: that of the technology."),
        longest=60, catalogue="damage")] = ""
    solar_protons: Annotated[bool, choice(
        mark("Solar protons"), mark("Add the protons of solar events to the trapped particles."),
        when=_COMPUTED)] = True
    proton_confidence: Annotated[float, number(
        RATIO, mark("Proton confidence"), mark("Probability that the solar protons of the mission are not more."),
        0.5, 0.99, when=_COMPUTED)] = 0.9
    active_share: Annotated[float, number(
        RATIO, mark("Active years"), mark("Share of the life in years of an active Sun: 7 of 11 years."),
        0.0, 1.0, when=_COMPUTED)] = 7.0 / 11.0
    exact_flux: Annotated[str, text(
        mark("Exact fluxes"), mark("Trapped particles of one orbit, computed with the models themselves."),
        longest=8000, hidden=True)] = ""
    radiation_uncertainty: Annotated[float, number(
        NUMBER, mark("Flux uncertainty"), mark("Factor on the particle fluxes, up and down, for the band."),
        1.0, 10.0, unit="", when=_COMPUTED)] = 2.0
    uv_loss: Annotated[float, number(
        RATIO, mark("UV darkening"),
        mark("Loss that darkening of cover and adhesive tends to. The default is assumed."), 0.0, 0.5,
        when=_COMPUTED)] = 0.015
    uv_time: Annotated[float, number(
        DURATION, mark("UV time constant"), mark("After this time 63 % of the darkening has come."), 1e5, 20 * _YEAR,
        unit="yr", when=_COMPUTED)] = 1.0 * _YEAR
    contamination_rate: Annotated[float, number(
        RATE, mark("Contamination"),
        mark("Yearly loss by outgassing products and thruster plumes. The default is assumed."),
        0.0, 0.2 / _YEAR, when=_COMPUTED)] = 0.002 / _YEAR
    cycling_loss: Annotated[float, number(
        RATIO, mark("Thermal cycling"),
        mark("Loss in 10,000 thermal cycles: interconnects and welds. The default is assumed."), 0.0, 0.5,
        when=_COMPUTED)] = 0.005
    micrometeoroid_rate: Annotated[float, number(
        RATE, mark("Micrometeoroids"),
        mark("Yearly loss by craters in the cover and severed cells. The default is assumed."),
        0.0, 0.2 / _YEAR, when=_COMPUTED)] = 0.001 / _YEAR
    string_failure_rate: Annotated[float, number(
        RATE, mark("String failures"),
        mark("Share of the strings that fail in a year. The default is assumed."), 0.0, 0.2 / _YEAR,
        when=_COMPUTED)] = 0.002 / _YEAR
    other_uncertainty: Annotated[float, number(
        RATIO, mark("Other uncertainty"),
        mark("Of each of the other losses, relative, for the band. The default is assumed."), 0.0, 1.0,
        when=_COMPUTED)] = 0.5
    annealing: Annotated[bool, choice(
        mark("Self-annealing"), mark("Thin silicon that is warm enough recovers a share of the radiation loss."),
        when=_COMPUTED)] = False
    annealing_recovery: Annotated[float, number(
        RATIO, mark("Recovered share"),
        mark("Of the radiation loss, where the cells are warm enough. The default is assumed."), 0.0, 1.0,
        when=("ageing.annealing", True))] = 0.75
    annealing_temperature: Annotated[float, number(
        TEMPERATURE, mark("Annealing from"), mark("Cell temperature from which the damage heals."), 250.0, 500.0,
        when=("ageing.annealing", True))] = 338.15
