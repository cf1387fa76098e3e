"""What the frozen program runs first."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()
    from studio.__main__ import main

    sys.exit(main())
