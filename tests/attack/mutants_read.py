"""Surviving mutants that were read and found to change nothing that can be seen, and why.

A pattern is looked at only where a mutant survived: one that a test kills is killed, whatever stands here.
"""

import re

from tests.attack.mutant_sites import Mutant

_FILLED = "fills places of np.where that are not taken, so that nothing is divided by 0 there"
_CAPPED = "a cap on rounds that end by themselves long before it"
_ROUNDING = "a tolerance for rounding, of which a tenth more or less meets no number that is not rounding"
_LONGER = "goes on with rounds that change nothing any more, up to the cap: the same numbers, later"
_EDGE = "a change is compared with a tolerance: to equal it to the last digit does not happen, and would not matter"
_BLOCKS = "how many are computed at a time: the results of blocks do not depend on it"
_NODE = "at a node both neighbouring pieces have the same value"

READ: tuple[tuple[str, str], ...] = (
    (r"finance\.(flow_duration|capital_recovery_factor|generation_shares): `1\.0` → .*", _FILLED),
    (r"drag_many\.(fall_from_moments|fall_moments): `1\.0` → .*", _FILLED),
    (r"drag_many\.decay_times: `2\.0` → .*", _FILLED),
    (r"heat_exchanger\.(effectiveness|transfer_units): `1\.0` → .*", _FILLED),
    (r"radiation\.(shielding\.residual_energy|trapped\._slope): `1\.0` → .*", _FILLED),
    (r"radiation\.trapped\._slope: `product > 0\.0` → `product >= 0\.0`", "0 over anything is the 0 put there else"),
    (r"(fin|thermal_modes|cell\.junction): `60` → .*", _CAPPED),
    (r"(heat_exchanger|payload\.cooled_share): `(80|60)` → .*",
     "a bracket halved once less or more is narrower than the last digit as well"),
    (r"[\w.]+: `1e-(09|1\d)` → `1\.1\d*e-\d+`", _ROUNDING),
    (r"(fin\.fin_efficiency|orbit\.eccentric_anomaly|cell\.diode\.maximum_power): `break` → `continue`", _LONGER),
    (r"(drag_many\._eccentric_times): `break` → `continue`", "nothing flies any more: other steps add nothing"),
    (r"(orbit\.eccentric_anomaly|osculating\._fit): `np\.max\(np\.abs\(step\).*` → `.*`", _EDGE),
    (r"thermal_transient\.\w+: `change (<=|>) (_TOLERANCE|previous)` → `change (<|>=) (_TOLERANCE|previous)`", _EDGE),
    (r"fleet\.(reference|sgp4_fleet|compiled): `(8192|1024|4096)` → .*", _BLOCKS),
    (r"(frames\.in_frame|radiation\.dose\._between): `np\.searchsorted\(.*, side='right'\)` → .*", _NODE),
    (r"frames\.in_frame: `0` → `-1`", "a lower bound of indices of which the least is 0: the first instant is a node"),
    (r"battery\._stored: `falling & ~np.*` → .*", "more orbits than need it take the general way: the same"),
    (r"given_frames\.terrestrial_time: `nodes / DAY \+ 0\.5` → `nodes / DAY - 0\.5`", "a day apart, modulo a day"),
    (r"probability\.triangular_share: `value < mode` → `value <= mode`", "at the mode both sides give the same share"),
    (r"view_factor\.sphere_view_factor: `np\.abs\(cos_g\)` → `cos_g`",
     "of a plate that faces away the formula gives ½ − ½ + 0, which is the 0 that is put there else"),
    (r"atmosphere\._profile: `0\.5` → `0\.55`", "even steps end between their last one and the next"),
    (r"atmosphere\._moments: `False` → `True`", "what is kept here is handed to nobody who could write to it"),
    (r"attitude\.(_edgewise|_across): `length > _ALIGNED` → `length >= _ALIGNED`",
     "a length is compared with a tolerance: where it equals it to the last digit, either answer would do"),
    (r"battery_sizing\.minimum_battery_capacity: `1` → `0`",
     "a level before the first of two orbits: what falls from there falls once more in the second orbit"),
    (r"cell\.diode\.maximum_power: `(np\.maximum\(end|end) - scale \* np\.log1p\(.*",
     "where Newton's method begins, which comes down to the one root from anywhere"),
    (r"cell\.equivalent\.fitted\.search: `8\.0` → `8\.8`",
     "how far a series resistance may be from where it begins: 3,000 times less is none, so much more no fit takes"),
    (r"cell\.junction\.Junctions\.__init__: `np\.minimum\(\*thermal\)` → .*",
     "a scale for steps and where they end, at most 2.5 times as large: the error goes with its square"),
    (r"cell\.tandem\._solve: `0\.01` → `0\.011.*`",
     "when the bounds of a search are halved once more: its end is the same"),
    (r"cell\.tandem\._solve: `0` → `-1`",
     "in what tells that a step was small enough: the other search, beside it, tells it as well"),
    (r"cluster\.cluster_lattice: `np\.floor\(reach\)` → `np\.rint\(reach\)`",
     "one row more, outside the circle asked for next"),
    (r"constellation\.ring_approach: `number - 1\.0` → `number \+ 1\.0`",
     "the neighbours on both sides of a ring are equally far"),
    (r"fin\._weights: `0\.0` → `1\.0`", "means of odd polynomials, which fall out where both halves are folded"),
    (r"fleet\.compiled\._outside_overlap: `0\.0` → `1\.0`",
     "a square metre beside the square of a way across the shadow"),
    (r"fleet\.compiled\._outside_overlap: `c <= abs\(b - a\)` → `c < abs\(b - a\)`",
     "where the smaller disk touches from within, the lens is the whole of it"),
    (r"formation_flight\._relative: `2` → `1`",
     "of a single member the tree finds the next one infinitely far away as well"),
)  # fmt: skip
"""A pattern of the words of mutants, and the reason."""
_PATTERNS = tuple((re.compile(pattern), why) for pattern, why in READ)


def reason(mutant: Mutant) -> str:
    """Why a mutant is as good as the original, or nothing."""
    return next((why for pattern, why in _PATTERNS if pattern.fullmatch(mutant.words)), "")
