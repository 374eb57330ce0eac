import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from digitpad.net.landscape import Path, path_plane, random_plane
from digitpad.net.network import Network
from digitpad.qt import theme
from digitpad.qt.look import NOTHING_DRAWN, Look
from digitpad.qt.widgets.landscape_page import LandscapePage
from digitpad.qt.widgets.landscape_picture import COLOURS, MOST_LEVELS, Scale, colours, paint_map
from digitpad.qt.workers import Survey

SIDE = 21


@pytest.fixture
def network():
    return Network((784, 4, 10)).initialise(np.random.default_rng(0))


@pytest.fixture
def path(network):
    """A run of five snapshots."""
    made, rng = Path(network), np.random.default_rng(1)
    for _ in range(5):
        made.record(network.parameters + rng.normal(0, 0.1, network.parameters.size))
    return made


@pytest.fixture
def bowl():
    """Losses that rise from 0.1 in the middle to 10, and faster to the right than to the left."""
    at = np.linspace(-1, 1, SIDE)
    return 0.1 * 10 ** np.hypot(at[None] * (1.2 + 0.2 * at[None]), at[:, None])


@pytest.fixture
def survey(network, bowl):
    return Survey(network, random_plane(network), bowl, 1.0, 500, "generated:500:7")


@pytest.fixture
def page(qtbot, network):
    made = LandscapePage()
    qtbot.addWidget(made)
    made.asked = []
    made.wanted.connect(lambda *what: made.asked.append(what))
    made.show_look(Look.at(NOTHING_DRAWN, network))
    made.resize(760, 720)
    made.begin()
    made.show()
    made.activateWindow()
    return made


def caption(page):
    return page.findChild(object, "landscapeCaption").text()


def lightness(colour):
    """L* of CIE 1976, 0 to 100."""
    bright = theme.contrast(colour, QColor("black")) * 0.05 - 0.05
    return 116 * bright ** (1 / 3) - 16 if bright > 0.008856 else 903.3 * bright


def test_the_colours_rise_in_equal_steps_of_lightness_and_are_not_those_of_weights():
    steps = np.diff([lightness(QColor(colour)) for colour in COLOURS])
    assert steps.min() > 0.85 * steps.max()
    for blue, green, red, _ in colours().tolist():
        assert green >= max(blue, red) - 15  # neither blue nor red prevails


def test_it_asks_for_a_map_when_it_begins_and_whenever_another_is_wanted(qtbot, page, path):
    page.show_path(path)
    qtbot.mouseClick(page.new_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.refresh_button, Qt.MouseButton.LeftButton)
    page.chooser.setCurrentIndex(1)
    page.chooser.activated.emit(1)
    assert page.asked == [("random", 0), ("random", 1), ("random", 1), ("run", 1)]
    assert not page.new_button.isEnabled()


def test_the_directions_of_a_run_can_be_chosen_when_it_is_long_enough(page, path, network):
    item = page.chooser.model().item(1)
    assert not item.isEnabled()
    short = Path(network)
    short.record(network.parameters)
    page.show_path(short)
    assert not item.isEnabled()
    page.show_path(path)
    assert item.isEnabled()
    page.chooser.setCurrentIndex(1)
    page.show_path(short)  # another run has begun
    assert page.kind == "random"
    assert page.new_button.isEnabled()


def test_it_begins_with_the_way_of_the_run_when_there_was_one(page, path):
    page.show_path(path)
    page.begin()
    assert page.asked[-1] == ("run", 0)
    page.show_path(None)
    page.begin()
    assert page.asked[-1] == ("random", 0)


def test_until_a_map_comes_it_says_so_and_a_fault_takes_its_place(page, survey):
    bar = page.findChild(object, "landscapeProgress")
    assert "Computing" in page.picture.accessibleDescription()
    page.show_loading(0.5)
    assert "50 %" in page.picture.accessibleDescription()
    page.show_survey(Survey(survey.network, survey.plane, survey.losses, 0.4, 500, survey.data))
    assert (bar.isVisible(), bar.value()) == (True, 400)
    page.show_survey(survey)
    assert not bar.isVisible()
    page.show_fault("The run is too short.")
    assert page.picture.accessibleDescription() == "The run is too short."
    assert caption(page) == ""
    assert not page.grab().isNull()


def test_the_caption_says_which_digits_and_when_the_network_has_changed(page, survey, network):
    page.show_survey(survey)
    assert "500 generated digits" in caption(page)
    assert "Refresh" not in caption(page)
    later = network.copy()
    page.show_look(Look.at(NOTHING_DRAWN, later))
    assert "Refresh" in caption(page)
    page.show_survey(Survey(later, survey.plane, survey.losses, 1.0, 20, "mnist"))
    assert "20 digits of the data" in caption(page)
    assert "Refresh" not in caption(page)


@pytest.mark.parametrize("way", ["Esc", "button"])
def test_closing_is_told_once(qtbot, page, way):
    told = []
    page.closed.connect(lambda: told.append(way))
    if way == "Esc":
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    else:
        qtbot.mouseClick(page.close_button, Qt.MouseButton.LeftButton)
    assert not page.isVisible()
    assert told == [way]


def test_the_loss_under_the_mouse_and_where_the_keys_have_gone_is_that_of_the_map(qtbot, page, survey, bowl):
    page.show_survey(survey)
    picture = page.picture
    for row, column in ((0, 0), (10, 10), (3, 17), (20, 20)):
        at = (2 * column / (SIDE - 1) - 1, 2 * row / (SIDE - 1) - 1)
        assert picture.loss_at(*at) == pytest.approx(bowl[row, column], rel=1e-5)
    spot = picture.place(0.4, -0.6).toPoint()
    qtbot.mouseMove(picture, spot)
    assert picture.probe == pytest.approx((0.4, -0.6), abs=0.01)
    qtbot.mouseMove(picture, QPoint(2, 2))
    assert picture.probe is None
    picture.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up):
        qtbot.keyClick(picture, key)
    assert picture.probe == pytest.approx((0.2, 0.1))
    assert f"{bowl[11, 12]:.3f}" in picture.accessibleDescription()
    assert not page.grab().isNull()


@pytest.mark.parametrize("shown", [theme.LIGHT, theme.DARK], ids=lambda shown: shown.name)
def test_row_0_is_at_the_bottom_and_a_higher_loss_is_lighter(page, survey, bowl, shown):
    bowl[:] = np.geomspace(0.1, 10, SIDE)[:, None]
    page.show_theme(shown)
    page.show_survey(survey)
    seen = page.picture.grab().toImage()
    values = [lightness(seen.pixelColor(page.picture.place(0.5, up).toPoint())) for up in (-0.95, -0.05, 0.85)]
    assert values == sorted(values)
    assert values[2] - values[0] > 40


def test_the_path_is_drawn_from_its_start_to_the_network(page, network, path, bowl):
    plane = path_plane(network, path.snapshots)
    without = Survey(network, random_plane(network), bowl, 1.0, 500, "generated")
    pictures = []
    for survey in (without, Survey(network, plane, bowl, 1.0, 500, "generated")):
        page.show_survey(survey)
        pictures.append(page.picture.grab().toImage())
    for before, after in zip(plane.path, plane.path[1:], strict=False):
        middle = page.picture.place(*((before + after) / 2 / plane.reach)).toPoint()
        assert pictures[0].pixelColor(middle) != pictures[1].pixelColor(middle)


def test_distances_are_in_lengths_of_all_the_weights(page, survey, network, path):
    page.show_survey(survey)
    assert page.picture.units() == pytest.approx((1, 1), rel=1e-4)
    plane = path_plane(network, path.snapshots)
    page.show_survey(Survey(network, plane, survey.losses, 1.0, 500, "generated"))
    length = np.linalg.norm(np.concatenate([weights.ravel() for weights in network.weights]))
    assert page.picture.units() == pytest.approx(np.array(plane.reach) / length, rel=1e-4)


@pytest.mark.parametrize("low", [1e-9, 0.01, 0.5, 40.0])
@pytest.mark.parametrize("ratio", [1.0, 1.02, 3.0, 1e3, 1e12])
def test_there_are_a_few_contours_whatever_the_losses_are(low, ratio):
    scale = Scale(np.geomspace(low, low * ratio, 9).reshape(3, 3))
    assert 2 <= len(scale.levels) <= MOST_LEVELS
    assert (np.diff(scale.levels) > 0).all()
    assert scale.low <= scale.levels[0] < scale.levels[-1] <= scale.high
    assert 0 <= scale.share(low) <= scale.share(low * ratio) <= 1


def test_losses_beyond_all_bounds_and_a_level_loss_can_be_painted(page, survey, bowl):
    for losses in (np.where(bowl > 5, np.inf, bowl), np.full_like(bowl, np.inf), np.full_like(bowl, 2.3), bowl * 0):
        page.show_survey(Survey(survey.network, survey.plane, losses, 1.0, 500, "generated"))
        assert not page.picture.grab().isNull()
    network = Network((784, 4, 10))  # all weights are zero
    page.show_survey(Survey(network, random_plane(network), bowl, 1.0, 500, "generated"))
    assert not page.picture.grab().isNull()


def test_a_contour_runs_where_the_loss_is_that_of_its_level():
    logs = np.linspace(np.log(0.11), np.log(9.5), SIDE)
    losses = np.exp(np.repeat(logs[None], SIDE, axis=0))
    scale = Scale(losses)
    width = 400
    seen = paint_map(losses, scale, width, 60)
    row = np.array([lightness(seen.pixelColor(x, 30)) for x in range(width)])
    for level in scale.levels:
        x = (np.log(level) - logs[0]) / (logs[-1] - logs[0]) * width - 0.5
        near, away = row[round(x)], (row[round(x) - 4] + row[round(x) + 4]) / 2
        assert abs(near - away) > 5
