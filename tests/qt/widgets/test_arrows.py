from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from digitpad.net import story
from digitpad.net.network import Network
from digitpad.net.neuron import Neuron
from digitpad.net.story import Arrows
from digitpad.net.walkthrough import walk
from digitpad.qt import theme
from digitpad.qt.arrow_text import about, account, legend
from digitpad.qt.look import Look
from digitpad.qt.widgets import arrow_painting
from digitpad.qt.widgets.arrows import HIDDEN, OUTPUT, PIXEL, REACH, SMALLEST, WEIGHT, arrange, largest
from digitpad.qt.widgets.placement import place

SIZE = (740, 380)
SHAPES = [(784, 16, 16, 10), (784, 128, 64, 10)]
STEPS = [step for step, chapter in story.CHAPTERS.items() if chapter.arrows is not story._none]

pytestmark = pytest.mark.usefixtures("qapp")


def network_of(sizes):
    return Network(sizes).initialise(np.random.default_rng(0))


def arranged(arrows, chosen, network, zoom=(1.0, 0.0, 0.0), size=SIZE):
    placement = place(network.sizes, *size).seen(*zoom)
    return arrange(arrows, chosen, network, placement, size)


@pytest.fixture
def step(three):
    """The arrangement of a step of the walk, and its arrows."""

    def make(name, sizes=SHAPES[0], size=SIZE):
        network = network_of(sizes)
        look = Look.at(three, network)
        taken = walk(network, look.image.reshape(1, -1), 3)
        chosen = story.chosen(taken, name)
        arrows = story.arrows(taken, name, chosen)
        return arranged(arrows, chosen, network, size=size), arrows

    return make


def of_kind(made, kind):
    return [arrow for arrow in made.arrows if arrow.kind == kind]


def test_lengths_are_shares_of_the_largest_of_their_kind():
    amounts = [0.1, -0.2, 0.4, -0.8]
    arrows = Arrows(neurons=tuple((Neuron(2, 2 * i), amount) for i, amount in enumerate(amounts)))
    made = arranged(arrows, None, network_of((784, 8, 10)))
    lengths = {arrow.amount: arrow.length for arrow in of_kind(made, OUTPUT)}
    assert [lengths[amount] / lengths[-0.8] for amount in amounts[1:]] == pytest.approx([0.25, 0.5, 1])
    assert lengths[0.1] == SMALLEST
    assert largest(arrows, network_of((784, 8, 10))) == {OUTPUT: 0.8}


def test_nothing_wanted_is_a_dot_with_a_number_only_at_the_chosen_neuron():
    arrows = Arrows(neurons=tuple((Neuron(1, i), 0.0) for i in range(8)))
    made = arranged(arrows, Neuron(1, 3), network_of((784, 8, 10)))
    assert [arrow.length for arrow in made.arrows] == [0.0] * 8
    assert [number.arrow.neuron for number in made.numbers] == [Neuron(1, 3)]


def test_arrows_of_weights_are_as_long_as_the_activations_they_come_from(three):
    network = network_of(SHAPES[0])
    look = Look.at(three, network)
    taken = walk(network, look.image.reshape(1, -1), 3)
    made = arranged(story.arrows(taken, "output-weights", Neuron(3, 3)), Neuron(3, 3), network)
    activations = taken.activations(2)
    long = [arrow for arrow in of_kind(made, WEIGHT) if arrow.length > SMALLEST]
    assert len(long) >= 4
    shares = [arrow.length / activations[arrow.source.index] for arrow in long]
    assert shares == pytest.approx([shares[0]] * len(shares), rel=1e-4)


@pytest.mark.parametrize("sizes", SHAPES)
@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("size", [SIZE, (420, 300)])
def test_no_arrow_covers_another_and_no_number_an_arrow_or_a_number(step, sizes, name, size):
    made, _ = step(name, sizes, size)
    boxes = [arrow.box for arrow in made.arrows if arrow.length] + [number.box for number in made.numbers]
    assert not [pair for pair in combinations(boxes, 2) if pair[0].intersects(pair[1])]


@pytest.mark.parametrize("sizes", SHAPES)
@pytest.mark.parametrize("name", STEPS)
def test_all_of_an_arrow_and_of_a_number_is_in_the_picture(step, sizes, name):
    made, _ = step(name, sizes)
    for box in [arrow.box for arrow in made.arrows] + [number.box for number in made.numbers]:
        assert box.left() >= 0
        assert box.top() >= 0
        assert box.right() <= SIZE[0]
        assert box.bottom() <= SIZE[1]


@pytest.mark.parametrize("sizes", SHAPES)
@pytest.mark.parametrize("name", ["output-weights", "hidden-weights", "apply"])
def test_every_weight_of_which_something_is_wanted_has_its_arrow_on_its_link(step, sizes, name):
    made, arrows = step(name, sizes)
    wanted = {(source, target): amount for source, target, amount in arrows.links if amount}
    assert {(arrow.source, arrow.neuron): arrow.amount for arrow in of_kind(made, WEIGHT) if arrow.length} == wanted
    assert {(link.source, link.target) for link in made.links} == set(wanted)


def test_in_a_narrow_picture_no_number_of_a_weight_hides_the_digit_of_an_output(step):
    size = (378, 470)
    placement = place(SHAPES[1], *size)
    digits = [QPointF(*placement.middle(Neuron(3, digit))) for digit in range(10)]
    numbers = [number for number in step("output-weights", SHAPES[1], size)[0].numbers if number.arrow.kind == WEIGHT]
    assert numbers
    assert not [number for number in numbers if any(number.box.contains(digit) for digit in digits)]


def test_in_a_narrow_picture_no_number_of_a_hidden_neuron_hides_the_digit_of_an_output(step):
    for size in ((378, 470), (500, 470), (620, 470)):
        placement = place(SHAPES[1], *size)
        digits = [QPointF(*placement.middle(Neuron(3, digit))) for digit in range(10)]
        numbers = step("hidden-wanted", SHAPES[1], size)[0].numbers
        assert not [number for number in numbers if any(number.box.contains(digit) for digit in digits)]
    assert numbers  # where there is room


def test_of_very_many_weights_the_largest_have_arrows_and_only_these_links_are_drawn():
    network = network_of((784, 300, 10))
    arrows = Arrows(links=tuple((Neuron(1, index), Neuron(2, 3), 0.01 * (37 * index % 300)) for index in range(300)))
    made = arranged(arrows, Neuron(2, 3), network)
    shown = of_kind(made, WEIGHT)
    assert 40 < len(shown) <= 64
    assert min(arrow.amount for arrow in shown) > 2.35
    assert len(made.links) == len(shown)
    assert not made.idle


def test_of_many_pixels_the_largest_of_each_row_has_an_arrow_at_its_link(step):
    made, arrows = step("earlier-layers")
    rows = {}
    for source, _, amount in arrows.links:
        row = source.index // 28
        rows[row] = max(rows.get(row, 0), abs(amount))
    seen = {arrow.source.index // 28: abs(arrow.amount) for arrow in of_kind(made, WEIGHT)}
    assert seen == {row: amount for row, amount in rows.items() if amount}
    assert not of_kind(made, PIXEL)


def test_enlarged_pixels_have_arrows_of_their_own():
    network = network_of(SHAPES[0])
    chosen = Neuron(1, 2)
    links = tuple((Neuron(0, index), chosen, 0.01 * (index % 3)) for index in range(784))
    made = arranged(Arrows(links=links), chosen, network, zoom=(3.0, 0.0, -200.0))
    shown = of_kind(made, PIXEL)
    assert len(shown) > 100
    assert all(arrow.amount > 0 for arrow in shown)
    assert made.at(shown[7].x, shown[7].y) == shown[7]


def test_packed_neurons_have_small_arrows_and_the_largest_again_beside_the_layer_with_numbers(step):
    made, arrows = step("hidden-wanted", SHAPES[1])
    small = {arrow.neuron for arrow in of_kind(made, HIDDEN)}
    assert len(small) == 64
    placement = place(SHAPES[1], *SIZE)
    beside = [arrow for arrow in of_kind(made, HIDDEN) if arrow.x > placement.leave(2)]
    first = sorted(arrows.neurons, key=lambda one: -abs(one[1]))[:6]
    assert {arrow.neuron for arrow in beside} == {neuron for neuron, _ in first}
    assert [number.arrow for number in made.numbers] == sorted(beside, key=lambda arrow: arrow.y)
    assert all(number.led_to is not None for number in made.numbers)


@pytest.mark.parametrize("name", STEPS)
def test_the_chosen_neurons_own_arrow_always_has_its_number(step, name):
    for sizes in SHAPES:
        made, arrows = step(name, sizes)
        own = [neuron for neuron, _ in arrows.neurons if neuron == made.chosen]
        assert [n.arrow.neuron for n in made.numbers if n.arrow.source is None and n.arrow.neuron == made.chosen] == own


def test_layers_of_which_only_the_chosen_neuron_takes_part_are_not_whole(step):
    assert step("output-wanted")[0].whole == {3}
    assert step("output-weights")[0].whole == {2}
    assert step("earlier-layers")[0].whole == {0, 1}


def test_before_its_arrows_are_shown_the_layer_of_the_chosen_neuron_is_whole():
    assert arranged(Arrows(), Neuron(2, 3), network_of(SHAPES[0])).whole == {2}


def test_pointing_at_an_arrow_or_close_to_it_finds_it(step):
    made, _ = step("output-weights")
    for arrow in made.arrows:
        assert made.at(arrow.x, arrow.y) == arrow
    lowest = max(made.arrows, key=lambda arrow: arrow.box.bottom())
    assert made.at(lowest.x, lowest.box.bottom() + REACH - 0.5) == lowest
    assert made.at(5, 5) is None


@pytest.mark.parametrize("amount", [0.5, -0.5])
def test_an_arrow_up_is_wide_above_and_one_down_below(amount):
    made = arranged(Arrows(neurons=((Neuron(2, 4), amount),)), Neuron(2, 4), network_of((784, 8, 10)))
    path = arrow_painting.outline(made.arrows[0])
    arrow = made.arrows[0]
    away, side = 0.3 * arrow.length, 0.25 * arrow.width
    assert path.contains(QPointF(arrow.x + side, arrow.y - away)) == (amount > 0)
    assert path.contains(QPointF(arrow.x + side, arrow.y + away)) == (amount < 0)


@pytest.mark.parametrize(
    ("neuron", "amount", "name"),
    [
        (Neuron(2, 4), 0.5, "output_arrow"),
        (Neuron(2, 4), -0.5, "output_arrow"),
        (Neuron(1, 4), 0.5, "rise"),
        (Neuron(1, 4), -0.5, "fall"),
    ],
)
def test_arrows_up_are_filled_with_their_colour_and_arrows_down_are_hollow(three, neuron, amount, name):
    network = network_of((784, 8, 10))
    made = arranged(Arrows(neurons=((neuron, amount),)), neuron, network)
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor("grey"))
    painter = QPainter(image)
    arrow_painting.paint(painter, made, Look.at(three, network), theme.LIGHT)
    painter.end()
    arrow = made.arrows[0]
    inside = image.pixelColor(round(arrow.x - 0.5), round(arrow.y))
    assert inside == (getattr(theme.LIGHT, name) if amount > 0 else theme.LIGHT.paper)


def test_arrows_of_weights_are_ink_and_keep_off_the_colours_of_signs(step):
    made, _ = step("output-weights")
    assert {arrow_painting.colour(arrow, theme.DARK).name() for arrow in of_kind(made, WEIGHT)} == {
        theme.DARK.ink.name()
    }


def test_words_say_what_is_wanted_of_whom():
    network = network_of((784, 8, 10))
    arrows = Arrows(
        neurons=((Neuron(2, 3), 0.52), (Neuron(2, 4), -0.01), (Neuron(1, 2), 0.0)),
        links=((Neuron(1, 1), Neuron(2, 3), 0.0041),),
    )
    assert about(network, arrows, Neuron(2, 3)) == ["output 3: its sum should rise, +0.52"]
    assert about(network, arrows, Neuron(2, 4)) == ["output 4: its sum should fall, −0.01"]
    assert about(network, arrows, Neuron(1, 2)) == ["hidden layer 1, neuron 3: its activation may stay, 0"]
    assert about(network, arrows, Neuron(1, 1)) == ["weight from hidden layer 1, neuron 2 to output 3: +0.0041 wanted"]
    assert "changed by +0.0041" in about(network, arrows, Neuron(1, 1), changed=True)[0]
    assert not about(network, arrows, Neuron(1, 0))


def test_those_who_listen_hear_the_chosen_neuron_first_and_then_the_largest():
    network = network_of((784, 8, 10))
    neurons = tuple((Neuron(2, index), 0.1 * (index - 5)) for index in range(10))
    links = tuple((Neuron(1, index), Neuron(2, 6), 0.01 * index) for index in range(8))
    lines = account(network, Arrows(neurons, links), Neuron(2, 6)).split("\n")
    assert [line.split(":")[0] for line in lines[:4]] == ["output 6", "output 0", "output 1", "output 9"]
    assert len(lines) == 1 + 6 + 6
    assert lines[7].startswith("weight from hidden layer 1, neuron 8 to output 6: +0.07")


def test_the_legend_says_how_much_the_longest_arrows_are():
    text = legend({OUTPUT: 0.52, WEIGHT: 0.0041, HIDDEN: 0.0})
    assert "Longest: output 0.52; weight 0.0041." in text
    assert "hidden" not in text
