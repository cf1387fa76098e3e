"""Stores the results that `dawnline --self-test` compares its own with, once a change of them was meant.

python packaging/self_test_numbers.py
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "resources" / "selftest" / "evaluation.json"


def main() -> int:
    sys.path.insert(0, str(ROOT))
    from studio import __version__
    from studio.selftest.numbers import PRESET, values

    told = {
        "about": f"Every result that is one number, of the design “{PRESET}” as it ships, evaluated in full by "
        f"Dawnline {__version__}; made by packaging/self_test_numbers.py.",
        "preset": PRESET,
        "results": values(),
    }
    FILE.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(told['results'])} results in {FILE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
