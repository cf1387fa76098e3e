"""Topics on the pages of the Satellite and the Fleet tab."""

from studio.gui.help.topic import Topic
from studio.text import mark

SATELLITE = (
    Topic("satellite.model", mark("The satellite in 3D"), mark(
        "<p>Body, wings, radiators and terminals in true size and attitude to Sun, Earth and flight. Drag to turn; a "
        "click reads a part out, two explain what it shows. <b>Array attitude</b> in the inspector turns the "
        "wings.</p>"), ("satellite.heat", "orbit")),
    Topic("satellite.heat", mark("Heat"), mark(
        "<p>The nodes from the accelerators over cold plates, loop and radiator to space, and what flows between "
        "them; the chain of temperatures from the junction to the radiator against its limit; and what happens when a "
        "loop fails.</p><p>A hotter radiator is smaller: it gives off heat by the fourth power of its "
        "temperature. The junction sets how hot it may be.</p>"), ("thermal", "satellite")),
    Topic("satellite.links", mark("Links"), mark(
        "<p>What the accelerators exchange against what the terminals carry; the budget of one optical link in "
        "decibels, near field included; the data rate over range; the way to the ground through cloud.</p>"),
        ("satellite",)),
    Topic("satellite.compute", mark("Compute"), mark(
        "<p>From the peak rate of the accelerators over software, load profile, dark, power, heat, network and "
        "failures to what the users get. Each bar begins where the one before has ended.</p>"), ("satellite",)),
    Topic("satellite.budgets", mark("Budgets"), mark(
        "<p>Mass, power, heat and data as tables with bars: what each part takes, its share, and what is left. Mass "
        "margins are uniform or by the maturity of each item. A click on a line explains it.</p>"), ("margins",)),
    Topic("satellite.storage", mark("Storage"), mark(
        "<p>Is no big battery needed? Watt-hours of battery for each kilowatt of load in this orbit and in those that "
        "are proposed for orbital data centres, each computed here.</p>"), ("season", "claims.statements")),
)  # fmt: skip
FLEET = (
    Topic("fleet.shells", mark("Shells"), mark(
        "<p>The fleet as a table with totals: the main constellation, and any number of shells, rings and clusters of "
        "the same satellite. Every number is edited in place; the inclination takes an angle, or <code>SSO</code>.</p>"
        ), ("orbit", "fleet")),
    Topic("fleet.light", mark("Sunlight and power of the fleet"), mark(
        "<p>How many satellites are in the dark at once, and the power of all of them: over the year plane by plane, "
        "over the day shown satellite by satellite.</p>"), ("season", "fleet")),
    Topic("fleet.neighbours", mark("Neighbours"), mark(
        "<p>How near the satellites come: the nearest neighbour of each at moments of the day shown, and the gap "
        "between shells, which holds for all time.</p>"), ("fleet",)),
    Topic("fleet.imported", mark("Imported satellites"), mark(
        "<p>Element sets of real satellites (<b>File → Import</b> takes TLE, 3LE and OMM) fly beside the designed ones "
        "by SGP4; the table says what was read, how old it is, and which shells they cross.</p>"), ("files", "fleet")),
)  # fmt: skip
