"""A drawing: the strokes of a pen on a canvas, one of them or thousands at once."""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from digitpad.words import grouped, translate

FloatArray = NDArray[np.float32]
IndexArray = NDArray[np.intp]

MOST_POINTS = 50_000
LARGEST_COORDINATE = 1e9
# What a click with a trembling hand covers, as a share of the longer side of the canvas. Less is a dot.
DOT = 0.01


@dataclass(frozen=True, eq=False)
class Drawing:
    """One drawing; x right, y down, in units of the canvas.

    canvas: width and height.
    strokes: one (points, 2) float64 array for every time the pen was down.
    label: the digit that was meant, if somebody said so.
    """

    canvas: tuple[float, float]
    strokes: tuple[NDArray[np.float64], ...]
    label: int | None = None

    @property
    def empty(self) -> bool:
        """Whether the pen has not touched the canvas."""
        return not any(len(stroke) for stroke in self.strokes)

    def to_json(self) -> str:
        """One line, without the line feed, that `from_json` reads back."""
        content: dict[str, Any] = {
            "canvas": list(self.canvas),
            "strokes": [np.asarray(stroke).tolist() for stroke in self.strokes],
        }
        if self.label is not None:
            content["label"] = self.label
        return json.dumps(content, separators=(",", ":"), allow_nan=False)

    @classmethod
    def from_json(cls, line: str | bytes) -> Self:
        """The drawing that one line of a strokes file holds; keys it does not know are passed over.

        Raises ValueError, saying what is wrong, for anything but a finite drawing of a sensible size.
        """
        try:
            content = json.loads(line)
        except RecursionError:
            raise ValueError(translate("errors", "the JSON is nested too deeply")) from None
        except ValueError:
            raise ValueError(translate("errors", "it is not JSON")) from None
        if not isinstance(content, dict):
            raise ValueError(translate("errors", "it is not a JSON object"))
        return cls(_canvas(content.get("canvas")), _strokes(content.get("strokes")), _label(content.get("label")))


def _canvas(value: object) -> tuple[float, float]:
    if not (isinstance(value, list) and len(value) == 2 and all(_is_number(side) for side in value)):
        raise ValueError(translate("errors", "`canvas` is not [width, height]"))
    if not all(0 < side <= LARGEST_COORDINATE for side in value):
        raise ValueError(
            translate("errors", "`canvas` has a side that is not between 0 and {largest:g}").format(
                largest=LARGEST_COORDINATE
            )
        )
    return (value[0], value[1])


def _strokes(value: object) -> tuple[NDArray[np.float64], ...]:
    if not (isinstance(value, list) and all(isinstance(stroke, list) for stroke in value)):
        raise ValueError(translate("errors", "`strokes` is not a list of lists of points"))
    if sum(len(stroke) for stroke in value) > MOST_POINTS:
        raise ValueError(translate("errors", "`strokes` has more than {most} points").format(most=grouped(MOST_POINTS)))
    strokes = []
    for stroke in value:
        for point in stroke:
            if not (isinstance(point, list) and len(point) == 2 and all(_is_number(part) for part in point)):
                raise ValueError(translate("errors", "a point is not [x, y]"))
            if not all(abs(part) <= LARGEST_COORDINATE for part in point):
                raise ValueError(
                    translate("errors", "a coordinate is not a number up to {largest:g}").format(
                        largest=LARGEST_COORDINATE
                    )
                )
        if stroke:
            strokes.append(np.array(stroke, dtype=np.float64))
    return tuple(strokes)


def _label(value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 9:
        raise ValueError(translate("errors", "`label` is not a digit from 0 to 9"))
    return value


def _is_number(value: object) -> bool:
    # a comparison holds for integers that are too large for a float, and fails for NaN
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= math.inf


@dataclass(frozen=True, eq=False)
class Segments:
    """The straight pieces of many drawings, in one flat list, for work on all of them at once.

    starts, ends: (s, 2) float32. A stroke's pieces follow one another, each starting where the last one
    ended; a stroke of a single point is one piece of no length.
    owner: (s,) intp, ascending: which drawing each piece belongs to.
    count: the number of drawings; some may own nothing.
    """

    starts: FloatArray
    ends: FloatArray
    owner: IndexArray
    count: int

    @classmethod
    def of(cls, drawings: Iterable[Drawing]) -> Self:
        """The pieces of `drawings`, each moved so that (0, 0) is the middle of its bounding box.

        The move happens in float64, so that a small drawing far away keeps its shape. A drawing smaller than
        `DOT` of its canvas becomes a point.
        """
        strokes: list[NDArray[np.float64]] = []
        owners: list[int] = []
        count = 0
        for drawing in drawings:
            centred = _centred(drawing)
            strokes += centred
            owners += [count] * len(centred)
            count += 1
        if not strokes:
            nothing = np.zeros((0, 2), np.float32)
            return cls(nothing, nothing, np.zeros(0, np.intp), count)
        # A stroke of one point needs a second one to be a piece.
        strokes = [np.repeat(stroke, 2, axis=0) if len(stroke) == 1 else stroke for stroke in strokes]
        lengths = np.array([len(stroke) for stroke in strokes], dtype=np.intp)
        points = np.concatenate(strokes).astype(np.float32)
        last = np.cumsum(lengths) - 1
        starts = np.delete(points, last, axis=0)
        ends = np.delete(points, last - lengths + 1, axis=0)
        return cls(starts, ends, np.repeat(np.array(owners, dtype=np.intp), lengths - 1), count)

    def first_of_strokes(self) -> IndexArray:
        """The numbers of the pieces that strokes begin with."""
        begins = np.ones(len(self.owner), bool)
        begins[1:] = (self.starts[1:] != self.ends[:-1]).any(axis=1) | (self.owner[1:] != self.owner[:-1])
        return np.flatnonzero(begins)

    def take(self, chosen: IndexArray) -> "Segments":
        """The drawings with these numbers, in this order; the first of `chosen` becomes drawing 0."""
        first = np.searchsorted(self.owner, chosen, side="left")
        counts = np.searchsorted(self.owner, chosen, side="right") - first
        shift = first - (np.cumsum(counts) - counts)
        index = np.arange(counts.sum()) + np.repeat(shift, counts)
        owner = np.repeat(np.arange(len(chosen)), counts)
        return Segments(self.starts[index], self.ends[index], owner, len(chosen))


def _centred(drawing: Drawing) -> Sequence[NDArray[np.float64]]:
    strokes = [stroke for stroke in drawing.strokes if len(stroke)]
    if not strokes:
        return strokes
    low = np.min([stroke.min(axis=0) for stroke in strokes], axis=0)
    high = np.max([stroke.max(axis=0) for stroke in strokes], axis=0)
    if max(high - low) < DOT * max(drawing.canvas):
        return [np.zeros((1, 2))]
    middle = (low + high) / 2
    return [stroke - middle for stroke in strokes]
