"""Where the frozen program begins."""

import sys

from studio.__main__ import main

sys.exit(main())
