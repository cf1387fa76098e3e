"""Asks for a statement of the user's own: what is claimed, which result decides, and who says so."""

from PySide6.QtWidgets import QWidget

from studio.analysis import RESULTS
from studio.design.own_claim import OwnClaim
from studio.design.unit_text import display, parse
from studio.gui.judged_dialog import JudgedDialog
from studio.gui.session import Session
from studio.gui.value_text import result_unit
from studio.text import tr

_SUGGESTED = "illumination.sunlit_fraction_year"


class OwnClaimDialog(JudgedDialog):
    """`wanted` carries the statement that was typed."""

    def __init__(self, session: Session, claim: OwnClaim | None, parent: QWidget) -> None:
        labels = (tr("Statement"), tr("Result that decides"), tr("It is claimed to be"), tr("Source"))
        super().__init__(session, "own-claim-dialog", claim.result if claim else None, labels, parent)
        self.setWindowTitle(tr("Claim") if claim else tr("New claim"))
        self.setMinimumWidth(self.fontMetrics().height() * 32)
        self.statement, self.value, self.source = self.first_line, self.bound, self.last_line
        self.statement.setMaxLength(400)
        self.statement.setPlaceholderText(tr("What is claimed, in a sentence"))
        self.source.setMaxLength(400)
        self.source.setPlaceholderText(tr("Who says so, where and when"))
        self.judged.choose(claim.result if claim else _SUGGESTED)
        if claim is not None:
            self.statement.setText(claim.statement)
            self.relation.setCurrentIndex(self.relation.findData(claim.relation))
            self.source.setText(claim.source)
        self._write(claim.value if claim else None)
        self.judged.currentIndexChanged.connect(lambda: self._write(None))

    def _write(self, value: float | None) -> None:
        """What the result is now; that is also the value to begin with where none is given."""
        info = RESULTS.get(self.judged.chosen)
        if value is None:
            now = self._value_now()
            value = float(now) if isinstance(now, int | float) else 0.0
        self._unit = result_unit(info, value) if info else ""
        self.value.setText(display(value, self._quantity, self._unit, 6))
        self.judged.search.setCursorPosition(0)
        self._tell_now()

    def _ask(self) -> None:
        try:
            value = parse(self.value.text(), self._quantity, self._unit)
        except ValueError as error:
            self._say(str(error))
            return
        self.wanted.emit(OwnClaim(self.statement.text().strip(), self.judged.chosen, self.relation.currentData(), value,
                                  self.source.text().strip()))  # fmt: skip
