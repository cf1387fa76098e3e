"""How thick a layer is drawn in the cross-section, and what dragging its edge makes of it."""

from studio.analysis.stack.band_scale import BandScale

__all__ = ["BandScale", "dragged"]


def dragged(thickness: float, decades: float, digits: int, low: float, high: float) -> float:
    """`thickness` so many decades on, as a round number of `digits` digits within the bounds."""
    moved = thickness * 10.0 ** max(-12.0, min(decades, 12.0))
    return min(max(float(f"{moved:.{digits - 1}e}"), low), high)
