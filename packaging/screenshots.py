"""Makes resources/screenshots: the real window, a hand that draws and clicks, the same random numbers each time."""

import os
import random
import secrets
import sys
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.update(LC_ALL="C.UTF-8", LANGUAGE="en")

from PIL import Image
from PySide6.QtCore import QBuffer, QElapsedTimer, QEventLoop, QIODevice, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from digitpad.qt.app import create_window
from digitpad.qt.demo import HANDS, draw

FOLDER = Path(__file__).parents[1] / "resources" / "screenshots"

PATIENCE = 60_000
"""Milliseconds to wait for anything at most."""

STEPS = 1500
"""Of training before a picture of it is taken."""

REST = 1500
"""Milliseconds after which everything is drawn as exactly as it will be."""

WALKED = (1, 6, 8, 11)
"""Steps of the walk that are shown."""


def main() -> None:
    """Make all pictures and tell how large they are."""
    application = QApplication([])
    numbers = random.Random(0)
    secrets.randbits, secrets.randbelow = numbers.getrandbits, numbers.randrange
    with tempfile.TemporaryDirectory() as profile:
        window = create_window(Path(profile))
        window.resize(1280, 800)
        window.show()
        window.menus.animate.setChecked(False)
        window.menus.themes["light"].trigger()
        draw(_child(window, "canvas"), HANDS[3])
        _train(window)
        _save(window, "light")
        window.menus.themes["dark"].trigger()
        _take_in_hand(window)
        _save(window, "dark")
        window.menus.themes["light"].trigger()
        _walk(window)
        window.close()
        window.deleteLater()
        application.processEvents()


def _train(window: QMainWindow) -> None:
    """Train anew while the picture shows what each link passes on."""
    _click(window, "contributionsButton")
    _click(window, "retrainButton")
    _wait(lambda: window.property("stepsDone") >= STEPS)
    _click(window, "pauseButton")
    _wait(lambda: not window.property("training"))
    _child(window, "canvas").setFocus()


def _walk(window: QMainWindow) -> None:
    """Go through one step of learning, from random weights."""
    _click(window, "resetButton")
    _click(window, "weightsButton")
    _click(window, "walkButton")
    _wait(lambda: _child(window, "walkNext").isEnabled())
    for step in range(1, max(WALKED) + 1):
        _click(window, "walkNext")
        if step == 11:
            _click(window, "walkApply")
        if step in WALKED:
            _save(window, f"walk-{step}")


def _take_in_hand(window: QMainWindow) -> None:
    """Open the inspector with the keyboard, for the neuron that adds most to the output that is read."""
    view = _child(window, "networkView")
    view.setFocus()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left):
        QTest.keyClick(view, key)


def _child(window: QMainWindow, name: str) -> QWidget:
    return window.findChild(QWidget, name)


def _click(window: QMainWindow, name: str) -> None:
    QTest.mouseClick(_child(window, name), Qt.MouseButton.LeftButton)


def _wait(until: Callable[[], bool]) -> None:
    """Run the event loop until something is so."""
    passed = QElapsedTimer()
    passed.start()
    while not until():
        if passed.elapsed() > PATIENCE:
            sys.exit("The window did not come to what should be shown.")
        _rest(20)


def _rest(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _save(window: QMainWindow, name: str) -> None:
    """Write the window as a PNG of 256 colours: no pixel is off by more than 12 of 255, and it is a third as large."""
    _rest(REST)
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    window.grab().save(content, "PNG")
    path = FOLDER / f"{name}.png"
    picture = Image.open(BytesIO(content.data().data())).convert("RGB")
    few = picture.quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=3, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
