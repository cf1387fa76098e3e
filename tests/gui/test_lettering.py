"""Chinese is written with letters that ship: every sign of the translation has one."""

from PySide6.QtGui import QFont, QFontMetrics, QRawFont
from PySide6.QtWidgets import QApplication

from studio import resource
from studio.gui.lettering import use_letters


def test_every_sign_of_the_translation_has_a_letter(qapp: QApplication) -> None:
    before = QFont(qapp.font())
    try:
        use_letters(qapp, "zh_CN")
        assert "Noto Sans SC" in qapp.font().families()[-1]
        ours = QRawFont(str(resource.path("fonts", "NotoSansSC-Regular.ttf")), 12.0)
        text = resource.path("translations", "zh_CN", "LC_MESSAGES", "dawnline.po").read_text(encoding="utf-8")
        chinese = {
            sign for line in text.splitlines() if line.startswith("msgstr") for sign in line if ord(sign) > 0x2E7F
        }
        assert len(chinese) > 1000
        assert sorted(sign for sign in chinese if not ours.supportsCharacter(ord(sign))) == []
        assert QFontMetrics(qapp.font()).horizontalAdvance("轨道高度") > 2.5 * QFontMetrics(qapp.font()).height()
    finally:
        qapp.setFont(before)


def test_english_keeps_the_letters_of_the_machine(qapp: QApplication) -> None:
    before = QFont(qapp.font())
    use_letters(qapp, "en")
    assert qapp.font().family() == before.family()
    qapp.setFont(before)
