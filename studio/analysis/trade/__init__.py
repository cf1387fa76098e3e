"""Trades between space and ground: where they break even, when they will, and what drives the answer."""

from studio.analysis.trade.breakeven import GROUND, SPACE, BreakEven, break_even
from studio.analysis.trade.crossing import Crossing, Gap
from studio.analysis.trade.summary import Pair, space_and_ground
from studio.analysis.trade.tornado import Swing, Tornado, tornado
from studio.analysis.trade.trends import Trends
from studio.analysis.trade.variable import numeric_fields, variable
from studio.analysis.trade.words import Words, result_words
from studio.analysis.trade.years import ByYear, break_even_date

__all__ = [
    "GROUND", "SPACE", "BreakEven", "ByYear", "Crossing", "Gap", "Pair", "Swing", "Tornado", "Trends", "Words",
    "break_even", "break_even_date", "numeric_fields", "result_words", "space_and_ground", "tornado", "variable",
]  # fmt: skip
