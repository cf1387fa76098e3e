"""The design itself; what writes it is imported when it is written."""

from studio.export.formats.format import Format, Option
from studio.text import mark

FORMATS: tuple[Format, ...] = (
    Format("design", mark("Dawnline design"), "design", ".json",
           mark("Every field with its source, baselines and requirements; opens in Dawnline as it is."),
           "studio.export.native:write_design"),
    Format("python", mark("Python script"), "design", ".py",
           mark("A program that builds the same design through Dawnline's Python interface and evaluates it."),
           "studio.export.script:write_script",
           (Option("fields", mark("Fields"), "changed",
                   mark("Those that differ from what a new design has, or every one."),
                   choices=(("changed", mark("those that differ from the default")), ("all", mark("every field")))),)),
)  # fmt: skip
