from digitpad.net.neuron import Neuron
from digitpad.net.story import Arrows
from digitpad.qt.predictions import Predictions

ARROWS = Arrows(
    neurons=((Neuron(2, 3), 0.5), (Neuron(2, 7), -0.25)),
    links=((Neuron(1, 0), Neuron(2, 3), 0.1),),
)


def test_only_arrows_that_were_predicted_or_revealed_are_shown_and_links_with_their_neuron():
    made = Predictions()
    assert made.shown(ARROWS, Neuron(2, 3)) == Arrows((), ())
    made.guess(Neuron(2, 7), up=True, right=False)
    assert made.shown(ARROWS, Neuron(2, 3)) == Arrows(ARROWS.neurons[1:], ())
    made.reveal([Neuron(2, 3), Neuron(2, 7)])
    assert made.shown(ARROWS, Neuron(2, 3)) == ARROWS


def test_what_is_revealed_is_no_guess_and_does_not_count():
    made = Predictions()
    made.guess(Neuron(2, 3), up=False, right=True)
    made.reveal([Neuron(2, 3), Neuron(2, 7)])
    assert (made.of(Neuron(2, 3)), made.of(Neuron(2, 7)), made.of(Neuron(2, 0))) == (False, None, None)
    assert [made.knows(Neuron(2, index)) for index in (3, 7, 0)] == [True, True, False]
    assert made.score == (1, 1)


def test_the_score_outlives_the_arrows_that_it_is_of_until_it_begins_anew():
    made = Predictions()
    made.guess(Neuron(2, 3), up=False, right=True)
    made.forget()
    made.guess(Neuron(2, 3), up=True, right=False)
    assert made.score == (1, 2)
    made.restart()
    assert made.score == (0, 0)
    assert not made.knows(Neuron(2, 3))
