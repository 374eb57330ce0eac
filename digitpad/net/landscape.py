"""The loss as a landscape: its height on a plane through the parameters of a network, and the way of a run in it.

H. Li, Z. Xu, G. Taylor, C. Studer, T. Goldstein: Visualizing the Loss Landscape of Neural Nets, NeurIPS 2018.
"""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from digitpad.errors import RefusedValueError
from digitpad.net.activations import ACTIVATIONS, Array
from digitpad.net.losses import LOSSES
from digitpad.net.network import Network
from digitpad.words import translate

MOST_SNAPSHOTS = 64
MOST_BYTES = 32 * 2**20
"""A `Path` takes no more memory than this, unless four snapshots do."""

COARSE, FINE = 11, 41
"""Points along each side of a survey: of the first, quick one and of the second; all of the one are among the other."""

MARGIN = 1.25
"""A plane through a run reaches so many times as far as its path."""


class Path:
    """Where the parameters of a network have been during a run, thinned so that memory stays bounded.

    Every step is kept until there are `MOST_SNAPSHOTS`, or fewer for a network so large that they would pass
    `MOST_BYTES`. Then every second one is dropped, and from there on only every second step is kept, and so on: the
    path always spans the whole run, in even steps.
    """

    def __init__(self, network: Network) -> None:
        """Be ready for the parameters of `network`; memory is taken when the first snapshot comes."""
        size = network.parameters.size
        self._room = int(np.clip(MOST_BYTES // (4 * size), 4, MOST_SNAPSHOTS))
        self._snapshots = np.empty((0, size), np.float32)
        self._count = 0
        self._every = 1
        self._seen = 0

    def record(self, parameters: Array) -> None:
        """Take note of where the run is, `parameters` flat; call it once for each step."""
        due = self._seen % self._every == 0
        self._seen += 1
        if not due:
            return
        if self._count == self._room:
            kept = self._snapshots[::2]
            for at, snapshot in enumerate(kept):  # forward, in place: a row goes only to where an earlier one was
                self._snapshots[at] = snapshot
            self._count = len(kept)
            self._every *= 2
            if (self._seen - 1) % self._every:
                return
        if not self._count:
            self._snapshots = np.empty((self._room, parameters.size), np.float32)
        self._snapshots[self._count] = parameters
        self._count += 1

    @property
    def snapshots(self) -> NDArray[np.float32]:
        """In order of time, (snapshots, parameters); a view that is good until the next `record`."""
        return self._snapshots[: self._count]


@dataclass(frozen=True, eq=False)
class Plane:
    """Two directions through the parameters of a network.

    Attributes:
        network: at the origin, a copy.
        directions: (2, parameters) float32.
        path: where a run has been, in units of the directions, (m, 2); it ends at the origin. (0, 2) without one.
        reach: how far to look along each direction, so that the path is in it.
        explained: the shares of the path's squared distances from its end that lie along each direction; (0, 0)
            without one.
    """

    network: Network
    directions: NDArray[np.float32]
    path: NDArray[np.float64]
    reach: tuple[float, float]
    explained: tuple[float, float]


class Point(NamedTuple):
    """The loss at one point of a grid; row 0 is farthest down the second direction, column 0 down the first."""

    row: int
    column: int
    loss: float


def random_plane(network: Network, seed: int = 0) -> Plane:
    """Two random directions, normalised filter by filter: for each neuron its weights' part is as long as its weights.

    Li et al. 2018, section 4; as in their published program the biases are left as they are. A unit is as far as the
    weights are from zero, whatever their scale, so that landscapes of different networks can be compared.
    """
    rng = np.random.default_rng(seed)
    directions = np.zeros((2, network.parameters.size), np.float32)
    for direction in directions:
        for part, weights in zip(network.views(direction)[0], network.weights, strict=True):
            part[:] = rng.standard_normal(part.shape, np.float32)
            part *= np.linalg.norm(weights.astype(np.float64), axis=0) / np.linalg.norm(part, axis=0)
    return Plane(network.copy(), directions, np.empty((0, 2)), (1.0, 1.0), (0.0, 0.0))


def path_plane(network: Network, snapshots: NDArray[np.float32]) -> Plane:
    """The two main directions of a run that passed `snapshots` (m, parameters) and came to `network`.

    They are the right singular vectors of the snapshots minus the end (Li et al. 2018, section 7), orthonormal; the
    singular values come from the small m x m matrix of inner products, so no large matrix is decomposed.

    Raises RefusedValueError when the run has not yet moved in two directions.
    """
    end = network.parameters.astype(np.float32)
    steps = snapshots - end
    squares, sides = np.linalg.eigh((steps @ steps.T).astype(np.float64))
    # what is below float32's rounding of the longest is no direction of its own
    if len(squares) < 2 or squares[-2] <= 1e-6 * squares[-1]:
        raise RefusedValueError(
            translate("errors", "The run is too short for its main directions: train for a few more steps.")
        )
    directions = (sides[:, :-3:-1] / np.sqrt(squares[:-3:-1])).T.astype(np.float32) @ steps
    directions[0] /= np.linalg.norm(directions[0])
    directions[1] -= (directions[1] @ directions[0]) * directions[0]
    directions[1] /= np.linalg.norm(directions[1])
    path = np.concatenate([(steps @ directions.T).astype(np.float64), np.zeros((1, 2))])
    reach = MARGIN * np.abs(path).max(axis=0)
    explained = squares[:-3:-1] / np.trace(steps @ steps.T)
    return Plane(
        network.copy(),
        directions,
        path,
        (float(reach[0]), float(reach[1])),
        (float(explained[0]), float(explained[1])),
    )


def axes(plane: Plane, size: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How far along the first and the second direction each column and each row of a grid is, (size,) each."""
    return np.linspace(-plane.reach[0], plane.reach[0], size), np.linspace(-plane.reach[1], plane.reach[1], size)


def landscape(plane: Plane, inputs: Array, labels: NDArray[Any], size: int = 31) -> Generator[Point, None, None]:
    """The loss on `inputs` (n, sizes[0]) with `labels` (n,) at size x size points of `plane`, row by row.

    With an odd `size` the middle point is the network itself. To stop, close the generator. A loss that is beyond
    all bounds is inf.

    The sums of the first layer change linearly on a plane, so they are computed once in each direction; what is left
    to do for a point is the smaller layers alone.
    """
    network = plane.network
    dtype = network.parameters.dtype
    targets = np.eye(network.sizes[-1], dtype=dtype)[labels]
    flats = (network.parameters, *plane.directions)
    # far from the network the numbers may grow beyond all bounds
    with np.errstate(over="ignore", invalid="ignore"):
        sums = [inputs @ weights[0] + biases[0] for weights, biases in map(network.views, flats)]
    hidden = len(network.sizes) > 2
    upper = Network(network.sizes[1:], network.activation, network.loss, dtype) if hidden else None
    uppers = [_above_first_layer(network, flat) for flat in flats]
    loss = LOSSES[network.loss]
    columns, rows = axes(plane, size)
    for row, y in enumerate(rows.tolist()):
        for column, x in enumerate(columns.tolist()):
            with np.errstate(over="ignore", invalid="ignore"):
                below = sums[0] + x * sums[1] + y * sums[2]
                if upper is None:
                    loss.output(below, below)
                else:
                    ACTIVATIONS[network.activation].apply(below, below)
                    upper.parameters[:] = uppers[0] + x * uppers[1] + y * uppers[2]
                    below = upper.forward(below).outputs
                value = loss.value(below, targets)
            yield Point(row, column, value if np.isfinite(value) else np.inf)


def survey(
    plane: Plane, inputs: Array, labels: NDArray[Any]
) -> Generator[tuple[NDArray[np.float64] | None, float], None, None]:
    """The whole `landscape`, coarse at first and then fine: after each point what is known, and the share of it done.

    What is known is (FINE, FINE), the same array every time, or None until the coarse survey is complete. From then
    on a loss that is not yet computed is estimated from the coarse ones around it.
    """
    coarse = np.empty((COARSE, COARSE))
    total = coarse.size + FINE**2
    for done, point in enumerate(landscape(plane, inputs, labels, COARSE), 1):
        coarse[point.row, point.column] = point.loss
        if done < coarse.size:
            yield None, done / total
    known = _refined(coarse)
    for done, point in enumerate(landscape(plane, inputs, labels, FINE), coarse.size):
        yield known, done / total
        known[point.row, point.column] = point.loss
    yield known, 1.0


def _refined(coarse: NDArray[np.float64]) -> NDArray[np.float64]:
    """The losses of a grid on a finer one."""
    between = smooth(len(coarse), np.linspace(0, 1, FINE))
    refined: NDArray[np.float64] = np.exp(
        np.clip(between @ np.log(np.clip(coarse, 1e-300, 1e300)) @ between.T, -700, 700)
    )
    return refined


def smooth(count: int, at: NDArray[np.float64]) -> NDArray[np.float64]:
    """What each of `count` points in a row adds to the smooth curve through them at `at` (k,), 0 to 1: (k, count).

    The curve is the cubic of E. Catmull and R. Rom, A Class of Local Interpolating Splines, 1974, with the ends carried
    on straight.
    """
    where = at * (count - 1)
    first = np.clip(np.floor(where), 0, count - 2).astype(int)
    t = where - first
    weights = (
        (-(t**3) + 2 * t**2 - t) / 2,
        (3 * t**3 - 5 * t**2 + 2) / 2,
        (-3 * t**3 + 4 * t**2 + t) / 2,
        (t**3 - t**2) / 2,
    )
    made = np.zeros((len(at), count + 2))
    each = np.arange(len(at))
    for offset, weight in enumerate(weights):
        made[each, first + offset] += weight
    # beside the ends lie points that continue the last stretch
    for end, one, two in ((0, 1, 2), (-1, -2, -3)):
        made[:, one] += 2 * made[:, end]
        made[:, two] -= made[:, end]
    return made[:, 1:-1]


def _above_first_layer(network: Network, flat: Array) -> Array:
    """The part of `flat` that belongs to the layers above the first, laid out as the parameters of these alone."""
    weights, biases = network.views(flat)
    return np.concatenate([*(part.ravel() for part in weights[1:]), *biases[1:], flat[:0]])
