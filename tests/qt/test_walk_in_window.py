"""The walk in the whole window: by keyboard and by mouse, with its numbers, its undo, its training and its room."""

import re

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from digitpad.lesson import KEYS, plain
from digitpad.net.neuron import Neuron
from digitpad.qt.app import create_window
from digitpad.qt.page import OPENING
from digitpad.qt.predictions import PREDICTED

WAIT = 60_000  # milliseconds; reached only by a test that fails
NAMES = ("walkButton", "walkNext", "walkBack", "walkTarget")
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def drawn(qtbot, window, hand):
    """The window with a 3 on its canvas."""
    window.activateWindow()
    hand(window.canvas, 3)
    qtbot.waitUntil(lambda: _look(window).drawing is window.session.drawing, timeout=WAIT)
    assert window.prediction.digit == 3
    return window


@pytest.fixture
def click(qtbot):
    """Clicks on the widget of this name."""

    def go(window, name):
        widget = window.findChild(QWidget, name)
        assert widget.isVisible(), name
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    return go


@pytest.fixture
def walk_to(qtbot, click):
    """Opens the walk, if need be, and clicks Next as far as the step."""

    def go(window, step, random=None):
        if window.guide.page is None:
            window.menus.walk.trigger()
            if random is not None and window.guide.page.random != random:
                click(window, "walkRandom")
        while window.guide.page.step != step:
            number = window.guide.page.number
            click(window, "walkNext")
            assert window.guide.page.number == number + 1
        qtbot.waitUntil(lambda: window.guide.page.look.network is window.session.network, timeout=WAIT)
        return window.guide.page

    return go


def _look(window):
    """What the window shows."""
    return window.network.view._look


def _text(window):
    return re.sub("<[^>]*>", "", window.walk.text.label.text()).replace("\u00a0", " ")


def _train(qtbot, window, click):
    window.panel.hidden.setText("8")
    click(window, "walkTrain")
    qtbot.waitUntil(lambda: window.property("training") and window.property("stepsDone") > 3, timeout=WAIT)


def test_what_the_contract_names_of_the_walk_is_there_once_in_a_window_just_made_and_has_an_accessible_name(
    qtbot, tmp_path
):
    made = create_window(tmp_path)
    qtbot.addWidget(made)
    for name in NAMES:
        (found,) = made.findChildren(QWidget, name)
        assert found.accessibleName(), name


def test_the_whole_walk_is_walked_with_the_keyboard_alone(qtbot, window, press, tab_to):
    window.activateWindow()
    trained, session = window.session.network, window.session
    press(Qt.Key.Key_T, CONTROL)
    assert QApplication.focusWidget().objectName() == "walkExample"
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not window.canvas.drawing.empty and window.guide.page.label >= 0, timeout=WAIT)
    if not window.guide.page.random:  # this example is hard to read
        tab_to("walkRandom")
        press(Qt.Key.Key_Space)
    tab_to("walkNext")
    seen = []
    for step in KEYS:
        press(Qt.Key.Key_Right if step in ("forward", "apply") else Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: _look(window).network is session.network, timeout=WAIT)
        seen.append(window.guide.page.step)
        if step == "output-wanted":
            tab_to("walkPredicting")
            press(Qt.Key.Key_Space)
            assert window.guide.page.asked
            tab_to("walkUp")
            press(Qt.Key.Key_Space)
            assert window.guide.page.score == (1, 1)
            tab_to("walkPredicting")
            press(Qt.Key.Key_Space)
        elif step == "apply":
            before, parameters = session.network, session.network.parameters.copy()
            tab_to("walkApply")
            press(Qt.Key.Key_Space)
            qtbot.waitUntil(lambda: window.guide.page.applied, timeout=WAIT)
            after = session.network
            assert after is window.guide.page.walk.after
            press(Qt.Key.Key_Z, CONTROL)
            assert session.network is before
            np.testing.assert_array_equal(before.parameters, parameters)
            qtbot.waitUntil(lambda: not window.guide.page.applied, timeout=WAIT)
            press(Qt.Key.Key_Z, CONTROL | SHIFT)
            assert session.network is after
            qtbot.waitUntil(lambda: window.guide.page.applied, timeout=WAIT)
        elif step == "many-examples":
            tab_to("walkTrain")
            press(Qt.Key.Key_Space)
            qtbot.waitUntil(lambda: window.property("stepsDone") > 3, timeout=WAIT)
            press(Qt.Key.Key_Space)
            qtbot.waitUntil(lambda: not window.property("training"), timeout=WAIT)
        if step != "new-digit":
            tab_to("walkNext")
    assert seen == list(KEYS)
    press(Qt.Key.Key_Escape)
    assert window.guide.page is None
    assert not window.walk.isVisible()
    assert session.network is trained


def test_a_misread_digit_is_walked_with_the_mouse_and_the_network_stays_the_same_object(
    qtbot, drawn, click, click_neuron, walk_to
):
    trained, parameters = drawn.session.network, drawn.session.network.parameters.copy()
    click(drawn, "walkButton")
    drawn.findChild(QWidget, "walkTarget").setCurrentIndex(8)
    assert not drawn.guide.page.random
    page = walk_to(drawn, "output-weights")
    assert page.neuron == Neuron(3, 8)
    click_neuron(drawn, Neuron(3, 3))
    page = drawn.guide.page
    assert page.neuron == Neuron(3, 3)
    wanted = page.walk.wanted_weights[2][:, 3]
    source = int(np.abs(wanted).argmax())
    assert f"× {plain(float(page.walk.activations(2)[source]))} = {plain(float(wanted[source]))}" in _text(drawn)
    assert drawn.nudge._link == (2, source, 3)
    other = int(np.argsort(-page.walk.activations(2))[3])
    click_neuron(drawn, Neuron(2, other))
    assert drawn.nudge._link == (2, other, 3)
    walk_to(drawn, "new-digit")
    click(drawn, "walkClose")
    assert drawn.session.network is trained
    np.testing.assert_array_equal(trained.parameters, parameters)
    assert drawn.network.bars.isVisible()
    assert drawn.below.isVisible()


def test_a_step_taken_from_trained_weights_is_shown_taken_back_and_kept(qtbot, drawn, click, walk_to):
    drawn.menus.walk.trigger()
    drawn.findChild(QWidget, "walkTarget").setCurrentIndex(8)
    before = drawn.session.network
    shown = walk_to(drawn, "apply").walk
    click(drawn, "walkApply")
    qtbot.waitUntil(lambda: drawn.guide.page.applied, timeout=WAIT)
    assert f"from {plain(shown.loss)} to {plain(shown.loss_after)}" in _text(drawn)
    assert _look(drawn).network is shown.after
    np.testing.assert_array_equal(_look(drawn).probabilities, shown.forward_after.outputs[0])
    click(drawn, "walkTakeBack")
    assert drawn.session.network is before
    qtbot.waitUntil(lambda: not drawn.guide.page.applied, timeout=WAIT)
    click(drawn, "walkApply")
    click(drawn, "walkClose")
    assert drawn.session.network is shown.after


def test_training_from_random_weights_in_the_walk_lowers_the_loss_and_ends_with_it(qtbot, drawn, click, walk_to):
    trained = drawn.session.network
    page = walk_to(drawn, "many-examples")
    assert page.random
    assert drawn.plot.isVisible()
    _train(qtbot, drawn, click)
    qtbot.waitUntil(lambda: drawn.walk.findChild(QWidget, "walkWatched").isVisible(), timeout=WAIT)
    assert drawn.guide.page.walk is page.walk  # the page holds still
    qtbot.waitUntil(lambda: drawn.property("stepsDone") > 60, timeout=WAIT)
    click(drawn, "walkTrain")
    qtbot.waitUntil(lambda: not drawn.property("training"), timeout=WAIT)
    assert drawn.guide.page.walk.loss < page.walk.loss
    assert drawn.session.network is not trained
    click(drawn, "walkClose")
    assert drawn.session.network is trained


@pytest.mark.parametrize("left", ["key", "button"])
@pytest.mark.parametrize("step", ["pixels", "many-examples", "new-digit"])
def test_a_walk_that_is_left_gives_the_keyboard_to_the_canvas(drawn, walk_to, press, click, step, left):
    walk_to(drawn, step)
    if left == "key":
        press(Qt.Key.Key_Escape)
    else:
        click(drawn, "walkClose")
    assert drawn.guide.page is None
    assert drawn.canvas.hasFocus()


def test_random_weights_of_the_walk_are_not_saved_over_what_the_person_trained(qtbot, drawn, walk_to, click, tmp_path):
    path = tmp_path / "mine.safetensors"
    assert drawn.session.save_model(path)
    content = path.read_bytes()
    walk_to(drawn, "many-examples", random=True)
    drawn.menus.save_model.trigger()
    assert path.read_bytes() == content
    assert drawn.notice.text.startswith(f"{path}: not saved")
    click(drawn, "walkClose")
    drawn.menus.save_model.trigger()
    assert "is saved" in drawn.notice.text


@pytest.mark.parametrize("how", ["close", "reset", "other", "retrain"])
def test_the_walk_can_be_broken_off_in_the_middle_of_training(qtbot, drawn, click, walk_to, how):
    trained = drawn.session.network
    walk_to(drawn, "many-examples")
    _train(qtbot, drawn, click)
    if how == "close":
        click(drawn, "walkClose")
        assert drawn.session.network is trained
        assert not drawn.property("training")
        return
    if how == "retrain":
        drawn.menus.retrain.trigger()
        qtbot.waitUntil(lambda: drawn.session.network.sizes == (784, 8, 10), timeout=WAIT)
        drawn.menus.pause.trigger()
        qtbot.waitUntil(lambda: not drawn.property("training"), timeout=WAIT)
    else:
        (drawn.menus.reset if how == "reset" else drawn.menus.networks["small"]).trigger()
    chosen = drawn.session.network
    qtbot.waitUntil(lambda: drawn.guide.page.look.network is chosen, timeout=WAIT)
    np.testing.assert_array_equal(drawn.guide.page.walk.network.parameters, chosen.parameters)
    assert not drawn.guide.page.random
    drawn.menus.walk.trigger()
    assert drawn.session.network is chosen  # the person asked for it
    assert drawn.guide.page is None


def test_a_weight_kept_while_the_weights_are_random_goes_with_them(qtbot, drawn, click, walk_to):
    trained = drawn.session.network
    page = walk_to(drawn, "output-weights", random=True)
    layer, source, target = drawn.nudge._link
    drawn.nudge.slider.setValue(10)
    click(drawn, "nudgeKeep")
    kept = drawn.session.network
    assert kept.weights[layer][source, target] != page.walk.network.weights[layer][source, target]
    qtbot.waitUntil(lambda: drawn.guide.page.walk is not page.walk, timeout=WAIT)
    assert drawn.guide.page.random
    click(drawn, "walkClose")
    assert drawn.session.network is trained


def test_another_digit_drawn_in_the_middle_is_asked_about_and_walked_with(qtbot, drawn, hand, walk_to, click):
    walk_to(drawn, "target", random=False)
    drawn.canvas.clear()
    hand(drawn.canvas, 7)
    qtbot.waitUntil(lambda: drawn.guide.page.look.digit == 7, timeout=WAIT)
    assert (drawn.guide.page.step, drawn.guide.page.label) == (OPENING, 7)
    click(drawn, "walkNext")
    qtbot.waitUntil(lambda: drawn.guide.page.step == "target", timeout=WAIT)
    assert drawn.guide.page.walk.labels.tolist() == [7]


def test_see_why_in_the_middle_puts_the_trial_of_a_weight_aside_and_leads_back_to_the_page(drawn, walk_to):
    page = walk_to(drawn, "output-weights")
    assert drawn.nudge.isVisible()
    drawn.menus.why.trigger()
    assert drawn.why.isVisible()
    assert not drawn.nudge.isVisible()
    drawn.menus.why.trigger()
    assert drawn.nudge.isVisible()
    assert drawn.walk.isVisible()
    assert drawn.guide.page is page


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_is_clipped_in_a_small_window_at_any_step(qtbot, drawn, click, theme, assert_nothing_is_clipped):
    drawn.menus.themes[theme].trigger()
    drawn.resize(1024, 700)
    drawn.menus.walk.trigger()

    def fits():
        assert_nothing_is_clipped(drawn)
        assert (drawn.width(), drawn.height()) == (1024, 700)

    qtbot.waitUntil(fits, timeout=WAIT)
    for step in KEYS:
        click(drawn, "walkNext")
        assert drawn.guide.page.step == step
        qtbot.waitUntil(fits, timeout=WAIT)
        if step in PREDICTED:
            click(drawn, "walkPredicting")
            assert drawn.guide.page.asked
            qtbot.waitUntil(fits, timeout=WAIT)
            click(drawn, "walkPredicting")
        elif step == "apply":
            click(drawn, "walkApply")
            qtbot.waitUntil(lambda: drawn.guide.page.applied, timeout=WAIT)
            qtbot.waitUntil(fits, timeout=WAIT)
