"""Factory: ramp, supply and market."""
