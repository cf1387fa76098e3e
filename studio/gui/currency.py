"""The choice of the currency in which money is shown, and the control for it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from studio.design import Design
from studio.design.unit_text import number_text
from studio.gui.money_text import CURRENCIES, use_currency
from studio.gui.source_text import source_text
from studio.text import tr


class Currency(QObject):
    """`changed` says that money is written in another way: by choice, or by a rate of the design."""

    changed = Signal()

    def __init__(
        self, design: Callable[[], Design], edit: Callable[[str], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._design = design
        self._edit = edit
        self._liked = "USD"
        self._used = (self.code, 1.0)
        use_currency(*self._used)

    @property
    def code(self) -> str:
        """The currency of the project, or where it has none of its own, the one that the user likes."""
        return self._design().display.currency or self._liked

    @property
    def liked(self) -> str:
        """The currency that the user likes."""
        return self._liked

    def like(self, code: str) -> None:
        """Show money in the currency `code` where the project has none of its own; an unknown one changes nothing."""
        if code in CURRENCIES:
            self._liked = code
            self.follow()

    def choose(self, code: str) -> None:
        """Show money in the currency `code`: in this project where it has one of its own, else in all."""
        if not self._design().display.currency:
            self.like(code)
        elif code in CURRENCIES:
            self._edit(code)

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
        code = self._currency.code
        words = [tr(name) for name in CURRENCIES.values()]
        text = tr("Money is shown in {name}; fields are typed in US dollars.",
                  name=words[list(CURRENCIES).index(code)])  # fmt: skip
        self.setToolTip(f"{text} {rate_text(self._design(), code)}".rstrip())


def rate_text(design: Design, code: str) -> str:
    """The rate by which US dollars are shown in a currency, its date, and where it comes from; empty for dollars."""
    if code == "USD":
        return ""
    said = tr("1 USD = {rate} {code}, {date}", rate=number_text(rate(design, code)), code=code,
              date=design.cost.rates_date or tr("without a date"))  # fmt: skip
    source = design.sources.get(f"cost.{code.lower()}_per_usd")
    return f"{said} ({source_text(source)})" if source is not None else said
