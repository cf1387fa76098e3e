"""Trades between space and ground: where they break even, when they will, and what drives the answer."""

from studio.analysis.trade.breakeven import GROUND, SPACE, BreakEven, break_even
from studio.analysis.trade.crossing import Crossing, Gap
from studio.analysis.trade.tornado import Swing, Tornado, tornado
from studio.analysis.trade.variable import numeric_fields, variable
from studio.analysis.trade.words import Words, result_words

__all__ = [
    "GROUND", "SPACE", "BreakEven", "Crossing", "Gap", "Swing", "Tornado", "Words", "break_even", "numeric_fields",
    "result_words", "tornado", "variable",
]  # fmt: skip
