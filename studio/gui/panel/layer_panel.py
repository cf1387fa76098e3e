"""The properties of the selected layer, field by field, and what makes it a cell."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from studio.design.panel import Layer
from studio.gui.inspector.style import row_style
from studio.gui.panel.junction_edits import with_junction, without_junction
from studio.gui.panel.layer_notes import STAGES, layer_issues
from studio.gui.panel.layer_place import JUNCTION
from studio.gui.panel.layer_rows import (
    GapRow,
    LayerChoiceRow,
    LayerNumberRow,
    LayerTextRow,
    OpticsRow,
    ThicknessRow,
)
from studio.gui.panel.material_row import MaterialRow
from studio.gui.panel.selection import Selection
from studio.gui.session import Session
from studio.text import tr

Row = LayerNumberRow | LayerTextRow | LayerChoiceRow | MaterialRow
_BULK = ("density", "specific_heat", "conductivity")
_JUNCTION = ("collection", "radiative_efficiency", "ideality", "saturation_2", "series_resistance",
             "shunt_resistance", "current_coefficient", "gap_slope")  # fmt: skip
_LABEL_EMS = 8.4


class LayerPanel(QScrollArea):
    """`said` carries why the buttons could not do something, or nothing; refusals of fields stand beneath them."""

    explain_requested = Signal(str)
    said = Signal(str)

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("layer-panel")
        self.setAccessibleName(tr("Properties of the selected layer"))
        self.session = session
        self._selection = selection
        self._name = ""
        self.rows: dict[str, Row] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        em = self.fontMetrics().height()
        page = QWidget(self)
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(round(em * 0.5), round(em * 0.4), round(em * 0.5), round(em * 0.5))
        self._column.setSpacing(1)
        self._build(em)
        self._column.addStretch(1)
        self.setWidget(page)
        for row in self.rows.values():
            row.narrow_label(_LABEL_EMS)
            row.explain_requested.connect(self.explain_requested)
        session.design_changed.connect(self.refresh)
        session.outcome_changed.connect(self._outcome_changed)
        selection.changed.connect(self.refresh)
        self.setStyleSheet(row_style())
        self.refresh()

    def _build(self, em: int) -> None:
        session, selection = self.session, self._selection
        # Made in the order in which they stand: so the keyboard goes through them.
        self.rows = {"name": LayerTextRow(session, selection, "name", self)}
        self.rows["material"] = self.material = MaterialRow(session, selection, self)
        self.rows["role"] = LayerChoiceRow(session, selection, "role", self)
        self.rows["thickness"] = ThicknessRow(session, selection, self)
        self.rows["coverage"] = LayerNumberRow(session, selection, "coverage", self)
        self.rows["optics"] = self.optics = OpticsRow(session, selection, self)
        self.rows["light_path"] = LayerNumberRow(session, selection, "light_path", self)
        self.rows["junction.band_gap"] = self.gap = GapRow(session, selection, self)
        for field in (*(JUNCTION + name for name in _JUNCTION), *_BULK):
            self.rows[field] = LayerNumberRow(session, selection, field, self)
        junction = [field for field in self.rows if field.startswith(JUNCTION)]
        for field, row in self.rows.items():
            if field not in junction and field not in _BULK:
                self._column.addWidget(row)
        self.heading = self._heading(tr("Junction"), em)
        self.hint = QLabel(self)
        self.hint.setObjectName("layer-junction-hint")
        self.hint.setProperty("look", "muted")
        self.hint.setWordWrap(True)
        self._column.addWidget(self.hint)
        self._junction_rows = [self.rows[field] for field in junction]
        for one in self._junction_rows:
            self._column.addWidget(one)
        self.junction_button = QPushButton(self)
        self.junction_button.setObjectName("layer-junction")
        self.junction_button.clicked.connect(self._turn_junction)
        self._column.addWidget(self.junction_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._heading(tr("Mass and heat"), em)
        for field in _BULK:
            self._column.addWidget(self.rows[field])

    def _heading(self, text: str, em: int) -> QLabel:
        label = QLabel(text, self)
        label.setProperty("look", "muted")
        label.setContentsMargins(0, round(em * 0.5), 0, 0)
        self._column.addWidget(label)
        return label

    @property
    def layer(self) -> Layer:
        """The layer that is shown."""
        layers = self.session.design.stack.layers
        return layers[min(self._selection.index, len(layers) - 1)]

    def focus_field(self, field: str) -> None:
        """Put the keyboard into the row of `field`: "thickness", "junction.band_gap"."""
        row = self.rows.get(field)
        if row is not None:
            self.ensureWidgetVisible(row)
            row.take_focus()

    def refresh(self) -> None:
        """Take over the design; what is being typed is left alone as long as its layer is the one that is shown."""
        design, layer = self.session.design, self.layer
        if layer.name != self._name:  # selected, or come into the place of one that was removed
            self._name = layer.name
            for row in self.rows.values():
                row.forget()
        for row in self.rows.values():
            row.refresh(design)
        for field, row in self.rows.items():
            row.show_source(design.sources.get(f"stack.layers[{layer.name}].{field}"))
            row.show_spread(design.spreads.get(f"stack.layers[{layer.name}].{field}"))
        self.optics.show_layer(layer)
        self.gap.show_layer(self.session, layer)
        by_layers = design.stack.electrical == "layers"
        self.rows["light_path"].show_applies(by_layers)
        has = layer.junction is not None
        for row in self._junction_rows:
            row.setVisible(has)
        self.junction_button.setText(tr("Remove the junction") if has else tr("Make this a junction"))
        self.hint.setText(self._hint(has, by_layers))
        self.hint.setVisible(bool(self.hint.text()))
        self._show_issues()

    def _hint(self, has: bool, by_layers: bool) -> str:
        if has and not by_layers:
            return tr("The electricity of this design comes from a data sheet: the junction does not count.")
        return "" if has else tr("This layer makes no electricity.")

    def _show_issues(self) -> None:
        layer = self.layer
        issues = layer_issues(self.session).get(layer.name, ())
        self.material.show_layer(layer, tuple(issue for issue in issues if issue.where.endswith(".material")))
        stem = f"stack.layers[{layer.name}]."
        for field, row in self.rows.items():
            if row is not self.material:
                row.show_issues(tuple(issue for issue in issues if issue.where == stem + field))

    def _outcome_changed(self, stage: str) -> None:
        if stage in STAGES:
            self._show_issues()

    def _turn_junction(self) -> None:
        layer, position = self.layer, self._selection.index
        if layer.junction is None:
            label = tr("Make {name} a junction", name=layer.name)
            refusal = self.session.edit(label, lambda design: with_junction(design, position))
        else:
            label = tr("Remove the junction of {name}", name=layer.name)
            refusal = self.session.edit(label, lambda design: without_junction(design, position))
        self.said.emit(refusal.text if refusal is not None else "")
