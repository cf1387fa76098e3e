"""`python -m tests.attack.mutants_in MODULE … [--tests FILE …] [--most N] [--seed N]`: what survives in some modules.

For whoever writes the tests that are missing: only the modules named are changed, and only the tests named are run.
"""

import argparse
import sys
from pathlib import Path

from tests.attack.mutant_sites import mutants_of
from tests.attack.mutant_tests import ROOT, lines_run, prepare
from tests.attack.mutants import drawn, fates_of, module_of
from tests.attack.mutants_read import reason


def main(arguments: list[str] | None = None) -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.attack.mutants_in", description=__doc__)
    asked.add_argument("modules", nargs="+", metavar="MODULE", help="as in cell.diode")
    asked.add_argument("--tests", nargs="*", type=Path, help="files of tests; else the one of that name")
    asked.add_argument("--most", type=int, default=10_000, help="mutants of each module")
    asked.add_argument("--seed", type=int, default=1)
    chosen = asked.parse_args(arguments)
    prepare(True)
    physics = ROOT / "studio" / "physics"
    open_ = 0
    for name in chosen.modules:
        path = physics / f"{name.replace('.', '/')}.py"
        tests = chosen.tests or sorted((ROOT / "tests" / "physics").rglob(f"test_{path.stem}.py"))
        mutants = drawn(mutants_of(path, module_of(path)), chosen.most, chosen.seed)
        paths = [str(test.resolve()) for test in tests]
        fates = fates_of(mutants, lines_run(paths), paths, False)
        left = [one for one in mutants if fates[one][0] == "survived"]
        print(f"{name}: {len(left)} of {len(mutants)} survive", flush=True)
        for one in left:
            print(f"  {one.lines[0]} {one.words}{', ' * bool(reason(one))}{reason(one)}", flush=True)
            open_ += not reason(one)
    return 1 if open_ else 0


if __name__ == "__main__":
    sys.exit(main())
