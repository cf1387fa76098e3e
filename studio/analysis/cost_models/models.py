"""The published models by name: run with their own assumptions or with others, each figure beside the published one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from studio.analysis.cost_models.table import FUNCTIONS
from studio.catalogue.case import Figure as PublishedFigure
from studio.catalogue.case import published_cases
from studio.catalogue.cost_model import Family, Fault, Output, Preset, cost_model_families
from studio.catalogue.table import find
from studio.text import mark, tr

_NONE: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Model:
    """One published set of assumptions with its equations."""

    family: Family
    preset: Preset

    @property
    def id(self) -> str:
        return self.preset.id

    @property
    def name(self) -> str:
        return self.preset.name

    @property
    def values(self) -> dict[str, float]:
        """What the model assumes, by input, in the units of the inputs."""
        return {given.id: self.preset.values.get(given.id, given.value) for given in self.family.inputs}

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with these assumptions, then what is wrong with the equations."""
        return self.preset.faults + self.family.faults

    def published(self, output: str) -> PublishedFigure | None:
        """What was published for an output; None where nothing was."""
        case, _, figure = self.preset.published.get(output, "").partition("/")
        for id in (case,) if case else self.preset.cases:
            for one in published_cases()[id].figures:
                if one.id == (figure or output):
                    return one
        return None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a run, in the unit of its output."""

    output: Output
    value: float
    published: float | None
    """What was published with the model's own assumptions."""
    is_mistake: bool
    """Whether the published value is known to be wrong."""

    @property
    def si(self) -> float:
        """The value in SI, as the studio's own result is."""
        return self.value * self.output.factor

    @property
    def difference(self) -> float | None:
        """Relative to the published value; None where there is none, or where it is zero."""
        return None if not self.published else self.value / self.published - 1.0


@dataclass(frozen=True, slots=True)
class Run:
    """What a model gives for some inputs; the parts of both sides are in the unit of its breakdown."""

    model: Model
    inputs: Mapping[str, float]
    """What was computed with, by input, in the units of the inputs."""
    figures: tuple[Figure, ...]
    space: tuple[tuple[str, float], ...]
    """Label and amount of each part, which sum to what is compared."""
    ground: tuple[tuple[str, float], ...]
    changed: frozenset[str]
    """The inputs that are not the model's own."""

    @property
    def headline(self) -> Figure:
        return self.figure(self.model.family.headline)

    def figure(self, id: str) -> Figure:
        """The figure of an output."""
        return next(figure for figure in self.figures if figure.output.id == id)


@cache
def models() -> Mapping[str, Model]:
    """Every published set of assumptions by id, families in the order of their functions."""
    families = cost_model_families()
    found = (Model(families[id], preset) for id in FUNCTIONS for preset in families[id].presets)
    return MappingProxyType({model.id: model for model in found})


def model(id: str) -> Model:
    """The model called `id`; CatalogueError where there is none."""
    return find(models(), id, mark("there is no cost model “{id}”; nearest are {nearest}"))


def run(chosen: Model | str, inputs: Mapping[str, float] = _NONE) -> Run:
    """Compute a model with its own assumptions, but for `inputs`, which are in the units of the model's inputs.

    Raises
    ------
    ValueError
        Where an input is unknown, out of its bounds, or such that the model has no answer.
    """
    one = model(chosen) if isinstance(chosen, str) else chosen
    outcome = FUNCTIONS[one.family.id].run(_arguments(one, inputs))
    figures = tuple(_figure(one, output, outcome.figures[output.id]) for output in one.family.outputs)
    parts = one.family.breakdown
    space = ground = ()  # type: tuple[tuple[str, float], ...]
    if parts is not None:
        space = tuple((item.label, outcome.space[item.id] / parts.factor) for item in parts.space)
        ground = tuple((item.label, outcome.ground[item.id] / parts.factor) for item in parts.ground)
    own = one.values
    changed = frozenset(id for id, value in inputs.items() if value != own[id])
    return Run(one, MappingProxyType({**own, **inputs}), figures, space, ground, changed)


def _arguments(one: Model, inputs: Mapping[str, float]) -> Any:
    known = {given.id: given for given in one.family.inputs}
    for id in inputs:
        if id not in known:
            raise ValueError(tr(mark("{model} has no input “{id}”"), model=one.name, id=id))
    values: dict[str, float] = {}
    for id, number in {**one.values, **inputs}.items():
        if refusal := known[id].refusal(number):
            raise ValueError(refusal)
        values[id] = round(number) if known[id].whole else number * known[id].factor
    return FUNCTIONS[one.family.id].inputs(**values)


def _figure(one: Model, output: Output, si: float) -> Figure:
    found = one.published(output.id)
    # Published figures carry units of their own: they are told in that of the output.
    value = None if found is None else found.value * found.factor / output.factor
    return Figure(output, si / output.factor, value, found is not None and found.compare == "discrepancy")
