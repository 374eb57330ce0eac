"""The network, its training and its measures, in NumPy alone."""
