"""Claims on how much more a panel yields in space than on the ground."""

from collections.abc import Mapping
from typing import Any

from studio.physics.ground import capacity_factor_for, yield_ratio

Inputs = Mapping[str, Any]


def yield_claims(inputs: Inputs) -> dict[str, float]:
    """The ratio of intensity, of yields at stated capacity factors, and the factors that make stated ratios true."""
    bright, lit = inputs["solar_constant"] / inputs["rated_irradiance"], inputs["sunlit_fraction"]
    ratios = {f"ratio_{name}": float(yield_ratio(bright, lit, factor))
              for name, factor in inputs["capacity_factors"].items()}  # fmt: skip
    factors = {name: float(capacity_factor_for(ratio, bright, lit))
               for name, ratio in inputs["claimed_ratios"].items()}  # fmt: skip
    return {"intensity_ratio": bright, "intensity_claim": bright, **ratios, **factors}
