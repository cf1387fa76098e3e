"""What was seen to be wrong in pictures of the studio, and must not come back."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QSpinBox, QStyle, QStyleOptionSpinBox

from studio.analysis.result_difference import signed_per_cent
from studio.gui.console.entry import Entry
from studio.gui.console.history import History
from studio.gui.elided_button import ElidedButton
from studio.gui.plots.axis import Axis
from studio.gui.plots.chart import _apart
from studio.gui.review.requirements_page import RequirementsPage
from studio.gui.start.cards import Cards
from studio.gui.study.tints import scale_table
from studio.gui.theme import Theme
from studio.gui.theme.colours import THEMES


def contrast(one, other) -> float:
    def light(rgb) -> float:
        parts = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in rgb]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def rgb(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))


def test_the_title_of_an_axis_has_the_colour_of_each_theme_in_turn(qapp):
    axis = Axis("left")
    axis.name_it("Power [kW]")
    for colours in (*THEMES.values(), *THEMES.values()):
        axis.use(colours, qapp.font())
        assert axis.label.defaultTextColor().name() == colours.muted
        assert contrast(axis.label.defaultTextColor().getRgbF()[:3], rgb(colours.surface)) >= 4.5


@pytest.mark.parametrize("name", list(THEMES))
def test_every_point_of_a_study_is_seen_on_its_ground(name):
    ground = rgb(THEMES[name].surface)
    assert min(contrast(colour / 255.0, ground) for colour in scale_table(THEMES[name].dark)) > 1.4


def test_words_of_marks_do_not_cover_one_another():
    tags = [(QRectF(place, 40.0, 30.0, 12.0), str(place), "") for place in (0.0, 10.0, 25.0, 80.0)]
    placed = [area for area, *_ in _apart(tags)]
    assert [area.x() for area in placed] == [0.0, 10.0, 25.0, 80.0]
    assert placed[0].y() == placed[3].y() == 40.0
    assert not any(one.intersects(other) for place, one in enumerate(placed) for other in placed[:place])


def test_what_is_many_times_as_much_is_told_as_a_factor():
    assert [signed_per_cent(share) for share in (0.44, -0.5, 9.9, 1655.08, -6608.98)] == [
        "+44 %", "−50 %", "+990 %", "×1656", "×−6608"]  # fmt: skip


def test_that_results_are_on_their_way_is_taken_back_and_other_words_stay(session, qapp, monkeypatch):
    page = RequirementsPage(session)
    page.show()
    late = {"late": True}
    monkeypatch.setattr(RequirementsPage, "outdated", property(lambda _: late["late"]))
    page.refresh()
    assert page.status.text() == page.waiting() != ""
    late["late"] = False
    page.refresh()
    assert page.status.text() == ""
    page.say("Requirements taken over.")
    page.refresh()
    assert page.status.text() == "Requirements taken over."
    page.close()
    page.deleteLater()


def test_spin_boxes_have_arrows_that_can_be_told_from_their_ground(qapp):
    theme = Theme()
    try:
        for name, colours in THEMES.items():
            theme.use(name)
            box = QSpinBox()
            box.resize(90, 26)
            image = box.grab().toImage()
            option = QStyleOptionSpinBox()
            box.initStyleOption(option)
            for arrow in (QStyle.SubControl.SC_SpinBoxUp, QStyle.SubControl.SC_SpinBoxDown):
                area = box.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, option, arrow, box)
                seen = max(contrast(image.pixelColor(x, y).getRgbF()[:3], rgb(colours.surface))
                           for x in range(area.left() + 3, area.right() - 2)
                           for y in range(area.top() + 3, area.bottom() - 2))  # fmt: skip
                assert seen > 2.5, (name, arrow)
            box.deleteLater()
    finally:
        theme.use(True)


def test_one_line_of_python_has_no_scroll_bar_beside_it(qapp):
    entry = Entry({}, History())  # what it completes from is not asked for
    entry.resize(400, entry.height())
    entry.show()
    for text in ("", "print(1)", "a = 1\nb = 2\nc = 3"):
        entry.put(text)
        qapp.processEvents()
        assert not entry.verticalScrollBar().isVisible(), text
    entry.close()
    entry.deleteLater()


def test_a_button_that_is_too_narrow_ends_in_dots(qapp, monkeypatch):
    drawn = []
    button = ElidedButton("Capacity factor on the ground that makes it 10 times")
    monkeypatch.setattr(QFontMetrics, "elidedText", lambda *args: drawn.append(args[1:]) or "short")
    button.resize(120, 24)
    button.grab()
    assert drawn
    assert 0 < drawn[0][2] <= 120
    button.deleteLater()


@pytest.mark.parametrize(("width", "height"), [(980, 600), (1600, 900), (2240, 1300), (2240, 700)])
def test_start_cards_fill_a_large_screen_and_stay_within_it(qapp, monkeypatch, width, height):
    monkeypatch.setattr(Cards, "_room", lambda _: height)
    cards = Cards(Theme())
    cards.resize(width, height)
    cards.place()
    room = height - 3 * cards.fontMetrics().height()
    assert all(card.geometry().right() <= width for card in cards.cards)
    if cards.minimumHeight() <= room:  # with a column less they would be larger, and some out of sight
        fewer = cards.columns
        assert len({card.width() for card in cards.cards}) == 1
        assert cards.cards[0].width() >= width // (fewer + 1)
    else:
        assert cards.cards[0].width() < 2 * 15.5 * cards.fontMetrics().height()
    cards.deleteLater()
