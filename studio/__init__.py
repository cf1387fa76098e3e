"""Dawnline: a desktop studio for constellations of solar-powered orbital data centres."""

__version__ = "0.1.0"
