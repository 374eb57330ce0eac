import numpy as np
import pytest
from PySide6.QtCore import Qt

from digitpad.qt import theme
from digitpad.qt.look import NOTHING_DRAWN, Look
from digitpad.qt.widgets.digit_view import DigitView, picture
from digitpad.qt.widgets.output_bars import NUMBER, OutputBars
from digitpad.qt.widgets.placement import output_rows
from digitpad.qt.widgets.prediction import Prediction


@pytest.fixture
def look(three, network):
    """A look that is 70 % sure of a 3 and 20 % of an 8."""
    made = Look.at(three, network)
    outputs = made.forward.outputs
    outputs[:] = 0.1 / 8
    outputs[0, [3, 8]] = 0.7, 0.2
    return made


def test_bars_are_as_long_as_the_probabilities(qtbot, look):
    bars = OutputBars()
    qtbot.addWidget(bars)
    bars.resize(200, 380)
    bars.show_look(look)
    image = bars.grab().toImage()
    room = 200 - NUMBER - theme.GRID
    for digit, colour in ((3, theme.LIGHT.ink), (8, theme.LIGHT.outline)):
        y = round(output_rows(380)[digit]) + 4  # below the track that all rows have
        length = sum(image.pixelColor(x, y) == colour for x in range(room))
        assert length == pytest.approx(look.probabilities[digit] * room, abs=3)


def test_all_numbers_are_told_to_assistive_technology(qtbot, look):
    bars = OutputBars()
    qtbot.addWidget(bars)
    bars.show_look(look)
    assert "3: 70.0 %" in bars.accessibleDescription()
    bars.show_look(Look.at(NOTHING_DRAWN, look.network))
    assert "Nothing" in bars.accessibleDescription()


def test_the_prediction_names_the_winner_and_the_runner_up(qtbot, look):
    prediction = Prediction()
    qtbot.addWidget(prediction)
    prediction.show_look(look)
    assert prediction.digit == 3
    assert prediction.confidence == "70.0 % sure"
    assert prediction._other.text() == "or 8: 20.0 %"
    prediction.show_look(Look.at(NOTHING_DRAWN, look.network))
    assert prediction.digit == -1


@pytest.mark.parametrize("share", [0.9996, 1.0])
def test_nothing_is_shown_as_certain(qtbot, look, share):
    look.forward.outputs[:] = (1 - share) / 9
    look.forward.outputs[0, 3] = share
    prediction, bars = Prediction(), OutputBars()
    for widget in (prediction, bars):
        qtbot.addWidget(widget)
        widget.show_look(look)
    assert prediction.confidence == "99.9 % sure"
    assert "3: 99.9 %" in bars.accessibleDescription()


@pytest.mark.parametrize("shown", [theme.LIGHT, theme.DARK], ids=lambda shown: shown.name)
def test_the_picture_has_a_grey_for_each_value(shown):
    image = np.linspace(0, 1, 784, dtype=np.float32).reshape(28, 28)
    made = picture(image, shown)
    assert (made.width(), made.height()) == (28, 28)
    assert made.pixelColor(0, 0) == shown.paper
    assert made.pixelColor(27, 27) == shown.ink
    assert made.pixelColor(5, 14) == shown.shade(float(image[14, 5]))


def test_the_digit_view_enlarges_by_a_whole_number(qtbot, look):
    view = DigitView()
    qtbot.addWidget(view)
    view.show_look(look)
    made = view.grab().toImage()
    for row, column in ((10, 10), (14, 14), (20, 8)):
        expected = picture(look.image, theme.LIGHT).pixelColor(column, row)
        assert made.pixelColor(4 * column + 1, 4 * row + 1) == expected
        assert made.pixelColor(4 * column + 3, 4 * row + 3) == expected


def test_an_unsure_network_says_so_and_still_names_its_two_best_guesses(qtbot, look):
    prediction = Prediction()
    qtbot.addWidget(prediction)
    look.forward.outputs[:] = 0.0
    look.forward.outputs[0, [3, 8]] = 0.55, 0.45
    prediction.show_look(look)
    assert prediction.digit == 3
    assert prediction.confidence == "Not a digit I know well"
    assert prediction._other.text() == "3: 55.0 %\nor 8: 45.0 %"
    assert "Not a digit I know well" in prediction._digit.accessibleName()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_the_digit_view_is_a_button_for_the_keyboard_too(qtbot, key):
    view = DigitView()
    qtbot.addWidget(view)
    with qtbot.waitSignal(view.clicked):
        qtbot.keyClick(view, key)
