"""The orbit picture: where things stand on it after VTK, what a browser and Qt make of its SVG, its colours."""

import io
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from vtkmodules.vtkRenderingCore import vtkCamera

from studio.analysis.ephemeris import ephemeris, fleet_satellites
from studio.design import Design, set_value
from studio.document.files import dump
from studio.document.presets import preset
from studio.export.formats import FORMATS, Product, Source
from studio.export.pictures.camera import VIEWPOINTS, Camera
from studio.export.pictures.earth import earth_picture
from studio.export.pictures.orbit import camera_of
from studio.export.pictures.orbit_sheet import hull
from studio.export.pictures.theme import THEMES
from studio.export.pictures.tracks import moment, sampled
from studio.physics.constants import R_EARTH
from studio.physics.time import instant
from tests.export.programs import run_program

SVG = "{http://www.w3.org/2000/svg}"
SIZE = {"width": 640, "height": 360}


def elliptic() -> Design:
    design = preset("ai1-120kw")
    for path, value in (("sun_synchronous", False), ("altitude", 20_000e3), ("eccentricity", 0.72),
                        ("inclination", 1.1), ("argument_of_perigee", 4.7)):  # fmt: skip
        design = set_value(design, f"mission.{path}", value)
    return design


def made(name: str, design: Design, **options: Any) -> Product:
    return FORMATS[name].write(Source(design, dump(design), "x"), {**SIZE, **options}, lambda share: None)


def rgb(colour: str) -> np.ndarray:
    return np.frombuffer(bytes.fromhex(colour[1:]), dtype=np.uint8).astype(int)


def pixels(data: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(data)) as image:
        return np.asarray(image.convert("RGB")).astype(int)


def by_vtk(camera: Camera, points: np.ndarray) -> np.ndarray:
    """Pixels of places as VTK's camera projects them."""
    other = vtkCamera()
    other.SetPosition(*camera.position)
    other.SetFocalPoint(*camera.focal)
    other.SetViewUp(*camera.upward)
    other.SetViewAngle(np.degrees(camera.angle))
    other.SetClippingRange(1e5, 1e9)
    matrix = other.GetCompositeProjectionTransformMatrix(camera.width / camera.height, -1.0, 1.0)
    table = np.array([[matrix.GetElement(i, j) for j in range(4)] for i in range(4)])
    seen = np.concatenate((points, np.ones((len(points), 1))), axis=1) @ table.T
    flat = seen[:, :2] / seen[:, 3:]
    return (flat * (1.0, -1.0) + 1.0) * (0.5 * camera.width, 0.5 * camera.height)


@pytest.mark.parametrize("design", [preset("shell-30deg"), elliptic()], ids=["shell", "ellipse"])
@pytest.mark.parametrize("view", VIEWPOINTS)
def test_satellites_stand_where_vtk_projects_the_ephemeris(design: Design, view: str) -> None:
    sample = sampled(design, 40, 10)
    now = moment(sample, 3.25 * 86400.0)
    camera = camera_of(view, sample, now, 800, 450)
    satellites = fleet_satellites(design, [one.index for one in sample.satellites])
    places = ephemeris(design, satellites, 3.25 * 86400.0, 0.0, 1.0, "TOD").positions[:, 0]
    np.testing.assert_allclose(camera.project(now.places)[0], by_vtk(camera, places), atol=1e-6)
    assert now.tt == instant(design.mission.epoch) + 3.25 * 86400.0
    ring, depth = camera.project(now.rings.reshape(-1, 3))
    assert np.all(depth > 0)
    assert np.all((ring > 0) & (ring < (800, 450)))


@given(st.lists(st.floats(-4.0, 4.0), min_size=6, max_size=6), st.floats(0.2, 1.2))
def test_hidden_is_what_the_way_to_the_eye_meets(numbers: list[float], size: float) -> None:
    position, point = np.array(numbers[:3]) * R_EARTH, np.array(numbers[3:]) * R_EARTH
    far = min(np.linalg.norm(position), np.linalg.norm(point))
    way = position + np.linspace(0.0, 1.0, 4001)[:, None] * (point - position)
    least = np.linalg.norm(way, axis=-1).min()
    if far < 1.01 * R_EARTH or abs(least / R_EARTH - 1.0) < 1e-3 or np.linalg.norm(point - position) < 1.0:
        return
    camera = Camera(position, np.zeros(3), np.array((0.0, 0.0, 1.0)), 64, 64)
    assert bool(camera.hidden(point[None])[0]) == bool(least < R_EARTH)


@given(st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=3, max_size=30))
def test_no_point_lies_outside_the_hull(points: list[tuple[int, int]]) -> None:
    given_ = np.array(points, dtype=float)
    corners = hull(given_)
    for a, b in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        side = (b[0] - a[0]) * (given_[:, 1] - a[1]) - (b[1] - a[1]) * (given_[:, 0] - a[0])
        assert np.all(side >= -1e-9)


def over(longitude: float, latitude: float, distance: float = 20.0) -> tuple[Camera, np.ndarray]:
    a, b = np.radians((longitude, latitude))
    way = np.array((np.cos(b) * np.cos(a), np.cos(b) * np.sin(a), np.sin(b)))
    return Camera(way * distance * R_EARTH, np.zeros(3), np.array((0.0, 0.0, 1.0)), 400, 400, 0.12), way


@pytest.mark.parametrize(("longitude", "latitude", "kind"), [
    (10.0, 23.0, "sand"), (-150.0, 5.0, "water"), (-61.0, -5.0, "forest"), (0.0, -82.0, "ice"), (20.0, 24.0, "sand")])
@pytest.mark.parametrize("angle", [0.0, 2.0])
def test_the_ground_under_the_camera_is_that_of_the_place(
    longitude: float, latitude: float, kind: str, angle: float
) -> None:  # fmt: skip
    camera, way = over(longitude + np.degrees(angle), latitude)
    picture, left, top = earth_picture(camera, way, angle, (0.4, 0.7, 1.0))
    red, green, blue, opacity = picture[195 - top : 205 - top, 195 - left : 205 - left].reshape(-1, 4).mean(axis=0)
    assert opacity == 255.0
    assert {"sand": red > green > blue > 60, "water": blue > 1.8 * red, "forest": green > max(red, blue) and red < 100,
            "ice": min(red, green, blue) > 180}[kind]  # fmt: skip


def test_the_edge_is_where_the_sphere_ends_and_night_is_dark() -> None:
    camera, way = over(40.0, 0.0, 5.0)
    camera = Camera(camera.position, camera.focal, camera.upward, 400, 400, 0.6)
    sun = np.cross((0.0, 0.0, 1.0), way)
    picture, left, top = earth_picture(camera, sun, 0.0, (0.4, 0.7, 1.0))
    row = picture[200 - top].astype(float)
    radius = camera.scale * np.tan(np.arcsin(1.0 / 5.0))
    assert abs(200 - radius - left - np.argmax(row[:, 3] > 127)) < 1.5  # on the night side, without lit air
    day, night = (row[int(200 + side * 0.6 * radius) - left, :3].mean() for side in (1, -1))
    assert day > 3.0 * night


@pytest.mark.parametrize("theme", THEMES)
def test_png_is_as_large_as_asked_and_has_the_colours(theme: str) -> None:
    for width, height in ((64, 64), (641, 359), (300, 700)):
        found = pixels(made("orbit-png", elliptic(), width=width, height=height, theme=theme).files[""])
        assert found.shape == (height, width, 3)
    found = pixels(made("orbit-png", elliptic(), theme=theme, caption=False, legend=False).files[""])
    near = np.abs(found - rgb(THEMES[theme].lit)).max(axis=-1) < 24
    assert 300 < np.count_nonzero(near) < 9000
    assert np.abs(found[0, 0] - rgb(THEMES[theme].upper)).max() <= 1


@pytest.mark.parametrize("name", ["orbit-svg", "orbit-png"])
def test_the_same_design_gives_the_same_bytes(name: str) -> None:
    for design in (preset("suncatcher-cluster"), preset("filing-million")):
        assert made(name, design, most=300).files == made(name, design, most=300).files


def test_browser_and_qt_draw_the_svg_as_the_png_is(tmp_path: Path, qapp: Any) -> None:
    design = elliptic()
    size = {"width": 800, "height": 450, "caption": False, "legend": False, "view": "side"}
    data = made("orbit-svg", design, **size).files[""]
    wanted = pixels(made("orbit-png", design, **size).files[""])
    (tmp_path / "x.svg").write_bytes(data)
    run_program("chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
                "--window-size=800,450", "--hide-scrollbars", f"--screenshot={tmp_path / 'x.png'}",
                (tmp_path / "x.svg").as_uri())  # fmt: skip
    browser = pixels((tmp_path / "x.png").read_bytes())
    renderer = QSvgRenderer(QByteArray(data))
    image = QImage(800, 450, QImage.Format.Format_RGB888)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, 800, 450))
    painter.end()
    qt = np.array(image.constBits()).reshape(450, image.bytesPerLine())[:, :2400].reshape(450, 800, 3).astype(int)
    for drawn in (browser, qt):
        off = np.abs(drawn - wanted).max(axis=-1)
        assert off.mean() < 2.0
        assert np.mean(off > 40) < 0.01


def test_svg_says_what_it_is(tmp_path: Path) -> None:
    design = set_value(preset("filing-million"), "title", '<b>&amp; "mine" ' + "long " * 20)
    product = made("orbit-svg", design, most=50)
    root = ElementTree.fromstring(product.files[""])
    words = [one.text or "" for one in root.iter(f"{SVG}text")]
    assert root.get("viewBox") == "0 0 640 360"
    assert '<b>&amp; "mine"' in (root.findtext(f"{SVG}title") or "")
    assert any("50 of 999,967 satellites shown" in one for one in words)
    assert any("km" in one for one in words)
    assert "50 of 999,967 satellites are in it, an even sample." in product.notes
    assert len(list(root.iter(f"{SVG}circle"))) < 60


@pytest.mark.parametrize(("date", "sentence"), [
    ("soon", "is not a date"), ("2019-01-01", "is not within a year"), ("2031-01-01", "is not within a year")])
def test_dates_are_refused_in_a_sentence(date: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        made("orbit-png", preset("ai1-120kw"), date=date)


def test_a_cluster_has_a_circle_with_all_its_members() -> None:
    root = ElementTree.fromstring(made("orbit-svg", preset("suncatcher-cluster"), legend=False).files[""])
    assert len(list(root.iter(f"{SVG}circle"))) >= 81
    assert any("cluster, " in (one.text or "") for one in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("name", ["shell-30deg", "ai1-120kw"])
@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1000, 400)])
def test_no_word_is_cut_by_the_edge(name: str, width: int, height: int) -> None:
    root = ElementTree.fromstring(made("orbit-svg", preset(name), width=width, height=height).files[""])
    texts = [one for one in root.iter() if one.tag.endswith("}text")]
    assert len(texts) > 5
    for text in texts:
        base, size = float(text.get("y", "nan")), float(text.get("font-size", "nan"))
        assert 0.7 * size <= base <= height, text.text
        assert 0.0 <= float(text.get("x", "nan")) <= width, text.text
