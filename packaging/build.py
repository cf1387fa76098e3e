"""Builds what users of one system download, into dist/: python3 packaging/build.py linux|windows|macos"""

import importlib
import sys

import interpreter

SYSTEMS = ("linux", "windows", "macos")


def main() -> int:
    interpreter.ensure()
    if len(sys.argv) != 2 or sys.argv[1] not in SYSTEMS:
        sys.exit(f"Say for which system: python3 packaging/build.py {'|'.join(SYSTEMS)}")
    build = importlib.import_module(f"{sys.argv[1]}.build")
    status: int = build.run()
    return status


if __name__ == "__main__":
    sys.exit(main())
