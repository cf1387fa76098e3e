"""Radiation damage of solar cells: particles by orbit, covers, equivalent fluence, damage dose and damage curves."""
