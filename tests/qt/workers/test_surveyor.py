import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication

from digitpad.data.specs import load
from digitpad.net.batches import scale
from digitpad.net.landscape import FINE
from digitpad.net.losses import LOSSES
from digitpad.net.network import Network
from digitpad.paths import Folders
from digitpad.qt.workers import Surveyor
from digitpad.qt.workers.surveyor import IMAGES, SEED

WAIT = 60_000  # milliseconds; reached only by a test that fails


@pytest.fixture
def network():
    """Small, so that it is soon surveyed."""
    return Network((784, 8, 10)).initialise(np.random.default_rng(0))


@pytest.fixture
def large():
    """Large enough to be sent more than once."""
    return Network((784, 256, 128, 10)).initialise(np.random.default_rng(0))


@pytest.fixture
def snapshots(network):
    moves = np.random.default_rng(0).normal(0, 0.02, (6, network.parameters.size))
    return (network.parameters - np.cumsum(moves, axis=0)[::-1]).astype(np.float32)


@pytest.fixture
def survey(tmp_path, owner, begin):
    """Starts surveyors and notes their surveys."""

    def start(network, snapshots=None, seed=0, data="generated"):
        made = Surveyor(network, snapshots, seed, data, Folders.below(tmp_path), owner)
        made.surveys = []
        made.surveyed.connect(made.surveys.append)
        return begin(made)

    return start


def finished(qtbot, surveyor):
    qtbot.waitUntil(lambda: bool(surveyor.surveys) and surveyor.surveys[-1].done == 1, timeout=WAIT)
    return surveyor.surveys[-1]


def test_a_survey_of_random_directions_ends_with_all_losses_on_the_same_digits_each_time(qtbot, survey, network):
    made = finished(qtbot, survey(network))
    assert made.losses.shape == (FINE, FINE)
    assert len(np.unique(made.losses)) > 0.9 * FINE**2
    assert made.images == IMAGES
    digits = load(f"generated:{IMAGES}:{SEED}", None)
    outputs = network.forward(scale(digits.images)).outputs
    loss = LOSSES[network.loss].value(outputs, np.eye(10)[digits.labels])
    assert made.here == pytest.approx(loss, rel=1e-5)
    again, other = finished(qtbot, survey(network)), finished(qtbot, survey(network, seed=1))
    assert np.array_equal(made.losses, again.losses)
    assert not np.allclose(made.losses, other.losses)


def test_a_survey_of_a_run_has_its_path(qtbot, survey, network, snapshots):
    made = finished(qtbot, survey(network, snapshots))
    assert made.plane.path.shape == (7, 2)
    assert made.plane.network.parameters == pytest.approx(network.parameters)


def test_the_loss_can_be_that_of_the_persons_own_digits(qtbot, survey, network, digits):
    made = finished(qtbot, survey(network, data=digits))
    assert (made.images, made.data) == (20, digits)


def test_what_was_sent_stays_as_it_was(qtbot, survey, large):
    surveyor = survey(large)
    qtbot.waitUntil(lambda: bool(surveyor.surveys), timeout=WAIT)
    first = surveyor.surveys[0]
    kept = first.losses.copy()
    last = finished(qtbot, surveyor)
    assert len(surveyor.surveys) > 1
    assert np.array_equal(first.losses, kept)
    assert not np.array_equal(first.losses, last.losses)
    shares = [sent.done for sent in surveyor.surveys]
    assert shares == sorted(set(shares))


def test_a_survey_that_is_left_ends_long_before_it_is_done_and_sends_nothing_more(qtbot, survey, large):
    surveyor = survey(large)
    qtbot.waitUntil(lambda: bool(surveyor.surveys), timeout=WAIT)
    surveyor.leave()
    assert surveyor.wait(WAIT)
    count = len(surveyor.surveys)
    QCoreApplication.processEvents()  # what was on its way when it was left
    assert len(surveyor.surveys) == count
    assert surveyor.surveys[-1].done < 1


def test_a_run_that_is_too_short_and_data_that_are_not_there_are_told_in_one_line(qtbot, survey, network, snapshots):
    for surveyor, line in (
        (survey(network, snapshots[:1]), "too short"),
        (survey(network, data="mnist"), "fetch mnist"),
    ):
        qtbot.waitUntil(lambda surveyor=surveyor: bool(surveyor.failures), timeout=WAIT)
        assert line in surveyor.failures[0]
        assert "\n" not in surveyor.failures[0]
        assert surveyor.surveys == []
