"""Notes: all of them, those that are open first, with the way to what each is about."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from studio.analysis import RESULTS
from studio.design import Note
from studio.design.review_edit import close_note, remove_note, reopen_note
from studio.gui.note_dialog import NoteDialog, about_text
from studio.gui.note_mark import note_icon
from studio.gui.review.page import ReviewPage
from studio.gui.review.table import ReviewTable, TableLine
from studio.gui.session import Session
from studio.text import mark, tr

_SHOWN = {"open": mark("Open notes"), "closed": mark("Closed notes"), "all": mark("All notes")}


class NotesPage(ReviewPage):
    """Enter goes to the field or result; Insert writes a note on the whole design, Delete removes the chosen one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "notes", tr("Notes"), parent)
        self._places: list[int] = []
        self.shown = QComboBox(self)
        self.shown.setObjectName("review-notes-shown")
        self.shown.setAccessibleName(tr("Which notes are shown"))
        for key, text in _SHOWN.items():
            self.shown.addItem(tr(text), key)
        self.shown.setCurrentIndex(2)
        self.shown.currentIndexChanged.connect(lambda _: self.refresh())
        self.search = QLineEdit(self)
        self.search.setObjectName("review-notes-search")
        self.search.setAccessibleName(tr("Search the notes"))
        self.search.setPlaceholderText(tr("Search: words, names, fields"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self.refresh())
        heads = (tr("About"), tr("Note"), tr("Author"), tr("Date"), tr("State"), tr("Answer"))
        self.table = ReviewTable("review-notes-table", tr("Notes"), heads, self, stretch=(1, 5))
        self.table.opened.connect(lambda _: self.go())
        self.table.removed.connect(lambda _: self.remove())
        self.table.added.connect(self.add)
        self.table.itemSelectionChanged.connect(self._show_buttons)
        self.chosen = {
            "go": self.button("go", tr("Go to"), self.go, tr("Show the field or result that the note is on (Enter)")),
            "edit": self.button("edit", tr("Edit or answer…"), self.edit_note),
            "close": self.button("close", tr("Close"), self.turn, tr("Nothing is left to be done about it")),
            "remove": self.button("remove", tr("Remove"), self.remove, tr("Undo brings it back (Delete)")),
        }
        add = self.button("add", tr("New note on the design…"), self.add,
                          tr("Ctrl+Alt+N writes one on the field or result that has the focus"))  # fmt: skip
        self.body.addLayout(self.row(self.shown, self.search))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.empty, 1)
        self.body.addLayout(self.wrap(add, *self.chosen.values()))
        self.body.addWidget(self.status)

    def refresh(self) -> None:
        notes = self.design.review.notes
        wanted, words = self.shown.currentData(), self.search.text().casefold().split()
        found = [(place, note) for place, note in enumerate(notes)
                 if wanted in {"all", note.state} and all(word in self._words(note) for word in words)]  # fmt: skip
        found.sort(key=lambda pair: pair[1].state == "closed")
        self._places = [place for place, _ in found]
        self.teach("" if found else tr("No note is like that.") if notes else tr(
            "No notes yet. Ctrl+Alt+N, or the menu of any field or figure, writes one on it; a bubble marks what has "
            "notes. They are saved in the design and stand in the report."), (self.table,))  # fmt: skip
        self.table.use(self.session.theme.colours)
        self.table.show_lines([self._line(note) for _, note in found])
        opened = sum(note.state == "open" for note in notes)
        self.say(tr("{open} of {count} notes are open.", open=opened, count=len(notes)) if notes else "")
        self._show_buttons()

    def add(self) -> None:
        """Ask for a note on the whole design."""
        self._open(NoteDialog(self.session, "", self))

    def edit_note(self) -> None:
        """Ask for changes of the chosen note, or for the answer to it."""
        place = self._place()
        if place is not None:
            self._open(NoteDialog(self.session, "", self, place))

    def turn(self) -> None:
        """Close the chosen note, or open it again."""
        place = self._place()
        if place is None:
            return
        if self.design.review.notes[place].state == "open":
            self.edit(tr("Close note"), lambda design: close_note(design, place))
        else:
            self.edit(tr("Open note again"), lambda design: reopen_note(design, place))

    def remove(self) -> None:
        """Take the chosen note out of the design; undo brings it back."""
        place = self._place()
        if place is not None:
            self.edit(tr("Remove note"), lambda design: remove_note(design, place))

    def go(self) -> None:
        """Show what the chosen note is on."""
        place = self._place()
        path = self.design.review.notes[place].path if place is not None else ""
        if path in RESULTS:
            self.explain_requested.emit(path)
        elif path:
            self.field_requested.emit(path)

    def _place(self) -> int | None:
        row = self.table.currentRow()
        return self._places[row] if 0 <= row < len(self._places) else None

    def _open(self, dialog: NoteDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _words(self, note: Note) -> str:
        about = about_text(self.design, note.path)
        return f"{about} {note.path} {note.text} {note.author} {note.date} {note.answer}".casefold()

    def _line(self, note: Note) -> TableLine:
        opened, colours = note.state == "open", self.session.theme.colours
        icon = self.icon(opened, lambda *look: note_icon(int(opened), *look))
        state = tr("open") if opened else tr("closed")
        cells = (
            about_text(self.design, note.path),
            note.text,
            note.author or "–",
            note.date or "–",
            state,
            note.answer,
        )
        tones = {} if opened else dict.fromkeys(range(len(cells)), colours.muted)
        return TableLine(cells, icon, state, tones, note.path, note.path)

    def _show_buttons(self) -> None:
        place = self._place()
        for button in self.chosen.values():
            button.setEnabled(place is not None)
        note = self.design.review.notes[place] if place is not None and place < len(self.design.review.notes) else None
        self.chosen["go"].setEnabled(note is not None and bool(note.path))
        self.chosen["close"].setText(tr("Open again") if note is not None and note.state == "closed" else tr("Close"))
