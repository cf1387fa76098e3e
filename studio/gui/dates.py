"""Calendar dates of the days of the season, in words and as marks of an axis."""

from datetime import date, timedelta

from PySide6.QtCore import QLocale

from studio.text import language, tr


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
