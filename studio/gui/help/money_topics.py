"""Topics on the pages of the Money, Factory and Claims tabs."""

from studio.gui.help.topic import Topic
from studio.text import mark

MONEY = (
    Topic("money.cost", mark("Cost"), mark(
        "<p>Every item of the service as a bar, what is paid in which year, and each price with its source. What has "
        "no published price is named as left out of the total. A click on an amount explains it, one on a price leads "
        "to its field.</p>"), ("money", "money.tornado")),
    Topic("money.launch", mark("Launch"), mark(
        "<p>What fits into each vehicle by mass and by folded volume, and which of the two limits; flights, years to "
        "deploy, replacement, and the price along a learning curve. A click on a vehicle takes it.</p>"), ("money",)),
    Topic("money.ground", mark("Space and ground"), mark(
        "<p>Sunlight, yearly energy and money side by side: the ratio is a chain of named factors. The same computers "
        "on the ground stand at a site that you choose, fed by the grid, by gas, or by the Sun with batteries.</p>"),
        ("claims.statements", "money.breakeven")),
    Topic("money.breakeven", mark("Break-even"), mark(
        "<p>The price, life or mass at which orbit costs what the ground costs, and the year in which learning gets "
        "there, if it does.</p>"), ("money.ground", "money.tornado")),
    Topic("money.tornado", mark("Drivers"), mark(
        "<p>What drives a result: a bar for every field, from where it takes the result at its low end to where at its "
        "high. The widest is on top. A click on a bar leads to its field.</p>"), ("study.uncertainty",)),
    Topic("money.models", mark("Models of others"), mark(
        "<p>Published cost calculators with their own assumptions, to change and to hold beside your design, and what "
        "is known to be wrong with them.</p>"), ("claims.cases", "money")),
)  # fmt: skip
FACTORY = (
    Topic("factory", mark("Factories"), mark(
        "<p>What it would take to build so much power a year: factories, materials, flights and companies.</p>"),
        ("factory.ramp", "factory.supply", "factory.market")),
    Topic("factory.ramp", mark("Ramp"), mark(
        "<p>Array, cells, wafers, silicon, silver, lines, launch mass and flights, year by year, against what the "
        "world supplies now. What is short first is the first limit.</p>"), ("factory.supply",)),
    Topic("factory.supply", mark("Supply chain"), mark(
        "<p>Who makes what in which country, as reported, with source and date; where one company or one country "
        "stands alone; what a control or a tariff would stop. Never advice.</p>"), ("factory.ramp",)),
    Topic("factory.market", mark("Market"), mark(
        "<p>Power times price, with what the price covers stated, beside the markets that were reported.</p>"),
        ("money",)),
)  # fmt: skip
CLAIMS = (
    Topic("claims", mark("Claims"), mark(
        "<p>What was said about orbital data centres, held against what the studio computes.</p>"),
        ("claims.statements", "claims.cases")),
    Topic("claims.statements", mark("Statements"), mark(
        "<p>Each statement with its verdict, as worded and for the open design, with numbers and sources. Change the "
        "orbit or the cell, and the physical verdicts change. Add your own: a result, at least or at most, a "
        "value.</p>"), ("money", "claims.cases")),
    Topic("claims.cases", mark("Cases"), mark(
        "<p>Every published system that the studio computes: the published figure beside ours, the difference, the "
        "source, and figures that do not follow from their own inputs.</p>"), ("claims.statements",)),
)  # fmt: skip
