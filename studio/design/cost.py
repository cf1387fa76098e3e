"""What things cost, in US dollars of one year, and how money of different years compares."""

from typing import Annotated

import msgspec

from studio.design.field import number
from studio.design.quantity import NUMBER, RATE, YEAR
from studio.text import mark


class Cost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    price_year: Annotated[int, number(
        NUMBER, mark("Price year"), mark("All prices are in US dollars of this year."), 2000, 2100, unit="")] = 2026
    discount_rate: Annotated[float, number(
        RATE, mark("Discount rate"), mark("Real cost of capital of the project in orbit, a year."), 0.0, 1.0 / YEAR,
    )] = 0.10 / YEAR  # fmt: skip
    cny_per_usd: Annotated[float, number(
        NUMBER, mark("Yuan per US dollar"), mark("Exchange rate by which amounts are shown in yuan."), 0.01, 1000.0,
        unit="")] = 6.95
    sgd_per_usd: Annotated[float, number(
        NUMBER, mark("Singapore dollars per US dollar"),
        mark("Exchange rate by which amounts are shown in Singapore dollars."), 0.01, 1000.0, unit="")] = 1.27
