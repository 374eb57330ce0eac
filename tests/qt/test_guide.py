import os
import re
import shutil
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QUndoStack

from digitpad.lesson import KEYS, NAMES, lesson
from digitpad.net import story
from digitpad.net.losses import LOSSES
from digitpad.net.network import Network
from digitpad.net.neuron import Neuron
from digitpad.net.storage import load_network
from digitpad.paths import Folders, resource
from digitpad.qt.guide import BATCH, Guide
from digitpad.qt.look import NOTHING_DRAWN, Look
from digitpad.qt.network_edit import NetworkEdit
from digitpad.qt.neuron_text import short_name
from digitpad.qt.page import OPENING
from digitpad.qt.predictions import PREDICTED
from digitpad.qt.session import Session

TRAINED = load_network(resource("weights/small.safetensors"))


def fresh(sizes=(784, 16, 16, 10), activation="relu", loss="cross-entropy", seed=1):
    return Network(sizes, activation, loss).initialise(np.random.default_rng(seed))


class Walker:
    """A guide with what the window would give it: looks at a drawing and a network, and an undo list."""

    def __init__(self, drawing, network):
        self.guide = Guide()
        self.pages = []
        self.drawing, self.network = drawing, network
        self.guide.turned.connect(self.pages.append)
        self.guide.edit_wanted.connect(lambda network, text: self.use(network))
        self.guide.return_wanted.connect(self.use)
        self.look()

    @property
    def page(self):
        return self.pages[-1]

    def look(self):
        self.guide.show_look(Look.at(self.drawing, self.network))

    def use(self, network):
        self.network = network
        self.look()

    def draw(self, drawing):
        self.drawing = drawing
        self.look()

    def go(self, step, label=None):
        """To `step`, from wherever."""
        if self.guide.page is None:
            self.guide.begin()
            self.guide.start_random(False)
        if label is not None:
            self.guide.want(label)
        while self.page.step != step:
            number = self.page.number
            self.guide.next()
            assert self.page.number == number + 1
        return self.page


@pytest.fixture
def walker(qapp, three):
    return lambda network=TRAINED, drawing=three: Walker(drawing, network)


@pytest.fixture
def session(qtbot, tmp_path, three):
    made = Session(Folders.below(tmp_path))
    made.set_drawing(three)
    yield made
    made.close()


def test_the_walk_opens_by_asking_which_digit_was_drawn_with_the_reading_as_its_guess(walker):
    walk = walker()
    walk.guide.begin()
    assert (walk.page.step, walk.page.number, walk.page.label) == (OPENING, 0, 3)
    assert walk.page.walk is None
    walk.guide.want(8)
    assert (walk.page.step, walk.page.label) == (OPENING, 8)
    walk.guide.next()
    assert (walk.page.step, walk.page.label, walk.page.walk.labels.tolist()) == ("neuron", 8, [8])


def test_every_step_is_reached_forward_and_back(walker):
    walk = walker()
    walk.guide.begin()
    forward = []
    for _ in range(20):
        walk.guide.next()
        forward.append((walk.page.number, walk.page.step))
    assert list(dict.fromkeys(forward)) == list(enumerate(KEYS, 1))
    for _ in range(20):
        walk.guide.back()
        forward.append((walk.page.number, walk.page.step))
    assert list(dict.fromkeys(reversed(forward)))[:14] == list(enumerate([OPENING, *KEYS]))


@pytest.mark.parametrize(("sizes", "count"), [((784, 12, 10), 12), ((784, 10), 10), ((784, 9, 8, 7, 10), 13)])
def test_a_network_with_fewer_layers_has_fewer_steps(walker, sizes, count):
    walk = walker(fresh(sizes))
    walk.go("new-digit")
    assert (walk.page.number, walk.page.count) == (count, count)


def test_a_network_with_fewer_layers_that_comes_meanwhile_is_walked_on_with(walker):
    walk = walker(fresh())
    walk.go("earlier-layers")
    walk.use(fresh((784, 10)))
    assert (walk.page.step, walk.page.count) == ("apply", 10)


@pytest.mark.parametrize("activation", ["relu", "sigmoid"])
@pytest.mark.parametrize("loss", list(LOSSES))
@pytest.mark.parametrize("label", [3, 7])
def test_every_text_has_the_numbers_of_the_walk_and_every_arrow_is_the_storys(walker, activation, loss, label):
    walk = walker(fresh(activation=activation, loss=loss))
    texts = lesson().texts
    walk.guide.begin()
    for step in KEYS:
        page = walk.go(step, label)
        if page.neuron is None:
            continue
        numbers = story.numbers(page.walk, step, page.neuron)
        values = {key: short_name(numbers[key], walk.network) if key in NAMES else numbers[key] for key in numbers}
        cases = () if step == "apply" else story.cases(page.walk, step, page.neuron)
        assert page.text.replace("hidden layer 2, neuron", "neuron") == texts[step].fill(values, cases)
        assert page.arrows == story.arrows(page.walk, step, page.neuron)
        assert page.title == texts[step].title


def test_another_neuron_of_the_steps_layers_may_be_chosen_and_stays_for_the_next_step_about_them(walker):
    walk = walker()
    before = walk.go("hidden-wanted").neuron
    other = Neuron(2, 0 if before.index else 1)
    walk.guide.choose(other)
    assert walk.page.neuron == other
    assert short_name(other, walk.network) in walk.page.text
    assert walk.go("hidden-weights").neuron == other
    turned = len(walk.pages)
    for not_here in (Neuron(0, 5), Neuron(3, 5), Neuron(2, 400), None, other):
        walk.guide.choose(not_here)
    assert len(walk.pages) == turned
    walk.guide.back()
    assert walk.page.neuron == other


def test_applying_the_step_puts_its_network_in_place_and_tells_what_came_of_it(walker):
    walk = walker(fresh())
    page = walk.go("apply", 7)
    assert not page.applied
    assert "fell" not in page.text
    walk.guide.apply()
    assert walk.page.applied
    assert walk.page.walk is page.walk
    assert walk.network is page.walk.after
    assert "fell" in walk.page.text
    walk.guide.apply()  # a second press
    assert walk.network is page.walk.after


def test_the_step_is_undone_exactly_and_undo_and_redo_elsewhere_are_noticed(qtbot, session, three):
    stack, guide, pages = QUndoStack(), Guide(), []
    session.looked.connect(guide.show_look)
    guide.turned.connect(pages.append)
    guide.edit_wanted.connect(lambda network, text: stack.push(NetworkEdit(session, network, text)))
    guide.undo_wanted.connect(stack.undo)
    session.use_shipped("small")
    with qtbot.waitSignal(session.looked):
        pass
    before, exact = session.network, session.network.parameters.copy()
    guide.begin()
    guide.want(8)
    while pages[-1].step != "apply":
        guide.next()
    guide.apply()
    qtbot.waitUntil(lambda: pages[-1].applied)
    after = pages[-1].walk.after
    assert session.network is after
    assert stack.undoText() == "step of learning"
    guide.take_back()
    qtbot.waitUntil(lambda: not pages[-1].applied)
    assert session.network is before
    np.testing.assert_array_equal(session.network.parameters, exact)
    stack.redo()
    qtbot.waitUntil(lambda: pages[-1].applied)
    assert session.network is after
    stack.undo()
    qtbot.waitUntil(lambda: not pages[-1].applied)
    assert pages[-1].walk.after is after
    guide.leave()


def test_after_starting_over_the_next_step_begins_where_the_applied_one_ended(walker):
    walk = walker(fresh())
    walk.go("apply", 7)
    walk.guide.apply()
    applied = walk.page.walk
    walk.guide.restart()
    assert (walk.page.step, walk.page.applied) == ("neuron", False)
    assert walk.page.walk.loss == applied.loss_after


def test_the_learning_rate_sizes_the_step_but_not_one_that_is_applied(walker):
    walk = walker(fresh())
    walk.go("apply", 7)
    small = walk.page.walk.changed_weights[2].copy()
    walk.guide.change_learning_rate(1.0)
    assert walk.page.walk.learning_rate == 1.0
    np.testing.assert_allclose(walk.page.walk.changed_weights[2], 10 * small, rtol=1e-3, atol=1e-6)
    walk.guide.apply()
    walk.guide.change_learning_rate(0.01)
    assert walk.page.walk.learning_rate == 1.0


def test_a_learning_rate_beyond_all_bounds_is_told_and_changes_nothing(walker):
    walk = walker(fresh())
    kept = walk.go("apply", 7).walk
    walk.guide.change_learning_rate(1e38)
    assert "bounds" in walk.page.fault
    assert walk.page.walk is kept
    walk.guide.back()
    assert walk.page.fault == ""


def test_another_label_makes_another_walk_of_the_same_step(walker):
    walk = walker()
    walk.go("target")
    walk.guide.want(5)
    assert (walk.page.step, walk.page.neuron, walk.page.walk.labels.tolist()) == ("target", Neuron(3, 5), [5])


def test_the_confirmed_label_stays_whatever_another_network_reads(walker):
    walk = walker()
    walk.go("outputs")
    walk.guide.start_random(True)
    assert walk.page.look.digit != 3
    assert walk.page.label == 3


def test_with_another_digit_the_label_is_asked_again_and_the_walk_goes_on_where_it_was(walker, three):
    walk = walker()
    walk.go("output-weights", 8)
    walk.draw(NOTHING_DRAWN)
    assert (walk.page.step, walk.page.label) == (OPENING, -1)
    walk.guide.next()
    assert walk.page.step == OPENING
    walk.draw(three)
    assert (walk.page.step, walk.page.label) == (OPENING, 3)
    walk.guide.next()
    assert (walk.page.step, walk.page.label) == ("output-weights", 3)


def test_the_last_step_reads_another_digit_without_asking(walker, three):
    walk = walker()
    walk.go("new-digit")
    walk.draw(NOTHING_DRAWN)
    assert (walk.page.step, walk.page.look.digit) == ("new-digit", -1)
    walk.draw(replace(three))
    assert (walk.page.step, walk.page.look.digit, walk.page.neuron) == ("new-digit", 3, None)
    walk.guide.back()
    assert (walk.page.step, walk.page.label) == (OPENING, 3)  # of this digit nobody has said what it is


def test_a_random_example_comes_with_its_label(walker, monkeypatch):
    seeds = iter(range(10))
    monkeypatch.setattr(os, "urandom", lambda count: next(seeds).to_bytes(count))
    walk = walker(drawing=NOTHING_DRAWN)
    walk.guide.drawing_wanted.connect(walk.draw)
    walk.guide.begin()
    assert walk.page.step == OPENING
    read = []
    for _ in range(10):
        walk.guide.ask_example()
        assert (walk.page.step, walk.page.title) == (OPENING, "A random example")
        assert walk.page.label == walk.drawing.label
        read.append(walk.page.look.digit == walk.drawing.label)
    assert sum(read) >= 9  # upright and whole: the shipped network can read them


def test_a_random_example_that_is_read_for_sure_is_walked_from_random_weights_like_a_drawn_digit(walker, three):
    walk = walker(drawing=NOTHING_DRAWN)
    walk.guide.drawing_wanted.connect(lambda drawing: walk.draw(replace(three, label=drawing.label)))
    walk.guide.begin()
    walk.guide.ask_example()
    walk.guide.want(3)
    assert walk.page.random
    walk.guide.next()
    assert walk.page.random
    assert walk.network is not TRAINED
    walk.go("new-digit")
    walk.guide.ask_example()
    walk.guide.back()
    assert walk.page.step == "many-examples"  # what an example is need not be asked
    label = walk.drawing.label
    walk.guide.back()
    assert (walk.page.step, walk.page.label) == ("apply", label)


def test_a_digit_that_is_read_for_sure_is_walked_from_random_weights_unless_the_person_says_otherwise(walker):
    walk = walker()
    walk.guide.begin()
    assert walk.page.random
    assert walk.network is TRAINED  # until the opening is left
    walk.guide.next()
    assert walk.page.random
    assert walk.network is not TRAINED
    walk.guide.leave()
    assert walk.network is TRAINED
    walk.guide.begin()
    walk.guide.want(8)
    assert not walk.page.random  # of a misread digit there is enough to learn
    walk.guide.start_random(True)
    walk.guide.want(3)
    assert walk.page.random
    walk.guide.start_random(False)
    walk.guide.next()
    assert walk.network is TRAINED


def test_random_weights_are_those_of_the_contrast_and_go_when_the_walk_is_left(walker):
    walk = walker()
    walk.go("outputs")
    untrained = walk.page.walk.untrained.parameters
    walk.guide.start_random(True)
    assert walk.page.random
    np.testing.assert_array_equal(walk.network.parameters, untrained)
    walk.guide.start_random(False)
    assert not walk.page.random
    assert walk.network is TRAINED
    walk.guide.start_random(True)
    walk.go("apply")
    walk.guide.apply()
    assert walk.page.applied
    assert walk.page.random
    walk.guide.leave()
    assert walk.page is None
    assert walk.network is TRAINED


def test_another_digit_that_what_was_learned_reads_for_sure_is_walked_from_random_weights_anew(walker, three):
    walk = walker()
    walk.guide.begin()
    walk.guide.next()
    first = walk.network
    learned = TRAINED.copy()
    walk.use(learned)
    walk.draw(NOTHING_DRAWN)
    walk.draw(replace(three))
    assert walk.page.random
    walk.guide.next()
    assert walk.network is not learned
    np.testing.assert_array_equal(walk.network.parameters, first.parameters)
    walk.guide.leave()
    assert walk.network is TRAINED


def test_what_was_made_of_random_weights_goes_with_them_when_the_walk_is_left(walker):
    walk = walker()
    walk.go("output-weights")
    walk.guide.start_random(True)
    by_hand = walk.network.copy()
    by_hand.weights[0][0, 0] += 1
    walk.use(by_hand)
    assert walk.page.random
    walk.guide.start_random(True)
    assert walk.network is by_hand
    walk.guide.start_random(False)
    assert walk.network is TRAINED
    walk.guide.start_random(True)
    walk.guide.show_state("training")
    walk.use(fresh(seed=2))
    walk.guide.show_state("resting")
    assert walk.page.random
    walk.guide.leave()
    assert walk.network is TRAINED


@pytest.mark.parametrize("learned", [False, True])
def test_only_what_training_made_of_random_weights_goes_without_an_undo(walker, learned):
    walk = walker()
    edited, returned = [], []
    walk.guide.edit_wanted.connect(lambda network, _: edited.append(network))
    walk.guide.return_wanted.connect(returned.append)
    walk.go("many-examples")
    walk.guide.start_random(True)
    if learned:
        walk.guide.show_state("training")
        walk.use(fresh(seed=2))
        walk.guide.show_state("resting")
    walk.guide.start_random(False)
    assert walk.network is TRAINED
    assert not walk.page.random
    assert (TRAINED in edited, TRAINED in returned) == (not learned, learned)


def test_a_walk_that_is_left_before_anyone_has_looked_at_its_random_weights_takes_them_along(qapp, three):
    guide, networks = Guide(), [TRAINED]
    guide.edit_wanted.connect(lambda network, _: networks.append(network))
    guide.show_look(Look.at(three, TRAINED))
    guide.begin()
    guide.start_random(True)
    guide.next()
    assert networks[-1] is not TRAINED
    guide.leave()
    assert networks[-1] is TRAINED


@pytest.mark.parametrize("pauses_at_once", [True, False])
def test_training_that_began_from_random_weights_ends_with_the_walk(walker, pauses_at_once):
    walk = walker()
    if pauses_at_once:
        walk.guide.pause_wanted.connect(lambda: walk.guide.show_state("resting"))
    walk.go("many-examples")
    walk.guide.start_random(True)
    walk.guide.show_state("training")
    walk.use(fresh(seed=2))
    walk.guide.leave()
    if not pauses_at_once:
        assert walk.network is not TRAINED
        walk.guide.show_state("resting")
    assert walk.network is TRAINED
    walk.use(fresh(seed=3))
    walk.guide.show_state("training")
    walk.guide.show_state("resting")
    assert walk.network is not TRAINED  # what comes later is no part of the walk


def test_a_network_from_elsewhere_stays_when_the_walk_is_left(walker):
    walk = walker()
    walk.go("output-weights")
    walk.guide.start_random(True)
    opened = fresh(seed=2)
    walk.guide.forget_random()
    walk.use(opened)
    assert not walk.page.random
    walk.guide.leave()
    assert walk.network is opened


def test_what_was_learned_from_trained_weights_stays_when_the_walk_is_left(walker):
    walk = walker()
    walk.go("apply", 8)
    walk.guide.apply()
    after = walk.network
    walk.guide.leave()
    assert walk.network is after is not TRAINED
    turned = len(walk.pages)
    walk.look()
    assert len(walk.pages) == turned


@pytest.mark.parametrize("step", PREDICTED)
def test_arrows_are_kept_back_until_they_are_predicted_and_the_score_is_kept(walker, step):
    walk = walker(fresh())
    page = walk.go(step, 7)
    told, wanted = page.text, page.walk.wanted(page.layers[0])
    walk.guide.set_predicting(True)
    assert walk.page.asked
    assert walk.page.arrows.neurons == walk.page.arrows.links == ()
    assert walk.page.text != told
    assert len(walk.page.text) < len(told)
    first = walk.page.neuron
    walk.guide.predict(bool(wanted[first.index] > 0))
    assert (walk.page.asked, walk.page.score, walk.page.text) == (False, (1, 1), told)
    assert walk.page.arrows.neurons == ((first, pytest.approx(wanted[first.index])),)
    walk.guide.predict(True)  # it is out
    assert walk.page.score == (1, 1)
    second = next(i for i in np.argsort(-abs(wanted)).tolist() if i != first.index)
    walk.guide.choose(Neuron(first.layer, second))
    assert walk.page.asked
    walk.guide.predict(bool(wanted[second] < 0))
    assert (walk.page.score, walk.page.guess) == ((1, 2), bool(wanted[second] < 0))
    assert len(walk.page.arrows.neurons) == 2
    walk.guide.reveal()
    assert walk.page.arrows == story.arrows(walk.page.walk, step, walk.page.neuron)
    assert walk.page.score == (1, 2)


def test_a_neuron_of_which_nothing_is_wanted_is_not_asked_about(walker):
    network = fresh()
    network.weights[2][4] = 0  # no output feels it
    walk = walker(network)
    walk.go("hidden-wanted", 7)
    walk.guide.set_predicting(True)
    walk.guide.choose(Neuron(2, 4))
    assert not walk.page.asked
    assert "may stay" in walk.page.text


def test_a_dead_and_a_saturated_neuron_say_so(walker):
    dead = fresh()
    dead.biases[1][2] = -50
    walk = walker(dead)
    walk.go("hidden-wanted", 7)
    walk.guide.choose(Neuron(2, 2))
    assert "dead neuron" in walk.page.text
    saturated = fresh(activation="sigmoid")
    saturated.biases[1][2] = 50
    walk.use(saturated)
    assert walk.page.neuron == Neuron(2, 2)
    assert "saturated" in walk.page.text


def test_pages_hold_still_while_training_changes_the_network_but_for_the_loss_of_the_mini_batch(walker):
    walk = walker(fresh(TRAINED.sizes))
    watched = []
    walk.guide.watched.connect(lambda loss, correct: watched.append((loss, correct)))
    shown = walk.go("hidden-wanted", 7).walk
    walk.guide.show_state("training")
    turned = len(walk.pages)
    walk.use(TRAINED)
    assert len(walk.pages) == turned
    assert walk.go("apply").walk is shown
    walk.guide.apply()
    assert walk.network is TRAINED
    assert watched == []
    page = walk.go("many-examples")
    other = fresh(TRAINED.sizes, seed=2)
    walk.use(other)
    outputs = other.forward(page.walk.inputs).outputs
    right = (outputs.argmax(axis=1) == page.walk.labels).sum()
    assert watched == [(LOSSES["cross-entropy"].value(outputs, page.walk.targets), right)]
    assert walk.page.walk is page.walk
    walk.guide.show_state("resting")
    np.testing.assert_array_equal(walk.page.walk.network.parameters, other.parameters)
    walk.guide.back()
    np.testing.assert_array_equal(walk.page.walk.network.parameters, other.parameters)


@pytest.mark.parametrize("step", ["output-weights", "many-examples"])
@pytest.mark.parametrize("sizes", [(784, 10), (784, 4, 4, 4, 10)])
def test_training_that_begins_with_another_shape_is_walked_with_at_once(walker, step, sizes):
    walk = walker()
    walk.go(step)
    walk.guide.show_state("training")
    walk.use(fresh(sizes))
    assert walk.page.walk.network.sizes == sizes
    assert walk.page.neuron.within(walk.network)
    walk.guide.next()
    assert walk.page.walk.network.sizes == sizes


def test_a_digit_drawn_while_training_runs_is_walked_with(walker, three):
    walk = walker()
    walk.go("target")
    walk.guide.show_state("training")
    walk.draw(replace(three, strokes=three.strokes[:1] + tuple(stroke + 5 for stroke in three.strokes)))
    np.testing.assert_array_equal(walk.page.walk.inputs[0], walk.page.look.image.ravel())


def test_an_answer_that_is_sure_says_that_little_is_left_to_learn(walker):
    walk = walker()
    assert "next to nothing" in walk.go("outputs", 3).text
    walk.guide.want(8)
    assert "next to nothing" not in walk.page.text


def test_a_drawing_and_a_network_that_come_in_one_look_are_both_walked_with(walker, three):
    walk = walker()
    walk.go("many-examples")
    walk.drawing = replace(three)
    other = fresh()
    walk.use(other)
    np.testing.assert_array_equal(walk.page.walk.network.parameters, other.parameters)


def test_many_examples_are_a_mini_batch_of_all_digits(walker):
    page = walker().go("many-examples")
    assert page.walk.inputs.shape == (BATCH, 784)
    assert set(page.walk.labels.tolist()) == set(range(10))
    assert re.search(rf"these {BATCH} pictures", page.text)


def test_a_refused_text_is_one_line_and_a_corrected_one_is_read_when_the_walk_begins_anew(qapp, tmp_path, three):
    folder = shutil.copytree(resource("lesson"), tmp_path / "lesson")
    text = (folder / "05-target.md").read_text()
    (folder / "05-target.md").write_text("# A\n\n{lable}")
    guide, pages = Guide(folder), []
    guide.turned.connect(pages.append)
    guide.show_look(Look.at(three, TRAINED))
    guide.begin()
    assert pages[-1].count == 0
    assert "05-target.md" in pages[-1].fault
    assert "\n" not in pages[-1].fault
    for act in (guide.next, guide.back, guide.restart, guide.apply, guide.reveal):
        act()
    guide.show_look(Look.at(three, fresh()))
    assert all(page.fault for page in pages)
    guide.leave()
    (folder / "05-target.md").write_text(text)
    guide.begin()
    assert (pages[-1].fault, pages[-1].count) == ("", 13)


def test_training_runs_from_here(walker):
    walk = walker()
    asked = []
    walk.guide.training_wanted.connect(lambda: asked.append("train"))
    walk.guide.pause_wanted.connect(lambda: asked.append("pause"))
    walk.guide.train(True)
    walk.guide.train(False)
    assert asked == ["train", "pause"]


def test_two_neurons_with_the_same_number_are_told_apart_in_a_text(walker):
    network = fresh()
    network.weights[1][4, 4] = 9  # so that neuron 5 of the next layer is the loudest for this one
    walk = walker(network)
    walk.go("earlier-layers", 7)
    walk.guide.choose(Neuron(1, 4))
    assert "hidden layer 2, neuron 5" in walk.page.text
    walk.guide.choose(Neuron(1, 3))
    assert "hidden layer 2" not in walk.page.text
