"""What a search for one value has found, in a sentence or a few."""

from studio.analysis.stages import RESULTS
from studio.analysis.study.seek import Sought
from studio.analysis.trade.words import Words, result_words
from studio.text import mark, tr

_MOST = 6
"""Values that one sentence lists."""


def sentence(found: Sought, words: Words = result_words) -> str:
    """Where the goal is met, or how near the result comes; `words` writes the value of a result."""
    field, free = found.variable, found.variable.free
    about = {"name": tr(RESULTS[found.name].label), "field": field.label, "goal": goal_words(found, words),
             "low": field.words(free.low), "high": field.words(free.high)}  # fmt: skip
    said = [field.chosen] if field.chosen else []
    still = float(found.result.min()) == float(found.result.max())
    if still and found.result.size > 1:
        text = mark("“{field}” does not change “{name}”: it stays {level} from {low} to {high}.")
        said.append(tr(text, **about, level=words(found.name, float(found.result[0]))))
    elif found.stretches:
        said += _met(found, about)
    else:
        value, nearest = found.nearest
        text = mark("“{name}” is never {goal} for a “{field}” from {low} to {high}: it comes nearest at {value}, with "
                    "{level}.")  # fmt: skip
        said.append(tr(text, **about, value=field.words(value), level=words(found.name, nearest)))
    said += [_leap(found, one.below, one.value, about) for one in found.leaps if one.below is not None]
    if found.now is not None and found.level_now is not None and not still:
        text = mark("“{field}” is {now} now, with {level}.")
        level = words(found.name, found.level_now)
        said.append(tr(text, field=about["field"], now=field.words(found.now), level=level))
    if found.failed:
        text = mark("{count} of {all} values could not be computed; the first: {reason}.")
        reason = found.gaps[0].reason.rstrip(".") if found.gaps else ""
        said.append(tr(text, count=found.failed, all=found.failed + found.x.size, reason=reason))
    return " ".join(said)


def goal_words(found: Sought, words: Words = result_words) -> str:
    """What is wanted, after “is”."""
    target = words(found.name, found.target)
    if found.relation == "=":
        return target
    return tr(mark("at least {value}"), value=target) if found.relation == ">=" else (
        tr(mark("at most {value}"), value=target))  # fmt: skip


def _met(found: Sought, about: dict[str, str]) -> list[str]:
    said = []
    single = [one for one in found.stretches if one.single]
    if single:
        shown = [found.variable.words(one.low) for one in single[:_MOST]]
        more = len(single) - len(shown)
        value = ", ".join(shown)
        if more:
            value = tr(mark("{listed} and {count} more values"), listed=value, count=more)
        elif len(shown) > 1:
            value = tr(mark("{listed} and {last}"), listed=", ".join(shown[:-1]), last=shown[-1])
        said.append(tr(mark("“{name}” is {goal} where “{field}” is {value}."), **about, value=value))
    for one in [one for one in found.stretches if not one.single][:_MOST]:
        ends = {**about, "low": found.variable.words(one.low), "high": found.variable.words(one.high)}
        if one.begins == one.ends == "bound":
            text = mark("“{name}” is {goal} for every “{field}” from {low} to {high}, all that was looked at.")
        elif one.ends == "bound":
            text = mark("“{name}” is {goal} for every “{field}” from {low} on, up to {high}, where the search ends.")
        elif one.begins == "bound":
            text = mark("“{name}” is {goal} for every “{field}” up to {high}, from {low}, where the search begins.")
        elif one.begins == one.ends == "edge":
            text = mark("“{name}” is {goal} for every “{field}” from {low} to {high}.")
        else:
            text = mark("“{name}” is {goal} for every “{field}” from {low} to {high}, as far as it can be computed.")
        said.append(tr(text, **ends))
    return said


def _leap(found: Sought, below: float, value: float, about: dict[str, str]) -> str:
    low, high = (found.variable.words(edge) for edge in sorted((below, value)))
    if low == high:
        return tr(mark("“{name}” leaps past {goal} where “{field}” is {low}."), **{**about, "low": low})
    return tr(mark("“{name}” passes {goal} between a “{field}” of {low} and {high}."),
              **{**about, "low": low, "high": high})  # fmt: skip
