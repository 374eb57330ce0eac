"""What the window's tests share: a window of their own profile folder, and hands that draw."""

import gc
import itertools

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QScrollArea, QWidget

from digitpad.ink.strokes import Drawing
from digitpad.qt import language, session
from digitpad.qt.app import start_window
from digitpad.qt.demo import HANDS, draw
from digitpad.qt.widgets.walk_table import WalkTable
from digitpad.qt.workers import Setup

STOPS = 60
"""More than there are widgets for Tab to reach."""


def pytest_collection_modifyitems(items):
    # the offscreen platform says this of every window and list that is shown; everything else fails the test
    expected = "This plugin does not support (propagateSizeHints|raise|grabbing the (keyboard|mouse))"
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(expected))


@pytest.fixture(scope="session", autouse=True)
def nothing_before_is_garbage():
    """To look through all that pytest has made after each test would take longer than the tests."""
    gc.collect()
    gc.freeze()
    gc.disable()


@pytest.fixture(scope="session", autouse=True)
def english(qapp):
    """Widgets that are made without a window have the words of one."""
    language.use("en")


@pytest.fixture(autouse=True)
def collected():
    """Each test's widgets go with it, in this thread: as in the app, the collector does not run by itself."""
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def seeded(monkeypatch):
    """What the app draws at random is the same in each run of a test."""
    monkeypatch.setattr(session, "_seed", itertools.count().__next__)


@pytest.fixture
def window(qtbot, tmp_path):
    """The whole window as the app starts with it, shown, with nothing on the canvas."""
    made = start_window(tmp_path / "profile")
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.menus.animate.setChecked(False)
    return made


@pytest.fixture
def three():
    """A drawing of a 3."""
    return Drawing((300.0, 300.0), tuple(300 * np.array(stroke) for stroke in HANDS[3]))


@pytest.fixture
def network():
    """An untrained network of the default shape."""
    return Setup().fresh_network(np.random.default_rng(0))


@pytest.fixture
def click_neuron(qtbot):
    """Clicks on a neuron of the picture, where it is now."""

    def go(window, neuron):
        x, y = window.network.view._placement.middle(neuron)
        qtbot.mouseClick(window.network.view, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))

    return go


@pytest.fixture
def open_list(qtbot):
    """Opens the list of a combo box with the arrow key."""

    def show(box):
        qtbot.keyClick(box, Qt.Key.Key_Down)
        qtbot.waitUntil(box.view().isVisible)

    return show


@pytest.fixture
def hand():
    """Draws a digit on a canvas with the mouse."""
    return lambda canvas, digit: draw(canvas, HANDS[digit])


@pytest.fixture
def mouse():
    """Goes along points with a mouse button held down."""

    def drag(widget, points, button=Qt.MouseButton.LeftButton):
        none = Qt.MouseButton.NoButton
        events = [(QEvent.Type.MouseButtonPress, points[0], button, button)]
        events += [(QEvent.Type.MouseMove, point, none, button) for point in points[1:]]
        events += [(QEvent.Type.MouseButtonRelease, points[-1], button, none)]
        for kind, point, which, held in events:
            at = QPointF(*point)
            where = QPointF(widget.mapToGlobal(at))
            event = QMouseEvent(kind, at, where, which, held, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(widget, event)

    return drag


@pytest.fixture
def press(qtbot):
    """Presses a key wherever the keyboard is."""

    def go(key, modifiers=Qt.KeyboardModifier.NoModifier):
        qtbot.keyClick(QApplication.focusWidget(), key, modifiers)

    return go


@pytest.fixture
def tab_to(press):
    """Presses Tab until the widget of this name has the keyboard."""

    def go(name):
        for _ in range(STOPS):
            if QApplication.focusWidget().objectName() == name:
                return
            press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {name}")

    return go


@pytest.fixture
def answer_dialog():
    """Chooses a path in the next file dialog."""

    waiting, answers = QTimer(interval=5), []

    def type_it():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            waiting.stop()
            dialog.selectFile(str(answers.pop()))
            dialog.accept()

    def answer(path):
        answers.append(path)
        waiting.start()

    waiting.timeout.connect(type_it)
    yield answer
    assert not answers


@pytest.fixture
def assert_nothing_is_clipped():
    """Fails for a widget outside its window, or a text without the room that it needs."""

    def check(window):
        for widget in window.findChildren(QWidget):
            if not widget.isVisible() or widget.isWindow():
                continue
            corner = widget.mapTo(window, QPoint(0, 0))
            room = window.rect()
            if _scrolls(widget):  # what is below is a turn of the wheel away
                room.adjust(0, -10_000, 0, 10_000)
            assert room.contains(widget.rect().translated(corner)), widget
            if isinstance(widget, QLabel):
                room = widget.heightForWidth(widget.width()) if widget.wordWrap() else widget.sizeHint().height()
                assert widget.height() >= room, widget.text()
            if (isinstance(widget, QLabel) and not widget.wordWrap()) or isinstance(widget, QAbstractButton):
                assert widget.width() >= widget.minimumSizeHint().width(), widget.text()
            if isinstance(widget, WalkTable):  # what is cut short is whole in the tool tip
                assert widget.needed <= widget.width() or widget.toolTip(), widget.table

    return check


def _scrolls(widget):
    """Whether it is inside of something that scrolls."""
    while widget := widget.parentWidget():
        if isinstance(widget, QScrollArea):
            return True
    return False
