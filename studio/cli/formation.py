"""formation: the cluster of a design integrated member by member."""

from dataclasses import asdict

import click

from studio.cli.failure import Unusable
from studio.cli.loading import design_argument, json_option, load, print_json, set_option
from studio.cli.progress import progress_bar
from studio.text import mark, tr

_NAMES = {
    "hill": mark("Clohessy–Wiltshire"),
    "mean": mark("mean J₂ corrected"),
    "matched": mark("drift taken off"),
}


@click.command("formation")
@design_argument
@set_option
@click.option("--orbits", default=10, show_default=True, help="Revolutions to fly, 1 to 1000.")
@json_option
def formation_command(design: str, edits: tuple[str, ...], orbits: int, as_json: bool) -> None:
    """Fly the cluster of a design about the oblate Earth: drift, closest approach, distance from theory."""
    from studio.analysis.formation_check import check_formation

    value = load(design, edits, None)
    with progress_bar(tr("Cluster")) as tell:
        try:
            found = check_formation(value, orbits, tell)
        except ValueError as error:
            raise Unusable(str(error)) from None
    if as_json:
        plain = asdict(found)
        plain["time"], plain["closest"] = found.time.tolist(), found.closest.tolist()
        print_json(plain)
        return
    click.echo(tr("{members} members, {orbits} revolutions, {hours:.1f} h; lattice step {step:g} m",
                  members=found.members, orbits=found.revolutions, hours=found.duration / 3600.0,
                  step=found.lattice_step))  # fmt: skip
    for way in found.ways:
        click.echo(tr(
            "{name:22} drift {drift:8.4f} mm/s (theory {theory:8.4f})   closest {closest:8.3f} m   "
            "off the linear theory {difference:8.3f} m   out of plane {across:.3f} m",
            name=tr(_NAMES[way.name]), drift=1e3 * way.drift, theory=1e3 * way.drift_theory, closest=way.closest,
            difference=way.difference, across=way.across))  # fmt: skip


COMMANDS = (formation_command,)
