"""One shipped design as a card: its picture, its name, a line about it, and what it comes to."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from studio import resource
from studio.analysis import RESULTS
from studio.document.presets import Preset
from studio.gui.theme import Theme
from studio.gui.value_text import result_text
from studio.text import mark, tr

SHOWN: dict[str, str] = {
    "constellation.satellites": mark("Satellites"),
    "constellation.array_power": mark("Array power"),
    "mass.satellite": mark("Satellite mass"),
    "illumination.sunlit_fraction_year": mark("Sunlit"),
    "cost.capex": mark("Capital"),
}
"""The results on a card, by name, in few words."""
_DIGITS = 3
_ROUND = 8.0
_WIDE, _HIGH = 16, 9


class PresetCard(QAbstractButton):
    """A button; its picture is loaded when it is told to, for a dozen of them take longer than a frame."""

    def __init__(self, preset: Preset, figures: dict[str, float], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.preset = preset
        self._figures = figures
        self._theme = theme
        self._picture: QPixmap | None = None
        self._scaled = QPixmap()
        self.setObjectName(f"start-card:{preset.name}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        em = self.fontMetrics().height()
        self.title = _label(tr(preset.title), "heading", self)
        self.summary = _label(tr(preset.summary), "muted", self)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(round(em * 0.8))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        self.values: dict[str, QLabel] = {}
        for row, (name, text) in enumerate((name, text) for name, text in SHOWN.items() if name in figures):
            what, value = _label(tr(text), "muted", self), _label("", "", self)
            bold = value.font()
            bold.setBold(True)
            value.setFont(bold)
            value.setToolTip(tr(RESULTS[name].label))
            grid.addWidget(what, row, 0)
            grid.addWidget(value, row, 1)
            self.values[name] = value
        words = QVBoxLayout()
        words.setContentsMargins(round(em * 0.7), round(em * 0.4), round(em * 0.7), round(em * 0.6))
        words.setSpacing(round(em * 0.35))
        words.addWidget(self.title)
        words.addWidget(self.summary)
        words.addStretch(1)
        words.addLayout(grid)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(words, 1)
        self.write()

    def write(self) -> None:
        """Write the figures, in the currency that is shown now."""
        said = []
        for name, label in self.values.items():
            label.setText(result_text(name, self._figures[name], _DIGITS))
            said.append(f"{tr(SHOWN[name])} {label.text()}")
        self.setAccessibleName(tr(self.preset.title))
        self.setAccessibleDescription(f"{tr(self.preset.summary)} {', '.join(said)}")

    def load_picture(self) -> None:
        """Read the picture of the design."""
        self._picture = QPixmap(str(resource.path("start", f"{self.preset.name}.jpg")))
        self._scaled = QPixmap()
        self.update()

    @property
    def has_picture(self) -> bool:
        return self._picture is not None and not self._picture.isNull()

    def set_width(self, width: int) -> int:
        """Make room for the picture at this width; the least height of the card then."""
        self._column.setContentsMargins(0, width * _HIGH // _WIDE, 0, 0)
        return self._column.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()  # a button would walk by its own idea of what is beside it: the cards know their columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scaled = QPixmap()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        outline = QPainterPath()
        outline.addRoundedRect(frame, _ROUND, _ROUND)
        painter.fillPath(outline, QColor(colours.raised))
        high = self.width() * _HIGH // _WIDE
        painter.save()
        painter.setClipPath(outline)
        painter.fillRect(QRectF(0, 0, self.width(), high), QColor("#0b0f16"))  # as the space of the pictures
        if self.has_picture:
            painter.drawPixmap(0, 0, self._drawn(self.width(), high))
        painter.restore()
        marked = self.hasFocus() or self.underMouse()
        painter.setPen(QPen(QColor(colours.accent if marked else colours.line), 3.0 if self.hasFocus() else 1.2))
        painter.drawPath(outline)
        painter.end()

    def _drawn(self, width: int, height: int) -> QPixmap:
        ratio = self.devicePixelRatioF()
        if self._scaled.isNull() and self._picture is not None:
            self._scaled = self._picture.scaled(
                round(width * ratio), round(height * ratio), Qt.AspectRatioMode.KeepAspectRatioByExpanding,
                Qt.TransformationMode.SmoothTransformation)  # fmt: skip
            self._scaled.setDevicePixelRatio(ratio)
        return self._scaled


def _label(text: str, look: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setProperty("look", look)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return label
