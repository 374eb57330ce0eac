import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QMessageBox, QPushButton

from digitpad.net.network import Network
from digitpad.net.storage import load_network, save_network
from digitpad.qt import recovery
from digitpad.qt.app import create_window
from digitpad.qt.look import NOTHING_DRAWN
from digitpad.qt.recovery import question
from digitpad.qt.session import RESTING
from digitpad.qt.workers import Progress, Setup
from digitpad.qt.workers.checkpoint import Checkpoint, Curve, load_checkpoint, save_checkpoint
from digitpad.qt.workers.place import Place

WAIT = 60_000  # milliseconds; reached only by a test that fails


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    """Everything is looked for and kept at once."""
    for name in ("LOOK_MS", "SOON_MS", "TRAINING_MS"):
        monkeypatch.setattr(recovery, name, 0)


@pytest.fixture
def start(qtbot, tmp_path):
    """Opens windows on one profile."""

    def opened():
        window = create_window(tmp_path)
        qtbot.addWidget(window)
        window.show()
        window.menus.animate.setChecked(False)
        window.panel.hidden.setText("8")
        return window

    return opened


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "unsaved"


@pytest.fixture
def old(three):
    """What somebody had who trained a small network, and drew."""
    rng = np.random.default_rng(0)
    network = Network((784, 6, 10)).initialise(rng)
    return Checkpoint(
        when=datetime.now().timestamp(),
        closed=False,
        drawing=three,
        network=network,
        unsaved=True,
        model=None,
        progress=Progress(network, 70, 2, 30, 0.04, np.empty(0), None, 1234.5, 6.7),
        trained_on="generated",
        curve=Curve(rng.random(35), rng.random(0), 2, ((1, 9.5), (60, 81.0))),
        setup=Setup(hidden=(6,), batch_size=50, learning_rate=0.005),
    )


@pytest.fixture
def leave(folder):
    """As a window does that is killed: leaves a checkpoint, and says where."""

    def left(checkpoint):
        place = Place.new(folder)
        save_checkpoint(checkpoint, place.path)
        place.let_go()
        return place.path

    return left


def kept(folder):
    return list(folder.glob("*.safetensors"))


def asked(qtbot, window):
    qtbot.waitUntil(lambda: bool(window.question.text), timeout=WAIT)
    return window.question.text


def answer(window, name):
    window.findChild(QPushButton, name).click()


def settled(window):
    """Whether nothing is written, and nothing is about to be."""
    recovery = window.recovery
    return not (
        recovery._first.isActive() or recovery._due.isActive() or recovery._writing or recovery._keeper.isRunning()
    )


def strokes(drawing):
    return [stroke.tolist() for stroke in drawing.strokes]


def test_a_window_in_which_nothing_was_done_keeps_nothing(qtbot, start, folder):
    window = start()
    qtbot.waitUntil(lambda: settled(window), timeout=WAIT)
    assert not folder.exists()
    assert window.question.text == ""


def test_a_drawing_is_kept_until_the_canvas_is_empty_again(qtbot, start, folder, three):
    window = start()
    window.canvas.draw(three, "three")
    qtbot.waitUntil(lambda: len(kept(folder)) == 1, timeout=WAIT)
    (path,) = kept(folder)
    assert strokes(load_checkpoint(path).drawing) == strokes(three)
    assert not load_checkpoint(path).unsaved
    window.canvas.clear()
    qtbot.waitUntil(lambda: kept(folder) == [], timeout=WAIT)


def test_a_network_changed_by_hand_is_kept_until_it_is_in_a_file(qtbot, start, folder, tmp_path):
    window = start()
    window._edit_weight(0, 400, 3, 0.75)
    qtbot.waitUntil(lambda: len(kept(folder)) == 1, timeout=WAIT)
    old = load_checkpoint(*kept(folder))
    assert old.unsaved
    assert old.network.weights[0][400, 3] == 0.75
    window.session.save_model(tmp_path / "m.safetensors")
    qtbot.waitUntil(lambda: kept(folder) == [], timeout=WAIT)


def test_a_change_by_hand_that_is_undone_leaves_nothing_to_lose(qtbot, start, folder):
    window = start()
    window._edit_weight(0, 400, 3, 0.75)
    qtbot.waitUntil(lambda: len(kept(folder)) == 1, timeout=WAIT)
    window.canvas.undo_stack.undo()
    qtbot.waitUntil(lambda: kept(folder) == [], timeout=WAIT)


def test_training_is_kept_with_its_curve_again_and_again(qtbot, start, folder):
    window = start()
    window.panel.retrain_button.click()
    qtbot.waitUntil(lambda: bool(kept(folder)) and load_checkpoint(*kept(folder)).progress is not None, timeout=WAIT)
    first = load_checkpoint(*kept(folder)).progress.step
    qtbot.waitUntil(lambda: load_checkpoint(*kept(folder)).progress.step > first, timeout=WAIT)
    window.panel.pause_button.click()
    qtbot.waitUntil(lambda: window.session.state == RESTING and settled(window), timeout=WAIT)
    qtbot.waitUntil(
        lambda: load_checkpoint(*kept(folder)).progress.step == window.session.steps_done and settled(window),
        timeout=WAIT,
    )
    old = load_checkpoint(*kept(folder))
    np.testing.assert_array_equal(old.network.parameters, window.session.network.parameters)
    np.testing.assert_array_equal(old.curve.losses, window.plot.curve.losses)
    assert old.setup == window.panel.setup


def test_a_network_that_was_trained_and_not_saved_survives_the_close(qtbot, start, folder, three):
    window = start()
    window.canvas.draw(three, "three")
    window.panel.retrain_button.click()
    qtbot.waitUntil(lambda: window.session.steps_done > 0, timeout=WAIT)
    window.close()
    trained = window.session.network
    again = start()
    assert asked(qtbot, again).startswith(
        "The network was not saved. Bring back the drawing and the network in training"
    )
    answer(again, "bringBackButton")
    np.testing.assert_array_equal(again.session.network.parameters, trained.parameters)
    assert again.session.steps_done == window.session.steps_done
    again.close()  # and once more, since it is still in no file
    (left,) = kept(folder)
    assert load_checkpoint(left).closed


def train_a_little(qtbot, window):
    """Train until it rests, and return the parameters."""
    window.panel.retrain_button.click()
    qtbot.waitUntil(lambda: window.session.steps_done > 0, timeout=WAIT)
    window.panel.pause_button.click()
    qtbot.waitUntil(lambda: window.session.state == RESTING and settled(window), timeout=WAIT)
    return window.session.network.parameters.copy()


def in_the_walk_from_random_weights(qtbot, window, three):
    window.canvas.draw(three, "three")
    qtbot.waitUntil(lambda: window.prediction.digit >= 0, timeout=WAIT)
    before = window.session.network
    window.menus.walk.trigger()
    window.guide.start_random(True)
    window.guide.next()
    qtbot.waitUntil(lambda: window.session.look.network is not before, timeout=WAIT)


@pytest.mark.parametrize("training", [False, True])
def test_a_network_that_was_trained_survives_a_close_in_a_walk_from_random_weights(
    qtbot, start, folder, three, training
):
    window = start()
    trained = train_a_little(qtbot, window)
    in_the_walk_from_random_weights(qtbot, window, three)
    if training:
        window.panel.continue_button.click()
        steps = window.session.steps_done
        qtbot.waitUntil(lambda: window.session.steps_done > steps, timeout=WAIT)
    window.close()
    (left,) = kept(folder)
    old = load_checkpoint(left)
    np.testing.assert_array_equal(old.network.parameters, trained)
    if training:  # its figures are of the random weights
        assert (old.progress, old.last_loss) == (None, None)
    else:
        assert old.progress.step > 0


def test_a_walk_that_is_closed_before_its_random_weights_were_looked_at_leaves_nothing(start, folder, three):
    window = start()
    trained = window.session.network
    window.canvas.draw(three, "three")
    window.menus.walk.trigger()
    window.guide.start_random(True)
    window.guide.next()
    window.close()
    assert window.session.network is trained
    assert kept(folder) == []


def test_a_network_that_was_trained_is_kept_while_a_walk_shows_random_weights(qtbot, start, folder, three):
    window = start()
    trained = train_a_little(qtbot, window)
    in_the_walk_from_random_weights(qtbot, window, three)
    qtbot.waitUntil(lambda: settled(window), timeout=WAIT)
    np.testing.assert_array_equal(load_checkpoint(*kept(folder)).network.parameters, trained)


def test_a_close_in_a_walk_in_which_nothing_was_trained_leaves_nothing_to_ask_about(qtbot, start, folder, three):
    window = start()
    in_the_walk_from_random_weights(qtbot, window, three)
    window.close()
    assert kept(folder) == []


def test_a_weight_that_was_changed_by_hand_survives_the_close(qtbot, start, folder):
    window = start()
    changed = window.session.network.copy()
    changed.biases[-1][3] = 0.25
    window.session.edit(changed)
    window.close()
    again = start()
    assert "epoch" not in asked(qtbot, again)
    answer(again, "bringBackButton")
    again.close()  # and once more, though nothing was changed in this window
    (left,) = kept(folder)
    np.testing.assert_array_equal(load_checkpoint(left).network.parameters, changed.parameters)


def test_what_was_trained_before_the_answer_is_asked_about_at_the_next_start(qtbot, start, leave, folder, old):
    leave(old)
    window = start()
    asked(qtbot, window)
    changed = window.session.network.copy()
    changed.biases[-1][3] = 0.25
    window.session.edit(changed)
    answer(window, "bringBackButton")
    qtbot.waitUntil(lambda: settled(window), timeout=WAIT)
    window.close()
    left = [load_checkpoint(path).network.parameters.tobytes() for path in kept(folder)]
    assert sorted(left) == sorted([old.network.parameters.tobytes(), changed.parameters.tobytes()])


@pytest.mark.parametrize("how", ["saved", "reset"])
def test_a_close_with_nothing_to_lose_leaves_nothing_and_the_next_start_asks_nothing(
    qtbot, start, folder, three, tmp_path, how
):
    window = start()
    window.canvas.draw(three, "three")
    window.panel.retrain_button.click()
    qtbot.waitUntil(lambda: window.session.steps_done > 0 and bool(kept(folder)), timeout=WAIT)
    window.panel.pause_button.click()
    qtbot.waitUntil(lambda: window.session.state == RESTING, timeout=WAIT)
    if how == "saved":
        window.session.save_model(tmp_path / "a.safetensors")
    else:
        window.panel.reset_button.click()
    window.close()
    assert list(folder.iterdir()) == []
    assert not any(thread.isRunning() for thread in window.findChildren(QThread))
    again = start()
    qtbot.waitUntil(lambda: settled(again), timeout=WAIT)
    assert again.question.text == ""


def test_closing_when_something_is_about_to_be_kept_leaves_nothing(qtbot, start, folder, three):
    window = start()
    qtbot.waitUntil(lambda: settled(window), timeout=WAIT)
    window.canvas.draw(three, "three")
    window.close()
    qtbot.wait(0)  # what was to come would come now
    assert settled(window)
    assert not folder.exists() or list(folder.iterdir()) == []


def test_everything_comes_back_when_it_is_wanted_and_training_goes_on_from_there(qtbot, start, leave, folder, old):
    path = leave(old)
    window = start()
    text = asked(qtbot, window)
    assert "drawing" in text
    assert "epoch 2" in text
    assert f"loss {old.curve.losses[-1]:.2f}" in text
    assert window.canvas.drawing.empty
    window.findChild(QPushButton, "bringBackButton").setFocus()
    answer(window, "bringBackButton")
    assert window.question.isHidden()
    assert window.focusWidget() is window.canvas
    assert strokes(window.canvas.drawing) == strokes(old.drawing)
    assert window.session.network.parameters.tobytes() == old.network.parameters.tobytes()
    assert window.session.state == RESTING
    assert window.stepsDone == 70
    assert window.panel.setup == old.setup
    np.testing.assert_array_equal(window.plot.curve.losses, old.curve.losses)
    assert window.plot.curve.measured == old.curve.measured
    assert "70" in window.panel._status.text()
    # it is this window's own now
    qtbot.waitUntil(lambda: settled(window) and kept(folder) == [path], timeout=WAIT)
    window.panel.continue_button.click()
    qtbot.waitUntil(lambda: window.session.steps_done > 70, timeout=WAIT)
    assert len(window.plot.losses) > 35 or window.plot.curve.stretch > 2 or len(window.plot.curve.rest)
    assert window.session.network.sizes == old.network.sizes


def test_bringing_the_drawing_back_can_be_undone(qtbot, start, leave, old, three):
    leave(old)
    window = start()
    asked(qtbot, window)
    window.canvas.draw(replace(three, strokes=three.strokes[:1]), "another")
    answer(window, "bringBackButton")
    assert strokes(window.canvas.drawing) == strokes(old.drawing)
    window.canvas.undo_stack.undo()
    assert strokes(window.canvas.drawing) == strokes(three)[:1]


def test_the_open_file_is_the_open_file_again(qtbot, start, leave, old, tmp_path):
    model = tmp_path / "m.safetensors"
    save_network(old.network, model)
    leave(replace(old, unsaved=False, progress=None, model=model))
    window = start()
    assert asked(qtbot, window).endswith("?")
    assert "network" not in window.question.text
    answer(window, "bringBackButton")
    assert window.session.model_path == model
    assert not window.session.unsaved


@pytest.mark.parametrize("model", [None, Path("m.safetensors")])
def test_a_drawing_alone_leaves_the_network_in_training_alone(qtbot, start, leave, old, model):
    leave(replace(old, unsaved=False, progress=None, setup=None, model=model))
    window = start()
    asked(qtbot, window)
    window.panel.retrain_button.click()
    qtbot.waitUntil(lambda: window.session.steps_done > 0, timeout=WAIT)
    answer(window, "bringBackButton")
    assert not window.canvas.drawing.empty
    assert window.session.network.sizes == (784, 8, 10)


def test_what_was_left_stays_until_the_person_has_answered(qtbot, start, leave, folder, old, three):
    path = leave(old)
    content = path.read_bytes()
    window = start()
    asked(qtbot, window)
    window.canvas.draw(three, "three")
    qtbot.waitUntil(lambda: len(kept(folder)) == 2, timeout=WAIT)
    assert path.read_bytes() == content
    window.close()
    assert kept(folder) == [path]
    again = start()
    asked(qtbot, again)
    answer(again, "discardButton")
    qtbot.waitUntil(lambda: list(folder.iterdir()) == [], timeout=WAIT)
    assert again.canvas.drawing.empty


def test_the_latest_of_several_is_asked_about_and_the_next_when_that_is_not_wanted(qtbot, start, leave, folder, old):
    earlier = leave(replace(old, drawing=NOTHING_DRAWN))
    os.utime(earlier, (old.when - 100,) * 2)
    later = leave(old)
    window = start()
    assert "drawing" in asked(qtbot, window)
    answer(window, "discardButton")
    assert "drawing" not in asked(qtbot, window)
    assert not later.exists()
    answer(window, "bringBackButton")
    assert window.canvas.drawing.empty
    assert window.session.unsaved


def test_what_a_running_window_keeps_is_neither_offered_to_a_second_one_nor_touched_by_it(qtbot, start, folder, three):
    first = start()
    first.canvas.draw(three, "three")
    qtbot.waitUntil(lambda: settled(first) and len(kept(folder)) == 1, timeout=WAIT)
    (path,) = kept(folder)
    content = path.read_bytes()
    second = start()
    second.canvas.draw(replace(three, strokes=three.strokes[:1]), "another")
    qtbot.waitUntil(lambda: settled(second) and len(kept(folder)) == 2, timeout=WAIT)
    assert second.question.text == ""
    assert path.read_bytes() == content
    second.close()
    assert kept(folder) == [path]


def test_what_one_window_asks_about_is_not_asked_by_a_second_one(qtbot, start, leave, old):
    leave(old)
    first = start()
    asked(qtbot, first)
    second = start()
    qtbot.waitUntil(lambda: settled(second), timeout=WAIT)
    assert second.question.text == ""
    first.close()
    third = start()
    asked(qtbot, third)


def test_a_checkpoint_that_cannot_be_read_is_put_aside_and_told_in_one_line(qtbot, start, leave, folder, old):
    path = leave(old)
    path.write_bytes(b"garbage")
    window = start()
    qtbot.waitUntil(lambda: bool(window.notice.text), timeout=WAIT)
    assert str(folder / "unreadable.old") in window.notice.text
    assert (folder / "unreadable.old").read_bytes() == b"garbage"
    assert window.question.text == ""
    window.close()
    again = start()
    qtbot.waitUntil(lambda: settled(again), timeout=WAIT)
    assert again.notice.text == ""


def test_a_disk_that_refuses_is_told_once_and_the_app_goes_on(qtbot, start, three, monkeypatch):
    def refuse(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    window = start()
    lines = []
    window.recovery.told.connect(lines.append)
    monkeypatch.setattr("digitpad.qt.workers.checkpoint.write_atomically", refuse)
    for count in (1, 2):
        with qtbot.waitSignal(window.recovery._keeper.kept, timeout=WAIT):
            window.canvas.draw(replace(three, strokes=three.strokes[:count]), "strokes")
    qtbot.waitUntil(lambda: settled(window), timeout=WAIT)
    (line,) = lines
    assert os.strerror(errno.ENOSPC) in line
    monkeypatch.undo()
    with qtbot.waitSignal(window.recovery._keeper.kept, timeout=WAIT):
        window.canvas.clear()


def test_a_disk_that_refuses_again_after_a_while_is_told_again(qtbot, start, three, monkeypatch):
    def refuse(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    window = start()
    lines = []
    window.recovery.told.connect(lines.append)

    def drawn(count):
        with qtbot.waitSignal(window.recovery._keeper.kept, timeout=WAIT):
            window.canvas.draw(replace(three, strokes=three.strokes[:1] * count), "strokes")
        qtbot.waitUntil(lambda: settled(window), timeout=WAIT)

    with monkeypatch.context() as full:
        full.setattr("digitpad.qt.workers.checkpoint.write_atomically", refuse)
        drawn(1)
    drawn(2)
    qtbot.waitUntil(lambda: len(lines) == 1, timeout=WAIT)
    with monkeypatch.context() as full:
        full.setattr("digitpad.qt.workers.checkpoint.write_atomically", refuse)
        drawn(3)
    qtbot.waitUntil(lambda: len(lines) == 2, timeout=WAIT)


@pytest.fixture
def full(monkeypatch):
    """No checkpoint can be written."""

    def refuse(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("digitpad.qt.workers.checkpoint.write_atomically", refuse)


@pytest.fixture
def unkept(start, full):
    """A window that was closed with a network changed by hand, which cannot be kept; the person is asked."""
    window = start()
    window._edit_weight(0, 400, 3, 0.75)
    assert not window.close()
    assert window.isVisible()
    return window


def chosen(window, name):
    window.findChild(QMessageBox, "unkeptBox").findChild(QPushButton, name).click()


def test_before_a_network_that_cannot_be_kept_is_lost_the_person_is_asked(qtbot, unkept):
    assert os.strerror(errno.ENOSPC) in unkept.findChild(QMessageBox, "unkeptBox").text()
    chosen(unkept, "unkeptLeave")
    assert not unkept.isVisible()
    assert not any(thread.isRunning() for thread in unkept.findChildren(QThread))


def test_a_close_that_was_thought_better_of_leaves_everything_as_it_was(qtbot, unkept, folder, monkeypatch):
    chosen(unkept, "unkeptCancel")
    assert unkept.isVisible()
    assert unkept.session.unsaved
    unkept.panel.continue_button.click()
    qtbot.waitUntil(lambda: unkept.session.steps_done > 0, timeout=WAIT)
    qtbot.waitUntil(lambda: unkept.findChild(QMessageBox, "unkeptBox") is None, timeout=WAIT)
    monkeypatch.undo()  # there is room again
    assert unkept.close()
    assert load_checkpoint(*kept(folder)).progress.step == unkept.session.steps_done


def test_a_network_that_cannot_be_kept_is_saved_elsewhere_and_the_window_goes(unkept, tmp_path, answer_dialog):
    model = tmp_path / "m.safetensors"
    answer_dialog(model)
    chosen(unkept, "unkeptSave")
    assert not unkept.isVisible()
    assert load_network(model).weights[0][400, 3] == 0.75


def test_who_closes_again_while_being_asked_is_not_asked_once_more(unkept):
    assert unkept.close()
    assert not unkept.isVisible()


def test_what_was_kept_before_the_disk_was_full_survives_a_close_without_the_rest(qtbot, start, folder, request):
    window = start()
    window._edit_weight(0, 400, 3, 0.75)
    qtbot.waitUntil(lambda: len(kept(folder)) == 1 and settled(window), timeout=WAIT)
    window._edit_weight(0, 400, 3, 0.5)
    request.getfixturevalue("full")
    window.close()
    chosen(window, "unkeptLeave")
    assert load_checkpoint(*kept(folder)).network.weights[0][400, 3] == 0.75


def test_a_folder_that_somebody_cleared_away_is_made_anew(qtbot, start, folder, three):
    window = start()
    window.canvas.draw(three, "three")
    qtbot.waitUntil(lambda: bool(kept(folder)) and settled(window), timeout=WAIT)
    shutil.rmtree(folder)
    window.canvas.draw(replace(three, label=3), "three again")
    qtbot.waitUntil(lambda: bool(kept(folder)), timeout=WAIT)
    assert window.notice.text == ""


def test_the_question_says_what_there_is(old):
    with_all = question(old)
    assert question(replace(old, drawing=NOTHING_DRAWN)) != with_all
    for part in (replace(old, drawing=NOTHING_DRAWN), replace(old, unsaved=False), replace(old, progress=None)):
        assert question(part).startswith("digitpad was not closed properly. Bring back the ")
    assert "epoch" not in question(replace(old, progress=None))
    assert question(replace(old, closed=True)).startswith("The network was not saved. Bring back the ")
    assert "network" not in question(replace(old, unsaved=False))
    yesterday = datetime.now() - timedelta(days=1)
    assert str(yesterday.day) in question(replace(old, when=yesterday.timestamp()))


APP = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from digitpad.qt.app import create_window
from digitpad.qt.demo import HANDS, draw
from digitpad.qt.workers.checkpoint import load_checkpoint
application = QApplication([])
window = create_window(Path(sys.argv[1]))
window.show()
window.panel.hidden.setText("16, 8")
draw(window.canvas, HANDS[3])
window.panel.retrain_button.click()
def tell(seconds):
    (path,) = Path(sys.argv[1]).glob("unsaved/*.safetensors")
    progress = load_checkpoint(path).progress
    print(progress.step if progress else 0, flush=True)
window.recovery._keeper.kept.connect(tell)
application.exec()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_after_a_kill_in_the_middle_of_training_drawing_network_and_curve_come_back(qtbot, start, tmp_path, folder):
    app = subprocess.Popen([sys.executable, "-c", APP, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    try:
        while int(app.stdout.readline()) == 0:
            pass
    finally:
        app.send_signal(signal.SIGKILL)
        app.communicate()
    (path,) = kept(folder)
    old = load_checkpoint(path)
    assert old.progress.step > 0
    window = start()
    assert "loss" in asked(qtbot, window)
    answer(window, "bringBackButton")
    assert window.session.network.parameters.tobytes() == old.network.parameters.tobytes()
    assert window.session.network.sizes == (784, 16, 8, 10)
    assert strokes(window.canvas.drawing) == strokes(old.drawing)
    assert sum(len(stroke) for stroke in old.drawing.strokes) > 10
    assert len(window.plot.losses) > 0
    np.testing.assert_array_equal(window.plot.curve.losses, old.curve.losses)
    assert window.session.state == RESTING
    window.panel.continue_button.click()
    qtbot.waitUntil(lambda: window.session.steps_done > old.progress.step, timeout=WAIT)
    window.close()
    assert load_checkpoint(*kept(folder)).progress.step > old.progress.step


@pytest.mark.skipif(sys.platform == "win32", reason="folders of a person are private there anyway")
def test_only_its_owner_can_read_what_is_kept(qtbot, start, folder, three):
    window = start()
    window.canvas.draw(three, "three")
    qtbot.waitUntil(lambda: len(kept(folder)) == 1, timeout=WAIT)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
