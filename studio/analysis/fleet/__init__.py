"""Fleets of many shells: their planes, and what a million satellites are like at a time."""
