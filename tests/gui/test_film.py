"""Pictures and films of the Orbit view: any size, whole or not at all, and the clock put back where it was."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from studio.design.element_edit import add_elements
from studio.design.element_sets import ElementSets
from studio.document import preset
from studio.document.document import Document
from studio.gui import film_dialog
from studio.gui.film_dialog import FilmDialog, PictureDialog
from studio.gui.orbit.film import Film, is_fine, pixel_ratio
from studio.gui.orbit.film_file import PictureFolder, film_file
from studio.gui.orbit_view import OrbitView
from studio.gui.session import Session
from studio.gui.space import trial
from studio.gui.theme import Theme
from studio.jobs.immediate import ImmediateWorker

SIZE = (160, 120)
ROWS = "101 61041.5 15.05 0.0001 53 10 0 0 0.0001 LOW ONE\n102 61041.5 13.2 0.1 97 20 0 0 0.0001 ACROSS"


@pytest.fixture
def view(qtbot):
    design = add_elements(preset("suncatcher-cluster"), ElementSets("two", ROWS))
    session = Session(Document(design), Theme(), ImmediateWorker)
    session.start()
    made = OrbitView(session)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    qtbot.waitUntil(lambda: made.real.flown is not None, timeout=20_000)
    yield made
    made.close_view()
    session.close()


def left(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_picture_has_the_size_asked_for(qtbot, view: OrbitView, tmp_path: Path) -> None:
    dialog = PictureDialog(view)
    qtbot.addWidget(dialog)
    assert dialog.size_asked == (2 * (view.widget.width() // 2), 2 * (view.widget.height() // 2))
    dialog.width_box.setValue(321)
    dialog.height_box.setValue(200)
    dialog.write(tmp_path / "orbit.png")
    qtbot.waitUntil(lambda: not dialog.tasks.busy)
    image = QImage(str(tmp_path / "orbit.png"))
    assert (image.width(), image.height()) == (320, 200)
    shown = view.scene.render_image(320, 200, pixel_ratio(320, 200))
    middle = image.pixelColor(160, 100)
    assert [middle.red(), middle.green(), middle.blue()] == shown[100, 160, :3].tolist()
    dialog = PictureDialog(view)
    qtbot.addWidget(dialog)
    dialog.write(tmp_path / "nowhere" / "orbit.png")
    qtbot.waitUntil(lambda: "could not be written" in dialog.status.text().lower())
    assert left(tmp_path) == ["orbit.png"]


def test_folder_holds_every_picture_and_the_clock_is_back(qtbot, view: OrbitView, tmp_path: Path) -> None:
    clock = view.session.clock
    clock.advance(80_000.0)
    before = (clock.day, clock.elapsed, clock.phase)
    dialog = FilmDialog(view)
    qtbot.addWidget(dialog)
    dialog.width_box.setValue(SIZE[0])
    dialog.height_box.setValue(SIZE[1])
    dialog.seconds.setValue(1)
    dialog.rate.setValue(6)
    dialog.span.setValue(3.0)
    dialog.begin(tmp_path / "film")
    film = dialog.film
    assert film is not None
    qtbot.waitUntil(lambda: dialog.film is None, timeout=60_000)
    assert "Saved" in dialog.status.text()
    assert left(tmp_path) == ["film"]
    pictures = [QImage(str(tmp_path / "film" / name)) for name in left(tmp_path / "film")]
    assert len(pictures) == 6
    assert all((one.width(), one.height()) == SIZE for one in pictures)
    bits = [bytes(one.constBits()) for one in pictures]
    assert len(set(bits)) == 6  # something moves in each
    assert (clock.day, clock.elapsed) == (before[0], pytest.approx(before[1], abs=1e-6))
    assert clock.phase == pytest.approx(before[2], abs=1e-9)
    # A second one does not write over the first.
    dialog.begin(tmp_path / "film")
    assert dialog.film is None
    assert "is there already" in dialog.status.text()


def test_video_is_one_file_that_begins_as_such(qtbot, view: OrbitView, tmp_path: Path) -> None:
    path = tmp_path / "film.ogv"
    path.write_bytes(b"an older film")
    film = Film(view, film_file(path, 25), SIZE, 5, 60.0, view)
    with qtbot.waitSignal(film.done, timeout=60_000) as done:
        pass
    assert done.args == [""]
    assert left(tmp_path) == ["film.ogv"]
    data = path.read_bytes()
    assert data.startswith(b"OggS")
    assert b"\x80theora" in data
    assert len(data) > 5000


def test_stopped_film_leaves_nothing(qtbot, view: OrbitView, tmp_path: Path) -> None:
    old = tmp_path / "film.ogv"
    old.write_bytes(b"an older film")
    clock = view.session.clock
    for path in (tmp_path / "film", old):
        before = clock.elapsed
        film = Film(view, film_file(path, 25), SIZE, 500, 60.0, view)
        with qtbot.waitSignal(film.progressed, timeout=60_000):
            pass
        film.stop()
        film.stop()
        assert clock.elapsed == pytest.approx(before, abs=1e-6)
    assert left(tmp_path) == ["film.ogv"]
    assert old.read_bytes() == b"an older film"


def test_failure_in_the_middle_is_told_and_leaves_nothing(qtbot, view: OrbitView, tmp_path: Path, monkeypatch) -> None:
    def full(self, image) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(PictureFolder, "add", full)
    dialog = FilmDialog(view)
    qtbot.addWidget(dialog)
    dialog.begin(tmp_path / "film")
    qtbot.waitUntil(lambda: dialog.film is None, timeout=20_000)
    assert "No space left" in dialog.status.text()
    assert left(tmp_path) == []


def test_dialog_that_is_left_stops_the_film(qtbot, view: OrbitView, tmp_path: Path) -> None:
    dialog = FilmDialog(view)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.begin(tmp_path / "film")
    assert dialog.cancel.isEnabled()
    assert not dialog.video.isEnabled()
    dialog.reject()
    assert left(tmp_path) == []


def test_words_grow_with_the_picture_and_the_largest_are_not_smoothed() -> None:
    assert pixel_ratio(640, 480) == 1.0
    assert pixel_ratio(3840, 2160) == pytest.approx(2.4)
    assert is_fine(3840, 2160)
    assert not is_fine(7680, 4320)


def test_window_asks_where_to(qtbot, make_window, monkeypatch, tmp_path: Path) -> None:
    window = make_window("suncatcher-cluster", views=("orbit",))
    answers = iter([str(tmp_path / "one"), str(tmp_path / "two"), str(tmp_path / "three")])
    monkeypatch.setattr(film_dialog.QFileDialog, "getSaveFileName", lambda *_: (next(answers), ""))
    window.actions_by_name["orbit-picture"].trigger()
    dialog = window.findChild(PictureDialog)
    assert dialog is not None
    dialog.save.click()
    qtbot.waitUntil((tmp_path / "one.png").is_file)
    window.actions_by_name["orbit-film"].trigger()
    film = window.findChild(FilmDialog)
    assert film is not None
    film.video.click()
    assert film.film is not None
    assert [name for name in left(tmp_path) if name.startswith(".two.ogv")]
    film.reject()
    assert left(tmp_path) == ["one.png"]


def test_without_graphics_both_dialogs_say_so(qtbot, view: OrbitView, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setitem(trial._state, "works", False)
    picture = PictureDialog(view)
    qtbot.addWidget(picture)
    view.scene._offscreen = None
    picture.write(tmp_path / "orbit.png")
    assert picture.status.text() == trial.words()
    film = FilmDialog(view)
    qtbot.addWidget(film)
    film.begin(tmp_path / "film")
    assert film.status.text() == trial.words()
    assert film.film is None
    assert left(tmp_path) == []
