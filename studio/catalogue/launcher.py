"""What the catalogue knows of a launch vehicle: what it brings up, for what price, how often. All numbers are SI."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Literal

import msgspec

from studio import resource
from studio.catalogue.entry import Id, Name
from studio.catalogue.sourced import CatalogueError, Sourced, Within
from studio.catalogue.table import find, read
from studio.text import mark, tr

Status = Literal["flying", "development", "goal"]
STATUSES: dict[Status, str] = {
    "flying": mark("flying"),
    "development": mark("in development"),
    "goal": mark("stated goal"),
}
_MASS, _PRICE = Within(10.0, 1e6), Within(1e5, 1e10)
_PER_MASS = Within(1.0, 1e6)


class Launcher(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A launch vehicle in one configuration; a goal is what its maker says that it will do."""

    id: Id
    name: Name
    country: Name
    status: Status
    leo_mass: Annotated[Sourced | None, _MASS] = None
    """Payload into a low orbit [kg]."""
    sso_mass: Annotated[Sourced | None, _MASS] = None
    """Payload into a sun-synchronous orbit of 500 to 800 km [kg]."""
    fairing_volume: Annotated[Sourced | None, Within(0.1, 1e4)] = None
    """Usable volume of the payload bay [m³]."""
    fairing_diameter: Annotated[Sourced | None, Within(0.5, 20.0)] = None
    """Usable, or the outer one where the source gives no other [m]."""
    launch_price: Annotated[Sourced | None, _PRICE] = None
    """Of a whole launch now [USD]."""
    mass_price: Annotated[Sourced | None, _PER_MASS] = None
    """Per mass now, where places on a shared launch are sold [USD/kg]."""
    projected_price: Annotated[Sourced | None, _PER_MASS] = None
    """Per mass, as told for a later year [USD/kg]."""
    projected_year: Annotated[Sourced | None, Within(2020.0, 2100.0)] = None
    """The year that the projected price is told for."""
    flights_per_year: Annotated[Sourced | None, Within(0.0, 1e5)] = None
    """In the last year that is known."""
    flights_made: Annotated[Sourced | None, Within(0.0, 1e6)] = None
    """Until now, failures included."""
    note: str = ""

    @property
    def low_mass(self) -> float:
        """Payload into a low orbit [kg], or the less that reaches a sun-synchronous one where only that is known."""
        known = self.leo_mass or self.sso_mass
        assert known is not None  # checked when the table is read
        return known.value

    @property
    def price_today(self) -> float | None:
        """Price per mass now [USD/kg], that of a whole launch over the payload into a low orbit; None if unknown."""
        if self.mass_price is not None:
            return self.mass_price.value
        return None if self.launch_price is None else self.launch_price.value / self.low_mass

    @property
    def price_year(self) -> int | None:
        """The calendar year of today's price."""
        price = self.mass_price or self.launch_price
        return None if price is None else int(price.date[:4])


@cache
def launchers() -> Mapping[str, Launcher]:
    """The launch vehicles by id, in the order of the file."""
    found = read(resource.path("catalogue", "launchers.json"), Launcher)
    for entry in found.values():
        if entry.leo_mass is None and entry.sso_mass is None:
            raise CatalogueError(tr(mark("launchers.json: {id} has no payload"), id=entry.id))
        if (entry.projected_price is None) != (entry.projected_year is None):
            raise CatalogueError(tr(mark("launchers.json: {id} has a projected price without its year"), id=entry.id))
    return found


def launcher(id: str) -> Launcher:
    """The launch vehicle called `id`; CatalogueError where there is none."""
    return find(launchers(), id, mark("there is no launch vehicle “{id}”; nearest are {nearest}"))
