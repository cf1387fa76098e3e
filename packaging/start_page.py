"""Makes resources/start: the pictures of the start page, and what the shipped designs come to.

For developers, not for the studio: `python packaging/start_page.py figures` computes every shipped design and writes
resources/start/figures.json; `python packaging/start_page.py pictures` draws each of them, which wants a screen (under
`xvfb-run -a` where there is none). Run the first when a shipped design or the analysis has changed: a test compares.
"""

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from studio import resource
from studio.document.presets import presets

FOLDER = resource.path("start")
SIZE = (640, 360)
LOOKS = {
    "suncatcher-cluster": ("orbit", "cluster"),
    "ai1-120kw": ("satellite", "overview"),
    "gigawatt-27kw": ("orbit", "overview"),
    "lcoc-1mw": ("satellite", "overview"),
    "perovskite-hjt-650km": ("satellite", "overview"),
    "shell-30deg": ("orbit", "overview"),
    "shell-500km-eclipse": ("orbit", "edge"),
    "starcloud-40mw": ("satellite", "overview"),
    "filing-51600": ("orbit", "overview"),
    "filing-88000": ("orbit", "edge"),
    "filing-million": ("orbit", "overview"),
}
"""The tab that each design is drawn in, and where it is seen from there."""
_NEARER = {"orbit": 1.1, "satellite": 1.3}
"""How much larger than in the studio, where room is left for words."""
_QUALITY = 88
_DAY = 60
_DIGITS = 6


def figures() -> None:
    """Every single number of every shipped design."""
    from studio.analysis import RESULTS, evaluate
    from studio.document.presets import preset

    found: dict[str, dict[str, float]] = {}
    for one in presets():
        results = evaluate(preset(one.name))
        values = {name: results.get(name) for name, info in RESULTS.items() if info.kind in {"number", "integer"}}
        found[one.name] = {
            name: value if isinstance(value, int) else float(f"{value:.{_DIGITS}g}")
            for name, value in values.items() if isinstance(value, int | float) and not isinstance(value, bool)
        }  # fmt: skip
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "figures.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def pictures() -> None:
    """Each shipped design as the studio draws it, without words."""
    from PySide6.QtCore import QSettings

    from studio.document.document import Document
    from studio.gui.app import make_application
    from studio.gui.session import Session
    from studio.gui.theme import Theme
    from studio.gui.window import MainWindow
    from studio.jobs.immediate import ImmediateWorker

    app = make_application()
    FOLDER.mkdir(exist_ok=True)
    for one in presets():
        tab, look = LOOKS.get(one.name, ("orbit", "overview"))
        theme, document = Theme(), Document()
        theme.use(True)
        document.open(one.name)
        with tempfile.TemporaryDirectory() as folder:
            window = MainWindow(theme, QSettings(str(Path(folder) / "s.ini"), QSettings.Format.IniFormat))
            window.resize(1280, 800)
            window.attach(Session(document, theme, ImmediateWorker, parent=window), build=False)
            window._pending = [tab]
            window.show()
            window.build_all()
            window.show_tab(tab)
            assert window.session is not None
            window.session.clock.set_day(_DAY)
            _settle(app, window.views[tab])
            view: Any = window.views[tab]
            view.show_view(look)
            _settle(app, view)
            scene = view.scene if tab == "orbit" else view.model.scene
            if tab == "orbit" and view.shows_fleet and view.session.table("fleet").shells > 1:
                view._colouring.setCurrentIndex(view._colouring.findData("shell"))
                _settle(app, view)
            scene.zoom(_NEARER[tab])
            _save(scene, FOLDER / f"{one.name}.jpg")
            window.close()
            window.deleteLater()
            app.processEvents()


def _settle(app: Any, view: Any) -> None:
    for _ in range(80):
        app.processEvents()
        time.sleep(0.01)
    while not getattr(view, "is_complete", True):
        app.processEvents()


def _save(scene: Any, path: Path) -> None:
    from PySide6.QtGui import QImage

    twin = scene.copy()
    twin._annotate = lambda *_: None  # names and scales are too small to be read on a card
    width, height = SIZE
    pixels = twin.render_image(width, height, 1.0)
    twin.close()
    image = QImage(pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_RGBA8888)
    if not image.save(str(path), b"JPG", _QUALITY):
        raise OSError(f"{path} could not be written")
    print(path.name, path.stat().st_size)


if __name__ == "__main__":
    {"figures": figures, "pictures": pictures}[sys.argv[1]]()
