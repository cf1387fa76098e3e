"""Pictures of what is to be written are read beside the window: the thread of Python goes on meanwhile."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage

from studio.export.formats import Format, Product
from studio.gui.export.look import look_at, read_image

ANY = Format("x", "X", "pictures", ".svg", "", "no:where", preview="picture")


def circles(count: int) -> bytes:
    drawn = "".join(f"<circle cx='{n % 60 + 20}' cy='{n % 29 + 10}' r='9' fill='#204060' opacity='0.5'/>"
                    for n in range(count))  # fmt: skip
    return f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 50'>{drawn}</svg>".encode()


def png(width: int, height: int) -> bytes:
    image = QImage.fromData(QByteArray(circles(40))).scaled(width, height)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def test_a_drawing_is_as_wide_as_is_looked_at_and_on_paper(qapp):
    (image,) = look_at(ANY, Product({"": circles(1)})).images
    assert (image.width(), image.height()) == (1800, 900)
    assert image.pixelColor(2, 2) == QColor("white")
    assert image.pixelColor(360, 180).blue() < 255


def test_what_is_no_picture_is_told_by_its_bytes(qapp):
    assert read_image(b"<svg xmlns='http://www.w3.org/2000/svg'/>", 1800.0).isNull()
    assert read_image(b"\x89PNG nothing").isNull()
    assert look_at(ANY, Product({"": b"\x89PNG nothing\x00"})).images == ()


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_the_window_goes_on_while_a_picture_is_read(qapp, kind):
    data = circles(3000) if kind == "svg" else png(3000, 3000)
    spent: list[float] = []

    def work() -> None:
        began = time.thread_time()
        read_image(data, 1800.0)
        spent.append(time.thread_time() - began)

    # The work of this thread against that of the other: beside a reader that lets nobody through it is next to none.
    reader = threading.Thread(target=work)
    began = time.thread_time()
    reader.start()
    while reader.is_alive():
        pass
    assert time.thread_time() - began > 0.6 * spent[0]


PAINTING = """
import sys, threading, time
from PySide6.QtWidgets import QApplication, QLabel
from studio.gui.export.look import load_readers, read_image
app = QApplication([])
data = open(sys.argv[1], "rb").read()
load_readers()
label = QLabel()
reader = threading.Thread(target=lambda: [read_image(data, float(sys.argv[3])) for _ in range(20)])
reader.start()
while reader.is_alive():
    label.setText(f"<img src='{sys.argv[2]}'>{time.monotonic()}")
    label.grab()
    time.sleep(0.001)
"""


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_window_that_paints_a_picture_does_not_wait_for_ever_for_one_that_is_read(qapp, tmp_path, kind):
    """In a process of its own, for what it holds against ends in two locks, each thread with the other's."""
    (tmp_path / f"it.{kind}").write_bytes(circles(3) if kind == "svg" else png(60, 60))
    (tmp_path / "painted.png").write_bytes(png(60, 60))
    subprocess.run([sys.executable, "-c", PAINTING, tmp_path / f"it.{kind}", tmp_path / "painted.png",
                    "200" if kind == "svg" else "0"],
                   check=True, timeout=120, cwd=Path(__file__).parents[2])  # fmt: skip
