"""The six long topics: how each discipline is computed, what the words mean, and what is left out."""

from studio.gui.help.topic import Topic
from studio.text import mark

_PANEL = mark(
    "<p><b>The panel, from n and k to watts</b></p>"
    "<p><b>Light.</b> A transfer matrix gives what every layer absorbs. Layers up to 5 µm are films, in which "
    "light interferes; thicker ones are slabs. The light path of a slab stands for a texture: 1 is plane, "
    "about 50 the most that silicon allows.</p>"
    "<p><b>Junctions.</b> A layer with a junction turns what it absorbs into current. Its radiative "
    "efficiency sets the voltage: 100 % is the detailed-balance limit, each decade less costs 60 mV. In "
    "series the weakest junction limits the current; the match says by how much.</p>"
    "<p><b>Spectra.</b> AM0 is the whole of ASTM E490, 1366.1 W/m², at 28 °C; on the ground AM1.5G at 25 °C. "
    "Data sheets keep the irradiance they were rated at.</p>"
    "<p><b>Faces.</b> Solar absorptance and emittance follow from the layers where you choose so, and set the "
    "temperature.</p>"
    "<p><b>End of life.</b> Trapped and solar particles, through what lies before and behind the cells, "
    "become 1 MeV electrons (JPL) or displacement damage dose (NRL), and the damage curve turns them into "
    "power. AE-8 and AP-8 are known to a factor of two: the band shows it. The other factors are assumed "
    "until you know better.</p>"
    "<p><b>Left out.</b> Ray tracing in textures, dead area between thin-film cells, carrier transport, "
    "annealing other than the switch, protons below 0.1 MeV.</p>"
)
_SATELLITE = mark(
    "<p><b>The satellite, from sunlight to delivered compute</b></p>"
    "<p><b>Worst day, end of life.</b> Power and heat follow one orbit every other day of the year, in periodic "
    "steady state, with the array as radiation and the other losses leave it. The worst day is the one with the "
    "least margin.</p>"
    "<p><b>Storage.</b> Drawn is what the longest dark takes; within the limit is the battery that keeps its "
    "discharge limit at the end of life; nameplate is that battery when new.</p>"
    "<p><b>Heat.</b> Nodes hold heat, paths carry it. The hot case has the Sun at perihelion and the Earth at its "
    "brightest, the cold case the opposite. The chain goes from the junction to the roots of the fins.</p>"
    "<p><b>Compute.</b> Each loss takes its share of what is left: software, load profile, dark, power, heat, "
    "network, failures.</p>"
    "<p><b>Links.</b> Friis far away, no more than all of the light close by. Clouds over stations are "
    "independent.</p>"
    "<p><b>Mass.</b> Margins are uniform, or 5, 10 or 20 % by the maturity of each item, with a system margin.</p>"
    "<p><b>Close the design.</b> Tick what may change and what has to be met. Nothing is changed before Apply.</p>"
    "<p><b>Left out.</b> Self-shadowing, sunlight on the insulated body, differential drag, insulation of "
    "conductors, correlated clouds.</p>"
)
_FLEET = mark(
    "<p><b>The fleet</b></p>"
    "<p><b>Shells.</b> The main constellation and any number of shells, rings and clusters of the same satellite. "
    "Copies stand above one another by a step of altitude. SSO as inclination keeps the local time of the node.</p>"
    "<p><b>Sunlight.</b> Over the year plane by plane, in closed form, every tenth day; over the day shown "
    "satellite by satellite, with the conical shadow of the oblate Earth.</p>"
    "<p><b>Neighbours.</b> The nearest other satellite of each, at four moments of the day shown. What holds for "
    "all time is the gap between shells and the closest approach within the main constellation.</p>"
    "<p><b>Imported.</b> Element sets of real satellites (TLE, 3LE, OMM) fly by SGP4 in another colour; you are "
    "warned of old elements.</p>"
    "<p><b>The picture.</b> The graphics place every satellite. Where a processor has to draw them, an even sample "
    "is shown while the picture moves, and all of them at rest; the picture says how many.</p>"
    "<p><b>Left out.</b> Eccentric orbits in further shells, drag, station keeping, and power and heat of a "
    "satellite in any shell but the main one: there its power in sunlight counts.</p>"
)
_MONEY = mark(
    "<p><b>Money, factories and claims</b></p>"
    "<p><b>Prices.</b> Everything is counted in US dollars of the design's price year; the switch at the upper "
    "right only writes them in yuan or Singapore dollars, by the rates of the design. An item whose price nobody "
    "has published says so and is named as left out of the total.</p>"
    "<p><b>Cost.</b> Payments stand in the year in which they fall due; what they are worth today is discounted. "
    "An accelerator-hour is one working accelerator for an hour: dark, throttled and failed ones earn nothing. "
    "Launched power is the launch price of a kilowatt for a year, without the satellite, as Suncatcher counts.</p>"
    "<p><b>Launch.</b> Mass and folded volume are filled separately; the smaller number counts. A learning curve "
    "lowers the price by the same share each time the launched mass doubles.</p>"
    "<p><b>The ground.</b> The same accelerators at a site with its measured yield, fed by the grid, by gas, or by "
    "the Sun with batteries. A ratio of yields is a chain of named factors that multiply to it.</p>"
    "<p><b>Ramp.</b> What factories, metals and launchers a power a year takes, year by year, against what the "
    "world supplies now; what is short first is the first limit.</p>"
    "<p><b>Supply.</b> What companies are reported to do, with source and date; never advice.</p>"
    "<p><b>Claims.</b> Each statement as it was worded, and for the design that is open. Add your own: a result, "
    "at least or at most, a value.</p>"
    "<p><b>Left out.</b> Taxes, insurance beyond a share, financing other than one discount rate, spectrum and "
    "licences, learning of the ground, prices of land.</p>"
)
_STUDY = mark(
    "<p><b>Studies</b></p>"
    "<p><b>Vary.</b> Take “Vary in a study” from the menu of a field, or search it on the page Set up: a range, a "
    "list, choices, whole stacks of layers. A grid computes every combination; a sample spreads points evenly "
    "(Sobol), one in every strip (Latin hypercube) or by chance.</p>"
    "<p><b>Run.</b> Points are computed in batches on the machine's processors, or on a cluster. What is done is "
    "on the disk: pause, stop, or lose the power, and go on later. A point that fails keeps its reason.</p>"
    "<p><b>A first look.</b> A study looks at the year on few days, chosen so that their mean is that of the year. "
    "Compute the best points again as the live design is before you decide.</p>"
    "<p><b>Explore.</b> What you brush on one page is brushed on all. Double click, or Enter, opens a point as the "
    "design, in one undo step; each point carries the hash of its design, which is checked then.</p>"
    "<p><b>Optimise.</b> Goals and requirements; the front has the designs that no other beats in everything. "
    "Ending early keeps the best so far.</p>"
    "<p><b>Uncertainty.</b> A field may carry a spread; where you state none, the confidence of its source gives "
    "an assumed one. Numbers are drawn independently of one another. P10, P50 and P90 are values that 10, 50 and "
    "90 of 100 designs stay below.</p>"
    "<p><b>Goal seek.</b> From the menu of a requirement or a figure: the values of one field at which it is met, "
    "or how near it comes.</p>"
)
_FILES = mark(
    "<p><b>Files</b></p>"
    "<p><b>Export.</b> Each format with its options and a preview; what is written is there whole or not at all, "
    "and nothing is written over unasked. Everything in one folder has a page that says which file is for whom.</p>"
    "<p><b>The report.</b> A PDF or a page with the design inside: open it here, and the design is back.</p>"
    "<p><b>The workbook.</b> Change a price, a mass or the number of satellites: the sums follow. Areas, powers "
    "and lives stay as computed. The sheet Inputs can be imported again.</p>"
    "<p><b>Orbits.</b> Positions are those of mean elements that drift under J2. Short-period terms, some "
    "kilometres, are left out; each file says how far, and gives the state to start an integration from. Two-line "
    "elements are fitted for SGP4 and say how well.</p>"
    "<p><b>Import.</b> Designs, reports, ephemerides, element sets, optical constants, tables of components: "
    "what a file is, its content says, and you see what would change before it does. Drop a file on the window, or "
    "take Import from the menu File.</p>"
    "<p><b>An ephemeris</b> becomes the orbit of the mission, by least squares, or satellites beside the design's "
    "own; the residual is told.</p>"
)
DISCIPLINES = (
    Topic("panel", mark("The panel"), _PANEL, (
        "panel.layers", "panel.light", "panel.curve", "panel.losses", "panel.life", "panel.what-if",
    )),
    Topic("satellite", mark("The satellite"), _SATELLITE, (
        "satellite.heat", "satellite.links", "satellite.compute", "satellite.budgets", "satellite.storage",
    )),
    Topic("fleet", mark("The fleet"), _FLEET, (
        "fleet.shells", "fleet.light", "fleet.neighbours", "fleet.imported",
    )),
    Topic("money", mark("Money, factories and claims"), _MONEY, (
        "money.cost", "money.launch", "money.ground", "money.breakeven", "factory.ramp", "claims.statements",
    )),
    Topic("study", mark("Studies"), _STUDY, (
        "study.setup", "study.scatter", "study.optimise", "study.uncertainty", "compare.side",
    )),
    Topic("files", mark("Files"), _FILES, (
        "report",
    )),
)  # fmt: skip
