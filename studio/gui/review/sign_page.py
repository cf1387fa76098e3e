"""Sign-off: what somebody has to accept, what became of it, and what nobody has accepted for this design."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QProgressBar, QWidget

from studio.analysis.judge import Light
from studio.analysis.reviewing import ReviewState, Signed, review_state, template
from studio.design import SignOff, set_value
from studio.design.review import SignState
from studio.design.review_edit import add_items, decide, remove_item, replace_item
from studio.gui.baseline_dialog import BaselineDialog
from studio.gui.margins.light import light_colour, light_icon
from studio.gui.review.page import ReviewPage
from studio.gui.review.sign_dialog import SignDialog
from studio.gui.review.table import ReviewTable, TableLine
from studio.gui.session import Session
from studio.gui.theme.lettered import lettered
from studio.text import mark, tr, tr_count

STATES: dict[SignState, str] = {"open": mark("open"), "accepted": mark("accepted"), "rejected": mark("rejected")}
_LIGHTS: dict[SignState, Light] = {"open": "unknown", "accepted": "green", "rejected": "red"}


class SignPage(ReviewPage):
    """Every decision is about the design as it is then: a later change shows it as given for an earlier design."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "sign", tr("Sign-off"), parent)
        self._state: ReviewState | None = None
        self.totals = QLabel(self)
        self.totals.setObjectName("review-sign-totals")
        lettered(self.totals)
        self.totals.setWordWrap(True)
        self.progress = QProgressBar(self)
        self.progress.setObjectName("review-sign-progress")
        self.progress.setAccessibleName(tr("Share of the items that are accepted for this design"))
        self.progress.setTextVisible(False)
        self.progress.setMaximumHeight(round(self.fontMetrics().height() * 0.6))
        self.reviewers = QLineEdit(self)
        self.reviewers.setObjectName("review-sign-reviewers")
        self.reviewers.setMaxLength(1000)
        self.reviewers.setMinimumWidth(self.fontMetrics().horizontalAdvance(tr("Names, with commas between them")) + 20)
        self.reviewers.setPlaceholderText(tr("Names, with commas between them"))
        self.reviewers.editingFinished.connect(self._take_reviewers)
        label = QLabel(tr("Reviewers"), self)
        label.setBuddy(self.reviewers)
        heads = (tr("Item"), tr("Responsible"), tr("State"), tr("Date"), tr("Comment"))
        self.table = ReviewTable("review-sign-table", tr("Sign-off list"), heads, self, stretch=(0, 4))
        self.table.opened.connect(lambda _: self.edit_item())
        self.table.removed.connect(lambda _: self.remove())
        self.table.added.connect(self.add)
        self.table.itemSelectionChanged.connect(self._show_buttons)
        self.open_label = QLabel(self)
        self.open_label.setWordWrap(True)
        self.open_list = QListWidget(self)
        self.open_list.setObjectName("review-sign-open")
        self.open_list.setAccessibleName(tr("Not in order, and accepted by nobody for this design"))
        self.open_list.setMaximumHeight(round(self.fontMetrics().height() * 7))
        self.open_list.setWordWrap(True)
        self.template = self.button("template", tr("List what this design needs"), self.add_template,
                                    tr("The usual items, and one for each requirement, claim or warning that is not in "
                                       "order; what is listed already stays"))  # fmt: skip
        self.chosen = {
            "accept": self.button("accept", tr("Accept"), self.accept_item, tr("Accepted for the design as it is now")),
            "reject": self.button("reject", tr("Reject…"), self.reject_item),
            "reopen": self.button("reopen", tr("Open again"), self.reopen),
            "edit": self.button("edit", tr("Edit…"), self.edit_item),
            "remove": self.button("remove", tr("Remove"), self.remove),
        }
        add = self.button("add", tr("Add…"), self.add, tr("An item of your own (Insert)"))
        self.keep = self.button("baseline", tr("Keep as baseline…"), self.keep_baseline,
                                tr("Keep the design that was reviewed under a name, to compare with"))  # fmt: skip
        self.body.addWidget(self.totals)
        self.body.addLayout(self.row(label, self.reviewers))
        self.body.addWidget(self.progress)
        self.body.addWidget(self.table, 3)
        self.body.addWidget(self.empty, 1)
        self.body.addLayout(self.wrap(*self.chosen.values(), add, self.template, self.keep))
        self.body.addWidget(self.open_label)
        self.body.addWidget(self.open_list)
        self.body.addWidget(self.status)

    def refresh(self) -> None:
        results = self.results()
        self._state = state = review_state(results)
        count = len(state.signed)
        self.totals.setText(tr_count("{accepted} of {count} item accepted for this design",
                                     "{accepted} of {count} items accepted for this design", count,
                                     accepted=state.accepted) if count
                            else tr("Nothing is to be signed yet"))  # fmt: skip
        self.progress.setRange(0, max(count, 1))
        self.progress.setValue(state.accepted)
        if not self.reviewers.hasFocus():
            self.reviewers.setText(self.design.review.reviewers)
            self.reviewers.setCursorPosition(0)
        self.teach("" if count else tr(
            "A review begins with the list of what somebody has to accept. “List what this design needs” makes it of "
            "the requirements, claims and warnings that are not in order."), (self.table, self.progress))  # fmt: skip
        self.table.use(self.session.theme.colours)
        self.table.show_lines([self._line(one) for one in state.signed])
        self.open_list.clear()
        self.open_list.addItems([one.text for one in state.undisposed])
        self.open_list.setVisible(bool(state.undisposed))
        self.open_label.setText(
            tr_count("{count} thing is not in order, and accepted by nobody for this design:",
                     "{count} things are not in order, and accepted by nobody for this design:", len(state.undisposed))
            if state.undisposed else tr("Everything that is not in order is accepted for this design."))  # fmt: skip
        if state.is_done:
            self.say(tr("The review is done: everything is accepted for this design, and no note is open."))
        elif state.open_notes:
            self.say(tr_count("{count} note is open.", "{count} notes are open.", len(state.open_notes)))
        else:
            self.say(self.waiting())
        self._show_buttons()

    def add_template(self) -> None:
        """List what this design needs, beside what is listed already."""
        items = template(self.results())
        before = len(self.design.review.items)
        if self.edit(tr("List for sign-off"), lambda design: add_items(design, items)):
            self.refresh()
            added = len(self.design.review.items) - before
            self.say(tr_count("{count} item added.", "{count} items added.", added) if added else
                     tr("Everything is listed already."))  # fmt: skip

    def add(self) -> None:
        """Ask for an item of one's own."""
        self._open(SignDialog(self.session, None, self), tr("Add item"),
                   lambda item: lambda design: add_items(design, [item]))  # fmt: skip

    def edit_item(self) -> None:
        """Ask for changes of the chosen item; its decision stays."""
        row = self.table.currentRow()
        if 0 <= row < len(self.design.review.items):
            self._open(SignDialog(self.session, self.design.review.items[row], self), tr("Change item"),
                       lambda item: lambda design: replace_item(design, row, item))  # fmt: skip

    def remove(self) -> None:
        """Take the chosen item out of the list; undo brings it back."""
        row = self.table.currentRow()
        if 0 <= row < len(self.design.review.items):
            self.edit(tr("Remove item"), lambda design: remove_item(design, row))

    def accept_item(self) -> None:
        """Accept the chosen item for the design as it is now."""
        self._decide("accepted", tr("Accept"))

    def reject_item(self) -> None:
        """Ask why, and reject the chosen item for the design as it is now."""
        row = self.table.currentRow()
        if 0 <= row < len(self.design.review.items):
            item = self.design.review.items[row]
            self._open(
                SignDialog(self.session, item, self, reason=True),
                tr("Reject"),
                lambda said: (
                    lambda design: decide(
                        design, row, "rejected", date.today().isoformat(), said.comment, said.responsible or self._me()
                    )
                ),
            )

    def reopen(self) -> None:
        """Take the decision on the chosen item back."""
        self._decide("open", tr("Open again"))

    def keep_baseline(self) -> None:
        """Ask for the name under which the design is kept."""
        BaselineDialog(self.session, self).open()

    def _decide(self, state: SignState, label: str) -> None:
        row = self.table.currentRow()
        if not 0 <= row < len(self.design.review.items):
            return
        item = self.design.review.items[row]
        by = item.responsible or (self._me() if state != "open" else "")
        if self.edit(label, lambda design: decide(design, row, state, date.today().isoformat(), None, by)):
            self.refresh()

    def _me(self) -> str:
        return self.session.preferences.text("author")

    def _take_reviewers(self) -> None:
        names = ", ".join(name.strip() for name in self.reviewers.text().split(",") if name.strip())
        if names != self.design.review.reviewers:
            self.edit(tr("Reviewers"), lambda design: set_value(design, "review.reviewers", names))

    def _open(self, dialog: SignDialog, label: str, edit: object) -> None:
        def take(item: SignOff) -> None:
            dialog.answer(self.session.edit(label, edit(item)))  # type: ignore[operator]

        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(take)
        dialog.open()

    def _line(self, one: Signed) -> TableLine:
        item, colours = one.item, self.session.theme.colours
        light: Light = "amber" if one.stale else _LIGHTS[item.state]
        words = tr(STATES[item.state])
        if one.stale:
            words = tr("{state}\nfor an earlier design", state=words)
        icon = self.icon(light, lambda *look: light_icon(light, *look))
        tip = tr("The design has changed since: decide again, or undo the change.") if one.stale else ""
        return TableLine((item.name, item.responsible or "–", words, item.date or "–", item.comment), icon,
                         words.replace("\n", ", "), {2: light_colour(light, colours)}, tip)  # fmt: skip

    def _show_buttons(self) -> None:
        signed = self._state.signed if self._state is not None else ()
        row = self.table.currentRow()
        one = signed[row] if 0 <= row < len(signed) else None
        for button in self.chosen.values():
            button.setEnabled(one is not None)
        self.chosen["reopen"].setEnabled(one is not None and one.item.state != "open")
        self.chosen["accept"].setEnabled(one is not None and not one.counts and not self.outdated)
