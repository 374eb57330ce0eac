"""The commands that need no window."""

import sys
import time
from pathlib import Path
from typing import Any

import click
import numpy as np
from tqdm import tqdm

from digitpad.console import PATH, Seconds, check_target, complain, say
from digitpad.data.catalogue import CATALOGUE
from digitpad.data.digits import in_parts
from digitpad.data.download import fetch
from digitpad.data.images import read_image
from digitpad.data.samples import read_drawings
from digitpad.data.specs import load, source
from digitpad.errors import DigitpadError, RefusedFileError
from digitpad.ink.framing import frame, frame_image
from digitpad.ink.pen import rasterise
from digitpad.net.activations import ACTIVATIONS
from digitpad.net.batches import Images, Mixed, scale
from digitpad.net.export import EXPORTS
from digitpad.net.losses import LOSSES
from digitpad.net.metrics import Evaluation, evaluate
from digitpad.net.network import ACTIVATION, CLASSES, HIDDEN, INPUTS, SCHEMES, Network, parse_hidden
from digitpad.net.optimizers import OPTIMIZERS
from digitpad.net.schedules import SCHEDULES
from digitpad.net.storage import load_network, save_network
from digitpad.net.training import Recipe
from digitpad.paths import Folders, resource, write_atomically
from digitpad.training_run import TrainingRun

DEFAULT_MODEL = resource("weights/default.safetensors")
WITHOUT_END = 10**9

model_option = click.option(
    "--model", type=PATH, default=DEFAULT_MODEL, help="A network file; without it, the shipped network."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON lines and nothing else.")


@click.group()
def commands() -> None:
    """All of them, by name."""


@commands.command()
@click.argument("files", nargs=-1, required=True, type=PATH, metavar="FILE...")
@model_option
@json_option
def classify(files: tuple[Path, ...], model: Path, as_json: bool) -> None:
    """Read the digits in pictures (PNG, JPEG, BMP) or strokes files (.jsonl, .jsonl.gz).

    A picture or drawing without ink has the digit -1.
    """
    network = load_network(model)
    refused = False
    for path in files:
        try:
            images = pictures(path)
        except RefusedFileError as error:
            complain(str(error))
            refused = True
            continue
        # not all at once: as numbers they take four times the memory
        parts = [network.probabilities(scale(images[at : at + 1000])) for at in range(0, len(images), 1000)]
        probabilities = np.concatenate(parts)
        probabilities[~images.any(axis=(1, 2))] = 0
        for index, row in enumerate(probabilities.tolist()):
            digit = int(np.argmax(row)) if any(row) else -1
            if as_json:
                say({"source": str(path), "index": index, "digit": digit, "probabilities": row})
            else:
                where = str(path) if len(images) == 1 else f"{path} #{index}"
                click.echo(f"{where}: {'no ink' if digit < 0 else f'{digit}  ({row[digit]:.1%})'}")
    if refused:
        sys.exit(1)


def pictures(path: Path) -> Images:
    """The digits of a picture or strokes file as the network gets them, (n, 28, 28) uint8."""
    if path.name.endswith((".jsonl", ".jsonl.gz")):
        return np.concatenate([rasterise(frame(part)) for part in in_parts(read_drawings(path))])
    return frame_image(read_image(path))[None]


@commands.command("evaluate")
@click.option("--data", "spec", required=True, metavar="SPEC", help="The labelled digits to read; see `digitpad data`.")
@model_option
@json_option
def evaluate_command(spec: str, model: Path, as_json: bool) -> None:
    """Measure how many labelled digits a network reads right."""
    network = load_network(model)
    digits = load(spec, Folders.of_user())
    started = time.perf_counter()
    result = evaluate(network, digits.images, digits.labels)
    seconds = time.perf_counter() - started
    if as_json:
        say(
            {
                "model": str(model),
                "data": spec,
                "count": result.count,
                "correct": result.correct,
                "accuracy": result.accuracy,
                "confusion": result.confusion.tolist(),
                "calibration_error": result.calibration_error,
                "seconds": seconds,
            }
        )
    else:
        click.echo(report(result))


def report(result: Evaluation) -> str:
    """The measures for a person: accuracy, and what was taken for what."""
    lines = [
        f"{result.accuracy:.2%} right ({result.correct:,} of {result.count:,})",
        f"calibration error {result.calibration_error:.2%}",
        "",
        "truth    read as " + "".join(f"{digit:>6}" for digit in CLASSES),
    ]
    for digit, row in zip(CLASSES, result.confusion, strict=True):
        lines.append(f"    {digit}            " + "".join(f"{count or '·':>6}" for count in row))
    return "\n".join(lines)


def hidden_sizes(ctx: click.Context, param: click.Parameter, value: str) -> tuple[int, ...]:
    try:
        return parse_hidden(value)
    except DigitpadError as error:
        raise click.BadParameter(str(error), ctx, param) from error


@commands.command("train")
@click.option(
    "--data", "specs", required=True, multiple=True, metavar="SPEC", help="What to learn from; several are mixed."
)
@click.option("--validation", metavar="SPEC", help="Digits to measure on after each epoch.")
@click.option(
    "--hidden",
    callback=hidden_sizes,
    default=",".join(str(size) for size in HIDDEN),
    show_default=True,
    help="Neurons in each hidden layer.",
)
@click.option("--activation", type=click.Choice(list(ACTIVATIONS)), default=ACTIVATION, show_default=True)
@click.option("--loss", type=click.Choice(list(LOSSES)), default="cross-entropy", show_default=True)
@click.option("--optimizer", type=click.Choice(list(OPTIMIZERS)), default=Recipe.optimizer, show_default=True)
@click.option("--initialisation", type=click.Choice(list(SCHEMES)), default="he", show_default=True)
@click.option("--learning-rate", type=float, default=Recipe.learning_rate, show_default=True)
@click.option("--schedule", type=click.Choice(list(SCHEDULES)), default="cosine", show_default=True)
@click.option(
    "--weight-decay", type=float, default=Recipe.weight_decay, show_default=True, help="Decoupled, on weights."
)
@click.option("--l1", type=float, default=Recipe.l1, show_default=True, help="Penalty on the sizes of weights.")
@click.option("--l2", type=float, default=Recipe.l2, show_default=True, help="Penalty on the squares of weights.")
@click.option("--label-smoothing", type=float, default=Recipe.label_smoothing, show_default=True)
@click.option("--batch-size", type=int, default=Recipe.batch_size, show_default=True, help="Images in a mini-batch.")
@click.option("--epochs", type=int, help=f"Default: {Recipe.epochs}, or as many as fit into --max-seconds.")
@click.option("--max-seconds", type=Seconds(min=0, min_open=True), help="Stop training after this time.")
@click.option("--augment/--no-augment", default=True, show_default=True, help="Deform every image anew each epoch.")
@click.option("--seed", type=click.IntRange(min=0), default=Recipe.seed, show_default=True)
@click.option("--out", type=PATH, required=True, help="Write the network here (.safetensors).")
@json_option
def train_command(
    specs: tuple[str, ...],
    validation: str | None,
    hidden: tuple[int, ...],
    activation: str,
    loss: str,
    initialisation: str,
    epochs: int | None,
    max_seconds: float | None,
    augment: bool,
    out: Path,
    as_json: bool,
    **options: Any,
) -> None:
    """Train a new network and save it. Ctrl+C stops early and saves what was learned."""
    if epochs is None:
        epochs = Recipe.epochs if max_seconds is None else WITHOUT_END
    try:
        recipe = Recipe(epochs=epochs, **options)
    except DigitpadError as error:
        raise click.UsageError(str(error)) from error
    check_target(out)
    folders = Folders.of_user()
    network = Network((INPUTS, *hidden, len(CLASSES)), activation, loss)
    network.initialise(np.random.default_rng(recipe.seed), initialisation)
    sources = [source(spec, folders, augment) for spec in specs]
    mixed = Mixed(sources) if len(sources) > 1 else sources[0]
    held_out = load(validation, folders) if validation else None
    run = TrainingRun(network, recipe, mixed, held_out)
    try:
        for record in run.epochs(max_seconds):
            if as_json:
                say(record)
            else:
                click.echo(epoch_line(record))
    except KeyboardInterrupt:
        complain("stopped; saving what was learned so far")
    network.recipe = {
        **vars(recipe),
        "initialisation": initialisation,
        "data": list(specs),
        "augment": augment,
        "epochs_done": run.totals["epochs"],
    }
    save_network(network, out)
    if as_json:
        say({"done": True, "model": str(out), **run.totals})
    else:
        click.echo(f"saved {out}")


def epoch_line(record: dict[str, Any]) -> str:
    """An epoch's record for a person."""
    measured = "" if record["validation_accuracy"] is None else f", validation {record['validation_accuracy']:.2%}"
    return (
        f"epoch {record['epoch']}: loss {record['loss']:.4f}, "
        f"accuracy {record['accuracy']:.2%}{measured} ({record['images_per_second']:,.0f} images/s)"
    )


@commands.group("data")
def data_group() -> None:
    """Digits to learn from: SPEC is one of

    \b
    generated[:COUNT[:SEED]]  digits made up from pen strokes
    mnist, mnist-test         after `digitpad data fetch`
    handwriting               your own samples, kept by the app
    PATH                      IDX files or their folder, .npz with x and y, strokes .jsonl[.gz]
    """


@data_group.command("list")
@json_option
def list_command(as_json: bool) -> None:
    """List the data sets that can be fetched."""
    folders = Folders.of_user()
    for data_set in CATALOGUE.values():
        fetched = data_set.is_fetched(folders)
        if as_json:
            say(
                {
                    "name": data_set.name,
                    "description": data_set.description,
                    "licence": data_set.licence,
                    "bytes": data_set.size,
                    "fetched": fetched,
                }
            )
        else:
            state = f"in {data_set.folder(folders)}" if fetched else f"{data_set.size / 1e6:.1f} MB to fetch"
            click.echo(f"{data_set.name:<12}{data_set.description}; {data_set.licence}; {state}")


@data_group.command("fetch")
@click.argument("name")
@click.option("--dest", type=PATH, help="Put the files here instead of the cache.")
@click.option("--url", "base", help="Fetch from below this https:// address instead of the known mirrors.")
def fetch_command(name: str, dest: Path | None, base: str | None) -> None:
    """Download the data set NAME and check its SHA-256."""
    with tqdm(unit="B", unit_scale=True, desc=name, leave=False, disable=None) as bar:

        def progress(done: int, total: int | None) -> None:
            bar.total = total
            bar.update(done - bar.n)

        folder = fetch(name, Folders.of_user(), dest, base, progress)
    click.echo(f"{name} is in {folder}")


@commands.command("export")
@model_option
@click.option("--format", "kind", type=click.Choice(list(EXPORTS)), required=True)
@click.argument("out", type=PATH)
def export_command(model: Path, kind: str, out: Path) -> None:
    """Write the network to OUT for other tools."""
    check_target(out)
    write_atomically(out, EXPORTS[kind](load_network(model)))
    click.echo(f"saved {out}")
