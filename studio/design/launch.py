"""How the satellites get up: vehicle, price per mass, and how many flights there are."""

from typing import Annotated, Literal

import msgspec

from studio.design.field import choice, number, text
from studio.design.quantity import NUMBER, PRICE_PER_MASS
from studio.text import mark

PriceBasis = Literal["today", "projected", "learning", "stated"]


class Launch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    vehicle: Annotated[str, text(
        mark("Vehicle"), mark("Id of the launch vehicle in the catalogue."), longest=60, shortest=1)] = "starship"
    year: Annotated[int, number(
        NUMBER, mark("Year of launch"), mark("Calendar year of the first launch."), 2020, 2100, unit="")] = 2026
    price_basis: Annotated[PriceBasis, choice(
        mark("Launch price from"),
        mark("today: the catalogue's price now. projected: the price that the catalogue gives for later. learning: "
             "falls with the mass launched. stated: as typed."),
    )] = "today"  # fmt: skip
    price: Annotated[float, number(
        PRICE_PER_MASS, mark("Launch price"), mark("Per mass brought to this orbit."), 0.0, 1e6,
        when=("launch.price_basis", "stated"))] = 1500.0
