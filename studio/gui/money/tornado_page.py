"""What drives a result: a bar for every field, from where it takes the result at its low end to where at its high."""

from typing import Any

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from studio.analysis import RESULTS
from studio.analysis.trade import Swing, Tornado, tornado
from studio.analysis.trade.breakeven import SPACE
from studio.analysis.trade.tornado import known_results
from studio.catalogue.spread import shares
from studio.design import Design
from studio.design.unit_text import per_cent
from studio.gui.charts.bars import Bar, BarList
from studio.gui.elided_box import ElidedBox
from studio.gui.question import Question, Work, narrow
from studio.gui.scrolling import scrolling
from studio.gui.session import Session
from studio.gui.value_text import result_text, typeset
from studio.text import mark, tr

SENSIBLE = (
    SPACE, "ground.cost_ratio", "cost.capex", "cost.lcoe", "cost.compute_price", "cost.launched_power_price",
    "ground.accelerator_hour", "ground.lcoe", "mass.satellite", "power.margin_eol",
)  # fmt: skip
_MOST = 25
_SPANS: tuple[tuple[str, float | None], ...] = (
    (mark("each as far as its source leaves open"), None), (mark("each by 10 %"), 0.1), (mark("each by 20 %"), 0.2),
    (mark("each by 50 %"), 0.5),
)  # fmt: skip


class TornadoPage(Question):
    """A click on a bar leads to its field."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "tornado", tr("What drives it"), parent)
        self.result = self.field_box("result", tr("The result that is driven"))
        wanted = [name for name in SENSIBLE if name in RESULTS]
        for name in wanted:
            self.result.addItem(f"{tr(RESULTS[name].label)} — {name}", name)
        self.result.insertSeparator(len(wanted))
        rest = sorted(set(known_results()) - set(wanted))
        for name in rest:
            self.result.addItem(f"{tr(RESULTS[name].label)} — {name}", name)
        self.span = ElidedBox(self)
        narrow(self.span)
        self.span.setObjectName("tornado-span")
        self.span.setAccessibleName(tr("How far each field is moved"))
        self.span.setToolTip(tr("By source: {shares}; a number without a source counts as assumed", shares=", ".join(
            f"{tr(name)} ±{per_cent(share)}" for name, share in shares().items())))  # fmt: skip
        for label, share in _SPANS:
            self.span.addItem(tr(label), share)
        self.head.addWidget(QLabel(tr("What drives"), self))
        self.head.addWidget(self.result, 3)
        self.head.addWidget(QLabel(tr("moving"), self))
        self.head.addWidget(self.span, 2)
        self.bars = BarList(session.theme, "tornado-bars", tr("Fields by how far they move the result"), self)
        self.bars.activated.connect(self.field_requested)
        self.rest = QLabel(self)
        self.rest.setObjectName("tornado-rest")
        self.rest.setProperty("look", "muted")
        self.rest.setWordWrap(True)
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bars)
        column.addWidget(self.rest)
        column.addStretch(1)
        self.body.addWidget(scrolling(page, self, sideways=False), 1)
        self.result.activated.connect(lambda _: self.request_draw())
        self.span.activated.connect(lambda _: self.request_draw())

    def question(self) -> object:
        return self.result.currentData(), self.span.currentData()

    def work(self, design: Design) -> Work:
        name, share = str(self.result.currentData()), self.span.currentData()
        return lambda checkpoint: tornado(design, name, share=share, checkpoint=checkpoint)

    def show_answer(self, answer: Any) -> None:
        found: Tornado = answer
        shown = found.bars[:_MOST]
        least = min((bar.least for bar in shown), default=found.base)
        most = max((bar.most for bar in shown), default=found.base)
        span = (most - least) or 1.0
        text = result_text(found.name, found.base)
        if shown:
            first = shown[0]
            self.tell(tr("{label} is {value}. What moves it the most is “{field}”: {least} to {most}.",
                         label=tr(RESULTS[found.name].label), value=text, field=first.label,
                         least=result_text(found.name, first.least), most=result_text(found.name, first.most)))
        else:
            self.tell(tr("{label} is {value}, and no field moves it.", label=tr(RESULTS[found.name].label), value=text))
        heads = (tr("Field"), tr("moved"), tr("Source"), tr("then"))
        self.bars.show_bars(tuple(self._bar(found, bar, least, span) for bar in shown), (found.base - least) / span,
                            heads)  # fmt: skip
        self.rest.setText(self._rest_text(found, len(shown)))

    def _bar(self, found: Tornado, bar: Swing, least: float, span: float) -> Bar:
        colours = self.session.theme.colours
        known = tr(bar.confidence) if bar.confidence else tr("none")
        values = (_span(typeset(bar.words(bar.low)), typeset(bar.words(bar.high))), known,
                  _span(result_text(found.name, bar.least), result_text(found.name, bar.most)))  # fmt: skip
        tip = tr("{path}: {now} now; at {low} {at_low}, at {high} {at_high}", path=bar.path, now=bar.words(bar.value),
                 low=bar.words(bar.low), at_low=result_text(found.name, bar.at_low), high=bar.words(bar.high),
                 at_high=result_text(found.name, bar.at_high))  # fmt: skip
        if bar.reason:
            tip += "\n" + bar.reason
        tint = colours.red if bar.reason else colours.series[0] if bar.confidence != "assumed" else colours.series[1]
        return Bar(bar.path, bar.label, (bar.least - least) / span, (bar.most - least) / span, tint, values,
                   tip=tip)  # fmt: skip

    def _rest_text(self, found: Tornado, shown: int) -> str:
        said = []
        if len(found.bars) > shown:
            said.append(tr("{count} more fields move it by {size} at the most.", count=len(found.bars) - shown,
                           size=_size(found, found.bars[shown])))  # fmt: skip
        said.append(tr("{count} fields do not move it.", count=len(found.still)))
        for bar in found.failed:
            said.append(tr("{field}: {reason}.", field=bar.label, reason=bar.reason.rstrip(".")))
        zero = [path for path, reason in found.left.items() if reason]
        if zero:
            said.append(tr("Not moved, since they are zero, whole or without a value: {paths}.", paths=", ".join(zero)))
        said.append(tr("The line is the value now; fields without a source, or with an assumed one, are moved the "
                       "furthest."))  # fmt: skip
        return " ".join(said)


def _span(low: str, high: str) -> str:
    """From one value to the other, with the unit once where both have the same."""
    number, _, unit = low.rpartition(" ")
    return f"{number if number and high.endswith(f' {unit}') else low} … {high}"


def _size(found: Tornado, bar: Swing) -> str:
    return result_text(found.name, bar.size)
