"""The language of GMAT as far as the studio writes it: a grammar, and what each kind of resource may hold.

It knows the statements of the initialisation (Create, assignments) and of the mission sequence (Report, Propagate, For,
BeginScript), the fields of the kinds of resources in tests/data/gmat/fields.json with the kind of their values, and
which names must have been created before. It does not know solvers, functions, equations and If or While.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from lark import Lark, Token, Tree
from lark.exceptions import LarkError

DATA = Path(__file__).parents[2] / "data" / "gmat"
BODIES = {"Earth", "Luna", "Sun", "Mercury", "Venus"}
FRAMES = {"EarthMJ2000Eq", "EarthMJ2000Ec", "EarthFixed", "EarthICRF", "Local"}
OF_FRAME = {"X", "Y", "Z", "VX", "VY", "VZ", "INC", "RAAN", "AOP"}
OF_BODY = {"SMA", "ECC", "Altitude", "RMAG", "TA"}
OF_CRAFT = {"UTCGregorian", "UTCModJulian", "A1ModJulian", "ElapsedSecs", "ElapsedDays"}

GRAMMAR = r"""
start: statement*
?statement: create ";" | assign ";" | "BeginMissionSequence" ";" -> begin | report ";" | propagate ";"
          | "For" NAME "=" NUMBER ":" NUMBER ":" NUMBER ";" -> for_ | "EndFor" ";" -> end_for
          | "BeginScript" STRING? -> begin_script | "EndScript" ";" -> end_script
create: "Create" NAME NAME (","? NAME)*
assign: "GMAT"? path "=" value
report: "Report" NAME path+
propagate: "Propagate" STRING? NAME "(" NAME ("," NAME)* ")" "{" path "=" NUMBER "}"
path: NAME ("." NAME)*
?value: NUMBER -> number | STRING -> string | path -> word
      | "{" (item ("," item)*)? "}" -> list | "[" (NUMBER | path)* "]" -> array
?item: STRING -> string | path -> word
NAME: /(?!(Create|GMAT|BeginMissionSequence|Report|Propagate|For|EndFor|BeginScript|EndScript)\b)[A-Za-z][A-Za-z0-9_]*/
NUMBER: /-?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?/
STRING: /'[^'\n]*'/
COMMENT: /%[^\n]*/
%ignore COMMENT
%ignore /\s+/
"""


@cache
def _parser() -> Lark:
    return Lark(GRAMMAR, parser="lalr")


@cache
def fields() -> dict[str, dict[str, str]]:
    """The kind of every field, by the kind of resource."""
    return json.loads((DATA / "fields.json").read_text())["fields"]


class Script:
    """What a script creates, sets and does; ValueError where GMAT would refuse it."""

    def __init__(self, text: str) -> None:
        if not text.isascii():
            raise ValueError("not ASCII")
        try:
            tree = _parser().parse(text)
        except LarkError as error:
            raise ValueError(str(error)) from None
        self.created: dict[str, str] = {}
        self.set: dict[str, dict[str, Any]] = {}
        self.commands: list[str] = []
        self.reported: list[tuple[str, list[str]]] = []
        self._open: list[str] = []
        self._sequence = False
        for statement in tree.children:
            getattr(self, f"_{statement.data.rstrip('_')}")(statement.children)
        _refuse(not self._sequence, "there is no mission")
        _refuse(bool(self._open), "a block is left open")

    def of_kind(self, kind: str) -> list[str]:
        """Names of the resources of a kind, in their order."""
        return [name for name, known in self.created.items() if known == kind]

    def _create(self, words: list[Token]) -> None:
        _refuse(self._sequence, "Create after the mission has begun")
        kind, *names = map(str, words)
        _refuse(kind not in fields(), f"no such kind of resource: {kind}")
        for name in names:
            _refuse(name in self.created or name in BODIES | FRAMES, f"{name} is created twice")
            self.created[name], self.set[name] = kind, {}

    def _assign(self, parts: list[Tree]) -> None:
        _refuse(self._sequence and "BeginScript" not in self._open, "an assignment within the mission")
        owner, field = _dotted(parts[0]).split(".", 1)
        _refuse(owner not in self.created, f"{owner} was not created")
        known = fields()[self.created[owner]]
        _refuse(field not in known, f"{self.created[owner]} has no field {field}")
        self.set[owner][field] = self._value(known[field], parts[1], f"{owner}.{field}")

    def _value(self, kind: str, tree: Tree, where: str) -> Any:
        form = tree.data
        word = _dotted(tree.children[0]) if form == "word" else None
        kind, _, allowed = kind.partition(":")
        if kind in {"real", "integer"}:
            _refuse(form != "number", f"{where} is no number")
            number = float(tree.children[0])
            _refuse(kind == "integer" and not number.is_integer(), f"{where} is not whole")
            return number
        if kind in {"string", "filename"}:
            _refuse(form != "string", f"{where} is no text in quotes")
            return str(tree.children[0])[1:-1]
        if kind in {"bool", "on_off"}:
            _refuse(word not in ({"true", "false"} if kind == "bool" else {"On", "Off"}), f"{where}: {word}")
            return word in {"true", "On"}
        if kind == "enum":
            _refuse(word is None or (bool(allowed) and word not in allowed.split("|")), f"{where}: {word}")
            return word
        if kind == "object" or (kind == "object or real_array" and form == "word"):
            self._known(word, where)
            return word
        if kind in {"object_array", "string_array"}:
            _refuse(form != "list", f"{where} is no list in braces")
            names = [str(one.children[0])[1:-1] if one.data == "string" else _dotted(one.children[0])
                     for one in tree.children]  # fmt: skip
            for name in names if kind == "object_array" else ():
                self._known(name, where)
            return names
        _refuse(form != "array", f"{where} is no array in brackets")
        return [str(one) if isinstance(one, Token) else _dotted(one) for one in tree.children]

    def _known(self, word: str | None, where: str) -> None:
        _refuse(word is None or (word not in self.created and word not in BODIES | FRAMES), f"{where}: {word}")

    def _begin(self, _: list[Token]) -> None:
        _refuse(self._sequence, "the mission begins twice")
        self._sequence = True

    def _command(self, name: str) -> None:
        _refuse(not self._sequence, f"{name} before the mission has begun")
        self.commands.append(name)

    def _report(self, parts: list[Any]) -> None:
        self._command("Report")
        target = str(parts[0])
        _refuse(self.created.get(target) != "ReportFile", f"{target} is no ReportFile")
        paths = [_dotted(one) for one in parts[1:]]
        for path in paths:
            self._parameter(path)
        self.reported.append((target, paths))

    def _parameter(self, path: str) -> None:
        craft, *rest = path.split(".")
        _refuse(self.created.get(craft) != "Spacecraft", f"{craft} is no Spacecraft")
        of, name = rest if len(rest) == 2 else ("", rest[0])
        if of:
            frame = of in FRAMES or self.created.get(of) == "CoordinateSystem"
            good = (frame and name in OF_FRAME) or (of in BODIES and name in OF_BODY)
        else:
            good = name in OF_CRAFT | OF_FRAME | OF_BODY
        _refuse(not good, f"no such parameter: {path}")

    def _propagate(self, parts: list[Any]) -> None:
        self._command("Propagate")
        names = [str(one) for one in parts if isinstance(one, Token) and one.type == "NAME"]
        _refuse(self.created.get(names[0]) != "Propagator", f"{names[0]} is no Propagator")
        for name in names[1:]:
            _refuse(self.created.get(name) != "Spacecraft", f"{name} is no Spacecraft")
        stop = _dotted(next(one for one in parts if isinstance(one, Tree)))
        self._parameter(stop)
        _refuse(stop.split(".")[0] not in names[1:], f"{stop} is not flown")

    def _for(self, parts: list[Token]) -> None:
        self._command("For")
        _refuse(self.created.get(str(parts[0])) != "Variable", f"{parts[0]} is no Variable")
        first, step, last = (float(one) for one in parts[1:])
        _refuse(not (step > 0.0 and last >= first), "a loop that runs for ever, or never")
        self._open.append("For")

    def _end_for(self, _: list[Token]) -> None:
        self._close("For")

    def _begin_script(self, _: list[Token]) -> None:
        self._command("BeginScript")
        self._open.append("BeginScript")

    def _end_script(self, _: list[Token]) -> None:
        self._close("BeginScript")

    def _close(self, what: str) -> None:
        _refuse(not self._open or self._open.pop() != what, f"{what} is not open")


def _dotted(tree: Any) -> str:
    return ".".join(map(str, tree.children)) if isinstance(tree, Tree) else str(tree)


def _refuse(wrong: bool, why: str) -> None:
    if wrong:
        raise ValueError(why)


def without_comments(text: str) -> str:
    """The lines that GMAT acts upon."""
    return "\n".join(line for line in text.split("\n") if line.strip() and not re.match(r"\s*%", line))
