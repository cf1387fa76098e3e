"""What Dawnline is, in a box of its own."""

from PySide6.QtWidgets import QMessageBox, QWidget

from studio import __version__
from studio.text import tr


def show_about(window: QWidget) -> None:
    """What the program is, and whose pictures it shows."""
    box = QMessageBox(window)
    box.setWindowTitle(tr("About Dawnline"))
    box.setText(tr(
        "<p><b>Dawnline {version}</b></p>"
        "<p>Designs constellations of solar-powered orbital data centres: orbit, panel, power, heat, compute, links, "
        "mass, launch, cost and factories, live. "
        "Every result carries its equation and its source: press F2 or click a number.</p>"
        "<p>Earth pictures: NASA Visible Earth (Blue Marble, Earth at Night), public domain.</p>",
        version=__version__,
    ))  # fmt: skip
    box.setObjectName("help")
    box.exec()
    box.deleteLater()
