"""The chain about a result as a graph: what it follows from on the left, what uses it on the right, laid out in layers.

Edges go from left to right. Their order is that of Sugiyama, Tagawa and Toda, IEEE Trans. SMC 11 (1981) 109: long edges
are cut at every layer, and each layer is ordered by the means of its neighbours, to and fro, so that few edges cross.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from studio.analysis import RESULTS, STAGES
from studio.analysis.difference import SAID
from studio.text import tr

MOST = 9
"""Nodes of a layer beyond which those of one stage, or of one part of the design, are shown as one."""
WHOLE = 48
"""Nodes beyond which the whole graph is shown by stages and parts."""
_SWEEPS = 12
_BEND = "→"
"""Stands in the name of a place where an edge passes a layer, and in no other."""


@dataclass(frozen=True, slots=True)
class GraphNode:
    """`key` names a result, a field, or a group ("[mass:-2"); `members` are what a group stands for."""

    key: str
    layer: int
    members: tuple[str, ...] = ()

    @property
    def is_group(self) -> bool:
        return bool(self.members)

    @property
    def is_field(self) -> bool:
        return not self.members and self.key not in RESULTS


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes with their layers, 0 that of what is in the middle; `edges` are pairs of keys, from left to right."""

    centre: str
    nodes: tuple[GraphNode, ...]
    edges: tuple[tuple[str, str], ...]
    hidden: int = 0
    """Results and fields further up or down than was asked."""

    def node(self, key: str) -> GraphNode:
        return next(node for node in self.nodes if node.key == key)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where nodes stand: column and row (a fraction is fine); `bends` are the rows of an edge in the layers between."""

    places: Mapping[str, tuple[int, float]]
    bends: Mapping[tuple[str, str], tuple[tuple[int, float], ...]]
    crossings: int


@cache
def users() -> Mapping[str, tuple[str, ...]]:
    """By result or field, the results that follow from it at once."""
    found: dict[str, list[str]] = {}
    for name, info in RESULTS.items():
        for needed in info.inputs:
            found.setdefault(needed, []).append(name)
    return {needed: tuple(names) for needed, names in found.items()}


def graph_of(
    centre: str, up: int, down: int, expanded: Collection[str] = (), most: int = MOST
) -> Graph:  # fmt: skip
    """The graph about `centre`, `up` steps to the left and `down` to the right.

    Layers with more than `most` nodes have those of one stage or part put together, unless a group is `expanded`; in a
    graph of more than WHOLE nodes that is done across all layers.
    """
    layers = {**_layers(centre, up, -1), **_layers(centre, down, 1), centre: 0}
    edges = [(needed, name) for name in layers if name in RESULTS for needed in RESULTS[name].inputs
             if needed in layers and layers[needed] < layers[name]]  # fmt: skip
    large = len(layers) > WHOLE
    groups = _stages(layers, centre, expanded) if large else _groups(layers, centre, expanded, most)
    made: dict[str, GraphNode] = {}
    for name, layer in layers.items():
        key = groups.get(name, name)
        if key == name:
            made[name] = GraphNode(name, layer)
        elif key not in made:
            made[key] = GraphNode(key, layer, tuple(one for one, group in groups.items() if group == key))
    joined = dict.fromkeys((groups.get(one, one), groups.get(other, other)) for one, other in edges)
    joined = dict.fromkeys(pair for pair in joined if pair[0] != pair[1])
    nodes = tuple(made.values())
    return Graph(centre, _placed(nodes, tuple(joined), centre) if large else nodes, tuple(joined),
                 _hidden(layers, centre))  # fmt: skip


def _layers(centre: str, depth: int, side: int) -> dict[str, int]:
    """What is reached within `depth` steps; each stands beyond all that it leads to, so that no edge goes back."""
    reached, level = {centre}, [centre]
    for _ in range(depth):
        level = [one for name in level for one in _next(name, side)]
        level = [one for one in dict.fromkeys(level) if one not in reached]
        reached.update(level)
    layers = {centre: 0}
    # The longest way within what was reached.
    order: list[str] = []
    seen: set[str] = set()

    def visit(start: str) -> None:
        pending = [(start, False)]
        while pending:
            name, done = pending.pop()
            if done:
                order.append(name)
            elif name not in seen:
                seen.add(name)
                pending.append((name, True))
                pending += [(one, False) for one in _next(name, side) if one in reached]

    visit(centre)
    for name in reversed(order):
        for one in _next(name, side):
            if one in reached:
                layers[one] = max(layers.get(one, 0), layers[name] + 1)
    return {name: side * layer for name, layer in layers.items()}


def _next(name: str, side: int) -> tuple[str, ...]:
    if side > 0:
        return tuple(one for one in users().get(name, ()) if RESULTS[one].time is None)
    return RESULTS[name].inputs if name in RESULTS else ()


def _groups(layers: Mapping[str, int], centre: str, expanded: Collection[str], most: int) -> dict[str, str]:
    """By name, the group that it is shown in."""
    found: dict[str, str] = {}
    by_layer: dict[int, list[str]] = {}
    for name, layer in layers.items():
        if name != centre:
            by_layer.setdefault(layer, []).append(name)
    for layer, names in by_layer.items():
        if len(names) <= most:
            continue
        sets: dict[str, list[str]] = {}
        for name in names:
            sets.setdefault(_set_of(name), []).append(name)
        for part, members in sets.items():
            key = f"[{part}:{layer}"
            if len(members) > 1 and key not in expanded:
                found |= dict.fromkeys(members, key)
    return found


def _stages(layers: Mapping[str, int], centre: str, expanded: Collection[str]) -> dict[str, str]:
    """By name, the group of its stage or part, on the left or on the right of the centre.

    A stage may take what a later one gives, as the load does the power of the pumps: where one group would then lead
    back to itself, it is parted.
    """
    opened = {one.rstrip("0123456789") for one in expanded}
    found: dict[str, str] = {}
    parts: dict[str, int] = {}
    after: dict[str, set[str]] = {}
    for name in sorted(layers, key=lambda one: (layers[one], one)):
        group = f"[{_set_of(name)}:{'<' if layers[name] < 0 else '>'}"
        needed = [one for one in (RESULTS[name].inputs if name in RESULTS else ()) if one in layers]
        before = {found.get(one, one) for one in needed}
        if name == centre or group in opened:
            key = name
        else:
            number = parts.setdefault(group, 1)
            key = f"{group}{number}"
            if before & (_reached(after, key) - {key}):
                parts[group] += 1
                key = f"{group}{parts[group]}"
            found[name] = key
        for one in before - {key}:
            after.setdefault(one, set()).add(key)
    counted = Counter(found.values())
    return {name: key for name, key in found.items() if counted[key] > 1}


def _reached(after: Mapping[str, set[str]], start: str) -> set[str]:
    """Everything that follows from `start`."""
    seen, pending = {start}, [start]
    while pending:
        for one in after.get(pending.pop(), ()):
            if one not in seen:
                seen.add(one)
                pending.append(one)
    return seen


def _placed(nodes: Sequence[GraphNode], edges: Sequence[tuple[str, str]], centre: str) -> tuple[GraphNode, ...]:
    """The nodes in layers by the longest way to the centre, or from it; stages need no stage that comes later."""
    before, after = _beside(edges)
    layer: dict[str, int] = {centre: 0}
    for side, beside in ((-1, after), (1, before)):
        mine = [node.key for node in nodes if node.layer * side > 0]
        pending = dict.fromkeys(mine)
        while pending:
            ready = [key for key in pending if not any(one in pending for one in beside.get(key, ()))]
            for key in ready:
                del pending[key]
                near = [layer[one] * side for one in beside.get(key, ()) if one in layer and layer[one] * side >= 0]
                layer[key] = side * (max(near, default=0) + 1)
    return tuple(replace(node, layer=layer[node.key]) for node in nodes)


def _set_of(name: str) -> str:
    """The stage of a result, or the part of the design that a field is in."""
    return RESULTS[name].stage if name in RESULTS else f"design.{name.partition('.')[0].partition('[')[0]}"


def group_label(node: GraphNode) -> str:
    """What a group is called: the stage or the part, and how many it stands for."""
    part = node.key.removeprefix("[").rpartition(":")[0]
    if part in STAGES:
        return tr("{stage}: {count} results", stage=tr(STAGES[part].label), count=len(node.members))
    name = part.removeprefix("design.")
    title = tr(SAID[name]) if name in SAID else name.replace("_", " ").capitalize()
    return tr("{part}: {count} fields", part=title, count=len(node.members))


def _hidden(layers: Mapping[str, int], centre: str) -> int:
    """How many more there are up and down the whole chain."""
    whole: set[str] = {centre}
    for side in (-1, 1):
        seen, pending = {centre}, [centre]
        while pending:
            for one in _next(pending.pop(), side):
                if one not in seen:
                    seen.add(one)
                    pending.append(one)
        whole |= seen
    return len(whole - set(layers))


# The layout


def lay_out(graph: Graph) -> Layout:
    """Where every node of `graph` stands."""
    columns: dict[int, list[str]] = {}
    layer = {node.key: node.layer for node in graph.nodes}
    for node in sorted(graph.nodes, key=lambda one: (one.layer, one.is_field, one.key)):
        columns.setdefault(node.layer, []).append(node.key)
    pairs: list[tuple[str, str]] = []
    chains: dict[tuple[str, str], list[str]] = {}
    for edge in graph.edges:
        first, last = edge
        chain = [first]
        for between in range(layer[first] + 1, layer[last]):
            dummy = f"{first}{_BEND}{last}@{between}"
            layer[dummy] = between
            columns.setdefault(between, []).append(dummy)
            chain.append(dummy)
        chain.append(last)
        chains[edge] = chain
        pairs += list(pairwise(chain))
    before, after = _beside(pairs)
    order = _ordered(columns, before, after)
    rows = _rows(order, before, after)
    places = {node.key: (node.layer, rows[node.key]) for node in graph.nodes}
    bends = {edge: tuple((layer[one], rows[one]) for one in chain[1:-1]) for edge, chain in chains.items()}
    return Layout(places, bends, crossings(order, before))


def _beside(pairs: Sequence[tuple[str, str]]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for first, last in pairs:
        before.setdefault(last, []).append(first)
        after.setdefault(first, []).append(last)
    return before, after


Order = dict[int, list[str]]
Beside = Mapping[str, Sequence[str]]


def _ordered(columns: Order, before: Beside, after: Beside) -> Order:
    """The order of every layer with the fewest crossings that sweeps to and fro have met."""
    layers = sorted(columns)
    current = {layer: list(columns[layer]) for layer in layers}
    best, fewest = {layer: list(names) for layer, names in current.items()}, crossings(current, before)
    for sweep in range(_SWEEPS):
        forth = sweep % 2 == 0
        for layer in layers if forth else reversed(layers):
            beside = before if forth else after
            other = layer - 1 if forth else layer + 1
            place = {name: at for at, name in enumerate(current.get(other, ()))}
            own = {name: at for at, name in enumerate(current[layer])}

            def mean(name: str, beside: Beside = beside, place: dict[str, int] = place,
                     own: dict[str, int] = own) -> float:  # fmt: skip
                found = [place[one] for one in beside.get(name, ()) if one in place]
                # What has no neighbours there stays about where it is.
                return sum(found) / len(found) if found else float(own[name]) * len(place) / max(len(own), 1)

            current[layer].sort(key=mean)
        count = crossings(current, before)
        if count < fewest:
            best, fewest = {layer: list(names) for layer, names in current.items()}, count
    return best


def crossings(order: Order, before: Beside) -> int:
    """How many pairs of edges between neighbouring layers cross."""
    total = 0
    for layer, names in order.items():
        place = {name: at for at, name in enumerate(order.get(layer - 1, ()))}
        ends = [place[one] for name in names for one in sorted(before.get(name, ()), key=lambda one: place.get(one, 0))
                if one in place]  # fmt: skip
        total += sum(1 for at, end in enumerate(ends) for other in ends[at + 1 :] if other < end)
    return total


def _rows(order: Order, before: Beside, after: Beside) -> dict[str, float]:
    """The row of each: near the mean of its neighbours, one apart from the next in its layer, the bends closer."""
    rows = {name: float(at) - (len(names) - 1) / 2 for names in order.values() for at, name in enumerate(names)}
    layers = sorted(order)
    for sweep in range(8):
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            names = order[layer]
            wanted = []
            for name in names:
                beside = [rows[one] for one in (*before.get(name, ()), *after.get(name, ()))]
                wanted.append(sum(beside) / len(beside) if beside else rows[name])
            for name, row in zip(names, _apart(names, wanted), strict=True):
                rows[name] = row
    return rows


def _apart(names: Sequence[str], wanted: Sequence[float]) -> list[float]:
    """The rows nearest to those wanted that keep their order and distance (pool adjacent violators)."""
    gaps = [0.0]
    for one, other in pairwise(names):
        bent = (_BEND in one) + (_BEND in other)
        gaps.append(gaps[-1] + (1.0, 0.75, 0.45)[bent])
    blocks: list[list[float]] = []  # sum, count
    for value, gap in zip(wanted, gaps, strict=True):
        blocks.append([value - gap, 1.0])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            total, count = blocks.pop()
            blocks[-1][0] += total
            blocks[-1][1] += count
    level = [total / count for total, count in blocks for _ in range(round(count))]
    return [one + gap for one, gap in zip(level, gaps, strict=True)]
