"""Nothing is told by colour alone, and nothing moves for who does not want it."""

import re
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QAbstractAnimation, Qt
from PySide6.QtGui import QImage, qGray

import digitpad.qt
from digitpad.net.neuron import Neuron
from digitpad.qt import theme
from digitpad.qt.app import create_window
from digitpad.qt.main_window import MainWindow
from digitpad.qt.widgets import arrow_painting, pattern_picture
from digitpad.qt.widgets.arrows import HIDDEN, Arrow
from digitpad.qt.widgets.crisp_links import sign_pen, written
from digitpad.qt.widgets.output_bars import NUMBER
from digitpad.qt.widgets.placement import output_rows
from digitpad.qt.widgets.stage_picture import DRAWN, PIXELS

WAIT = 60_000  # milliseconds; reached only by a test that fails

ANIMATED = {"stage_picture.py", "wave.py"}
"""The only files with animations, whose tests are below."""


def _greys(widget):
    """The widget as it is painted, without colours."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width()].astype(int)


@pytest.fixture
def drawn(qtbot, window, hand):
    """The window with a 3 on its canvas."""
    hand(window.canvas, 3)
    qtbot.waitUntil(lambda: window.network.view._look.drawing is window.session.drawing, timeout=WAIT)
    return window


# The sign of a weight.


def test_a_link_below_zero_is_dashed_and_its_number_has_a_minus():
    above, below = (sign_pen(value, theme.LIGHT, 2.0) for value in (0.5, -0.5))
    assert (above.style(), below.style()) == (Qt.PenStyle.SolidLine, Qt.PenStyle.CustomDashLine)
    assert (written(0.5), written(-0.5)) == ("+0.50", "−0.50")


@pytest.mark.parametrize("shown", [theme.LIGHT, theme.DARK], ids=lambda shown: shown.name)
def test_a_pattern_below_zero_is_striped(shown):
    above, below = (pattern_picture.picture(np.full((28, 28), value), 1.0, 4, shown) for value in (1.0, -1.0))
    greys = [{qGray(made.pixel(x, 50)) for x in range(112)} for made in (above, below)]
    assert [len(seen) for seen in greys] == [1, 2]


# What learning wants.


def test_up_and_down_differ_in_the_way_that_arrows_point():
    broad = {}
    for amount in (1.0, -1.0):
        arrow = Arrow(HIDDEN, None, Neuron(1, 0), amount, x=50.0, y=50.0, length=30.0, width=10.0)
        path = arrow_painting.outline(arrow)
        corners = [path.elementAt(at) for at in range(path.elementCount())]
        broad[amount] = max(corners, key=lambda corner: abs(corner.x - arrow.x)).y
    assert broad[1.0] < 50 < broad[-1.0]  # the broad end of the head


# Controls.


def test_a_switch_shows_by_the_place_of_its_knob_whether_it_is_on(drawn):
    switch = drawn.panel.augment
    switch.clearFocus()
    pictures = []
    for on in (False, True):
        switch.setChecked(on)
        pictures.append(_greys(switch)[:, :36])
    off, on = (np.abs(picture - np.median(picture[8:16, 12:24]))[8:16] for picture in pictures)
    assert off[:, 4:14].sum() > off[:, 22:32].sum()
    assert on[:, 22:32].sum() > on[:, 4:14].sum()


def test_the_chosen_view_has_an_edge_that_the_other_has_not(drawn):
    weights, contributions = (_greys(drawn.network.tools.views[name]) for name in ("weights", "contributions"))
    chosen, other = (picture[0, 20:60] for picture in (weights, contributions))
    assert abs(int(chosen.mean()) - int(other.mean())) > 60


# What is read.


def test_the_number_of_the_winner_is_bold(drawn):
    seen = _greys(drawn.network.bars)
    rows = output_rows(drawn.network.bars.height(), 10)
    ink = [(seen[int(y) - 8 : int(y) + 8, -NUMBER:] < 100).sum() for y in rows]
    assert int(np.argmax(ink)) == 3


def test_the_curve_of_accuracy_has_dots_and_so_has_its_key(qtbot, drawn):
    qtbot.waitUntil(lambda: drawn.plot._axes is not None, timeout=WAIT)
    axes = drawn.plot._axes
    assert axes._accuracy.opts["symbol"] == "o"
    assert axes._smooth.opts["symbol"] is None
    loss, accuracy = ((_greys(key)[:, :16] < 140).any(axis=1).sum() for key in (drawn.plot._loss, drawn.plot._accuracy))
    assert loss <= 3
    assert accuracy >= 6


# Motion.


def test_animations_are_where_they_are_known():
    kinds = r"Q(?:Variant|Property)Animation|QTimeLine|QAnimationGroup|QMovie|setGraphicsEffect"
    sources = Path(digitpad.qt.__file__).parent.rglob("*.py")
    assert {path.name for path in sources if re.search(kinds, path.read_text("utf-8"))} == ANIMATED


@pytest.fixture
def still(drawn):
    """The window of someone who wants no motion."""
    drawn.menus.animate.setChecked(True)
    drawn.menus.animate.setChecked(False)
    return drawn


def _moving(window):
    running = QAbstractAnimation.State.Running
    return [made for made in window.findChildren(QAbstractAnimation) if made.state() == running]


def test_the_forward_pass_goes_in_as_many_steps_as_there_are_layers_and_nothing_glides(still):
    view = still.network.view
    view.play()
    fronts = {view.wave.reached(share, view._placement) for share in np.linspace(0, 1, 500).tolist()}
    assert len(fronts) == len(view._look.network.sizes)
    assert _moving(still) == [view.wave]


def test_the_stages_of_the_drawing_change_at_once(still):
    still.menus.why.trigger()
    for stage in (PIXELS, DRAWN):
        still.why.show_stage(stage)
        assert still.why.picture.at == stage
    assert _moving(still) == []


def test_who_switches_motion_off_in_the_middle_of_it_sees_its_end(still):
    still.menus.animate.setChecked(True)
    still.menus.why.trigger()
    still.why.show_stage(PIXELS)
    assert still.why.picture.at < PIXELS
    still.menus.animate.setChecked(False)
    assert still.why.picture.at == PIXELS
    assert _moving(still) == []


@pytest.mark.parametrize("on", [True, False])
def test_the_bar_of_progress_moves_by_itself_only_for_who_wants_it(still, on):
    still.menus.animate.setChecked(on)
    still.panel.show_state("loading")
    assert (still.panel._bar.maximum() == 0) is on
    still.panel.show_state("resting")


def test_who_has_animations_switched_off_in_the_system_has_them_off_here(qtbot, tmp_path, monkeypatch):
    for duration, on in ((0, False), (200, True)):
        style = SimpleNamespace(styleHint=lambda hint, duration=duration: duration)
        monkeypatch.setattr(MainWindow, "style", lambda self, style=style: style)
        made = create_window(tmp_path / str(duration))
        qtbot.addWidget(made)
        assert made.menus.animate.isChecked() is on
        assert made.network.view.wave.animated is on
