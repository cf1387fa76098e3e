"""What any result and any refusal must be like, whatever the design is."""

from collections.abc import Collection

import numpy as np

from studio.analysis import RESULTS, Results

SIGNED = {
    "panel.temperature_coefficient", "illumination.beta_angle_year", "orbit.raan_rate", "orbit.perigee_rate",
    "power.margin_eol", "power.life_margin", "power.battery_life_margin", "power.loss_values", "thermal.edge_flow",
    "thermal.junction_margin", "thermal.junction_hot_margin", "thermal.coolant_cold_margin", "thermal.heat_pipe_margin",
    "disposal.margin", "link.received_level", "link.margin", "size.centre_of_mass", "constellation.shell_node_drift",
    "supply.purchase_delta", "supply.delta_per_watt", "supply.lines_delta",
}  # fmt: skip
"""What may be below zero, as the loss by temperature of a cold cell is; no other result may, but for rounding."""
_WORDS = ("float division", "array", "index", "NoneType", "object", "nan", "math domain", "math range", "shape",
          "cannot convert", "too large to", "broadcast", "operand", "zero-size", "overflow")  # fmt: skip


def told_well(failure: str) -> bool:
    """One printable line that a person can read, without the words of a programming language."""
    plain = failure.replace("refractive index", "").replace("the array", "").split("“")[0]
    return failure.isprintable() and 15 < len(failure) < 300 and not any(word in plain for word in _WORDS)


def holds(results: Results, besides: Collection[str] = ()) -> bool:
    """Whether all results are numbers, and none is below zero but those in `SIGNED` and `besides`."""
    for name in results:
        value = results[name]
        if RESULTS[name].kind == "text" or isinstance(value, (tuple, str)):
            continue
        value = float(value) if isinstance(value, int) else value  # launches may be more than 64 bits count
        assert np.all(np.isfinite(value)), name
        lowest, most = float(np.min(value, initial=0.0)), float(np.max(np.abs(value), initial=0.0))
        assert name in SIGNED or name in besides or lowest >= -1e-12 * most, (name, lowest)
    power = results.stage("power")
    if power is not None:
        assert power.heat_map.min() >= 0.0
        assert power.served_map.min() >= 0.0
    nodes = results.stage("nodes")
    if nodes is not None:
        assert min(nodes.node_temperatures_worst_day.min(), nodes.node_hot.min(), nodes.node_cold.min()) > 0.0
        # A structure of square kilometres without any mass, or a battery of megatonnes, leaves fewer digits than 1e-6.
        assert nodes.energy_closure < 1e-3 or any("of the heat" in one.text for one in nodes.issues)
    return True
