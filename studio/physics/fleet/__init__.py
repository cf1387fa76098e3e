"""Fleets: the places and the light of up to a million satellites at a time."""
