"""Sourced data: cells, materials, accelerators, coolants and heat exchangers; every number carries its source."""

from studio.catalogue.entry import Accelerator, Cell, Coolant, Exchanger, Material
from studio.catalogue.sourced import CatalogueError, Confidence, Sourced
from studio.catalogue.table import (
    accelerator,
    accelerators,
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
    "Accelerator", "CatalogueError", "Cell", "Confidence", "Coolant", "Exchanger", "Material", "Sourced",
    "accelerator", "accelerators", "cell", "cells", "coolant", "coolants", "exchanger", "exchangers",
    "material", "materials",
]  # fmt: skip
