"""What help says about the pages of the Review tab."""

from studio.gui.help.topic import Topic
from studio.text import mark

REVIEW = (
    Topic("review", mark("Reviewing a design"), mark(
        "<p>What a review needs in one place: requirements with the margin that they have to leave, notes, the list of "
        "what somebody has to accept, what has changed since a baseline, and the report. All of it is saved in the "
        "design, every change is one undo step, and no result depends on it.</p>"),
        ("review.requirements", "review.sign", "report")),
    Topic("review.requirements", mark("Requirements and margins"), mark(
        "<p>A requirement holds a result against a bound, a range, another result or a field. Its <b>policy</b> says "
        "how much margin it has to leave in the <b>phase</b> of the project: green is met with that margin, amber met "
        "with less, red missed. A share of what is needed counts the margin by the smaller side, a share of what is "
        "available by the larger.</p><p>Insert adds one, Enter edits, Delete removes, Alt with an arrow moves. They go "
        "out and come in as a spreadsheet.</p>"), ("margins", "review.sign")),
    Topic("review.notes", mark("Notes"), mark(
        "<p>Remarks on fields, results or the whole design. Ctrl+Alt+N writes one on what has the focus; a bubble "
        "marks what has notes, filled with the number of those that are open.</p>"), ("review.sign",)),
    Topic("review.sign", mark("Sign-off"), mark(
        "<p>What somebody has to accept. The list begins with what every review asks, and one item for each "
        "requirement, claim or warning that is not in order. A decision is about the design as it is then: when the "
        "design changes later, it is shown as given for an earlier design; undo makes it count again.</p>"),
        ("review.requirements", "review.changes", "review.notes")),
    Topic("review.changes", mark("Changes since a baseline"), mark(
        "<p>Fields, verdicts and results that differ from a baseline kept in the design. A field alone can be put "
        "back, with its source, or everything at once.</p>"), ("compare.diff", "review.sign")),
    Topic("review.report", mark("The report, before it is written"), mark(
        "<p>The pages as they will be, with the sections that are switched on.</p>"), ("report", "review.sign")),
)  # fmt: skip
