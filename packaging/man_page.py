"""Print the manual page, made of what the commands tell about themselves: `python packaging/man_page.py`."""

import re
from collections.abc import Iterator
from inspect import cleandoc

import click

import digitpad
from digitpad.cli import main

FILES = """\
Settings, own samples, downloads, and what is unsaved with a small log, are kept in
.IR $XDG_CONFIG_HOME/digitpad ,
.IR $XDG_DATA_HOME/digitpad ,
.I $XDG_CACHE_HOME/digitpad
and
.IR $XDG_STATE_HOME/digitpad ;
where these are not set, in
.IR ~/.config ,
.IR ~/.local/share ,
.I ~/.cache
and
.IR ~/.local/state .
Removing the package leaves them alone."""

STATUS = "0 when all went well, 1 when an input was refused, 2 when the command was used wrongly."


def escaped(text: str) -> str:
    """Text that troff takes as it stands."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", text, flags=re.MULTILINE)


def paragraphs(text: str) -> str:
    """Filled, but for those that click marks as to be left alone."""
    told = []
    for part in cleandoc(text).split("\n\n"):
        alone = part.startswith("\b\n")
        told.append(f".nf\n{escaped(part[2:])}\n.fi" if alone else escaped(" ".join(part.split())))
    return "\n.PP\n".join(told)


def options(command: click.Command, context: click.Context) -> Iterator[str]:
    for parameter in command.get_params(context):
        told = parameter.get_help_record(context)
        if told is not None and told[1] and "--help" not in parameter.opts:
            yield f".TP\n.B {escaped(told[0])}\n{escaped(told[1])}"


def commands(group: click.Group, context: click.Context) -> Iterator[str]:
    """A section about each command, those of a group behind it."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        below = click.Context(command, info_name=name, parent=context)
        usage = " ".join(command.collect_usage_pieces(below))
        yield f".SS {escaped(below.command_path)} {escaped(usage)}\n{paragraphs(command.help or '')}"
        yield from options(command, below)
        if isinstance(command, click.Group):
            yield from commands(command, below)


def page() -> str:
    """The manual page, for troff with the man macros."""
    context = click.Context(main, info_name="digitpad")
    assert main.help is not None
    return "\n".join(
        (
            f'.TH DIGITPAD 1 "" "digitpad {digitpad.__version__}" "User Commands"',
            ".SH NAME",
            f"digitpad \\- {escaped(digitpad.__doc__ or '').lower().rstrip('.')}",
            ".SH SYNOPSIS",
            ".B digitpad",
            escaped(" ".join(main.collect_usage_pieces(context))),
            ".SH DESCRIPTION",
            paragraphs(main.help),
            ".SH OPTIONS",
            *options(main, context),
            ".SH COMMANDS",
            *commands(main, context),
            ".SH EXIT STATUS",
            STATUS,
            ".SH FILES",
            FILES,
            "",
        )
    )


if __name__ == "__main__":
    print(page(), end="")
