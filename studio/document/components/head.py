"""The row that names the columns of a table of components."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from studio.document.components.grid import Cell

_NAMES = {
    "field": ("field", "path", "design field", "字段"),
    "label": ("label", "name", "component", "item", "what it is", "名称"),
    "part": ("part", "section", "group", "部分"),
    "value": ("value", "new value", "数值", "值"),
    "si": ("si value", "value in si", "value (si)", "value [si]"),
    "unit": ("unit", "units", "单位"),
    "source": ("source", "reference", "来源"),
    "confidence": ("confidence", "置信度", "可信度"),
    "date": ("date", "日期"),
}  # fmt: skip
"""What the head of a column may be called, for each thing that a column may hold."""
ROLES = {name: role for role, names in _NAMES.items() for name in names}


@dataclass(frozen=True, slots=True)
class Head:
    """The position of each column that is known; `twice` names those that stand there again."""

    columns: dict[str, int] = field(default_factory=dict)
    twice: tuple[str, ...] = ()

    def cell(self, row: Sequence[Cell], role: str) -> Cell:
        """What a row has in the column of `role`."""
        place = self.columns.get(role)
        return row[place] if place is not None and place < len(row) else None


def head_of(row: Sequence[Cell]) -> Head | None:
    """The head that `row` is, or None: one has a field or a label, and a value."""
    columns: dict[str, int] = {}
    twice = []
    for place, cell in enumerate(row):
        role = ROLES.get(" ".join(cell.replace("_", " ").split()).lower()) if isinstance(cell, str) else None
        if role is None:
            continue
        if role in columns:
            twice.append(str(cell).strip())
        columns.setdefault(role, place)
    if not ({"field", "label"} & set(columns) and {"value", "si"} & set(columns)):
        return None
    return Head(columns, tuple(twice))
