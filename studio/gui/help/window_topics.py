"""Topics on beginning, and on what stands round the centre of the window."""

from studio.gui.help.topic import Topic
from studio.text import mark

WINDOW = (
    Topic("begin", mark("Where to begin"), mark(
        "<p>Open a design that is close to what you have in mind: the <b>start page</b> (Alt+Home) shows those that "
        "ship. Change a field in the inspector on the left, by typing, by its slider, or by dragging its name. Plots, "
        "budgets and margins follow while the hand moves.</p>"
        "<p>Nothing is lost by trying: every change is one step of <b>Undo</b> (Ctrl+Z), opening a study point or "
        "closing a design among them.</p>"
        "<p>A red light in <b>Margins</b> is a requirement that is missed. Click any number for where it comes from; "
        "<b>Edit → Close the design</b> searches for values that meet all requirements at once.</p>"
        "<p><b>F1</b> tells of whatever has the focus. The <b>guided tour</b> (Ctrl+Alt+T) takes two minutes.</p>"),
        ("start", "tour", "design", "margins", "explain", "palette")),
    Topic("start", mark("Start page"), mark(
        "<p>The designs that ship, each with a picture drawn by this studio and the figures that it computes for the "
        "design as it ships; the files opened lately; the tour; a sample study; the language.</p>"
        "<p>Arrow keys walk over the cards, Enter opens one, Esc goes back to the design. Whether the page comes at "
        "the start is chosen at its lower right.</p>"), ("begin", "tour", "study.setup")),
    Topic("tour", mark("Guided tour"), mark(
        "<p>A dozen steps on your own window, in two minutes: each says what to do and goes on when you have done it. "
        "<b>Show me</b> does it for you, <b>Back</b> and <b>Skip</b> move on without, Esc ends the tour. What the tour "
        "changes are ordinary steps: Undo takes them back.</p>"), ("begin", "start")),
    Topic("design", mark("The inspector"), mark(
        "<p>Every field of the design with its unit, in sections. Type a value with any unit of its kind "
        "(<code>650 km</code>, <code>6h</code>), drag the name of a field to turn its value, or use the slider. What a "
        "field cannot be is refused at once, and the old value holds.</p>"
        "<p>The letter beside a field says how its value is known: measured, published, derived or assumed. The menu "
        "of a field explains it, varies it in a study, states a spread, or goes back to the default.</p>"
        "<p>The search box (Ctrl+F) finds a field by any part of its name, path or description.</p>"),
        ("margins", "explain", "study.setup")),
    Topic("margins", mark("Margins"), mark(
        "<p>Above, the requirements with a light: met, met with little to spare, or missed, and by how much. Below, "
        "the key figures and the budgets of mass, power and heat.</p>"
        "<p>Click a light or a number to see where it comes from. The menu of a requirement edits it, removes it, or "
        "finds the value of a field that meets it. A new requirement may be on any result.</p>"),
        ("explain", "satellite.budgets", "study.optimise")),
    Topic("explain", mark("Explain"), mark(
        "<p>One number in full: its value in any of its units, the equation, the source, how far that can be trusted, "
        "the numbers it follows from and those that use it. Each of these leads on, up to fields of the design, "
        "which can be edited.</p><p>The way you came is kept above: Alt+Left goes back.</p>"), ("margins", "design")),
    Topic("power", mark("Power over the orbit"), mark(
        "<p>What the array gives, what the loads take, what goes into the battery and out of it, and its state of "
        "charge, over one orbit of the day that the clock shows, at end of life; or year by year over the life.</p>"
        "<p>A click sets the time: the time bar, the other plots and the satellite in the orbit view follow. Where "
        "load is not served, the battery is too small for the dark or the array for the day.</p>"),
        ("season", "timebar", "satellite.storage")),
    Topic("thermal", mark("Temperatures over the orbit"), mark(
        "<p>The two faces of the panel, the radiator and the heat nodes over one orbit of the day that the clock "
        "shows, or over the life. Limits are drawn where there are any.</p>"
        "<p>A click sets the time. The thicker the panel, the slower it follows the shadow.</p>"),
        ("satellite.heat", "timebar")),
    Topic("timebar", mark("Time bar"), mark(
        "<p>The day of the year and the place in the orbit that all views show. Play runs it; Ctrl+Left and Ctrl+Right "
        "go to the neighbouring day, Ctrl+W to the worst day: that with the smallest power margin.</p>"),
        ("season", "power")),
    Topic("orbit", mark("Orbit"), mark(
        "<p>The Earth with its terminator and shadow, the Sun, the orbit planes, and every satellite in its place at "
        "the time of the clock, coloured by power, temperature, sunlight or shell.</p>"
        "<p>Drag to turn, drag with Shift to move, use the wheel to come nearer, click to pick a satellite. The "
        "buttons above look from fixed places. <b>Cluster</b> stands among the members of a formation.</p>"
        "<p>Positions are those of mean elements that drift under the Earth's flattening.</p>"),
        ("fleet", "timebar", "season")),
    Topic("season", mark("Season"), mark(
        "<p>A map of the whole year: each column is a day, each row a place in the orbit. Light, power or temperature "
        "is the colour; the eclipse season is the dark band. Below, the angle between the Sun and the orbit plane.</p>"
        "<p>The worst day is marked. A click sets the clock.</p>"), ("orbit", "power", "satellite.storage")),
    Topic("report", mark("The report"), mark(
        "<p>A PDF or a page for a review: requirements with margins, figures, budgets, claims, assumptions, every "
        "source. The design is inside: opening the report here gives it back. <b>Export everything</b> puts it in a "
        "folder with the files for flight dynamics, CAD, purchase and spreadsheets.</p>"), ("files",)),
)  # fmt: skip
