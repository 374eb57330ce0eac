"""Opens files in another program and ends it when nothing is heard of it for too long."""

import json
import os
import select
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.formats import FORMATS
from tests.faults.opener import MOST_MEMORY, OPENED

MOST_SILENCE = 1.0
"""Seconds without a sign of life after which a file has hung the program."""


@dataclass
class Tally:
    """What became of the files of one format."""

    opened: int = 0
    refused: int = 0
    accepted: int = 0
    slowest: float = 0.0
    memory: int = 0
    failures: list[str] = field(default_factory=list)


class Watch:
    """The program that opens files, and what came of it; a context manager.

    Attributes:
        tallies: by format.
    """

    def __init__(self, formats: tuple[str, ...] = tuple(FORMATS), patience: float = MOST_SILENCE) -> None:
        """`patience` may be longer than a hang, for a machine that is busy with other things."""
        self.tallies: defaultdict[str, Tally] = defaultdict(Tally)
        self._formats = formats
        self._patience = patience
        self._folder = tempfile.TemporaryDirectory()
        self._number = 0
        self._program: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Watch":
        for name in self._formats:
            place = self._place(name)
            place.mkdir()
            for other, content in OPENED[name].beside:
                (place / other).write_bytes(content)
        return self

    def __exit__(self, *_: object) -> None:
        self._end()
        self._folder.cleanup()

    def open(self, name: str, content: bytes, what: str) -> str:
        """Write a file of format `name` and open it; returns what became of it, `what` tells where it came from."""
        program = self._program = self._program or self._start()
        path = self._place(name) / OPENED[name].name
        path.write_bytes(content)
        assert program.stdin is not None
        program.stdin.write(f"{name}\t{path}\n".encode())
        program.stdin.flush()
        while (answer := self._answer(self._patience)) == "beat":
            pass
        tally = self.tallies[name]
        tally.opened += 1
        if isinstance(answer, dict):
            outcome = answer["outcome"]
            tally.slowest = max(tally.slowest, answer["silent"])
            tally.memory = max(tally.memory, answer["memory"])
            if answer["silent"] > self._patience:
                outcome = f"silent for {answer['silent']:.2f} s"
            elif answer["memory"] > MOST_MEMORY:
                outcome = f"{answer['memory'] / 1e6:.0f} MB"
        else:
            outcome = answer
            tally.slowest = max(tally.slowest, self._patience if answer == "hung" else 0)
            self._end()
        if outcome == "refused":
            tally.refused += 1
        elif outcome == "accepted":
            tally.accepted += 1
        else:
            tally.failures.append(f"{name}, {what}: {outcome}")
            if keep := os.environ.get("KEEP_FAILURES"):
                Path(keep, f"{len(tally.failures)}-{OPENED[name].name}").write_bytes(content)
        return str(outcome)

    def _place(self, name: str) -> Path:
        return Path(self._folder.name, name)

    def _start(self) -> subprocess.Popen[bytes]:
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.opener", *self._formats],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "OPENBLAS_NUM_THREADS": "1"},
        )
        started = self._answer(60)
        if started != "ready":
            raise RuntimeError(f"the program that opens files did not start: {started}")
        return self._program

    def _answer(self, patience: float) -> object:
        """The next line; "hung" when there is none in time, "died" when there can be none any more."""
        assert self._program is not None
        assert self._program.stdout is not None
        if not select.select([self._program.stdout], [], [], patience)[0]:
            return "hung"
        line = self._program.stdout.readline()
        return json.loads(line) if line else f"died ({self._program.wait()})"

    def _end(self) -> None:
        if self._program is not None:
            self._program.kill()
            self._program.communicate()
            self._program = None
