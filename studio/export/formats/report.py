"""The formats of the group "report"; what writes them is imported when they are written."""

from studio.export.formats.format import Format, Option
from studio.text import mark

_CONTENT = (
    Option("baseline", mark("Compare with the baseline"), "", mark("Its name; empty: the newest; none: none.")),
    Option("appendices", mark("All fields and equations"), True,
           mark("Appendices with every field and its source, and every result with its equation.")),
    Option("without", mark("Leave out sections"), "", mark(
        "Their names with commas between them, such as claims, review.")),
    Option("date", mark("Date on the title"), "", mark("Year-month-day; empty: the epoch of the design.")),
)  # fmt: skip
_PAPER = Option("paper", mark("Paper"), "a4", choices=(("a4", mark("A4")), ("us-letter", mark("US Letter"))))

FORMATS: tuple[Format, ...] = (
    Format("pdf", mark("Report as PDF"), "report", ".pdf",
           mark("For a review: requirements with margins, figures, budgets, claims, sources; opens in Dawnline as the "
                "design."),
           "studio.export.report.pdf:write_pdf", (*_CONTENT, _PAPER), preview="pages"),
    Format("html", mark("Report as a page"), "report", ".html",
           mark("The same in one file for a browser; opens in Dawnline as the design."),
           "studio.export.report.html:write_html", _CONTENT, preview="page"),
)  # fmt: skip
