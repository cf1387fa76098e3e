"""Sets everything up and starts the studio: python3 packaging/start.py [arguments of the studio]"""

import os
import subprocess
import sys

import interpreter


def main() -> int:
    interpreter.ensure()
    import environment

    environment.prepare(environment.RUN_LOCK, {})
    # -P: a folder named studio where the user stands must not be taken for ours.
    command = [str(environment.python()), "-P", "-m", "studio", *sys.argv[1:]]
    if os.name == "posix":
        os.execv(command[0], command)  # signals and the exit status are the studio's own
    return subprocess.run(command).returncode


if __name__ == "__main__":
    sys.exit(main())
