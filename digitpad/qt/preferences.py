"""What the window remembers between two days."""

import base64
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QAction

from digitpad.paths import write_atomically
from digitpad.qt.workers import Setup
from digitpad.words import translate

State = tuple[Callable[[], QByteArray], Callable[[QByteArray], bool]]
"""What tells how a widget is arranged, and what arranges it so again."""

FILE = "window.json"
VERSION = 1
LARGEST_FILE = 2**16
"""Bytes; what is remembered takes not a tenth of it."""


class Preferences:
    """A JSON file. QSettings would take whatever memory a damaged file asks for, and leave parts when it is killed.

    Attributes:
        fault: why the file could not be used, in one line with what became of it; empty when it was, or there is none.
    """

    def __init__(self, path: Path, states: Mapping[str, State], choices: Mapping[str, Mapping[str, QAction]]) -> None:
        """Remember the `states` of widgets, and which action of each of `choices` is checked.

        A file that cannot be read, is garbage or of another version counts for nothing and is kept beside `path`, with
        ``.old`` at the end of its name.
        """
        self.fault = ""
        self._path = path
        self._states = states
        self._choices = choices
        self._kept: dict[str, Any] = {}
        try:
            self._kept = _read(path)
        except FileNotFoundError:
            pass
        except (OSError, ValueError, RecursionError) as error:
            why = error.strerror if isinstance(error, OSError) else str(error)
            text = translate("errors", "{path}: the settings cannot be used ({why}); {aside}")
            self.fault = text.format(path=path, why=why, aside=self._put_aside())

    def recall(self) -> None:
        """Put states and choices as they were left."""
        for name, (_, restore) in self._states.items():
            with suppress(KeyError, TypeError, ValueError):  # nothing was kept, or it is no base 64
                restore(QByteArray(base64.b64decode(self._kept[name], validate=True)))
        for name, choices in self._choices.items():
            chosen = self._kept.get(name)
            if not isinstance(chosen, str) or chosen not in choices:
                chosen = next(iter(choices))
            choices[chosen].setChecked(True)

    def switch(self, name: str, otherwise: bool) -> bool:
        """Whether a switch was on, or what it is when nobody knows."""
        on = self._kept.get(name)
        return on if isinstance(on, bool) else otherwise

    def setup(self) -> Setup:
        """What was chosen for training.

        Raises whatever the file's contents cause: it can hold anything.
        """
        return Setup.of(self._kept.get("setup", {}))

    def remember(self, setup: Setup | None, **switches: bool) -> None:
        """Write everything down; a `setup` that makes no sense is not worth it.

        What could not be written is told on stderr: the window is about to close.
        """
        kept: dict[str, Any] = {"version": VERSION, **switches}
        for name, (save, _) in self._states.items():
            kept[name] = base64.b64encode(save().data()).decode()
        for name, choices in self._choices.items():
            kept[name] = next(key for key, action in choices.items() if action.isChecked())
        if setup:
            kept["setup"] = asdict(setup)
        elif "setup" in self._kept:
            kept["setup"] = self._kept["setup"]
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, json.dumps(kept, indent=1).encode())
        except OSError as error:
            from digitpad.console import complain  # which loads the command line

            complain(f"{self._path}: the settings were not kept: {error.strerror or error}")

    def _put_aside(self) -> str:
        """Give the file another name, and say which."""
        aside = self._path.with_name(f"{self._path.name}.old")
        try:
            self._path.replace(aside)
        except OSError as error:
            text = translate("errors", "starting with the usual ones, and they could not be moved to {file} ({why})")
            return text.format(file=aside.name, why=error.strerror)
        return translate("errors", "starting with the usual ones, the old file is {file}").format(file=aside.name)


def remembered(path: Path, name: str) -> object:
    """One thing in the file, for what must be known before there is a window; None when nobody knows."""
    with suppress(OSError, ValueError, RecursionError):
        return _read(path).get(name)
    return None


def _read(path: Path) -> dict[str, Any]:
    if path.exists() and not path.is_file():
        raise ValueError(translate("errors", "not a file"))
    with path.open("rb") as file:
        content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise ValueError(translate("errors", "larger than {size} KB").format(size=LARGEST_FILE // 1024))
    try:
        kept = json.loads(content)
    except ValueError:
        raise ValueError(translate("errors", "damaged")) from None
    if not isinstance(kept, dict):
        raise ValueError(translate("errors", "damaged"))
    if kept.get("version") != VERSION:
        raise ValueError(translate("errors", "of another version"))
    return kept
