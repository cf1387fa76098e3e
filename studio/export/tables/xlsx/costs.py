"""What the constellation costs, as formulas: the equations of the cost stage, cell by cell.

A price, a quote, the number of satellites or a mass may be changed, and capital, $/W and the price of electricity
follow as the studio would compute them. What needs the physics of the studio is fixed: areas, powers, lives.
"""

from dataclasses import dataclass
from typing import Any, Final

from studio.analysis import Results
from studio.analysis.costing.items import computer_power, rated_power
from studio.analysis.launch.capacity import capacity
from studio.catalogue import accelerator
from studio.catalogue.launcher import launcher
from studio.design.quantity import (
    DURATION,
    MASS,
    MONEY,
    MONEY_RATE,
    NUMBER,
    POWER,
    PRICE_PER_AREA,
    PRICE_PER_MASS,
    RATE,
    RATIO,
    VOLUME,
)
from studio.design.quantity import YEAR as YEAR_SECONDS
from studio.export.tables.bill import Part
from studio.export.tables.xlsx.chain import Steps
from studio.export.tables.xlsx.formula import (
    YEAR,
    Operand,
    Term,
    absolute,
    choose,
    exp,
    is_number,
    least,
    ln,
    most,
    rounded_even,
    rounded_up,
    term,
    total_product,
)
from studio.export.tables.xlsx.inputs_sheet import Inputs
from studio.text import mark, tr

MOST_GENERATIONS: Final = 400
"""Rows of the table of generations, where the design does not need more of them."""


@dataclass(frozen=True)
class Fixed:
    """What the studio computed and this workbook takes as it is."""

    watts: Term
    rated: Term
    served: Term
    life: Term
    failure_rate: Term
    spare_share: Term


class Costs:
    """The steps in the order in which they are computed; parts and programme are written by the bill of materials."""

    def __init__(self, steps: Steps, inputs: Inputs, results: Results) -> None:
        self._steps, self._inputs, self._results = steps, inputs, results
        self._design = results.design
        self._tables = {name: results.stage(name) for name in (
            "power", "panel", "payload", "thermal", "mass", "launch", "cost", "constellation", "orbit", "size")}

    def field(self, name: str) -> Term:
        """The SI cell of a field of the design's cost."""
        return self._inputs.take(f"cost.{name}" if "." not in name else name)

    def begin(self) -> None:
        """What is fixed, and how money of different years compares."""
        steps, design, results = self._steps, self._design, self._results
        cost, count = results.stage("cost"), results["constellation.satellites"]
        steps.section(tr(mark("Computed by Dawnline")))
        self.fixed = Fixed(
            steps.given("fixed.computer_power", tr(mark("Power of the computers of a satellite")),
                        computer_power(design, self._tables), POWER, "kW"),
            steps.given("fixed.rated_power", tr(mark("Rated array power of a satellite")),
                        rated_power(design, self._tables), POWER, "kW"),
            steps.given("fixed.served", tr(mark("Mean power served to the computers of a satellite")),
                        cost.energy_year / YEAR_SECONDS / count, POWER, "kW"),
            steps.given("fixed.lifetime", tr(mark("Lifetime of a satellite")), design.mission.lifetime, DURATION, "yr"),
            steps.given("fixed.failure_rate", tr(mark("Failure rate of the accelerators")),
                        design.payload.failure_rate, RATE),
            steps.given("fixed.spare_share", tr(mark("Spare accelerators")), design.payload.spare_share, RATIO),
        )  # fmt: skip
        steps.section(tr(mark("Money")))
        years = self.field("price_year") - self.field("quoted_year")
        self.factor = steps.result("cost.price_factor", (1 + self.field("inflation") * YEAR) ** years)
        self.force = steps.step(
            "cost.force_of_interest", tr(mark("Force of interest")), RATE, "%/yr",
            ln(1 + self.field("discount_rate") * YEAR) / YEAR, "ln(1 + r), r the discount rate of a year")  # fmt: skip

    def launch(self, satellites: Term, mass: Term, quote: Term) -> None:
        """How much goes up, and at what price; `quote` is the cell of a price that someone typed [USD/kg]."""
        steps, design, part = self._steps, self._design, self._design.launch
        launch = self._results.stage("launch")
        steps.section(tr(mark("Launch")))
        success = self.field("launch.success_share")
        launched = steps.result("launch.satellites_launched", satellites / success)
        self.mass_total = steps.result("launch.mass_total", launched * mass)
        listed = steps.result("launch.list_price", self._list_price())
        flights = self._flights(satellites, mass, success)
        price: Term = listed
        if part.charge == "launch" and flights is not None:
            low = capacity(design, launcher(part.vehicle), self._results["orbit.inclination"]).low_mass
            sold = steps.given("fixed.low_mass", tr(mark("Payload into a low orbit")), low, MASS, "t")
            price = flights * sold * listed / self.mass_total
        self.per_mass = steps.result("launch.price_per_mass", choose(is_number(quote), quote, price))
        self.launched = self.per_mass * self.mass_total if launch.launches is not None else term(0.0)

    def _list_price(self) -> Term:
        part = self._design.launch
        if part.price_basis == "stated":
            return self.field("launch.price") * self.factor
        if part.price_basis == "learning":
            made, start = self._mass_launched(), self.field("launch.learning_mass")
            first = self.field("launch.learning_price")
            power = ln(1 - self.field("launch.learning_rate")) / ln(2)
            learned = first * (1 + made / start) ** power
            return most(learned, least(self.field("launch.price_floor"), first)) * self.factor
        launch, factor = self._results.stage("launch"), self._results.stage("cost").price_factor
        told = self._steps.given(
            "fixed.launch_price", tr(mark("Price of the vehicle by the catalogue")), launch.list_price / factor,
            PRICE_PER_MASS, note=tr(mark("in the launch year, in money of the year of typed prices")))  # fmt: skip
        return told * self.factor

    def _mass_launched(self) -> Term:
        """r ((1 + g)^t − 1)/g [kg]."""
        years = most(self.field("launch.year") - self.field("launch.learning_year"), 0)
        grows, first = self.field("launch.yearly_growth"), self.field("launch.yearly_mass") * YEAR
        steady = years * (1 + (years - 1) * grows / 2)
        return first * choose(absolute(grows).below(1e-7), steady, ((1 + grows) ** years - 1) / grows)

    def _flights(self, satellites: Term, mass: Term, success: Term) -> Term | None:
        """As many as `studio.physics.launch` says, or None where nothing goes up."""
        steps, launch, part = self._steps, self._results.stage("launch"), self._design.launch
        if launch.launches is None:
            return None
        room = steps.given("launch.payload_to_orbit", tr(mark("Payload into this orbit")), launch.payload_to_orbit,
                           MASS, "t")  # fmt: skip
        bay, size = launch.volume_to_orbit, self._results["size.stowed_volume"]
        fits = Term(f"INT({(room / mass * (1 + 1e-12)).text})", launch.satellites_by_mass)
        if bay is not None:
            held = steps.given("launch.volume_to_orbit", tr(mark("Room for folded satellites")), bay, VOLUME)
            folded = steps.given("size.stowed_volume", tr(mark("Stowed volume of a satellite")), size, VOLUME)
            loose = Term(f"INT({(held / folded * (1 + 1e-12)).text})", launch.satellites_by_volume)
            fits = least(fits, loose)
        each = steps.step("launch.fits", tr(mark("Whole satellites that fit a launch")), NUMBER, "", fits,
                          tr(mark("by mass and by volume, whichever lets fewer fit")))  # fmt: skip
        need = rounded_up(satellites / most(each, 1) * (1 - 1e-12))
        if part.assembly != "whole":
            share: Operand = mass / room if bay is None else most(mass / room, folded / held)
            need = choose(each.below(1), rounded_up(satellites * share * (1 - 1e-12)), need)
        return steps.result("launch.launches", rounded_even(need / success))

    def series(self, satellites: Term) -> Term:
        """What learning leaves of the price of the first generation."""
        self.count = satellites
        self._steps.section(tr(mark("Learning")))
        return self._steps.result("cost.series_factor", self._learned(term(0), satellites))

    def _learned(self, before: Term, made: Term) -> Term:
        """Mean over a run of units, as `studio.physics.production` has it; by its series where the run is short."""
        start, rate = self.field("learned_units"), self.field("learning_rate")
        power = 1 + ln(1 - rate) / ln(2)
        done = 1 + before / start
        short = made / (start + before)
        by_series = power * short * (1 + (power - 1) * short / 2 * (1 + (power - 2) * short / 3))
        rise = choose(short.below(1e-4), by_series, (1 + short) ** power - 1)
        return choose(rate.equals(0), 1, done**power * rise * start / (made * power))

    def list_price(self, part: Part) -> Term | None:
        """Price of one unit of a part [USD] in money of the price year, before learning; None where it has none."""
        item = part.item
        if item is None or item.state in {"within", "left_out"}:
            return None
        if item.field == "payload.accelerator":
            known = accelerator(self._design.payload.accelerator).price
            if known is None:
                return None
            told = self._steps.given("fixed.accelerator_price", tr(mark("Price of an accelerator by the catalogue")),
                                     known.value, MONEY, "USD", known.source)  # fmt: skip
            years = self.field("price_year") - int(known.date[:4])
            return told * (1 + self.field("inflation") * YEAR) ** years
        if item.field == "stack.price" and self._design.stack.price is None:
            price = self._results.get("panel.price_per_area")
            if price is None:
                return None
            told = self._steps.given("fixed.panel_price", tr(mark("Price of the panels by their technology")), price,
                                     PRICE_PER_AREA)  # fmt: skip
            return told * self.factor
        price = self._inputs.take(item.field)
        listed = price * part.unit.si * self.factor if part.unit.si != 1.0 else price * self.factor
        return listed if item.price is not None else choose(is_number(price), listed, "")

    def integration(self, hardware: Term) -> tuple[Term, Term]:
        """Quantity and price of the integration: of the hardware by its share, or of the power of the computers."""
        if self._design.cost.integration_from == "share":
            return hardware, self.field("integration_share")
        return self.fixed.watts, self.field("integration_price") * self.factor

    def finish(self, sums: dict[str, Term]) -> None:
        """Service, generations, and what it all comes to; `sums` are the cells of the bill of materials."""
        Service(self._steps, self, self._results, sums).write()


class Service:
    """The generations of satellites through the service, and the prices of what is delivered."""

    def __init__(self, steps: Steps, costs: Costs, results: Results, sums: dict[str, Term]) -> None:
        self._steps, self._costs, self._results, self._sums = steps, costs, results, sums
        self._cost: Any = results.stage("cost")

    def write(self) -> None:
        steps, costs = self._steps, self._costs
        steps.section(tr(mark("Service")))
        life, typed = costs.fixed.life, costs.field("service_time")
        self._time = steps.result("cost.service", choose(is_number(typed), typed, life))
        used = choose(self._time.at_most(life), 1, self._time / life)
        self._generations = steps.result("cost.generations", used)
        self._delay = costs.field("deployment_delay")
        self._flow = steps.step("cost.flow", tr(mark("Present value of one a second")), DURATION, "yr",
                                self._flowing(self._time, term(0)) * exp(0 - costs.force * self._delay),
                                "∫ (1 + r)^(−t) dt over the service, from the payment of the capital")  # fmt: skip
        later_satellites, later_launches, later_value, bought_share, worked = self._generation_table()
        self._yearly(later_satellites, later_launches)
        self._delivered(later_value, bought_share, worked)

    def _flowing(self, duration: Term, decay: Term) -> Term:
        """∫ e^(−(δ + λ) t) dt [s]; by its series where nearly nothing is discounted."""
        rate = self._costs.force if decay.text == "0" else self._costs.force + decay
        x = rate * duration
        series = 1 - x / 2 * (1 - x / 3 * (1 - x / 4))
        return duration * choose(absolute(x).below(1e-4), series, (1 - exp(0 - x)) / x)

    def _generation_table(self) -> tuple[Term, Term, Term, Term, Term]:
        """A row for each generation; the sums over them."""
        steps, costs, sums, sheet = self._steps, self._costs, self._sums, self._steps.sheet
        design, fixed, cost = self._results.design, costs.fixed, self._cost
        needed = max(round(float(cost.generations) + 0.5), 1)
        rows = max(min(2 * needed, MOST_GENERATIONS), needed + 1, 12)
        steps.section(tr(mark("Generations of satellites")))
        heads = (mark("Generation"), mark("Share used"), mark("Paid after, yr"), mark("Worth at the beginning"),
                 mark("Price left by learning"), mark("Satellites and insurance, USD"),
                 mark("Working time of a place, s"))  # fmt: skip
        sheet.heads(*(tr(one) for one in heads))
        count = rounded_up(self._generations - 1e-9)
        whole = most(count, 1)
        columns: list[tuple[Term, ...]] = []
        worked_here = design.cost.replacement == "none"
        for place in range(rows):
            number = sheet.number(0, place + 1, "plain", "0")
            share = choose(number.below(whole), 1,
                           choose(number.equals(whole), self._generations - (whole - 1), 0))  # fmt: skip
            share = sheet.formula(1, share, "plain", "0.0000")
            paid = sheet.formula(2, (number - 1) * fixed.life / YEAR, "plain", "0.000")
            worth = sheet.formula(3, exp(0 - costs.force * paid * YEAR), "plain", "0.000000")
            series = sheet.formula(4, costs._learned(costs.count * (number - 1), costs.count), "plain", "0.000000")
            hardware = sums["others"] / sums["series"] * series + sums["computers"]
            if design.cost.integration_from == "share":
                first = sums["cost.hardware"]
                integration = choose(first.equals(0), 0, sums["cost.integration"] / first) * hardware
            else:
                integration = sums["cost.integration"] / sums["series"] * series
            insured = costs.field("insurance_share") * (costs.count * hardware + sums["launched"])
            money = sheet.formula(5, costs.count * (hardware + integration) + insured, "plain", "#,##0")
            place_time = self._place_time(paid) if worked_here else term(0)
            worked = sheet.formula(6, place_time, "plain", "#,##0")
            columns.append((share, worth, money, worked))
            sheet.row += 1
        shares, worths, monies, times = zip(*columns, strict=True)
        later = [column[1:] for column in (shares, worths, monies)]
        satellites = total_product(later[0], later[2])
        launches = choose(self._generations.at_most(1), 0, self._generations - 1) * sums["launched"]
        lift = total_product(later[0], later[1]) * sums["launched"]
        value = total_product(*later) + lift
        bought = total_product(shares, worths)
        working = total_product(times, worths) * exp(0 - costs.force * self._delay)
        # A service that outlasts the table must not pass for one that fits in it.
        fits = self._generations.at_most(rows)
        satellites, launches, value, bought, working = (
            choose(fits, one, Term("NA()", 0.0)) for one in (satellites, launches, value, bought, working)
        )
        return satellites, launches, value, bought, working

    def _place_time(self, paid: Term) -> Term:
        """How long a place for an accelerator works without repair, spares first, in present value [s]."""
        costs = self._costs
        fails, spares = costs.fixed.failure_rate, costs.fixed.spare_share
        left = most(self._time - paid * YEAR, 0)
        lives = least(costs.fixed.life, left)
        whole = choose(fails.equals(0), lives, least(lives, spares / fails))
        return self._flowing(whole, term(0)) + exp(0 - costs.force * whole) * self._flowing(lives - whole, fails)

    def _yearly(self, later_satellites: Term, later_launches: Term) -> None:
        steps, costs, sums = self._steps, self._costs, self._sums
        steps.section(tr(mark("Operations and repair")))
        count, factor, fixed = costs.count, costs.factor, costs.fixed
        of_each = factor * (costs.field("operations_price") * fixed.watts + costs.field("operations_per_satellite"))
        of_each = of_each + costs.field("operations_share") * sums["cost.hardware"]
        ground = costs.field("ground_yearly")
        self._operations = steps.result(
            "cost.operations_per_year", count * of_each + factor * choose(is_number(ground), ground, 0))
        self._repairs, self._repaired = self._repair(count)
        steps.section(tr(mark("Cost of the service")))
        lines = (
            steps.result("cost.operations", self._operations * self._time),
            steps.result("cost.replacement_total", self._repairs * self._time),
            steps.result("cost.later_satellites", later_satellites),
            steps.result("cost.later_launches", later_launches),
        )
        whole = sums["cost.capex"]
        for line in lines:
            whole = whole + line
        self._total = steps.result("cost.total", whole)
        if self._cost.launch_share is not None:
            steps.result("cost.launch_share", (sums["launched"] + lines[3]) / self._total)

    def _repair(self, count: Term) -> tuple[Term, Term]:
        """What making good the failed accelerators costs, and the computers in that [USD/s]."""
        steps, costs, sums, how = self._steps, self._costs, self._sums, self._results.design.cost.replacement
        rate = costs.fixed.failure_rate * count
        if how == "none":
            return steps.result("cost.replacement_per_year", term(0)), term(0)
        if how == "hardware":
            made, repaired = rate * sums["cost.hardware"], rate * sums["computers"]
        else:
            places = 1 + costs.fixed.spare_share
            price = sums["computers"] / places
            lifted = sums["payload"] / places * costs.per_mass
            made, repaired = rate * (price + lifted), rate * price
        paid = steps.result("cost.replacement_per_year", made)
        return paid, steps.step("cost.repaired_computers", tr(mark("Computers in that")), MONEY_RATE,
                                "million USD/yr", repaired, "failure rate · price of the computers")  # fmt: skip

    def _delivered(self, later: Term, bought_share: Term, worked: Term) -> None:
        steps, costs, sums, cost, results = self._steps, self._costs, self._sums, self._cost, self._results
        steps.section(tr(mark("Present value, and the price of what is delivered")))
        flow = self._flow
        npv = steps.result("cost.npv", sums["cost.capex"] + later + (self._operations + self._repairs) * flow)
        if cost.annual is not None:
            steps.result("cost.annual", npv / flow)
        mean = costs.count * costs.fixed.served
        steps.result("cost.energy_year", mean * YEAR)
        bought = costs.count * sums["computers"] * (1 + costs.field("insurance_share")) * bought_share
        if cost.lcoe is not None:
            steps.result("cost.lcoe", (npv - bought - self._repaired * flow) / (mean * flow))
        if cost.lcoc is not None:
            steps.result("cost.lcoc", npv / (mean * flow))
        if cost.launched_power_price is not None:
            steps.result("cost.launched_power_price",
                         sums["launched"] / (costs.count * costs.fixed.rated * costs.fixed.life))
        if cost.total_per_watt is not None:
            steps.result("cost.total_per_watt", self._total / mean)
        if results.design.cost.replacement != "none":
            worked = flow
        for name, per, label in (
            ("cost.accelerator_hour", self._accelerators(), tr(mark("Accelerators at work in a satellite"))),
            ("cost.compute_price", results.stage("payload").compute_rate_begin,
             tr(mark("Compute rate of a satellite, beginning of life, FLOP/s"))),
        ):  # fmt: skip
            if getattr(cost, name.removeprefix("cost.")) is not None:
                each = steps.given(f"fixed.{name.removeprefix('cost.')}", label, per)
                steps.result(name, npv / (costs.count * each * worked))

    def _accelerators(self) -> float:
        payload = self._results.stage("payload")
        return float(payload.accelerators * payload.availability)
