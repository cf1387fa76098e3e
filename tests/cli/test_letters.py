"""A terminal that has few letters: what it cannot show is escaped, and nothing is refused for it."""

import json
import os
import subprocess
import sys


def test_json_for_a_terminal_in_latin_1_is_that_of_any_other() -> None:
    told = {}
    for letters in ("utf-8", "iso-8859-1"):
        environment = {**os.environ, "PYTHONIOENCODING": letters}
        command = [sys.executable, "-m", "studio", "evaluate", "suncatcher-cluster", "--json", "--only", "orbit"]
        done = subprocess.run(command, env=environment, capture_output=True, timeout=240)
        assert done.returncode == 0, done.stderr.decode(letters)
        told[letters] = json.loads(done.stdout.decode(letters))
    assert told["iso-8859-1"] == told["utf-8"]
