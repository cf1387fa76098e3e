"""How thick a layer is drawn: 100 nm and 20 mm have to show in one picture, so heights follow the logarithm."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BandScale:
    """A layer of thickness `smallest` [m] is `base` high, and every tenfold adds `decade`: pixels, or mm on paper."""

    smallest: float
    base: float
    decade: float

    def height(self, thickness: float) -> float:
        return self.base + self.decade * max(0.0, math.log10(thickness / self.smallest))

    def edges(self, thicknesses: Sequence[float]) -> list[float]:
        """Where each layer begins, and where the last one ends, from the top."""
        places = [0.0]
        for thickness in thicknesses:
            places.append(places[-1] + self.height(thickness))
        return places

    @classmethod
    def fitting(cls, thicknesses: Sequence[float], room: float, base: float, least: float, most: float) -> "BandScale":
        """The scale that fills `room`, with a decade between `least` and `most`."""
        smallest = 10.0 ** math.floor(math.log10(min(thicknesses)) + 1e-9)
        decades = sum(math.log10(thickness / smallest) for thickness in thicknesses)
        wanted = (room - base * len(thicknesses)) / decades if decades > 0 else most
        return cls(smallest, base, min(max(wanted, least), most))
