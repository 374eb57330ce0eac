"""No file that digitpad reads can run code: nothing in the package can unpickle or evaluate."""

import ast
from pathlib import Path

import pytest

import digitpad

FORBIDDEN_MODULES = {
    *("pickle", "_pickle", "cPickle", "marshal", "shelve", "dill", "joblib", "cloudpickle", "yaml"),
    *("code", "codeop", "runpy", "imp"),
}
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__", "literal_eval", "execfile"}
MODULES = sorted(Path(digitpad.__file__).parent.rglob("*.py"))


def faults(source):
    """What in a module's `source` could run what a file holds, as (line, what)."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            named = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            named = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            named = []
        found += [(node.lineno, name) for name in named if FORBIDDEN_MODULES & set(name.split("."))]
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in FORBIDDEN_CALLS:
            found.append((node.lineno, node.func.id))
        if isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value)
            called = f"{owner}.{node.func.attr}"
            safe = [key for key in node.keywords if key.arg == "allow_pickle" and ast.unparse(key.value) == "False"]
            reads_arrays = called in ("np.load", "numpy.load") or node.func.attr == "read_array"
            if (reads_arrays and not safe) or called in ("builtins.eval", "builtins.exec", "ast.literal_eval"):
                found.append((node.lineno, called))
            if any(key.arg == "allow_pickle" for key in node.keywords) and not safe:
                found.append((node.lineno, "allow_pickle"))
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_can_run_nothing_that_a_file_holds(path):
    assert faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from pickle import loads",
        "import numpy, shelve",
        "from six.moves import cPickle",
        "np.load(path)",
        "np.load(path, allow_pickle=True)",
        "np.lib.format.read_array(file)",
        "np.save(path, array, allow_pickle=yes)",
        "eval(text)",
        "exec(text)",
        "builtins.eval(text)",
        "yaml = __import__('yaml')",
        "import yaml\nyaml.load(text)",
    ],
)
def test_what_is_looked_for_is_found(source):
    assert faults(source) != []


def test_an_array_may_be_read_without_pickles():
    assert faults("np.load(path, allow_pickle=False)\nre.compile('a')\nmodel.eval()") == []
