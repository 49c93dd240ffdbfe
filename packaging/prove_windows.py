"""Proves the installer for Windows in wine, as a step of the proof or by itself.

python packaging/prove_windows.py [FOLDER]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from setup_error import SetupError
from windows.prove import prove

if __name__ == "__main__":
    try:
        with tempfile.TemporaryDirectory(prefix="prove-windows-") as folder:
            print(prove(Path(sys.argv[1]) if sys.argv[1:] else Path(folder)))
    except SetupError as error:
        sys.exit(str(error))
