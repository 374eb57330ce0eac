"""How soon the window follows the pen, how regularly it comes to its events, and what training pays for it."""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

LAUNCHES = 7


def watched(*arguments):
    """What `watched` tells of a run in a process of its own."""
    # the screen of the offscreen platform would be too small for the window
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={Path(__file__).with_name('screen.json')}"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # the second launch finds everything compiled, as it would be
    command = [sys.executable, "-m", "tests.bench.watched", *map(str, arguments)]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, env=environment, cwd=root, capture_output=True, text=True, check=True, timeout=300)
    return json.loads(done.stdout.splitlines()[-1])


def spread(seconds, *shares):
    """Some percentiles in milliseconds."""
    return " / ".join(f"{1000 * np.percentile(seconds, share):.1f}" for share in shares)


def test_the_pen_and_the_events(table):
    floor, rest, pen = watched("floor"), watched("at_rest"), watched("pen")
    count = len(pen["delays"])
    what = "pointer to painted activations and outputs, ms"
    table.add(f"{what}, training, n {count}, p50 / p99", spread(pen["delays"], 50, 99), "8 / 25", "4 / 16")
    table.add(f"{what}, at rest, p50 / p99", spread(rest["delays"], 50, 99))
    what = "between ticks of 16 ms, ms"
    table.add(f"{what}, training and drawing, p99 / most", spread(pen["ticks"], 99, 100), "25 / 100", "20")
    table.add(f"{what}, floor: an empty window beside training", spread(floor["ticks"], 99, 100))
    table.add("load of the machine at the end of that", f"{pen['load']:.1f}")


def test_training_in_the_window_against_training_alone(table):
    rates = watched("throughput")
    shares = [shown / alone for shown, alone in zip(rates["window"], rates["alone"], strict=True)]
    what = f"training in the window by the same alone ({statistics.median(rates['alone']):.0f} steps/s)"
    table.add(what, f"{statistics.median(shares):.0%}", "85%", "95%")


def test_keeping_what_is_unsaved(table):
    kept = watched("checkpoint")
    what = f"a checkpoint of {kept['size'] / 1e3:.0f} KB while training, n {len(kept['held'])}, median / most, ms"
    table.add(f"{what}: on the window's thread", spread(kept["held"], 50, 100))
    table.add(f"{what}: aside, to the disk", spread(kept["written"], 50, 100))


def test_launch_against_a_bare_window(table):
    times = {"launch": [], "bare": []}
    for turn in range(LAUNCHES + 1):
        for what, measured in times.items():
            started = time.monotonic()
            took = watched(what)["painted"] - started
            if turn:  # the first one compiles
                measured.append(took)
    launch, bare = (statistics.median(measured) for measured in times.values())
    what = f"launch to first paint by a bare window with NumPy ({1000 * bare:.0f} ms)"
    table.add(what, f"{launch / bare:.2f}x", "2x", "1.4x")
