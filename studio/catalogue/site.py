"""Places on Earth with what solar panels yield there, as measured or published, and under a sky without clouds."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Literal

import msgspec

from studio import resource
from studio.catalogue.entry import Id, Name
from studio.catalogue.sourced import Sourced, Within
from studio.catalogue.table import find, read
from studio.text import mark

Mount = Literal["tilted", "tracking"]

OWN_PLACE = "custom"
"""The id that stands for a place of the user's own, which no catalogue holds."""


class Site(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place, a region or a country. Yields are of a Julian year, per rated power at 1000 W/m² [J/W]."""

    id: Id
    name: Name
    country: Name
    latitude: Annotated[Sourced, Within(-1.5708, 1.5708)]
    """Of the site, or of a typical place of the region [rad]."""
    longitude: Annotated[Sourced, Within(-3.1416, 3.1416)]
    altitude: Annotated[Sourced, Within(-500.0, 6000.0)]
    air_temperature: Annotated[Sourced, Within(230.0, 320.0)]
    mount: Mount
    """How the panels of the published yield stand."""
    specific_yield: Annotated[Sourced, Within(1e6, 1.2e7)]
    """As measured or published, clouds, warmth and losses counted: per rated panel, or per inverter, see below."""
    clear_sky_yield: Annotated[Sourced, Within(1e6, 1.6e7)]
    """The same year under a clean sky without clouds, warmth the only loss."""
    clear_sky_irradiation: Annotated[Sourced, Within(1e9, 2e10)]
    """Sunlight on the plane of the panels in that year [J/m²]."""
    worst_month: Annotated[Sourced, Within(0.0, 1.0)]
    """Clear-sky yield of the weakest twelfth of the year over the mean."""
    inverter_loading: Annotated[Sourced | None, Within(1.0, 2.0)] = None
    """Where the published yield is per rated inverter: rated power of the panels over that of the inverters."""
    electricity_price: Annotated[Sourced | None, Within(0.0, 1e-6)] = None
    """From the grid, for large users [USD/J]."""
    note: str = ""

    @property
    def panel_yield(self) -> float:
        """The published yield per rated power of the panels [J/W]: an inverter is rated below its panels."""
        return self.specific_yield.value / (self.inverter_loading.value if self.inverter_loading else 1.0)


@cache
def sites() -> Mapping[str, Site]:
    """The sites by id, in the order of the file."""
    return read(resource.path("catalogue", "sites.json"), Site)


def site(id: str) -> Site:
    """The site called `id`; CatalogueError where there is none."""
    return find(sites(), id, mark("there is no site “{id}”; nearest are {nearest}"))
