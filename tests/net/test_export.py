import io
import json
import subprocess
import sys

import numpy as np
import onnx
import onnx.reference
import pytest

from digitpad.net.activations import ACTIVATIONS
from digitpad.net.export import EXPORTS
from digitpad.net.losses import LOSSES
from digitpad.net.network import Network
from digitpad.net.storage import load_network

IMAGES = np.random.default_rng(6).random((3, 784)).astype(np.float32)


def networks():
    for activation in ACTIVATIONS:
        for loss in LOSSES:
            yield Network((784, 9, 7, 10), activation, loss).initialise(np.random.default_rng(1), "xavier")


every_network = pytest.mark.parametrize("network", list(networks()), ids=lambda n: f"{n.activation}-{n.loss}")


@every_network
def test_onnx_computes_the_same_probabilities(network):
    model = onnx.load_from_string(EXPORTS["onnx"](network))
    (probabilities,) = onnx.reference.ReferenceEvaluator(model).run(None, {"image": IMAGES})
    assert np.allclose(probabilities, network.probabilities(IMAGES), atol=1e-6)


@every_network
def test_the_python_program_computes_the_same_probabilities_on_its_own(network, tmp_path):
    (tmp_path / "exported.py").write_bytes(EXPORTS["python"](network))
    ask = "import json, sys, exported; print(json.dumps(exported.probabilities(json.load(sys.stdin)).tolist()))"
    answer = subprocess.run(
        [sys.executable, "-c", ask],
        input=json.dumps(IMAGES.tolist()),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert np.allclose(json.loads(answer.stdout), network.probabilities(IMAGES), atol=1e-6)


def test_npz_holds_every_array_and_no_pickle():
    network = next(networks())
    with np.load(io.BytesIO(EXPORTS["npz"](network)), allow_pickle=False) as archive:
        assert np.array_equal(archive["layers.1.weight"], network.weights[1])
        assert np.array_equal(archive["layers.2.bias"], network.biases[2])
        assert archive["sizes"].tolist() == [784, 9, 7, 10]
        assert str(archive["activation"]) == network.activation


def test_safetensors_is_the_projects_own_file(tmp_path):
    network = next(networks())
    (tmp_path / "a.safetensors").write_bytes(EXPORTS["safetensors"](network))
    assert np.array_equal(load_network(tmp_path / "a.safetensors").parameters, network.parameters)
