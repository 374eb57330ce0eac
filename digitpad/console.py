"""What the commands have in common: how they answer, and which times and places they accept."""

import json
import math
import os
import sys
from pathlib import Path
from typing import Any

import click

from digitpad.errors import RefusedFileError

PATH = click.Path(path_type=Path)


class Seconds(click.FloatRange):
    """A time that ends: unlike FloatRange this refuses "nan" and "inf"."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        seconds = float(super().convert(value, param, ctx))
        if not math.isfinite(seconds):
            self.fail(f"{value} is no time.", param, ctx)
        return seconds


def say(record: dict[str, Any]) -> None:
    """Print one JSON line, at once, so that a program reading along sees it."""
    click.echo(json.dumps(record))
    sys.stdout.flush()


def complain(message: str) -> None:
    # a name may hold a line feed, and it stays one line
    click.echo(f"digitpad: {message}".replace("\n", "\\n"), err=True)


def check_target(path: Path) -> None:
    """Refuse a place to write that cannot be written, before the work is done."""
    target = path.resolve()
    other = target.exists() and not target.is_file()
    if other or not target.parent.is_dir() or not os.access(target.parent, os.W_OK):
        raise RefusedFileError(path, "cannot be written", "name a file in a folder that exists and is yours")
