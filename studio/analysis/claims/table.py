"""Which function judges each statement."""

from collections.abc import Callable
from dataclasses import dataclass

from studio.analysis.claims import chain, factory, market, money, reports, satellite, sunlight
from studio.analysis.claims.finding import Finding
from studio.analysis.claims.inquiry import Inquiry

Judge = Callable[[Inquiry], Finding]


@dataclass(frozen=True, slots=True)
class Check:
    """`general` judges the statement as it is worded, `here` for the design; `rested` does that more fully, and takes
    longer than a drag allows."""

    general: Judge
    here: Judge | None = None
    rested: Judge | None = None


CHECKS: dict[str, Check] = {
    "P1": Check(sunlight.intensity, sunlight.intensity_here),
    "P2": Check(sunlight.night, sunlight.night_here),
    "P3": Check(satellite.weather, satellite.weather_here),
    "P4": Check(satellite.storage, satellite.storage_here),
    "P5": Check(sunlight.output, sunlight.output_here),
    "P6": Check(factory.target, factory.target_here),
    "P7": Check(satellite.backbone, rested=satellite.backbone_here),
    "P8": Check(reports.heritage, satellite.heritage_here),
    "P9": Check(reports.reported, satellite.exchanger_here),
    "M1": Check(market.share, market.share_here),
    "M2": Check(money.parity, money.parity_here, rested=money.parity_year),
    "M3": Check(market.brokers_market),
    "M4": Check(market.module_price),
    "M5": Check(market.trillion),
    "M6": Check(market.exchange),
    "M7": Check(reports.reported),
    "M8": Check(reports.reported),
    "M9": Check(market.three_losses),
    "M10": Check(market.sum_of_losses),
    "M11": Check(reports.negative_assets),
    "M12": Check(market.profit_target),
    "M13": Check(factory.equipment, factory.lines_here),
    "M14": Check(factory.equipment_makers),
    "M15": Check(market.early_revenue),
    **{f"T{number}": Check(reports.reported) for number in range(1, 13)},
    "T13": Check(reports.recorded_losses),
    "T14": Check(reports.negative_assets),
    "T15": Check(chain.coverage),
    "T16": Check(chain.barriers, chain.barriers_here),
}
"""By the id of the statement."""
