"""Where the nodes of the satellite stand in their diagram: the array above, the way from the chips to space below."""

QUIET = frozenset({"sun", "earth", "electricity", "space", "array_power"})
"""Surroundings, and what crosses the boundary."""
_ARRAY = {
    "sun": (0.0, 0.0), "array_front": (1.3, 0.0), "array_power": (3.0, 0.0), "earth": (0.0, 1.0),
    "array_back": (1.3, 1.0), "space": (4.2, 1.0), "electricity": (0.0, 2.6), "battery": (1.0, 2.0),
    "structure": (2.05, 2.0), "accelerators": (1.0, 3.2), "plate": (2.05, 3.2), "radiator": (4.2, 2.6),
}  # fmt: skip
_LOOP = {"return": (3.15, 2.1), "supply": (3.15, 3.2)}
_EXCHANGING = {"inner_return": (2.85, 2.1), "inner_supply": (2.85, 3.2), "return": (3.6, 1.6), "supply": (3.6, 3.2)}


def places(exchanging: bool) -> dict[str, tuple[float, float]]:
    """Column and row of every node and boundary."""
    return {**_ARRAY, **(_EXCHANGING if exchanging else _LOOP)}
