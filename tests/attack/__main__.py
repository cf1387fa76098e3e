"""`python -m tests.attack [--long] [--seed N] [--only NAME …] [--report FILE]`: run the attacks and tell what fell."""

import argparse
import datetime
import platform
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from studio import __version__
from tests.attack.outcome import Outcome, markdown


def attacks(place: Path, long: bool, seed: int, only: list[str]) -> Iterator[Outcome]:
    """Every attack that is asked for."""
    from tests.attack import fuzzing, saving

    if not only or "saving" in only:
        yield from saving.attacks(place, 10_000 if long else 160, seed)
    if not only or "files" in only:
        yield from fuzzing.attacks(place, 1_000_000 if long else 1_000, seed, 3_600.0 if long else 4.0)


def main(arguments: list[str] | None = None) -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.attack", description=__doc__)
    asked.add_argument("--long", action="store_true", help="as often as it takes to be believed: hours")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", nargs="*", default=[], metavar="NAME", help="saving, files")
    asked.add_argument("--report", type=Path, metavar="FILE", help="a Markdown file")
    chosen = asked.parse_args(arguments)
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory(prefix="dawnline-attack-") as place:
        for outcome in attacks(Path(place), chosen.long, chosen.seed, chosen.only):
            outcomes.append(outcome)
            print(markdown([outcome], "").strip().splitlines()[-1 - len(outcome.used.words)], flush=True)
            for words in outcome.used.words:
                print(f"    {words}", flush=True)
    now = datetime.datetime.now(datetime.UTC).date()
    form = "Long" if chosen.long else "Short"
    head = (f"# What attacked Dawnline {__version__}\n\n{form} form, seed {chosen.seed}, {now}, "
            f"Python {platform.python_version()} on {platform.system()} {platform.machine()}.")  # fmt: skip
    if chosen.report is not None:
        chosen.report.write_text(markdown(outcomes, head), encoding="utf-8")
    return 0 if all(one.holds for one in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
