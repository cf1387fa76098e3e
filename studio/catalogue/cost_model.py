"""Cost models that others published: what they take, what they give, and what is known to be wrong with them."""

import math
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated

import msgspec

from studio import resource
from studio.catalogue.sourced import CatalogueError, Confidence
from studio.text import mark, tr

_Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z]\w*$", max_length=60)]
_Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]
_Label = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
_Text = Annotated[str, msgspec.Meta(min_length=10, max_length=600)]
_Source = Annotated[str, msgspec.Meta(min_length=10, max_length=400)]
_Date = Annotated[str, msgspec.Meta(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]
_Factor = Annotated[float, msgspec.Meta(gt=0.0)]


class Input(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One assumption. Value and bounds are in `unit`, of which one is `factor` in SI."""

    id: _Name
    label: _Label
    value: float
    low: float
    high: float
    unit: str = ""
    factor: _Factor = 1.0
    whole: bool = False
    """A number of things or years, not an amount."""
    source: str = ""
    """Where this one does not come from what the model as a whole is published in."""
    confidence: Confidence = "published"

    def refusal(self, value: float) -> str:
        """Why `value`, in the unit of the input, cannot be used; empty where it can."""
        about = {"label": tr(self.label), "low": f"{self.low:g}", "high": f"{self.high:g}", "unit": self.unit}
        if not math.isfinite(value):
            return tr(mark("{label} has to be a number"), **about)
        if self.whole and value != round(value):
            return tr(mark("{label} has to be a whole number"), **about)
        if not self.low <= value <= self.high:
            return tr(mark("{label} has to be between {low} and {high} {unit}"), **about).rstrip()
        return ""


class Output(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One figure of the model, in `unit`, of which one is `factor` in SI."""

    id: _Name
    label: _Label
    unit: str = ""
    factor: _Factor = 1.0
    like: str = ""
    """The result of the studio that is of the same kind whatever the size of the system; empty where none is."""


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One part of a cost."""

    id: _Name
    label: _Label


class Breakdown(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is compared, part by part, in `unit`, of which one is `factor` in SI."""

    label: _Label
    unit: str
    factor: _Factor
    space: tuple[Item, ...]
    ground: tuple[Item, ...]


class Fault(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is wrong with a model or left out of it; `case` is where the studio shows it in numbers."""

    text: _Text
    case: str = ""


class Preset(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One set of assumptions that was published, and where its published figures are."""

    id: _Id
    name: _Label
    covers: _Text
    values: Mapping[str, float] = {}
    """In the units of the inputs, for those that differ from the family's."""
    cases: tuple[str, ...] = ()
    """Cases whose figures are called as the outputs are."""
    published: Mapping[str, str] = {}
    """“case/figure” by output, where the figure is called otherwise."""
    faults: tuple[Fault, ...] = ()


class Family(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One set of equations and all that was published with it."""

    id: _Id
    name: _Label
    source: _Source
    date: _Date
    leaves_out: _Text
    inputs: Annotated[tuple[Input, ...], msgspec.Meta(min_length=1)]
    outputs: Annotated[tuple[Output, ...], msgspec.Meta(min_length=1)]
    presets: Annotated[tuple[Preset, ...], msgspec.Meta(min_length=1)]
    headline: _Name
    """The output that says it all."""
    url: str = ""
    breakdown: Breakdown | None = None
    faults: tuple[Fault, ...] = ()


@cache
def cost_model_families() -> Mapping[str, Family]:
    """The families of published cost models by id.

    Raises
    ------
    CatalogueError
        Naming the file that cannot be used, and why.
    """
    found = [_read(path.name, path.read_bytes()) for path in sorted(resource.path("cost_models").glob("*.json"))]
    return MappingProxyType({family.id: family for family in found})


def _read(name: str, text: bytes) -> Family:
    try:
        family = msgspec.json.decode(text, type=Family)
    except msgspec.DecodeError as error:
        raise CatalogueError(tr(mark("{file}: cannot be read: {reason}"), file=name, reason=str(error))) from error
    for problem in _problems(name, family):
        raise CatalogueError(f"{name}: {problem}")
    return family


def _problems(name: str, family: Family) -> Iterator[str]:
    if f"{family.id}.json" != name:
        yield tr(mark("holds the model {id}"), id=family.id)
    inputs = {given.id: given for given in family.inputs}
    lists: list[list[str]] = [[one.id for one in family.inputs], [one.id for one in family.outputs],
                              [one.id for one in family.presets]]  # fmt: skip
    if family.breakdown is not None:
        lists += [[one.id for one in family.breakdown.space], [one.id for one in family.breakdown.ground]]
    if any(len(set(ids)) != len(ids) for ids in lists):
        yield tr(mark("an id appears twice"))
    if family.headline not in lists[1]:
        yield tr(mark("there is no output {id}"), id=family.headline)
    for preset in family.presets:
        for id in set(preset.values) - set(inputs):
            yield tr(mark("{preset}: there is no input {id}"), preset=preset.id, id=id)
        for id, given in inputs.items():
            if refusal := given.refusal(preset.values.get(id, given.value)):
                yield f"{preset.id}: {refusal}"
