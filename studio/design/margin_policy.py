"""How much room a requirement has to leave, phase by phase: more early, while estimates still grow, less late."""

from typing import Annotated, Literal

import msgspec

from studio.design.field import choice, number, text
from studio.design.quantity import NUMBER
from studio.text import mark

Phase = Literal["concept", "pdr", "cdr", "acceptance", "operation"]
Basis = Literal["demand", "capability", "absolute"]
PHASES: dict[Phase, str] = {
    "concept": mark("Concept"),
    "pdr": mark("Preliminary design review"),
    "cdr": mark("Critical design review"),
    "acceptance": mark("Acceptance"),
    "operation": mark("Operation"),
}
"""The phases of a project in their order."""
BASES: dict[Basis, str] = {
    "demand": mark("Share of what is needed"),
    "capability": mark("Share of what is available"),
    "absolute": mark("Fixed amount"),
}
MAX_POLICIES = 30
_HELP = mark("Margin asked for in this phase: a share, or an amount in SI.")


class MarginPolicy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The margin asked for by phase: a share of the demand or of the capability, or an amount of `quantity` [SI]."""

    name: Annotated[str, text(mark("Policy"), mark("Short name; requirements refer to it."), longest=60, shortest=1)]
    basis: Annotated[Basis, choice(mark("Counted as"), mark(
        "A share of what is needed, a share of what is available, or a fixed amount."))] = "demand"  # fmt: skip
    quantity: Annotated[str, text(mark("Quantity"), mark(
        "Kind of quantity that a fixed amount is of, such as temperature."), longest=40)] = ""  # fmt: skip
    concept: Annotated[float, number(NUMBER, mark("Concept"), _HELP, 0.0, 1e12)] = 0.0
    pdr: Annotated[float, number(NUMBER, mark("Preliminary design review"), _HELP, 0.0, 1e12)] = 0.0
    cdr: Annotated[float, number(NUMBER, mark("Critical design review"), _HELP, 0.0, 1e12)] = 0.0
    acceptance: Annotated[float, number(NUMBER, mark("Acceptance"), _HELP, 0.0, 1e12)] = 0.0
    operation: Annotated[float, number(NUMBER, mark("Operation"), _HELP, 0.0, 1e12)] = 0.0
    source: Annotated[str, text(mark("Source"), mark("Where the policy is laid down."), longest=400)] = ""

    def at(self, phase: Phase) -> float:
        """The share, or the amount [SI], that is asked for in `phase`."""
        return float(getattr(self, phase))

    def required(self, phase: Phase, demand: float, capability: float) -> float:
        """The margin [SI] that has to lie between what is needed and what is available."""
        asked = self.at(phase)
        if self.basis == "absolute":
            return asked
        return asked * abs(demand if self.basis == "demand" else capability)


STANDARD: tuple[MarginPolicy, ...] = (
    MarginPolicy("System mass", "demand", "", 0.20, 0.15, 0.10, 0.05, 0.0,
                 "Assumed, after ESA SRE-PA/2011.097, Margin philosophy for science assessment studies (2012), "
                 "section 2.1: 20 % of the nominal dry mass, not read there; that it falls later is Dawnline's"),
    MarginPolicy("System power", "demand", "", 0.20, 0.15, 0.10, 0.05, 0.0,
                 "Assumed, after ESA SRE-PA/2011.097, Margin philosophy for science assessment studies (2012), "
                 "section 2.4: 20 % at system level, not read there; that it falls later is Dawnline's"),
    MarginPolicy("Link", "absolute", "decibel", 3.0, 3.0, 3.0, 3.0, 0.0,
                 "Assumed, after ECSS-E-ST-50-05C: 3 dB for radio links, not read there; used for optical ones here"),
    MarginPolicy("Temperature", "absolute", "temperature", 11.0, 11.0, 11.0, 5.0, 0.0,
                 "Assumed, after SMC-S-016 (2014): 11 °C of model uncertainty until a test has verified the model, "
                 "not read there; 5 °C from acceptance on is Dawnline's"),
)  # fmt: skip
"""Policies that every design knows; one of its own with the same name takes precedence."""
