"""`python -m tests.attack [--long] [--seed N] [--only NAME …] [--report FOLDER]`: run the attacks, tell what fell."""

import argparse
import datetime
import importlib
import os
import platform
import sys
import tempfile
from pathlib import Path

from studio import __version__
from tests.attack.outcome import Outcome, markdown

NAMES = (
    "saving",
    "files",
    "second",
    "mutants",
    "designs",
    "order",
    "window",
    "soak",
    "broken",
)
"""The campaigns: each a module of this package with `attacks(place, long, seed)`, which yields outcomes."""


def main(arguments: list[str] | None = None) -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.attack", description=__doc__)
    asked.add_argument("--long", action="store_true", help="as often as it takes to be believed: hours")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", nargs="*", default=NAMES, choices=NAMES, metavar="NAME", help=", ".join(NAMES))
    asked.add_argument("--report", type=Path, metavar="FOLDER", help="where to put NAME.md of each")
    chosen = asked.parse_args(arguments)
    held = [_campaign(name, chosen.long, chosen.seed, chosen.report) for name in chosen.only]
    return 0 if all(held) else 1


def _campaign(name: str, long: bool, seed: int, report: Path | None) -> bool:
    """Run one, line by line; whether all held."""
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory(prefix="dawnline-attack-") as place:
        for outcome in importlib.import_module(f"tests.attack.{name}").attacks(Path(place), long, seed):
            outcomes.append(outcome)
            print("\n".join(markdown([outcome], "").strip().splitlines()[2:]), flush=True)
    if report is not None:
        report.mkdir(parents=True, exist_ok=True)
        today = datetime.datetime.now(datetime.UTC).date()
        form = "Long" if long else "Short"
        head = (f"# What attacked Dawnline {__version__}: {name}\n\n{form} form, seed {seed}, {today}, "
                f"Python {platform.python_version()} on {platform.system()} {platform.machine()}.")  # fmt: skip
        (report / f"{name}.md").write_text(markdown(outcomes, head), encoding="utf-8")
    return all(one.holds for one in outcomes) and bool(outcomes)


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    os._exit(status)  # after a hundred thousand orders PySide takes its objects apart for longer than they were played
