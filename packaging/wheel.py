"""Builds the wheel and the source archive, each twice and the same: python3 packaging/wheel.py [FOLDER, or dist/]"""

import sys

import interpreter


def main() -> int:
    interpreter.ensure()
    from pathlib import Path

    import distributions
    import environment

    environment.prepare(environment.RUN_LOCK, {})
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else environment.ROOT / "dist"
    for path in distributions.build(folder, str(environment.python())):
        print(f"{distributions.digest(path)}  {path.stat().st_size / 1e6:.1f} MB  {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
