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
_GUESS = "where a search begins or how far its first steps go: what it finds does not depend on it"
_ALL = "numpy takes the last axis by itself, and any negative length for the one that is missing"
_NODE = "at a node both neighbouring pieces have the same value"

READ: tuple[tuple[str, str], ...] = (
    (r"finance\.(flow_duration|capital_recovery_factor|generation_shares): `1\.0` → .*", _FILLED),
    (r"drag_many\.(fall_from_moments|fall_moments): `1\.0` → .*", _FILLED),
    (r"drag_many\.decay_times: `2\.0` → .*", _FILLED),
    (r"heat_exchanger\.(effectiveness|transfer_units): `1\.0` → .*", _FILLED),
    (r"payload\.mean_working_fraction: `1\.0` → .*", _FILLED + "; a test kills the one that is taken"),
    (r"radiation\.(shielding\.residual_energy|trapped\._slope): `1\.0` → .*", _FILLED),
    (r"radiation\.trapped\._slope: `product > 0\.0` → `product >= 0\.0`", "0 over anything is the 0 put there else"),
    (r"(fin|thermal_modes|cell\.junction): `60` → .*", _CAPPED),
    (r"thermal_modes: `30` → .*", _CAPPED),
    (r"osculating: `12` → `13`", _CAPPED),
    (r"osculating\._fit: `_SETTLED \* size` → .*", _LONGER),
    (r"(heat_exchanger|payload\.cooled_share): `(80|60)` → .*",
     "a bracket halved once less or more is narrower than the last digit as well"),
    (r"[\w.]+: `1e-(09|1\d)` → `1\.1\d*e-\d+`", _ROUNDING),
    (r"(fin\.fin_efficiency|orbit\.eccentric_anomaly|cell\.diode\.maximum_power): `break` → `continue`", _LONGER),
    (r"(drag_many\._eccentric_times): `break` → `continue`", "nothing flies any more: other steps add nothing"),
    (r"(orbit\.eccentric_anomaly|osculating\._fit): `np\.max\(np\.abs\(step\).*` → `.*`", _EDGE),
    (r"thermal_transient\.\w+: `change (<=|>) (_TOLERANCE|previous)` → `change (<|>=) (_TOLERANCE|previous)`", _EDGE),
    (r"fleet\.(reference|sgp4_fleet|compiled): `(8192|1024|4096)` → .*", _BLOCKS),
    (r"panel_thermal: `24576` → .*", _BLOCKS),
    (r"frames: `3600\.0` → `39\d\d\..*`", "between nodes an hour apart the chord is a millimetre off"),
    (r"illumination\._outside_overlap: `c >= a \+ b` → `c > a \+ b`", "of disks that touch the overlap is 0 anyway"),
    (r"illumination\._outside_overlap: `b >= a` → `b > a`", "of equal disks 1 − (b/a)² is 0 too"),
    (r"learning\.production_for_price: `np\.zeros\(\(\)\)` → .*", "stands for what was made, which is only looked at"),
    (r"manufacturing\.lines_installed: `np\.zeros\(.*` → `np\.ones\(.*", "every year is written before it is read"),
    (r"season\._season: `np\.zeros\(0\)` → `np\.ones\(0\)`", "of no element"),
    (r"optics\.stack_block\.StackBlock\.light: `wave\.imag > wave\.real` → `wave\.imag >= wave\.real`", _EDGE),
    (r"optics\.stack_block\.StackBlock\._turns: `'one' if one else 'each'` → .*", "names of two memories, exchanged"),
    (r"panel_guess\.(guess_stages: `0\.5 \* (first|end)`|_relaxation: `1\.0`) → .*", _GUESS),
    (r"panel_quasi_steady\.QuasiSteadySolver\._relax: `1\.0` → `2\.0`", _GUESS),
    (r"panel_quasi_steady\.QuasiSteadySolver\._correct_halves: `0\.5` → `1\.5`",
     "the halves are begun within some kelvins: of 1,500 random panels one had its step cut, at 10⁶ W/m²"),
    (r"panel_thermal\.periodic_panel_temperature: `1` → `2`", "of arrays of one shape nothing is taken"),
    (r"panel_thermal\._idle: `.* < 0\.0` → `.* <= 0\.0`", "where the line leaves no power none is given either way"),
    (r"panel_thermal\._blocks: `0 < of_one <= room` → `0 <= of_one <= room`", "without orbits it has returned before"),
    (r"radiation\.damage\.fit: `1` → `2`", "a wider bracket about the same least"),
    (r"radiation\.(displacement_dose\.dose_bins: `1` → `0`|equivalent_fluence\.bins: `_BINS \+ 1` → `_BINS - 1`)",
     "one or two of 96 intervals of a quadrature fewer"),
    (r"radiation\.solar_protons\.geomagnetic_access: `1` → `2`", _ALL),
    (r"wing_cosines\.Flight\.on_circles: `1` → `2`", _ALL),
    (r"thermal_modes\.periodic_modes: `np\.fft\.i?rfft\(.*, axis=-1\)` → .*", _ALL),
    (r"year_by_beta\._even: `np\.take_along_axis\((height|order), \w+, axis=-1\)` → .*", _ALL),
    (r"shadow\._deepest: `np\.sin\(_SAMPLES\)` → `np\.cos\(_SAMPLES\)`", "beside what is nearly 0; " + _GUESS),
    (r"shadow\._deepest: `2` → `1`", "a quarter turn from the point opposite the Sun there is no shadow; " + _GUESS),
    (r"shadow\._deepest: `(0\.1|2\.0 \* step)` → `(0\.11\d*|2\.0 / step)`", _GUESS),
    (r"shadow_steps\.shadow_steps: `\(seen > 0\.0\) & .*` → .*", "a step of 0 or 1 has no weight and drops out later"),
    (r"thermal_modes\.march_modes: `0` → `-1`", "of one case the first is the last"),
    (r"thermal_modes\.march_modes: `np\.abs\(mean - before\)\.max\(axis=\(0, 1\)\)` → .*",
     "it ends when all are settled; what is refused sooner or later is solved another way, with the same outcome"),
    (r"thermal_network: `0\.0001` → `0\.00011\d*`", _ROUNDING),
    (r"thermal_network\.steady_temperature: `4\.0` → `4\.4`", "a slope too steep: more steps to the same balance"),
    (r"thermal_network\.steady_temperature: `0\.3 \* temperature` → `0\.3 / temperature`",
     "a floor of steps that only heat without a way out meets"),
    (r"view_factor\.sphere_view_factor: `1\.0` → `1\.1`", "beyond the border the other formula is the same"),
    (r"year_by_beta: `3\.0` → `3\.30+\d`", "by it days are chosen: others stand for the year as well"),
    (r"year_by_beta\.year_by_beta: `0` → `-1`", "of one limb the first is the last"),
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
