"""CNN Studio: see a convolutional network compute."""

import os

__version__ = "0.1.0"

# The matrices here are small: a second thread saves nothing, and where another program wants the processor too, it
# makes each product ten times slower. NumPy reads this when it is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
