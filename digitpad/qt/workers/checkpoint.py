"""A checkpoint: what would be lost if the program were killed, as a value and as a file."""

from __future__ import annotations  # the names of np.random would be loaded at the launch

import json
import math
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import safetensors.numpy
from numpy.typing import NDArray

from digitpad.errors import RefusedFileError
from digitpad.ink.strokes import LARGEST_COORDINATE, Drawing
from digitpad.net.network import Network
from digitpad.net.storage import load_with, metadata, tensors
from digitpad.paths import write_atomically
from digitpad.qt.workers.progress import Progress
from digitpad.qt.workers.setup import Setup

VERSION = 1
MOST_POINTS = 1_000_000
ROOM = 24 * MOST_POINTS
"""Bytes for the points of a drawing, and the lengths of its strokes; the curve, which is short, has them to spare."""
LARGEST_STRETCH = 2**40
OWN = frozenset({"ink.points", "ink.lengths", "curve.losses", "curve.rest", "curve.measured"})
"""The tensors beside those of the network: a long drawing as JSON would hold up the pen while it is written."""


@dataclass(frozen=True, eq=False)
class Curve:
    """The course of training as it is plotted.

    Attributes:
        losses: averages over `stretch` steps each.
        rest: losses of the steps after those, too few for an average yet.
        measured: (step, accuracy in per cent) pairs.
    """

    losses: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    rest: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    stretch: int = 1
    measured: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """Where a person was at some moment. Nobody writes to what it holds.

    Attributes:
        when: seconds since 1970.
        closed: whether the person closed the window then.
        drawing: what was on the canvas.
        network: what was looked through.
        unsaved: whether that network was in no file.
        model: the file that was open.
        progress: the last of training, without losses; None when nothing was trained.
        trained_on: a SPEC as on the command line.
        curve: that of this training.
        setup: what was chosen for training; None when it made no sense.
    """

    when: float
    closed: bool
    drawing: Drawing
    network: Network
    unsaved: bool
    model: Path | None
    progress: Progress | None
    trained_on: str
    curve: Curve
    setup: Setup | None

    @property
    def last_loss(self) -> float | None:
        """The last point of the curve, if there is one."""
        losses = self.curve.losses if len(self.curve.losses) else self.curve.rest
        return float(losses[-1]) if len(losses) else None


PROGRESS = {"step": int, "epoch": int, "epochs": int, "done": float, "images_per_second": float, "seconds": float}
"""What is kept of a Progress."""


def save_checkpoint(checkpoint: Checkpoint, path: Path) -> None:
    """Write `checkpoint` to the one file `path`; an older one there is replaced in one step or left as it was.

    Only its owner can read it: it tells what they drew.

    Raises OSError when the disk refuses.
    """
    strokes = [stroke for stroke in checkpoint.drawing.strokes if len(stroke)]
    curve, progress = checkpoint.curve, checkpoint.progress
    own = {
        "ink.points": np.concatenate(strokes) if strokes else np.empty((0, 2)),
        "ink.lengths": np.array([len(stroke) for stroke in strokes], np.int64),
        "curve.losses": curve.losses,
        "curve.rest": curve.rest,
        "curve.measured": np.array(curve.measured, np.float64).reshape(-1, 2),
    }
    notes = {
        "version": VERSION,
        "when": checkpoint.when,
        "closed": checkpoint.closed,
        "canvas": checkpoint.drawing.canvas,
        "stretch": curve.stretch,
        "unsaved": checkpoint.unsaved,
        "model": checkpoint.model and str(checkpoint.model),
        "trained_on": checkpoint.trained_on,
        "progress": progress and {name: getattr(progress, name) for name in PROGRESS},
        "setup": checkpoint.setup and asdict(checkpoint.setup),
    }
    told = {**metadata(checkpoint.network), "checkpoint": json.dumps(notes)}
    write_atomically(path, safetensors.numpy.save({**tensors(checkpoint.network), **own}, told), private=True)


def load_checkpoint(path: Path) -> Checkpoint:
    """Read what `save_checkpoint` wrote.

    Raises RefusedFileError when the file is missing, cut, of another kind, or does not make sense.
    """
    network, own, told = load_with(path, OWN, ROOM)
    try:
        notes = json.loads(told["checkpoint"])
        _check(notes["version"] == VERSION, "the version")
        progress, setup, model = notes["progress"], notes["setup"], notes["model"]
        _check(type(notes["unsaved"]) is type(notes["closed"]) is bool, "a note")
        _check(type(notes["trained_on"]) is str, "a note")
        _check(model is None or (type(model) is str and "\0" not in model), "the model's path")
        return Checkpoint(
            when=_number(notes["when"], 2**40),
            closed=notes["closed"],
            drawing=_drawing(notes["canvas"], own["ink.points"], own["ink.lengths"]),
            network=network,
            unsaved=notes["unsaved"],
            model=None if model is None else Path(model),
            progress=None if progress is None else _progress(progress, network),
            trained_on=notes["trained_on"],
            curve=_curve(notes["stretch"], own),
            setup=None if setup is None else Setup.of(setup),
        )
    except (KeyError, TypeError, ValueError, RecursionError, AttributeError) as error:
        raise RefusedFileError(path, "is no checkpoint", "it can be removed") from error


def _drawing(canvas: Any, points: NDArray[Any], lengths: NDArray[Any]) -> Drawing:
    width, height = (_number(side, LARGEST_COORDINATE) for side in canvas)
    _check(width > 0 and height > 0, "the canvas")
    _floats(points, (2,), LARGEST_COORDINATE)
    _check(len(points) <= MOST_POINTS, "the number of points")
    _check(lengths.dtype == np.int64 and lengths.ndim == 1, "the strokes")
    _check(bool((lengths > 0).all()) and len(lengths) <= len(points), "the strokes")
    _check(bool((lengths <= len(points)).all()) and lengths.sum() == len(points), "the strokes")
    strokes = np.split(points, np.cumsum(lengths)[:-1]) if len(lengths) else []
    return Drawing((width, height), tuple(strokes))


def _curve(stretch: Any, own: dict[str, NDArray[Any]]) -> Curve:
    _check(type(stretch) is int and 1 <= stretch <= LARGEST_STRETCH, "the stretch")
    for name, shape in (("losses", ()), ("rest", ()), ("measured", (2,))):
        _floats(own[f"curve.{name}"], shape, math.inf)
    measured = tuple((int(step), accuracy) for step, accuracy in own["curve.measured"].tolist())
    return Curve(own["curve.losses"], own["curve.rest"], stretch, measured)


def _progress(kept: Any, network: Network) -> Progress:
    for name, kind in PROGRESS.items():
        _check(_number(kept[name], 2**60) >= 0 and (kind is float or type(kept[name]) is int), name)
    numbers = {name: kept[name] for name in PROGRESS}
    return Progress(network=network, losses=np.empty(0), accuracy=None, **numbers)


def _number(value: Any, most: float) -> float:
    _check(type(value) in (int, float) and abs(value) <= most, "a number")  # NaN fails, too
    return value  # type: ignore[no-any-return]


def _floats(array: NDArray[Any], shape: tuple[int, ...], most: float) -> None:
    """Check that `array` is (n, *shape) of finite numbers."""
    _check(array.dtype == np.float64 and array.ndim > 0 and array.shape[1:] == shape, "an array")
    _check(bool(np.isfinite(array).all()) and bool((abs(array) <= most).all()), "an array")


def _check(sound: bool, what: str) -> None:
    if not sound:
        raise ValueError(what)
