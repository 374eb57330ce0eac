import threading
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QThread

from digitpad.data import specs
from digitpad.data.samples import handwriting, read_drawings
from digitpad.net.network import Network
from digitpad.net.storage import load_network, save_network
from digitpad.paths import Folders, resource
from digitpad.qt import session as session_module
from digitpad.qt.look import NOTHING_DRAWN
from digitpad.qt.session import LOADING, RESTING, TRAINING, Session
from digitpad.qt.workers import Setup
from digitpad.qt.workers import loading as loading_module

WAIT = 60_000  # milliseconds; reached only by a test that fails
SMALL = Setup(hidden=(8,), batch_size=16)


@pytest.fixture
def session(qtbot, tmp_path):
    made = Session(Folders.below(tmp_path))
    made.lines = []
    made.told.connect(made.lines.append)
    yield made
    made.close()


def change_weight(session, layer, source, target, value):
    network = session.network.copy()
    network.weights[layer][source, target] = value
    return session.edit(network)


def test_reset_brings_the_shipped_weights(session):
    session.reset()
    shipped = load_network(resource("weights/default.safetensors"))
    np.testing.assert_array_equal(session.network.parameters, shipped.parameters)
    assert session.lines == []


def test_reset_returns_to_the_shipped_network_that_was_chosen_last(qtbot, session):
    session.use_shipped("small")
    assert session.network.sizes == (784, 32, 16, 10)
    session.retrain(SMALL)
    qtbot.waitUntil(lambda: session.network.sizes == (784, 8, 10), timeout=WAIT)
    session.reset()
    shipped = load_network(resource("weights/small.safetensors"))
    np.testing.assert_array_equal(session.network.parameters, shipped.parameters)


def test_continue_with_the_deformation_switched_is_another_run(qtbot, session):
    session.retrain(SMALL)
    qtbot.waitUntil(lambda: session.steps_done > 0, timeout=WAIT)
    session.pause()
    run = session._trainer
    session.go_on(replace(SMALL, augment=False))
    assert session._trainer is not run


def test_samples_are_shown_sheet_after_sheet_until_they_are_left(qtbot, session):
    with qtbot.waitSignal(session.sampled, timeout=WAIT) as first:
        session.show_samples(Setup())
    with qtbot.waitSignal(session.sampled, timeout=WAIT) as second:
        session.more_samples()
    assert (first.args[0] != second.args[0]).any()
    session.leave_samples()
    qtbot.waitUntil(lambda: not session.findChildren(QThread), timeout=WAIT)
    session.more_samples()  # nobody is there any more
    assert session.lines == []


def test_samples_of_data_that_are_refused_are_told_where_the_samples_would_be_and_nowhere_else(
    qtbot, session, tmp_path
):
    with qtbot.waitSignal(session.sampling_failed, timeout=WAIT) as failed:
        session.show_samples(Setup(str(tmp_path / "nothing.npz")))
    assert "nothing.npz" in failed.args[0]
    assert session.lines == []


def test_a_map_of_the_loss_is_of_the_network_as_it_is_until_it_is_left(qtbot, session):
    surveys = []
    session.surveyed.connect(surveys.append)
    session.reset()
    session.survey("random", 0)
    qtbot.waitUntil(lambda: bool(surveys) and surveys[-1].done == 1, timeout=WAIT)
    assert np.array_equal(surveys[-1].plane.network.parameters, session.network.parameters)
    session.survey("random", 1)
    session.leave_survey()
    qtbot.waitUntil(lambda: not session.findChildren(QThread), timeout=WAIT)
    assert surveys[-1].done == 1  # nothing of the second has come


def test_the_path_of_a_run_begins_at_its_random_weights_and_ends_with_another_network(qtbot, session):
    session.retrain(SMALL)
    random = session._fresh.parameters.copy()
    qtbot.waitUntil(lambda: len(session.run_path.snapshots) >= 4, timeout=WAIT)
    session.pause()
    assert np.array_equal(session.run_path.snapshots[0], random)
    with qtbot.waitSignal(session.surveyed, timeout=WAIT) as sent:
        session.survey("run", 0)
    assert len(sent.args[0].plane.path) >= 5
    session.reset()
    assert len(session.run_path.snapshots) == 0
    with qtbot.waitSignal(session.survey_failed, timeout=WAIT) as failed:
        session.survey("run", 0)
    assert "too short" in failed.args[0]


def test_the_loss_of_a_run_is_mapped_on_the_data_that_it_trains_on(qtbot, session, tmp_path):
    path = tmp_path / "noise.npz"
    rng = np.random.default_rng(0)
    np.savez(path, x=rng.integers(0, 255, (40, 28, 28), np.uint8), y=np.arange(40, dtype=np.uint8) % 10)
    session.retrain(replace(SMALL, data=str(path)))
    qtbot.waitUntil(lambda: session.steps_done > 0, timeout=WAIT)
    with qtbot.waitSignal(session.surveyed, timeout=WAIT) as sent:
        session.survey("random", 0)
    assert (sent.args[0].data, sent.args[0].images) == (str(path), 40)


def test_without_shipped_weights_it_starts_from_random_ones_and_says_so(session, monkeypatch, tmp_path):
    monkeypatch.setattr(session_module, "resource", lambda name: tmp_path / name)
    session.reset()
    assert session.network.parameters.any()
    assert len(session.lines) == 1
    assert "random weights" in session.lines[0]


def test_the_first_point_is_looked_at_at_once_and_many_more_make_one_look_a_frame(qtbot, session, three, monkeypatch):
    monkeypatch.setattr(session_module, "FRAME_MS", 500)
    looks = []
    session.looked.connect(looks.append)
    session.set_drawing(NOTHING_DRAWN)
    assert len(looks) == 1
    for _ in range(50):
        session.set_drawing(three)
    qtbot.waitUntil(lambda: len(looks) == 2, timeout=WAIT)
    assert looks[1].drawing is three


def test_training_goes_on_when_what_was_drawn_has_been_shown(qtbot, session, three):
    session.retrain(SMALL)
    qtbot.waitUntil(lambda: session.steps_done > 0, timeout=WAIT)
    for _ in range(3):
        steps = session.steps_done
        session.set_drawing(three)
        qtbot.waitUntil(lambda steps=steps: session.steps_done > steps, timeout=WAIT)


def test_retrain_answers_at_once_and_keeps_the_network_until_the_data_are_ready(qtbot, session):
    before = session.network
    session.retrain(SMALL)
    assert session.state == LOADING
    assert session.network is before
    qtbot.waitUntil(lambda: session.state == TRAINING, timeout=WAIT)
    assert session.network.sizes == (784, 8, 10)
    qtbot.waitUntil(lambda: session.steps_done > 20 and session.images_per_second > 0, timeout=WAIT)


def test_two_retrains_start_from_different_weights(qtbot, session):
    fresh = []
    session.restarted.connect(lambda: fresh.append(session.network.parameters.copy()))
    for count in (1, 2):
        session.retrain(SMALL)
        qtbot.waitUntil(lambda count=count: len(fresh) == count, timeout=WAIT)
    assert (fresh[0] != fresh[1]).any()


def test_the_drawing_is_read_again_while_the_network_learns(qtbot, session, three):
    session.set_drawing(three)
    networks = set()
    session.looked.connect(lambda look: networks.add(id(look.network)))
    kept = []  # or an id could come twice
    session.looked.connect(lambda look: kept.append(look.network))
    session.retrain(SMALL)
    qtbot.waitUntil(lambda: len(networks) > 5, timeout=WAIT)


def test_a_step_is_one_and_comes_to_rest(qtbot, session):
    session.reset()
    session.step(SMALL)
    qtbot.waitUntil(lambda: session.steps_done == 1 and session.state == RESTING, timeout=WAIT)
    session.step(SMALL)
    qtbot.waitUntil(lambda: session.steps_done == 2, timeout=WAIT)
    assert session.state == RESTING


def test_continue_after_pause_is_the_same_run(qtbot, session):
    session.retrain(SMALL)
    qtbot.waitUntil(lambda: session.steps_done > 0, timeout=WAIT)
    session.pause()
    assert session.state == RESTING
    (thread,) = session.findChildren(QThread)
    session.go_on(SMALL)
    assert session.state == TRAINING
    assert session.findChildren(QThread) == [thread]


def test_continue_with_another_optimiser_trains_on_from_the_weights_on_screen(qtbot, session):
    session.retrain(SMALL)
    qtbot.waitUntil(lambda: session.steps_done > 0, timeout=WAIT)
    session.pause()
    steps, network = session.steps_done, session.network
    session.go_on(Setup(hidden=(99,), optimizer="momentum"))
    assert session.network is network
    qtbot.waitUntil(lambda: session.steps_done > steps, timeout=WAIT)
    assert session.network.sizes == (784, 8, 10)


def test_a_changed_weight_is_looked_at_and_neither_the_snapshot_nor_the_counts_are_touched(qtbot, session, three):
    session.reset()
    session.step(SMALL)
    qtbot.waitUntil(lambda: session.steps_done == 1, timeout=WAIT)
    session.set_drawing(three)
    restarted = []
    session.restarted.connect(lambda: restarted.append(1))
    before = session.network
    kept = before.parameters.copy()
    looks = []
    session.looked.connect(looks.append)
    change_weight(session, 1, 5, 7, 2.5)
    qtbot.waitUntil(lambda: bool(looks), timeout=WAIT)
    assert looks[0].network is session.network is not before
    differs = session.network.parameters != kept
    assert session.network.weights[1][5, 7] == 2.5
    assert differs.sum() == 1
    np.testing.assert_array_equal(before.parameters, kept)
    assert (session.steps_done, session.state, restarted, session.lines) == (1, RESTING, [], [])


@pytest.mark.parametrize("act", ["go_on", "step"])
def test_a_paused_run_goes_on_from_the_changed_weight(qtbot, session, act):
    frozen = replace(SMALL, optimizer="sgd", learning_rate=1e-30)
    session.retrain(frozen)
    qtbot.waitUntil(lambda: session.steps_done > 0, timeout=WAIT)
    session.pause()
    change_weight(session, 0, 300, 4, 3.25)
    edited, steps, seconds = session.network, session.steps_done, session._seconds
    getattr(session, act)(frozen)
    qtbot.waitUntil(lambda: session.steps_done > steps, timeout=WAIT)
    np.testing.assert_allclose(session.network.parameters, edited.parameters, atol=1e-20)
    assert session._seconds > seconds


def test_while_a_run_loads_or_trains_no_weight_can_be_changed(qtbot, session):
    session.retrain(SMALL)
    for state in (LOADING, TRAINING):
        qtbot.waitUntil(lambda state=state: session.state == state, timeout=WAIT)
        before = session.network
        change_weight(session, 0, 0, 0, 1.0)
        assert session.network is before
        assert "Pause" in session.lines.pop()


@pytest.mark.parametrize("value", [float("nan"), float("-inf")])
def test_a_weight_that_is_no_finite_number_is_refused(session, value):
    before = session.network
    assert not change_weight(session, 0, 0, 0, value)
    assert session.network is before
    assert len(session.lines) == 1


def test_the_path_of_a_run_does_not_lead_to_a_network_that_was_put_in_its_place_by_hand(qtbot, session):
    session.retrain(SMALL)
    qtbot.waitUntil(lambda: len(session.run_path.snapshots) >= 4, timeout=WAIT)
    session.pause()
    assert change_weight(session, 0, 0, 0, 1.0)
    assert len(session.run_path.snapshots) == 0
    edited = session.network.parameters.copy()
    session.step(SMALL)
    qtbot.waitUntil(lambda: len(session.run_path.snapshots) >= 1, timeout=WAIT)
    assert np.array_equal(session.run_path.snapshots[0], edited)


def test_weights_changed_by_hand_leave_the_unedited_network_until_training_or_a_reset_bring_another(qtbot, session):
    session.reset()
    unedited = session.unedited
    assert unedited is session.network
    for value in (1.0, 2.0):
        change_weight(session, 0, 0, 0, value)
        assert session.unedited is unedited
    session.step(SMALL)
    qtbot.waitUntil(lambda: session.steps_done == 1, timeout=WAIT)
    assert session.unedited is session.network is not unedited
    change_weight(session, 0, 0, 0, 3.0)
    session.reset()
    assert session.unedited is session.network


def test_what_a_run_sends_after_it_was_left_changes_nothing(qtbot, session):
    session.retrain(SMALL)
    qtbot.waitUntil(lambda: session.steps_done > 0, timeout=WAIT)
    session.reset()
    shipped = session.network
    qtbot.waitUntil(lambda: not session.findChildren(QThread), timeout=WAIT)
    assert session.network is shipped
    assert session.steps_done == 0
    assert session.state == RESTING


def test_a_run_that_fails_is_told_and_another_can_start(qtbot, session, tmp_path):
    with qtbot.waitSignal(session.told, timeout=WAIT):
        session.retrain(Setup(str(tmp_path / "nothing.npz")))
    qtbot.waitUntil(lambda: session.state == RESTING, timeout=WAIT)
    session.retrain(SMALL)
    qtbot.waitUntil(lambda: session.steps_done > 0, timeout=WAIT)


def test_after_a_retrain_that_could_not_begin_continue_trains_the_network_on_screen(qtbot, session, monkeypatch):
    session.reset()

    def too_large(*_):
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(session_module, "Trainer", too_large)
        with pytest.raises(MemoryError):
            session.retrain(SMALL)
    replaced = []
    session.restarted.connect(lambda: replaced.append(session.network))
    session.go_on(SMALL)
    qtbot.waitUntil(lambda: session.steps_done > 0, timeout=WAIT)
    assert replaced == []


def test_a_refused_model_changes_nothing(session, tmp_path):
    session.reset()
    before = session.network
    path = tmp_path / "bad.safetensors"
    path.write_bytes(b"\0" * 20)
    session.open_model(path)
    assert session.network is before
    assert str(path) in session.lines[0]


def test_a_model_goes_to_a_file_and_comes_back(session, tmp_path):
    session.reset()
    path = tmp_path / "model.safetensors"
    assert session.save_model(path)
    other = Network((784, 4, 10))
    save_network(other, tmp_path / "other.safetensors")
    saved = session.network.parameters
    session.open_model(tmp_path / "other.safetensors")
    assert session.network.sizes == (784, 4, 10)
    session.open_model(path)
    np.testing.assert_array_equal(session.network.parameters, saved)


def test_a_model_that_cannot_be_written_is_told(session, tmp_path):
    session.save_model(tmp_path / "no such folder" / "model.safetensors")
    assert "not saved" in session.lines[0]


def test_samples_are_kept_and_dropped(session, three):
    session.set_drawing(three)
    assert session.keep_sample(3) == 1
    assert session.keep_sample(3) == 2
    session.drop_sample()
    (kept,) = read_drawings(handwriting(session.folders))
    assert kept.label == 3


def test_an_empty_canvas_is_no_sample(session):
    assert session.keep_sample(3) == 0
    assert "not kept" in session.lines[0]


def test_a_known_set_is_missing_until_its_files_are_there(session):
    data_set = session.missing("mnist-test")
    folder = data_set.folder(session.folders)
    folder.mkdir(parents=True)
    for file in data_set.files:
        (folder / file.name).write_bytes(bytes(file.size))
    assert session.missing("mnist-test") is None
    assert session.missing("generated") is None


@pytest.fixture
def slow(tmp_path, monkeypatch):
    """A setup with 1,000 images to be framed, which take 50 s or until they are allowed to be quick."""
    path = tmp_path / "slow.npz"
    np.savez(path, x=np.full((1000, 9, 9), 255, np.uint8), y=np.zeros(1000, np.int64))
    allowed, framed = threading.Event(), []

    def frame_image(image, ink_is_dark):
        framed.append(1)
        allowed.wait(0.05)
        return np.zeros((28, 28), np.uint8)

    monkeypatch.setattr(specs, "frame_image", frame_image)
    return Setup(str(path)), allowed, framed


def test_a_new_retrain_and_closing_end_the_loading_under_way_and_no_two_load_at_once(qtbot, session, slow, monkeypatch):
    setup, _, framed = slow
    load, loading, others = specs.load, [], []

    def counted(*arguments):
        others.append(len(loading))
        loading.append(1)
        try:
            return load(*arguments)
        finally:
            loading.pop()

    monkeypatch.setattr(specs, "load", counted)
    session.retrain(setup)
    qtbot.waitUntil(lambda: len(framed) == 1, timeout=WAIT)
    for _ in range(2):
        session.retrain(setup)
    qtbot.waitUntil(lambda: len(session.findChildren(QThread)) == 1, timeout=WAIT)
    session.show_samples(setup)
    session.close()
    assert not any(thread.isRunning() for thread in session.findChildren(QThread))
    assert len(framed) < 500
    assert set(others) == {0}
    assert session.lines == []


def test_loading_that_takes_long_tells_its_share(qtbot, session, slow, monkeypatch):
    monkeypatch.setattr(loading_module, "PATIENCE", 0)
    monkeypatch.setattr(loading_module, "BEAT", 0)
    setup, allowed, _ = slow
    shares = []
    session.loading.connect(shares.append)
    allowed.set()
    session.retrain(setup)
    qtbot.waitUntil(lambda: session.state == TRAINING, timeout=WAIT)
    assert shares == sorted(shares)
    assert len(shares) > 100
    assert shares[-1] == 1


@pytest.mark.parametrize("moment", ["loading", "training", "paused"])
def test_closing_leaves_no_thread(qtbot, session, moment):
    session.retrain(SMALL)
    if moment != "loading":
        qtbot.waitUntil(lambda: session.steps_done > 0, timeout=WAIT)
    if moment == "paused":
        session.pause()
    session.show_samples(SMALL)
    session.close()
    assert all(thread.isFinished() for thread in session.findChildren(QThread))
