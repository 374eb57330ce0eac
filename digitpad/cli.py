"""The command line: `digitpad` and its commands."""

import gc
import io
import os
import re
import sys
from pathlib import Path
from typing import Any

import click

from digitpad.console import PATH, Seconds, check_target, complain
from digitpad.errors import DigitpadError


class CommandLine(click.Group):
    """The commands; each tells a person's mistakes in one line on stderr and exits with 1.

    Those that need no window are imported when they are asked for: the window is on the screen sooner without them.
    """

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return super().get_command(ctx, cmd_name) or _without_window().get_command(ctx, cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *_without_window().list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DigitpadError as error:
            raise Refusal(str(error)) from error
        except MemoryError as error:
            raise Refusal("there is not enough memory for this; ask for smaller batches, layers or data") from error
        except OSError as error:
            raise Refusal(f"{error.filename or 'the disk'}: {error.strerror or error}") from error


def _without_window() -> click.Group:
    from digitpad.commands import commands

    return commands


class Refusal(click.ClickException):
    """A refused input: click prints one line and exits with 1."""

    def show(self, file: Any = None) -> None:
        complain(self.message)


def _versions(ctx: click.Context, param: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from digitpad.qt.versions import versions

        click.echo(versions())
        ctx.exit()


@click.group(cls=CommandLine, invoke_without_command=True, context_settings={"max_content_width": 100})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_versions, help="Show the versions and exit."
)
@click.option("--model", type=PATH, help="Start the app with this network.")
@click.option("--profile-dir", type=PATH, help="Keep settings and samples here.")
@click.pass_context
def main(ctx: click.Context, model: Path | None, profile_dir: Path | None) -> None:
    """Draw a digit and watch a neural network decide, and learn.

    Without a command, the app starts.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a name that the terminal cannot show is no reason to stop
    if ctx.invoked_subcommand is None:
        ctx.invoke(gui, model=model, profile_dir=profile_dir)


@main.command()
@click.option("--model", type=PATH, help="Start with this network.")
@click.option("--profile-dir", type=PATH, help="Keep settings and samples here, not in the user's folders.")
def gui(model: Path | None, profile_dir: Path | None) -> None:
    """Start the app."""
    if not has_display():
        raise Refusal("there is no display; run: digitpad demo --out picture.png")
    gc.disable()  # of what is made while the app starts, next to nothing is thrown away; the window collects what is
    import numpy  # noqa: F401  # once Qt is there it reads the source of all that is imported: 8 to 16 ms for NumPy

    from digitpad.qt.app import run_app  # Qt is not imported for the other commands

    sys.exit(run_app(model, profile_dir))


@main.command()
@click.option("--out", type=PATH, help="Write a screenshot of the window here (PNG).")
@click.option("--seconds", type=Seconds(0.1), default=5.0, show_default=True, help="Retrain this long.")
def demo(out: Path | None, seconds: float) -> None:
    """Run the real window without a display: draw digits, read them, retrain, take a screenshot."""
    if out is not None:
        check_target(out)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from digitpad.qt.demo import run_demo

    for line in run_demo(out, seconds):
        click.echo(line)


def has_display() -> bool:
    """Whether a window can be shown; Qt would end the program if it tried in vain."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM") or os.environ.get("WAYLAND_DISPLAY"):
        return True
    local = re.fullmatch(r":(\d+)(\.\d+)?", os.environ.get("DISPLAY", ""))
    if local is None:
        return bool(os.environ.get("DISPLAY"))
    import socket  # it takes 4 ms, and nobody else needs it

    with socket.socket(socket.AF_UNIX) as server:
        return server.connect_ex(f"/tmp/.X11-unix/X{local[1]}") == 0
