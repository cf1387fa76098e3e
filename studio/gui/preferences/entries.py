"""Every preference as a row of one table: what it is called, what it may be, and what it is at first."""

from dataclasses import dataclass

from studio.text import mark
from studio.unit_choices import UNIT_CHOICES

GROUPS: dict[str, str] = {
    "look": mark("Look"),
    "plots": mark("Plots"),
    "language": mark("Language and numbers"),
    "start": mark("Starting"),
    "review": mark("Review"),
    "messages": mark("Messages"),
    "units": mark("Units"),
}


@dataclass(frozen=True, slots=True)
class Preference:
    """One choice of the user; `choices` by value with the words shown, none for a switch; texts are marked."""

    name: str
    group: str
    label: str
    about: str
    default: str | bool
    choices: tuple[tuple[str, str], ...] = ()
    restart: bool = False
    """Whether it shows only after the next start."""

    def accepts(self, value: object) -> bool:
        """Whether the preference may have this value."""
        if isinstance(self.default, bool):
            return isinstance(value, bool)
        return isinstance(value, str) and (not self.choices or value in dict(self.choices))


_ALL = (
    Preference("theme", "look", mark("Colours"), mark("The colours of the window."), "dark",
               (("dark", mark("Dark")), ("light", mark("Light")), ("contrast-dark", mark("Strong contrast, dark")),
                ("contrast-light", mark("Strong contrast, light")), ("system", mark("As the system")))),
    Preference("text-size", "look", mark("Size of text"), mark("How large all texts are, of their usual size."), "100",
               tuple((percent, f"{percent} %") for percent in ("90", "100", "110", "125", "150", "175"))),
    Preference("currency", "look", mark("Currency"), mark("The currency in which money is shown."), "USD",
               (("USD", mark("US dollar")), ("CNY", mark("Chinese yuan")), ("SGD", mark("Singapore dollar")))),
    Preference("linked_plots", "plots", mark("Link the plots"),
               mark("Plots over the orbit, over the life and over the year zoom and are pointed at together."), True),
    Preference("language", "language", mark("Language"), mark("The language of the window, of help and of reports."),
               "en", (("en", "English"), ("zh_CN", "简体中文")), restart=True),
    Preference("start-page", "start", mark("Show the start page at start"),
               mark("Whether Dawnline begins with the start page, or with the design that was open last."), "first",
               (("first", mark("The first time")), ("always", mark("Always")), ("never", mark("Never")))),
    Preference("newer-versions", "start", mark("Link to newer versions"),
               mark("Whether the menu Help has a link to the page of newer versions. Dawnline never looks for them by "
                    "itself, and downloads nothing."), False),
    Preference("author", "review", mark("Your name"),
               mark("Stands on the notes that you write and on what you sign."), ""),
    Preference("messages", "messages", mark("Messages in the corner"),
               mark("What is shown in the corner of the window; the list in the status bar has all."), "all",
               (("all", mark("Everything")), ("problems", mark("Warnings and errors only")))),
    Preference("decimal", "language", mark("Decimal sign"),
               mark("The decimal sign of numbers shown and typed; files always have a point."), "point",
               (("point", mark("point: 1234.5")), ("comma", mark("comma: 1234,5")))),
    Preference("thousands", "language", mark("Thousands"), mark("What stands between thousands in long numbers."),
               "space", (("space", mark("narrow space: 12 345")), ("apostrophe", mark("apostrophe: 12’345")),
                         ("none", mark("nothing: 12345")))),
    *(Preference(f"unit-{kind.name}", "units", kind.label,
                 mark("The unit in which it is shown where a project has none of its own."), kind.usual[0],
                 tuple((symbol, symbol) for symbol in dict.fromkeys((kind.usual[0], *kind.choices))))
      for kind in UNIT_CHOICES),
)  # fmt: skip
PREFERENCES: dict[str, Preference] = {preference.name: preference for preference in _ALL}
