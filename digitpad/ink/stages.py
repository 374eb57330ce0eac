"""The stages on a drawing's way into its frame, as numbers that can be shown."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.framing import centre, centre_of_mass, fit, without_specks
from digitpad.ink.pen import SIDE, rasterise
from digitpad.ink.strokes import Drawing, Segments

Points = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Stages:
    """What `digitpad.ink.framing.frame` did to one drawing, step by step.

    strokes: one (points, 2) array for each stroke that counts, in canvas units. A drawing that is taken for a dot
    has a single point.
    specks: how many strokes were left out.
    low, high: (2,) x, y of the corners of the box around those lines, in canvas units.
    scale: pixels of the picture for a canvas unit; 1 for a dot.
    mass: (2,) x, y in pixels: the centre of mass after scaling, with the box in the picture's middle.
    move: (2,) x, y in pixels, by which it is moved then.
    picture: (28, 28) uint8, 255 = ink.
    """

    drawing: Drawing
    strokes: tuple[Points, ...]
    specks: int
    low: Points
    high: Points
    scale: float
    mass: Points
    move: Points
    picture: NDArray[np.uint8]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the box, in canvas units; 0, 0 for a dot."""
        width, height = self.high - self.low
        return float(width), float(height)

    @property
    def inked(self) -> int:
        """Pixels with any ink."""
        return int(np.count_nonzero(self.picture))

    @property
    def grey(self) -> int:
        """Pixels between paper and full ink."""
        return int(np.count_nonzero((self.picture > 0) & (self.picture < 255)))

    def in_picture(self, points: Points, moved: bool = True) -> Points:
        """Canvas `points` (n, 2) as pixels of the picture, after scaling and, with `moved`, centring."""
        framed: Points = (points - (self.low + self.high) / 2) * self.scale + SIDE / 2
        return framed + self.move if moved else framed


def stages(drawing: Drawing) -> Stages:
    """The stages of `drawing`, which must have ink."""
    drawn = Segments.of([drawing])
    kept = without_specks(drawn)
    fitted = fit(kept)
    framed = centre(fitted)
    # Segments count from the middle of the whole drawing's box.
    points = np.concatenate(drawing.strokes)
    origin = (points.min(axis=0) + points.max(axis=0)) / 2
    strokes = tuple(stroke + origin for stroke in _strokes(kept))
    everything = np.concatenate(strokes)
    low, high = everything.min(axis=0), everything.max(axis=0)
    extent = float((high - low).max())
    return Stages(
        drawing=drawing,
        strokes=strokes,
        specks=len(drawn.first_of_strokes()) - len(strokes),
        low=low,
        high=high,
        scale=float(np.ptp(np.concatenate([fitted.starts, fitted.ends]), axis=0).max()) / extent if extent else 1.0,
        mass=centre_of_mass(fitted)[0].astype(np.float64),
        move=(framed.starts[0] - fitted.starts[0]).astype(np.float64),
        picture=rasterise(framed)[0],
    )


def _strokes(segments: Segments) -> list[Points]:
    first = segments.first_of_strokes()
    strokes = []
    for begin, end in zip(first, [*first[1:], len(segments.owner)], strict=True):
        starts, ends = segments.starts[begin:end], segments.ends[begin:end]
        points = starts if (starts == ends).all() else np.concatenate([starts, ends[-1:]])
        strokes.append(points.astype(np.float64))
    return strokes
