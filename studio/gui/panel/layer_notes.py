"""What the analysis has to say of single layers: what is odd about them, and how much of the sunlight they take."""

from collections.abc import Iterable, Mapping
from typing import Any

from studio.analysis.stack.grid import space
from studio.analysis.stack.model import is_film
from studio.design import Design, Issue, check
from studio.design.panel import Layer
from studio.gui.inspector.issues import failures
from studio.gui.inspector.words import sentence
from studio.gui.session import Session
from studio.text import tr

STAGES = ("optics", "cell", "radiation")
"""The stages that find something to say of layers."""


def issues_by_layer(design: Design, issues: Iterable[Issue]) -> dict[str, tuple[Issue, ...]]:
    """The issues that name a layer of `design`, by its name."""
    found: dict[str, tuple[Issue, ...]] = {}
    for issue in issues:
        for layer in design.stack.layers:
            stem = f"stack.layers[{layer.name}]"
            if issue.where == stem or issue.where.startswith(f"{stem}."):
                found[layer.name] = (*found.get(layer.name, ()), issue)
    return found


def layer_issues(session: Session) -> dict[str, tuple[Issue, ...]]:
    """What is odd about the layers of the open design, as far as it is computed; first what stops the computation."""
    issues = [*failures(session), *check(session.design)]
    for stage in STAGES:
        issues += getattr(session.table(stage), "issues", ())
    return issues_by_layer(session.design, issues)


def light_shares(optics: Any) -> dict[str, float]:
    """The share of the power of AM0 sunlight that each layer absorbs over the cells, by name; empty without optics."""
    absorptance = getattr(optics, "layer_absorptance", None)
    names = getattr(optics, "layer_names", None)
    power = space().power
    if absorptance is None or names is None or absorptance.shape != (len(names), power.size):
        return {}
    shares = absorptance @ power / power.sum()
    return dict(zip(names, shares.tolist(), strict=True))


def optics_text(layer: Layer) -> str:
    """How light takes the layer; what the design sets against its thickness is marked."""
    if layer.optics == "none":
        return tr("✎ None")
    words = tr("Film") if is_film(layer) else tr("Slab")
    return words if layer.optics == "auto" else f"✎ {words}"


def issue_text(issues: Mapping[str, tuple[Issue, ...]], name: str) -> str:
    """The sentences on one layer, one a line; empty where there are none."""
    return "\n".join(sentence(issue.text) for issue in issues.get(name, ()))
