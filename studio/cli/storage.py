"""storage: what a load asks for in watt-hours, orbit by orbit."""

from dataclasses import asdict

import click

from studio.cli.failure import Unusable
from studio.cli.loading import design_argument, json_option, load, print_json, set_option
from studio.text import mark, tr


@click.command("storage")
@design_argument
@set_option
@json_option
def storage_command(design: str, edits: tuple[str, ...], as_json: bool) -> None:
    """How much battery a full load needs in the orbit of a design and in others, in Wh per kW."""
    from studio.analysis.storage_claim import storage_by_orbit

    try:
        found = storage_by_orbit(load(design, edits, None))
    except ValueError as error:
        raise Unusable(str(error)) from None
    if as_json:
        print_json([asdict(orbit) for orbit in found])
        return
    click.echo(tr(mark("{orbit:24} {dark:>9} {days:>6} {drawn:>11} {limit:>11} {new:>11} {mass:>9} {lost:>8}"),
                  orbit=tr(mark("Orbit")), dark=tr(mark("dark")), days=tr(mark("days")), drawn=tr(mark("drawn")),
                  limit=tr(mark("end of life")), new=tr(mark("new")), mass=tr(mark("mass")), lost=tr(mark("lost"))))
    for orbit in found:
        click.echo(
            f"{orbit.name:24} {orbit.eclipse / 60:5.1f} min {orbit.days:6d} {orbit.drawn / 3.6:5.0f} Wh/kW "
            f"{orbit.within_limit / 3.6:5.0f} Wh/kW {orbit.nameplate / 3.6:5.0f} Wh/kW {orbit.mass * 1e3:3.0f} kg/kW "
            f"{100 * orbit.lost:6.2f} %"
        )
    click.echo(tr(mark("drawn: by the longest dark; end of life: within the discharge limit; lost: share of the work "
                       "without a battery")))  # fmt: skip


COMMANDS = (storage_command,)
