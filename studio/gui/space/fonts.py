"""The font of the scene's text: that of the system, or VTK's own where none is found; for Chinese ours."""

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from studio import resource

_LATIN = {
    "win32": ("C:/Windows/Fonts/segoeui.ttf", "C:/Windows/Fonts/arial.ttf"),
    "darwin": ("/System/Library/Fonts/Helvetica.ttc",),
}
_CHINESE = "NotoSansSC-Regular.ttf"


@cache
def _system_font() -> str | None:
    for name in _LATIN.get(sys.platform, ()):
        if Path(name).is_file():
            return name
    if tool := shutil.which("fc-match"):
        answer = subprocess.run([tool, "-f", "%{file}", "sans"], capture_output=True, text=True, check=False)
        if answer.returncode == 0 and Path(answer.stdout).is_file():
            return answer.stdout
    return None


def font_file(text: str) -> str | None:
    """The file of a font that has the characters of `text`; None for the built-in one."""
    if any(ord(sign) > 0x2E7F for sign in text):
        return str(resource.path("fonts", _CHINESE))
    return _system_font()
