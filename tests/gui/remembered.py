"""Evaluation for the tests of the window: a design that an earlier test has had computed is not computed again.

What a view shows is on trial there, not what the analysis computes, which has tests of its own. The worker sees no
difference: each stage that it does not have yet is told in order, between the checkpoints, as if it had been computed.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping

import msgspec

from studio.analysis import Results, evaluate
from studio.analysis.engine import Checkpoint, Outcome
from studio.design import Design
from studio.text import language

MOST = 12
"""How many designs are kept."""

_known: OrderedDict[tuple[bytes, str], Results] = OrderedDict()


def remembered(
    design: Design,
    previous: Mapping[str, Outcome] | None = None,
    *,
    on_stage: Callable[[Outcome], None],
    checkpoint: Checkpoint,
) -> Results:
    """The results of `design` as :func:`studio.analysis.evaluate` gives and tells them."""
    key = msgspec.msgpack.encode(design), language()
    if key not in _known:
        found = evaluate(design, previous, on_stage=on_stage, checkpoint=checkpoint)
        _known[key] = found
        if len(_known) > MOST:
            _known.popitem(last=False)
        return found
    _known.move_to_end(key)
    outcomes: dict[str, Outcome] = {}
    for position, (stage, outcome) in enumerate(_known[key].outcomes.items()):
        checkpoint(position / len(_known[key].outcomes))
        own = previous.get(stage) if previous else None
        if own is not None and own.ok and own.key == outcome.key:
            outcomes[stage] = own
            continue
        outcomes[stage] = outcome
        on_stage(outcome)
    return Results(design, outcomes)
