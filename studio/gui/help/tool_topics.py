"""Topics on what is at hand on every page: finding, units, layouts, console, plots, messages."""

from studio.gui.help.topic import Topic
from studio.text import mark

TOOLS = (
    Topic("palette", mark("Find anything"), mark(
        "<p><b>Ctrl+K</b> opens one line that finds commands, fields, results, pages, designs, entries of the "
        "catalogue, claims, help and preferences by any part of their names. Typing a field and a value sets it: "
        "<code>altitude = 650 km</code>.</p>"
        "<p>Every command has a key; <b>Help → Keyboard</b> lists them, and the preferences (Ctrl+,) change them.</p>"),
        ("begin", "units")),
    Topic("units", mark("Units and expressions"), mark(
        "<p>A field takes any unit of its kind: <code>650 km</code>, <code>0.65 Mm</code>, <code>351 nmi</code>. It "
        "also computes: <code>650 km + 20 km</code>, <code>=2*pi*6.9e6 m</code>. Kilometres are never added to "
        "seconds, and what could be meant in two ways is refused with both.</p>"
        "<p><b>View → Units</b> chooses what is shown, for this project or for all; files always hold the same "
        "numbers. Whether a comma or a point is the decimal sign is a preference, and never guessed.</p>"),
        ("design", "palette")),
    Topic("workspaces", mark("Workspaces and layout"), mark(
        "<p>A workspace is a layout for a job: its tab and its docks. The words at the end of the menu bar, or F10, "
        "choose one; it is left as you leave it, can be saved under a name of your own, and reset from the menu "
        "View.</p>"
        "<p>Docks are dragged by their titles, onto one another as tabs, or out as windows of their own. F11 fills "
        "the screen.</p>"), ("design", "margins")),
    Topic("plots", mark("Reading a plot"), mark(
        "<p>The cross-hair reads every curve where the pointer is, with units. Drag a band to zoom, double click to "
        "see all again; plots over the same thing zoom together. A key of the legend hides its curve.</p>"
        "<p>The menu of a plot copies it as a picture or as numbers, and saves it as SVG, PNG or a table.</p>"),
        ("power", "thermal", "season")),
    Topic("console", mark("Console"), mark(
        "<p>Python on the design that is open: what a line changes is seen at once, in one step to undo. Tab "
        "completes, the arrow keys go through what was typed. F4 shows it and hides it.</p>"), ("log", "files")),
    Topic("log", mark("Messages and log"), mark(
        "<p>What the studio has to say comes quietly into the corner; the button at the right end of the status bar "
        "lists all of it, with details. The log (Ctrl+Alt+L) has what happened in full, for a report of a fault.</p>"),
        ("console",)),
)  # fmt: skip
