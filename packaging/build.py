"""Builds what users of one system download, into dist/: python3 packaging/build.py linux|windows|macos [--quick]

`--quick`, for Linux: the same packed lightly into build/linux/quick, to be tried and not to be given away.
"""

import importlib
import sys

import interpreter

SYSTEMS = ("linux", "windows", "macos")


def main() -> int:
    interpreter.ensure()
    name, *options = sys.argv[1:] or [""]
    if name not in SYSTEMS or options not in ([], ["--quick"]) or (options and name != "linux"):
        sys.exit(f"Say for which system: python3 packaging/build.py {'|'.join(SYSTEMS)}; --quick goes with linux only.")
    build = importlib.import_module(f"{name}.build")
    status: int = build.run(quick=True) if options else build.run()
    return status


if __name__ == "__main__":
    sys.exit(main())
