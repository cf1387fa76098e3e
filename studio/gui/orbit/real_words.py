"""What is said of the imported object that is selected, below the picture."""

import numpy as np

from studio.analysis.fleet.imported import Imported
from studio.design.quantity import LENGTH
from studio.design.unit_text import display, per_cent
from studio.gui.orbit.real_fleet import Flown
from studio.gui.space.arrays import Floats
from studio.physics.constants import AU, DAY, R_EARTH
from studio.physics.fleet.sgp4_fleet import age
from studio.physics.illumination import visible_fraction
from studio.text import tr


def real_words(imported: Imported, index: int, flown: Flown, sun: Floats) -> str:
    """Name, height, sunlight and age of the elements of one object; `sun` is the unit vector to the Sun."""
    days = abs(float(age(imported.elements.epoch[index : index + 1], flown.time)[0])) / DAY
    place = flown.positions[index]
    if not np.isfinite(place).all():
        return tr("{name}   ·   imported   ·   has no place at this time: it has come down, or its elements, "
                  "{days:.0f} days away, no longer hold", name=imported.title(index), days=days)  # fmt: skip
    lit = float(visible_fraction(place, sun, AU, oblate=True))
    return tr(
        "{name}   ·   imported   ·   altitude {altitude}   ·   Sun {lit}   ·   elements {days:.0f} days away",
        name=imported.title(index), altitude=display(float(np.linalg.norm(place)) - R_EARTH, LENGTH, "km", 4),
        lit=per_cent(lit), days=days)  # fmt: skip
