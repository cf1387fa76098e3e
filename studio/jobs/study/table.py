"""The table of a study: one row for each point, with everything that is needed to make its design again.

The columns are `row`, the factors by path, the results by name, `status`, `reason` and `digest`. Numbers are in SI;
the metadata of a field says its label and unit, that of the table the plan, the design and who wrote it.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from studio import __version__
from studio.analysis import RESULTS
from studio.analysis.many import design_digest
from studio.analysis.study import Factor, Plan, look_words, part_type, plan_bytes, plan_from, whole_names
from studio.analysis.study.plan import MOST_POINTS
from studio.design import Design
from studio.design.edit import field_at
from studio.jobs.study.work import BatchAnswer, is_text
from studio.numerals import set_count
from studio.text import mark, one_line, tr

if TYPE_CHECKING:
    import pyarrow as pa

FORMAT = "dawnline-study"
VERSION = 1
ROW, STATUS, REASON, DIGEST = "row", "status", "reason", "digest"
OK, FAILED = "ok", "failed"
_KEY = b"dawnline"


@dataclass(frozen=True, slots=True)
class ColumnInfo:
    """What is known of one column."""

    name: str
    role: str
    """`factor`, `result`, or `row` for what belongs to the point itself."""
    label: str
    unit: str
    """In which the numbers are: that of SI."""
    shown: str = ""
    """In which people expect them."""
    kind: str = "number"


class Head(msgspec.Struct, frozen=True):
    """What a table says of itself."""

    format: str
    version: int
    dawnline: str
    plan: msgspec.Raw
    design: msgspec.Raw
    design_digest: str
    note: str = ""
    """For readers: how near the figures are to those of the designs."""


@dataclass(frozen=True, slots=True)
class Study:
    """What is computed, apart from what came of it."""

    design: Design
    plan: Plan
    digest: str
    """Of the design, as it was when the study began."""
    written_by: str = __version__

    @classmethod
    def of(cls, design: Design, plan: Plan) -> "Study":
        return cls(design, plan, design_digest(design))

    def head(self) -> bytes:
        """The metadata of the table."""
        raw = Head(FORMAT, VERSION, self.written_by, msgspec.Raw(plan_bytes(self.plan)),
                   msgspec.Raw(msgspec.json.encode(self.design)), self.digest, look_words(self.plan))  # fmt: skip
        return msgspec.json.encode(raw)


def study_from(head: bytes) -> Study:
    """The study in the metadata of a table; ValueError, with one sentence, where there is none."""
    try:
        found = msgspec.json.decode(head, type=Head)
        if found.format != FORMAT:
            raise ValueError(tr(mark("is no study")))
        if found.version > VERSION:
            raise ValueError(tr(mark("was written by a newer Dawnline, {version}"), version=one_line(found.dawnline)))
        design = msgspec.json.decode(found.design, type=Design)
        plan = plan_from(bytes(found.plan))
        if plan.size > MOST_POINTS:
            raise ValueError(tr(mark("has more than {most} points"), most=set_count(MOST_POINTS)))
        return Study(design, plan, found.design_digest, found.dawnline)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise ValueError(tr(mark("its design cannot be read: {reason}"), reason=one_line(str(error)))) from None


def schema(study: Study) -> "pa.Schema":
    """The columns of the table with their metadata."""
    import pyarrow as pa

    infos = infos_of(study)
    fields = [pa.field(name, arrow_type(info), metadata={_KEY: msgspec.json.encode(info)})
              for name, info in infos.items()]  # fmt: skip
    return pa.schema(fields, metadata={_KEY: study.head()})


def head_of(found: "pa.Schema") -> bytes | None:
    """The metadata of a table that is a study."""
    metadata: dict[bytes, bytes] = found.metadata or {}
    return metadata.get(_KEY)


def infos_of(study: Study) -> dict[str, ColumnInfo]:
    """What is known of each column, in their order."""
    design, plan = study.design, study.plan
    found = [ColumnInfo(ROW, "row", mark("Row"), "", kind="integer")]
    for factor in plan.factors:
        if part_type(factor.path) is not None:
            found.append(ColumnInfo(factor.path, "factor", factor.path.capitalize(), "", kind="text"))
            continue
        spec = field_at(design, factor.path)
        found.append(ColumnInfo(factor.path, "factor", spec.label, spec.quantity.si if spec.quantity else "",
                                spec.usual, spec.kind))  # fmt: skip
    for name in plan.outcomes:
        info = RESULTS.get(name)
        if info is None:
            raise ValueError(tr(mark("its result “{name}” is none of this Dawnline"), name=one_line(name)))
        found.append(ColumnInfo(name, "result", info.label, info.quantity.si, info.usual, info.kind))
    found.append(ColumnInfo(STATUS, "row", mark("Status"), "", kind="text"))
    found.append(ColumnInfo(REASON, "row", mark("Reason of the failure"), "", kind="text"))
    found.append(ColumnInfo(DIGEST, "row", mark("Hash of the design"), "", kind="text"))
    return {info.name: info for info in found}


def columns_of(study: Study, answer: BatchAnswer) -> dict[str, Any]:
    """The table of the rows of an answer: arrays of numbers with NaN for what does not exist, lists of texts."""
    found: dict[str, Any] = {ROW: np.arange(answer.start, answer.stop)}
    values = study.plan.columns(answer.start, answer.stop)
    for factor in study.plan.factors:
        found[factor.path] = _shown(factor, values[factor.path])
    numbers = iter(answer.numbers)
    for name in study.plan.outcomes:
        found[name] = answer.texts[name] if is_text(name) else next(numbers)
    reasons = [answer.failures.get(position) for position in range(answer.size)]
    found[STATUS] = [OK if reason is None else FAILED for reason in reasons]
    found[REASON] = reasons
    found[DIGEST] = [digest or None for digest in answer.digests]
    return found


def batch_of(columns: Mapping[str, Any], wanted: "pa.Schema") -> "pa.RecordBatch":
    """Columns as the rows of a file: NaN becomes null, "does not exist"."""
    import pyarrow as pa

    arrays = []
    for column in wanted:
        values = columns[column.name]
        if isinstance(values, np.ndarray):
            if pa.types.is_integer(column.type) and values.dtype.kind == "f":
                values = np.rint(values).astype(np.int64)
            arrays.append(pa.array(values, column.type, from_pandas=True))
        else:
            arrays.append(pa.array(values, column.type))
    return pa.RecordBatch.from_arrays(arrays, schema=wanted)


def values_of(study: Study, row: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The whole parts and the single values of one row of the file, by path."""
    parts, singles = {}, {}
    for factor in study.plan.factors:
        value = row[factor.path]
        if part_type(factor.path) is None:
            singles[factor.path] = value
            continue
        names = whole_names(factor)
        if value not in names:
            raise ValueError(tr(mark("there is no “{name}” among the parts of the study"), name=str(value)))
        parts[factor.path] = factor.values[names.index(value)]
    return parts, singles


def as_planned(study: Study, number: int, row: Mapping[str, Any]) -> bool:
    """Whether a row of the file has the values that the plan gives to its number."""
    if not 0 <= number < study.plan.size:
        return False
    planned = study.plan.columns(number, number + 1)
    for factor in study.plan.factors:
        wanted, found = _shown(factor, planned[factor.path])[0], row[factor.path]
        if isinstance(wanted, str | bool) or wanted is None or found is None:
            if wanted != found:
                return False
        elif not math.isclose(float(wanted), float(found), rel_tol=1e-12):
            return False
    return True


def _shown(factor: Factor, values: Any) -> Any:
    """The values of a factor as the file has them: whole parts by their names."""
    if part_type(factor.path) is None:
        return values
    names = whole_names(factor)
    return [names[next(at for at, known in enumerate(factor.values) if known is value)] for value in values]


def arrow_type(info: ColumnInfo) -> Any:
    """How a column is kept."""
    import pyarrow as pa

    if info.name == ROW:
        return pa.int64()
    if info.kind == "text" or info.kind == "choice":
        return pa.string()
    if info.kind == "switch" and info.role == "factor":
        return pa.bool_()
    return pa.int64() if info.kind == "integer" and info.role == "factor" else pa.float64()
