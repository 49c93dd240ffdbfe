#!/usr/bin/env python3
"""Set up and start CNN Studio, or set up and run its tests, with nothing but Python.

python3 run.py                       start the app; where there is no display, draw its tour into tour/
python3 run.py FILE…                 start the app with pictures
python3 run.py COMMAND …             any command of the command line, such as `predict photo.png`
python3 run.py test                  everything that is checked before a change is accepted
python3 run.py test tests/ops -k X   only these tests; whatever follows `test` goes to pytest
python3 run.py proof                 make the packages, and install, use and remove them on a clean Debian
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
OLDEST = (3, 11)


def main(arguments: "list[str]") -> int:
    """Prepare the environment and hand over; return the exit status."""
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        print(f"CNN Studio needs Python 3.11 or newer; this is {found}. Start run.py with a newer Python.")
        return 1
    sys.path.insert(0, str(ROOT / "packaging"))
    from launch import SetupError, launch  # only now: older Pythons cannot read it

    try:
        return launch(ROOT, arguments)
    except SetupError as obstacle:
        print(f"\n{obstacle}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
