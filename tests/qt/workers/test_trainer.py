from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from digitpad.data.specs import load
from digitpad.net.batches import scale
from digitpad.net.network import Network
from digitpad.paths import Folders
from digitpad.qt.workers import Setup, Trainer
from digitpad.qt.workers import trainer as trainer_module

WAIT = 60_000  # milliseconds; reached only by a test that fails


@pytest.fixture
def train(tmp_path, network, owner, begin):
    """Starts trainers and notes what they send."""

    def start(setup, acknowledge=True, network=network):
        made = Trainer(network, setup, Folders.below(tmp_path), 0, owner)
        made.sent = []
        made.progressed.connect(made.sent.append)
        if acknowledge:
            made.progressed.connect(made.acknowledge)
        return begin(made)

    return start


def test_a_run_begins_by_telling_how_good_the_network_is_before_the_first_step(qtbot, train, digits, network):
    trainer = train(Setup(digits))
    qtbot.waitUntil(lambda: bool(trainer.sent), timeout=WAIT)
    first = trainer.sent[0]
    assert (first.step, len(first.losses)) == (0, 0)
    assert 0 <= first.accuracy <= 1
    np.testing.assert_array_equal(first.network.parameters, network.parameters)


def test_nothing_is_sent_before_the_last_was_acknowledged(qtbot, train, digits):
    trainer = train(Setup(digits), acknowledge=False)
    trainer.go()
    qtbot.waitUntil(lambda: bool(trainer.sent), timeout=WAIT)
    with qtbot.assertNotEmitted(trainer.progressed, wait=100):
        pass
    trainer.acknowledge()
    qtbot.waitUntil(lambda: len(trainer.sent) == 2, timeout=WAIT)


def test_few_digits_are_shown_so_often_that_they_make_some_thousand_steps(qtbot, train, digits):
    small = Network((784, 4, 10)).initialise(np.random.default_rng(0))
    trainer = train(Setup(digits, augment=False), network=small)
    trainer.go()
    # the thread may be over before its last progress has been delivered
    qtbot.waitUntil(lambda: trainer.isFinished() and trainer.sent[-1].done == 1, timeout=WAIT)
    assert (
        trainer.sent[-1].step == trainer.sent[-1].epochs == trainer_module.LEAST_STEPS
    )  # each epoch is a single batch


def test_progress_tells_every_loss_and_brings_a_network_of_its_own(qtbot, train, digits, network, monkeypatch):
    monkeypatch.setattr(trainer_module, "LEAST_STEPS", 1)
    before = network.parameters.copy()
    trainer = train(Setup(digits, batch_size=4))
    trainer.go()
    qtbot.waitUntil(lambda: trainer.isFinished() and trainer.sent[-1].done == 1, timeout=WAIT)
    last = trainer.sent[-1]
    assert (
        sum(len(progress.losses) for progress in trainer.sent) == last.step == trainer_module.EPOCHS * 5
    )  # 18 of 20 in fours
    assert last.done == 1.0
    assert last.epoch == last.epochs == trainer_module.EPOCHS
    assert last.accuracy is not None
    assert last.network.parameters is not trainer.sent[-2].network.parameters
    np.testing.assert_array_equal(network.parameters, before)


def test_no_more_is_held_out_than_is_measured_on(qtbot, train, digits, monkeypatch):
    monkeypatch.setattr(trainer_module, "HELD_OUT", 1)
    trainer = train(Setup(digits, batch_size=1))
    trainer.go()
    qtbot.waitUntil(lambda: bool(trainer.sent) and trainer.sent[-1].epoch > 1, timeout=WAIT)
    last = trainer.sent[-1]
    assert last.accuracy in (None, 0.0, 1.0)
    assert last.done == pytest.approx(last.step / (19 * last.epochs))


def test_a_step_is_exactly_one(qtbot, train, digits):
    trainer = train(Setup(digits, batch_size=4))
    qtbot.waitUntil(lambda: bool(trainer.sent), timeout=WAIT)
    for number in (1, 2):
        trainer.step()
        qtbot.waitUntil(lambda number=number: trainer.sent[-1].step == number, timeout=WAIT)
    with qtbot.assertNotEmitted(trainer.progressed, wait=100):
        pass


def test_pause_stays_and_go_goes_on_in_the_same_run(qtbot, train, digits):
    trainer = train(Setup(digits, batch_size=1))
    trainer.go()
    qtbot.waitUntil(lambda: bool(trainer.sent) and trainer.sent[-1].step > 0, timeout=WAIT)
    trainer.sent[-1] = replace(trainer.sent[-1], accuracy=None)
    trainer.pause()
    # it measures once more when it has come to rest
    qtbot.waitUntil(lambda: trainer.sent[-1].accuracy is not None, timeout=WAIT)
    with qtbot.assertNotEmitted(trainer.progressed, wait=100):
        pass
    paused = trainer.sent[-1].step
    trainer.go()
    qtbot.waitUntil(lambda: trainer.sent[-1].step > paused, timeout=WAIT)
    assert sum(len(progress.losses) for progress in trainer.sent) == trainer.sent[-1].step


def test_while_it_gives_way_no_step_begins(qtbot, train, digits):
    trainer = train(Setup(digits, batch_size=1))
    trainer.give_way(True)
    trainer.go()
    qtbot.waitUntil(lambda: bool(trainer.sent), timeout=WAIT)
    with qtbot.assertNotEmitted(trainer.progressed, wait=100):
        pass
    assert trainer.sent[-1].step == 0
    trainer.give_way(False)
    qtbot.waitUntil(lambda: trainer.sent[-1].step > 0, timeout=WAIT)


def test_leaving_ends_the_thread_even_when_nobody_listens_any_more(qtbot, train, digits):
    trainer = train(Setup(digits), acknowledge=False)
    trainer.go()
    qtbot.waitUntil(lambda: bool(trainer.sent), timeout=WAIT)
    trainer.leave()
    assert trainer.wait(WAIT)


def test_divergence_is_told_in_one_line_and_leaves_a_network_of_numbers(qtbot, train, digits):
    trainer = train(Setup(digits, optimizer="sgd", learning_rate=1e30))
    with qtbot.waitSignal(trainer.failed, timeout=WAIT) as failed:
        trainer.go()
    assert "diverged" in failed.args[0]
    assert np.isfinite(trainer.sent[-1].network.parameters).all()


def test_a_learning_rate_changed_on_the_way_is_used(qtbot, train, digits):
    trainer = train(Setup(digits, optimizer="sgd", learning_rate=1e-30))
    qtbot.waitUntil(lambda: bool(trainer.sent), timeout=WAIT)
    trainer.step()
    qtbot.waitUntil(lambda: trainer.sent[-1].step == 1, timeout=WAIT)
    still = trainer.sent[-1].network.parameters
    np.testing.assert_allclose(still, trainer.sent[0].network.parameters, atol=1e-20)
    trainer.change_learning_rate(0.1)
    for number in (2, 3):
        trainer.step()
        qtbot.waitUntil(lambda number=number: trainer.sent[-1].step == number, timeout=WAIT)
    assert np.abs(trainer.sent[-1].network.parameters - still).max() > 1e-6


def test_data_that_are_refused_are_told_in_their_own_words(qtbot, train, tmp_path):
    path = tmp_path / "broken.npz"
    path.write_bytes(b"not a zip file")
    trainer = train(Setup(str(path)))
    qtbot.waitUntil(lambda: bool(trainer.failures), timeout=WAIT)
    assert trainer.failures[0].startswith(f"{path}: ")


@pytest.mark.parametrize("error", [ZeroDivisionError("boom"), MemoryError()])
def test_whatever_goes_wrong_in_the_thread_becomes_one_line(qtbot, train, digits, monkeypatch, error):
    def fail(*_):
        raise error

    monkeypatch.setattr(trainer_module, "train", fail)
    trainer = train(Setup(digits))
    qtbot.waitUntil(lambda: bool(trainer.failures), timeout=WAIT)
    (line,) = trainer.failures
    assert "\n" not in line
    assert ("mistake in digitpad" if isinstance(error, ZeroDivisionError) else "memory") in line


def test_generated_digits_begin_without_any_file(qtbot, train):
    trainer = train(Setup("generated"))
    trainer.step()
    qtbot.waitUntil(lambda: bool(trainer.sent) and trainer.sent[-1].step == 1, timeout=WAIT)


@pytest.mark.parametrize("augment", [True, False])
def test_the_switch_decides_whether_training_sees_the_digits_themselves(qtbot, train, digits, monkeypatch, augment):
    seen = []

    def spy(network, source, recipe):
        seen.extend(inputs.copy() for inputs, _ in source.epoch(np.random.default_rng(0), 4))
        yield from ()

    monkeypatch.setattr(trainer_module, "train", spy)
    trainer = train(Setup(digits, augment=augment))
    trainer.go()
    qtbot.waitUntil(trainer.isFinished, timeout=WAIT)
    own = {image.tobytes() for image in scale(load(digits, Folders.below(Path("nowhere"))).images)}
    assert [row.tobytes() in own for batch in seen for row in batch] == [not augment] * 18
    assert trainer._network.recipe["augment"] is augment
