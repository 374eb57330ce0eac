"""Draw a digit and watch a neural network decide, and learn."""

import os

# Matrices of this size are multiplied no faster by several threads, which wait for each other by spinning: beside a
# busy window and a busy neighbour a step of 784-512-256-10 took 10.6 ms on two cores, and 3.5 ms on one. OpenBLAS
# reads this when NumPy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
