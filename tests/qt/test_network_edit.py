import numpy as np
import pytest
from PySide6.QtGui import QUndoStack

from digitpad.paths import Folders
from digitpad.qt.network_edit import NetworkEdit
from digitpad.qt.session import TRAINING, Session
from digitpad.qt.workers import Setup

WAIT = 60_000  # milliseconds; reached only by a test that fails


@pytest.fixture
def session(qtbot, tmp_path):
    made = Session(Folders.below(tmp_path))
    made.reset()
    yield made
    made.close()


@pytest.fixture
def stack(qtbot):
    return QUndoStack()


def push(stack, session, value):
    after = session.network.copy()
    after.weights[0][300, 4] = value
    stack.push(NetworkEdit(session, after, "change a weight"))


def test_two_changes_are_undone_and_redone_exactly(session, stack):
    first = session.network
    kept = first.parameters.copy()
    push(stack, session, 1.5)
    push(stack, session, -2.5)
    assert session.network.weights[0][300, 4] == -2.5
    stack.undo()
    assert session.network.weights[0][300, 4] == 1.5
    stack.undo()
    assert session.network is first
    np.testing.assert_array_equal(first.parameters, kept)
    stack.redo()
    assert session.network.weights[0][300, 4] == 1.5


def test_a_change_of_a_network_that_is_gone_says_so_drops_out_and_changes_nothing(qtbot, session, stack):
    push(stack, session, 1.5)
    session.reset()
    reset = session.network
    with qtbot.waitSignal(session.told) as told:
        stack.undo()
    assert "not there any more" in told.args[0]
    assert session.network is reset
    assert stack.count() == 0


def test_a_change_that_is_refused_while_training_runs_leaves_nothing_to_undo(qtbot, session, stack):
    session.retrain(Setup(hidden=(8,), batch_size=16))
    qtbot.waitUntil(lambda: session.state == TRAINING, timeout=WAIT)
    push(stack, session, 1.5)
    assert stack.count() == 0
