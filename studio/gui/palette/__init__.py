"""Anything by its name: commands, values, results, pages, designs, the catalogue, claims, help and preferences."""

from studio.gui.palette.popup import Palette

__all__ = ["Palette"]
