"""Topics on the pages of the Study and the Compare tab."""

from studio.gui.help.topic import Topic
from studio.text import mark

STUDY = (
    Topic("study.setup", mark("Setting up a study"), mark(
        "<p>What varies, which results are asked, and how points are chosen: every combination, or a sample. "
        "<b>Sample study</b> sets up altitude against radiator temperature, 70 points; Run computes them. Points are "
        "kept on the disk as they come: a study that was stopped goes on.</p>"), ("study.scatter", "study.map")),
    Topic("study.scatter", mark("Scatter"), mark(
        "<p>Any two columns against one another, coloured by a third, with the front of those that no other point "
        "beats. Drag a rectangle to brush; a double click, or Enter, opens a point as the design.</p>"),
        ("study.parallel", "study.optimise")),
    Topic("study.parallel", mark("Parallel axes"), mark(
        "<p>Every point as a line across the axes that are chosen. Drag along an axis to brush, drag its name to move "
        "it.</p>"), ("study.scatter",)),
    Topic("study.map", mark("Map"), mark(
        "<p>One result over two factors, with lines of one level; what breaks a requirement is hatched. Further "
        "factors are held at a value that you choose.</p>"), ("study.setup", "study.scatter")),
    Topic("study.table", mark("Table of points"), mark(
        "<p>The points as rows, sorted and filtered. A filter is a brush: every page shows what it leaves.</p>"),
        ("study.scatter",)),
    Topic("study.optimise", mark("Optimise"), mark(
        "<p>A search for what is best in some results and meets bounds on others, with the front as it grows. What may "
        "change is what <b>Set up</b> varies. Ending early keeps the best so far.</p>"), ("study.setup", "study")),
    Topic("study.uncertainty", mark("Uncertainty"), mark(
        "<p>How sure the design is: how probably each requirement holds, how results are spread, and which numbers "
        "drive that. The menu of a field states its spread; where none is stated, one is assumed from how well the "
        "value is known.</p>"), ("money.tornado", "study")),
)  # fmt: skip
COMPARE = (
    Topic("compare", mark("Comparing designs"), mark(
        "<p>Any number of designs side by side: the open one, shipped designs, files, baselines kept in the design, "
        "and points of a study.</p>"), ("compare.side", "compare.plots", "compare.diff")),
    Topic("compare.side", mark("Side by side"), mark(
        "<p>Requirements, merits, results and fields of every design in a column, only the differences if you like, "
        "with deltas against the one you choose as reference. Enter on a line leads to its field or explains it.</p>"),
        ("compare.diff",)),
    Topic("compare.plots", mark("Curves of all designs"), mark(
        "<p>One curve of all designs over one another, or what each is made of, item by item.</p>"),
        ("compare.side",)),
    Topic("compare.diff", mark("Differences as text"), mark(
        "<p>What differs, as a text for a review, to be copied or saved.</p>"), ("compare.side", "report")),
)  # fmt: skip
