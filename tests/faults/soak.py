"""Draw digits for a long time while training runs, and see whether memory stays flat: `make soak`."""

import sys
import tempfile
import time
from pathlib import Path

import click

from digitpad.qt.app import start_window
from digitpad.qt.demo import HANDS, draw
from digitpad.qt.session import RESTING
from tests.faults.health import Health, application, delete

SAMPLE = 10.0
"""Seconds between two samples of memory."""

PAUSE_MS = 1000
"""Between two digits: training stands while the pen moves."""


@click.command()
@click.option("--minutes", default=30.0, show_default=True)
def main(minutes: float) -> None:
    """Memory once a minute, then one line of figures; exits with 1 when it was not flat or anything went wrong."""
    with tempfile.TemporaryDirectory() as profile, Health(round(60 * minutes / SAMPLE)) as health:
        running = application()
        window = start_window(Path(profile))
        window.show()
        window.panel.retrain_button.click()
        began, digits, runs, steps, trained = time.monotonic(), 0, 1, 0, 0
        while (passed := time.monotonic() - began) < 60 * minutes:
            window.canvas.clear()
            draw(window.canvas, HANDS[sorted(HANDS)[digits % len(HANDS)]])
            digits += 1
            health.pass_time(PAUSE_MS)
            if window.session.state == RESTING:  # the run is over
                window.panel.retrain_button.click()
                runs += 1
            if window.session.steps_done < steps:
                trained += steps
            steps = window.session.steps_done
            if passed >= SAMPLE * len(health.memory):
                health.sample()
                if (len(health.memory) - 1) % 6 == 0:
                    click.echo(f"{passed / 60:4.0f} min {health.memory[-1] / 1e6:6.1f} MB, {trained + steps:,} steps")
        window.close()
        delete(window)
        del window
        health.judge_end()
        health.judge_growth()
        click.echo(f"{digits:,} digits drawn, {runs} runs, {trained + steps:,} steps; {health.figures()}")
    for fault in health.faults:
        click.echo(fault, err=True)
    del running
    sys.exit(bool(health.faults))


if __name__ == "__main__":
    main()
