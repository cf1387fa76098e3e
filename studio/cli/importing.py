"""import: what other tools wrote comes into a design, or becomes one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from studio.cli.failure import Unusable
from studio.cli.loading import answers, load
from studio.cli.progress import progress_bar
from studio.design import Design, DesignError
from studio.document import files
from studio.document.error import FileError, one_line
from studio.document.presets import START
from studio.text import mark, tr

if TYPE_CHECKING:
    from studio.document.ephemerides.track import Track


@dataclass(frozen=True, slots=True)
class Request:
    """`options` are those that one kind of file alone has, where the user gave them."""

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
                                  option=name))  # fmt: skip


@click.command("import")
@click.argument("file", type=click.Path())
@click.option("--out", required=True, type=click.Path(), metavar="DESIGN", help="The design file to write.")
@click.option("--into", metavar="FILE|PRESET", help="The design that gets it; by default the start preset.")
@click.option("--name", help="What it is called in the design; by default the file's name.")
@click.option("--force", is_flag=True, help="Write over a file that exists.")
@click.option("--as", "as", type=click.Choice(["orbit", "satellites"]),
              help="What an ephemeris becomes: the orbit of the mission, or satellites beside the design's own. By "
              "default one object is the orbit, several are satellites.")
@click.option("--object", metavar="NAME", help="Which object of an ephemeris becomes the orbit; by default the first.")
def import_command(file: str, out: str, into: str | None, name: str | None, force: bool, **options: Any) -> None:
    """Take a file into a design: optical constants (CSV, refractive-index YAML), satellites (TLE, OMM), or an orbit
    (CCSDS OEM, STK ephemeris).

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
    IMPORTERS[kind_of(data, path.name).name](Request(data, path, target, into, name, given))


def _design(request: Request) -> None:
    request.refuse_options()
    if request.into is not None or request.name is not None:
        raise Unusable(tr(mark("{file}: is a whole design; it goes into no other, and keeps its name"),
                          file=request.path.name))  # fmt: skip
    design = files.read(request.path)
    files.write(request.target, design)
    click.echo(tr(mark("“{title}” is in {target}"), title=design.title, target=request.out))


def _elements(request: Request) -> None:
    from studio.design.element_edit import add_elements
    from studio.document.elements.reader import read_elements
    from studio.document.elements.words import read_words

    request.refuse_options()
    path = request.path
    try:
        found = read_elements(request.data)
        sets = found.sets(request.name or path.stem, f"{path.name}, {found.kind}", date.today())
    except ValueError as error:
        raise Unusable(f"{path.name}: {error}") from None
    design = add_elements(request.design, sets)
    files.write(request.target, design)
    click.echo(tr(mark("“{name}” is in {target}: {what}"), name=design.fleet.imported[-1].name,
                  target=request.out, what=read_words(found)))  # fmt: skip


def _material(request: Request) -> None:
    from studio.catalogue import CatalogueError
    from studio.catalogue.import_index import read_index_file
    from studio.document.materials import LONGEST_NAME, with_imported

    request.refuse_options()
    path = request.path
    try:
        table = read_index_file(request.data, path.name)
    except CatalogueError as error:
        raise Unusable(str(error)) from None
    name = request.name or path.stem[:LONGEST_NAME].strip() or table.name
    design = with_imported(request.design, table, name)
    files.write(request.target, design)
    for warning in table.warnings:
        click.echo(f"{one_line(path.name)}: {warning}", err=True)
    low, high = table.low * 1e9, table.high * 1e9
    click.echo(tr(mark("“{name}”, {low:.0f} to {high:.0f} nm, is in {target}"), name=design.stack.materials[-1].name,
                  low=low, high=high, target=request.out))  # fmt: skip


def _ephemerides(request: Request) -> None:
    from studio.document.ephemerides.reader import read_ephemerides

    request.refuse_options("as", "object")
    path, wanted = request.path, request.options.get("object")
    try:
        with progress_bar(tr("Reading")) as tell:
            found = read_ephemerides(request.data, path.stem, tell)
        tracks = [one for one in found.tracks if wanted in (None, one.name, one.identity)]
        if not tracks:
            known = ", ".join(one.name for one in found.tracks[:10])
            raise ValueError(tr(mark("there is no object “{name}”; there are {known}"), name=wanted, known=known))
        role = request.options.get("as") or ("orbit" if len(tracks) == 1 else "satellites")
        if role == "orbit":
            told = _take_orbit(request, found.kind, tracks[0], len(tracks))
        else:
            told = _take_satellites(request, found.kind, tracks)
    except (DesignError, FileError):
        raise
    except ValueError as error:
        raise Unusable(f"{path.name}: {error}") from None
    for line in told:
        click.echo(line)


def _take_orbit(request: Request, kind: str, track: "Track", tracks: int) -> list[str]:
    from studio.design.check import refuse
    from studio.document.ephemerides.orbit import (
        frame_words,
        length_text,
        orbit_of_track,
        orbit_words,
        track_words,
        with_orbit,
    )

    with progress_bar(tr("Fitting")) as tell:
        taken = orbit_of_track(track, tell)
    origin = tr(mark("{file}, {kind}, “{name}”: least squares, {rms} root mean square"), file=request.path.name,
                kind=kind, name=track.name, rms=length_text(taken.fit.rms))  # fmt: skip
    design = with_orbit(request.design, taken, origin, date.today())
    refuse(design)
    files.write(request.target, design)
    told = [f"{kind}, {track_words(track, taken)}.", *orbit_words(taken), *frame_words(track)]
    if tracks > 1:
        told.append(tr(mark("It is the first of {count} objects; --object chooses another."), count=tracks))
    return [*told, tr(mark("It is the orbit of {target} now."), target=request.out)]


def _take_satellites(request: Request, kind: str, tracks: "list[Track]") -> list[str]:
    from studio.design.element_edit import add_elements
    from studio.document.ephemerides.orbit import frame_words
    from studio.document.ephemerides.satellites import satellite_words, satellites_of_tracks

    with progress_bar(tr("Fitting")) as tell:
        taken = satellites_of_tracks(tracks, tell)
    sets = taken.sets(request.name or request.path.stem, f"{request.path.name}, {kind}", date.today())
    design = add_elements(request.design, sets)
    files.write(request.target, design)
    name = design.fleet.imported[-1].name
    return [tr(mark("“{name}” is in {target}: {count} objects ({kind})."), name=name, target=request.out, kind=kind,
               count=len(taken.elements)), *satellite_words(taken), *frame_words(tracks[0])]  # fmt: skip


IMPORTERS: dict[str, Callable[[Request], None]] = {
    "design": _design, "ephemerides": _ephemerides, "elements": _elements, "material": _material,
}  # fmt: skip
"""By the names of `studio.document.importing.KINDS`."""
COMMANDS = (import_command,)
