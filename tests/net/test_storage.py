import json
import os
import struct

import numpy as np
import pytest
import safetensors.numpy

from digitpad.errors import RefusedFileError
from digitpad.net.network import Network
from digitpad.net.storage import load_network, save_network, tensors, to_safetensors


@pytest.fixture
def network():
    made = Network((784, 12, 10), "tanh", "mean-square").initialise(np.random.default_rng(0))
    made.recipe = {"optimizer": "adam", "epochs": 3, "data": ["generated"]}
    return made


def header_of(content):
    (length,) = struct.unpack("<Q", content[:8])
    return json.loads(content[8 : 8 + length])


def rewritten(network, **changes):
    """The network's file with other metadata; None leaves an entry out."""
    metadata = {**header_of(to_safetensors(network))["__metadata__"], **changes}
    return safetensors.numpy.save(tensors(network), {k: v for k, v in metadata.items() if v is not None})


def test_what_is_saved_is_loaded_to_the_last_bit(network, tmp_path):
    save_network(network, tmp_path / "a.safetensors")
    loaded = load_network(tmp_path / "a.safetensors")
    assert np.array_equal(loaded.parameters, network.parameters)
    assert (loaded.sizes, loaded.activation, loaded.loss) == (network.sizes, "tanh", "mean-square")
    assert loaded.recipe == network.recipe


def test_the_file_has_the_tensors_and_metadata_that_others_rely_on(network):
    header = header_of(to_safetensors(network))
    assert header["layers.0.weight"]["shape"] == [784, 12]
    assert header["layers.1.bias"]["shape"] == [10]
    assert {header[name]["dtype"] for name in header if name != "__metadata__"} == {"F32"}
    metadata = header["__metadata__"]
    assert metadata["format"] == "digitpad"
    assert json.loads(metadata["sizes"]) == [784, 12, 10]
    assert json.loads(metadata["classes"]) == list("0123456789")


def test_saving_leaves_nothing_else_in_the_folder(network, tmp_path):
    save_network(network, tmp_path / "a.safetensors")
    save_network(network, tmp_path / "a.safetensors")
    assert [path.name for path in tmp_path.iterdir()] == ["a.safetensors"]


def test_a_missing_file_is_refused_by_name(tmp_path):
    with pytest.raises(RefusedFileError, match=r"absent\.safetensors: cannot be read"):
        load_network(tmp_path / "absent.safetensors")


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(RefusedFileError):
        load_network(tmp_path)


@pytest.mark.parametrize("share", [0, 0.001, 0.01, 0.5, 0.999])
def test_a_file_that_was_cut_is_refused(network, tmp_path, share):
    content = to_safetensors(network)
    path = tmp_path / "cut.safetensors"
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(RefusedFileError, match=r"choose a \.safetensors file"):
        load_network(path)


def test_a_header_that_claims_more_than_the_file_holds_is_refused(tmp_path):
    path = tmp_path / "bomb.safetensors"
    path.write_bytes(struct.pack("<Q", 10**10) + b"{}" * 46)
    with pytest.raises(RefusedFileError):
        load_network(path)


def test_a_file_larger_than_any_network_is_refused_unread(tmp_path):
    path = tmp_path / "huge.safetensors"
    with path.open("wb") as file:
        file.truncate(2**33)
    with pytest.raises(RefusedFileError, match="larger than 65 MB"):
        load_network(path)


@pytest.mark.parametrize(
    "changes",
    [
        {"format": "other"},
        {"version": "2"},
        {"sizes": "[784, 10]"},
        {"sizes": "[784, 1000000000, 10]"},
        {"sizes": "[784, true, 10]"},
        {"sizes": "[784, 12.0, 10]"},
        {"sizes": "[" * 100_000},
        {"sizes": None},
        {"sizes": "{}"},
        {"activation": "swish"},
        {"loss": None},
        {"classes": '["a"]'},
        {"recipe": "[]"},
        {"recipe": "not json"},
    ],
)
def test_metadata_that_does_not_fit_is_refused(network, tmp_path, changes):
    path = tmp_path / "odd.safetensors"
    path.write_bytes(rewritten(network, **changes))
    with pytest.raises(RefusedFileError, match=r"odd\.safetensors"):
        load_network(path)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_weights_that_are_not_finite_are_refused(network, tmp_path, value):
    network.weights[0][3, 4] = value
    path = tmp_path / "nan.safetensors"
    path.write_bytes(to_safetensors(network))
    with pytest.raises(RefusedFileError, match="not finite"):
        load_network(path)


def test_tensors_of_another_type_or_name_are_refused(network, tmp_path):
    metadata = header_of(to_safetensors(network))["__metadata__"]
    path = tmp_path / "odd.safetensors"
    halves = {name: tensor.astype(np.float16) for name, tensor in tensors(network).items()}
    path.write_bytes(safetensors.numpy.save(halves, metadata))
    with pytest.raises(RefusedFileError, match="shape"):
        load_network(path)
    path.write_bytes(safetensors.numpy.save({**tensors(network), "extra": np.zeros(3, np.float32)}, metadata))
    with pytest.raises(RefusedFileError, match="promises"):
        load_network(path)


@pytest.mark.parametrize("activation", ["relu", "tanh"])
def test_weights_that_overflow_when_they_are_used_are_refused(tmp_path, activation):
    network = Network((784, 12, 10), activation)
    network.weights[0][:, 3] = 1e27
    path = tmp_path / "large.safetensors"
    save_network(network, path)
    assert np.array_equal(load_network(path).parameters, network.parameters)
    network.weights[0][:, 3] = 3e38
    save_network(network, path)
    with pytest.raises(RefusedFileError, match="too large to compute with"):
        load_network(path)


def test_layers_that_take_more_than_any_file_may_hold_are_refused_before_there_is_memory_for_them(network, tmp_path):
    path = tmp_path / "wide.safetensors"
    path.write_bytes(rewritten(network, sizes=json.dumps([784, *[4096] * 14, 10])))
    with pytest.raises(RefusedFileError, match="announces more than 16,000,000 weights"):
        load_network(path)


def test_a_recipe_that_could_not_be_written_again_is_refused(network, tmp_path):
    path = tmp_path / "deep.safetensors"
    for depth, fits in ((20, True), (21, False), (900, False)):
        path.write_bytes(rewritten(network, recipe='{"a":' * depth + "1" + "}" * depth))
        if fits:
            save_network(load_network(path), path)
            continue
        with pytest.raises(RefusedFileError, match="damaged header"):
            load_network(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.safetensors")
    with pytest.raises(RefusedFileError, match="not a file"):
        load_network(tmp_path / "pipe.safetensors")
