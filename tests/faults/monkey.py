"""Do thousands of things with the window at random, and see that it bears them: `make monkey`."""

import os
import sys
import tempfile
import time
import traceback
from collections import Counter, deque
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TextIO
from unittest.mock import patch

import click
import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAccessible, QAction, QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QSplitter,
    QWidget,
)

from digitpad.data import download
from digitpad.net.neuron import Neuron
from digitpad.qt.app import start_window
from digitpad.qt.demo import HANDS
from digitpad.qt.main_window import MainWindow
from digitpad.qt.session import RESTING
from tests.faults import no_net
from tests.faults.formats import FORMATS
from tests.faults.health import Health, application, delete
from tests.faults.mutants import flipped

SAMPLES, LEAST = 40, 100
"""Memory is noted so often, with everything closed and the shipped network, but not before so many events."""

STILL_MS = 1000
"""After so long without an event nothing is drawn any more, unless a thread is at it."""

PHASES, REMINDED = 10, 50
"""Training runs in so many parts of the time and rests in as many others; after so many events it is seen to."""

TOLD = 25
"""Events that are told when something goes wrong."""

ANSWER_MS, PATIENT = 20, 10
"""Whatever waits for an answer gets one so often; what shows no question is ended after so many."""

SIZES = ((1024, 700), (1280, 800), (1600, 1000), (400, 300), (1900, 640), (1024, 1200))

OPENED = ("model", "npz", "strokes", "idx images")

TEXTS = (
    *("8", "16, 16", "128, 64", "", "32,", "0", "-1", "9999, 9999", "5, 5, 5, 5, 5, 5, 5", "x", "1e3", "nan"),
    *("0.001", "10", "0.00001", "1", "64", "4096", "-3.25", "999999999999", "0.5", "1,5", " 2 ", "%1 %n {0}"),
)

KEYS = tuple(
    getattr(Qt.Key, f"Key_{name}")
    for name in (
        *"ABCGILMNRSTWXYZ0123456789",
        *("Up", "Down", "Left", "Right", "Home", "End", "PageUp", "PageDown", "Tab", "Backtab", "Return", "Enter"),
        *("Space", "Escape", "Escape", "Escape", "Delete", "Backspace", "Insert", "Menu", "Alt", "Plus", "Minus"),
        *(f"F{number}" for number in range(1, 13)),
    )
)
MODIFIERS = (
    *[Qt.KeyboardModifier.NoModifier] * 4,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
)
BUTTONS = (*[Qt.MouseButton.LeftButton] * 6, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton)
SCHEMES = (Qt.ColorScheme.Light, Qt.ColorScheme.Dark, Qt.ColorScheme.Unknown)


class Monkey:
    """Someone who does anything. What is done at a number is drawn from the seed and that number alone."""

    def __init__(
        self, health: Health, window: MainWindow, files: list[Path], folder: Path, seed: int, log: TextIO
    ) -> None:
        """`files` are opened; what is saved goes to `folder`, or over them; what is done is told in `log`."""
        self.window = window
        self._sizes = [(splitter, splitter.sizes()) for splitter in window.findChildren(QSplitter)]
        self._health = health
        self._log = log
        self.done: Counter[str] = Counter()
        self.last: deque[str] = deque(maxlen=TOLD)
        self._files = files
        self._folder = folder
        self._seed = seed
        self._rng = np.random.default_rng(seed)
        self._number = 0
        self._held: tuple[QWindow, Qt.MouseButton, QPoint] | None = None
        self._owner: QWidget = window
        self._answers = self._acts = 0

    def act(self, number: int) -> None:
        """Do what comes at this number."""
        self._rng = np.random.default_rng((self._seed, number))
        self._number, self._answers = number, 0
        what = list(ACTS)[self._rng.choice(len(ACTS), p=np.array(list(ACTS.values())) / sum(ACTS.values()))]
        self.done[what.__name__.strip("_")] += 1
        self._acts += 1
        self._wait_to_answer()
        what(self)
        self._acts += 1

    def train(self, on: bool) -> None:
        """Begin training, or end it."""
        session, panel = self.window.session, self.window.panel
        if on != (session.state != RESTING):
            self._say(f"training {on}")
            (panel.continue_button if on else panel.pause_button).click()

    def tidy(self) -> None:
        """Bring the window back to where it was, as far as a person can."""
        self._say("tidy up")
        self._release()
        for _ in range(10):
            if popup := QApplication.activePopupWidget():
                popup.close()
        for dialog in self.window.findChildren(QDialog):
            dialog.close()
            dialog.destroy()  # what it was painted in, as large as it was made
        menus = self.window.menus
        for action in (menus.walk, menus.why, menus.contributions):
            action.setChecked(False)
        self.window.setWindowState(Qt.WindowState.WindowNoState)
        self.window.resize(1280, 800)
        for splitter, sizes in self._sizes:
            splitter.setSizes(sizes)
        self.window.canvas.clear()
        self.window.canvas.undo_stack.clear()  # up to a hundred networks, large and small
        self.window.notice.hide()
        menus.themes["light"].trigger()
        menus.fit.trigger()
        menus.networks["default"].trigger()

    # What can be done.

    def _click(self) -> None:
        handle, at, what = self._place()
        button, held = self._pick(BUTTONS), self._pick(MODIFIERS)
        double = self._rng.random() < 0.15 and QApplication.activePopupWidget() is None  # which a click may delete
        self._say(f"{'double-click' if double else 'click'} {button.name} {held.name} {what}")
        self._release()
        if double and _alive(handle):
            QTest.mouseDClick(handle, button, held, at)
        else:
            _hit(handle, at, button, held)

    def _draw(self) -> None:
        canvas = self.window.canvas
        strokes = self._pick(list(HANDS.values()))
        corner = canvas.mapTo(self.window, QPoint(0, 0))
        handle = self.window.windowHandle()
        shift, scale = self._rng.uniform(-0.2, 0.2, 2), self._rng.uniform(0.3, 1.1)
        points = [
            corner + QPoint(*(np.add(np.multiply(p, scale), shift) * (canvas.width(), canvas.height())).astype(int))
            for p in strokes[0]
        ]
        self._say(f"draw {len(points)} points")
        self._drag_along(handle, points, Qt.MouseButton.LeftButton)

    def _drag(self) -> None:
        handle, at, what = self._place()
        button = self._pick(BUTTONS)
        self._say(f"drag {button.name} {what}")
        points = [at, *(at + QPoint(*self._rng.integers(-150, 150, 2).tolist()) for _ in range(4))]
        self._drag_along(handle, points, button)

    def _move(self) -> None:
        handle, at, what = self._place()
        self._say(f"move {what}")
        QTest.mouseMove(handle, at)

    def _wheel(self) -> None:
        handle, at, what = self._place()
        turn = QPoint(0, self._pick((-360, -120, 120, 360)))
        held = self._pick(MODIFIERS)
        self._say(f"wheel {turn.y()} {held.name} {what}")
        QTest.wheelEvent(handle, QPointF(at), turn, QPoint(), held)

    def _key(self) -> None:
        key, held = self._pick(KEYS), self._pick(MODIFIERS)
        self._say(f"key {key.name} {held.name}, in {_told(QApplication.focusWidget())}")
        _strike(self._focused(), key, held)

    def _type(self) -> None:
        fields = [field for field in self._widgets(self._top()) if isinstance(field, QLineEdit) and field.isEnabled()]
        if not fields:
            return self._key()
        field, text = self._pick(fields), self._pick(TEXTS)
        end = self._pick((Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape))
        self._say(f"type {text!r} and {end.name} into {_told(field)}")
        field.setFocus()
        handle = self._focused()
        _strike(handle, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        for letter in text:
            _strike(handle, QTest.asciiToKey(letter))
        _strike(handle, end)
        return None

    def _action(self) -> None:
        if QApplication.activeModalWidget():  # the menus cannot be reached
            return self._key()
        actions = [
            action
            for action in self.window.menus.findChildren(QAction)
            if not action.isSeparator() and action.menu() is None and action.isEnabled()
        ]
        action = self._pick(actions)
        self._say(f"action {action.text()}")
        action.trigger()
        return None

    def _train(self) -> None:
        panel = self.window.panel
        button = self._pick(
            (panel.retrain_button, panel.continue_button, panel.pause_button, panel.step_button, panel.reset_button)
        )
        self._say(f"press {_told(button)}")
        _hit(self._handle(), _within(self._handle(), button.mapTo(self.window, button.rect().center())))

    def _walk(self) -> None:
        menus = self.window.menus
        action = menus.walk_next if menus.walk_next.isEnabled() else menus.walk
        self._say(f"action {action.text()}")
        if not QApplication.activeModalWidget():
            action.trigger()

    def _weight(self) -> None:
        view, network = self.window.network.view, self.window.session.network
        layer = int(self._rng.integers(1, len(network.sizes)))
        neuron = Neuron(layer, int(self._rng.integers(network.sizes[layer])))
        self._say(f"type a weight of {neuron}")
        view.select(neuron)
        table = self.window.findChild(QWidget, "inspectorTerms")
        if table is None or not table.isVisible() or QApplication.activeModalWidget():
            return
        cell = table.visualRect(table.model().index(int(self._rng.integers(4)), 2)).center()
        at = _within(self._handle(), table.viewport().mapTo(self.window, cell))
        self._release()
        _hit(self._handle(), at)
        QTest.mouseDClick(self._handle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        for letter in f"{self._rng.normal():.2f}":
            _strike(self._handle(), QTest.asciiToKey(letter))
        _strike(self._handle(), self._pick((Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape)))

    def _resize(self) -> None:
        states = (Qt.WindowState.WindowNoState, Qt.WindowState.WindowMaximized, Qt.WindowState.WindowMinimized)
        if self._rng.random() < 0.2:
            state = self._pick(states)
            self._say(f"window state {state.name}")
            self.window.setWindowState(state)
            self.window.activateWindow()
        else:
            size = self._pick(SIZES)
            top = self._top()
            self._say(f"resize {_told(top)} to {size}")
            top.resize(*size)

    def _close(self) -> None:
        pages = [page for page in self.window.findChildren(QDialog) if page.isVisible()]
        if pages:
            page = self._pick(pages)
            self._say(f"close {_told(page)}")
            page.close()
        else:
            self._wait()

    def _system(self) -> None:
        if self._rng.random() < 0.5:
            scheme = self._pick(SCHEMES)
            self._say(f"the system turns {scheme.name}")
            QGuiApplication.styleHints().setColorScheme(scheme)
        else:
            listens = bool(self._rng.random() < 0.5)
            self._say(f"a screen reader listens: {listens}")
            QAccessible.setActive(listens)

    def _wait(self) -> None:
        milliseconds = int(self._rng.integers(1, 60))
        self._say(f"wait {milliseconds} ms")
        self._health.pass_time(milliseconds)

    # What an act needs.

    def _pick(self, choices):
        return choices[int(self._rng.integers(len(choices)))]

    def _top(self) -> QWidget:
        """The window that something is done in: one that is in front of all others, if there is one, most times."""
        front = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if front and self._rng.random() < 0.9:
            return front
        pages = [page for page in self.window.findChildren(QDialog) if page.isVisible() and page.isWindow()]
        return self._pick(pages) if pages and self._rng.random() < 0.4 else self.window

    def _widgets(self, top: QWidget) -> list[QWidget]:
        inside = [top, *top.findChildren(QWidget)]
        return [made for made in inside if made.isVisible() and made.window() is top and not made.size().isEmpty()]

    def _place(self) -> tuple[QWindow, QPoint, str]:
        top = self._top()
        widgets = self._widgets(top)
        widget = self._pick(widgets) if widgets else top
        at = QPoint(int(self._rng.integers(widget.width())), int(self._rng.integers(widget.height())))
        handle = self._handle(top)
        return handle, _within(handle, widget.mapTo(top, at)), f"{_told(widget)} at {at.toTuple()}"

    def _handle(self, top: QWidget | None = None) -> QWindow:
        self._owner = top or self.window  # with it, PySide would give up the handle
        handle = self._owner.windowHandle()
        return handle if _alive(handle) else self.window.windowHandle()

    def _focused(self) -> QWindow:
        popup = QApplication.activePopupWidget()
        return self._handle(popup or QApplication.activeWindow())

    def _drag_along(self, handle: QWindow, points: list[QPoint], button: Qt.MouseButton) -> None:
        self._release()
        if not _alive(handle):  # it has closed what was there
            return
        QTest.mousePress(handle, button, Qt.KeyboardModifier.NoModifier, _within(handle, points[0]))
        self._held = handle, button, points[-1]
        for point in points[1:]:
            if _alive(handle):
                QTest.mouseMove(handle, _within(handle, point))
        if self._rng.random() < 0.9:  # else something else is done in the middle of it
            self._release()

    def _release(self) -> None:
        if self._held:
            handle, button, at = self._held
            self._held = None
            if _alive(handle):
                QTest.mouseRelease(handle, button, Qt.KeyboardModifier.NoModifier, _within(handle, at))

    def _wait_to_answer(self) -> None:
        # a timer that repeats itself would not go on in a dialog that its own slot has opened
        QTimer.singleShot(ANSWER_MS, self.window, partial(self._answer, self._acts))

    def _answer(self, asked: int) -> None:
        """What is done while something waits for an answer in a loop of its own."""
        if asked != self._acts:
            return
        self._wait_to_answer()
        self._answers += 1
        rng = np.random.default_rng((self._seed, self._number, self._answers))
        modal, popup = QApplication.activeModalWidget(), QApplication.activePopupWidget()
        if isinstance(modal, QFileDialog):
            path = self._files[int(rng.integers(len(self._files)))]
            if modal.acceptMode() == QFileDialog.AcceptMode.AcceptSave and rng.random() < 0.7:
                path = (
                    self._folder
                    / ("saved", "saved.png", "saved.svg", "none/saved.png", "saved.safetensors")[int(rng.integers(5))]
                )
            if modal.fileMode() == QFileDialog.FileMode.Directory:
                path = path.parent
            accepted = self._answers < 4 and rng.random() < 0.85
            self._say(f"  {_told(modal)}: {path if accepted else 'rejected'}")
            if accepted:
                modal.selectFile(str(path))
                modal.accept()
            else:
                modal.reject()
        elif isinstance(modal, QMessageBox):
            button = modal.buttons()[int(rng.integers(len(modal.buttons())))]
            self._say(f"  {modal.text()!r}: {button.text()}")
            button.click()
        elif popup:
            key = (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape)[int(rng.integers(4))]
            self._say(f"  {_told(popup)}: {key.name}")
            _strike(self._handle(popup), key)
        elif self._answers > PATIENT:
            self._release()  # a text is being dragged, which waits for being dropped

    def _say(self, text: str) -> None:
        line = f"{self._number:>6} {text}"
        self.last.append(line)
        self._log.write(f"{line}\n")  # which outlives a crash


ACTS: dict[Callable[[Monkey], None], int] = {
    Monkey._click: 24,
    Monkey._draw: 10,
    Monkey._drag: 8,
    Monkey._move: 10,
    Monkey._wheel: 6,
    Monkey._key: 14,
    Monkey._type: 4,
    Monkey._action: 10,
    Monkey._train: 2,
    Monkey._walk: 4,
    Monkey._weight: 2,
    Monkey._resize: 2,
    Monkey._close: 2,
    Monkey._system: 1,
    Monkey._wait: 4,
}
"""What is done, and how often."""


def make_files(folder: Path, rng: np.random.Generator) -> list[Path]:
    """Files of every kind that the menus open, good and damaged, and some that are not there."""
    made = [folder / "missing.safetensors", folder / "nowhere" / "missing.npz", folder]
    for name in OPENED:
        kind = FORMATS[name]
        whole, pack = kind.wholes[0]
        for number, content in enumerate((pack(whole), b"", pack(whole)[:-7], *(flipped(name, rng) for _ in range(4)))):
            place = folder / f"{name}-{number}"
            place.mkdir(parents=True)
            for other, beside in kind.beside:
                (place / other).write_bytes(beside)
            (place / kind.name).write_bytes(content)
            made.append(place / kind.name)
    locked = folder / "locked" / "model.safetensors"
    locked.parent.mkdir()
    locked.write_bytes(made[3].read_bytes())
    locked.chmod(0o400)
    locked.parent.chmod(0o500)
    return [*made, locked]


def _alive(handle: QWindow | None) -> bool:
    """Also for PySide: it may remember one that is gone and was at the same place in memory."""
    try:
        return handle is not None and handle.width() > 0
    except RuntimeError:
        return False


def _within(handle: QWindow, at: QPoint) -> QPoint:
    """The place nearest to `at` in the window: QTest does nothing outside of it."""
    return QPoint(min(max(at.x(), 0), handle.width() - 1), min(max(at.y(), 0), handle.height() - 1))


def _strike(handle: QWindow, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key and release it, unless pressing it has deleted the window, which QTest.keyClick would not survive."""
    if (
        handle.type() != Qt.WindowType.Window
    ):  # a menu or dialog may be deleted before QTest is through with Alt or Shift
        held = Qt.KeyboardModifier.NoModifier
    QTest.keyPress(handle, key, held)
    if _alive(handle):
        QTest.keyRelease(handle, key, held)


def _hit(
    handle: QWindow,
    at: QPoint,
    button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """The same with the mouse."""
    if _alive(handle):
        QTest.mousePress(handle, button, held, at)
    if _alive(handle):
        QTest.mouseRelease(handle, button, held, at)


def _told(widget: QWidget | None) -> str:
    if widget is None:
        return "nothing"
    return f"{type(widget).__name__} {widget.objectName()}".strip()


@click.command()
@click.option("--events", default=20_000, show_default=True)
@click.option("--seed", default=0, show_default=True)
def main(events: int, seed: int) -> None:
    """One line of figures; exits with 1 after whatever must not be, and tells of it and of the events before it."""
    began = time.monotonic()
    samples = min(SAMPLES, events // LEAST)
    log = Path(tempfile.gettempdir(), f"digitpad-monkey-{os.getpid()}.log")
    click.echo(f"What is done is told in {log} until it is done")
    with (
        tempfile.TemporaryDirectory() as parent,
        log.open("w", buffering=1) as written,
        Health(samples) as health,
        patch.object(download, "fetch", no_net.fetch),
    ):
        os.chdir(parent)
        running = application()
        window = start_window(Path(parent, "profile"))
        window.menus.quit.setEnabled(False)
        window.show()
        window.activateWindow()
        health.wait(window.isActiveWindow)
        folder = Path(parent, "saved")
        folder.mkdir()
        files = make_files(Path(parent, "files"), np.random.default_rng(seed))
        monkey = Monkey(health, window, files, folder, seed, written)
        for number in range(events):
            if number % REMINDED == 0:
                monkey.train(number * 2 * PHASES // events % 2 == 0)
            try:
                monkey.act(number)
            except Exception:  # of an event that has been sent to a widget at once
                health.faults.append(traceback.format_exc())
            health.pass_time(0)
            if samples and (number + 1) % (events // samples) == 0:
                monkey.tidy()
                health.pass_time(STILL_MS)
                health.settle(window)
                health.sample()
            if health.faults:
                break
        last, done = list(monkey.last), monkey.done
        monkey.tidy()
        window.close()
        delete(window)
        del window, monkey
        health.judge_end()
        health.judge_growth()
    if not health.faults:
        log.unlink()
    for line in (*last, *health.faults) if health.faults else ():
        click.echo(line, err=True)
    told = ", ".join(f"{what} {count:,}" for what, count in done.most_common())
    click.echo(
        f"{done.total():,} events from seed {seed} in {time.monotonic() - began:.0f} s ({told}); {health.figures()}"
    )
    del running
    sys.exit(bool(health.faults))


if __name__ == "__main__":
    main()
