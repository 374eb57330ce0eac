"""Labelled drawings: strokes files, and the one that keeps this person's own handwriting."""

import errno
from collections.abc import Callable
from gzip import GzipFile
from pathlib import Path
from typing import cast

from digitpad.data.packed import DAMAGE, open_packed, reason
from digitpad.errors import RefusedFileError, RefusedValueError
from digitpad.ink.strokes import Drawing
from digitpad.paths import Folders, check_file, write_atomically
from digitpad.words import grouped, translate

LONGEST_LINE = 3_000_000
MOST_BYTES = 100_000_000
MOST_LINES = 100_000
MOST_POINTS = 2_000_000
MOST_STROKES = 300_000

Progress = Callable[[int, int | None], None]
"""Is told how much is done and, where it is known, of how much; may raise CancelledError to end it."""


def read_drawings(path: Path, progress: Progress | None = None) -> list[Drawing]:
    """The drawings of a strokes file: one JSON object a line, packed with gzip or not; blank lines are skipped.

    `progress` is told the bytes read, and those in all unless they are packed.

    Raises RefusedFileError, naming the line, when any of them is not a drawing, and when there are too many.
    """
    drawings: list[Drawing] = []
    points = strokes = size = 0
    remedy = translate("errors", "use a file with one drawing a line")
    try:
        with open_packed(path) as file:
            in_all = None if isinstance(cast(object, file), GzipFile) else path.stat().st_size
            number = 0
            while line := file.readline(LONGEST_LINE + 1):
                number += 1
                size += len(line)
                if len(line) > LONGEST_LINE:
                    raise RefusedFileError(
                        path,
                        translate("errors", "line {number} is longer than {longest} bytes").format(
                            number=number, longest=grouped(LONGEST_LINE)
                        ),
                        remedy,
                    )
                if line.strip():
                    drawing = Drawing.from_json(line)
                    drawings.append(drawing)
                    points += sum(len(stroke) for stroke in drawing.strokes)
                    strokes += len(drawing.strokes)
                if size > MOST_BYTES or number > MOST_LINES or points > MOST_POINTS or strokes > MOST_STROKES:
                    most = translate(
                        "errors",
                        "it has more than {size} bytes, {lines} lines, {strokes} strokes or {points} points",
                    ).format(
                        size=grouped(MOST_BYTES),
                        lines=grouped(MOST_LINES),
                        strokes=grouped(MOST_STROKES),
                        points=grouped(MOST_POINTS),
                    )
                    raise RefusedFileError(path, most, translate("errors", "split it into smaller files"))
                if progress is not None:
                    progress(size, in_all)
    except DAMAGE as error:
        raise RefusedFileError(
            path, translate("errors", "it cannot be read: {why}").format(why=reason(error)), remedy
        ) from error
    except ValueError as error:
        raise RefusedFileError(
            path, translate("errors", "line {number}: {why}").format(number=number, why=error), remedy
        ) from error
    if not drawings:
        raise RefusedFileError(path, translate("errors", "it holds no drawings"), remedy)
    return drawings


def handwriting(folders: Folders) -> Path:
    """The file with this person's own labelled drawings; it is there once one was added."""
    return folders.samples / "handwriting.jsonl"


def add_sample(drawing: Drawing, folders: Folders) -> int:
    """Keep `drawing`, which must have ink and a label, with this person's own; returns how many there are now.

    Raises RefusedValueError for a drawing without ink or label or with too many points, RefusedFileError when there
    are as many samples as can be read again, OSError when the disk refuses; what was kept before stays.
    """
    if drawing.label is None or drawing.empty:
        raise RefusedValueError(
            translate("errors", "a sample needs ink and the digit it stands for; draw one and say which it is")
        )
    line = drawing.to_json().encode()
    try:
        Drawing.from_json(line)  # or one drawing could make the whole file unreadable
    except ValueError as error:
        raise RefusedValueError(
            translate("errors", "this drawing cannot be a sample: {why}; draw it with fewer strokes").format(why=error)
        ) from error
    path = handwriting(folders)
    content = _kept(path) + line + b"\n"
    lines = content.count(b"\n")
    if lines > MOST_LINES or len(content) > MOST_BYTES:
        raise RefusedFileError(
            path,
            translate("errors", "it is full"),
            translate("errors", "move it elsewhere, and open it as a data file"),
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, content)
    return lines


def remove_last_sample(folders: Folders) -> None:
    """Take away the drawing that was added last; nothing happens when there is none."""
    path = handwriting(folders)
    lines = _kept(path).splitlines(keepends=True)
    if lines:
        write_atomically(path, b"".join(lines[:-1]))


def _kept(path: Path) -> bytes:
    if not path.exists():
        return b""
    check_file(path)
    if path.stat().st_size > MOST_BYTES:
        raise OSError(
            errno.EFBIG,
            translate("errors", "{path} is larger than {most} bytes; move it elsewhere").format(
                path=path, most=grouped(MOST_BYTES)
            ),
        )
    content = path.read_bytes()
    return content if content.endswith(b"\n") or not content else content + b"\n"
