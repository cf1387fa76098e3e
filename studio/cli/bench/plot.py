"""The ratios as bars, drawn by a process of the window: the command line itself has no graphics."""

import json
import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from studio import child
from studio.cli.bench.row import Row
from studio.cli.bench.words import figure, number
from studio.cli.failure import Unusable
from studio.text import mark, tr


def draw(rows: Iterable[Row], machine: Mapping[str, str], path: Path) -> None:
    """Write the picture; raises Unusable where it cannot be drawn or written."""
    bars = [
        {"what": row.what, "ratio": row.ratio, "label": f"{number(row.ratio)} ×  {figure(row.ours, row.unit)}",
         "peer": row.peer, "target": row.target}
        for row in rows if row.ratio is not None
    ]  # fmt: skip
    if not bars:
        raise Unusable(tr(mark("there is no ratio to draw: none of the peers was measured")))
    told = {"bars": bars, "machine": f"{machine['processor']}, {machine['cores']} cores. {machine['versions']}"}
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = child.command("studio.gui.bench_plot", str(path.absolute()))
    done = subprocess.run(command, input=json.dumps(told), env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["?"])[-1]
        raise Unusable(tr(mark("{name}: could not be drawn: {reason}"), name=path.name, reason=last))
