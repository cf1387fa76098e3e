"""Sourced data: cells, materials, accelerators, batteries, coolants, heat exchangers; each number has its source."""

from studio.catalogue.entry import Accelerator, BatteryChemistry, Cell, Coolant, Exchanger, Material
from studio.catalogue.sourced import CatalogueError, Confidence, Sourced
from studio.catalogue.table import (
    accelerator,
    accelerators,
    batteries,
    battery,
    cell,
    cells,
    coolant,
    coolants,
    exchanger,
    exchangers,
    material,
    materials,
)

__all__ = [
    "Accelerator", "BatteryChemistry", "CatalogueError", "Cell", "Confidence", "Coolant", "Exchanger", "Material",
    "Sourced", "accelerator", "accelerators", "batteries", "battery", "cell", "cells", "coolant", "coolants",
    "exchanger", "exchangers", "material", "materials",
]  # fmt: skip
