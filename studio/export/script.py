"""The design as a Python program that builds it anew through the public API, field by field."""

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from studio import __version__
from studio.analysis.engine import Checkpoint
from studio.design import Design
from studio.design.edit import source_of
from studio.design.field import Field, struct_fields
from studio.design.requirement import Source as Origin
from studio.design.unit_text import display, number_text
from studio.export.formats.format import Product
from studio.export.formats.source import Source
from studio.text import printable_line, tr

KEY_FIGURES = (
    "orbit.period", "illumination.sunlit_fraction_year", "illumination.eclipse_max", "panel.efficiency_bol",
    "panel.areal_mass", "panel.specific_power_bol", "panel.temperature", "power.array_bol", "power.array_eol",
    "power.load", "power.margin_eol", "power.depth_of_discharge", "thermal.radiator_area", "payload.accelerators",
    "link.data_rate", "constellation.satellites", "mass.satellite", "launch.launches", "cost.capex",
    "cost.accelerator_hour",
)  # fmt: skip
"""What the program prints of the design, in this order, where it has it."""
_WIDTH = 112
_PIECE = 88
_STEP = "    "


def write_script(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """A program that, run where Dawnline is installed, makes a design equal to this one and evaluates it."""
    every = options["fields"] == "all"
    text = _Script(source.design, every).text()
    compile(text, "<script>", "exec", dont_inherit=True)  # what cannot be read back is not handed out
    notes = [tr("Run it with Python where Dawnline {version} is installed: it builds the design and prints key "
                "figures.", version=__version__)]  # fmt: skip
    if not every:
        notes.append(tr("Fields that have their default are left out: a later Dawnline may have other defaults; "
                        "fields=all writes every field."))  # fmt: skip
    return Product.of(text, *notes)


def expression(value: object) -> tuple[list[str], set[str]]:
    """The lines of an expression that makes `value`, a design or a part of one, and the kinds of part it names."""
    script = _Script(Design(), every=False)
    lines = script._value(value, "", 0)
    lines[-1] = lines[-1].removesuffix(",")
    return lines, script.kinds


class _Script:
    """Strings of the design stand in it only as `repr` writes them, and in comments only as printable words."""

    def __init__(self, design: Design, every: bool) -> None:
        self.design, self.every = design, every
        self.kinds: set[str] = set()

    def text(self) -> str:
        body = "\n".join(self._call(self.design, "", 1))
        imports = "".join(f"    {name},\n" for name in sorted(self.kinds))
        figures = "".join(f"    {_literal(name)},\n" for name in KEY_FIGURES)
        title = printable_line(self.design.title)
        return "\n".join((
            *_comment(tr("A design of Dawnline {version}: {title}", version=__version__, title=title), ""),
            *_comment(tr("Numbers are in SI units: radians, seconds, kelvin, kilograms, and US dollars of the price "
                         "year of the design. The comment above a number names it, its unit, the number as it is "
                         "shown, and where it comes from."), ""),
            "",
            "from studio.analysis import RESULTS, evaluate",
            f"from studio.design import (\n{imports})",
            "",
            "KEY_FIGURES = (",
            f"{figures})",
            "",
            "",
            "def build() -> Design:",
            f'{_STEP}"""The design."""',
            f"{_STEP}return {body.lstrip()}",
            "",
            "",
            "def main() -> None:",
            f'{_STEP}"""Evaluate the design and print its key figures, in SI units."""',
            f"{_STEP}results = evaluate(build())",
            f"{_STEP}for name in KEY_FIGURES:",
            f"{_STEP * 2}if name in results:",
            f'{_STEP * 3}print(f"{{RESULTS[name].label}}: {{results[name]:.6g}} '
            '{RESULTS[name].quantity.si}".rstrip())',
            "",
            "",
            'if __name__ == "__main__":',
            f"{_STEP}main()",
            "",
        ))  # fmt: skip

    def _call(self, value: msgspec.Struct, path: str, depth: int) -> Iterator[str]:
        """The lines of the call that makes `value`."""
        kind, indent = type(value), _STEP * depth
        self.kinds.add(kind.__name__)
        fresh = {one.name: one for one in msgspec.structs.fields(kind)}
        written = []
        for name, spec in struct_fields(kind).items():
            own = getattr(value, name)
            if self.every or fresh[name].required or repr(own) != repr(_default(fresh[name])):
                written += list(self._keyword(name, spec, own, f"{path}.{name}" if path else name, depth + 1))
        if not written:
            yield f"{indent}{kind.__name__}()"
            return
        yield f"{indent}{kind.__name__}("
        yield from written
        yield f"{indent})"

    def _keyword(self, name: str, spec: Field, value: object, path: str, depth: int) -> Iterator[str]:
        indent = _STEP * depth
        yield from _comment(self._told(spec, value, path), indent)
        first, *rest = self._value(value, path, depth)
        yield f"{indent}{name}={first.lstrip()}"
        yield from rest

    def _value(self, value: object, path: str, depth: int) -> list[str]:
        """The lines of an expression, the last with its comma."""
        indent = _STEP * depth
        if isinstance(value, msgspec.Struct):
            lines = list(self._call(value, path, depth))
        elif isinstance(value, tuple) and value:
            lines = [f"{indent}("]
            for position, item in enumerate(value):
                step = getattr(item, "name", None) if path.endswith("layers") else None
                lines += self._value(item, f"{path}[{step if step is not None else position}]", depth + 1)
            lines.append(f"{indent})")
        elif isinstance(value, dict) and value:
            lines = [f"{indent}{{"]
            for key, item in value.items():
                first, *rest = self._value(item, f"{path}[{key}]", depth + 1)
                lines += [f"{indent}{_STEP}{_literal(key)}: {first.lstrip()}", *rest]
            lines.append(f"{indent}}}")
        elif isinstance(value, str) and (len(value) > _WIDTH - 20 or "\n" in value):
            lines = [f"{indent}(", *(f"{indent}{_STEP}{_literal(piece)}" for piece in _pieces(value)), f"{indent})"]
        else:
            lines = [f"{indent}{_literal(value)}"]
        lines[-1] += ","
        return lines

    def _told(self, spec: Field, value: object, path: str) -> str:
        """What a comment says of a field: its label, unit, the value as it is shown, and its source."""
        origin = _source(self.design, path)
        plain = spec.kind == "text" or spec.label.lower() == spec.name.replace("_", " ")
        number = isinstance(value, float | int)
        if spec.kind in {"part", "list", "table"} or (plain and not number and origin is None):
            return ""
        text = tr(spec.label)
        if isinstance(value, float | int) and not isinstance(value, bool) and spec.quantity is not None:
            unit = f" [{spec.quantity.si}]" if spec.quantity.si else ""
            shown = display(value, spec.quantity, spec.unit)
            text += unit if spec.unit == spec.quantity.si else f"{unit}: {shown}"
        elif isinstance(value, float):
            text += f": {number_text(value)}"
        if origin is not None:
            told = ", ".join(filter(None, (origin.confidence, printable_line(origin.date))))
            text += f"; {printable_line(origin.text)} ({told})"
        return text


def _source(design: Design, path: str) -> Origin | None:
    try:
        return source_of(design, path)
    except ValueError:  # a layer whose name no path can hold
        return None


def _default(field: msgspec.structs.FieldInfo) -> object:
    if field.default is not msgspec.NODEFAULT:
        return field.default
    factory = field.default_factory
    return factory() if callable(factory) else msgspec.NODEFAULT


def _literal(value: object) -> str:
    """`value` as `repr` writes it, a text that has neither kind of quotes between double ones."""
    text = repr(value)
    single = isinstance(value, str) and text.startswith("'") and '"' not in value and "'" not in value
    return f'"{text[1:-1]}"' if single else text


def _comment(text: str, indent: str) -> list[str]:
    """Lines of comment that hold nothing but printable words."""
    wide = max(_WIDTH - len(indent), 40)
    return [f"{indent}# {line}" for line in textwrap.wrap(printable_line(text), wide, break_on_hyphens=False)]


def _pieces(text: str) -> Iterator[str]:
    """`text` cut at its line breaks, and where a line is long."""
    for line in text.splitlines(keepends=True):
        while len(line) > _PIECE:
            cut = line.rfind(" ", 0, _PIECE) + 1 or _PIECE
            yield line[:cut]
            line = line[cut:]
        yield line
