"""What is in an imported table of n and k: a picture, what is odd about it, and what it is to be called."""

import math

import msgspec
import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from studio.catalogue.import_index import ImportedIndex
from studio.design.user_material import UserMaterial
from studio.document.materials import with_user_material
from studio.gui.inspector.words import sentence
from studio.gui.panel.optical_origin import range_text
from studio.gui.panel.selection import Selection
from studio.gui.plots.chart import Chart
from studio.gui.plots.curve import Curve, pen
from studio.gui.plots.log_axis import log_finder
from studio.gui.session import Session
from studio.gui.source_text import CONFIDENCE
from studio.text import tr, tr_count

_MOST_POINTS = 2000
_WIDE = 12.0
"""From this ratio of the last wavelength to the first on, the axis is logarithmic."""


class ImportDialog(QDialog):
    """Accepting adds the material to the design, and makes the selected layer of it where that is wanted."""

    def __init__(
        self, session: Session, selection: Selection, imported: ImportedIndex, material: UserMaterial,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("import-dialog")
        self.setWindowTitle(tr("Import n and k"))
        self._session = session
        self._position = selection.index
        self._material = material
        em = self.fontMetrics().height()
        self.name = self._line("import-name", material.name)
        self.source = self._line("import-source", material.source)
        self.source.setPlaceholderText(tr("Who measured it, and where that is published"))
        self.licence = self._line("import-licence", material.licence)
        self.confidence = QComboBox(self)
        self.confidence.setObjectName("import-confidence")
        for name, label in CONFIDENCE.items():
            self.confidence.addItem(tr(label), name)
        self.confidence.setCurrentIndex(self.confidence.findData(material.confidence))
        layer = session.design.stack.layers[self._position]
        self.use = QCheckBox(tr("Make the layer “{layer}” of it", layer=layer.name), self)
        self.use.setObjectName("import-use")
        self.about = QLabel(self)
        self.about.setProperty("look", "muted")
        rows = tr_count("one row", "{count} rows", imported.wavelength.size)
        self.about.setText(f"{rows}, {range_text(imported.low, imported.high)}")
        self.warnings = QLabel("\n".join(f"⚠ {one}" for one in imported.warnings), self)
        self.warnings.setObjectName("import-warnings")
        self.warnings.setWordWrap(True)
        self.warnings.setVisible(bool(imported.warnings))
        self.warnings.setStyleSheet(f"color: {session.theme.colours.amber};")
        self.message = QLabel(self)
        self.message.setObjectName("import-message")
        self.message.setProperty("look", "error")
        self.message.setWordWrap(True)
        self.message.hide()
        self.buttons = QDialogButtonBox(self)
        self.accept_button = self.buttons.addButton(tr("Add to the design"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(tr("Name"), self.name)
        form.addRow(tr("Source"), self.source)
        form.addRow(tr("Licence"), self.licence)
        form.addRow(tr("Confidence"), self.confidence)
        self.chart = self._picture(imported, em)
        column = QVBoxLayout(self)
        column.setSpacing(round(em * 0.5))
        column.addWidget(self.chart, 1)
        column.addWidget(self.about)
        column.addWidget(self.warnings)
        column.addLayout(form)
        column.addWidget(self.use)
        column.addWidget(self.message)
        column.addWidget(self.buttons)
        self.resize(round(em * 36), round(em * 36))

    @property
    def material(self) -> UserMaterial:
        """The material as it is named now."""
        return msgspec.structs.replace(
            self._material, name=self.name.text().strip(), source=self.source.text().strip(),
            licence=self.licence.text().strip(), confidence=self.confidence.currentData(),
        )  # fmt: skip

    def accept(self) -> None:
        material, position = self.material, self._position if self.use.isChecked() else None
        refusal = self._session.edit(
            tr("Import {name}", name=material.name), lambda design: with_user_material(design, material, position)
        )
        if refusal is None:
            super().accept()
        else:
            self.message.setText(sentence(refusal.text))
            self.message.show()

    def _line(self, name: str, text: str) -> QLineEdit:
        line = QLineEdit(text, self)
        line.setObjectName(name)
        line.setCursorPosition(0)
        return line

    def _picture(self, imported: ImportedIndex, em: int) -> Chart:
        colours = self._session.theme.colours
        chart = Chart("import_chart", tr("n and k over the wavelength"), self)
        chart.setMinimumHeight(em * 13)
        chart.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        step = max(imported.wavelength.size // _MOST_POINTS, 1)
        low, high = imported.low * 1e9, imported.high * 1e9
        wide = high > _WIDE * low
        scale = math.log10 if wide else float
        x = np.array([scale(one) for one in (imported.wavelength[::step] * 1e9).tolist()])
        for row, (name, values, tint) in enumerate((("n", imported.n, 0), ("k", imported.k, 1))):
            plot = chart.add_plot(row)
            curve = Curve()
            curve.setPen(pen(colours.series[tint], 1.8))
            curve.show_points(x, np.ascontiguousarray(values[::step]))
            plot.box.addItem(curve, ignoreBounds=True)
            plot.box.setMouseEnabled(x=False, y=False)
            plot.box.show_x(scale(low), scale(high))
            bottom, top = float(values.min()), float(values.max())
            room = 0.06 * max(top - bottom, 0.05)
            plot.box.show_y(bottom - room, top + room)
            plot.left.name_it(name)
            if wide:
                plot.bottom.find_ticks(log_finder(lambda value: f"{value:g}"))
            plot.bottom.name_it(tr("Wavelength [nm]") if row else "")
        chart.use(colours)
        return chart
