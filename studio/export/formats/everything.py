"""One folder with all of it, for whoever reviews, flies, builds or buys."""

from studio.export.formats.format import Format
from studio.text import mark

FORMATS: tuple[Format, ...] = (
    Format("folder", mark("Everything in one folder"), "everything", "",
           mark("Design, report, orbit, shape, tables, cell and pictures, with a page that says what is what."),
           "studio.export.folder:write_folder", preview="files"),
)  # fmt: skip
