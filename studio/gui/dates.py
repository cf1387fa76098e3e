"""Calendar dates of the days of the season, in words and as marks of an axis."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale

from studio.text import language, tr

_MONTHS_FROM = 75.0
"""Days of an axis from which on months stand there; below, days do."""
_STEPS = (1, 2, 5, 10)


def first_date(epoch: str) -> date | None:
    """The date of the epoch as it is typed in the design; None while that cannot be read."""
    try:
        return date.fromisoformat(epoch.strip()[:10])
    except ValueError:
        return None


def day_date(epoch: str, day: int) -> str:
    """The date of a day of the season as "2026-06-21", or its number while the epoch cannot be read."""
    first = first_date(epoch)
    if first is None:
        return tr("day {number}", number=day)
    return (first + timedelta(days=day)).isoformat()


def month_starts(epoch: str, days: int) -> list[tuple[int, str]]:
    """The days of the season on which a month begins, with its short name; for January that of the year."""
    first = first_date(epoch)
    if first is None:
        return []
    names = QLocale(language())
    short = QLocale.FormatType.ShortFormat
    found: list[tuple[int, str]] = []
    for number in range(days):
        today = first + timedelta(days=number)
        if today.day == 1:
            name = names.standaloneMonthName(today.month, short)
            found.append((number, str(today.year) if today.month == 1 else name))
    return found


def day_ticks(epoch: str, low: float, high: float) -> list[tuple[float, str]]:
    """Where along an axis of days from the epoch ticks stand, and their words: months, or some days of a month."""
    first = first_date(epoch)
    begin, end = max(round(low + 0.499), 0), int(high)
    if first is None:
        step = max(round((high - low) / 6), 1)
        return [(float(day), f"{day}") for day in range(begin - begin % step, end + 1, step) if day >= begin]
    if high - low > _MONTHS_FROM:
        return [(float(day), name) for day, name in month_starts(epoch, end + 1) if day >= begin]
    step = next((step for step in _STEPS if (high - low) / step <= 8), _STEPS[-1])
    names, found = QLocale(language()), []
    for number in range(begin, end + 1):
        today = first + timedelta(days=number)
        if (step == 1 or today.day % step == (1 if step > 2 else 0)) and (step < 5 or today.day < 30):
            words = names.toString(QDate(today.year, today.month, today.day), "d MMM")
            found.append((float(number), words))
    return found
