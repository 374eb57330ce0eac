"""Kill a program again and again while it saves, and see what it leaves: `make kill`."""

import os
import select
import signal
import struct
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import click
import numpy as np
from PySide6.QtCore import QByteArray

from digitpad.data.samples import add_sample, handwriting, read_drawings
from digitpad.ink.strokes import Drawing
from digitpad.net.network import Network
from digitpad.net.storage import load_network, save_network
from digitpad.paths import Folders
from digitpad.qt.preferences import Preferences
from digitpad.qt.workers import Setup
from digitpad.qt.workers.checkpoint import Checkpoint, Curve, load_checkpoint, save_checkpoint

LONGEST = 0.03
"""Seconds that the program goes on after its first save, at most."""

MODEL = Network((784, 128, 64, 10)).initialise(np.random.default_rng(0))
GEOMETRY = b"\x01\xd9\xd0\xcb" + bytes(60)


@dataclass(frozen=True)
class Kind:
    """One kind of file: `save(folder, n)` puts the number n into it, `read(folder)` tells it when all is whole."""

    save: Callable[[Path, int], None]
    read: Callable[[Path], int]


def save_model(folder: Path, number: int) -> None:
    MODEL.recipe = {"number": number}
    MODEL.biases[-1][:] = number
    save_network(MODEL, folder / "m.safetensors")


def read_model(folder: Path) -> int:
    network = load_network(folder / "m.safetensors")
    number: int = network.recipe["number"]
    assert (network.biases[-1] == number).all()
    assert np.array_equal(network.weights[0], MODEL.weights[0])
    return number


def preferences(folder: Path) -> Preferences:
    window = {"geometry": (lambda: QByteArray(GEOMETRY), lambda state: state.data() == GEOMETRY)}
    return Preferences(folder / "settings" / "window.json", window, {})


def save_settings(folder: Path, number: int) -> None:
    preferences(folder).remember(Setup(batch_size=number), animate=True)


def read_settings(folder: Path) -> int:
    kept = preferences(folder)
    assert kept.fault == ""
    return kept.setup().batch_size


def save_sample(folder: Path, number: int) -> None:
    stroke = np.array([(number, 1.0), (2.0, 3.0), (4.5, number)])
    add_sample(Drawing((280, 280), (stroke,) * 3, number % 10), Folders.below(folder))


def read_samples(folder: Path) -> int:
    drawings = read_drawings(handwriting(Folders.below(folder)))
    for number, drawing in enumerate(drawings, start=1):
        assert drawing.label == number % 10
        assert drawing.strokes[2][0, 0] == number
    return len(drawings)


def save_unsaved(folder: Path, number: int) -> None:
    stroke = np.full((1000, 2), float(number))
    MODEL.biases[-1][:] = number
    curve = Curve(np.full(600, float(number)), np.empty(0), 1, ((number, 90.0),))
    drawing = Drawing((280, 280), (stroke, stroke[:3]))
    save_checkpoint(
        Checkpoint(number, False, drawing, MODEL, True, None, None, "generated", curve, Setup(batch_size=number)),
        folder / "c.safetensors",
    )


def read_unsaved(folder: Path) -> int:
    old = load_checkpoint(folder / "c.safetensors")
    number = int(old.when)
    assert (old.network.biases[-1] == number).all()
    assert np.array_equal(old.network.weights[0], MODEL.weights[0])
    assert [len(stroke) for stroke in old.drawing.strokes] == [1000, 3]
    assert (old.drawing.strokes[0] == number).all()
    assert (old.curve.losses == number).all()
    assert old.curve.measured == ((number, 90.0),)
    assert old.setup == Setup(batch_size=number)
    return number


KINDS = {
    "model": Kind(save_model, read_model),
    "settings": Kind(save_settings, read_settings),
    "samples": Kind(save_sample, read_samples),
    "checkpoint": Kind(save_unsaved, read_unsaved),
}


def kill_once(kind: Kind, folder: Path, last: int, seconds: float) -> tuple[int, int]:
    """Let a program save the numbers after `last`, end it after some time, and check what is there.

    Returns the number that is in the file, and how many files lie beside it.
    """
    told, tell = os.pipe()
    program = os.fork()
    if program == 0:
        _save_for_ever(kind, folder, last, tell)
    os.close(tell)
    with os.fdopen(told, "rb") as saved:
        first = saved.read(8)
        select.select([], [], [], seconds)
        os.kill(program, signal.SIGKILL)
        os.waitpid(program, 0)
        numbers = first + saved.read()
    assert numbers, "nothing was saved"
    (acknowledged,) = struct.unpack("<q", numbers[len(numbers) // 8 * 8 - 8 : len(numbers) // 8 * 8])
    there = kind.read(folder)
    assert there in (acknowledged, acknowledged + 1), f"{acknowledged} was saved, {there} is there"
    return there, sum(path.is_file() for path in folder.rglob("*")) - 1


def _save_for_ever(kind: Kind, folder: Path, last: int, tell: int) -> NoReturn:
    try:
        while True:
            last += 1
            kind.save(folder, last)
            os.write(tell, struct.pack("<q", last))
    finally:
        os._exit(1)


@click.command()
@click.option("--kills", default=200, show_default=True)
@click.option("--seed", default=0, show_default=True)
def main(kills: int, seed: int) -> None:
    """Kills of each kind in turn; exits with 1 when a file was neither the one before nor the one after, whole."""
    rng = np.random.default_rng(seed)
    amid = dict.fromkeys(KINDS, 0)
    most = dict.fromkeys(KINDS, 0)
    with tempfile.TemporaryDirectory() as parent:
        folders = {name: Path(parent, name) for name in KINDS}
        lasts = dict.fromkeys(KINDS, 0)
        for folder in folders.values():
            folder.mkdir()
        for index in range(kills):
            name = list(KINDS)[index % len(KINDS)]
            lasts[name], beside = kill_once(KINDS[name], folders[name], lasts[name], rng.uniform(0, LONGEST))
            amid[name] += beside > 0
            most[name] = max(most[name], beside)
    click.echo(f"{kills} kills from seed {seed}: always the file before or the one after, whole")
    for name in KINDS:
        click.echo(
            f"{name:<10} {lasts[name]:>7,} saves, {amid[name]:>3} killed amid one, {most[name]} parts left at most"
        )
    sys.exit(max(most.values()) > 1)


if __name__ == "__main__":
    main()
