"""Draw a digit and watch a neural network decide, and learn."""

__version__ = "0.1.0"
