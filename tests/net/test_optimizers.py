import numpy as np
import pytest

from digitpad.net.optimizers import BLOCK, OPTIMIZERS

# Parameters after each of three steps on f(p) = sum(p * p) / 2 from (1, -2), learning rate 0.1, worked by hand.
BY_HAND = {
    "sgd": [0.9, 0.81, 0.729],
    "momentum": [0.9, 0.72, 0.486],
    "nesterov": [0.81, 0.5751, 0.327321],
}


@pytest.mark.parametrize("name", BY_HAND)
def test_descent_takes_the_steps_worked_out_by_hand(name):
    parameters = np.array([1.0, -2.0])
    optimizer = OPTIMIZERS[name](parameters)
    for expected in BY_HAND[name]:
        optimizer.step(parameters.copy(), 0.1)
        assert parameters == pytest.approx([expected, -2 * expected], rel=1e-12)


def test_the_first_step_of_adam_is_the_learning_rate_against_the_sign():
    parameters = np.array([1.0, -2.0, 3.0])
    OPTIMIZERS["adam"](parameters).step(np.array([5.0, -1e-3, 0.0]), 0.01)
    assert parameters == pytest.approx([0.99, -1.99, 3.0], abs=1e-6)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_parameter_of_a_large_array_is_stepped(name):
    count = 2 * BLOCK + 7
    parameters = np.zeros(count, np.float32)
    optimizer = OPTIMIZERS[name](parameters)
    for _ in range(3):
        optimizer.step(np.ones(count, np.float32), 0.1)
    assert (parameters == parameters[0]).all()
    assert parameters[0] < 0
