"""One folder with all of it, for whoever reviews, flies, builds or buys."""

from studio.export.formats.format import GROUPS, Format, Option
from studio.text import mark

FORMATS: tuple[Format, ...] = (
    Format("folder", mark("Everything in one folder"), "everything", "",
           mark("Design, report, orbit, shape, tables, cell and pictures, with a page that says what is for whom and "
                "sums to check it by."),
           "studio.export.folder:write_folder", preview="files",
           options=(*(Option(group, title, True) for group, title in GROUPS.items() if group != "everything"),
                    Option("twins", mark("The same in other notations too"), False))),
)  # fmt: skip
