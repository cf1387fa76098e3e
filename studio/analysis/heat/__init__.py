"""The heat of the satellite: what the radiator sees, how its fins work, what carries the heat, and the nodes."""
