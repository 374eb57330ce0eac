"""A show of the window for machines without a display: real widgets, real mouse events, a real training."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import (
    QEvent,
    QEventLoop,
    QMessageLogContext,
    QPointF,
    Qt,
    QTimer,
    QtMsgType,
    SignalInstance,
    qInstallMessageHandler,
)
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from digitpad.errors import RefusedFileError
from digitpad.qt.app import create_window
from digitpad.qt.main_window import MainWindow

PATIENCE = 30_000
"""Milliseconds to wait for the window at most, on a very slow machine."""

HANDS: dict[int, tuple[tuple[tuple[float, float], ...], ...]] = {
    # the way a pen goes, as shares of the canvas; a curve is laid through these
    2: (((0.32, 0.34), (0.38, 0.24), (0.5, 0.2), (0.63, 0.25), (0.66, 0.37), (0.57, 0.52), (0.44, 0.66), (0.31, 0.79),
         (0.31, 0.79), (0.45, 0.77), (0.6, 0.78), (0.71, 0.77)),),
    3: (((0.33, 0.29), (0.41, 0.21), (0.54, 0.19), (0.65, 0.26), (0.64, 0.37), (0.55, 0.45), (0.47, 0.47), (0.47, 0.47),
         (0.6, 0.5), (0.68, 0.59), (0.66, 0.71), (0.55, 0.8), (0.42, 0.8), (0.31, 0.72)),),
    7: (((0.29, 0.24), (0.42, 0.23), (0.56, 0.24), (0.71, 0.22), (0.71, 0.22), (0.63, 0.38), (0.55, 0.55), (0.48, 0.68),
         (0.43, 0.83)),),
}  # fmt: skip


def run_demo(out: Path | None, seconds: float, profile_dir: Path | None = None) -> Iterator[str]:
    """Draw digits, retrain for some seconds, take a screenshot, and yield one line about each as it happens.

    out: where the picture of the window goes, PNG; none when it is None.
    profile_dir: where settings would be kept; by default a folder that is thrown away.

    Raises RefusedFileError when the picture cannot be written.
    """
    before = qInstallMessageHandler(_log)
    application = QApplication.instance() or QApplication(["digitpad"])
    with tempfile.TemporaryDirectory() as thrown_away:
        window = create_window(profile_dir or Path(thrown_away))
        window.show()
        try:
            yield from _show(window, out, seconds)
        finally:
            window.close()
            window.deleteLater()
            application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            qInstallMessageHandler(before)


def _show(window: MainWindow, out: Path | None, seconds: float) -> Iterator[str]:
    _wait(PATIENCE, window.session.looked)
    for digit in (7, 2, 3):
        window.canvas.clear()
        draw(window.canvas, HANDS[digit])
        _look(window)
        yield f"drew a {digit}, read as {_answer(window)}"
    if window.notice.text:
        yield window.notice.text
    if seconds > 0:
        window.panel.retrain_button.click()
        _wait(PATIENCE, window.session.progressed)  # the data are ready
        _wait(round(1000 * seconds))
        losses = window.plot.losses
        yield (
            f"retrained for {seconds:g} s: {window.property('stepsDone'):,} steps, "
            f"{window.property('imagesPerSecond'):,.0f} images/s, loss {losses[0]:.2f} to {losses[-1]:.2f}"
            if len(losses)
            else f"retrained for {seconds:g} s, which was too short for a step"
        )
        if window.notice.text:
            yield window.notice.text
        yield f"the 3 is now read as {_answer(window)}"
    if out is not None:
        if not window.grab().save(str(out), "PNG"):
            raise RefusedFileError(out, "the picture could not be written", "choose another place")
        yield f"the window is in {out}"


def _answer(window: MainWindow) -> str:
    answer = window.prediction.digit
    return "nothing" if answer < 0 else f"{answer} ({window.prediction.confidence})"


def draw(canvas: QWidget, strokes: Sequence[Sequence[tuple[float, float]]]) -> None:
    """Send the mouse along the strokes, as a hand would move it."""
    for stroke in strokes:
        left, button = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        points = [QPointF(x * canvas.width(), y * canvas.height()) for x, y in _along(stroke)]
        _send(canvas, QEvent.Type.MouseButtonPress, points[0], left, left)
        for point in points[1:]:
            _send(canvas, QEvent.Type.MouseMove, point, button, left)
            QApplication.processEvents()
        _send(canvas, QEvent.Type.MouseButtonRelease, points[-1], left, button)


def _along(stroke: Sequence[tuple[float, float]], each: int = 5) -> np.ndarray:
    """Points on Catmull-Rom curves through `stroke`; where a point is doubled there is a corner."""
    p = np.array([stroke[0], *stroke, stroke[-1]])
    t = np.linspace(0, 1, each, endpoint=False)[None, :, None]
    a, b, c, d = (p[i : len(p) - 3 + i, None] for i in range(4))
    curve = b + t * ((c - a) / 2 + t * (a - 2.5 * b + 2 * c - d / 2 + t * (1.5 * (b - c) + (d - a) / 2)))
    return np.concatenate([curve.reshape(-1, 2), p[-1:]])


def _send(canvas: QWidget, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton, buttons: Qt.MouseButton) -> None:
    where = QPointF(canvas.mapToGlobal(at))
    QApplication.sendEvent(canvas, QMouseEvent(kind, at, where, button, buttons, Qt.KeyboardModifier.NoModifier))


def _log(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    # the offscreen platform says this of every window
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)


def _look(window: MainWindow) -> None:
    """Let the window have a look at what is on its canvas now."""
    drawing = window.canvas.drawing
    window.session.set_drawing(drawing)
    if window.session.look.drawing is not drawing:  # the last look was less than a frame ago
        _wait(PATIENCE, window.session.looked)


def _wait(milliseconds: int, until: SignalInstance | None = None) -> None:
    """Run the event loop so long, or until a signal comes."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    if until is not None:
        until.connect(loop.quit)
    loop.exec()
