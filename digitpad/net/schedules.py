"""How the learning rate changes over a training run."""

import math
from collections.abc import Callable

SCHEDULES: dict[str, Callable[[float], float]] = {
    # part of the run that is done, 0 to 1 -> factor on the learning rate
    "constant": lambda done: 1.0,
    "cosine": lambda done: (1 + math.cos(math.pi * min(done, 1.0))) / 2,  # Loshchilov and Hutter 2017, eq. 5
    "step": lambda done: 0.1 ** min(int(done * 3), 2),  # a tenth after each third
}
