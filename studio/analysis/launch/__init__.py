"""Launch: what a vehicle takes of a design's satellites, at what price, and how the vehicles compare."""
