"""Sourced data: solar cells, materials and accelerators; every number carries its source, date and confidence."""

from studio.catalogue.entry import Accelerator, Cell, Material
from studio.catalogue.sourced import CatalogueError, Confidence, Sourced
from studio.catalogue.table import accelerator, accelerators, cell, cells, material, materials

__all__ = [
    "Accelerator", "CatalogueError", "Cell", "Confidence", "Material", "Sourced",
    "accelerator", "accelerators", "cell", "cells", "material", "materials",
]  # fmt: skip
