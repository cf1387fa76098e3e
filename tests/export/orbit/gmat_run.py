"""Runs exported scripts in GMAT itself, and prints what it reports; tests/data/gmat/runs.json was made with it.

Not a part of the tests: the engine comes as `pip install gmatpy==0.2.1` (GMAT R2026a without its window), for Python
3.12 and later alone. It has no event locators, ground stations and air tables: what a script says of the first two is
left out, of the window's views it makes nothing. Every other line has to be one that GMAT understands, or it refuses.

    python tests/export/orbit/gmat_run.py circle=circle.script ellipse=ellipse.script > tests/data/gmat/runs.json
"""

import json
import re
import sys
import tempfile
from pathlib import Path

ABSENT = ("GroundStation", "EclipseLocator", "ContactLocator")
STATE = ("X", "Y", "Z", "VX", "VY", "VZ")


def runnable(text: str) -> str:
    """The script without the resources that this build of GMAT lacks."""
    absent = set(re.findall(rf"^Create (?:{'|'.join(ABSENT)}) (\w+);", text, re.MULTILINE))
    lines = [line for line in text.split("\n") if not re.match(r"Create (\w+) (\w+);", line)
             or re.match(r"Create (\w+) (\w+);", line)[2] not in absent]  # fmt: skip
    return "\n".join(line for line in lines if line.split(".")[0] not in absent)


def run(path: Path) -> dict[str, list]:
    """The state that the script begins with [km, km/s], and rows of date and position [km] as GMAT reports them."""
    import gmatpy
    from gmatpy import _runtime

    text = path.read_text()
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "run.script"
        script.write_text(runnable(text))
        gmatpy.run_script(script, outputs={})
    (report,) = Path(_runtime._directory.name).rglob(f"{path.stem}-*-states.txt")
    cells = [re.split(r"\s{2,}", line.strip()) for line in report.read_text().splitlines()]
    rows = [[one[0], *(round(float(cell), 6) for cell in one[1:4])] for one in cells if re.match(r"\d\d ", one[0])]
    state = [float(re.search(rf"\.{field} = (.*);", text)[1]) for field in STATE]
    return {"state": state, "rows": rows}


SOURCE = ("Reports of GMAT R2026a (gmatpy 0.2.1), made by tests/export/orbit/gmat_run.py: the state that a script "
          "begins with [km, km/s], then dates in UTC with positions [km]; EarthMJ2000Eq")  # fmt: skip


def main() -> None:
    """Run the scripts, each with a name."""
    named = dict(argument.split("=", 1) for argument in sys.argv[1:])
    print(f'{{"source": {json.dumps(SOURCE)}, "runs": {{')
    for place, (name, path) in enumerate(named.items()):
        found = run(Path(path))
        rows = ",\n".join(f"  {json.dumps(row)}" for row in found["rows"])
        comma = "," if place + 1 < len(named) else ""
        print(f' "{name}": {{"state": {json.dumps(found["state"])}, "rows": [\n{rows}]}}{comma}')
    print("}}")


if __name__ == "__main__":
    main()
