import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt

from digitpad.net import story
from digitpad.net.network import Network
from digitpad.net.neuron import Neuron
from digitpad.net.walkthrough import nudge, walk
from digitpad.qt import theme
from digitpad.qt.page import Page
from digitpad.qt.widgets.nudge_panel import NudgePanel


@pytest.fixture
def step():
    """A step of learning on a picture whose first row is empty."""
    network = Network((784, 12, 8, 10)).initialise(np.random.default_rng(3))
    image = np.random.default_rng(4).random(784, np.float32)
    image[:28] = 0
    return walk(network, image, 3)


@pytest.fixture
def link(step):
    """The weight into the last hidden layer that the loss depends on most."""
    source, target = np.unravel_index(np.abs(step.wanted_weights[1]).argmax(), step.wanted_weights[1].shape)
    return 1, int(source), int(target)


@pytest.fixture
def panel(qtbot, step, link):
    made = NudgePanel()
    qtbot.addWidget(made)
    made.show_walk(step)
    made.show_weight(*link)
    made.resize(300, 244)
    made.show()
    return made


def written(panel, name):
    return float(panel.findChild(object, f"nudge{name}").text().replace("−", "-"))


@pytest.mark.parametrize("share", [-1, -0.3, 0, 0.5, 1])
def test_the_numbers_are_those_of_the_nudge_and_add_up(panel, step, link, share):
    panel.field.setValue(share * panel.field.maximum())
    seen = nudge(step, *link, panel.amount)
    places = 10**-panel._places
    assert written(panel, "Before") == pytest.approx(seen.loss_before, abs=places)
    assert written(panel, "Now") == pytest.approx(seen.loss_after, abs=places)
    assert written(panel, "Foretold") == pytest.approx(seen.predicted, abs=places)
    assert written(panel, "Apart") == pytest.approx(written(panel, "Now") - written(panel, "Foretold"), abs=places / 10)


def test_the_points_are_on_the_curve_and_on_the_line(panel):
    panel.field.setValue(panel.field.maximum() / 2)
    amount, loss, predicted = panel.plot._point
    assert loss == pytest.approx(np.interp(amount, panel.plot._amounts, panel.plot._losses), rel=1e-3)
    assert predicted == pytest.approx(np.interp(amount, panel.plot._amounts, panel.plot._line))
    assert panel.plot.rect().contains(panel.plot.place(amount, loss).toPoint())


def test_the_line_touches_the_curve_at_0_and_parts_from_it_within_reach(panel):
    plot = panel.plot
    gaps = np.abs(plot._losses - plot._line)
    middle = len(gaps) // 2
    assert plot._amounts[middle] == gaps[middle] == 0
    assert gaps[middle + 1] < 0.1 * gaps.max()
    assert gaps.max() > 0.2 * np.ptp(plot._losses)


def test_slider_field_and_mouse_move_one_another(qtbot, panel):
    panel.slider.setFocus()
    qtbot.keyClick(panel.slider, Qt.Key.Key_Right)
    reach = panel.field.maximum()
    assert panel.amount == pytest.approx(reach / 30, abs=10.0 ** -panel.field.decimals())
    panel.field.setValue(-reach)
    assert panel.slider.value() == -30
    place = panel.plot.place(reach / 2, 0)
    qtbot.mousePress(panel.plot, Qt.MouseButton.LeftButton, pos=QPointF(place.x(), 40).toPoint())
    assert panel.amount == pytest.approx(reach / 2, rel=0.05)
    assert panel.slider.value() == 15


def test_a_typed_amount_is_used_to_its_last_place(qtbot, panel, step, link):
    panel.field.selectAll()
    qtbot.keyClicks(panel.field, "0.0123")
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert panel.plot._point[1] == nudge(step, *link, 0.0123).loss_after


def test_keeping_tells_the_new_value_and_changes_nothing_here(qtbot, panel, step, link):
    assert not panel.keep_button.isEnabled()
    before = step.network.parameters.copy()
    panel.slider.setValue(10)
    with qtbot.waitSignal(panel.keep) as kept:
        qtbot.mouseClick(panel.keep_button, Qt.MouseButton.LeftButton)
    weight = step.network.weights[link[0]][link[1:]]
    assert kept.args == [*link, pytest.approx(weight + panel.amount, rel=1e-6)]
    assert np.array_equal(step.network.parameters, before)


def test_another_weight_or_step_begins_unchanged(panel, step):
    panel.slider.setValue(10)
    panel.show_weight(2, 1, 3)
    assert panel.amount == panel.slider.value() == 0
    panel.slider.setValue(-7)
    panel.show_walk(step)
    assert panel.amount == panel.slider.value() == 0


def test_a_weight_that_changes_nothing_says_why(panel):
    panel.show_weight(0, 5, 2)  # a pixel of the empty row
    assert "is at 0" in panel.findChild(object, "nudgeNote").text()
    assert np.ptp(panel.plot._losses) == 0
    assert not panel.grab().isNull()


def test_the_page_about_a_dead_neuron_is_not_put_down_to_the_neuron_before(panel, step):
    network = step.network.copy()
    network.biases[1][2] = -99
    dead = walk(network, step.inputs, 3)
    shown = story.arrows(dead, "hidden-weights", Neuron(2, 2))
    panel.show_page(Page("hidden-weights", None, walk=dead, neuron=Neuron(2, 2), arrows=shown))
    assert panel._title.accessibleName().endswith("hidden layer 2, neuron 3")
    assert "lets nothing through" in panel.findChild(object, "nudgeNote").text()


@pytest.mark.parametrize("width", [220, 276, 328])
def test_the_key_of_the_curve_is_not_cut_off(panel, width):
    panel.plot.setFixedSize(width, 112)
    picture = panel.plot.grab().toImage()

    def colours(columns):
        return {picture.pixelColor(x, y).name() for x in columns for y in range(4, 15)}

    assert colours([width - 6]) == {theme.LIGHT.paper.name()}
    assert colours(range(90, 130)) > {theme.LIGHT.paper.name()}  # there is one


def test_without_a_step_or_such_a_weight_nothing_can_be_changed(qtbot, panel, step):
    for walked, link in ((None, (1, 0, 0)), (step, (1, 99, 0)), (step, (3, 0, 0)), (step, (-1, 0, 0))):
        panel.show_walk(walked)
        panel.show_weight(*link)
        assert not any(part.isEnabled() for part in (panel.slider, panel.field, panel.keep_button))
        panel.slider.setValue(3)
        qtbot.mousePress(panel.plot, Qt.MouseButton.LeftButton)
        assert not panel.grab().isNull()
    panel.show_weight(1, 0, 0)
    assert panel.slider.isEnabled()


def test_assistive_technology_hears_the_weight_and_the_numbers(panel):
    panel.slider.setValue(10)
    told = panel.accessibleDescription()
    assert "hidden layer 1, neuron" in told
    for name in ("Before", "Now", "Foretold", "Apart"):
        assert panel.findChild(object, f"nudge{name}").text() in told


def test_it_fits_into_a_narrow_window_however_many_places_its_numbers_need(panel, step):
    for biases in (0, 20):
        network = step.network.copy()
        network.biases[2][3] = biases
        for label in (3, 4):
            panel.show_walk(walk(network, step.inputs, label))
            panel.slider.setValue(20)
            assert panel.minimumSizeHint().width() <= 276, panel.findChild(object, "nudgeNow").text()
    panel.show_walk(walk(network, step.inputs, 3))
    assert panel.findChild(object, "nudgeNow").text() == "0.000000"


@pytest.mark.parametrize("shown", [theme.LIGHT, theme.DARK], ids=lambda shown: shown.name)
def test_it_fits_into_300_pixels_and_is_painted_in_the_theme(panel, shown):
    panel.show_theme(shown)
    assert panel.minimumSizeHint().width() <= 300
    picture = panel.plot.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert {shown.ink.name(), shown.paper.name()} <= colours
