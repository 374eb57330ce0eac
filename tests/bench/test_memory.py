"""How much memory the app takes."""

import sys

import pytest

from tests.bench.test_window import watched


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_memory_while_training_on_mnist(table, pytestconfig):
    folder = pytestconfig.getoption("data")
    if folder is None or not folder.is_dir():
        pytest.skip("needs the reference data: make bench DATA=folder")
    told = watched("memory", folder.resolve() / "mnist")
    table.add("memory with MNIST, training, MB", f"{told['training']:.0f}", "350", "250")
    table.add("    at most, while MNIST was read", f"{told['most']:.0f}", "350", "250")
    table.add("    before", f"{told['before']:.0f}")
