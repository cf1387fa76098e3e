"""The slider of the year of the life, under every plot that follows it."""

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QWidget

from studio.gui.session import Session
from studio.text import tr


class LifeSlider(QWidget):
    """Year by year from launch to the end of life, in words beside it."""

    def __init__(self, session: Session, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._session = session
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setObjectName(f"{name}-slider")
        self.slider.setAccessibleName(tr("Year of the life"))
        self.slider.setToolTip(tr("The year of the life that the orbit and the season are shown in"))
        self.slider.setPageStep(1)
        self.slider.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.words = QLabel(self)
        self.words.setObjectName(f"{name}-text")
        self.words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(6)
        row.addWidget(self.slider, 1)
        row.addWidget(self.words)
        self.slider.valueChanged.connect(session.life.choose)
        session.life.moved.connect(self.follow)
        session.life.changed.connect(self.follow)
        session.outcome_changed.connect(self._outcome_changed)
        self.follow()

    def sizeHint(self) -> QSize:
        return QSize(4 * self.fontMetrics().height(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(round(3.5 * self.fontMetrics().height()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()  # the style gives the font when it is first shown

    def _fit(self) -> None:
        """The words go where there is little room: the time bar says the same."""
        metrics = self.fontMetrics()
        self.slider.setMinimumWidth(3 * metrics.height())
        widest = max(metrics.horizontalAdvance(text) for text in (self.words.text(), tr("End of life")))
        self.words.setVisible(self.width() >= widest + 4.5 * metrics.height())

    def follow(self) -> None:
        """Show the year that is chosen."""
        life = self._session.life
        with QSignalBlocker(self.slider):
            self.slider.setRange(0, life.last)
            self.slider.setValue(life.place)
        self.slider.setEnabled(life.last > 0)
        words = life.text
        if words != self.words.text():
            self.words.setText(words)
            self._fit()
            self.slider.setAccessibleDescription(words)
            self.slider.setToolTip(tr("The orbit and the season in this year of the life: {year}", year=words))

    def _outcome_changed(self, stage: str) -> None:
        if stage == "radiation":
            self.follow()
