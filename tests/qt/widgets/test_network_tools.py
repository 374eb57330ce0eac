import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from digitpad.net.network import Network
from digitpad.qt import theme
from digitpad.qt.look import NOTHING_DRAWN, Look
from digitpad.qt.widgets.network_tools import NetworkTools
from digitpad.qt.widgets.network_view import NetworkView


@pytest.fixture
def view(qtbot, three):
    made = NetworkView()
    qtbot.addWidget(made)
    made.show()
    made.show_look(Look.at(three, Network((784, 12, 10)).initialise(np.random.default_rng(3))))
    return made


@pytest.fixture
def tools(qtbot, view):
    made = NetworkTools(view)
    qtbot.addWidget(made)
    made.show_theme(theme.LIGHT)
    return made


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_buttons_choose_the_view_and_follow_the_key(qtbot, view, tools):
    assert tools.views["weights"].isChecked()
    press(qtbot, tools.views["contributions"])
    assert view.view == "contributions"
    qtbot.keyClick(view, Qt.Key.Key_W)
    assert tools.views["weights"].isChecked()
    assert not tools.views["contributions"].isChecked()


def test_buttons_zoom_and_only_what_is_enlarged_can_be_made_smaller(qtbot, view, tools):
    assert not tools.zoom_out.isEnabled()
    press(qtbot, tools.zoom_in)
    press(qtbot, tools.zoom_in)
    press(qtbot, tools.zoom_out)
    assert view._zoom[0] == pytest.approx(1.25)
    press(qtbot, tools.fit)
    assert view._zoom[0] == 1
    assert not tools.fit.isEnabled()


def test_a_button_plays_the_wave_where_something_is_drawn(qtbot, view, tools, three):
    network = view._look.network
    tools.show_look(Look.at(NOTHING_DRAWN, network))
    assert not tools.play.isEnabled()
    tools.show_look(Look.at(three, network))
    press(qtbot, tools.play)
    assert view._scene(None).front is not None


def test_every_button_says_what_it_does(tools):
    for button in (*tools.views.values(), tools.play, tools.zoom_out, tools.fit, tools.zoom_in):
        assert button.toolTip()
        assert button.accessibleName()


def test_what_the_menu_does_too_gives_way_only_where_there_is_no_room(qtbot, tools):
    tools.show()
    for width in range(tools.minimumSizeHint().width(), 800):
        tools.resize(width, tools.height())
        tools.layout().activate()
        seen = [button for button in tools.findChildren(QToolButton) if button.isVisible()]
        assert all(button.width() >= button.minimumSizeHint().width() for button in seen)
    parts = [*tools.views.values(), tools.play, tools.zoom_in.parentWidget(), tools.walk]
    whole = sum(part.sizeHint().width() for part in parts) + len(parts) * tools.layout().spacing()
    for width, there in ((whole, True), (whole - 1, False)):
        tools.resize(width, tools.height())
        assert tools.walk.isVisible()
        assert tools.zoom_in.isVisible() is there
