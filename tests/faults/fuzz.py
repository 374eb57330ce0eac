"""Open thousands of spoiled files of every kind, and print what became of them: `make fuzz`."""

import sys
from collections.abc import Mapping

import click
import numpy as np
from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.faults.bombs import bombs
from tests.faults.formats import FORMATS
from tests.faults.mutants import flipped, made_up
from tests.faults.watch import Tally, Watch


def fuzz(watch: Watch, mutants: int, number: int = 0) -> None:
    """Open as many spoiled files, the same number of each format; half by bytes, half by hypothesis, from `number`."""
    rng = np.random.default_rng(number)
    each = -(-mutants // len(FORMATS))
    for name in FORMATS:
        for index in range(each // 2):
            watch.open(name, flipped(name, rng), f"flipped {index} from {number}")
        round_ = number
        while watch.tallies[name].opened < each:
            _make_up(watch, name, each - watch.tallies[name].opened, round_)
            round_ += 1


def _make_up(watch: Watch, name: str, count: int, number: int) -> None:
    @seed(number)
    @settings(
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        derandomize=False,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(made_up(name))
    def feed(content: bytes) -> None:
        watch.open(name, content, f"made up from {number}")

    feed()


def explode(watch: Watch, heavy: bool) -> None:
    """Open the files that were made to harm, the `heavy` ones too; what was to be refused must be."""
    for name, what, make, expected in bombs():
        if heavy or isinstance(make, bytes):
            content = make if isinstance(make, bytes) else make()
            outcome = watch.open(name, content, what)
            if expected and outcome in ("refused", "accepted") and outcome != expected:
                watch.tallies[name].failures.append(f"{name}, {what}: {outcome}, not {expected}")


def table(tallies: Mapping[str, Tally]) -> str:
    """What became of the files, one format a line."""
    lines = [f"{'format':<12}{'files':>8}{'refused':>9}{'accepted':>10}{'failed':>8}{'slowest':>10}{'memory':>9}"]
    for name, tally in tallies.items():
        lines.append(
            f"{name:<12}{tally.opened:>8,}{tally.refused:>9,}{tally.accepted:>10,}{len(tally.failures):>8,}"
            f"{tally.slowest:>8.2f} s{tally.memory / 1e6:>6.0f} MB"
        )
    every = tallies.values()
    lines.append(
        f"{'all':<12}{sum(t.opened for t in every):>8,}{sum(t.refused for t in every):>9,}"
        f"{sum(t.accepted for t in every):>10,}{sum(len(t.failures) for t in every):>8,}"
        f"{max(t.slowest for t in every):>8.2f} s{max(t.memory for t in every) / 1e6:>6.0f} MB"
    )
    return "\n".join(lines)


@click.command()
@click.option("--mutants", default=20_000, show_default=True)
@click.option("--seed", "number", default=0, show_default=True)
def main(mutants: int, number: int) -> None:
    """Spoiled files first, then those that were made to harm; exits with 1 when one of them did."""
    with Watch() as watch:
        fuzz(watch, mutants, number)
        click.echo(f"spoiled files, from seed {number}\n{table(watch.tallies)}")
        failures = [failure for tally in watch.tallies.values() for failure in tally.failures]
        watch.tallies.clear()
        explode(watch, heavy=True)
        click.echo(f"\nfiles made to harm\n{table(watch.tallies)}")
        failures += [failure for tally in watch.tallies.values() for failure in tally.failures]
    for failure in failures:
        click.echo(failure, err=True)
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
