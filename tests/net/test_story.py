"""What the walk tells at each step, checked against the arrays of the walk and, in the end, against its texts."""

import itertools
import re

import numpy as np
import pytest

from digitpad.lesson import CASES, KEYS, NAMES, lesson
from digitpad.net import story
from digitpad.net.activations import ACTIVATIONS
from digitpad.net.losses import LOSSES
from digitpad.net.network import Network
from digitpad.net.neuron import Neuron
from digitpad.net.walkthrough import walk

TEXTS = lesson().texts
SHAPES = [(784, 16, 16, 10), (784, 128, 64, 10), (784, 12, 10), (784, 10), (784, 9, 8, 7, 10)]


def pictures(count=20, seed=1):
    """Strokes of a kind: most pixels are 0."""
    rng = np.random.default_rng(seed)
    return np.maximum(rng.random((count, 784)) - 0.8, 0).astype(np.float32) * 5


def fresh(sizes=SHAPES[0], activation="relu", loss="cross-entropy", seed=5):
    return Network(sizes, activation, loss).initialise(np.random.default_rng(seed))


def walk_for(network, step, label=3):
    """The walk that `step` is told with: of a mini-batch for the one about many examples."""
    if step == "many-examples":
        return walk(network, pictures(), np.arange(20) % 10)
    return walk(network, pictures()[0], label)


def text_of(shown, step, neuron):
    """The text with the numbers of the walk, and names of neurons such as the window gives them."""
    numbers = story.numbers(shown, step, neuron)
    assert {key for key, value in numbers.items() if isinstance(value, Neuron)} == KEYS[step] & NAMES
    values = {key: f"neuron {value.index + 1}" if key in NAMES else value for key, value in numbers.items()}
    return TEXTS[step].fill(values, story.cases(shown, step, neuron))


def all_networks():
    for sizes, activation, loss in itertools.product(SHAPES, ACTIVATIONS, LOSSES):
        yield fresh(sizes, activation, loss)


def test_the_story_and_the_texts_have_the_same_steps():
    assert list(story.CHAPTERS) == list(KEYS)


@pytest.mark.parametrize(
    ("sizes", "left_out"),
    [
        (SHAPES[0], set()),
        (SHAPES[1], set()),
        (SHAPES[2], {"earlier-layers"}),
        (SHAPES[3], {"hidden-wanted", "hidden-weights", "earlier-layers"}),
        (SHAPES[4], set()),
    ],
)
def test_a_network_with_fewer_layers_has_fewer_steps(sizes, left_out):
    steps = story.steps(fresh(sizes))
    assert list(steps) == [step for step in KEYS if step not in left_out]


def test_every_step_begins_with_a_neuron_that_may_be_chosen():
    for network in all_networks():
        for step in story.steps(network):
            neuron = story.chosen(walk_for(network, step), step)
            assert neuron.layer in story.layers(network, step)
            assert 0 <= neuron.index < network.sizes[neuron.layer]


def test_the_steps_about_hidden_neurons_cover_all_hidden_layers():
    for network in all_networks():
        told = {*story.layers(network, "hidden-wanted"), *story.layers(network, "earlier-layers")}
        assert told == set(range(1, len(network.sizes) - 1))


def test_every_step_has_exactly_the_numbers_and_only_cases_that_its_text_may_name():
    for network in all_networks():
        for step in story.steps(network):
            shown = walk_for(network, step)
            for layer in story.layers(network, step):
                for index in (0, network.sizes[layer] - 1):
                    numbers = story.numbers(shown, step, Neuron(layer, index))
                    assert numbers.keys() == KEYS[step]
                    assert {type(number) for number in numbers.values()} <= {int, float, Neuron}
                    assert all(np.isfinite(number).all() for number in numbers.values())
                    assert set(story.cases(shown, step, Neuron(layer, index))) <= CASES[step]


def test_every_text_can_be_shown_and_is_short():
    for network, dead in itertools.product(all_networks(), (False, True)):
        if dead:
            for biases in network.biases:
                biases[0] = -30
        for step in story.steps(network):
            shown = walk_for(network, step)
            neuron = story.chosen(shown, step)._replace(index=0) if dead else story.chosen(shown, step)
            text = text_of(shown, step, neuron)
            assert "{" not in text
            assert "  " not in text
            assert 20 < len([word for word in text.split() if re.search(r"\w", word)]) <= (80 if dead else 70), text


def test_the_numbers_of_a_neuron_are_those_of_its_sum():
    shown = walk_for(fresh(activation="tanh"), "neuron")
    numbers = story.numbers(shown, "neuron", Neuron(2, 5))
    below, weights = shown.forward.activations[1][0], shown.network.weights[1][:, 5]
    source = np.argmax(abs(below * weights))
    assert numbers["inputs"] == 16
    assert numbers["source"] == (1, source)
    assert (numbers["source_activation"], numbers["weight"]) == (below[source], weights[source])
    assert numbers["product"] == below[source] * weights[source]
    assert numbers["products"] == pytest.approx(below @ weights, rel=1e-5)
    assert numbers["products"] + numbers["bias"] == numbers["sum"] == shown.forward.sums[1][0, 5]
    assert numbers["activation"] == shown.forward.activations[2][0, 5]
    assert (numbers["layer"], numbers["neuron"]) == (2, Neuron(2, 5))


def test_the_numbers_of_the_picture_and_of_a_layer_are_those_of_its_activations():
    shown = walk_for(fresh(), "pixels")
    image = pictures()[0]
    told = story.numbers(shown, "pixels", Neuron(0, 57))
    assert (told["row"], told["column"], told["activation"]) == (3, 2, image[57])
    assert (told["pixels"], told["inked"]) == (784, (image > 0).sum())
    assert story.chosen(shown, "pixels") == (0, image.argmax())
    told = story.numbers(shown, "forward", Neuron(1, 0))
    activations = shown.forward.activations[1][0]
    assert (told["layer"], told["layers"], told["neurons"]) == (1, 3, 16)
    assert told["links"] == sum(weights.size for weights in shown.network.weights)
    assert told["active"] == (activations > 0).sum()
    assert (told["strongest"], told["strongest_activation"]) == ((1, activations.argmax()), activations.max())


@pytest.mark.parametrize("loss", LOSSES)
def test_the_numbers_of_the_outputs_are_those_of_the_last_layer_its_targets_and_its_loss(loss):
    shown = walk_for(fresh(loss=loss), "outputs")
    outputs = shown.forward.outputs[0]
    told = story.numbers(shown, "outputs", Neuron(3, 7))
    assert (told["label"], told["output"], told["activation"]) == (3, outputs[3], outputs[7])
    assert (told["reading"], told["reading_output"]) == (outputs.argmax(), outputs.max())
    assert told["second_output"] == outputs[told["second"]] == np.sort(outputs)[-2]
    random = shown.untrained.forward(pictures()[:1]).outputs[0]
    assert (told["untrained_reading"], told["untrained_output"]) == (random.argmax(), random.max())
    told = story.numbers(shown, "target", Neuron(3, 7))
    assert (told["target"], told["difference"], told["label_difference"]) == (0, -outputs[7], 1 - outputs[3])
    assert told["label_term"] == shown.loss_terms[0, 3]
    assert told["label_term"] + told["other_terms"] == pytest.approx(told["loss"], rel=1e-6)
    assert told["loss"] == shown.loss
    told = story.numbers(shown, "output-wanted", Neuron(3, 7))
    assert told["wanted"] == shown.wanted_sums(3)[7]
    assert told["lowest_wanted"] == shown.wanted_sums(3)[told["lowest"].index] == shown.wanted_sums(3).min()
    assert (told["sum"], told["slope"]) == (shown.forward.sums[2][0, 7], shown.slopes(3)[0, 7])
    assert told["wanted"] == pytest.approx(told["difference"] * told["slope"], rel=1e-5)


@pytest.mark.parametrize(("step", "neuron"), [("output-weights", (3, 3)), ("hidden-weights", (2, 4))])
def test_the_numbers_of_weights_are_those_of_the_one_with_the_longest_arrow(step, neuron):
    shown = walk_for(fresh(), step)
    layer, index = neuron
    told = story.numbers(shown, step, Neuron(layer, index))
    wanted = shown.wanted_weights[layer - 1][:, index]
    source = np.argmax(abs(wanted))
    below = shown.forward.activations[layer - 1][0]
    assert told["source"] == (layer - 1, source)
    assert (told["weight_wanted"], told["source_activation"]) == (wanted[source], below[source])
    assert told["weight"] == shown.network.weights[layer - 1][source, index]
    assert told["sum_wanted"] == told["bias_wanted"] == shown.wanted_sums(layer)[index]
    assert told["weight_wanted"] == pytest.approx(told["sum_wanted"] * told["source_activation"], rel=1e-5)
    assert (told["sources"], told["silent"]) == (16, (below == 0).sum())


@pytest.mark.parametrize(("step", "layer"), [("hidden-wanted", 2), ("hidden-weights", 2), ("earlier-layers", 1)])
def test_the_numbers_of_a_hidden_neuron_are_those_of_the_wishes_it_hears(step, layer):
    shown = walk_for(fresh(activation="sigmoid"), step)
    told = story.numbers(shown, step, Neuron(layer, 4))
    parts = shown.parts(Neuron(layer, 4))
    loudest = abs(parts).argmax()
    assert told["next"] == (layer + 1, loudest)
    assert (told["part"], told["next_neurons"]) == (parts[loudest], len(parts))
    assert told["next_wanted"] == shown.wanted_sums(layer + 1)[loudest]
    assert told["next_weight"] == shown.network.weights[layer][4, loudest]
    assert told["part"] == pytest.approx(told["next_wanted"] * told["next_weight"], rel=1e-6)
    assert told["wanted"] == shown.wanted_activations(layer)[4]
    assert told["part"] + told["other_parts"] == pytest.approx(told["wanted"], abs=1e-6)
    assert told["activation"] == shown.forward.activations[layer][0, 4]
    assert told["sum"] == shown.forward.sums[layer - 1][0, 4]
    assert told["slope"] == shown.slopes(layer)[0, 4]
    assert told["sum_wanted"] == pytest.approx(told["wanted"] * told["slope"], rel=1e-5)


def test_the_numbers_of_the_step_are_those_before_and_after_it():
    shown = walk_for(fresh(), "apply")
    told = story.numbers(shown, "apply", Neuron(3, 3))
    layer, source = told["source"]
    assert layer == 2
    assert told["weight"] == shown.network.weights[2][source, 3]
    assert told["weight_after"] == shown.after.weights[2][source, 3]
    assert told["weight_change"] == shown.changed_weights[2][source, 3]
    assert abs(told["weight_change"]) == abs(shown.changed_weights[2][:, 3]).max()
    assert told["weight_change"] == pytest.approx(told["learning_rate"] * told["weight_wanted"], rel=1e-4)
    assert told["changed"] == (shown.after.parameters != shown.network.parameters).sum()
    assert told["parameters"] == shown.network.parameters.size
    assert (told["loss"], told["loss_after"]) == (shown.loss, shown.loss_after)
    outputs = shown.forward_after.outputs[0]
    assert (told["output_after"], told["reading_after"]) == (outputs[3], outputs.argmax())
    told = story.numbers(shown, "new-digit", Neuron(3, 3))
    assert (told["links"], told["biases"]) == (784 * 16 + 16 * 16 + 16 * 10, 42)
    assert told["links"] + told["biases"] == told["parameters"]


def test_the_numbers_of_many_examples_are_those_of_the_mini_batch():
    shown = walk_for(fresh(), "many-examples")
    labels = np.arange(20) % 10
    told = story.numbers(shown, "many-examples", Neuron(3, 3))
    assert told["images"] == 20
    assert (told["loss"], told["loss_after"], told["learning_rate"]) == (shown.loss, shown.loss_after, 0.1)
    assert told["correct"] == (shown.forward.outputs.argmax(axis=1) == labels).sum()
    assert told["correct_after"] == (shown.forward_after.outputs.argmax(axis=1) == labels).sum()


def test_the_cases_tell_a_right_answer_from_a_wrong_one_and_what_the_step_made_of_it():
    network = fresh()
    reading = int(network.forward(pictures()[:1]).outputs.argmax())
    right, wrong = walk(network, pictures()[0], reading), walk(network, pictures()[0], (reading + 1) % 10)
    far = walk(network, pictures()[0], (reading + 1) % 10, learning_rate=1)
    output = Neuron(3, reading)
    assert "right answer" in story.cases(right, "outputs", output)
    assert "wrong answer" in story.cases(wrong, "outputs", output)
    assert story.cases(right, "apply", output) == ("loss fell", "still right")
    assert story.cases(far, "apply", output) == ("loss fell", "now right")
    assert "still wrong" in story.cases(
        walk(network, pictures()[0], (reading + 1) % 10, learning_rate=1e-6), "apply", output
    )
    assert story.cases(right, "output-wanted", output)[0] == "label"
    assert story.cases(wrong, "output-wanted", output)[0] == "another digit"


def test_the_cases_tell_a_step_that_went_too_far_and_one_that_is_too_small_to_see():
    network = fresh()
    shown = walk(network, pictures(), np.arange(20) % 10, learning_rate=300)
    assert story.cases(shown, "many-examples", Neuron(3, 0)) == ("loss rose",)
    for rate in (1e-12, 1e-6):
        shown = walk(network, pictures()[0], 3, learning_rate=rate)
        assert "loss stayed" in story.cases(shown, "apply", Neuron(3, 0))
    assert shown.loss_after < shown.loss  # and yet a text would give the same number twice


def test_the_cases_tell_random_weights_from_trained_ones():
    shown = walk_for(fresh(), "outputs")
    assert "trained" in story.cases(shown, "outputs", Neuron(3, 0))
    assert "random weights" in story.cases(walk_for(shown.untrained, "outputs"), "outputs", Neuron(3, 0))


def test_the_cases_tell_which_way_a_neuron_is_asked_to_go_and_by_whom():
    seen = set()
    for label, index in itertools.product(range(10), range(16)):
        shown = walk_for(fresh(), "hidden-wanted", label=label)
        wish, direction, *_ = story.cases(shown, "hidden-wanted", Neuron(2, index))
        told = story.numbers(shown, "hidden-wanted", Neuron(2, index))
        up, positive = told["next_wanted"] > 0, told["next_weight"] > 0
        assert wish == f"next {'up' if up else 'down'}, weight {'positive' if positive else 'negative'}"
        assert direction == ("up" if told["wanted"] > 0 else "down")
        seen |= {wish, direction}
    assert len(seen) == 6


def test_the_cases_tell_dead_leaking_and_saturated_neurons():
    for activation, loss, case in (
        ("relu", "cross-entropy", "dead neuron"),
        ("leaky-relu", "cross-entropy", "leaking neuron"),
        ("sigmoid", "mean-square", "saturated neuron"),
        ("tanh", "mean-square", "saturated neuron"),
    ):
        network = fresh(activation=activation, loss=loss)
        for biases in network.biases:
            biases[4] = -30
        shown = walk(network, pictures()[0], 4)
        for step, layer in (("hidden-wanted", 2), ("hidden-weights", 2), ("earlier-layers", 1)):
            assert case in story.cases(shown, step, Neuron(layer, 4))
            assert story.chosen(shown, step) != (layer, 4)
        for step in ("output-wanted", "output-weights"):
            assert ("saturated neuron" in story.cases(shown, step, Neuron(3, 4))) == (loss == "mean-square")


def test_the_arrows_of_neurons_and_links_are_what_is_wanted_of_them():
    shown = walk_for(fresh(), "apply")
    arrows = story.arrows(shown, "output-wanted", Neuron(3, 3))
    assert arrows.neurons == tuple((Neuron(3, index), shown.wanted_sums(3)[index]) for index in range(10))
    assert arrows.links == ()
    arrows = story.arrows(shown, "output-weights", Neuron(3, 3))
    assert arrows.neurons == ((Neuron(3, 3), shown.wanted_sums(3)[3]),)
    assert arrows.links == tuple(
        (Neuron(2, index), Neuron(3, 3), shown.wanted_weights[2][index, 3]) for index in range(16)
    )
    arrows = story.arrows(shown, "hidden-wanted", Neuron(2, 5))
    assert arrows.neurons == tuple((Neuron(2, index), shown.wanted_activations(2)[index]) for index in range(16))
    assert arrows.links == ()
    arrows = story.arrows(shown, "hidden-weights", Neuron(2, 5))
    assert arrows.neurons == ((Neuron(2, 5), shown.wanted_activations(2)[5]),)
    assert [amount for _, _, amount in arrows.links] == shown.wanted_weights[1][:, 5].tolist()
    arrows = story.arrows(shown, "earlier-layers", Neuron(1, 5))
    assert [amount for _, amount in arrows.neurons] == shown.wanted_activations(1).tolist()
    assert [(source.layer, target) for source, target, _ in arrows.links] == [(0, (1, 5))] * 784
    assert [amount for _, _, amount in arrows.links] == shown.wanted_weights[0][:, 5].tolist()


def test_the_arrows_of_the_step_are_the_changes_and_the_first_steps_have_none():
    shown = walk_for(fresh(), "apply")
    arrows = story.arrows(shown, "apply", Neuron(3, 3))
    assert arrows.neurons == ()
    assert [amount for _, _, amount in arrows.links] == shown.changed_weights[2][:, 3].tolist()
    for step in ("neuron", "pixels", "forward", "outputs", "target", "new-digit"):
        assert story.arrows(shown, step, story.chosen(shown, step)) == story.Arrows()
