"""How far both ways a number of the design is held open that states no spread of its own."""

import math

from studio.analysis.catalogue_source import material_source
from studio.catalogue.spread import shares
from studio.design import Design, Field, get_value
from studio.design.edit import source_of
from studio.design.requirement import Confidence, Source
from studio.design.spread_edit import counts_years

_SCALE = {"temperature": 100.0, "time_of_day": 6 * 3600.0}
"""What the share is taken of where a quantity has no zero of its own [SI]."""
_DECADE = 10.0
"""What the share of a calendar year is taken of."""


def known_source(design: Design, path: str) -> Source | None:
    """Where the number at `path` comes from: as the design says, or its material in the catalogue."""
    return source_of(design, path) or material_source(design, path, get_value(design, path))


def share_of(design: Design, confidence: Confidence | str) -> float:
    """The half width by the confidence of a source, as the design wants it or as the catalogue has it.

    A number that nobody said a source for counts as assumed.
    """
    policy = design.uncertainty
    own = {"measured": policy.measured, "published": policy.published, "derived": policy.derived}
    stated = own.get(confidence, policy.assumed)
    if stated is not None:
        return stated
    by_confidence = shares()
    return next((share for known, share in by_confidence.items() if known == confidence), by_confidence["assumed"])


def scale_of(spec: Field, value: float) -> float:
    """What a share is taken of."""
    if spec.quantity is not None and spec.quantity.name in _SCALE:
        return _SCALE[spec.quantity.name]
    return _DECADE if counts_years(spec) else abs(value)


def half_width(spec: Field, value: float, share: float) -> float:
    """`share` of a value, or of what is left to the whole: an efficiency of 97 % is known by its losses."""
    return share * min(scale_of(spec, value), _rest(spec, value))


def _rest(spec: Field, value: float) -> float:
    whole = spec.kind == "number" and spec.quantity is not None and spec.quantity.name == "ratio" and spec.high == 1.0
    return max(1.0 - value, 0.0) if whole else math.inf
