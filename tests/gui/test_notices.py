"""Notices: read in passing in a corner, never over what is being edited; the list has all of them."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

from studio.gui.keyboard_focus import KeyboardFocus
from studio.gui.notices import Notices
from studio.gui.notices.bell import Bell
from studio.gui.notices.corner import Corner
from studio.gui.notices.notices import Notice
from studio.gui.notices.toast import NoticeCard, reading_ms
from studio.gui.preferences import Preferences
from studio.gui.theme import Theme


class Place:
    def __init__(self, window: QMainWindow) -> None:
        theme = Theme()
        theme.use(True)
        self.window = window
        self.theme = theme
        self.notices = Notices(window)
        self.preferences = Preferences(parent=window)
        self.bell = Bell(self.notices, theme)
        window.statusBar().addPermanentWidget(self.bell)
        self.corner = Corner(self.notices, self.preferences, theme, KeyboardFocus(window), window)


@pytest.fixture
def place(qapp: QApplication):
    window = QMainWindow()
    made = Place(window)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window, 15_000)
    yield made
    if made.bell.list is not None:
        made.bell.list.close()
    window.close()
    window.deleteLater()
    qapp.processEvents()


def area(place: Place) -> QRect:
    toasts = place.corner.toasts
    return toasts[0].geometry().united(toasts[-1].geometry())


def test_a_notice_stays_as_long_as_it_takes_to_read_and_a_problem_until_it_is_put_away() -> None:
    short, long = Notice("Saved a.json"), Notice("Saved " + "a longer name " * 10)
    assert 0 < reading_ms(short) < reading_ms(long)
    assert reading_ms(long) >= len(long.text) * 60  # some fifteen letters a second
    assert reading_ms(Notice("Written", offer="Show", take=print)) > reading_ms(Notice("Written"))
    assert reading_ms(Notice("No", "warning")) == reading_ms(Notice("No", "error")) == 0


def test_it_goes_when_it_was_read_and_leaves_the_keyboard_where_it_is(place: Place) -> None:
    edit = QLineEdit()
    place.window.setCentralWidget(edit)
    edit.setFocus()
    QApplication.processEvents()
    place.notices.tell("Saved")
    (toast,) = place.corner.toasts
    assert toast.isVisible()
    assert QApplication.focusWidget() is edit
    assert toast._timer.isActive()
    toast._timer.timeout.emit()
    assert place.corner.toasts == []
    place.notices.tell("It failed", "error")
    (toast,) = place.corner.toasts
    assert not toast._timer.isActive()
    toast.dismissed.emit()
    assert place.corner.toasts == []


@pytest.mark.parametrize("where", [(0, 0), (900, 40), (900, 650), (20, 650)])
def test_it_never_covers_what_is_being_edited(place: Place, where: tuple[int, int]) -> None:
    edit = QLineEdit(place.window)
    edit.setGeometry(*where, 200, 30)
    edit.show()
    place.notices.tell("Before the keyboard is there", "warning")
    edit.setFocus()
    QApplication.processEvents()
    for words in ("one", "two"):
        place.notices.tell(words, "error")
        assert not area(place).intersects(edit.geometry())
        assert place.window.rect().contains(area(place))
        assert not area(place).intersects(place.window.statusBar().geometry())


def test_no_more_than_three_stand_there_and_problems_outlive_news(place: Place) -> None:
    place.notices.tell("bad", "error")
    for number in range(6):
        place.notices.tell(f"news {number}")
    assert [toast.notice.text for toast in place.corner.toasts] == ["bad", "news 4", "news 5"]
    assert len(place.notices.said) == 7


def test_the_same_words_count_up(place: Place) -> None:
    for _ in range(3):
        place.notices.tell("Not kept", "warning")
    (toast,) = place.corner.toasts
    assert toast.words.text() == "Not kept (×3)"


def test_details_open_and_an_offer_is_taken_once(place: Place) -> None:
    taken: list[int] = []
    place.notices.tell("Written", details="Where and how", offer="Show the folder", take=lambda: taken.append(1))
    (toast,) = place.corner.toasts
    height = toast.height()
    toast.more.click()
    assert toast.details.isVisible()
    assert toast.details.toPlainText() == "Where and how"
    assert toast.height() > height
    assert place.window.rect().contains(toast.geometry())
    toast.findChild(type(toast.more), "notice-offer").click()
    assert taken == [1]
    assert place.corner.toasts == []


def test_the_count_in_the_status_bar_says_how_bad_it_is_and_opens_the_list(place: Place) -> None:
    assert place.bell.text() == "ℹ 0"
    place.notices.tell("Saved")
    place.notices.tell("Failed", "error", details="why")
    assert place.bell.text() == "✖ 2"
    assert "2 new messages" in place.bell.accessibleName()
    place.bell.click()
    assert place.bell.text() == "ℹ 0"
    cards = place.bell.list.findChildren(NoticeCard)
    assert [card.notice.text for card in cards] == ["Failed", "Saved"]
    assert place.window.geometry().contains(place.bell.list.geometry())
    place.bell.list.forget.click()
    assert place.notices.said == []


def test_who_wants_only_problems_sees_only_those(place: Place) -> None:
    place.preferences.choose("messages", "problems")
    place.notices.tell("Saved")
    assert place.corner.toasts == []
    place.notices.tell("Careful", "warning")
    assert len(place.corner.toasts) == 1
    assert [one.text for one in place.notices.said] == ["Saved", "Careful"]


def test_a_screen_reader_hears_the_level_and_the_words(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[str, object]] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility",
                        lambda event: heard.append((event.message(), event.politeness())))  # fmt: skip
    place.notices.tell("Saved")
    place.notices.tell("It failed", "error")
    polite, now = QAccessible.AnnouncementPoliteness.Polite, QAccessible.AnnouncementPoliteness.Assertive
    assert heard == [("Note: Saved", polite), ("Error: It failed", now)]


def test_the_corner_follows_the_window(place: Place) -> None:
    place.notices.tell("Careful", "warning")
    place.window.resize(900, 600)
    QApplication.processEvents()
    assert place.window.rect().contains(area(place))
    assert area(place).right() > 850
    assert area(place).contains(QPoint(880, area(place).center().y()))
