"""Where the frozen app begins."""

from __future__ import annotations

import multiprocessing
import os
import sys


def main() -> int:
    """Run the app or one of its commands; return the exit status."""
    # The process that trains is this program again: then this line runs it, and never returns.
    multiprocessing.freeze_support()
    _keep_what_matplotlib_finds()
    from cnnstudio.cli.main import main

    return main()


def _keep_what_matplotlib_finds() -> None:
    """Give matplotlib a folder of ours for its list of fonts, which takes seconds to make; one is enough."""
    import platformdirs

    folder = platformdirs.user_cache_path("cnnstudio", appauthor=False) / "matplotlib"
    os.environ.setdefault("MPLCONFIGDIR", str(folder))


if __name__ == "__main__":
    sys.exit(main())
