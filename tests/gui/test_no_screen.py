"""A display that does not answer: one sentence, and the status of what cannot be used."""

import os
import subprocess
import sys

import pytest


@pytest.mark.skipif(sys.platform != "linux", reason="only there is a display something that may not answer")
def test_a_display_that_does_not_answer_is_said_in_a_sentence(tmp_path) -> None:
    environment = {**os.environ, "DISPLAY": ":31999", "QT_QPA_PLATFORM": "xcb", "HOME": str(tmp_path)}
    environment.pop("WAYLAND_DISPLAY", None)
    command = [sys.executable, "-m", "studio"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "Dawnline cannot open a window here: could not connect to display :31999. "
        "Its commands work without one: dawnline --help"
    ]
