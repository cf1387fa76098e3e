"""Letters for every language: where the machine has none for Chinese, those that ship with the studio."""

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from studio import resource

_CHINESE = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")


def use_letters(app: QApplication, language: str) -> None:
    """Let `app` write `language`: Chinese in the letters that ship, which are the same on every machine.

    In another language Chinese names of companies may still be shown, by whatever font the machine has for them, and
    by ours where it has none.
    """
    chinese = language.startswith("zh")
    if not chinese and QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        return
    families = []
    for name in _CHINESE:
        number = QFontDatabase.addApplicationFont(str(resource.path("fonts", name)))
        families += QFontDatabase.applicationFontFamilies(number)
    if not families:
        return
    font = app.font()
    before = font.families() or [font.family()]
    font.setFamilies([*(one for one in before if one != families[0]), families[0]])
    app.setFont(font)


def fixed_font() -> QFont:
    """A font in which every letter is as wide as the others."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setStyleHint(QFont.StyleHint.Monospace)
    return font
