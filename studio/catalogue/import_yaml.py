"""Pages of the refractive-index database: YAML with tables, or with the coefficients of a dispersion formula.

References
----------
.. [1] M. N. Polyanskiy, "Refractiveindex.info database of optical constants", Scientific Data 11, 94, 2024, and the
   document "Dispersion formulas" in it, formulas 1 to 6.
"""

import math
import re
from typing import Any

import numpy as np
import yaml  # type: ignore[import-untyped, unused-ignore]
from numpy.typing import NDArray

from studio.catalogue.import_part import MAX_ROWS, Part, Refused
from studio.shallow_yaml import ShallowLoader
from studio.text import mark, tr

MAX_EVENTS, MAX_DEPTH = 2_000, 12
POINTS = 400
"""Wavelengths at which a formula is tabulated."""

Column = NDArray[np.float64]


def read_yaml(text: str) -> tuple[list[Part], str, str]:
    """The tables of a page, its references and its comments.

    Raises
    ------
    Refused
        Where it is no such page, or uses what no such page needs: anchors, aliases, tags, deep nesting.
    """
    page = _loaded(text)
    blocks = page.get("DATA") if isinstance(page, dict) else None
    if not isinstance(blocks, list) or not 1 <= len(blocks) <= 4:
        raise Refused(tr(mark("there is no DATA list, as pages of refractive-index data have")))
    parts = [_part(block) for block in blocks]
    return parts, _plain(page.get("REFERENCES"), 400), _plain(page.get("COMMENTS"), 2000)


def _loaded(text: str) -> Any:
    depth = 0
    try:
        for count, event in enumerate(yaml.parse(text, Loader=ShallowLoader)):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            marked = getattr(event, "anchor", None) or getattr(event, "tag", None)
            if marked or count > MAX_EVENTS or depth > MAX_DEPTH:
                raise Refused(tr(mark("line {line}: more than a page of data needs"), line=event.start_mark.line + 1))
        # This loader makes nothing but strings, lists and dictionaries.
        return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it is safer than the one that the rule asks for
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = str(error.problem or error.context or "")[:80]
        raise Refused(tr(mark("line {line}: not YAML: {problem}"), line=line, problem=problem)) from error
    except (yaml.YAMLError, ValueError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused(tr(mark("not YAML"))) from error


def _plain(value: Any, longest: int) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^<>]*>", "", value)).strip()[:longest] if isinstance(value, str) else ""


def _part(block: Any) -> Part:
    kind = block.get("type") if isinstance(block, dict) else None
    if kind in ("tabulated nk", "tabulated n", "tabulated k"):
        return _table(block.get("data"), kind.split()[1])
    formula = re.fullmatch(r"formula ([1-6])", kind) if isinstance(kind, str) else None
    if formula is None:
        raise Refused(tr(mark("data of type “{kind}” cannot be read"), kind=str(kind)[:40]))
    return _formula(int(formula.group(1)), block)


def _table(data: Any, columns: str) -> Part:
    rows = data.strip().splitlines() if isinstance(data, str) else []
    if len(rows) > MAX_ROWS:
        raise Refused(tr(mark("there are more than {rows} rows"), rows=MAX_ROWS))
    values = []
    for number, row in enumerate(rows, start=1):
        numbers = _numbers(row)
        if len(numbers) != 1 + len(columns):
            raise Refused(tr(mark("row {row}: {expected} numbers are expected"), row=number, expected=1 + len(columns)))
        values.append(numbers)
    table = np.array(values, dtype=np.float64).reshape(-1, 1 + len(columns))
    n = table[:, 1] if "n" in columns else None
    k = table[:, -1] if "k" in columns else None
    return Part(table[:, 0] * 1e-6, n, k, unit="um")


def _numbers(text: Any) -> list[float]:
    try:
        found = [float(word) for word in text.split()] if isinstance(text, str) else []
    except ValueError as error:
        raise Refused(tr(mark("“{cell}” is not a row of numbers"), cell=text[:40])) from error
    if not all(math.isfinite(number) for number in found):
        raise Refused(tr(mark("a number is not finite")))
    return found


def _formula(which: int, block: dict[str, Any]) -> Part:
    ends, coefficients = _numbers(block.get("wavelength_range")), _numbers(block.get("coefficients"))
    if len(ends) != 2 or not 0.0 < ends[0] < ends[1] < 1e4 or not 1 <= len(coefficients) <= 40:
        raise Refused(tr(mark("a formula needs two wavelengths and its coefficients")))
    wavelength = np.geomspace(ends[0], ends[1], POINTS)
    with np.errstate(all="ignore"):
        n = dispersion(which, coefficients, wavelength)
    if not np.isfinite(n).all():
        raise Refused(tr(mark("the formula has no value somewhere in its range")))
    return Part(wavelength * 1e-6, n, None, unit="um")


def dispersion(which: int, coefficients: list[float], wavelength: Column) -> Column:
    """Refractive index of formula 1 to 6 [1]_ at wavelengths in micrometres."""
    # As numbers of numpy: what is out of bounds becomes no number, where Python's own raise or turn complex.
    first, rest = coefficients[0], np.array(coefficients[1:])
    square = wavelength**2
    result = np.full_like(wavelength, first)
    if which == 4:
        c = np.array([*coefficients, *[0.0] * (9 - len(coefficients))])
        for scale, power, pole, exponent in (c[1:5], c[5:9]):
            if scale:
                result = result + scale * wavelength**power / (square - pole**exponent)
        rest = c[9:]
    for scale, other in zip(rest[::2], rest[1::2], strict=False):
        if which == 1:
            result = result + scale * square / (square - other**2)
        elif which == 2:
            result = result + scale * square / (square - other)
        elif which == 6:
            result = result + scale / (other - 1.0 / square)
        else:
            result = result + scale * wavelength**other
    if which in (1, 2):
        return np.asarray(np.sqrt(1.0 + result))
    if which in (3, 4):
        return np.asarray(np.sqrt(result))
    return np.asarray(1.0 + result if which == 6 else result)
