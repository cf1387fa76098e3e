"""stacks, compare and import: the panel's technologies, side by side, and the materials that users bring."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from studio.cli.failure import Unusable
from studio.cli.loading import answers, json_option, load, print_json, set_option
from studio.design.unit_text import per_cent
from studio.document.error import FileError
from studio.text import mark, tr

if TYPE_CHECKING:
    from studio.analysis import Results


@click.command()
@json_option
def stacks(as_json: bool) -> None:
    """The technologies that ship as whole stacks: what is published of each, with its source."""
    from studio.catalogue.technology import technologies

    known = technologies().values()
    if as_json:
        print_json([msgspec.to_builtins(one) for one in known])
        return
    for one in known:
        published = f"{per_cent(one.efficiency.value)} at {one.spectrum} ({one.efficiency.confidence})"
        click.echo(f"{one.id:22} {one.name:38} TRL {one.trl}  {published}")


_ROWS = (
    "panel.efficiency_cell", "panel.efficiency_ground", "panel.efficiency_limit", "panel.power_density_operating_bol",
    "panel.power_density_operating_eol", "panel.specific_power_operating_bol", "panel.specific_power_operating_eol",
    "panel.remaining_factor", "panel.areal_mass", "panel.thickness", "panel.temperature", "panel.temperature_max",
    "panel.temperature_min", "panel.absorptance", "panel.emittance_front", "panel.emittance_back",
    "panel.cost_per_watt",
)  # fmt: skip


@click.command()
@click.argument("design", metavar="FILE|PRESET")
@click.option("--stack", "names", multiple=True, metavar="ID|FILE", help="A stack to hold against; again for more.")
@set_option
@json_option
def compare(design: str, names: tuple[str, ...], edits: tuple[str, ...], as_json: bool) -> None:
    """The figures of merit of a design's panel beside those of other stacks in the same orbit."""
    from studio.analysis import evaluate

    columns = {tr(mark("design")): load(design, edits)}
    columns |= {name: load(design, edits, name) for name in names}
    found = {name: evaluate(one, only=("panel",)) for name, one in columns.items()}
    for name, results in found.items():
        failure = next((one.failure for one in results.outcomes.values() if one.failure), "")
        if failure:
            raise Unusable(f"{name}: {failure}")
    if as_json:
        print_json(_compared(found))
        return
    from studio.analysis import RESULTS
    from studio.document.claim import backbone_claim
    from studio.export.summary import value_text

    width = max(14, *(len(name) + 2 for name in found))
    click.echo(f"{'':44}" + "".join(f"{name:>{width}}" for name in found))
    for row in _ROWS:
        cells = [value_text(results[row], row) if row in results else "–" for results in found.values()]
        click.echo(f"{tr(RESULTS[row].label):44}" + "".join(f"{cell:>{width}}" for cell in cells))
    click.echo("\n" + tr(mark("Perovskite, ultra-thin heterojunction and tandem cells as the backbone of orbital solar "
                              "power?")))  # fmt: skip
    for name, results in found.items():
        claim = backbone_claim(results)
        click.echo(f"  {name}: {claim.summary}")
        for line in claim.lines:
            click.echo(f"    {_SIGNS[line.verdict]} {line.question} {line.answer}")


_SIGNS = {"yes": "✔", "no": "✘", "open": "?"}


def _compared(found: "dict[str, Results]") -> list[dict[str, Any]]:
    from studio.document.claim import backbone_claim

    return [
        {"stack": name, "results": {row: results[row] for row in _ROWS if row in results},
         "backbone_claim": msgspec.to_builtins(backbone_claim(results))}
        for name, results in found.items()
    ]  # fmt: skip


@click.command("import")
@click.argument("file", type=click.Path())
@click.option("--out", required=True, type=click.Path(), metavar="DESIGN", help="The design file to write.")
@click.option("--into", metavar="FILE|PRESET", help="The design that gets it; by default the start preset.")
@click.option("--name", help="What it is called in the design; by default the file's name.")
@click.option("--force", is_flag=True, help="Write over a file that exists.")
def import_command(file: str, out: str, into: str | None, name: str | None, force: bool) -> None:
    """Take a file into a design: optical constants (CSV, refractive-index YAML), or satellites (TLE, OMM)."""
    from studio.catalogue import CatalogueError
    from studio.catalogue.import_index import MAX_BYTES, read_index_file
    from studio.cli.elements import import_elements
    from studio.document import files
    from studio.document.elements.reader import is_elements
    from studio.document.materials import LONGEST_NAME, with_imported
    from studio.document.presets import START

    path, target = Path(file), Path(out)
    if answers(target.exists) and not force and (into is None or Path(into) != target):
        raise Unusable(tr(mark("{name}: exists already; --force writes over it"), name=target.name))
    try:
        with path.open("rb") as source:
            data = source.read(MAX_BYTES + 1)
        if is_elements(data, path.name):
            import_elements(path, target, into or START, name)
            return
        table = read_index_file(data, path.name)
    except CatalogueError as error:
        raise Unusable(str(error)) from None
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise FileError(path.name or file, reason.lower()) from None
    design = with_imported(load(into or START), table, name or path.stem[:LONGEST_NAME].strip() or table.name)
    files.write(target, design)
    for warning in table.warnings:
        click.echo(f"{path.name}: {warning}", err=True)
    low, high = table.low * 1e9, table.high * 1e9
    click.echo(tr(mark("“{name}”, {low:.0f} to {high:.0f} nm, is in {target}"), name=design.stack.materials[-1].name,
                  low=low, high=high, target=target.name))  # fmt: skip


COMMANDS = (stacks, compare, import_command)
