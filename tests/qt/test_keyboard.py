"""The whole window without a mouse: every act of this file is a key."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QUndoStack
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLabel, QWidget

from digitpad.ink.strokes import Drawing
from digitpad.lesson import KEYS
from digitpad.net.neuron import Neuron
from digitpad.qt import language
from digitpad.qt.demo import HANDS
from digitpad.qt.language import LANGUAGES
from digitpad.qt.page import OPENING
from digitpad.qt.widgets.menu_bar import MenuBar

WAIT = 60_000  # milliseconds; reached only by a test that fails
STOPS = 80
"""More than there are widgets for Tab to reach."""

key = Qt.Key
SHIFT, ALT, CONTROL = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)


@pytest.fixture
def shown(qtbot, window):
    """The window, which has the keyboard."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def draw_seven(press):
    """Draws a 7 with the arrow keys: a bar to the right, then down to the left."""

    def go():
        for pressed in (key.Key_Left, key.Key_Left, key.Key_Up, key.Key_Up):  # the first shows the pen
            press(pressed, SHIFT)
        press(key.Key_Space)
        for _ in range(12):
            press(key.Key_Right)
        for _ in range(6):
            press(key.Key_End)  # down to the left
            press(key.Key_Down)
            press(key.Key_End)
        press(key.Key_Space)

    return go


@pytest.fixture
def menu(qtbot, press):
    """Opens a menu by its letter, and takes what has the next letter."""

    def go(opens, *takes):
        press(opens, ALT)
        for letter in takes:
            popup = QApplication.activePopupWidget()
            qtbot.waitUntil(popup.isVisible)
            qtbot.keyClick(popup, letter)

    return go


@pytest.fixture
def come_back(qtbot, shown):
    """Gives the keyboard back to the window after a list or menu, as a window system does by itself."""

    def go():
        shown.activateWindow()
        qtbot.waitUntil(shown.isActiveWindow)

    return go


def test_draw_read_set_up_train_and_walk_with_keys_alone(qtbot, shown, press, tab_to, draw_seven, menu, come_back):
    assert QApplication.focusWidget() is shown.canvas
    draw_seven()
    qtbot.waitUntil(lambda: shown.prediction.digit == 7, timeout=WAIT)
    assert len(shown.canvas.drawing.strokes) == 1

    tab_to("datasetChooser")
    press(key.Key_Down)
    listed = shown.panel.data.view()
    qtbot.waitUntil(listed.isVisible)
    qtbot.keyClick(listed, key.Key_Return)
    come_back()
    assert shown.panel.data.currentData() == "generated"
    tab_to("hiddenLayers")
    qtbot.keyClicks(QApplication.focusWidget(), "12, 10")  # Tab has marked what stood there
    tab_to("augmentSwitch")
    press(key.Key_Space)
    assert not shown.panel.augment.isChecked()

    tab_to("retrainButton")
    press(key.Key_Space)
    qtbot.waitUntil(lambda: shown.property("stepsDone") > 30, timeout=WAIT)
    tab_to("pauseButton")
    press(key.Key_Space)
    qtbot.waitUntil(lambda: not shown.property("training"), timeout=WAIT)
    assert shown.session.network.sizes == (784, 12, 10, 10)
    assert QApplication.focusWidget() is shown.panel.continue_button

    menu(key.Key_V, key.Key_S)
    come_back()
    assert shown.guide.page.step == OPENING
    before = shown.session.network
    seen = []
    for step in KEYS:
        press(key.Key_Right)
        seen.append(shown.guide.page.step)
        if step == "apply":
            tab_to("walkApply")
            press(key.Key_Space)
            qtbot.waitUntil(lambda: shown.guide.page.applied, timeout=WAIT)
            assert shown.session.network is not before
            tab_to("walkTakeBack")
            press(key.Key_Space)
            assert shown.session.network is before
            qtbot.waitUntil(lambda: not shown.guide.page.applied, timeout=WAIT)
            tab_to("walkNext")
    assert seen == list(KEYS)
    press(key.Key_Escape)
    assert shown.guide.page is None
    menu(key.Key_F, key.Key_Q)
    assert not shown.isVisible()


def test_a_stroke_drawn_with_keys_is_undone_with_keys(qtbot, shown, press, draw_seven):
    draw_seven()
    press(key.Key_Z, CONTROL)
    assert shown.canvas.drawing.empty
    press(key.Key_Z, CONTROL | SHIFT)
    assert len(shown.canvas.drawing.strokes) == 1


def test_arrow_keys_walk_the_network_when_it_has_the_keyboard_and_leave_the_pen_alone(shown, press, tab_to):
    press(key.Key_Right)
    at = shown.canvas.pen.at
    tab_to("networkView")
    for pressed in (key.Key_Up, key.Key_Left, key.Key_Down):
        press(pressed)
    assert shown.network.view.selection.layer == 2
    assert shown.canvas.pen.at == at


def _plain(window):
    """Nothing drawn."""


def _drawn(window):
    three = Drawing((300.0, 300.0), tuple(300 * np.array(stroke) for stroke in HANDS[3]))
    window.canvas.draw(three, "a 3")


def _why(window):
    _drawn(window)
    window.menus.why.trigger()


def _inspector(window):
    _drawn(window)
    window.network.view.select(Neuron(1, 5))


def _walk(step):
    def go(window):
        _drawn(window)
        window.session.set_drawing(window.canvas.drawing)
        window.menus.walk.trigger()
        while window.guide.page.step != step:
            window.guide.next()

    go.__name__ = f"walk_{step}"
    return go


STATES = [_plain, _drawn, _why, _inspector, _walk(OPENING), *(_walk(step) for step in KEYS)]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__.strip("_"))
def test_tab_reaches_every_control_once_around_and_shift_tab_goes_back(qtbot, shown, press, state):
    state(shown)
    qtbot.waitUntil(lambda: shown.network.view._look.drawing is shown.session.drawing, timeout=WAIT)
    shown.canvas.setFocus()
    wanted = _reachable(shown)
    there = _around(press, key.Key_Tab)
    assert set(there) == wanted
    back = _around(press, key.Key_Backtab)
    assert back[1:] == there[:0:-1]
    regions = [_region(shown, widget) for widget in there]
    assert regions == sorted(regions)  # the drawing, then the network and what is beside it, then training


@pytest.mark.parametrize("window_name", ["samples", "landscape"])
def test_tab_reaches_every_control_of_a_page_of_its_own(qtbot, shown, press, menu, window_name):
    menu(key.Key_T, {"samples": key.Key_H, "landscape": key.Key_L}[window_name])
    page = getattr(shown.beside, window_name)
    qtbot.waitUntil(page.isActiveWindow)
    assert set(_around(press, key.Key_Tab)) == _reachable(page)
    press(key.Key_Escape)
    assert not page.isVisible()


def _reachable(window):
    """All that a person can use in the window; the field inside of a spin box is the spin box's own."""
    return {
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.window() is window
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        and widget.accessibleName() + widget.objectName() != ""
        and not isinstance(widget.parentWidget(), QAbstractSpinBox)
        and not _other_choice(widget)
    }


def _other_choice(widget):
    """Of several buttons of which one is chosen, Tab reaches that one and arrow keys the others."""
    group = getattr(widget, "group", lambda: None)()
    return group is not None and group.exclusive() and not widget.isChecked()


def _around(press, pressed):
    """Where a key leads until it comes round; more than one stop in the same widget, as at links, count once."""
    begin = QApplication.focusWidget()
    there = [begin]
    for _ in range(STOPS):
        press(pressed)
        now = QApplication.focusWidget()
        if now is begin:
            return there
        if now is not there[-1]:
            assert now not in there
            there.append(now)
    raise AssertionError(f"the keyboard is caught in {there[-1]}")


def _region(window, widget):
    for number, part in enumerate((window.ink, window.stack, window.below)):
        if part.isAncestorOf(widget):
            return number
    return 3


@pytest.fixture(params=LANGUAGES)
def bar(request, qtbot):
    """The menus in each language."""
    language.use(request.param)
    made = MenuBar(QUndoStack())
    qtbot.addWidget(made)
    yield made
    language.use("en")


def test_no_two_acts_of_a_menu_share_a_letter(bar):
    menus = [bar, *(action.menu() for action in bar.actions())]
    menus += [action.menu() for made in menus[1:] for action in made.actions() if action.menu()]
    for made in menus:
        actions = [action for action in made.actions() if not action.isSeparator() and action.text()]
        named = [action for action in actions if action not in bar.languages.values()]  # each in its own words
        letters = [_letter(action.text()) for action in named]
        assert len(set(letters)) == len(letters), [action.text() for action in actions]
        assert all(letters), [action.text() for action in actions]


def test_no_two_acts_of_the_window_share_a_shortcut(shown):
    keys = [
        sequence.toString()
        for made in shown.menus.actions()
        for action in made.menu().actions()
        for sequence in action.shortcuts()
    ]
    assert len(keys) > 20
    assert len(set(keys)) == len(keys)


def _letter(text):
    """The one that is underlined."""
    parts = text.replace("&&", "").split("&")
    return parts[1][0].lower() if len(parts) > 1 else ""


@pytest.mark.parametrize(
    "state", [_drawn, _why, _walk(OPENING), _walk("apply")], ids=lambda made: made.__name__.strip("_")
)
@pytest.mark.parametrize("name", ["light", "dark"])
def test_where_the_keyboard_is_can_be_seen(qtbot, shown, press, state, name):
    shown.menus.themes[name].trigger()
    state(shown)
    qtbot.waitUntil(lambda: shown.network.view._look.drawing is shown.session.drawing, timeout=WAIT)
    shown.canvas.setFocus()
    stops = _around(press, key.Key_Tab)
    assert len(stops) > 10
    for before, widget in zip([stops[-1], *stops], stops, strict=False):
        before.setFocus(Qt.FocusReason.TabFocusReason)
        without = _pixels(shown, widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(widget, QLabel):  # the first of its links
            continue
        changed = _contrasts(without, _pixels(shown, widget))
        # as much as a line one pixel thick around the smallest of all, the handle of a slider
        assert (changed >= 3).sum() >= 50, (widget, int((changed >= 3).sum()))


def _pixels(window, widget):
    """Red, green and blue of the widget as it is on the screen, 0 to 1."""
    image = window.grab(QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())).toImage()
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[:, :, 2::-1] / 255


def _contrasts(one, other):
    """Contrast ratio of each pixel with the same one in another picture."""
    lights = []
    for picture in (one, other):
        linear = np.where(picture <= 0.04045, picture / 12.92, ((picture + 0.055) / 1.055) ** 2.4)
        lights.append(linear @ [0.2126, 0.7152, 0.0722] + 0.05)
    return np.maximum(*lights) / np.minimum(*lights)
