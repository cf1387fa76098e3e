"""Money: launch, cost, break-even, the ground, and published models."""
