"""What moves a number: a bar for each field that reaches it, computed beside the window and kept by design."""

from collections import OrderedDict
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QToolButton, QVBoxLayout, QWidget

from studio.analysis import RESULTS, wanted_keys
from studio.analysis.sensitivity import Effect, Sensitivity, sensitivity
from studio.design.unit_text import number_text
from studio.gui.charts.bars import Bar, BarList
from studio.gui.session import Session
from studio.gui.tasks import Tasks
from studio.gui.value_text import difference_quantity, difference_text, result_unit, typeset
from studio.text import mark, tr

_MOST_KEPT = 24
_SHOWN = 8
"""Bars of each list at first; the rest comes with a button."""
_REST_MS = 500
"""A hand that drags is waited for."""
_STATES = {"outdated": mark("The design has changed since."), "busy": mark("Computing …")}


class SensitivityView(QWidget):
    """`field_chosen` carries the path of a field whose bar was clicked. `face` is "closed", "empty", "busy", "fresh",
    "outdated" or "failed"."""

    field_chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("explain_sensitivity")
        self.session = session
        self._name = ""
        self._asked: object = None
        self._answer: Sensitivity | None = None
        self._reason = ""
        self._all = False
        self._kept: OrderedDict[object, Sensitivity] = OrderedDict()
        self.progress = QProgressBar(self)
        self.tasks = Tasks(self, "sensitivity")
        self.tasks.progressed.connect(lambda share: self.progress.setValue(round(1000 * share)))
        self.tasks.done.connect(self._take)
        self.tasks.failed.connect(self._fail)
        self.tasks.stopped.connect(self._refresh)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._ask)

        self.opener = QToolButton(self)
        self.opener.setObjectName("sensitivity_open")
        self.opener.setText(tr("What moves it"))
        self.opener.setToolTip(tr("How this value changes with each field of the design that reaches it"))
        self.opener.setCheckable(True)
        self.opener.setArrowType(Qt.ArrowType.RightArrow)
        self.opener.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.opener.setProperty("look", "section")
        self.opener.toggled.connect(self._opened)
        self.stop = self._button("sensitivity_stop", tr("Stop"), self.tasks.cancel)
        self.again = self._button("sensitivity_again", tr("Compute"), self._ask)
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Progress"))
        self.told = QLabel(self)
        self.told.setObjectName("sensitivity_told")
        self.told.setWordWrap(True)
        self.numbers = self._list("sensitivity_numbers", tr("Change for a small step of each number"))
        self.choices = self._list("sensitivity_choices", tr("Change for the next whole number or choice"))
        self.numbers_title, self.choices_title = QLabel(self), QLabel(self)
        for title, text in ((self.numbers_title, tr("For 1 % more of each number, or the step named")),
                            (self.choices_title, tr("For the next whole number or choice"))):  # fmt: skip
            title.setText(text)
            title.setProperty("look", "muted")
            title.setWordWrap(True)
        self.more = self._button("sensitivity_more", "", self._show_all)
        head = QHBoxLayout()
        head.addWidget(self.opener)
        head.addStretch(1)
        head.addWidget(self.again)
        head.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        for widget in (self.progress, self.told, self.numbers_title, self.numbers, self.choices_title, self.choices):
            column.addWidget(widget)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._refresh()

    @property
    def answer(self) -> Sensitivity | None:
        """What is shown: it may be older than the design (see `face`)."""
        return self._answer

    @property
    def face(self) -> str:
        if not self.opener.isChecked():
            return "closed"
        if self.tasks.busy:
            return "busy"
        if self._reason:
            return "failed"
        if self._answer is None:
            return "empty"
        return "fresh" if self._asked == self._key() else "outdated"

    def show_name(self, name: str) -> None:
        """Speak of the result `name`; what has no single number has no such part."""
        known = name in RESULTS and RESULTS[name].kind in {"number", "integer"}
        self.setVisible(known)
        if name == self._name:
            return
        self._name = name if known else ""
        self._answer, self._asked, self._reason, self._all = None, None, "", False
        self.tasks.cancel()
        self._rest.stop()
        if known and self.opener.isChecked():
            self._ask()
        self._refresh()

    def follow(self) -> None:
        """The design is another one: ask again once the hand rests."""
        if self._name and self.opener.isChecked() and self._asked != self._key():
            self.tasks.cancel()
            self._rest.start()
            self._refresh()

    def renew(self) -> None:
        """Draw again: in another theme or another currency."""
        self._refresh()

    def close_view(self) -> None:
        """Stop, and wait for the thread."""
        self._rest.stop()
        self.tasks.close()

    def _key(self) -> object:
        return (self._name, wanted_keys(self.session.design)[RESULTS[self._name].stage]) if self._name else None

    def _opened(self, opened: bool) -> None:
        self.opener.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        if opened and self._name and self._asked != self._key():
            self._ask()
        elif not opened:
            self._rest.stop()
            self.tasks.cancel()
        self._refresh()

    def _ask(self) -> None:
        self._rest.stop()
        key = self._key()
        if key is None:
            return
        self._asked, self._reason = key, ""
        kept = self._kept.get(key)
        if kept is not None:
            self._answer = kept
            self._refresh()
            return
        design, name = self.session.design, self._name
        self.progress.setValue(0)
        self.tasks.run(lambda checkpoint, report: sensitivity(design, name, checkpoint=checkpoint))
        self._refresh()

    def _take(self, answer: Any) -> None:
        self._answer = answer
        self._kept[self._asked] = answer
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        self._refresh()

    def _fail(self, reason: str) -> None:
        self._answer, self._reason = None, reason
        self._refresh()

    def _show_all(self) -> None:
        self._all = not self._all
        self._refresh()

    def _refresh(self) -> None:
        face = self.face
        shown = self._answer is not None and face != "closed"
        self.progress.setVisible(face == "busy")
        self.stop.setVisible(face == "busy")
        self.again.setVisible(face in {"empty", "outdated", "failed"} and not self._rest.isActive())
        effects = self._answer.effects if shown and self._answer is not None else ()
        numbers = [one for one in effects if one.kind in {"share", "unit"}]
        choices = [one for one in effects if one.kind not in {"share", "unit"}]
        for title, bars, those in ((self.numbers_title, self.numbers, numbers),
                                   (self.choices_title, self.choices, choices)):  # fmt: skip
            title.setVisible(bool(those))
            bars.setVisible(bool(those))
            bars.setEnabled(face == "fresh")
            bars.show_bars(self._bars(those if self._all else those[:_SHOWN], face), 0.5 if those else None)
        hidden = sum(max(len(those) - _SHOWN, 0) for those in (numbers, choices))
        self.more.setVisible(shown and hidden > 0)
        self.more.setText(tr("Show fewer") if self._all else tr("Show {count} more", count=hidden))
        words = self._words(face)
        self.told.setText(words)
        self.told.setVisible(bool(words))
        self.told.setProperty("look", "error" if face == "failed" else "muted")
        self.told.style().unpolish(self.told)
        self.told.style().polish(self.told)

    def _words(self, face: str) -> str:
        if face == "failed":
            return self._reason
        if face in _STATES:
            return tr(_STATES[face])
        if face != "fresh" or self._answer is None:
            return ""
        if not self._answer.effects:
            return tr("No field of the design moves it.")
        return tr("{count} fields move it, {still} do not. Click one to edit it.", count=len(self._answer.effects),
                  still=len(self._answer.still))  # fmt: skip

    def _bars(self, effects: list[Effect], face: str) -> tuple[Bar, ...]:
        colours = self.session.theme.colours
        largest = max((abs(one.change) for one in effects), default=0.0) or 1.0
        made = []
        for one in effects:
            share = 0.5 * one.change / largest
            tint = colours.muted if face != "fresh" else colours.series[1 if share >= 0.0 else 5]
            step, label = typeset(one.step_words), one.label
            if one.kind == "unit":
                label = f"{label} {step}"
            elif one.kind != "share":
                label = tr("{field}: {choice}", field=label, choice=step)
            made.append(Bar(one.path, label, 0.5 + min(share, 0.0), 0.5 + max(share, 0.0), tint, (self._change(one),),
                            tip=self._tip(one)))  # fmt: skip
        return tuple(made)

    def _change(self, one: Effect) -> str:
        if one.reason and one.change == 0.0:
            return tr("fails")
        if one.elasticity is not None:
            size = number_text(abs(float(f"{one.elasticity:.3g}")), 3)
            return typeset(f"{'+' if one.elasticity >= 0 else '-'}{size} %")
        return self._difference(one.change)

    def _difference(self, change: float) -> str:
        info = RESULTS[self._name]
        quantity = difference_quantity(info.quantity)
        unit = result_unit(info, change) if quantity is info.quantity else quantity.shown
        return difference_text(change, info.quantity, unit)

    def _tip(self, one: Effect) -> str:
        lines = [f"{one.label} ({one.path})", tr("now {value}", value=typeset(one.words(one.value)))]
        lines.append(tr("{step}: {change}", step=typeset(one.step_words), change=self._difference(one.change)))
        return "\n".join([*lines, one.reason] if one.reason else lines)

    def _list(self, name: str, title: str) -> BarList:
        bars = BarList(self.session.theme, name, title, self)
        bars.activated.connect(self.field_chosen)
        return bars

    def _button(self, name: str, text: str, run: Any) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: run())
        return button
