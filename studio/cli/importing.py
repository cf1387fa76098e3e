"""import: what other tools wrote comes into a design, or becomes one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from studio.cli.components import import_components
from studio.cli.failure import Unusable
from studio.cli.loading import answers, load
from studio.cli.progress import progress_bar
from studio.design import Design
from studio.document import files
from studio.document.presets import START
from studio.text import mark, one_line, tr


@dataclass(frozen=True, slots=True)
class Request:
    """`options` are those that one kind of file alone has, where the user gave them."""

    kind: str
    data: bytes
    path: Path
    target: Path
    into: str | None
    name: str | None
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def out(self) -> str:
        """The target's name as it may be shown."""
        return one_line(self.target.name)

    @property
    def design(self) -> Design:
        """The design that what is imported goes into."""
        return load(self.into or START)

    def refuse_options(self, *known: str) -> None:
        """Complain of an option that a kind of file has no use for."""
        for name in self.options:
            if name not in known:
                raise Unusable(tr(mark("{file}: --{option} says nothing of such a file"), file=self.path.name,
                                  option=name.replace("_", "-")))  # fmt: skip


@click.command("import")
@click.argument("file", type=click.Path())
@click.option("--out", required=True, type=click.Path(), metavar="DESIGN", help="The design file to write.")
@click.option("--into", metavar="FILE|PRESET", help="The design that gets it; by default the start preset.")
@click.option("--name", help="What it is called in the design; by default the file's name.")
@click.option("--force", is_flag=True, help="Write over a file that exists.")
@click.option("--as", "as", type=click.Choice(["orbit", "satellites"]),
              help="What an ephemeris becomes: the orbit of the mission, or satellites beside the design's own. By "
              "default one object is the orbit, several are satellites.")
@click.option("--skip-bad", is_flag=True, help="Take the good rows of a table of components that has bad ones.")
@click.option("--decimal-comma", is_flag=True, help="In a table of components 12,5 is a number.")
@click.option("--object", metavar="NAME", help="Which object of an ephemeris becomes the orbit; by default the first.")
def import_command(file: str, out: str, into: str | None, name: str | None, force: bool, **options: Any) -> None:
    """Take a file into a design: optical constants (CSV, refractive-index YAML), satellites (TLE, OMM), an orbit (CCSDS
    OEM, STK ephemeris), or the values of fields (a table of components, CSV or XLSX).

    What is in the file is told by its content, whatever it is called. A design of an earlier Dawnline is written as
    this one writes it.
    """
    from studio.document.importing import kind_of
    from studio.document.ordinary import read_ordinary

    path, target = Path(file), Path(out)
    if answers(target.exists) and not force and (into is None or Path(into) != target):
        raise Unusable(tr(mark("{name}: exists already; --force writes over it"), name=target.name))
    data = read_ordinary(path)
    given = {key: value for key, value in options.items() if value}
    kind = kind_of(data, path.name).name
    IMPORTERS[kind](Request(kind, data, path, target, into, name, given))


def _design(request: Request) -> None:
    request.refuse_options()
    if request.into is not None or request.name is not None:
        raise Unusable(tr(mark("{file}: is a whole design; it goes into no other, and keeps its name"),
                          file=request.path.name))  # fmt: skip
    design = files.read(request.path)
    files.write(request.target, design)
    click.echo(tr(mark("“{title}” is in {target}"), title=design.title, target=request.out))


def _planned(request: Request) -> None:
    """Take what `studio.document.import_plan` makes of a file."""
    from studio.document.import_plan import look

    request.refuse_options("as", "object")
    options, path = request.options, request.path
    with progress_bar(tr("Reading")) as tell:
        found = look(request.kind, request.data, path, tell)
    offers = {one.key: one for one in found.offers}
    chosen = options.get("as") or ("orbit" if "object" in options else found.offers[0].key)
    if chosen not in offers or ("object" in options and not offers[chosen].objects):
        odd = "as" if chosen not in offers else "object"
        raise Unusable(tr(mark("{file}: --{option} says nothing of such a file"), file=path.name, option=odd))
    offer = offers[chosen]
    with progress_bar(tr(mark("Fitting"))) as tell:
        plan = offer.plan(_place(offer.objects, options.get("object"), path), tell)
    design, name = plan.edit(request.design, request.name or plan.name)
    files.write(request.target, design)
    for warning in plan.warnings:
        click.echo(f"{one_line(path.name)}: {warning}", err=True)
    click.echo(plan.done.format(name=name, target=request.out))
    for line in plan.words[plan.said :]:
        click.echo(line)
    if len(offer.objects) > 1 and "object" not in options:
        click.echo(tr(mark("It is the first of {count} objects; --object chooses another."), count=len(offer.objects)))


def _place(objects: tuple[str, ...], wanted: str | None, path: Path) -> int:
    if wanted is None:
        return 0
    if wanted not in objects:
        known = ", ".join(objects[:10])
        raise Unusable(tr(mark("{file}: there is no object “{name}”; there are {known}"), file=path.name, name=wanted,
                          known=known))  # fmt: skip
    return objects.index(wanted)


IMPORTERS: dict[str, Callable[[Request], None]] = {
    "design": _design, "ephemerides": _planned, "elements": _planned, "material": _planned,
    "components": import_components,
}  # fmt: skip
"""By the names of `studio.document.importing.KINDS`."""
COMMANDS = (import_command,)
