"""The commands and files that cannot be used: exit status 1 and one line on stderr, never a traceback."""

import os
import subprocess
import sys

import pytest

from tests.faults.bombs import bombs
from tests.faults.formats import FORMATS

SAMPLES = {
    what: (name, make)
    for name, what, make, expected in bombs()
    if isinstance(make, bytes) and expected == "refused" and name not in ("lesson", "settings")
}
CLASSIFY, EVALUATE = ("classify", "{file}"), ("evaluate", "--data", "{file}")
TRAIN = ("train", "--data", "{file}", "--out", "{out}")
COMMANDS = {
    "model": [
        ("classify", "{whole}", "--model", "{file}"),
        ("export", "--model", "{file}", "--format", "npz", "{out}"),
    ],
    "idx images": [EVALUATE, TRAIN],
    "idx labels": [("train", "--data", "{folder}", "--validation", "{folder}", "--out", "{out}")],
    "npz": [EVALUATE, TRAIN],
    "strokes": [CLASSIFY, EVALUATE, TRAIN],
    "png": [CLASSIFY],
    "bmp": [CLASSIFY],
}
CHOSEN = (
    "100 bytes that claim 10 GB",
    "weights that overflow",
    "a header that announces (12755102, 28, 28)",
    "labels that announce 4 GB",
    "an array of 9,000 minus signs",
    "an array with an escape that is none",
    "a path outside",
    "a coordinate NaN",
    "100000 x 100000 pixels announced",
    "a pixel a row, 20 megapixels",
)


@pytest.mark.parametrize("what", CHOSEN)
def test_a_file_made_to_harm_is_refused_by_every_command_that_opens_it(what, tmp_path):
    name, content = SAMPLES[what]
    kind = FORMATS[name]
    places = {
        "file": tmp_path / kind.name,
        "folder": tmp_path,
        "out": tmp_path / "out",
        "whole": tmp_path / "whole.png",
    }
    for other, whole in kind.beside:
        (tmp_path / other).write_bytes(whole)
    places["file"].write_bytes(content)
    whole, pack = FORMATS["png"].wholes[0]
    places["whole"].write_bytes(pack(whole))
    for command in COMMANDS[name]:
        arguments = [part.format(**places) for part in command]
        told = subprocess.run(
            [sys.executable, "-m", "digitpad", *arguments],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, **dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), str(tmp_path))},
        )
        assert (told.returncode, told.stdout) == (1, "")
        (line,) = told.stderr.splitlines()
        assert line.startswith(f"digitpad: {tmp_path}")
        assert not places["out"].exists()
