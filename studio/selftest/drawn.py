"""What is drawn, looked at in a process of its own: `python -m studio.selftest.drawn CHECK LANGUAGE` prints JSON.

A graphics driver or a library of the system that fails ends the process; the other checks go on.
"""

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from studio import resource, text
from studio.selftest.check import Wrong
from studio.text import mark, tr

_SIZE = (320, 240)
_COLOURS = 50
"""What is drawn has more; an empty picture has one, a background from dark to bright has a few dozen."""
_LETTERS = {"NotoSansSC-Regular.ttf": "星轨能", "NotoSansSC-Bold.ttf": "星轨能"}
"""What a font must have; of the others, Greek and the signs of units."""
_USUAL = "aΔµ²"


def display() -> str:
    """The platform that windows are shown on is there and can be started."""
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication(["dawnline"])
    screen = app.primaryScreen()
    if screen is None:
        raise Wrong(tr(mark("there is no screen")))
    size, ratio = screen.size(), screen.devicePixelRatio()
    return f"{app.platformName()}, {size.width()} × {size.height()}" + (f" × {ratio:g}" if ratio != 1.0 else "")


def fonts() -> str:
    """Each font that ships has its letters."""
    from PySide6.QtGui import QFontDatabase, QGuiApplication, QRawFont

    app = QGuiApplication(["dawnline"])
    families = []
    for path in sorted(resource.path("fonts").glob("*.ttf")):
        found = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
        raw = QRawFont(str(path), 16.0)
        lacking = [sign for sign in _LETTERS.get(path.name, _USUAL) if not raw.supportsCharacter(ord(sign))]
        if not found or lacking:
            raise Wrong(tr(mark("{name} lacks {signs}"), name=path.name, signs="".join(lacking) or "?"))
        families += found
    if set(_LETTERS) - {path.name for path in resource.path("fonts").iterdir()}:
        raise Wrong(tr(mark("the Chinese fonts are missing")))
    del app
    return ", ".join(dict.fromkeys(families))


def scene() -> str:
    """The Earth and an orbit, drawn by VTK off the screen."""
    import numpy as np

    from studio.gui.crash.report import open_gl
    from studio.gui.orbit.fleet_check import shader_works
    from studio.gui.orbit.scene import OrbitScene

    drawn = OrbitScene()
    try:
        empty = drawn.render_image(*_SIZE).astype(int)[..., :3]
        angle = np.linspace(0.0, 2.0 * np.pi, 200)
        drawn.set_orbits(7.5e6 * np.stack([np.cos(angle), np.sin(angle), 0.0 * angle], axis=-1)[None])
        image = drawn.render_image(*_SIZE).astype(int)[..., :3]
    finally:
        drawn.close()
    if len(np.unique(empty.reshape(-1, 3), axis=0)) < _COLOURS:
        raise Wrong(tr(mark("the picture is empty")))
    height, width, _ = image.shape
    middle, corner = image[height // 3 : -height // 3, width // 3 : -width // 3], image[: height // 8, : width // 8]
    if middle.std() < 2.0 * corner.std() + 5.0:
        raise Wrong(tr(mark("no Earth is to be seen")))
    if not np.any(np.abs(image - empty) > 30):
        raise Wrong(tr(mark("no orbit is to be seen")))
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication.instance() or QGuiApplication(["dawnline"])
    said = mark("{opengl}; fleets placed by the graphics") if shader_works() else mark(
        "{opengl}; fleets placed by the processor")  # fmt: skip
    found = tr(said, opengl=open_gl())
    del app
    return found


def window() -> str:
    """The whole window with each of its tabs, filled with a design."""
    import numpy as np
    from PySide6.QtGui import QImage

    from studio.gui.still import draw
    from studio.selftest.numbers import PRESET

    with tempfile.TemporaryDirectory(prefix="dawnline-") as folder:
        paths = draw(PRESET, Path(folder))
        for path in paths:
            image = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
            pixels = np.frombuffer(image.constBits(), dtype=np.uint32)
            if len(np.unique(pixels)) < _COLOURS:
                raise Wrong(tr(mark("{name}: the picture is empty"), name=path.stem))
    return ", ".join(path.stem for path in paths)


CHECKS: dict[str, Callable[[], str]] = {"display": display, "fonts": fonts, "scene": scene, "window": window}


def main() -> int:
    name, language = sys.argv[1:3]
    text.use_language(language)
    try:
        answer = {"detail": CHECKS[name]()}
    except Wrong as error:
        answer = {"wrong": str(error)}
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        answer = {"wrong": f"{type(error).__name__}: {error}"}
    sys.stdout.write(json.dumps(answer) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
