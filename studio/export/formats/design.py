"""The design itself; what writes it is imported when it is written."""

from studio.export.formats.format import Format
from studio.text import mark

FORMATS: tuple[Format, ...] = (
    Format("design", mark("Dawnline design"), "design", ".json",
           mark("Every field with its source, baselines and requirements; opens in Dawnline as it is."),
           "studio.export.native:write_design"),
)  # fmt: skip
