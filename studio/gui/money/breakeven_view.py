"""Break-even on one input: both prices over it, where they meet, and a sentence that says so."""

from typing import Any

from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from studio.analysis import RESULTS
from studio.analysis.trade import BreakEven, break_even, numeric_fields
from studio.analysis.trade.summary import PAIRS
from studio.analysis.trade.variable import field_name, instead
from studio.design import Design, fields, get_value
from studio.gui.charts.two_curves import Curves, TwoCurves
from studio.gui.question import Question, Work, narrow
from studio.gui.session import Session
from studio.gui.value_text import result_text, typeset
from studio.text import tr

SENSIBLE = (
    "launch.price", "mission.lifetime", "cost.array_price", "stack.price", "array.structure_areal_mass",
    "payload.specific_mass", "thermal.radiator_areal_mass", "cost.computer_price",
    "cost.radiator_price", "cost.battery_price", "cost.discount_rate", "ground.electricity_price",
    "payload.utilisation", "mission.altitude",
)  # fmt: skip
"""What people ask for first: the launch price, the life, what the cells cost and how heavy all is."""
_THICKNESS = "stack.layers[].thickness"


def pairs() -> tuple[tuple[str, str, str], ...]:
    """Label, result in orbit and on the ground that can meet; the price of an accelerator-hour first."""
    known = [pair for pair in PAIRS if pair[1] in RESULTS and pair[2] in RESULTS
             and RESULTS[pair[1]].quantity == RESULTS[pair[2]].quantity]  # fmt: skip
    return tuple(sorted(known, key=lambda pair: pair[1] != "cost.accelerator_hour"))


class BreakEvenView(Question):
    """The boxes choose the input and what is held against what."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "breakeven", tr("Break-even on one input"), parent)
        self.field = self.field_box("field", tr("What is varied"))
        self.pair = QComboBox(self)
        self.pair.setObjectName("breakeven-pair")
        self.pair.setAccessibleName(tr("What is held against what"))
        narrow(self.pair)
        self._ground = {space: ground for _, space, ground in pairs()}
        for label, space, _ in pairs():
            self.pair.addItem(tr(label), space)
        self._fill()
        self.head.addWidget(QLabel(tr("Vary"), self))
        self.head.addWidget(self.field, 3)
        self.head.addWidget(QLabel(tr("and compare"), self))
        self.head.addWidget(self.pair, 2)
        self.curves = TwoCurves(session, "breakeven-chart", tr("Orbit and ground over the input"), self)
        self.body.addWidget(self.curves, 1)
        self.field.activated.connect(lambda _: self.request_draw())
        self.pair.activated.connect(lambda _: self.request_draw())
        session.design_changed.connect(self._design_changed)
        session.outcome_changed.connect(self._offer_anew)

    @property
    def both(self) -> tuple[str, str]:
        """What is held against what: the result in orbit and the one on the ground."""
        space = str(self.pair.currentData())
        return space, self._ground[space]

    def question(self) -> object:
        return self.field.currentData(), self.both

    def work(self, design: Design) -> Work:
        path, (space, ground) = str(self.field.currentData()), self.both
        return lambda checkpoint: break_even(design, path, space, ground, checkpoint=checkpoint)

    def show_answer(self, answer: Any) -> None:
        found: BreakEven = answer
        field, other = found.variable, found.other
        assert isinstance(other, str)  # a pair is two results
        self.tell(typeset(found.sentence(result_text)))
        dots = tuple((one.value, one.level, typeset(field.words(one.value))) for one in found.crossings)
        now = None
        if found.now is not None and field.free.low <= found.now <= field.free.high:
            now = (found.now, tr("now {value}", value=typeset(field.words(found.now))))
        self.curves.show_curves(Curves(
            found.x, found.result, found.against, found.name, (tr("In orbit"), tr("On the ground")),
            (found.name, other), field.label, lambda value: typeset(field.words(value)),
            field.free.logarithmic, dots, now, field.free.whole,
        ))  # fmt: skip

    def theme_changed(self) -> None:
        self.curves.use_theme()
        super().theme_changed()

    def _design_changed(self) -> None:
        # Other fields count after a choice; the list is filled anew while nobody looks into it.
        if self.isVisible() and not self.field.view().isVisible():
            self._fill()

    def _offer_anew(self, stage: str) -> None:
        if stage == "panel":  # what the catalogue asks for the panel stands in for a price that nobody typed
            self._design_changed()

    def _fill(self) -> None:
        """The sensible fields, then all others that count; the one chosen stays."""
        design = self.session.design
        known = {spec.path: tr(spec.label) for spec in fields(Design)}
        results = self.session.results()
        wanted = [path for path in SENSIBLE if path in known and (
            get_value(design, path) is not None or results.get(instead(path) or "") is not None)]  # fmt: skip
        names = {spec.path: field_name(spec.path, spec) for spec in numeric_fields(design) if spec.path not in wanted}
        names |= {f"stack.layers[{layer.name}].thickness": f"{layer.name}: {known[_THICKNESS]}"
                  for layer in design.stack.layers}  # fmt: skip
        items = [*wanted, *sorted(names, key=lambda path: names[path].casefold())]
        names |= {path: known[path] for path in wanted}
        box = self.field
        if items == [box.itemData(place) for place in range(box.count()) if box.itemData(place)]:
            return
        chosen = box.currentData()
        box.blockSignals(True)
        box.clear()
        for place, path in enumerate(items):
            if place == len(wanted):
                box.insertSeparator(box.count())
            box.addItem(f"{names[path]} — {path}", path)
        box.setCurrentIndex(max(box.findData(chosen), 0) if chosen else 0)  # a separator has no data either
        box.blockSignals(False)

