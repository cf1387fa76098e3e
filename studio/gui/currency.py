"""The choice of the currency in which money is shown, and the control for it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from studio.design import Design
from studio.gui.money_text import CURRENCIES, use_currency
from studio.text import tr


class Currency(QObject):
    """`changed` says that money is written in another way: by choice, or by a rate of the design."""

    changed = Signal()

    def __init__(self, design: Callable[[], Design], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._design = design
        self.code = "USD"
        self._used = (self.code, 1.0)
        use_currency(*self._used)

    def choose(self, code: str) -> None:
        """Show money in the currency `code`; one that is not known changes nothing."""
        if code in CURRENCIES:
            self.code = code
            self.follow()

    def choose_next(self) -> None:
        codes = list(CURRENCIES)
        self.choose(codes[(codes.index(self.code) + 1) % len(codes)])

    def follow(self) -> None:
        """Take over the rate of the design as it is now."""
        used = (self.code, rate(self._design(), self.code))
        if used != self._used:
            self._used = used
            use_currency(*used)
            self.changed.emit()


def rate(design: Design, code: str) -> float:
    """How much of a currency one US dollar buys."""
    return {"USD": 1.0, "CNY": design.cost.cny_per_usd, "SGD": design.cost.sgd_per_usd}[code]


class CurrencyBox(QComboBox):
    """The currencies, of which one is chosen for the whole window."""

    def __init__(self, currency: Currency, design: Callable[[], Design], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._currency = currency
        self._design = design
        self.setObjectName("currency")
        self.setAccessibleName(tr("Currency"))
        for code in CURRENCIES:
            self.addItem(code, code)
        self._show()
        self.activated.connect(lambda place: currency.choose(self.itemData(place)))
        currency.changed.connect(self._show)

    def _show(self) -> None:
        self.setCurrentIndex(self.findData(self._currency.code))
        cost, code = self._design().cost, self._currency.code
        words = [tr(name) for name in CURRENCIES.values()]
        text = tr("Money is shown in {name}; fields are typed in US dollars.",
                  name=words[list(CURRENCIES).index(code)])  # fmt: skip
        if code != "USD":
            text += " " + tr("1 USD = {rate} {code}, {date}", rate=f"{rate(self._design(), code):g}", code=code,
                             date=cost.rates_date or tr("without a date"))  # fmt: skip
        self.setToolTip(text)
