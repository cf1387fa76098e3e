"""What of a widget cannot be read: texts that are cut, widgets over one another, widgets that stick out.

`complaints(widget)` walks all that is visible in it; `places(window)` brings every tab, page and dock to the front in
turn. For any language and size of text: no text is expected anywhere, only that there is room for those that are shown.
"""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, Qt, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QDockWidget,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QRadioButton,
    QScrollBar,
    QSizeGrip,
    QSplitterHandle,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QToolButton,
    QWidget,
)

from studio.gui.places import TABS
from studio.gui.window import MainWindow

SLACK = 1
"""Pixels that rounding may take."""


def complaints(root: QWidget) -> list[str]:
    """What is cut, covered or outside, a line each; nothing where all can be read."""
    found: list[str] = []
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisible() or widget.width() < 2 or widget.window() is not root.window():
            continue
        found += [f"{_name(widget)}: {what}" for what in _cut(widget)]
        found += [f"{_name(widget)}: {what}" for what in _misplaced(widget)]
    return found


def places(window: MainWindow) -> Iterator[str]:
    """Every tab, on each of its pages, then every dock alone: each in front when its name is given."""
    for key in TABS:
        if key not in window.views:
            continue
        window.show_tab(key)
        pages = getattr(window.views[key], "pages", None)
        for page in pages.names() if pages is not None and hasattr(pages, "names") else [""]:
            if page:
                window.views[key].show_page(page) if hasattr(window.views[key], "show_page") else pages.show_page(page)
            settle()
            yield f"{key} {page}".strip()
    for key in window.docks:
        window._raise(key)
        settle()
        yield f"dock {key}"


def settle() -> None:
    """Let layouts and what they ask for afterwards be done."""
    for _ in range(4):
        QApplication.processEvents()


# Texts


def _cut(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, QCheckBox | QRadioButton):
        if widget.text() and not _fits(widget.sizeHint(), widget.size()):
            yield f"“{widget.text()}” wants {_text(widget.sizeHint())}, has {_text(widget.size())}"
    elif isinstance(widget, QAbstractButton):
        yield from _button(widget)
    elif isinstance(widget, QComboBox):
        yield from _combo(widget)
    elif isinstance(widget, QTabBar):
        yield from _tabs(widget)
    elif isinstance(widget, QHeaderView):
        yield from _header(widget)
    elif isinstance(widget, QLineEdit):
        yield from _line(widget)
    elif isinstance(widget, QGroupBox):
        if widget.title() and _advance(widget, widget.title()) > widget.width() - 8:
            yield f"title “{widget.title()}” is cut"
    elif isinstance(widget, QDockWidget) and not widget.isFloating():
        buttons = sum(one.width() for one in widget.findChildren(QToolButton) if one.parent() is widget)
        if _advance(widget, widget.windowTitle()) > widget.width() - buttons - 8:
            yield f"title “{widget.windowTitle()}” is cut"


def _label(label: QLabel) -> Iterator[str]:
    text = label.text()
    if not text or getattr(label, "elides", False) or (label.pixmap() is not None and not label.pixmap().isNull()):
        return
    margins = label.contentsMargins()
    room = label.contentsRect().adjusted(label.margin(), label.margin(), -label.margin(), -label.margin())
    if _is_rich(label):
        document = QTextDocument()
        document.setDefaultFont(label.font())
        document.setDocumentMargin(0)
        document.setHtml(text)
        if label.wordWrap():
            document.setTextWidth(room.width())
        wanted = QSize(round(document.idealWidth()), round(document.size().height()))
    else:
        flags = Qt.TextFlag.TextWordWrap if label.wordWrap() else Qt.TextFlag.TextShowMnemonic
        box = label.fontMetrics().boundingRect(QRect(0, 0, room.width() if label.wordWrap() else 100_000, 100_000),
                                               flags, text)  # fmt: skip
        wanted = box.size()
    if not _fits(wanted, room.size(), 2):
        yield f"“{text[:60]}” wants {_text(wanted)}, has {_text(room.size())} (margins {margins.left()})"


def _is_rich(label: QLabel) -> bool:
    return label.textFormat() == Qt.TextFormat.RichText or (
        label.textFormat() == Qt.TextFormat.AutoText and Qt.mightBeRichText(label.text())
    )


def _button(button: QAbstractButton) -> Iterator[str]:
    text = button.text()
    pictured = isinstance(button, QToolButton) and button.arrowType() != Qt.ArrowType.NoArrow
    if isinstance(button, QToolButton) and button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
        pictured = pictured or not button.icon().isNull()
    if not text or pictured:
        return
    icon = 0 if button.icon().isNull() else button.iconSize().width() + 4
    size = button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, text)
    if not _fits(QSize(size.width() + icon + 4, size.height()), button.size()):
        yield f"“{text}” wants {size.width() + icon + 4}×{size.height()}, has {_text(button.size())}"


def _combo(box: QComboBox) -> Iterator[str]:
    if box.isEditable() or getattr(box, "elides", False):
        return  # what is typed is scrolled; what is elided has all of it in its tool tip
    option = QStyleOptionComboBox()
    option.initFrom(box)
    option.editable = box.isEditable()
    room = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box)  # fmt: skip
    wanted = QSize(_advance(box, box.currentText()), box.fontMetrics().height() - 2)
    if not _fits(wanted, room.size(), 2):
        yield f"“{box.currentText()}” wants {_text(wanted)}, has {_text(room.size())}"


def _tabs(bar: QTabBar) -> Iterator[str]:
    if not bar.count():
        return
    last = bar.tabRect(bar.count() - 1)
    if last.right() > bar.width() + SLACK:
        yield f"{bar.count()} tabs want {last.right()}, have {bar.width()}"
    for place in range(bar.count()):
        wanted = _advance(bar, bar.tabText(place).replace("&&", "&"))
        if wanted > bar.tabRect(place).width():
            yield f"tab “{bar.tabText(place)}” wants {wanted}, has {bar.tabRect(place).width()}"


def _header(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    if model is None or header.orientation() == Qt.Orientation.Vertical:
        return
    wraps = bool(header.defaultAlignment() & Qt.AlignmentFlag(int(Qt.TextFlag.TextWordWrap.value)))
    for section in range(header.count()):
        text = str(model.headerData(section, header.orientation()) or "")
        if header.isSectionHidden(section) or not text:
            continue
        wide = header.sectionSize(section) - 8
        flags = Qt.TextFlag.TextWordWrap if wraps else 0
        box = QFontMetrics(header.font()).boundingRect(QRect(0, 0, max(wide, 1), 10_000), flags, text)
        if box.width() > wide + 2 or box.height() > header.height():
            yield f"heading “{text}” wants {box.width()}×{box.height()}, has {wide}×{header.height()}"


def _line(edit: QLineEdit) -> Iterator[str]:
    margins = edit.textMargins()
    room = edit.contentsRect().width() - margins.left() - margins.right() - 12
    words = edit.placeholderText() if not edit.text() else edit.text()
    # What somebody wrote may be as long as they like: it is scrolled. A number, or what a field asks for, is read.
    if (not edit.text() or words[:1].isdigit()) and _advance(edit, words) > room + 12:
        yield f"“{words}” wants {_advance(edit, words)}, has {room}"


# Places


def _misplaced(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QAbstractScrollArea | QMainWindow | QTabBar | QComboBox | QHeaderView):
        return
    parent = widget.parent()
    if isinstance(parent, QAbstractScrollArea):
        return  # a viewport: what it holds may be larger
    children = [
        child for child in widget.children()
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow() and not child.property("overlay")
        and not isinstance(child, QSizeGrip | QSplitterHandle | QScrollBar | QMenu) and child.width() > 1
        and child.height() > 1
    ]  # fmt: skip
    room = widget.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
    for child in children:
        if not room.contains(child.geometry()):
            yield f"{_name(child)} at {_rect(child.geometry())} sticks out of {_text(widget.size())}"
    for one, other in combinations(children, 2):
        common = one.geometry().intersected(other.geometry())
        if common.width() > 2 and common.height() > 2:
            yield f"{_name(one)} {_rect(one.geometry())} and {_name(other)} {_rect(other.geometry())} overlap"


def _fits(wanted: QSize, room: QSize, slack: int = SLACK) -> bool:
    return wanted.width() <= room.width() + slack and wanted.height() <= room.height() + slack


def _advance(widget: QWidget, text: str) -> int:
    return widget.fontMetrics().horizontalAdvance(text)


def _name(widget: QWidget) -> str:
    path, one = [], widget
    while one is not None and len(path) < 3:
        if one.objectName() and not one.objectName().startswith("qt_"):
            path.append(one.objectName())
        one = one.parentWidget()
    return f"{'<'.join(path) or '?'} [{type(widget).__name__}]"


def _text(size: QSize) -> str:
    return f"{size.width()}×{size.height()}"


def _rect(rect: QRect) -> str:
    return f"({rect.x()}, {rect.y()}, {rect.width()}×{rect.height()})"
