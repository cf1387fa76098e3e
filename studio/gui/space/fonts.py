"""The font of the scene's text: that of the system, or VTK's own where none is found."""

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

_LATIN = {
    "win32": ("C:/Windows/Fonts/segoeui.ttf", "C:/Windows/Fonts/arial.ttf"),
    "darwin": ("/System/Library/Fonts/Helvetica.ttc",),
}
_CHINESE = {
    "win32": ("C:/Windows/Fonts/msyh.ttc", "C:/Windows/Fonts/simhei.ttf"),
    "darwin": ("/System/Library/Fonts/PingFang.ttc", "/System/Library/Fonts/STHeiti Medium.ttc"),
}


@cache
def _system_font(chinese: bool) -> str | None:
    for name in (_CHINESE if chinese else _LATIN).get(sys.platform, ()):
        if Path(name).is_file():
            return name
    if tool := shutil.which("fc-match"):
        pattern = "sans:lang=zh-cn" if chinese else "sans"
        answer = subprocess.run([tool, "-f", "%{file}", pattern], capture_output=True, text=True, check=False)
        if answer.returncode == 0 and Path(answer.stdout).is_file():
            return answer.stdout
    return None


def font_file(text: str) -> str | None:
    """The file of a font that has the characters of `text`; None for the built-in one."""
    return _system_font(any(ord(sign) > 0x2E7F for sign in text))
