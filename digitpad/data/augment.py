"""Deformed digits: the same digit as another hand, pen or scanner might have made it."""

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.framing import frame
from digitpad.ink.pen import PEN_WIDTH, rasterise
from digitpad.ink.strokes import Segments

Images = NDArray[np.uint8]


def augment_images(images: Images, rng: np.random.Generator) -> Images:
    """The (b, 28, 28) `images`, 255 = ink, each deformed at random."""
    return images


def augment_segments(segments: Segments, rng: np.random.Generator) -> Segments:
    """The same drawings, each slanted, stretched and turned a little at random; they need framing afterwards."""
    matrices = np.eye(2, dtype=np.float32) + rng.normal(0, 0.1, (segments.count, 2, 2)).astype(np.float32)
    turned = matrices[segments.owner]
    return Segments(
        np.einsum("sij,sj->si", turned, segments.starts),
        np.einsum("sij,sj->si", turned, segments.ends),
        segments.owner,
        segments.count,
    )


def redraw(segments: Segments, rng: np.random.Generator) -> Images:
    """The (count, 28, 28) pictures of the drawings, each deformed and drawn with a pen of another width."""
    widths = (PEN_WIDTH * rng.uniform(0.7, 1.3, segments.count)).astype(np.float32)
    return rasterise(frame(augment_segments(segments, rng), widths), widths)
