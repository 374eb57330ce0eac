import itertools

import numpy as np
import pytest

from digitpad.errors import RefusedValueError
from digitpad.net.landscape import (
    COARSE,
    FINE,
    MOST_BYTES,
    MOST_SNAPSHOTS,
    Path,
    axes,
    landscape,
    path_plane,
    random_plane,
    survey,
)
from digitpad.net.losses import LOSSES
from digitpad.net.network import Network

LABELS = np.array([0, 1, 2, 3, 1])


def fresh(sizes=(7, 6, 5, 4), activation="relu", loss="cross-entropy", seed=4):
    rng = np.random.default_rng(seed)
    network = Network(sizes, activation, loss).initialise(rng, "xavier")
    network.parameters[network.weight_count :] = rng.normal(0, 0.1, sum(network.sizes[1:]))
    return network


def pictures():
    return np.random.default_rng(2).random((5, 7), np.float32)


def loss_of(network):
    return LOSSES[network.loss].value(network.forward(pictures()).outputs, np.eye(4)[LABELS])


def run(network, steps=9, seed=0):
    """Snapshots of a walk at random that ends at `network`."""
    moves = np.random.default_rng(seed).normal(0, 0.1, (steps, network.parameters.size))
    return (network.parameters - np.cumsum(moves, axis=0)[::-1]).astype(np.float32)


def test_each_neuron_s_part_of_a_random_direction_is_as_long_as_its_weights():
    network = fresh()
    network.weights[1][:, 2] = 0
    plane = random_plane(network)
    for direction in plane.directions:
        weights, biases = network.views(direction)
        for part, own in zip(weights, network.weights, strict=True):
            assert np.linalg.norm(part, axis=0) == pytest.approx(np.linalg.norm(own, axis=0), rel=1e-5)
        assert not any(part.any() for part in biases)
    assert not network.views(plane.directions[0])[0][1][:, 2].any()


def test_random_directions_are_the_same_for_the_same_seed_and_differ_from_each_other():
    one, same, other = random_plane(fresh(), 1), random_plane(fresh(), 1), random_plane(fresh(), 2)
    assert np.array_equal(one.directions, same.directions)
    assert not np.array_equal(one.directions, other.directions)
    assert not np.array_equal(one.directions[0], one.directions[1])


@pytest.mark.parametrize(
    ("sizes", "activation", "loss"),
    [
        ((7, 6, 5, 4), "relu", "cross-entropy"),
        ((7, 6, 4), "leaky-relu", "mean-square"),
        ((7, 5, 5, 5, 4), "tanh", "cross-entropy"),
        ((7, 4), "sigmoid", "mean-square"),
        ((7, 4), "relu", "cross-entropy"),
    ],
)
def test_every_point_of_the_landscape_is_the_loss_of_the_network_there(sizes, activation, loss):
    network = fresh(sizes, activation, loss)
    plane = random_plane(network)
    points = list(landscape(plane, pictures(), LABELS, size=5))
    assert [(point.row, point.column) for point in points] == list(itertools.product(range(5), range(5)))
    columns, rows = axes(plane, 5)
    for point in points:
        there = network.copy()
        there.parameters += columns[point.column] * plane.directions[0] + rows[point.row] * plane.directions[1]
        assert point.loss == pytest.approx(loss_of(there), rel=1e-5)
    assert points[12].loss == pytest.approx(loss_of(network), rel=1e-6)
    assert len({point.loss for point in points}) > 20


def test_the_landscape_is_the_same_each_time_and_can_be_stopped():
    plane = random_plane(fresh())
    assert list(landscape(plane, pictures(), LABELS, 3)) == list(landscape(plane, pictures(), LABELS, 3))
    points = landscape(plane, pictures(), LABELS, 1001)
    next(points)
    points.close()
    assert list(points) == []


def test_the_landscape_leaves_the_network_alone_and_stays_what_it_was_when_the_network_learns():
    network = fresh()
    kept = network.parameters.copy()
    plane = random_plane(network)
    first = list(landscape(plane, pictures(), LABELS, 3))
    assert np.array_equal(network.parameters, kept)
    network.parameters[:] = 0
    assert list(landscape(plane, pictures(), LABELS, 3)) == first


def test_a_survey_is_coarse_at_first_then_estimated_between_and_in_the_end_the_fine_landscape():
    plane = random_plane(fresh())
    coarse = np.array([point.loss for point in landscape(plane, pictures(), LABELS, COARSE)]).reshape(COARSE, COARSE)
    fine = np.array([point.loss for point in landscape(plane, pictures(), LABELS, FINE)]).reshape(FINE, FINE)
    shares, first, last = [], None, None
    for losses, share in survey(plane, pictures(), LABELS):
        shares.append(share)
        if losses is not None and first is None:
            first = losses.copy()
        last = losses
    every = (FINE - 1) // (COARSE - 1)
    assert first[::every, ::every] == pytest.approx(coarse)
    assert np.abs(first - fine).max() < 0.1 * np.ptp(fine)
    assert np.array_equal(last, fine)
    assert shares[-1] == 1
    assert (np.diff(shares) > 0).all()
    assert len(shares) == COARSE**2 + FINE**2


def test_a_survey_of_what_is_beyond_all_bounds_comes_to_its_end():
    network = fresh(activation="tanh")
    network.parameters *= 1e38
    for losses, _ in survey(random_plane(network), pictures() * 10, LABELS):
        assert losses is None or losses.min() > 1e299


def test_a_loss_beyond_all_bounds_is_infinite():
    network = fresh(activation="tanh")
    network.parameters *= 1e38
    assert all(point.loss == np.inf for point in landscape(random_plane(network), pictures() * 10, LABELS, 3))


def test_the_main_directions_of_a_run_are_orthonormal_and_its_path_ends_at_the_origin():
    network = fresh()
    plane = path_plane(network, run(network))
    assert plane.directions @ plane.directions.T == pytest.approx(np.eye(2), abs=1e-5)
    assert plane.path.shape == (10, 2)
    assert np.array_equal(plane.path[-1], (0, 0))
    assert (np.abs(plane.path).max(axis=0) < plane.reach).all()


def test_the_main_directions_are_those_of_the_singular_value_decomposition():
    network = fresh()
    steps = run(network).astype(np.float64) - network.parameters
    _, values, vectors = np.linalg.svd(steps, full_matrices=False)
    plane = path_plane(network, run(network))
    assert np.abs((plane.directions * vectors[:2]).sum(axis=1)) == pytest.approx(1, abs=1e-4)
    assert plane.explained == pytest.approx(values[:2] ** 2 / (values**2).sum(), rel=1e-4)


def test_a_run_in_a_plane_is_drawn_true():
    network = fresh()
    a, b = random_plane(network).directions
    ways = np.array([(-3, 0), (-2, 1), (-1, 1), (-0.5, 0.2)], np.float32)
    snapshots = network.parameters + ways @ np.stack([a, b])
    plane = path_plane(network, snapshots)
    there = network.parameters + plane.path[:-1] @ plane.directions
    assert there == pytest.approx(snapshots, abs=1e-4)
    assert sum(plane.explained) == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_run_that_has_not_moved_in_two_directions_is_refused(count):
    network = fresh()
    straight = network.parameters + np.arange(1, count + 1, dtype=np.float32)[:, None]
    with pytest.raises(RefusedValueError, match="too short"):
        path_plane(network, straight)


def test_a_path_keeps_every_step_until_it_is_full_and_then_even_ones_of_the_whole_run():
    network = fresh()
    path = Path(network)
    for step in range(1000):
        path.record(np.full(network.parameters.size, step, np.float32))
        steps = path.snapshots[:, 0]
        assert len(steps) <= MOST_SNAPSHOTS
        assert steps[0] == 0
        if step < MOST_SNAPSHOTS:
            assert np.array_equal(steps, np.arange(step + 1))
        else:
            assert len(steps) >= MOST_SNAPSHOTS / 2
            assert len(set(np.diff(steps))) == 1
            assert step - steps[-1] < np.diff(steps)[0]


def test_a_path_takes_no_memory_before_there_is_a_run():
    network = Network((784, 700, 300, 10))
    path = Path(network)
    assert path.snapshots.shape == (0, network.parameters.size)
    assert path.snapshots.base.nbytes == 0
    path.record(network.parameters)
    assert path.snapshots.base.nbytes > 0


def test_a_path_of_a_large_network_stays_within_its_memory():
    network = Network((784, 700, 300, 10))
    path = Path(network)
    for step in range(50):
        network.parameters[:] = step
        path.record(network.parameters)
    assert len(path.snapshots) >= 4
    assert path.snapshots.base.nbytes <= MOST_BYTES
    assert np.array_equal(path.snapshots[:, -1], path.snapshots[:, 0])
    assert len(set(np.diff(path.snapshots[:, 0]))) == 1
