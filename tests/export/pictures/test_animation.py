"""Films of the orbit: frames and their times as Pillow and a browser find them, what moves, and what is refused."""

import base64
import io
import json
import shutil
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageSequence

from studio.analysis import Cancelled
from studio.document.files import dump
from studio.document.presets import preset
from studio.export.formats import FORMATS, Product, Source
from studio.export.pictures.animation import Film
from studio.export.pictures.camera import Camera
from studio.physics.constants import DAY
from tests.export.programs import WEB, run_program

SMALL = {"width": 160, "height": 90, "length": 0.8, "rate": 10.0, "most": 50}
NAMES = ("animation-gif", "animation-webp")


def source_of(name: str = "ai1-120kw") -> Source:
    design = preset(name)
    return Source(design, dump(design), "x")


@pytest.fixture(scope="module")
def source() -> Source:
    return source_of()


@pytest.fixture(scope="module")
def films(source: Source) -> dict[str, Product]:
    return {name: FORMATS[name].write(source, SMALL, lambda share: None) for name in NAMES}


def frames(product: Product) -> list[Image.Image]:
    image = Image.open(io.BytesIO(product.files[""]))
    return [frame.convert("RGB").copy() for frame in ImageSequence.Iterator(image)]


def test_pillow_and_a_browser_count_the_same_frames(films: dict[str, Product]) -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("the browser that decodes films in this test is missing: apt-get install chromium")
    coded = {name: [f"image/{name.split('-')[1]}", base64.b64encode(one.files[""]).decode()]
             for name, one in films.items()}  # fmt: skip
    question = json.dumps({"chromium": chromium, "films": coded})
    told = json.loads(run_program("node", str(WEB / "films.mjs"), text=question))
    for name, product in films.items():
        assert told[name] == [[100, 160, 90]] * 8
        image = Image.open(io.BytesIO(product.files[""]))
        assert image.n_frames == 8
        for number in range(8):
            image.seek(number)
            image.load()
            assert image.info["duration"] == 100
        assert image.info["loop"] == 0
        assert product.notes[0].startswith("8 frames, 10 a second, 0.8 s, ")


@pytest.mark.parametrize(("name", "most"), [("animation-gif", 12.0), ("animation-webp", 6.0)])
def test_frames_are_the_pictures_of_their_times(
    films: dict[str, Product], source: Source, name: str, most: float
) -> None:  # fmt: skip
    film = Film(source, {**FORMATS[name].settled(SMALL)}, lambda share: None)
    for number in (0, 3, 7):
        wanted = np.asarray(film.frame(number)).astype(int)
        assert np.abs(np.asarray(frames(films[name])[number]).astype(int) - wanted).mean() < most
    assert not np.array_equal(*(np.asarray(film.frame(number)) for number in (0, 4)))


def test_a_year_moves_the_sun_and_leaves_the_satellite(source: Source) -> None:
    film = Film(source, FORMATS["animation-gif"].settled({**SMALL, "over": "year"}), lambda share: None)
    assert film.times[0] == 0.0
    assert film.times[-1] + film.times[1] == pytest.approx(365.25 * DAY, rel=1e-3)
    still = Film(source, FORMATS["animation-gif"].settled(SMALL), lambda share: None)
    assert still.times[-1] - still.times[0] == pytest.approx(98.9 * 60.0 * 7 / 8, rel=1e-2)


def test_the_camera_stands_still_and_holds_all_orbits(source: Source) -> None:
    film = Film(source, FORMATS["animation-gif"].settled({**SMALL, "over": "year"}), lambda share: None)
    assert isinstance(film._camera, Camera)
    from studio.export.pictures.tracks import moment

    for time in film.times:
        places, _ = film._camera.project(moment(film._sample, float(time)).rings.reshape(-1, 3))
        assert np.all((places > 0) & (places < (160, 90)))


@pytest.mark.parametrize("name", NAMES)
def test_the_same_design_gives_the_same_bytes(source: Source, name: str) -> None:
    short = {**SMALL, "length": 0.3}
    one, other = (FORMATS[name].write(of, short, lambda share: None) for of in (source, source_of()))
    assert one.files == other.files


@pytest.mark.parametrize("name", NAMES)
def test_what_is_too_much_is_refused_before_it_is_drawn(source: Source, name: str) -> None:
    asked = {"width": 3840, "height": 2160, "length": 60.0, "rate": 50.0}
    with pytest.raises(ValueError, match="frames of 3840 × 2160 pixels are more than are written at once"):
        FORMATS[name].write(source, asked, lambda share: None)


def test_it_stops_when_it_is_told_to(source: Source) -> None:
    shares: list[float] = []

    def stop(share: float) -> None:
        shares.append(share)
        if share > 0.4:
            raise Cancelled

    with pytest.raises(Cancelled):
        FORMATS["animation-webp"].write(source, SMALL, stop)
    assert shares == sorted(shares)
    assert max(shares) < 0.6


def test_rates_that_gif_cannot_say_are_said(source: Source) -> None:
    made: Any = {name: FORMATS[name].write(source, {**SMALL, "rate": 30.0, "length": 0.2}, lambda share: None)
                 for name in NAMES}  # fmt: skip
    assert " 33.33 a second" in made["animation-gif"].notes[0]
    assert " 30.3 a second" in made["animation-webp"].notes[0]
