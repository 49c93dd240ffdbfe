"""`python -m cnnstudio`: the same as the command `cnnstudio`."""

from __future__ import annotations

import sys

from cnnstudio.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
