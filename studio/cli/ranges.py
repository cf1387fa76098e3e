"""What a sweep varies, read as people type it: PATH=START:STOP:N, PATH=START:STOP, PATH=a,b,c."""

from typing import TYPE_CHECKING

from studio.cli.failure import Unusable
from studio.cli.varying import listed
from studio.design import Design
from studio.design.edit import field_at, read_text
from studio.text import mark, tr

if TYPE_CHECKING:
    from studio.analysis.study import Factor

_STACK, _LOGARITHMIC = "stack", "log"


def swept(design: Design, typed: str, grid: bool) -> "Factor":
    """The factor of one `--vary`; on a `grid` a range says how many values it has, in a sample it does not."""
    path, equals, rest = (part.strip() for part in typed.partition("="))
    if not equals or not rest:
        raise Unusable(_how(typed, grid))
    if path == _STACK or "," in rest or ":" not in rest:
        return listed(design, path, rest, typed)
    return _range(design, path, rest, typed, grid)


def _range(design: Design, path: str, rest: str, typed: str, grid: bool) -> "Factor":
    from studio.analysis.study import Factor

    spec = field_at(design, path)
    if spec.kind not in {"number", "integer"}:
        raise Unusable(tr(mark("--vary {typed}: it is no number; list its values as in PATH=a,b,c"), typed=typed))
    parts = [part.strip() for part in rest.split(":")]
    logarithmic = parts[-1] == _LOGARITHMIC
    if logarithmic:
        parts.pop()
    if len(parts) != (3 if grid else 2):
        raise Unusable(_how(typed, grid))
    ends = [read_text(spec, path, part) for part in parts[:2]]
    low, high = (float(end) if isinstance(end, int | float) else float("nan") for end in ends)
    count = 0
    if grid:
        if not (parts[2].isascii() and parts[2].isdigit() and len(parts[2]) < 9):
            raise Unusable(tr(mark("--vary {typed}: “{count}” is no number of values"), typed=typed, count=parts[2]))
        count = int(parts[2])
    return Factor(path, low, high, count, logarithmic, spec.kind == "integer")


def _how(typed: str, grid: bool) -> str:
    if grid:
        return tr(mark("--vary {typed}: write it as PATH=START:STOP:N or PATH=a,b,c; without N it needs --sample"),
                  typed=typed)  # fmt: skip
    return tr(mark("--vary {typed}: in a sample write it as PATH=START:STOP or PATH=a,b,c"), typed=typed)
