"""Exporting the open design: choose a format, see what it gives, and write it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QLabel,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from studio.export.everything.index_page import size_text
from studio.export.formats import FORMATS, Format
from studio.gui.export.exporter import Exporter, Made, Request
from studio.gui.export.format_list import FormatList
from studio.gui.export.option_form import OptionForm
from studio.gui.export.place import last_folder, may_write, remember_folder, stem_of
from studio.gui.export.preview import Preview
from studio.gui.export.target_line import WrittenLine
from studio.gui.export.writing_dialog import WritingDialog
from studio.gui.session import Session
from studio.gui.theme.lettered import lettered
from studio.text import tr

_QUIET_MS = 250
_NEWEST = "export/format"


class ExportDialog(WritingDialog):
    """Stays open after a file is written, for the next one. Whoever leaves it stops what is on its way."""

    def __init__(
        self, session: Session, exporter: Exporter, settings: QSettings, parent: QWidget | None = None,
        formats: Mapping[str, Format] = FORMATS,
    ) -> None:  # fmt: skip
        super().__init__(session, exporter, settings, parent, name="export",
                         title=tr("Export {title}", title=session.design.title))  # fmt: skip
        self._shown: Request | None = None
        """What the preview belongs to."""
        self.form: OptionForm | None = None
        self._build(formats)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self._look)
        exporter.made.connect(self._made)
        exporter.written.connect(self._written)
        exporter.idle.connect(self._refresh)
        exporter.failed.connect(self._failed)
        exporter.stopped.connect(self._stopped)
        exporter.saying.connect(self._saying)
        session.design_changed.connect(self._changed)
        self.list.chosen.connect(self._choose)
        self.list.choose(str(settings.value(_NEWEST, "")))
        if self.list.current is None:
            self.list.choose(next(iter(formats)))
        self.list.search.setFocus()

    # What is chosen

    @property
    def format(self) -> Format | None:
        """The format that is chosen."""
        return self.list.current

    def _choose(self, one: Format) -> None:
        self.title.setText(tr(one.title))
        self.about.setText(tr(one.about))
        old, self.form = self.form, OptionForm(
            one, self.exporter.chosen.setdefault(one.name, {}), self,
            {"baseline": [kept.name for kept in self._session.design.baselines]})  # fmt: skip
        self.form.changed.connect(self._changed)
        self.options.replaceWidget(old if old is not None else self._no_options, self.form)
        if old is not None:
            old.hide()
            old.deleteLater()
        self._no_options.setVisible(False)
        self.none.setVisible(not one.options)
        self.notes.setText("")
        self.target.use(one, last_folder(self._session, self._settings), stem_of(self._session))
        self._changed()

    def _changed(self) -> None:
        """Another format, option or design: what is shown is no longer what would be written."""
        self._refresh()
        one = self.format
        if one is None:
            return
        if sentence := one.missing():
            self._quiet.stop()
            self.exporter.cancel()
            self._shown = None
            self.preview.forget(sentence, failed=True)
            self._tell("")
        elif self.form is not None and self.form.refused:
            self._quiet.stop()
            self._tell(tr("Mend what is marked first."), error=True)
        else:
            self._tell("")
            same = self._shown is not None and self._shown.format == one
            if not same:
                self.preview.forget("")
            self._quiet.start()

    def _request(self) -> Request | None:
        one = self.format
        if one is None or one.missing() or self.form is None or self.form.refused:
            return None
        return self.exporter.request(one, self.exporter.chosen[one.name], self._language, stem_of(self._session))

    # The look at it

    def _look(self) -> None:
        request = self._request()
        if request is None or self.exporter.writing:
            return
        if request.format.group == "everything":
            # All formats take a while: what is wanted is the folder, not a look at it.
            self.exporter.cancel()
            self._shown = None
            self.preview.forget(tr("All files are made when they are exported."))
        else:
            same = self._shown is not None and self._shown.format == request.format
            self.preview.show_face("outdated" if same else "busy", tr("Out of date") if same else tr("Computing …"))
            self.exporter.make(request)
        self._refresh()

    def _made(self, made: Made) -> None:
        if made.request != self._request():
            return
        self._shown = made.request
        self.preview.show_look(made.look)
        said = [tr("Size: {size}", size=size_text(made.size))]
        if made.look.said and made.look.kind:
            said.append(tr("Shown: {what}", what=made.look.said))
        self.notes.setText("\n\n".join([*said, *made.product.notes]))
        self._refresh()

    # Writing

    def export(self) -> None:
        """Write what is chosen to the place that is typed; asks before anything is written over."""
        request = self._request()
        if request is None or self.exporter.writing:
            return
        try:
            target = self.target.target
        except ValueError as error:
            self._tell(str(error), error=True)
            self.target.path.setFocus()
            return
        over = may_write(target, request.format, self)
        if over is None:
            return
        self._writing_to = target
        self.progress.setValue(0)
        self.written.hide()
        self._tell(tr("Writing {name} …", name=target.name))
        self.exporter.write(request, target, over=over)
        self._refresh()

    def done(self, result: int) -> None:
        self._quiet.stop()
        self.exporter.cancel()
        if (one := self.format) is not None:
            self._settings.setValue(_NEWEST, one.name)
        super().done(result)

    def _written(self, paths: tuple[Path, ...]) -> None:
        target, self._writing_to = self._writing_to, None
        if target is None:
            return
        remember_folder(self._settings, target.parent)
        if self.format is not None:
            self._session.acted.emit(_as_script(self.format, self.exporter.chosen[self.format.name], target))
        opens = next((path for path in paths if path.name == "index.html"), target if len(paths) == 1 else None)
        self.written.tell(written_words(target, paths), target, opens)
        self._tell("")
        self.progress.setValue(1000)
        self._refresh()

    def _failed(self, reason: str) -> None:
        if self._writing_to is not None:
            self._writing_to = None
            self._tell(reason, error=True)
        if self.preview.face in {"busy", "outdated"} or self._shown != self._request():
            self._shown = None
            self.notes.setText("")
            self.preview.forget(reason, failed=True)
        self._refresh()

    def _stopped(self) -> None:
        if self._writing_to is not None:
            self._writing_to = None
            self._tell(tr("Stopped; nothing was written."))
        self.progress.setValue(0)
        if self.preview.face == "busy":
            self.preview.forget(tr("Stopped"))
        self._refresh()

    def _saying(self, words: str) -> None:
        if self._writing_to is not None:
            self._tell(tr("Writing {name} …", name=f"{self._writing_to.name}: {words}"))

    def _refresh(self) -> None:
        writing, possible = self.exporter.writing, self._request() is not None
        self.go.setEnabled(possible and not writing)
        self.cancel.setEnabled(self.exporter.busy)
        self.progress.setVisible(self.exporter.busy)
        for widget in (self.list, self.options_room, self.target, self.language):
            widget.setEnabled(not writing)

    def _use_language(self, chosen: str) -> None:
        super()._use_language(chosen)
        self._changed()

    # Laying out

    def _build(self, formats: Mapping[str, Format]) -> None:
        em = self.fontMetrics().height()
        self.list = FormatList(formats, self)
        self.title = QLabel(self)
        lettered(self.title)
        self.title.setWordWrap(True)
        self.about = QLabel(self)
        self.about.setWordWrap(True)
        self.none = QLabel(tr("There is nothing to choose."), self)
        self.none.setProperty("look", "muted")
        self._make_language()
        self.notes = QLabel(self)
        self.notes.setObjectName("export-notes")
        self.notes.setWordWrap(True)
        self.notes.setProperty("look", "muted")
        self.notes.setTextFormat(Qt.TextFormat.PlainText)
        self.notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._no_options = QWidget(self)
        self.preview = Preview(self._session, self)
        self._make_target()
        self.written = WrittenLine(self)
        self._make_foot()
        self.go.setToolTip(tr("Write it there (Ctrl+Enter)"))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.export)
        QShortcut(QKeySequence("Ctrl+F"), self, self.list.search.setFocus)

        inside = QWidget(self)
        self.options = QVBoxLayout(inside)
        self.options.setContentsMargins(round(em * 0.4), 0, round(em * 0.4), 0)
        self.options.setSpacing(round(em * 0.5))
        tongue = self._language_row(inside)
        tongue.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for part in (self.title, self.about, self._no_options, self.none):
            self.options.addWidget(part)
        self.options.addLayout(tongue)
        self.options.addWidget(self.notes)
        self.options.addStretch(1)
        self.options_room = QScrollArea(self)
        self.options_room.setWidgetResizable(True)
        self.options_room.setFrameShape(QFrame.Shape.NoFrame)
        self.options_room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.options_room.setWidget(inside)

        split = QSplitter(Qt.Orientation.Horizontal, self)
        for part, weight in ((self.list, 5), (self.options_room, 5), (self.preview, 8)):
            split.addWidget(part)
            split.setStretchFactor(split.count() - 1, weight)
        split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setSpacing(round(em * 0.5))
        whole.addWidget(split, 1)
        for part in (self.target, self.written, self.progress):
            whole.addWidget(part)
        whole.addLayout(self._foot())
        room = self.screen().availableGeometry()
        wide = min(max(round(em * 84), room.width() * 6 // 10), room.width() - 60)
        tall = min(max(round(em * 48), room.height() * 6 // 10), room.height() - 80)
        self.resize(wide, tall)
        split.setSizes([wide * 5 // 18, wide * 5 // 18, wide * 8 // 18])


def written_words(target: Path, paths: tuple[Path, ...]) -> str:
    """What was written where, with its size."""
    size = size_text(sum(path.stat().st_size for path in paths if path.is_file()))
    if len(paths) == 1:
        return tr("Written: {path} ({size})", path=target, size=size)
    return tr("Written: {count} files in {path} ({size})", count=len(paths), path=target, size=size)


def _as_script(one: Format, chosen: Mapping[str, Any], target: Path) -> str:
    """The line of a script that writes the same file again; options that are as they always are go without saying."""
    settled, defaults = one.settled(chosen), {option.name: option.default for option in one.options}
    options = {name: value for name, value in settled.items() if value != defaults[name]}
    plainly = all(name.isidentifier() for name in options)
    said = "".join(f", {name}={value!r}" for name, value in options.items()) if plainly else f", **{options!r}"
    return f"studio.export({one.name!r}, {str(target)!r}, force=True{said})"
