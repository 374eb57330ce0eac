"""The frame of a digit: where its ink goes in the 28x28 picture, as MNIST's makers put it.

They scaled each digit, shape kept, to fit a box of 20x20 pixels, and moved its centre of mass to the middle
of 28x28 (LeCun et al., Gradient-Based Learning Applied to Document Recognition, 1998, section III.A).
"""

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.strokes import FloatArray, Segments

SIDE = 28
BOX = 20
# The width of the pen in pixels of the picture.
PEN_WIDTH = 2.6


def frame(segments: Segments, pen_width: float | FloatArray = PEN_WIDTH) -> Segments:
    """The same drawings in pixels of the picture, (0, 0) its top left corner and (28, 28) its bottom right.

    pen_width: what they will be drawn with, in pixels; one width or (count,). The ink, pen included, fits the
    box, so the lines' middles get that much less of it. A drawing without extent stays a dot.
    """
    if len(segments.owner) == 0:
        return segments
    owner = segments.owner
    first = np.flatnonzero(np.diff(owner, prepend=-1))
    owners = owner[first]
    low = np.minimum.reduceat(np.minimum(segments.starts, segments.ends), first)
    high = np.maximum.reduceat(np.maximum(segments.starts, segments.ends), first)
    extent = (high - low).max(axis=1)
    pen = np.broadcast_to(np.asarray(pen_width, np.float32), segments.count)[owners]
    scale = np.where(extent > 0, (BOX - pen) / np.where(extent > 0, extent, 1), 1).astype(np.float32)

    lengths = np.hypot(*(segments.ends - segments.starts).T)
    middles = (segments.starts + segments.ends) / 2
    least = 1e-6 * np.maximum(extent, 1)
    weights = np.maximum(lengths, np.repeat(least, np.diff(first, append=len(owner))))
    total = np.add.reduceat(weights, first)
    centre = np.add.reduceat(middles * weights[:, None], first) / total[:, None]

    scales = np.zeros(segments.count, np.float32)
    scales[owners] = scale
    shifts = np.zeros((segments.count, 2), np.float32)
    shifts[owners] = SIDE / 2 - centre * scale[:, None]
    return Segments(
        segments.starts * scales[owner, None] + shifts[owner],
        segments.ends * scales[owner, None] + shifts[owner],
        owner,
        segments.count,
    )


def frame_image(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A digit's 28x28 picture, 255 = ink, from an image of it of any size and either polarity."""
    raise NotImplementedError
