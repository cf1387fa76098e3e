"""Keys that belong to widgets and cannot be given to commands: where they count, and what they do there."""

from studio.text import mark

RESERVED: dict[str, str] = {
    "Ctrl+C": mark("copy"),
    "Ctrl+V": mark("paste"),
    "Ctrl+X": mark("cut"),
    "Ctrl+A": mark("select everything"),
    "Alt+F4": mark("close the window"),
}
"""Keys that text fields and tables everywhere need."""

FIXED: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (mark("Everywhere"), (
        ("Tab, Shift+Tab", mark("to the next or the previous control")),
        ("Alt+…", mark("opens the menu whose letter is underlined")),
        ("Esc", mark("closes a dialog; restores a field that is being typed in")),
        ("Ctrl+C, Ctrl+V, Ctrl+X, Ctrl+A", mark("copy, paste, cut, select everything")),
    )),
    (mark("Find anything"), (
        ("Up, Down, PgUp, PgDown", mark("move in what was found")),
        ("Enter", mark("does what the lower line says")),
        ("Shift+Enter", mark("shows what else can be done")),
        ("Tab", mark("next kind of things: commands, values, places, catalogue, help")),
        ("> = @ # ?", mark("typed first, leave one kind of things")),
    )),
    (mark("A field of the design"), (
        ("Enter", mark("takes what was typed")),
        ("Up, Down", mark("step by 1 %, with Shift by 10 %")),
        ("Alt+Down", mark("opens the units")),
    )),
    (mark("Layers of the stack"), (
        ("Ins, Ctrl+D, Del", mark("add, duplicate, remove a layer")),
        ("Alt+Up, Alt+Down", mark("move the layer")),
        ("Ctrl+C, Ctrl+V", mark("copy and paste a layer as text; with Shift the whole stack")),
    )),
    (mark("Tables and lists"), (
        ("Up, Down, Home, End", mark("move in the rows")),
        ("Enter", mark("opens or explains the row")),
        ("Del", mark("in Compare: takes the column out")),
    )),
    (mark("Explain"), (
        ("Alt+Left", mark("back to what was explained before")),
    )),
    (mark("Mouse and fields"), (
        (mark("Drag a field's label"), mark("changes its value live; one drag is one undo step")),
        (mark("Drag in the orbit view"), mark("turns it; with Shift it moves, the wheel zooms, a click picks")),
        (mark("Drag in the satellite view"),
         mark("turns it; the wheel zooms, a click reads a part out, two explain it")),
        (mark("Click in a plot or the season map"), mark("sets the time")),
        (mark("Click on a figure, or Enter"), mark("explains it up to its sources")),
        (mark("Click in a what-if chart"), mark("sets the thickness or the gap to what is pointed at")),
    )),
)  # fmt: skip
"""By where they count: the keys, and what they do."""
