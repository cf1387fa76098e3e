"""What a coarse look at the year gets of a result, brought to what the fine one says of the design as it stands."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from studio.design.quantity import RATIO, Quantity

How = Literal["ratio", "offset", "none"]
_MOST_SHARE = 0.05
"""By how much the coarse look may err for that to be a share of the result: more, and it is a difference of others."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """`how`: multiplied by fine over quick, moved by fine minus quick, or left as it is; `amount` is that number."""

    how: How
    amount: float
    quick: float | None
    fine: float | None

    def brought(self, values: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        if self.how == "none":
            return values
        return values * self.amount if self.how == "ratio" else values + self.amount


def anchor(
    quick: float | None, fine: float | None, values: np.ndarray[Any, Any], quantity: Quantity, *, whole: bool = False
) -> Anchor:
    """How the sampled `values` of one result are brought to its fine value.

    By the ratio where the two are within 5 % and all samples on one side of zero, so that the coarse look errs by a
    share; by the difference where the result can be of either sign, as margins are, or is a share of a whole that the
    ratio could carry past 1, or counts something; not at all where it has no value now in one of the two.
    """
    if quick is None or fine is None or not (np.isfinite(quick) and np.isfinite(fine)):
        return Anchor("none", 0.0, quick, fine)
    if quick == fine:
        return Anchor("ratio", 1.0, quick, fine)
    known = values[np.isfinite(values)]
    sign = np.sign(quick)
    near = sign != 0.0 and abs(fine / quick - 1.0) <= _MOST_SHARE
    one_sided = near and not whole and bool(np.all(sign * known > 0.0))
    if one_sided and quantity is RATIO and known.size and known.max() <= 1.0 < known.max() * fine / quick:
        one_sided = False
    if one_sided:
        return Anchor("ratio", float(fine / quick), quick, fine)
    return Anchor("offset", float(fine - quick), quick, fine)
