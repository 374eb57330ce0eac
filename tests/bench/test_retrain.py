"""How soon a click on Retrain leads to a network that reads, against the same recipe as a script in PyTorch."""

import statistics
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from digitpad.qt.app import create_window
from digitpad.qt.widgets.training_panel import TrainingPanel

# the offscreen platform says this of every window
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")

RUNS = 5
GOAL = 0.97


@pytest.fixture
def scans(pytestconfig):
    folder = pytestconfig.getoption("data")
    if folder is None or not folder.is_dir():
        pytest.skip("needs the reference data: make bench DATA=folder")
    return folder / "mnist"


@pytest.fixture
def window(qtbot, tmp_path, scans):
    """The whole window, on the screen, about to train the default network on the scans as they are."""
    made = create_window(tmp_path / "profile")
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.findChild(TrainingPanel).choose_data(str(scans))
    made.findChild(QAbstractButton, "augmentSwitch").setChecked(False)
    return made


def seconds_from_click(qtbot, window):
    """Until the window is told of an accuracy at the goal."""
    button = window.findChild(QAbstractButton, "retrainButton")
    with qtbot.waitSignal(
        window.session.progressed, timeout=60_000, check_params_cb=lambda progress: (progress.accuracy or 0) >= GOAL
    ):
        started = time.perf_counter()
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    taken = time.perf_counter() - started
    qtbot.mouseClick(window.findChild(QAbstractButton, "pauseButton"), Qt.MouseButton.LeftButton)
    return taken


def test_a_click_on_retrain_against_pytorch(table, qtbot, window, scans):
    from tests.bench import rival

    ours, theirs = [], []
    for run in range(RUNS):
        ours.append(seconds_from_click(qtbot, window))
        theirs.append(rival.seconds_to(GOAL, scans, seed=run))
    here, there = statistics.median(ours), statistics.median(theirs)
    what = f"from the click on Retrain to {GOAL:.0%} on held-out MNIST, by PyTorch's time (n={RUNS})"
    table.add(what, f"{here / there:.2f}x, {here:.2f} s by {there:.2f} s", "0.5x", "0.33x")
