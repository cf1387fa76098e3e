"""What a line of the console may go on with: names, attributes, and inside quotes paths, results, presets, formats."""

import keyword
import re
from typing import Any

from studio.scripting import Names
from studio.scripting.names import LIVE

_CHAIN = re.compile(r"[A-Za-z_][\w.]*$")
_QUOTED = re.compile(r"""(?:(?P<call>[\w.]+)\(|(?P<item>results)\[)(?:[^()]*,\s*)?["'](?P<word>[^"']*)$""")
_MOST = 400


def completions(before: str, names: Names) -> tuple[str, list[str]]:
    """The word that ends the text `before` the caret, and what it may become."""
    quoted = _QUOTED.search(before)
    if quoted is not None:
        word = quoted["word"]
        return word, _starting(word, _in_quotes(quoted))
    found = _CHAIN.search(before)
    if found is None:
        return "", []
    chain = found[0]
    root, dot, _ = chain.rpartition(".")
    word = chain.rpartition(".")[2]
    if not dot:
        return word, _starting(word, [*names.offered(), *keyword.kwlist, *_builtins()])
    value = _value(root, names)
    if value is None:
        return word, []
    return word, _starting(word, [name for name in dir(value) if word.startswith("_") or not name.startswith("_")])


def _in_quotes(found: "re.Match[str]") -> list[str]:
    call = (found["call"] or "").rpartition(".")[2]
    if found["item"]:
        return list(_results())
    if call in {"set", "put", "insert", "remove", "move"} and "," not in found[0]:
        return _fields()
    if call == "sweep":
        return list(_results()) if "," in found[0] else _fields()
    if call in {"get", "explain"}:
        return [*_fields(), *_results()]
    if call == "open":
        from studio.document.presets import presets

        return [one.name for one in presets()]
    if call == "export":
        from studio.export.formats import FORMATS

        return list(FORMATS) if "," not in found[0] else []
    return []


def _value(root: str, names: Names) -> Any:
    """What a chain of names stands for, without calling anything that computes."""
    first, *rest = root.split(".")
    if first == "results":
        return None
    value: Any = names.get(first)
    if value is None and first in LIVE:
        value = names.studio.design
    for name in rest:
        value = getattr(value, name, None)
    return value


def _starting(word: str, known: list[str]) -> list[str]:
    found = sorted({one for one in known if one.startswith(word) and one != word})
    return found[:_MOST]


def _builtins() -> list[str]:
    import builtins

    return [name for name in dir(builtins) if not name.startswith("_")]


def _fields() -> list[str]:
    from studio.design import Design, fields

    return [one.path for one in fields(Design) if "[" not in one.path and not one.hidden]


def _results() -> list[str]:
    from studio.analysis import RESULTS

    return list(RESULTS)
