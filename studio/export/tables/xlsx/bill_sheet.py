"""The bill of materials as a sheet: prices from the inputs, quotes of one's own, and what a satellite and all cost."""

from typing import Final

from studio.analysis import RESULTS, Results
from studio.analysis.difference import field_words
from studio.export.tables.bill import STATES, Part, parts
from studio.export.tables.xlsx.book import Book, Sheet
from studio.export.tables.xlsx.costs import Costs
from studio.export.tables.xlsx.formula import Term, choose, is_number, term, total
from studio.export.tables.xlsx.mass_table import Masses
from studio.text import mark, tr

_WIDTHS: Final = (38.0, 18.0, 9.0, 15.0, 15.0, 11.0, 22.0, 26.0, 16.0, 16.0, 18.0, 46.0)
_MONEY, _PRICE, _KILOGRAMS, _AMOUNT = "#,##0", "#,##0.00##", "#,##0.0", "#,##0.##"


class Bill:
    """Writes the sheet and, as it goes, the steps of the cost that it needs."""

    _costs: Costs

    def __init__(self, book: Book, results: Results, masses: Masses, name: str) -> None:
        self._results, self._masses = results, masses
        self.sheet: Sheet = book.sheet(name, _WIDTHS, head=7, columns=1)

    def write(self, costs: Costs) -> dict[str, Term]:
        """The cells that the rest of the cost follows from."""
        sheet, results = self.sheet, self._results
        self._costs = costs
        year = results.design.cost.price_year
        sheet.title(tr(mark("Bill of materials")), tr(mark(
            "US dollars of {year}. Blue cells may be changed: type a quote (before learning), the number of "
            "satellites, a price of the launch or one on the sheet of the inputs, and every sum follows."),
            year=year))  # fmt: skip
        sheet.row += 1
        sheet.text(0, tr(mark("Satellites")))
        self._count = sheet.number(1, results["constellation.satellites"], "input", "#,##0", "constellation.satellites")
        sheet.row += 1
        sheet.text(0, tr(mark("Launch price that was quoted, USD/kg")))
        sheet.empty(1, "input", _PRICE)
        quote = sheet.book.define("bill.launch_quote", sheet, sheet.row, 1, None)
        sheet.row += 2
        costs.begin()
        self._series = costs.series(self._count)
        sheet.heads(tr(mark("Part")), tr(mark("Quantity")), tr(mark("Unit")), tr(mark("Price of a unit, USD")),
                    tr(mark("Your quote, USD")), tr(mark("Left by learning")), tr(mark("Price of a satellite, USD")),
                    tr(mark("Price of all, USD")), tr(mark("Mass, best estimate, kg")),
                    tr(mark("Mass with margins, kg")), tr(mark("Mass of all, kg")), tr(mark("Price from")))  # fmt: skip
        sums = self._satellite()
        costs.launch(self._count, self._masses.satellite, quote)
        return self._programme(sums)

    def _satellite(self) -> dict[str, Term]:
        sheet, costs = self.sheet, self._costs
        prices: dict[bool, list[Term]] = {False: [], True: []}
        for part in parts(self._results):
            if part.detail:
                self._detail(part)
            elif (cell := self._part(part)) is not None and part.item is not None:
                prices[part.item.computer].append(cell)
            sheet.row += 1
        sums = {"series": self._series}
        for computer, name, label in ((False, "bill.parts", mark("Parts without computers")),
                                      (True, "bill.computers", mark("Computers with hosts and network"))):  # fmt: skip
            sheet.text(0, tr(label), "total")
            cells = prices[computer]
            self._both(total(cells) if cells else term(0), "total", name)
            sums["computers" if computer else "others"] = self._told(name)
            sheet.row += 1
        sheet.text(0, tr(RESULTS["cost.hardware"].label), "total")
        self._both(sums["others"] + sums["computers"], "total", "cost.hardware")
        hardware = self._told("cost.hardware")
        sheet.row += 1
        share = self._results.design.cost.integration_from == "share"
        amount, price = costs.integration(hardware)
        sheet.text(0, tr(mark("Integration")))
        quantity = sheet.formula(1, amount, "plain", _AMOUNT)
        sheet.text(2, "USD" if share else "W", "unit")
        self._priced(quantity, price, term(1) if share else self._series, "cost.integration")
        sheet.text(11, "cost.integration_share" if share else "cost.integration_price", "note")
        sheet.row += 1
        sheet.text(0, tr(RESULTS["cost.satellite"].label), "total")
        sums |= {"cost.hardware": hardware, "cost.integration": self._told("cost.integration")}
        self._both(hardware + sums["cost.integration"], "total", "cost.satellite")
        sums["cost.satellite"] = self._told("cost.satellite")
        sheet.formula(9, self._masses.satellite, "total", _KILOGRAMS)
        sheet.formula(10, self._masses.satellite * self._count, "total", _KILOGRAMS, "bill.mass_of_all")
        sheet.row += 1
        return sums

    def _part(self, part: Part) -> Term | None:
        sheet = self.sheet
        sheet.text(0, part.label)
        estimate = self._masses.estimates.get(part.mass_name)
        if part.item is None and estimate is not None:
            sheet.formula(1, estimate, "given", _AMOUNT)
        elif part.amount is not None:
            sheet.number(1, part.amount, "given", _AMOUNT)
        sheet.text(2, part.unit.symbol, "unit")
        self._mass(part, estimate)
        state = tr(STATES[part.state])
        if part.item is None or part.state == "within":
            sheet.text(11, state, "note")
            return None
        price = self._costs.list_price(part)
        learned = term(1) if part.item.computer else self._series
        field = f"{field_words((self._results.design,), part.item.field)} ({part.item.field})"
        sheet.text(11, field if part.state == "priced" else f"{field}: {state}", "note")
        return self._priced(Term(f"B{sheet.row + 1}", part.amount), price, learned, part.name)

    def _priced(self, amount: Term, price: Term | None, learned: Term, name: str) -> Term:
        """List price, quote, learning and what it comes to."""
        sheet = self.sheet
        listed = sheet.formula(3, price, "plain", _PRICE) if price is not None else sheet.empty(3, "plain")
        quote = sheet.empty(4, "input", _PRICE)
        left = sheet.formula(5, learned, "plain", "0.0000") if learned.text != "1" else sheet.number(5, 1, "plain", "0")
        used = choose(is_number(quote), quote, choose(is_number(listed), listed, 0))
        return self._both(amount * used * left, "plain", name)

    def _both(self, price: Term, style: str, name: str) -> Term:
        """The price of a satellite and that of all; the cell of the first, as this sheet calls it."""
        sheet = self.sheet
        sheet.formula(6, price, style, _MONEY, name)
        called = Term(f"G{sheet.row + 1}", price.value)
        sheet.formula(7, called * self._count, style, _MONEY)
        return called

    def _told(self, name: str) -> Term:
        found = self.sheet.book.named(name)
        assert found is not None
        return found

    def _mass(self, part: Part, estimate: Term | None) -> None:
        sheet = self.sheet
        margined = self._masses.margined.get(part.mass_name)
        if part.mass_name == "mass.propellant":
            estimate = margined = sheet.book.named("mass.propellant")
        if estimate is None or margined is None:
            return
        sheet.formula(8, estimate, "plain", _KILOGRAMS)
        sheet.formula(9, margined, "plain", _KILOGRAMS)
        sheet.formula(10, margined * self._count, "plain", _KILOGRAMS)

    def _detail(self, part: Part) -> None:
        sheet = self.sheet
        sheet.text(0, f"    {part.label}", "quiet")
        sheet.number(1, part.amount or 0.0, "quiet", _AMOUNT)
        sheet.text(2, part.unit.symbol, "unit")
        sheet.number(8, part.mass or 0.0, "quiet", "#,##0.00")
        sheet.text(11, tr(mark("layer of the panels, within their price and mass")), "note")

    def _programme(self, sums: dict[str, Term]) -> dict[str, Term]:
        sheet, costs, results = self.sheet, self._costs, self._results
        cost = results.stage("cost")
        sheet.section(tr(mark("All satellites, launched")), len(_WIDTHS))
        first = sheet.row
        self._line("cost.satellites", self._count, "", sums["cost.satellite"], self._count * sums["cost.satellite"])
        if cost.launch is None:
            launched = self._line("cost.launch", costs.mass_total, "kg", None, term(0),
                                  tr(mark("no vehicle takes a satellite up: not in the sums")))  # fmt: skip
        else:
            launched = self._line("cost.launch", costs.mass_total, "kg", costs.per_mass, costs.launched)
        share = costs.field("insurance_share")
        insured = self._count * sums["cost.hardware"] + launched
        self._line("cost.insurance", insured, "USD", share, share * insured, "cost.insurance_share")
        for name, field in (("cost.engineering_paid", "engineering"), ("cost.ground_segment", "ground_capital")):
            typed = costs.field(field)
            self._line(name, None, "", None, choose(is_number(typed), typed, 0) * costs.factor, f"cost.{field}")
        sheet.text(0, tr(RESULTS["cost.capex"].label), "total")
        cells = [Term(f"H{row + 1}", self._told(name).value) for row, name in zip(
            range(first, sheet.row), ("cost.satellites", "cost.launch", "cost.insurance", "cost.engineering_paid",
                                      "cost.ground_segment"), strict=True)]  # fmt: skip
        capex = sheet.formula(7, total(cells), "total", _MONEY, "cost.capex")
        sheet.row += 1
        sums |= {"launched": launched, "cost.capex": capex}
        sums["payload"] = self._masses.estimates.get("mass.payload", term(0))
        self._per_watt(sums)
        return sums

    def _line(
        self, name: str, amount: Term | None, unit: str, price: Term | None, how: Term, note: str = ""
    ) -> Term:  # fmt: skip
        """One line of the capital; its cell."""
        sheet = self.sheet
        sheet.text(0, tr(RESULTS[name].label))
        if amount is not None:
            sheet.formula(1, amount, "plain", "#,##0")
        sheet.text(2, unit, "unit")
        if price is not None:
            sheet.formula(3, price, "plain", _PRICE)
        sheet.text(11, note, "note")
        cell = sheet.formula(7, how, "plain", _MONEY, name)
        sheet.row += 1
        return cell

    def _per_watt(self, sums: dict[str, Term]) -> None:
        costs, results, sheet = self._costs, self._results, self.sheet
        cost, power = results.stage("cost"), results.stage("power")
        if cost.capex_per_watt is not None:
            self._watts("cost.capex_per_watt", sums["cost.capex"] / (self._count * costs.fixed.watts))
        array = sheet.book.named("cost.panels")
        lifted = [self._masses.margined.get(name, term(0)) for name in ("mass.panel", "mass.array_structure")]
        if cost.array_per_watt is not None and array is not None:
            structure = sheet.book.named("cost.structure") or term(0)
            price = array + structure + costs.per_mass * (lifted[0] + lifted[1])
            self._watts("cost.array_per_watt", price / power.array_eol)
        if cost.orbited_per_watt is not None:
            price = sums["others"] + sums["cost.integration"] + costs.per_mass * self._masses.satellite
            self._watts("cost.orbited_per_watt", price / power.array_eol)

    def _watts(self, name: str, how: Term) -> None:
        sheet = self.sheet
        sheet.text(0, tr(RESULTS[name].label), "wrap")
        sheet.formula(7, how, "plain", '#,##0.000" USD/W"', name)
        sheet.row += 1
