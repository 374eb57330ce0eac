"""The window in a process of its own, with a clock beside it: `python -m tests.bench.watched pen` prints JSON.

pen: how long after each move of the mouse its outcome was painted, and how regularly a timer of 16 ms came meanwhile,
    while training runs; `at_rest`, when it does not.
floor: the timer alone, in a window without anything, beside a thread that trains.
throughput: how many steps a second training makes in the window, and without it, in turn.
checkpoint: how long keeping what is unsaved holds up the window, and its thread takes, while training runs.
launch, bare: when the first window was painted: digitpad's, or an empty one of Qt with NumPy imported.
memory FOLDER: the memory that the process takes while it trains on the digits in the folder.
"""

import gc
import json
import os
import sys
import tempfile
import time
from itertools import cycle, islice, pairwise
from pathlib import Path

EVENTS = 1500
MOVE_MS = 8  # a mouse on USB tells of its place 125 times a second
TICK_MS = 16
DIGIT = 90  # moves of the mouse before it starts another digit
TURNS, TURN_MS = 7, 1500
WARM_MS = 1500
CHECKPOINTS = 60


def pen(training=True):
    from PySide6.QtCore import QEvent, QEventLoop, QPointF, Qt, QTimer

    from digitpad.qt import demo
    from digitpad.qt.widgets.network_view import NetworkView
    from digitpad.qt.widgets.output_bars import OutputBars

    awaited, looked, painted, delays, ticks = [], [], set(), [], []

    def watch(view):
        paint = view.paintEvent

        def painted_by(self, event):
            paint(self, event)
            painted.add(view)
            if len(painted) == 2:
                delays.extend(time.perf_counter() - moved for moved in looked)
                looked.clear()

        view.paintEvent = painted_by

    watch(NetworkView)
    watch(OutputBars)
    with window() as shown:
        canvas, button = shown.canvas, Qt.MouseButton

        def look(_):
            looked.extend(awaited)
            awaited.clear()
            painted.clear()

        shown.session.looked.connect(look)
        if training:
            begin(shown)
        points = [
            QPointF(x * canvas.width(), y * canvas.height())
            for digit in demo.HANDS.values()
            for x, y in demo._along(digit[0], 12)
        ]
        places = enumerate(islice(cycle(points), EVENTS))
        loop = QEventLoop()

        def move():
            number, place = next(places, (0, None))
            if place is None:
                loop.quit()
                return
            if number % DIGIT == 0:
                if number:
                    demo._send(canvas, QEvent.Type.MouseButtonRelease, place, button.LeftButton, button.NoButton)
                    canvas.clear()
                demo._send(canvas, QEvent.Type.MouseButtonPress, place, button.LeftButton, button.LeftButton)
            awaited.append(time.perf_counter())
            demo._send(canvas, QEvent.Type.MouseMove, place, button.NoButton, button.LeftButton)

        moves = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=MOVE_MS)
        moves.timeout.connect(move)
        regular = every_tick(ticks)
        steps, started = shown.session.steps_done, time.perf_counter()
        moves.start()
        loop.exec()
        passed = time.perf_counter() - started
        regular.stop()
        return {"delays": delays, "ticks": gaps(ticks), "steps": (shown.session.steps_done - steps) / passed}


def at_rest():
    return pen(training=False)


def floor():
    from PySide6.QtCore import QThread
    from PySide6.QtWidgets import QApplication, QWidget

    from digitpad.qt import demo

    application = QApplication([])
    ticks, steps, made = [], training_steps(), []

    class Learner(QThread):
        def run(self):
            while not self.isInterruptionRequested():
                made.append(next(steps))

    learner, empty = Learner(), QWidget()
    sys.setswitchinterval(0.001)  # as the app does
    empty.show()
    learner.start()
    regular = every_tick(ticks)
    demo._wait(EVENTS * MOVE_MS)
    regular.stop()
    learner.requestInterruption()
    learner.wait()
    del application
    return {"ticks": gaps(ticks)}


def throughput():
    from digitpad.qt import demo

    rates = {"window": [], "alone": []}
    with window() as shown:
        demo.draw(shown.canvas, demo.HANDS[3])
        begin(shown)
        for _ in range(TURNS):
            shown.panel.continue_button.click()
            demo._wait(TURN_MS // 5)
            started, before = time.perf_counter(), shown.session.steps_done
            demo._wait(TURN_MS)
            shown.panel.pause_button.click()
            passed = time.perf_counter() - started
            demo._wait(TURN_MS // 5)  # for the last progress
            rates["window"].append((shown.session.steps_done - before) / passed)
            steps, made, started = training_steps(), 0, time.perf_counter()
            while time.perf_counter() - started < TURN_MS / 1000:
                next(steps)
                made += 1
            rates["alone"].append(made / (time.perf_counter() - started))
    return rates


def checkpoint():
    from digitpad.qt import demo

    held, written = [], []
    with window() as shown:
        demo.draw(shown.canvas, demo.HANDS[3])
        begin(shown)
        demo._wait(WARM_MS)
        recovery = shown.recovery
        recovery._due.blockSignals(True)  # it is kept here alone
        recovery._keeper.kept.connect(written.append)
        for _ in range(CHECKPOINTS):
            demo._wait(100)
            started = time.perf_counter()
            recovery._keep()
            held.append(time.perf_counter() - started)
            demo._wait(demo.PATIENCE, recovery._keeper.kept)
        (kept,) = shown.session.folders.unsaved.glob("*.safetensors")
        return {"held": held, "written": written, "size": kept.stat().st_size}


def launch():
    from digitpad import log
    from digitpad.cli import main

    keep = log.keep

    def keep_watched(folder):
        first_paint()  # imports Qt; by now the app has done so itself, when it comes to that
        return keep(folder)

    log.keep = keep_watched
    with tempfile.TemporaryDirectory() as folder:
        main(["gui", "--profile-dir", folder], standalone_mode=False)


def bare():
    import numpy  # noqa: F401
    from PySide6.QtWidgets import QApplication, QMainWindow

    first_paint()
    application = QApplication([])
    empty = QMainWindow()
    empty.resize(1280, 800)
    empty.show()
    application.exec()


def memory(folder):
    from digitpad.qt import demo

    with window() as shown:
        before = resident()
        shown.panel.choose_data(folder)
        demo.draw(shown.canvas, demo.HANDS[3])
        begin(shown)
        demo._wait(4000)
        return {"before": before, "training": resident(), "most": resident("VmHWM")}


class window:  # noqa: N801  # reads as a function
    """The main window, shown and at rest."""

    def __enter__(self):
        from PySide6.QtCore import qInstallMessageHandler
        from PySide6.QtWidgets import QApplication

        from digitpad.qt import demo
        from digitpad.qt.app import create_window

        qInstallMessageHandler(demo._log)
        self.application = QApplication([])
        self.folder = tempfile.TemporaryDirectory()
        self.shown = create_window(Path(self.folder.name))
        self.shown.resize(1280, 800)
        self.shown.show()
        demo._wait(WARM_MS)
        gc.freeze()
        return self.shown

    def __exit__(self, *_):
        self.shown.close()
        self.folder.cleanup()


def begin(shown):
    """Start training and wait until it is under way."""
    from digitpad.qt import demo

    shown.panel.retrain_button.click()
    while not shown.session.steps_done:
        demo._wait(50)
    demo._wait(WARM_MS)


def training_steps():
    """The training that Retrain starts."""
    import numpy as np

    from digitpad.data.specs import source
    from digitpad.net.training import Recipe, train
    from digitpad.paths import Folders
    from digitpad.qt.workers import Setup

    setup = Setup()
    digits = source(setup.data, Folders.of_user(), setup.augment)
    return train(setup.fresh_network(np.random.default_rng(0)), digits, Recipe(epochs=1000))


def every_tick(ticks):
    """A running timer that writes down when it came."""
    from PySide6.QtCore import Qt, QTimer

    timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=TICK_MS)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.start()
    return timer


def gaps(ticks):
    return [after - before for before, after in pairwise(ticks)]


def first_paint():
    """Print when the first window that comes is painted, in seconds of the machine's clock, and end."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication

    class Watcher(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, self.tell)  # it comes when all of the window is painted
            return False

        def tell(self):
            print(json.dumps({"painted": time.monotonic()}))
            QApplication.quit()

    watcher, loop = Watcher(), QApplication.exec

    def watched_loop(*_):
        # not in the application: Python would be called, and wrap what it is told of, for every event of every widget
        (shown,) = (widget for widget in QApplication.topLevelWidgets() if widget.isVisible())
        shown.installEventFilter(watcher)
        return loop()

    QApplication.exec = watched_loop


def resident(which="VmRSS"):
    """Memory of this process in MB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(which):
            return int(line.split()[1]) / 1024
    raise AssertionError(which)


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    told = {f.__name__: f for f in (pen, at_rest, floor, throughput, checkpoint, launch, bare, memory)}[what](*rest)
    if told is not None:
        told["load"] = os.getloadavg()[0]
        print(json.dumps(told))
