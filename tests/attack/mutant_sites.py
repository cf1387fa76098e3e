"""Where a module can be made wrong by one small change, and the module with that change made."""

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

_ARITHMETIC = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult,
               ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd}  # fmt: skip
_COMPARED = {ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE),
             ast.GtE: (ast.Gt, ast.Lt), ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,),
             ast.IsNot: (ast.Is,), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,)}  # fmt: skip
"""The first of two is the other side of the boundary."""
_PAIRS = ("sin cos", "arcsin arccos", "sinh cosh", "minimum maximum", "fmin fmax", "min max", "argmin argmax",
          "floor ceil", "any all", "sum prod", "cumsum cumprod", "sqrt cbrt", "exp expm1", "log log1p", "log2 log10",
          "zeros_like ones_like", "zeros ones", "arctan tanh", "rint floor", "radians degrees")  # fmt: skip
_FUNCTIONS = {one: other for pair in _PAIRS for one, other in (pair.split(), pair.split()[::-1])}
_THROUGH = {"abs", "clip", "square", "sqrt", "flip", "roll", "sort", "nan_to_num"}
"""Functions of which the first argument may stand alone."""
_TECHNICAL = {"strict", "dtype", "copy", "out", "order", "casting", "optimize", "maxsize", "frozen", "slots", "eq",
              "default_factory", "repr", "init", "compare"}  # fmt: skip
"""Keywords that say how, not what."""
_SKIPPED = (ast.Raise, ast.Assert, ast.JoinedStr, ast.Import, ast.ImportFrom)
_LARGE = 100.0
"""One more is not a change that matters above it."""


@dataclass(frozen=True)
class Mutant:
    """One change: the so-manieth of a module."""

    module: str
    number: int
    kind: str
    function: str
    """Its qualified name; of the module itself ""."""
    lines: tuple[int, int]
    """Of the statement it stands in, or of its head."""
    before: str
    after: str
    inside: bool
    """Whether a call of the function meets it: else it stands in a default, a decorator, a class or the module."""

    @property
    def words(self) -> str:
        where = f"{self.module.removeprefix('studio.physics.')}.{self.function}".rstrip(".")
        return f"{where}: `{self.before}` → `{self.after}`"


Change = tuple[str, str, Callable[[], None]]
"""Its kind, the text after it, and what makes it in the tree."""


class _Walk:
    """Meets each place of a tree that can be changed, always in the same order."""

    def __init__(self, tree: ast.Module, module: str) -> None:
        self.tree, self.module = tree, module
        self.found: list[tuple[Mutant, Callable[[], None]]] = []
        for statement in tree.body:
            self._statement(statement, (), False)

    def _statement(self, node: ast.stmt, path: tuple[str, ...], inside: bool) -> None:
        if isinstance(node, _SKIPPED) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            return
        if isinstance(node, ast.FunctionDef):
            for default in (*node.args.defaults, *(each for each in node.args.kw_defaults if each)):
                self._expression(default, node, (*path, node.name), inside)
            for child in node.body:
                self._statement(child, (*path, node.name), True)
            return
        if isinstance(node, ast.ClassDef):
            for child in node.body:
                self._statement(child, (*path, node.name), inside)
            return
        targets = node.targets if isinstance(node, ast.Assign) else ()
        if any(isinstance(each, ast.Name) and each.id == "__all__" for each in targets):
            return
        if inside:
            self._whole(node, path)
        for name, value in ast.iter_fields(node):
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.stmt):
                    self._statement(child, path, inside)
                elif isinstance(child, ast.ExceptHandler | ast.match_case):
                    for each in child.body:
                        self._statement(each, path, inside)
                elif isinstance(child, ast.expr) and name != "annotation":
                    self._expression(child, node, path, inside)
                elif isinstance(child, ast.withitem):
                    self._expression(child.context_expr, node, path, inside)

    def _add(self, at: ast.AST, stands: ast.stmt, path: tuple[str, ...], inside: bool, change: Change) -> None:
        kind, after, make = change
        body = getattr(stands, "body", None)
        last = body[0].lineno - 1 if body else stands.end_lineno or stands.lineno
        lines = (stands.lineno, max(stands.lineno, last))
        mutant = Mutant(self.module, len(self.found), kind, ".".join(path), lines, _short(ast.unparse(at)),
                        _short(after), inside)  # fmt: skip
        self.found.append((mutant, make))

    def _whole(self, node: ast.stmt, path: tuple[str, ...]) -> None:
        """Changes of a statement as such."""
        if isinstance(node, ast.AugAssign):
            for change in _operator(node, node.op, "augmented"):
                self._add(node, node, path, True, change)
            self._add(node, node, path, True, ("deleted", "pass", _deleted(node)))
        elif _can_go(node):
            self._add(node, node, path, True, ("deleted", "pass", _deleted(node)))
        elif isinstance(node, ast.Return) and isinstance(node.value, ast.BinOp | ast.Call | ast.Name):
            zero = ast.BinOp(ast.Constant(0.0), ast.Mult(), node.value)
            self._add(node, node, path, True, ("zero", ast.unparse(zero), _set(node, "value", zero)))
        elif isinstance(node, ast.Break | ast.Continue):
            other = "continue" if isinstance(node, ast.Break) else "break"
            kind = ast.Continue if isinstance(node, ast.Break) else ast.Break
            self._add(node, node, path, True, ("loop", other, lambda: setattr(node, "__class__", kind)))
        elif isinstance(node, ast.If | ast.While) and isinstance(node.test, ast.Name | ast.Attribute | ast.Call):
            other = ast.UnaryOp(ast.Not(), node.test)
            self._add(node.test, node, path, True, ("condition", ast.unparse(other), _set(node, "test", other)))

    def _expression(self, node: ast.expr, stands: ast.stmt, path: tuple[str, ...], inside: bool) -> None:
        if isinstance(node, _SKIPPED) or (isinstance(node, ast.Call) and _named(node) in {"mark", "tr", "errstate"}):
            return
        if isinstance(node, ast.Subscript) and _text(node.value).startswith(("NDArray", "np.ndarray", "tuple")):
            return  # a type
        for change in _changes(node):
            self._add(node, stands, path, inside, change)
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.keyword):
                if child.arg not in _TECHNICAL:
                    self._expression(child.value, stands, path, inside)
            elif isinstance(child, ast.comprehension):
                for each in (child.iter, *child.ifs):
                    self._expression(each, stands, path, inside)
            elif isinstance(child, ast.expr):
                self._expression(child, stands, path, inside)


def _can_go(node: ast.stmt) -> bool:
    """Whether what follows still has its names without the statement."""
    if isinstance(node, ast.Assign):
        return isinstance(node.targets[0], ast.Subscript | ast.Attribute)
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)


def _changes(node: ast.expr) -> Iterator[Change]:
    """The small changes of one expression."""
    if isinstance(node, ast.BinOp):
        yield from _operator(node, node.op, "arithmetic")
    elif isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            for turn, kind in enumerate(_COMPARED.get(type(operator), ())):
                name = "boundary" if turn == 0 and len(_COMPARED[type(operator)]) == 2 else "comparison"
                ops = [*node.ops[:place], kind(), *node.ops[place + 1 :]]
                after = ast.Compare(node.left, ops, node.comparators)
                yield name, ast.unparse(after), _set(node, "ops", ops)
    elif isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield "logic", ast.unparse(ast.BoolOp(other, node.values)), _set(node, "op", other)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not | ast.Invert):
        if not isinstance(node.operand, ast.Constant):
            yield "sign", ast.unparse(node.operand), _replaced(node, node.operand)
    elif isinstance(node, ast.Constant):
        yield from _constant(node)
    elif isinstance(node, ast.Call):
        yield from _call(node)
    elif isinstance(node, ast.IfExp):
        after = ast.IfExp(node.test, node.orelse, node.body)
        yield "condition", ast.unparse(after), _replaced(node, after)


def _operator(node: ast.BinOp | ast.AugAssign, operator: ast.operator, name: str) -> Iterator[Change]:
    sides = (node.left, node.right) if isinstance(node, ast.BinOp) else (node.value,)
    texts = any(isinstance(side, ast.JoinedStr | ast.Tuple | ast.List) or
                (isinstance(side, ast.Constant) and isinstance(side.value, str)) for side in sides)  # fmt: skip
    other = _ARITHMETIC.get(type(operator))
    if other is not None and not texts:
        after = copy.deepcopy(node)
        after.op = other()
        yield name, ast.unparse(after), _set(node, "op", other())


def _constant(node: ast.Constant) -> Iterator[Change]:
    value = node.value
    if isinstance(value, bool):
        others: tuple[object, ...] = (not value,)
    elif isinstance(value, int):
        others = (value + 1, value - 1)
    elif isinstance(value, float) and value == 0.0:
        others = (1.0,)
    elif isinstance(value, float):
        others = (value * 1.1, value + 1.0) if abs(value) <= _LARGE else (value * 1.1,)
    else:
        others = ()
    for other in others:
        yield "constant", repr(other), _set(node, "value", other)


def _call(node: ast.Call) -> Iterator[Change]:
    function = node.func
    if isinstance(function, ast.Attribute) and (other := _FUNCTIONS.get(function.attr)):
        after = copy.deepcopy(node)
        after.func.attr = other  # type: ignore[attr-defined]
        yield "function", ast.unparse(after), _set(function, "attr", other)
    if _named(node) in _THROUGH and node.args and not any(key.arg == "out" for key in node.keywords):
        yield "function", ast.unparse(node.args[0]), _replaced(node, node.args[0])
    for place, keyword in enumerate(node.keywords):
        if keyword.arg in {"axis", "keepdims", "initial", "side", "fill_value", "where", "left", "right", "ddof"}:
            keywords = [*node.keywords[:place], *node.keywords[place + 1 :]]
            after = ast.Call(node.func, node.args, keywords)
            yield "keyword", ast.unparse(after), _set(node, "keywords", keywords)


def _named(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else _text(node.func)


def _text(node: ast.AST) -> str:
    return ast.unparse(node)


def _short(text: str) -> str:
    flat = " ".join(text.split()).replace("|", "∣")  # it will stand in a table
    return flat if len(flat) <= 110 else flat[:107] + "…"


def _set(node: ast.AST, name: str, value: object) -> Callable[[], None]:
    return lambda: setattr(node, name, value)


def _replaced(node: ast.expr, other: ast.expr) -> Callable[[], None]:
    """Put another expression in the place of one, which keeps its identity and takes the other's content."""

    def make() -> None:
        content = dict(vars(other))
        node.__class__ = other.__class__
        vars(node).clear()
        vars(node).update(content)

    return make


def _deleted(node: ast.stmt) -> Callable[[], None]:
    return lambda: setattr(node, "__class__", ast.Pass)


def mutants_of(path: Path, module: str) -> list[Mutant]:
    """All there are of a module."""
    return [mutant for mutant, _ in _Walk(ast.parse(path.read_text(encoding="utf-8")), module).found]


def mutated(path: Path, mutant: Mutant) -> object:
    """The code of a module with one change made."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    _Walk(tree, mutant.module).found[mutant.number][1]()
    return compile(ast.fix_missing_locations(tree), str(path), "exec", dont_inherit=True)
