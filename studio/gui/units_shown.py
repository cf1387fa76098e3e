"""How numbers are shown in the window: in the units of the project, else of the user, with the signs of the user."""

from collections.abc import Callable, Mapping

import msgspec
from PySide6.QtCore import QObject, Signal

from studio.design import Design, DesignError, Display
from studio.design.shown import known_units, use_units
from studio.design.unit_kinds import KINDS
from studio.gui.preferences import Preferences
from studio.numerals import NARROW_SPACE, PLAIN, Numerals, use_numerals

_GROUPS = {"space": NARROW_SPACE, "apostrophe": "\N{RIGHT SINGLE QUOTATION MARK}", "none": ""}
Edit = Callable[[Callable[[Design], Design]], DesignError | None]


class UnitsShown(QObject):
    """`changed` says that numbers are written in another way: by choice, by an undo, or by another project."""

    changed = Signal()

    def __init__(
        self, design: Callable[[], Design], preferences: Preferences, edit: Edit, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._design = design
        self._edit = edit
        self._preferences = preferences
        self._used: tuple[dict[str, str], Numerals] | None = None
        self._display: Display | None = None
        self.use_preferences(preferences)

    def use_preferences(self, preferences: Preferences) -> None:
        """Follow these from now on."""
        self._preferences = preferences
        preferences.changed.connect(self._follow_preference)
        self.follow()

    @property
    def of_user(self) -> dict[str, str]:
        """The units that the user likes where they are not the usual ones."""
        return known_units({name: self._preferences.text(f"unit-{name}") for name in KINDS})

    @property
    def of_project(self) -> Mapping[str, str]:
        """The units that the project has of its own."""
        return self._design().display.units

    def unit_of(self, name: str) -> str:
        """The unit in which a kind of number is shown now."""
        return {**self.of_user, **self.of_project}.get(name, KINDS[name].usual[0])

    def choose(self, chosen: Mapping[str, str], currency: str | None = None) -> DesignError | None:
        """Give the project these units of its own, instead of all that it had; and another currency, if one is given.

        One undo step.
        """

        def edited(design: Design) -> Design:
            code = design.display.currency if currency is None else currency
            display = msgspec.structs.replace(design.display, units=dict(chosen), currency=code)
            return design if display == design.display else msgspec.structs.replace(design, display=display)

        return self._edit(edited)

    def choose_one(self, name: str, symbol: str) -> DesignError | None:
        """Show one kind of number in another unit in this project."""
        return self.choose({**self.of_project, name: symbol})

    def follow_design(self) -> None:
        """Take over what the project wants, where it is not what it was: few edits are about that."""
        if self._design().display is not self._display:
            self.follow()

    def follow(self) -> None:
        """Take over what the project and the user want now."""
        self._display = self._design().display
        signs = Numerals("," if self._preferences.text("decimal") == "comma" else ".",
                         _GROUPS[self._preferences.text("thousands")])  # fmt: skip
        used = (known_units({**self.of_user, **self.of_project}), signs)
        if used != self._used:
            self._used = used
            use_units(used[0])
            use_numerals(signs)
            self.changed.emit()

    def close(self) -> None:
        """Leave numbers as they were before there was a window."""
        self._used = None
        use_units({})
        use_numerals(PLAIN)

    def _follow_preference(self, name: str) -> None:
        if name in {"decimal", "thousands"} or name.startswith("unit-"):
            self.follow()
