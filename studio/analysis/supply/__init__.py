"""Who can supply what to a buyer outside China: the map by stage and country, the pathways, the cost of a scenario."""

from studio.analysis.supply.chains import Chains, chains
from studio.analysis.supply.coverage import (
    Coverage,
    Presence,
    Risk,
    StageRisk,
    Tally,
    covered_steps,
    missing_steps,
    pathway_for,
    risks,
    supply_map,
    tally,
)
from studio.analysis.supply.scenario import CONTROLS, Control, stopped

__all__ = [
    "CONTROLS", "Chains", "Control", "Coverage", "Presence", "Risk", "StageRisk", "Tally", "chains", "covered_steps",
    "missing_steps", "pathway_for", "risks", "stopped", "supply_map", "tally",
]  # fmt: skip
