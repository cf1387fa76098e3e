"""The Orbit view with a stopwatch: frames of fleets of a thousand to a million, an edit of a shell, memory."""

import tempfile
import time
from typing import Any

import msgspec

from studio.design import Design
from studio.gui.measure import Found, Studio, memory, turn
from studio.gui.orbit.fleet_data import fleet_data
from studio.gui.orbit.scene import OrbitScene
from studio.gui.space.image_view import COARSE
from studio.physics.fleet.planes import all_planes, walker_planes

_PIXELS = (1280, 720)
_SIZES = {"frames-1k": 1_000, "frames-10k": 10_000, "frames-100k": 100_000, "frames-1m": 1_000_000}
_MILLION, _FEW = "filing-million", "filing-51600"
"""Presets: the one that is measured, and one to try it on."""
_WAIT = 60_000


def with_shell(design: Design, altitude: float) -> Design:
    """The design with its first shell at another altitude [m]."""
    first, *others = design.fleet.shells
    moved = msgspec.structs.replace(first, altitude=altitude)
    return msgspec.structs.replace(design, fleet=msgspec.structs.replace(design.fleet, shells=(moved, *others)))


def frame(view: Any, elapsed: float, share: float = 1.0) -> float:
    """Seconds of a frame at a new time, with a share of the pixels each way where the processor draws."""
    scene: OrbitScene = view.scene
    began = time.perf_counter()
    scene.set_fleet_time(elapsed)
    if view.widget.uses_opengl:
        view.widget._view.repaint()
    else:
        width, height = (round(share * pixels) for pixels in _PIXELS)
        scene.render_image(width, height, share, fine=False)
    return time.perf_counter() - began


def _frames(view: Any, seconds: float, share: float = 1.0) -> list[float]:
    """Frames a second, as many as fit into some seconds, at least three; the first is not counted."""
    found: list[float] = []
    frame(view, 0.0, share)
    end = time.perf_counter() + seconds
    while len(found) < 3 or time.perf_counter() < end:
        found.append(1.0 / frame(view, 60.0 * (len(found) + 1), share))
    return found


def fleet(quick: bool) -> Found:
    """All figures of fleets, in this order: the memory is measured while the million is drawn."""
    found: Found = {}
    seconds = 0.2 if quick else 3.0
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(folder, _FEW if quick else _MILLION)
        view: Any = studio.window.views["orbit"]
        scene, session = view.scene, studio.session
        turn(_WAIT, lambda: scene.fleet_count > 0)
        lowest = session.document.design.fleet.shells[0].altitude

        def edit(altitude: float) -> float:
            """Seconds from the edit of the shells to the frame that shows them."""
            before = scene._fleet.data
            began = time.perf_counter()
            session.edit("shells", lambda design: with_shell(design, altitude))
            turn(_WAIT, lambda: scene._fleet.data is not before)
            if scene._fleet.data is before:
                raise RuntimeError("the fleet was not drawn in a minute")
            scene.moving = True
            frame(view, 1.0, COARSE)
            return time.perf_counter() - began

        edit(lowest - 1e3)
        found["shell-shown"] = [edit(lowest + 1e3 * step) for step in range(2 if quick else 6)]
        turn(1500)
        found["memory"] = [memory()]
        scene.moving = True
        found["frames-moving"] = _frames(view, seconds, COARSE)
        found["frame-work"] = []
        for step in range(5 if quick else 50):
            began = time.perf_counter()
            scene.set_fleet_time(100.0 * step)
            scene.prepare(*_PIXELS, 1.0)
            found["frame-work"].append(1e3 * (time.perf_counter() - began))
        for name, size in _SIZES.items():
            shells, planes = (4, 10) if size < 100_000 else (20, 50)
            if quick:
                size = min(size, 10_000)
            each_plane = max(1, size // (shells * planes))
            parts = [walker_planes(6.9e6 + 5e4 * shell, 0.6, 0.0, planes, each_plane, 1, shell=shell)
                     for shell in range(shells)]  # fmt: skip
            scene.set_fleet(fleet_data(all_planes(parts)))
            scene.moving = False
            found[name] = _frames(view, seconds)
        studio.close()
    return found
