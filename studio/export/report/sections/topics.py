"""The middle of a report: each subject with its figures, and every single-valued result of its stages."""

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from studio.analysis import RESULTS, STAGES, Budget, budgets
from studio.design.unit_text import display, per_cent, readable, readable_unit
from studio.export.report.content import Block, Figure, Section, Table, Text, table
from studio.export.report.figures import orbit, panel
from studio.export.report.figures.chains import budget_picture, chain, yearly_cost
from studio.export.report.figures.charts import Panel, curves
from studio.export.report.subject import Subject
from studio.text import mark, tr

Draw = Callable[[Subject], str | None]


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure of a topic: its caption, and what draws it where there is something to draw."""

    caption: str
    draw: Draw


@dataclass(frozen=True, slots=True)
class Topic:
    title: str
    stages: tuple[str, ...]
    pictures: tuple[Picture, ...] = ()
    more: Callable[[Subject], Iterator[Block]] | None = None


def pictures_of(subject: Subject, one: Topic) -> Iterator[Picture]:
    """Everything that is drawn about a topic, its budgets as well."""
    yield from one.pictures
    if one.more is _budgets:
        for budget in budgets(subject.results):
            yield Picture(budget.label, _drawn_budget(budget))


def _drawn_budget(budget: Budget) -> Draw:
    return lambda subject: budget_picture(budget)


def topic(subject: Subject, one: Topic) -> Section:
    """The section of one topic; what has no results leaves nothing behind."""
    blocks: list[Block] = []
    for picture in one.pictures:
        svg = picture.draw(subject)
        if svg is not None:
            blocks.append(Figure(tr(picture.caption), svg, tr(picture.caption)))
    if one.more is not None:
        blocks += one.more(subject)
    for stage in one.stages:
        blocks += _results(subject, stage)
    return Section(tr(one.title), tuple(blocks))


def _results(subject: Subject, stage: str) -> Iterator[Block]:
    outcome = subject.results.outcomes.get(stage)
    if outcome is None:
        return
    label = tr(STAGES[stage].label)
    if not outcome.ok:
        yield Text(tr(mark("{stage} could not be computed: {reason}"), stage=label, reason=outcome.failure), "note")
        return
    rows = [(tr(RESULTS[name].label), subject.text(name)) for name in subject.single(stage)]
    half = (len(rows) + 1) // 2
    second = [*rows[half:], *([("", "")] * (2 * half - len(rows)))]
    head = (tr(mark("Result")), tr(mark("Value")))
    yield from table(tr(mark("Results: {stage}"), stage=label), (*head, *head),
                     [(*left, *right) for left, right in zip(rows[:half], second, strict=True)],
                     (0.31, 0.19, 0.31, 0.19), (1, 3), small=True)  # fmt: skip


def _plot(*panels: Panel) -> Draw:
    return lambda subject: curves(subject.results, [
        dataclasses.replace(one, title=tr(one.title)) for one in panels])  # fmt: skip


def _chain(names: str, values: str, *, log: bool = False) -> Draw:
    return lambda subject: chain(subject.results, names, values, log=log)


def _budgets(subject: Subject) -> Iterator[Block]:
    for budget in budgets(subject.results):
        svg = budget_picture(budget)
        if svg is not None:
            yield Figure(budget.label, svg, budget.label)
        unit = readable_unit(max((line.value for line in budget.lines), default=0.0), budget.quantity)
        rows = [
            (line.label, ("−" if line.kind == "lacking" else "") + display(line.value, budget.quantity, unit, 4),
             per_cent(line.share), "" if line.margin is None else display(line.margin, budget.quantity, unit, 3))
            for line in budget.lines
        ]  # fmt: skip
        rows.append((tr(mark("Whole")), readable(budget.whole, budget.quantity), "", ""))
        if budget.name == "power" and budget.margin is not None:
            rows.append((tr(mark("Margin, worst orbit")), readable(budget.margin, budget.quantity), "", ""))
        yield from table(budget.label, (tr(mark("Line")), tr(mark("Value")), tr(mark("Share")), tr(mark("Margin"))),
                         rows, (0.46, 0.2, 0.14, 0.2), (1, 2, 3))  # fmt: skip


def _layers(subject: Subject) -> Iterator[Table]:
    from studio.design.panel import ROLES
    from studio.design.quantity import AREAL_MASS, DENSITY, THICKNESS

    layers = subject.design.stack.layers
    rows = []
    for layer in layers:
        unit = "nm" if layer.thickness < 1e-6 else "µm" if layer.thickness < 1e-3 else "mm"
        mass = layer.thickness * layer.density * layer.coverage
        rows.append((layer.name, layer.material, tr(ROLES[layer.role]), display(layer.thickness, THICKNESS, unit, 4),
                     display(layer.density, DENSITY, None, 4), per_cent(layer.coverage),
                     display(mass, AREAL_MASS, "g/m²", 4)))  # fmt: skip
    yield from table(
        tr(mark("Layers from the Sun side to the back")),
        (tr(mark("Layer")), tr(mark("Material")), tr(mark("Role")), tr(mark("Thickness")), tr(mark("Density")),
         tr(mark("Coverage")), tr(mark("Mass per area"))),
        rows, (0.22, 0.2, 0.13, 0.11, 0.13, 0.09, 0.12), (3, 4, 5, 6), small=True)  # fmt: skip


TOPICS: tuple[Topic, ...] = (
    Topic(mark("Orbit and sunlight"), ("orbit", "illumination"), (
        Picture(mark("The orbit on its darkest day, with the Earth and its shadow"),
                lambda subject: orbit.orbit_picture(subject.results)),
        Picture(mark("Sunlight on the orbit through the year, and the angle of the Sun"),
                lambda subject: orbit.season_picture(subject.results)),
    )),
    Topic(mark("Panel"), ("panel", "cell", "optics"), (
        Picture(mark("The layers of the panel; heights follow the logarithm of the thickness"),
                lambda subject: panel.stack_picture(subject.design)),
        Picture(mark("Where the light goes in the panel"), lambda subject: panel.absorptance_picture(subject.results)),
        Picture(mark("The cell's curve and its junctions"), lambda subject: panel.cell_picture(subject.results)),
        Picture(mark("Losses in the cell"), _chain("cell.loss_names", "cell.loss_values")),
    ), _layers),
    Topic(mark("Environment and ageing"), ("environment", "radiation", "dose", "atmosphere"), (
        Picture(mark("Power left over the life, and the factors that it is the product of"),
                lambda subject: panel.life_picture(subject.results)),
        Picture(mark("Particles in a year above each energy"), _plot(
            Panel("radiation.proton_energy", ("radiation.proton_fluence_year", "radiation.solar_fluence_year"),
                  mark("Protons"), log=True, over_log=True, over_unit="MeV"),
            Panel("radiation.electron_energy", ("radiation.electron_fluence_year",), mark("Electrons"), log=True,
                  over_log=True, over_unit="MeV"))),
    )),
    Topic(mark("Power"), ("power",), (
        Picture(mark("Power and battery on the worst day"), _plot(
            Panel("power.orbit_time", ("power.array_worst_day", "power.load_worst_day"), mark("Power")),
            Panel("power.orbit_time", ("power.state_of_charge_worst_day",), mark("Battery")))),
        Picture(mark("Power over the life"), _plot(
            Panel("power.life_time", ("power.life_array", "power.life_margin"), mark("Array and margin")),
            Panel("power.life_time", ("power.life_battery",), mark("Battery")))),
        Picture(mark("From sunlight to the bus, largest steps"), _chain("power.loss_names", "power.loss_values")),
    )),
    Topic(mark("Heat"), ("thermal", "nodes"), (
        Picture(mark("Temperatures on the worst day"), _plot(
            Panel("panel.orbit_time", ("panel.temperature_front_worst_day", "panel.temperature_back_worst_day"),
                  mark("Panel"), zero=False),
            Panel("thermal.orbit_time", ("thermal.radiator_temperature_worst_day",), mark("Radiator"), zero=False))),
        Picture(mark("From the junction to the radiator"), _chain("thermal.chain_names", "thermal.chain_rises")),
        Picture(mark("Junctions after the coolant loop fails"), _plot(
            Panel("thermal.failure_elapsed", ("thermal.failure_junction",), mark("After the failure"), zero=False))),
    )),
    Topic(mark("Budgets"), ("mass", "size"), (), _budgets),
    Topic(mark("Computing"), ("payload",), (
        Picture(mark("From the peak to the users"), _chain("payload.loss_names", "payload.loss_values")),
        Picture(mark("Accelerators that work over the life"), _plot(
            Panel("payload.life_time", ("payload.life_working",), mark("Places filled")))),
    )),
    Topic(mark("Links"), ("link",), (
        Picture(mark("Data rate against range"), _plot(
            Panel("link.ranges", ("link.rate_ranges", "link.rate_ranges_multiplexed"), mark("One terminal"),
                  log=True, over_log=True))),
    )),
    Topic(mark("Constellation"), ("constellation", "formation", "fleet", "disposal"), (
        Picture(mark("The fleet through the year"), _plot(
            Panel("fleet.day", ("fleet.dark",), mark("Satellites in the dark at once")),
            Panel("fleet.day", ("fleet.power",), mark("Power of the fleet")))),
    )),
    Topic(mark("Launch"), ("launch",), (
        Picture(mark("Price of launches and the deployment"), _plot(
            Panel("launch.price_years", ("launch.price_by_year", "launch.learning_by_year"), mark("Price by year")),
            Panel("launch.deployment_elapsed", ("launch.deployed",), mark("Deployment")))),
    )),
    Topic(mark("Cost"), ("cost",), (
        Picture(mark("What the fleet costs, by item"), _chain("cost.item_names", "cost.item_values")),
        Picture(mark("Payments over the years"), lambda subject: yearly_cost(subject.results)),
    )),
    Topic(mark("The same on the ground"), ("ground", "centre"), (
        Picture(mark("From the intensity of sunlight to the yield: factors of the ratio, orbit over ground"),
                _chain("ground.chain_names", "ground.chain_values")),
        Picture(mark("What the same costs on the ground, by item"), _chain("ground.item_names", "ground.item_values")),
    )),
    Topic(mark("Programme, supply and market"), ("programme", "supply", "market"), (
        Picture(mark("The programme by year"), _plot(
            Panel("programme.year", ("programme.power_by_year", "programme.in_orbit_by_year"), mark("Power")),
            Panel("programme.year", ("programme.equipment_by_year",), mark("Equipment")))),
        Picture(mark("What the programme takes of the world's supply"),
                _chain("programme.supply_names", "programme.supply_shares")),
        Picture(mark("Prices by scope"), _chain("market.scope_names", "market.scope_prices", log=True)),
    )),
)  # fmt: skip
"""Every stage is in exactly one of them."""
