"""Sets everything up and runs every check: python3 packaging/test.py [arguments of pytest]"""

import sys

import interpreter


def main() -> int:
    interpreter.ensure()
    import checks

    return checks.run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
