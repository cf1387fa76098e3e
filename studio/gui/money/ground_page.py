"""Space and ground side by side: sunlight, yield and money, the steps between, and the sites where a claim holds."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from studio.analysis import RESULTS
from studio.catalogue.site import OWN_PLACE, sites
from studio.catalogue.yield_claim import YieldClaim, yield_claims
from studio.design import set_value
from studio.design.unit_text import number_text, per_cent
from studio.gui.charts.band_bars import Band, BandBars, Tick
from studio.gui.charts.bars import Bar, BarList
from studio.gui.charts.pair_list import Pair, PairList
from studio.gui.charts.view import plain
from studio.gui.inspector.words import sentence
from studio.gui.panes import PanedChart, split
from studio.gui.scrolling import scrolling
from studio.gui.session import Session
from studio.gui.value_text import result_text, typeset
from studio.gui.view import told_failure
from studio.text import mark, tr

PAIRS = (
    (mark("Intensity, Sun high"), "ground.intensity_ratio", "environment.solar_constant", None),
    (mark("Sunlight, year's mean without clouds"), "ground.mean_intensity_ratio", "ground.orbit_flux",
     "ground.clear_sky_flux"),
    (mark("Yearly energy per rated power, new"), "ground.yield_ratio", "ground.orbit_yield", "ground.specific_yield"),
    (mark("… at end of life"), "ground.yield_ratio_eol", "ground.orbit_yield_eol", "ground.specific_yield_eol"),
    (mark("Yearly energy per panel area, new"), "ground.area_ratio", "ground.orbit_area_yield", "ground.area_yield"),
    (mark("Capital"), "ground.capex_ratio", "cost.capex", "ground.capex"),
    (mark("Electricity, all but the computers"), "ground.lcoe_ratio", "cost.lcoe", "ground.lcoe"),
    (mark("Accelerator-hour"), "ground.cost_ratio", "cost.accelerator_hour", "ground.accelerator_hour"),
    (mark("Compute"), "ground.compute_ratio", "cost.compute_price", "ground.compute_price"),
    (mark("Launch of the power, and electricity"), "ground.launched_power_ratio", "cost.launched_power_price",
     "ground.power_price"),
)  # fmt: skip
"""Label, the result that is the ratio, and those of both sides."""
_BANDS = ((5.0, 10.0), (7.0, 10.0))
_SCALE = 15.0
"""The least scale of the ratios: that of the highest that was published."""


class GroundPage(PanedChart):
    """A click on a pair or a step explains it; one on a site makes it the site of the design, in one step to undo."""

    stages = ("environment", "ground")
    wide_ems, high_ems = 64, 34
    modes = (("sides", mark("Side by side")), ("steps", mark("Step by step")), ("sites", mark("Sites")),
             ("claims", mark("Published ratios")))  # fmt: skip

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "ground_page", tr("Space and ground"), parent)
        self.summary = QLabel(self)
        self.summary.setObjectName("ground_page-summary")
        self.note = QLabel(self)
        self.note.setObjectName("ground_page-note")
        self.note.setProperty("look", "muted")
        for label in (self.summary, self.note):
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.sides = PairList(session.theme, "ground_page-sides", tr("In orbit and on the ground"), ("", ""))
        self.steps = BarList(session.theme, "ground_page-steps", tr("From intensity to yearly energy"))
        self.places = BandBars(session.theme, "ground_page-sites", tr("Yearly energy, orbit over each site"))
        self.claims = BandBars(session.theme, "ground_page-claims", tr("Published ratios"))
        self.claims.unsetCursor()  # what others published leads nowhere
        self.sides.activated.connect(self.explain)
        self.steps.activated.connect(lambda name: self.explain(name.partition(":")[0]))
        self.places.activated.connect(self.choose_site)
        self.panes: dict[str, QWidget] = {
            name: scrolling(_pane(self.fontMetrics().height(), tr(title), widget), self, sideways=False)
            for name, title, widget in (
                ("sides", mark("The same computers, and a watt of the same cells, in orbit and on the ground"),
                 self.sides),
                ("steps", mark("Step by step: yearly energy per rated power, orbit over ground"), self.steps),
                ("sites", mark("Where “five to ten times” and “seven to ten times” hold, this design: bar new, line "
                               "at end of life"), self.places),
                ("claims", mark("What was published, and the capacity factor on the ground that makes it true of this "
                                "design"), self.claims))}  # fmt: skip
        left = split(Qt.Orientation.Vertical, (58, self.panes["sides"]), (42, self.panes["steps"]))
        right = split(Qt.Orientation.Vertical, (66, self.panes["sites"]), (34, self.panes["claims"]))
        whole = split(Qt.Orientation.Horizontal, (50, left), (50, right))
        self.holders = {"sides": left, "steps": left, "sites": right, "claims": right}
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.summary)
        layout.addWidget(self.note)
        layout.addWidget(whole, 1)
        self.figures.hide()
        # Money may be missing where the yields are known, as with a vehicle without a price: it joins them at the end.
        session.run_done.connect(lambda _revision: self.request_draw())
        self.theme_changed()
        self.arrange()

    def missing(self) -> str:
        return ""

    def draw(self) -> None:
        super().draw()
        self.figures.hide()  # every number stands at its bar

    def choose(self, mode: str) -> None:
        super().choose(mode)
        self.arrange()

    def choose_site(self, id: str) -> None:
        """Hold the design against another site."""
        if id != self.session.design.ground.site:
            self.session.edit(tr("Site on the ground"), lambda design: set_value(design, "ground.site", id))

    def show_tables(self) -> None:
        ground = self.session.table("ground")
        pairs = tuple(pair for given in PAIRS if (pair := self._pair(*given)) is not None)
        self.sides.show_pairs(pairs, (tr("In orbit"), tr("On the ground: {site}", site=tr(ground.site_name))))
        self._show_steps(ground)
        self._show_sites(ground)
        self._show_claims(ground)
        self.summary.setText(_summary(ground))
        said = self._without_money()
        self.note.setText(said)
        self.note.setVisible(bool(said))

    def data(self) -> list[list[str]]:
        rows = [[tr("Quantity"), tr("In orbit"), tr("On the ground"), tr("Ratio")]]
        rows += [[pair.label, plain(pair.left), plain(pair.right), pair.ratio_text] for pair in self.sides.pairs]
        ground = self.session.table("ground")
        rows += [[name, plain(value)] for name, value in zip(ground.chain_names, ground.chain_values, strict=True)]
        rows += [[tr(sites()[id].name), plain(new), plain(old)] for id, new, old in
                 zip(ground.site_ids, ground.site_ratios, ground.site_ratios_eol, strict=True)]  # fmt: skip
        return rows

    def _without_money(self) -> str:
        """Why no money is compared, in a sentence; empty where it is."""
        for stage in ("cost", "centre"):
            if self.session.status(stage) == "failed":
                return told_failure(self.session, stage)
        table = self.session.table("centre")
        return sentence(f"{table.issues[0].text}.") if table is not None and table.issues else ""

    def _value(self, name: str) -> float | None:
        known = RESULTS[name]
        table = self.session.table(known.stage)
        if table is None or self.session.status(known.stage) == "failed":
            return None
        value: float | None = getattr(table, known.attribute)
        return value

    def _pair(self, label: str, ratio: str, left: str, right: str | None) -> Pair | None:
        if right is None:  # the intensity, against that at which panels are rated
            bright = self.session.design.environment.solar_constant
            texts = (f"{bright:.0f} W/m²", "1000 W/m²")
            return Pair(ratio, tr(label), bright, 1000.0, *texts, _times(bright / 1000.0))
        values = [self._value(name) for name in (left, right)]
        times = self._value(ratio)
        if values[0] is None or values[1] is None or times is None:
            return None
        texts = (result_text(left, values[0], 3), result_text(right, values[1], 3))
        return Pair(ratio, tr(label), values[0], values[1], *texts, _times(times))

    def _show_steps(self, ground: Any) -> None:
        colours = self.session.theme.colours
        running, bars, at = [1.0], [], 1.0
        for value in ground.chain_values:
            at *= float(value)
            running.append(at)
        most = max(running) or 1.0
        last = len(ground.chain_values) - 3
        for place, (name, value) in enumerate(zip(ground.chain_names, ground.chain_values, strict=True)):
            tint = colours.green if value >= 1.0 else colours.series[5]
            texts = (f"× {_plain(float(value))}", _times(running[place + 1]))
            ends = (running[place] / most, running[place + 1] / most)
            tip = f"{name}: {texts[0]}"
            bars.append(Bar(f"ground.chain_values:{place}", name, *ends, tint, texts, tip=tip))
            if place == last:
                bars.append(self._sum("ground.yield_ratio", tr("New"), running[place + 1], most))
        bars.append(self._sum("ground.yield_ratio_eol", tr("At end of life"), running[-1], most))
        self.steps.show_bars(tuple(bars), heads=(tr("From 1"), tr("Factor"), tr("So far")))

    def _sum(self, name: str, label: str, value: float, most: float) -> Bar:
        return Bar(name, label, 0.0, value / most, self.session.theme.colours.accent, ("", _times(value)), True)

    def _bands(self, most: float) -> tuple[tuple[Band, ...], tuple[Tick, ...]]:
        colours = self.session.theme.colours
        tints = (colours.amber, colours.green)
        bands = tuple(Band(low / most, high / most, tint) for (low, high), tint in zip(_BANDS, tints, strict=True))
        return bands, tuple(Tick(value / most, _plain(value)) for value in (5.0, 7.0, 10.0))

    def _show_sites(self, ground: Any) -> None:
        colours, chosen = self.session.theme.colours, self.session.design.ground.site
        found = list(zip(ground.site_ids, ground.site_ratios, ground.site_ratios_eol, strict=True))
        if chosen == OWN_PLACE:
            found.append((OWN_PLACE, ground.yield_ratio, ground.yield_ratio_eol))
        found.sort(key=lambda one: -one[1])
        most = max(_SCALE, *(new for _, new, _ in found))
        bars, marks = [], []
        for id, new, old in found:
            name = tr(sites()[id].name) if id != OWN_PLACE else tr("Own place")
            low, high = _BANDS[0]
            texts = (_times(new), _times(old), _verdict(new), _verdict(old))
            tip = tr("{site}: {new} new, {old} at end of life", site=name, new=texts[0], old=texts[1])
            tint = colours.accent if id == chosen else colours.series[0] if low <= new <= high else colours.muted
            bars.append(Bar(id, name, 0.0, new / most, tint, texts[:3], id == chosen, tip=tip))
            marks.append(old / most)
        self.places.show_bars(tuple(bars), heads=("", tr("New"), tr("End"), tr("New, it is")))
        self.places.show_bands(*self._bands(most), tuple(marks))

    def _show_claims(self, ground: Any) -> None:
        colours = self.session.theme.colours
        mean = ground.yield_ratio * ground.capacity_factor
        most = max(_SCALE, ground.yield_ratio)
        bars = []
        for claim in yield_claims().values():
            low, high = _ends(claim)
            start, end = (low or 0.0), (high or most)
            if start == end:
                start, end = start - 0.05, end + 0.05
            bars.append(Bar(claim.id, tr(claim.name), start / most, end / most, colours.series[2],
                            (_range(low, high), _factors(mean, low, high)), tip=_told(claim)))  # fmt: skip
        self.claims.show_bars(tuple(bars), ground.yield_ratio / most, heads=(
            tr("Line: this design at this site"), tr("Ratio"), tr("True at")))  # fmt: skip
        self.claims.show_bands((), self._bands(most)[1], ())


def _pane(em: int, title: str, widget: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(round(em * 0.3), round(em * 0.3), round(em * 0.3), round(em * 0.3))
    label = QLabel(title, page)
    label.setWordWrap(True)
    label.setProperty("look", "muted")
    column.addWidget(label)
    column.addWidget(widget)
    column.addStretch(1)
    return page


def _plain(value: float) -> str:
    return typeset(number_text(float(f"{value:.3g}"), 3))


def _times(ratio: float) -> str:
    return f"{_plain(ratio)} ×"


def _verdict(ratio: float) -> str:
    """Which of the claimed ranges a ratio is in."""
    if ratio < _BANDS[0][0]:
        return tr("below 5")
    if ratio > _BANDS[0][1]:
        return tr("above 10")
    return tr("in 7–10") if ratio >= _BANDS[1][0] else tr("in 5–10")


def _ends(claim: YieldClaim) -> tuple[float | None, float | None]:
    return (claim.low.value if claim.low else None, claim.high.value if claim.high else None)


def _range(low: float | None, high: float | None) -> str:
    if low is None:
        return tr("up to {high}", high=_plain(high or 0.0))
    if high is None:
        return tr("over {low}", low=_plain(low))
    return _plain(low) if low == high else f"{_plain(low)}–{_plain(high)}"


def _factors(mean: float, low: float | None, high: float | None) -> str:
    """The capacity factors on the ground at which a published range holds."""
    if low is None:
        return f"≥ {per_cent(mean / (high or 1.0))}"
    if high is None:
        return f"≤ {per_cent(mean / low)}"
    return per_cent(mean / low) if low == high else f"{per_cent(mean / high)} – {per_cent(mean / low)}"


def _told(claim: YieldClaim) -> str:
    number = claim.low or claim.high
    source = f"{number.source} ({number.date})" if number else ""
    return "\n".join(part for part in (claim.words, claim.note, source) if part)


def _summary(ground: Any) -> str:
    """The answer to both claims, in two sentences."""
    ratios = list(ground.site_ratios)
    five, seven = (sum(low <= ratio <= high for ratio in ratios) for low, high in _BANDS)
    return tr(
        "Sunlight is {intensity} as intense above the air. Held against {site}, a rated watt in this orbit yields "
        "{new} as much in a year when new, {old} at end of life. “Five to ten times” is so at {five} of {all} sites, "
        "“seven to ten” at {seven}.",
        intensity=_times(ground.intensity_ratio), site=tr(ground.site_name), new=_times(ground.yield_ratio),
        old=_times(ground.yield_ratio_eol), five=five, all=len(ratios), seven=seven)  # fmt: skip
