"""stacks and compare: the panel's technologies, side by side."""

from typing import TYPE_CHECKING, Any

import click
import msgspec

from studio.cli.failure import Unusable
from studio.cli.loading import json_option, load, print_json, set_option
from studio.design.unit_text import per_cent
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


COMMANDS = (stacks, compare)
