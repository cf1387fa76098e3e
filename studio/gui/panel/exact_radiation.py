"""The trapped particles of the design's orbit, computed with the models themselves when somebody asks for it."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from studio.analysis.exact_flux import ExactFlux, exact_trapped_flux
from studio.analysis.stack.exact import to_text
from studio.design import set_value
from studio.gui.session import Session
from studio.gui.tasks import Tasks
from studio.text import tr


class ExactRadiation(QObject):
    """`said` carries what came of it, in a sentence."""

    said = Signal(str)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._orbit = (0.0, 0.0)
        self._dialog: QProgressDialog | None = None
        self.tasks = Tasks(self, "exact radiation")
        self.tasks.progressed.connect(self._show_progress)
        self.tasks.done.connect(self._take)
        self.tasks.failed.connect(self._fail)
        self.tasks.stopped.connect(self._close)

    def ask(self) -> None:
        """Compute the orbit of the design as it is now."""
        orbit = self._session.table("orbit")
        if orbit is None or self._session.status("orbit") != "fresh":
            self.said.emit(tr("The orbit is not computed yet"))
            return
        altitude, inclination = self._session.design.mission.altitude, float(orbit.inclination)
        self._orbit = (altitude, inclination)
        self._open()
        self.tasks.run(lambda checkpoint, report: exact_trapped_flux(altitude, inclination, checkpoint))

    def forget(self) -> None:
        """Go back to the shipped table."""
        self._session.edit(tr("Use the shipped radiation table"),
                           lambda design: set_value(design, "ageing.exact_flux", ""))  # fmt: skip

    def _open(self) -> None:
        self._close()
        dialog = QProgressDialog(tr("Trapped particles by AE8 and AP8 …"), tr("Cancel"), 0, 100, self._window)
        dialog.setObjectName("exact-radiation")
        dialog.setWindowTitle(tr("Compute the radiation exactly"))
        dialog.setWindowModality(Qt.WindowModality.NonModal)
        dialog.setAutoClose(False)
        dialog.setAutoReset(False)
        dialog.setMinimumDuration(0)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.canceled.connect(self.tasks.cancel)
        dialog.setValue(0)
        self._dialog = dialog

    def _show_progress(self, fraction: float) -> None:
        if self._dialog is not None:
            self._dialog.setValue(round(100 * fraction))

    def _take(self, flux: ExactFlux) -> None:
        self._close()
        text = to_text(*self._orbit, flux)
        refusal = self._session.edit(tr("Compute the radiation exactly"),
                                     lambda design: set_value(design, "ageing.exact_flux", text))  # fmt: skip
        self.said.emit(refusal.text if refusal is not None else tr(
            "The trapped particles of this orbit are now those of AE8 and AP8 themselves"))  # fmt: skip

    def _fail(self, reason: str) -> None:
        self._close()
        self.said.emit(reason)

    def _close(self) -> None:
        if self._dialog is not None:
            dialog, self._dialog = self._dialog, None
            dialog.canceled.disconnect(self.tasks.cancel)
            dialog.close()
