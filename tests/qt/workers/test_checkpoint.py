import json
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import safetensors
import safetensors.numpy

from digitpad.errors import RefusedFileError
from digitpad.ink.strokes import Drawing
from digitpad.net.network import MOST_WEIGHTS, Network
from digitpad.net.storage import LARGEST_FILE, load_network, save_network
from digitpad.qt.look import NOTHING_DRAWN
from digitpad.qt.workers import Setup
from digitpad.qt.workers.checkpoint import ROOM, load_checkpoint, save_checkpoint


def spoil(path, change):
    """Let `change` do something to the tensors and the notes of a checkpoint."""
    with safetensors.safe_open(path, framework="numpy") as file:
        tensors, told = {name: file.get_tensor(name) for name in file.keys()}, file.metadata()  # noqa: SIM118
    notes = json.loads(told["checkpoint"])
    change(tensors, notes)
    path.write_bytes(safetensors.numpy.save(tensors, {**told, "checkpoint": json.dumps(notes)}))


def test_everything_comes_back_as_it_was_to_the_last_bit(checkpoint, tmp_path):
    save_checkpoint(checkpoint, tmp_path / "c")
    back = load_checkpoint(tmp_path / "c")
    assert back.network.parameters.tobytes() == checkpoint.network.parameters.tobytes()
    assert back.network.recipe == checkpoint.network.recipe
    assert [stroke.tolist() for stroke in back.drawing.strokes] == [s.tolist() for s in checkpoint.drawing.strokes]
    assert back.drawing.canvas == checkpoint.drawing.canvas
    for name in ("losses", "rest"):
        np.testing.assert_array_equal(getattr(back.curve, name), getattr(checkpoint.curve, name))
    assert (back.curve.stretch, back.curve.measured) == (checkpoint.curve.stretch, checkpoint.curve.measured)
    for name in ("when", "unsaved", "model", "trained_on", "setup"):
        assert getattr(back, name) == getattr(checkpoint, name), name
    for name in ("step", "epoch", "epochs", "done", "images_per_second", "seconds"):
        assert getattr(back.progress, name) == getattr(checkpoint.progress, name), name


def test_what_is_not_there_comes_back_as_not_there(checkpoint, tmp_path):
    nothing = replace(checkpoint, drawing=NOTHING_DRAWN, model=None, progress=None, setup=None)
    save_checkpoint(nothing, tmp_path / "c")
    back = load_checkpoint(tmp_path / "c")
    assert back.drawing.empty
    assert (back.model, back.progress, back.setup) == (None, None, None)


def test_a_longer_drawing_than_a_strokes_file_may_hold_comes_back(checkpoint, tmp_path):
    stroke = np.random.default_rng(0).random((60_000, 2)) * 300
    save_checkpoint(replace(checkpoint, drawing=Drawing((300.0, 300.0), (stroke, stroke[:1]))), tmp_path / "c")
    back = load_checkpoint(tmp_path / "c").drawing
    assert [len(stroke) for stroke in back.strokes] == [60_000, 1]
    np.testing.assert_array_equal(back.strokes[0], stroke)


def test_the_largest_network_with_a_long_drawing_comes_back(checkpoint, tmp_path):
    network = Network((784, 4096, 3114, 10))
    assert MOST_WEIGHTS - 3000 < sum(weights.size for weights in network.weights) <= MOST_WEIGHTS
    stroke = np.random.default_rng(0).random((65_000, 2)) * 300
    long = replace(checkpoint, drawing=Drawing((300.0, 300.0), (stroke,)), network=network, progress=None)
    save_checkpoint(long, tmp_path / "c")
    back = load_checkpoint(tmp_path / "c")
    assert back.network.sizes == network.sizes
    np.testing.assert_array_equal(back.drawing.strokes[0], stroke)


def test_what_could_be_no_checkpoint_is_not_read(checkpoint, tmp_path):
    save_checkpoint(checkpoint, tmp_path / "c")
    os.truncate(tmp_path / "c", LARGEST_FILE + ROOM + 1)
    with pytest.raises(RefusedFileError, match="larger than"):
        load_checkpoint(tmp_path / "c")


def test_a_path_that_is_no_unicode_comes_back(checkpoint, tmp_path):
    model = Path(b"/tmp/\xff.safetensors".decode("utf-8", "surrogateescape"))
    save_checkpoint(replace(checkpoint, model=model), tmp_path / "c")
    assert load_checkpoint(tmp_path / "c").model == model


def test_a_checkpoint_is_not_opened_as_a_model_nor_a_model_as_a_checkpoint(checkpoint, tmp_path):
    save_checkpoint(checkpoint, tmp_path / "c")
    save_network(checkpoint.network, tmp_path / "m")
    with pytest.raises(RefusedFileError):
        load_network(tmp_path / "c")
    with pytest.raises(RefusedFileError):
        load_checkpoint(tmp_path / "m")


@pytest.mark.parametrize(
    "change",
    [
        lambda tensors, notes: notes.update(version=2),
        lambda tensors, notes: notes.pop("canvas"),
        lambda tensors, notes: notes.update(canvas=[300, 0]),
        lambda tensors, notes: notes.update(canvas=[300, float("nan")]),
        lambda tensors, notes: notes.update(when="today"),
        lambda tensors, notes: notes.update(unsaved=1),
        lambda tensors, notes: notes.update(model="a\0b"),
        lambda tensors, notes: notes.update(stretch=0),
        lambda tensors, notes: notes.update(progress={"step": 1}),
        lambda tensors, notes: notes["progress"].update(step=-1),
        lambda tensors, notes: notes["progress"].update(epoch=1.5),
        lambda tensors, notes: notes["setup"].update(batch_size=0),
        lambda tensors, notes: notes.update(setup=[]),
        lambda tensors, notes: tensors["ink.points"].fill(np.inf),
        lambda tensors, notes: tensors["ink.points"].fill(1e10),
        lambda tensors, notes: tensors.update({"ink.points": tensors["ink.points"].T.copy()}),
        lambda tensors, notes: tensors["ink.lengths"].fill(0),
        lambda tensors, notes: tensors["ink.lengths"].fill(2**62),
        lambda tensors, notes: tensors.update({"ink.lengths": np.ones(1)}),
        lambda tensors, notes: tensors["curve.losses"].fill(np.nan),
        lambda tensors, notes: tensors.update({"curve.rest": np.ones((2, 2))}),
        lambda tensors, notes: tensors.update({"curve.measured": np.ones(2)}),
        lambda tensors, notes: tensors.pop("curve.measured"),
    ],
)
def test_what_does_not_make_sense_is_refused(checkpoint, tmp_path, change):
    path = tmp_path / "c"
    save_checkpoint(checkpoint, path)
    spoil(path, lambda tensors, notes: None)
    load_checkpoint(path)
    spoil(path, change)
    with pytest.raises(RefusedFileError):
        load_checkpoint(path)


@pytest.mark.parametrize("share", [0, 0.5, 0.99])
def test_a_cut_file_is_refused(checkpoint, tmp_path, share):
    save_checkpoint(checkpoint, tmp_path / "c")
    content = (tmp_path / "c").read_bytes()
    (tmp_path / "c").write_bytes(content[: int(share * len(content))])
    with pytest.raises(RefusedFileError):
        load_checkpoint(tmp_path / "c")


def test_a_setup_of_a_file_is_one_that_training_takes():
    setup = Setup(hidden=(5,), batch_size=7)
    assert Setup.of({"hidden": [5], "batch_size": 7}) == setup
    for wrong in ({"batch_size": True}, {"hidden": 5}, {"learning_rate": float("inf")}, {"unknown": 1}):
        with pytest.raises((TypeError, ValueError)):
            Setup.of(wrong)
