"""The picture of a drawing, as the network sees it."""

import numpy as np

from digitpad.ink.framing import frame
from digitpad.ink.pen import PEN_WIDTH, rasterise
from digitpad.ink.strokes import Drawing, FloatArray, Segments

__all__ = ["PEN_WIDTH", "raster", "rasterise"]


def raster(drawing: Drawing) -> FloatArray:
    """The (28, 28) picture of `drawing`, framed, drawn with the canonical pen: 0 paper, 1 ink."""
    picture: FloatArray = rasterise(frame(Segments.of([drawing])))[0].astype(np.float32)
    picture /= 255
    return picture
