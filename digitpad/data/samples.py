"""Labelled drawings: strokes files, and the one that keeps this person's own handwriting."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digitpad.data.packed import DAMAGE, open_packed, reason
from digitpad.errors import RefusedFileError, RefusedValueError
from digitpad.ink.strokes import Drawing
from digitpad.paths import Folders, write_atomically

LONGEST_LINE = 4_000_000
MOST_BYTES = 100_000_000
MOST_LINES = 200_000
MOST_POINTS = 5_000_000


def read_drawings(path: Path) -> list[Drawing]:
    """The drawings of a strokes file: one JSON object a line, packed with gzip or not; blank lines are skipped.

    Raises RefusedFileError, naming the line, when any of them is not a drawing, and when there are too many.
    """
    drawings: list[Drawing] = []
    points = size = 0
    remedy = "use a file with one drawing a line"
    try:
        with open_packed(path) as file:
            number = 0
            while line := file.readline(LONGEST_LINE + 1):
                number += 1
                size += len(line)
                if len(line) > LONGEST_LINE:
                    raise RefusedFileError(path, f"line {number} is longer than {LONGEST_LINE:,} bytes", remedy)
                if line.strip():
                    drawing = Drawing.from_json(line)
                    drawings.append(drawing)
                    points += sum(len(stroke) for stroke in drawing.strokes)
                if size > MOST_BYTES or number > MOST_LINES or points > MOST_POINTS:
                    most = f"{MOST_BYTES:,} bytes, {MOST_LINES:,} lines or {MOST_POINTS:,} points"
                    raise RefusedFileError(path, f"it has more than {most}", "split it into smaller files")
    except DAMAGE as error:
        raise RefusedFileError(path, f"it cannot be read: {reason(error)}", remedy) from error
    except ValueError as error:
        raise RefusedFileError(path, f"line {number}: {error}", remedy) from error
    if not drawings:
        raise RefusedFileError(path, "it holds no drawings", remedy)
    return drawings


def handwriting(folders: Folders) -> Path:
    """The file with this person's own labelled drawings; it is there once one was added."""
    return folders.samples / "handwriting.jsonl"


def add_sample(drawing: Drawing, folders: Folders) -> None:
    """Keep `drawing`, which must have ink and a label, with this person's own.

    Raises RefusedValueError for a drawing without ink or label, OSError when the disk refuses; what was kept
    before stays.
    """
    if drawing.label is None or drawing.empty:
        raise RefusedValueError("a sample needs ink and the digit it stands for; draw one and say which it is")
    path = handwriting(folders)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, _kept(path) + drawing.to_json().encode() + b"\n")


def remove_last_sample(folders: Folders) -> None:
    """Take away the drawing that was added last; nothing happens when there is none."""
    path = handwriting(folders)
    lines = _kept(path).splitlines(keepends=True)
    if lines:
        write_atomically(path, b"".join(lines[:-1]))


def count_samples(folders: Folders) -> NDArray[np.intp]:
    """How many of this person's own drawings there are of each digit, (10,).

    Raises RefusedFileError when the file is damaged.
    """
    if not _kept(handwriting(folders)):
        return np.zeros(10, np.intp)
    labels = [drawing.label for drawing in read_drawings(handwriting(folders)) if drawing.label is not None]
    return np.bincount(np.array(labels, np.intp), minlength=10)


def _kept(path: Path) -> bytes:
    if not path.exists():
        return b""
    content = path.read_bytes()
    return content if content.endswith(b"\n") or not content else content + b"\n"
