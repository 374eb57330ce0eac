"""What the window remembers between two days."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtGui import QAction

from digitpad.qt.workers import Setup

State = tuple[Callable[[], QByteArray], Callable[[QByteArray], bool]]
"""What tells how a widget is arranged, and what arranges it so again."""


class Preferences:
    """A file in which any setting may be missing, of another version or garbage: then it stays as it is."""

    def __init__(self, path: Path, states: Mapping[str, State], choices: Mapping[str, Mapping[str, QAction]]) -> None:
        """Remember the `states` of widgets, and which action of each of `choices` is checked."""
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)
        self._states = states
        self._choices = choices

    def recall(self) -> None:
        """Put states and choices as they were left."""
        for name, (_, restore) in self._states.items():
            state = self._settings.value(f"window/{name}")
            if isinstance(state, QByteArray):
                restore(state)
        for name, choices in self._choices.items():
            chosen = str(self._settings.value(f"window/{name}"))
            choices[chosen if chosen in choices else next(iter(choices))].setChecked(True)

    def switch(self, name: str, otherwise: bool) -> bool:
        """Whether a switch was on, or what it is when nobody knows."""
        return str(self._settings.value(f"window/{name}", otherwise)).lower() == "true"

    def setup(self) -> Setup:
        """What was chosen for training.

        Raises whatever the file's contents cause: it can hold anything.
        """
        chosen = json.loads(str(self._settings.value("training/setup", "{}")))
        return Setup(**{**chosen, "hidden": tuple(chosen.get("hidden", Setup.hidden))})

    def remember(self, setup: Setup | None, **switches: bool) -> None:
        """Write everything down; a `setup` that makes no sense is not worth it."""
        settings = self._settings
        for name, (save, _) in self._states.items():
            settings.setValue(f"window/{name}", save())
        for name, choices in self._choices.items():
            settings.setValue(f"window/{name}", next(key for key, action in choices.items() if action.isChecked()))
        for name, on in switches.items():
            settings.setValue(f"window/{name}", on)
        if setup:
            settings.setValue("training/setup", json.dumps(asdict(setup)))
        settings.sync()
