"""The network for other tools."""

import base64
import io
from collections.abc import Callable
from typing import Any

import numpy as np

from digitpad.net.activations import LEAK
from digitpad.net.network import CLASSES, Network
from digitpad.net.storage import tensors, to_safetensors


def to_npz(network: Network) -> bytes:
    """The tensors of the network file as a NumPy archive, with sizes, activation and loss."""
    content = io.BytesIO()
    named = {
        **tensors(network),
        "sizes": np.array(network.sizes),
        "activation": np.array(network.activation),
        "loss": np.array(network.loss),
    }
    np.savez(content, allow_pickle=False, **named)
    return content.getvalue()


def to_onnx(network: Network) -> bytes:
    """An ONNX model: input ``image`` (n, 784) float32 in 0..1 with 1 for ink, output ``probabilities`` (n, 10)."""
    from onnx import TensorProto, checker, helper, numpy_helper  # a second to import, for this one format

    operators: dict[str, tuple[str, dict[str, Any]]] = {
        "relu": ("Relu", {}),
        "leaky-relu": ("LeakyRelu", {"alpha": LEAK}),
        "sigmoid": ("Sigmoid", {}),
        "tanh": ("Tanh", {}),
    }
    nodes, value, last = [], "image", len(network.weights) - 1
    for layer in range(len(network.weights)):
        sums = f"layers.{layer}.sum"
        nodes.append(helper.make_node("Gemm", [value, f"layers.{layer}.weight", f"layers.{layer}.bias"], [sums]))
        if layer < last:
            value = f"layers.{layer}.activation"
            operator, attributes = operators[network.activation]
            nodes.append(helper.make_node(operator, [sums], [value], **attributes))
        elif network.loss == "cross-entropy":
            nodes.append(helper.make_node("Softmax", [sums], ["probabilities"], axis=1))
        else:
            nodes.append(helper.make_node("Sigmoid", [sums], ["outputs"]))
            nodes.append(helper.make_node("ReduceSum", ["outputs", "classes"], ["total"], keepdims=1))
            nodes.append(helper.make_node("Div", ["outputs", "total"], ["probabilities"]))
    constants = [numpy_helper.from_array(tensor, name) for name, tensor in tensors(network).items()]
    if network.loss != "cross-entropy":
        constants.append(numpy_helper.from_array(np.array([1]), "classes"))
    graph = helper.make_graph(
        nodes,
        "digitpad",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["n", network.sizes[0]])],
        [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["n", network.sizes[-1]])],
        constants,
    )
    # operator set 17 is read by every runtime since 2022
    model = helper.make_model(
        graph, producer_name="digitpad", ir_version=8, opset_imports=[helper.make_opsetid("", 17)]
    )
    checker.check_model(model)
    return bytes(model.SerializeToString())


PROGRAM = '''"""A network trained with digitpad, {sizes}, as one Python file that needs NumPy alone."""

import base64

import numpy as np

CLASSES = {classes!r}
SIZES = {sizes!r}
# all weights (in x out, row by row, layer after layer), then all biases: little-endian float32
PARAMETERS = np.frombuffer(base64.b64decode("""
{parameters}
"""), "<f4")


def probabilities(images):
    """Read images (n, 784), 28x28 row by row, 0 for paper and 1 for ink; returns (n, 10)."""
    layers = list(zip(SIZES[:-1], SIZES[1:]))
    weight_at, bias_at = 0, sum(inputs * outputs for inputs, outputs in layers)
    values = np.asarray(images, np.float32)
    for layer, (inputs, outputs) in enumerate(layers):
        weights = PARAMETERS[weight_at : weight_at + inputs * outputs].reshape(inputs, outputs)
        sums = values @ weights + PARAMETERS[bias_at : bias_at + outputs]
        weight_at, bias_at = weight_at + inputs * outputs, bias_at + outputs
        values = {activation} if layer < len(layers) - 1 else {output}
    return values / values.sum(axis=1, keepdims=True)
'''

EXPRESSIONS = {
    "relu": "np.maximum(sums, 0)",
    "leaky-relu": f"np.where(sums > 0, sums, {LEAK} * sums)",
    "sigmoid": "(1 + np.tanh(sums / 2)) / 2",
    "tanh": "np.tanh(sums)",
}


def to_python(network: Network) -> bytes:
    """A Python program with the weights inside and one function ``probabilities(images)``."""
    parameters = base64.encodebytes(network.parameters.astype("<f4").tobytes()).decode().strip()
    softmax = "np.exp(sums - sums.max(axis=1, keepdims=True))"
    return PROGRAM.format(
        sizes=network.sizes,
        classes=CLASSES,
        parameters=parameters,
        activation=EXPRESSIONS[network.activation],
        output=softmax if network.loss == "cross-entropy" else EXPRESSIONS["sigmoid"],
    ).encode()


EXPORTS: dict[str, Callable[[Network], bytes]] = {
    "safetensors": to_safetensors,
    "onnx": to_onnx,
    "npz": to_npz,
    "python": to_python,
}
