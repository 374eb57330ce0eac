"""Whose turn it is: threads of Python hold each other up, so training waits while a picture is drawn aside."""

from threading import Event

PATIENCE = 0.1
"""Seconds that a thread waits for another at most, whatever that one does."""

no_picture = Event()
"""Set while no picture is drawn in a thread of its own."""
no_picture.set()
