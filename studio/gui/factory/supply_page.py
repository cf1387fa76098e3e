"""Who can supply it: the map by stage and country, the pathways, and the cost of controls, tariffs and own lines."""

from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QSizePolicy,
    QSplitter,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.analysis.supply import covered_steps, missing_steps, pathway_for, risks, supply_map, tally
from studio.catalogue.company import COUNTRIES, STAGES, companies
from studio.catalogue.pathway import pathways
from studio.design import Design, set_value
from studio.design.quantity import MONEY, MONEY_RATE, PRICE_PER_POWER, YEAR
from studio.design.unit_text import number_text
from studio.gui.charts.view import ChartView, figure
from studio.gui.factory.company_card import company_card
from studio.gui.factory.field_choice import Choices, FieldChoice
from studio.gui.factory.supply_matrix import SupplyMatrix
from studio.gui.factory.wrapped_row import WrappedRow
from studio.gui.panel.number_box import NumberBox
from studio.gui.scrolling import scrolling
from studio.gui.session import Session
from studio.gui.theme.lettered import lettered
from studio.gui.value_text import readable_text, value_text
from studio.text import mark, tr

_SCENARIOS: tuple[tuple[str, str, str, dict[str, object]], ...] = (
    ("free", mark("Free trade"), mark("No control, no tariff, all from China"),
     {"export_control": "none", "panel_tariff": 0.0, "equipment_tariff": 0.0, "outside_line": 0.0}),
    ("us-line", mark("100 GW outside"), mark("Lines for 100 GW a year outside China, as Musk plans them"),
     {"outside_line": 100e9 / YEAR}),
)  # fmt: skip
"""Name, words, help, and the fields of the programme that a button sets in one step."""
_FIGURES = ("purchase_delta", "delta_per_watt", "lines_delta", "unmet", "companies_left", "pathways_left",
            "single_source")  # fmt: skip
_WIDE_EMS, _HIGH_EMS = 60, 34
"""From this width on the card stands beside the map; from this height on there is room for figures over it."""


class SupplyPage(ChartView):
    """Every control above changes the design in one step; a click on a company shows its card."""

    stages = ("supply",)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "supply_page", tr("Supply chain"), parent)
        em = self.fontMetrics().height()
        self.pathway = Choices(self)
        self.pathway.setObjectName("supply_page-pathway")
        self.pathway.setAccessibleName(tr("Pathway to highlight"))
        self.pathway.setToolTip(tr("The steps of this pathway stand out in the map"))
        self.pathway.addItem(tr("Pathway of this design"), "design")
        self.pathway.addItem(tr("All stages"), "")
        for one in pathways().values():
            self.pathway.addItem(tr(one.name), one.id)
        self.pathway.activated.connect(self._highlight)
        self.control = FieldChoice(session, "programme.export_control", {
            "none": mark("nothing"), "equipment": mark("production machines"), "all": mark("everything")}, self)
        self.bar = WrappedRow(self)
        for place, item in enumerate((self.pathway, self.control)):
            self.head.insertWidget(place, item)
        self.head.setSpacing(round(em * 0.5))
        self.numbers = {
            name: NumberBox(session, f"programme.{name}", tr(label), unit=unit, parent=self)
            for name, label, unit in (("panel_tariff", mark("Tariff on panels"), "%"),
                                      ("equipment_tariff", mark("on machines"), "%"),
                                      ("outside_line", mark("Lines outside China"), "GW/yr"))
        }  # fmt: skip
        self.refused = QLabel(self)
        self.refused.setProperty("look", "error")
        self.refused.setWordWrap(True)
        self.refused.hide()
        for box in self.numbers.values():
            box.edit.setMaximumWidth(round(em * 5))
            box.said.connect(self._refuse)
            self.bar.add(box)
        self.buttons = {name: self._button(name, tr(words), tr(tip), fields)
                        for name, words, tip, fields in _SCENARIOS}  # fmt: skip
        self.summary, self.breaks, self.legend = QLabel(self), QLabel(self), QLabel(self)
        for label, name, look in ((self.summary, "summary", "heading"), (self.breaks, "breaks", ""),
                                  (self.legend, "legend", "muted")):  # fmt: skip
            label.setObjectName(f"supply_page-{name}")
            lettered(label, look)
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.legend.setText(tr(
            "filled: in production · outlined: pilot · dashed: announced, does not count · struck out: stopped · "
            "⚠ negative net assets · ° only the article says so. Reported statements with source and date, never "
            "advice; who is not named in a source at hand is not on the map."))  # fmt: skip
        self.matrix = SupplyMatrix(session.theme, "supply_page-map", tr("Companies by stage and country"))
        self.matrix.activated.connect(self.show_company)
        self.matrix.moved.connect(self._keep_in_sight)
        self._page = QWidget()
        inner = QVBoxLayout(self._page)
        inner.setContentsMargins(0, 0, round(em * 0.4), 0)
        inner.setSpacing(round(em * 0.3))
        for part in (self.summary, self.breaks, self.matrix, self.legend):
            inner.addWidget(part)
        inner.addStretch(1)
        self.area = scrolling(self._page, self, sideways=False)
        self.card = QTextBrowser(self)
        self.card.setObjectName("supply_page-card")
        self.card.setAccessibleName(tr("Card of the company"))
        self.card.setOpenLinks(False)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        for widget in (self.area, self.card):
            self.split.addWidget(widget)
        self.split.setStretchFactor(0, 1)
        self.split.setChildrenCollapsible(False)
        self.card.hide()
        self.company = ""
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(em * 0.25))
        for line in (self.bar, self.refused):
            column.addWidget(line)
        column.addWidget(self.split, 1)
        self.theme_changed()

    def missing(self) -> str:
        return ""

    def theme_changed(self) -> None:
        super().theme_changed()
        self.matrix.update()
        if self.company:
            self.card.setHtml(company_card(companies()[self.company], self.session.theme.colours))

    def show_tables(self) -> None:
        found, made = self.session.table("supply"), self.session.design.programme
        for name, _, _, fields in _SCENARIOS:
            self.buttons[name].setChecked(all(_near(getattr(made, key), value) for key, value in fields.items()))
        self.summary.setText(scenario_sentence(found))
        self.breaks.setText(coverage_sentence(self.session.design, found))
        chosen = self.pathway.currentData()
        own = pathway_for(self.session.design)
        shown = own if chosen == "design" else pathways().get(chosen)
        self.matrix.show_map(supply_map(made.export_control), risks(made.export_control),
                             shown.stages if shown else ())  # fmt: skip
        self.figures.setVisible(self.height() >= _HIGH_EMS * self.fontMetrics().height())
        self.figures.show_figures(tuple(
            one for name in _FIGURES for one in figure(f"supply.{name}", getattr(found, name))
        ))  # fmt: skip

    def data(self) -> list[list[str]]:
        known = supply_map(self.session.design.programme.export_control)
        rows = [[tr("Stage"), *(tr(name) for name in COUNTRIES.values())]]
        for stage, name in STAGES.items():
            rows.append([tr(name), *(", ".join(tr(one.company.name) for one in known.suppliers(stage, country))
                                     for country in COUNTRIES)])  # fmt: skip
        return rows

    def show_company(self, id: str) -> None:
        """Show the card of a company; of the one that is shown, close it."""
        self.company = "" if id == self.company else id
        self.matrix.choose(self.company)
        self.card.setVisible(bool(self.company))
        if self.company:
            self._turn()
            self.card.setHtml(company_card(companies()[self.company], self.session.theme.colours))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()
        self.request_draw()

    def _turn(self) -> None:
        """The card stands beside the map where there is room, else under it."""
        wide = self.width() >= _WIDE_EMS * self.fontMetrics().height()
        turned = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if turned != self.split.orientation() or not any(self.split.sizes()[1:]):
            self.split.setOrientation(turned)
            whole = self.split.width() if wide else self.split.height()
            self.split.setSizes([round(0.62 * whole), round(0.38 * whole)])

    def _button(self, name: str, text: str, tip: str, fields: dict[str, object]) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"supply_page-{name}")
        button.setText(text)
        button.setToolTip(tip)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda: self._set(text, fields))
        self.bar.add(button)
        return button

    def _set(self, text: str, fields: dict[str, object]) -> None:
        """Set several fields as one undo step."""
        def edit(design: Design) -> Design:
            for name, value in fields.items():
                design = set_value(design, f"programme.{name}", value)
            return design

        self.session.edit(text, edit)
        self.request_draw()  # a button that was down already stays down

    def _highlight(self, position: int) -> None:
        if self.session.table("supply") is None:
            return
        self.show_tables()
        first = next((row for row in self.matrix.rows if row.on_pathway), None)
        if first is not None and self.pathway.itemData(position):
            self._keep_in_sight(QRectF(0.0, first.top, 1.0, first.height))

    def _refuse(self, why: str) -> None:
        self.refused.setText(why)
        self.refused.setVisible(bool(why))

    def _keep_in_sight(self, frame: QRectF) -> None:
        place = self.matrix.mapTo(self._page, frame.center().toPoint())
        self.area.ensureVisible(place.x(), place.y(), 20, round(2 * frame.height()))


def scenario_sentence(found: Any) -> str:
    """What the scenario costs over free trade, in a sentence or two."""
    if found.purchase_delta == 0.0 and found.lines_delta == 0.0 and found.unmet == 0.0:
        return tr("All comes from China without barriers: the other scenarios are held against this.")
    sentences = []
    if found.delta_per_watt is not None:
        sentences.append(tr(
            "Panels cost {money} {more} than by free trade, {watt}.",
            money=readable_text(abs(found.purchase_delta), MONEY_RATE, 3), more=_more(found.purchase_delta),
            watt=value_text(abs(found.delta_per_watt), PRICE_PER_POWER, digits=3)))  # fmt: skip
        if found.lines_delta is None:
            sentences.append(tr("Lines outside China cannot be had: machines are missing, or not known."))
        elif found.lines_delta:
            sentences.append(tr("The lines for them cost {money} {more}.", more=_more(found.lines_delta),
                                money=readable_text(abs(found.lines_delta), MONEY, 3)))  # fmt: skip
    if found.unmet > 0.0:
        sentences.append(tr("{power} GW a year of the target are not to be had.",
                            power=number_text(found.unmet * YEAR / 1e9, 3)))  # fmt: skip
    return " ".join(sentences)


def _more(difference: float) -> str:
    return tr("more") if difference >= 0.0 else tr("less")


def coverage_sentence(design: Design, found: Any) -> str:
    """Which pathways are whole, in China, without it, and under the scenario."""
    control = design.programme.export_control
    count = tally(control)
    text = tr("Within China {china} of {all} pathways are whole ({steps} of {every} steps); without China, {outside}.",
              china=count.china_pathways, all=count.pathways, steps=count.china_steps, every=count.steps,
              outside=count.outside_pathways)  # fmt: skip
    broken = [tr(one.name) for one in pathways().values() if missing_steps(one, supply_map(control))]
    if broken:
        text += " " + tr("This scenario breaks: {broken}.", broken=", ".join(broken))
    own = pathway_for(design)
    if own is not None and (lacking := missing_steps(own, supply_map(control))):
        text += " " + tr("This design ({pathway}) lacks {lacking}.", pathway=tr(own.name),
                         lacking=", ".join(tr(STAGES[stage]).lower() for stage in lacking))  # fmt: skip
    elif own is not None:
        text += " " + tr("This design ({pathway}) has all its {steps} steps.", pathway=tr(own.name),
                         steps=len(covered_steps(own, supply_map(control))))  # fmt: skip
    return text


def _near(held: object, wanted: object) -> bool:
    if isinstance(held, float) and isinstance(wanted, float):
        return abs(held - wanted) <= 1e-9 * max(abs(wanted), 1e-9)
    return held == wanted
