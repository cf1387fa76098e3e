"""The power margin of one orbit in every year of the life, of one design or of many."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from studio.analysis.columns import trail
from studio.analysis.result import FloatArray
from studio.physics.battery import periodic_battery
from studio.physics.shadow_steps import ShadowSteps


def margins_over_life(
    array: FloatArray, load: FloatArray, steps: ShadowSteps, capacity: FloatArray, limits: Mapping[str, Any]
) -> FloatArray:
    """Mean over the orbit of what is curtailed at the bus, less what is shed [W], shape (B, Y).

    Parameters
    ----------
    array
        What the array gives in the parts of the steps in each year [W], shape (B, Y, M).
    load
        What the bus asks for [W], shape (B, M).
    steps
        One orbit of each of B designs.
    capacity
        Energy of the battery in each year [J], shape (B, Y).
    limits
        Efficiencies, limits and step of `periodic_battery`, each one number or (B,).

    Notes
    -----
    Where the battery holds all that one dark part takes, and gets it back, the sums over the orbit tell the margin;
    only the other orbits are followed through their steps.
    """
    into, out_of, regulator, fastest, hardest, step = (
        trail(np.asarray(limits[name]), 1) for name in ("charge_efficiency", "discharge_efficiency",
                                                        "regulator_efficiency", "max_charge_power",
                                                        "max_discharge_power", "time_step"))  # fmt: skip
    lengths = steps.share / steps.first.shape[-1]
    balance = array * _behind(regulator) - load[:, None]
    discharge = np.minimum(np.maximum(-balance, 0.0), _behind(hardest))
    charge = np.minimum(np.maximum(balance, 0.0), _behind(fastest))
    net, taken, offered = (np.einsum("bym,bm->by", each, lengths) for each in (balance, discharge, charge))
    dark = balance < 0.0
    edges = (dark[..., 1:] != dark[..., :-1]).sum(axis=-1) + (dark[..., 0] != dark[..., -1])
    orbit = step * steps.first.shape[-1]
    simple = (edges <= 2) & (offered * into >= taken / out_of) & (taken * orbit / out_of <= capacity)
    margin: FloatArray = net + taken - taken / (into * out_of)
    owner, year = np.nonzero(~simple)
    if owner.size:
        found = periodic_battery(
            array[owner, year], load[owner], capacity=capacity[owner, year], step_shares=steps.share[owner],
            **{name: np.broadcast_to(value, (len(load),))[owner] for name, value in limits.items()},
        )  # fmt: skip
        spare = found.curtailed_power * np.broadcast_to(regulator, (len(load), 1))[owner] - found.shed_power
        margin[owner, year] = np.einsum("rm,rm->r", spare, lengths[owner])
    return margin


def _behind(value: FloatArray) -> FloatArray:
    """(B, 1, 1) of (B, 1); one number as it is."""
    return value[..., None] if value.ndim else value
