import numpy as np
import pytest
from PySide6.QtWidgets import QLabel

from digitpad.net.network import Network
from digitpad.qt import theme
from digitpad.qt.look import NOTHING_DRAWN, Look
from digitpad.qt.widgets.legend import Legend, words
from digitpad.qt.widgets.link_image import Scale


@pytest.fixture
def legend(qtbot):
    made = Legend()
    qtbot.addWidget(made)
    made.resize(640, made.sizeHint().height())
    made.show()
    return made


def text(legend):
    return " ".join(label.text() for label in legend.findChildren(QLabel))


def test_the_scale_of_opacity_is_stated_in_numbers(legend):
    legend.show_scale(Scale(1.2))
    assert "±0.3 … ±2.4" in text(legend)
    assert "±0.3 is 22 % opaque, ±1.2 is 63 %" in text(legend)
    assert "strong ones show" in text(legend)


def test_links_that_have_stepped_back_are_stated_as_opaque_as_they_are_seen(legend):
    legend.show_scale(Scale(1.2))
    strong = legend._opacities.grab().toImage().pixelColor(34, 4)
    legend.show_scale(Scale(1.2, shown=0.22))
    assert "±0.3 is 5 % opaque, ±1.2 is 14 %" in text(legend)
    assert "5 % opaque" in legend.toolTip()
    ground = legend.palette().window().color()
    faint = legend._opacities.grab().toImage().pixelColor(34, 4)
    assert theme.contrast(ground, faint) < theme.contrast(ground, strong)


def test_it_says_which_view_is_shown_and_that_everything_is_drawn(legend):
    assert "Every weight is drawn" in text(legend)
    legend.show_view("contributions")
    assert "Every contribution is drawn" in text(legend)


def test_the_sign_has_a_second_cue(legend):
    legend.show_scale(Scale(1.2))
    assert "dashed" in text(legend)
    assert "dashed" in " ".join(words("weights", None, drawn=True))


def test_without_a_drawing_there_is_no_activation(legend, three):
    network = Network((784, 10)).initialise(np.random.default_rng(0))
    legend.show_look(Look.at(three, network))
    assert "none yet" not in text(legend)
    legend.show_look(Look.at(NOTHING_DRAWN, network))
    assert "none yet" in text(legend)


def test_its_height_stays_when_the_numbers_change(legend, qtbot):
    heights = set()
    for view in ("weights", "contributions"):
        for full in (0.031, 0.24, 1.0, 12.0, 340.0):
            legend.show_view(view)
            legend.show_scale(Scale(full))
            heights.add(legend.sizeHint().height())
    assert len(heights) == 1


@pytest.mark.parametrize("full", [0.00037, 0.35, 23.7])
def test_without_room_the_numbers_beside_the_samples_give_way_to_those_in_the_line_below(
    legend, full, assert_nothing_is_clipped
):
    legend.show_scale(Scale(full))
    numbers = legend._texts[2]
    assert numbers.isVisible()
    least = legend.minimumSizeHint().width()
    assert least < 380
    legend.resize(least, legend.height())
    assert not numbers.isVisible()
    assert legend.minimumSizeHint().width() == least
    assert_nothing_is_clipped(legend)


def test_its_samples_have_the_colours_of_the_theme(legend):
    legend.show_theme(theme.DARK)
    picture = legend.grab().toImage()
    seen = {picture.pixelColor(x, 8).name() for x in range(24)}
    assert theme.DARK.positive.name() in seen


def test_arrows_of_learning_are_told_in_the_place_of_the_scale(legend):
    legend.show_scale(Scale(1.2))
    height = legend.sizeHint().height()
    legend.show_arrows("▲ should become larger.")
    assert "▲ should become larger." in text(legend)
    assert "opaque" not in text(legend)
    assert legend.sizeHint().height() == height
    legend.show_arrows("")
    assert "opaque" in text(legend)


def test_the_whole_legend_is_told_to_who_points_at_it(legend):
    legend.show_view("contributions")
    legend.show_scale(Scale(2.0))
    assert legend.toolTip().split("\n") == words("contributions", Scale(2.0), False)
    assert "violet-grey" in legend.toolTip()
