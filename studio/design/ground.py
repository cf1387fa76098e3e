"""The data centre on the ground that the one in orbit is held against: where it stands and what feeds it."""

from typing import Annotated, Literal

import msgspec

from studio.design.field import choice, text
from studio.text import mark

Supply = Literal["grid", "gas", "solar_storage"]


class Ground(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    site: Annotated[str, text(
        mark("Site"), mark("Id of the site in the catalogue."), longest=60, shortest=1)] = "us-average"
    supply: Annotated[Supply, choice(
        mark("Electricity from"),
        mark("grid: bought. gas: turbines on the site. solar_storage: a solar plant with batteries on the site."),
    )] = "grid"  # fmt: skip
