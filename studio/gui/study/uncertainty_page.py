"""How sure the design is: what probably holds, how its results are spread, and what drives them."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QLabel, QSpinBox, QVBoxLayout, QWidget

from studio.analysis import RESULTS
from studio.analysis.many import Memory
from studio.analysis.study.uncertainty import (
    ASSUMPTION,
    METHODS,
    Drivers,
    Index,
    Indices,
    MonteCarlo,
    drivers,
    known_numbers,
    monte_carlo,
    sobol_indices,
)
from studio.analysis.trade import Swing
from studio.design import Design, same_design
from studio.design.unit_text import number_text, per_cent
from studio.gui.charts.bars import Bar, BarList
from studio.gui.elided_box import ElidedBox
from studio.gui.question import Question, Work, narrow
from studio.gui.scrolling import scrolling
from studio.gui.session import Session
from studio.gui.study.chance_table import ChanceTable
from studio.gui.study.histogram import Histogram
from studio.gui.study.spin_box import spin_box
from studio.gui.value_text import result_text, typeset
from studio.text import mark, tr

FIRST = (
    "power.margin_eol", "power.array_eol", "mass.satellite", "thermal.junction_temperature", "cost.capex",
    "cost.accelerator_hour", "cost.launched_power_price", "ground.cost_ratio",
)  # fmt: skip
_MOST_BARS = 15
_METHODS = {"latin": mark("Latin hypercube"), "sobol": mark("Sobol sequence"), "random": mark("Random")}


@dataclass(frozen=True, slots=True)
class Sureness:
    """The samples, what drives each result, and, where they were asked for, Sobol indices of one."""

    asked: object
    sample: MonteCarlo
    driven: Drivers
    indices: Indices | None


class UncertaintyPage(Question):
    """Drawn anew when the design, its spreads or the sample change; another result is shown at once."""

    stages = ("link", "cost", "ground")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "uncertainty", tr("How sure the design is"), parent)
        self._memory = Memory()
        self.samples = self._number("samples", tr("Samples"), 20, 100_000, 1000, 100)
        self.seed = self._number("seed", tr("Seed: the same seed draws the same samples"), 0, 2**31 - 1, 1, 1)
        self.method = ElidedBox(self)
        self.method.setObjectName("uncertainty-method")
        self.method.setAccessibleName(tr("How samples are drawn"))
        self.method.setToolTip(tr("How samples are drawn"))
        for method in METHODS:
            self.method.addItem(tr(_METHODS[method]), method)
        narrow(self.method)
        for words, box in ((tr("Samples"), self.samples), (tr("Seed"), self.seed), ("", self.method)):
            if words:
                self.head.addWidget(QLabel(words, self))
            self.head.addWidget(box)
        self.head.addStretch(1)
        self.chances = ChanceTable(self)
        self.result = self.field_box("result", tr("The result that is shown"))
        first = [name for name in FIRST if name in RESULTS]
        for name in (*first, *sorted(set(known_numbers()) - set(first))):
            self.result.addItem(f"{tr(RESULTS[name].label)} — {name}", name)
        self.spread = QLabel(self)
        self.spread.setWordWrap(True)
        self.histogram = Histogram(self)
        self.kind = ElidedBox(self)
        self.kind.setObjectName("uncertainty-kind")
        self.kind.setAccessibleName(tr("What of the drivers is shown"))
        self.kind.addItem(tr("Each alone from its P10 to its P90"), "swing")
        self.kind.addItem(tr("Shares of the variance (Sobol indices)"), "sobol")
        narrow(self.kind)
        self.bars = BarList(session.theme, "uncertainty-bars", tr("Numbers by how far they drive the result"), self)
        self.bars.activated.connect(self.field_requested)
        self.rest = QLabel(self)
        self.rest.setObjectName("uncertainty-rest")
        self.rest.setProperty("look", "muted")
        self.rest.setWordWrap(True)
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.chances, self.result, self.spread, self.histogram, self.kind, self.bars, self.rest):
            column.addWidget(widget)
        column.addStretch(1)
        self.body.addWidget(scrolling(page, self, sideways=False), 1)
        self.chances.chosen.connect(self.show_result)
        self.result.activated.connect(lambda _: self._chosen())
        self.kind.activated.connect(lambda _: self.request_draw())
        self.samples.valueChanged.connect(lambda _: self.request_draw())
        self.seed.valueChanged.connect(lambda _: self.request_draw())
        self.method.activated.connect(lambda _: self.request_draw())
        session.design_changed.connect(self.request_draw)  # a spread alone changes no stage
        self.theme_changed()

    def question(self) -> object:
        return self._sampled(), self._indices_of

    def work(self, design: Design) -> Work:
        samples, seed, method = self.samples.value(), self.seed.value(), self.method.currentData()
        wanted, memory, asked = self._indices_of, self._memory, (design, self._sampled())
        kept = self.answer if isinstance(self.answer, Sureness) and self.answer.asked == asked else None
        fresh = all(self.session.status(stage) == "fresh" for stage in self.session.results().outcomes)
        fine = self.session.results() if fresh else None

        def run(checkpoint: Any) -> Sureness:
            if kept is not None:
                sample, driven = kept.sample, kept.driven
            else:
                sample = monte_carlo(design, samples=samples, seed=seed, method=method, fine=fine, memory=memory,
                                     checkpoint=lambda share: checkpoint(0.7 * share))  # fmt: skip
                driven = drivers(design, known_numbers(), fine=fine, memory=memory,
                                 checkpoint=lambda share: checkpoint(0.7 + 0.3 * share))  # fmt: skip
            indices = None
            if wanted is not None:
                indices = sobol_indices(design, (wanted,), seed=seed, memory=memory, checkpoint=checkpoint).get(wanted)
            return Sureness(asked, sample, driven, indices)

        return run

    def show_result(self, name: str) -> None:
        """Show how one result is spread and what drives it."""
        place = self.result.findData(name)
        if place >= 0 and place != self.result.currentIndex():
            self.result.setCurrentIndex(place)
            self._chosen()

    def show_answer(self, answer: Sureness) -> None:
        sample = answer.sample
        if self.session.sample is not sample and same_design(sample.design, self.session.design):
            self.session.share_sample(sample)
        self.tell(self._headline(sample))
        self.chances.show_chances(sample, self.session.theme.colours)
        name = str(self.result.currentData())
        self.histogram.show_result(sample, name, self.session.theme.colours)
        self.spread.setText(_spread_text(sample, name))
        if self.kind.currentData() == "sobol":
            self._show_indices(answer.indices if answer.indices and answer.indices.name == name else None)
        else:
            self._show_swings(answer.driven, name)

    def theme_changed(self) -> None:
        self.histogram.use(self.session.theme.colours)
        super().theme_changed()

    @property
    def _indices_of(self) -> str | None:
        return str(self.result.currentData()) if self.kind.currentData() == "sobol" else None

    def _sampled(self) -> object:
        design = self.session.design
        return (self.samples.value(), self.seed.value(), self.method.currentData(), design.spreads, design.uncertainty,
                design.requirements, design.sources)  # fmt: skip

    def _chosen(self) -> None:
        if self.answer is not None:
            self.show_answer(self.answer)
        self.request_draw()

    def _headline(self, found: MonteCarlo) -> str:
        said = []
        if found.all_hold is not None:
            said.append(tr("All requirements hold with a probability of {share} ({low} to {high}).",
                           share=per_cent(found.all_hold.share), low=per_cent(found.all_hold.low),
                           high=per_cent(found.all_hold.high)))  # fmt: skip
        if not found.numbers:
            said.append(tr("No number of this design is uncertain: give fields a spread, or let their sources tell."))
        if found.failures:
            said.append(tr("{count} of {total} samples could not be computed whole: {reason}.",
                           count=len(found.failures), total=typeset(f"{found.samples}"),
                           reason=found.failures[min(found.failures)].rstrip(".")))  # fmt: skip
        return " ".join(said) or tr("The design has no requirements.")

    def _show_swings(self, driven: Drivers, name: str) -> None:
        found = driven.get(name)
        if found is None or not found.bars:
            self.bars.show_bars(())
            self.rest.setText(tr("No uncertain number moves this result."))
            return
        shown = found.bars[:_MOST_BARS]
        least, most = min(bar.least for bar in shown), max(bar.most for bar in shown)
        span = (most - least) or 1.0
        heads = (tr("Number"), tr("from P10 to P90"), tr("Source"), tr("then"))
        self.bars.show_bars(tuple(self._swing(name, bar, least, span) for bar in shown), (found.base - least) / span,
                            heads)  # fmt: skip
        said = [tr("The line is the value now."), tr(ASSUMPTION)]
        if len(found.bars) > len(shown):
            said.insert(0, tr("{count} more move it less, {still} do not move it.",
                              count=len(found.bars) - len(shown), still=len(found.still)))  # fmt: skip
        self.rest.setText(" ".join(said))

    def _swing(self, name: str, bar: Swing, least: float, span: float) -> Bar:
        colours = self.session.theme.colours
        known = tr(bar.confidence) if bar.confidence else tr("none")
        words = (tr("{low} to {high}", low=typeset(bar.words(bar.low)), high=typeset(bar.words(bar.high))), known,
                 tr("{low} to {high}", low=result_text(name, bar.least), high=result_text(name, bar.most)))  # fmt: skip
        tint = colours.red if bar.reason else colours.series[1 if bar.confidence in {"", "assumed"} else 0]
        tip = f"{bar.path}\n{bar.reason}" if bar.reason else bar.path
        return Bar(bar.path, bar.label, (bar.least - least) / span, (bar.most - least) / span, tint, words, tip=tip)

    def _show_indices(self, found: Indices | None) -> None:
        if found is None:
            self.bars.show_bars(())
            moving = tr("Computing …") if self.tasks.busy or self._asked != self._key() else ""
            self.rest.setText(moving or tr("No uncertain number moves this result."))
            return
        heads = (tr("Number"), tr("alone"), tr("with others"))
        self.bars.show_bars(tuple(self._index(one) for one in found.numbers), None, heads)
        text = tr("Shares of the variance by {count} designs, with their intervals of 95 %. The {left} numbers that "
                  "move the result less are held.", count=typeset(f"{found.evaluations}"), left=len(found.left_out))
        self.rest.setText(f"{text} {tr(ASSUMPTION)}")

    def _index(self, one: Index) -> Bar:
        tint = self.session.theme.colours.series[0]
        words = (_share_text(one.first, one.first_error), _share_text(one.total, one.total_error))
        return Bar(one.path, one.label, 0.0, min(max(one.total, 0.0), 1.0), tint, words, tip=one.path)

    def _number(self, name: str, title: str, low: int, high: int, value: int, step: int) -> QSpinBox:
        box = spin_box(f"uncertainty-{name}", title, low, high, self, grouped=False)
        box.setValue(value)
        box.setSingleStep(step)
        box.setKeyboardTracking(False)
        return box


def _share_text(share: float, error: float) -> str:
    return typeset(f"{number_text(100.0 * share, 3)} ± {number_text(100.0 * error, 2)} %")


def _text(name: str, value: float | None) -> str:
    """A result of the samples: a count may lie between two whole numbers on average."""
    return result_text(name, int(value) if value is not None and value == int(value) else value)


def _spread_text(found: MonteCarlo, name: str) -> str:
    said = found.summary(name)
    if said is None:
        return tr("This result does not apply to the design.")
    text = tr("P10 {low}, P50 {middle}, P90 {high}; {now} now, {mean} on average.", low=_text(name, said.p10),
              middle=_text(name, said.p50), high=_text(name, said.p90),
              now=_text(name, found.nominal.get(name)), mean=_text(name, said.mean))  # fmt: skip
    if said.missing:
        text += " " + tr("{count} samples do not have it.", count=said.missing)
    return text
