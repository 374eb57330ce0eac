"""Install what is in dist, use it as a person would, and remove it again: see `make smoke`.

The package for Debian: the commands, and the window on a virtual X screen with a mouse and a keyboard. The wheel and
the source package: an empty environment of their own. Needs root, Xvfb, xdotool and, for the wheel, the network.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from bootstrap import ROOT, fail
from bootstrap import run as run_loudly
from PIL import ImageGrab

INSTALLED = Path("/usr/lib/digitpad")
PATIENCE = 60
"""Seconds to wait for anything at most."""

SIZE = (1280, 800)
PLACES = ("canvas", "prediction", "outputBars", "networkView", "trainingPlot", "retrainButton")


def main() -> None:
    """Run everything; the first thing that is not as it should be ends it."""
    if os.geteuid() != 0:
        fail("installing a package needs root")
    for tool in ("dpkg", "Xvfb", "xdotool"):
        if shutil.which(tool) is None:
            fail(f"{tool} is missing; run: apt-get install xvfb xdotool")
    if INSTALLED.exists():
        fail("digitpad is installed here already; remove it first: dpkg --purge digitpad")
    (package,) = (ROOT / "dist").glob("digitpad_*.deb")
    with tempfile.TemporaryDirectory(prefix="digitpad-smoke-") as name:
        folder = Path(name)
        places = find_places(folder)
        check("dpkg", "--install", package)
        try:
            use_commands(home(folder / "commands"), "digitpad")
            use_window(home(folder / "window"), places)
        finally:
            check("dpkg", "--purge", "digitpad")
        if INSTALLED.exists():
            fail(f"{INSTALLED} is still there after the package was removed")
        tell("removed, and nothing of it is left")
        use_wheel(home(folder / "wheel"))


def tell(line: str) -> None:
    print(line, flush=True)


def check(*command: str | Path, **options: object) -> str:
    """What a command prints; it has to end well, and without a complaint."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)  # type: ignore[call-overload]
    if done.returncode or done.stderr:
        fail(f"{command[0]} ended with {done.returncode} and said:\n{done.stdout}{done.stderr}")
    return done.stdout


def home(folder: Path) -> dict[str, str]:
    """The environment of somebody who has just come to this machine, at home in `folder`."""
    (folder / "run").mkdir(parents=True, mode=0o700)
    return {
        "HOME": str(folder),
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "XDG_RUNTIME_DIR": str(folder / "run"),
    }


def find_places(folder: Path) -> dict[str, tuple[int, int, int, int]]:
    """Where the widgets are in a window of SIZE: left, top, width, height; asked of the same window off the screen."""
    asked = f"""
from pathlib import Path
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget
from digitpad.qt.app import create_window
application = QApplication([])
window = create_window(Path({str(folder / "profile")!r}))
window.resize(*{SIZE})
window.show()
application.processEvents()
for name in {PLACES}:
    widget = window.findChild(QWidget, name)
    at = widget.mapTo(window, QPoint())
    print(name, at.x(), at.y(), widget.width(), widget.height())
window.close()
"""
    told = check(
        sys.executable,
        "-c",
        asked,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*=false"},
        cwd=folder,
    )
    found = {}
    for line in told.splitlines():
        name, *numbers = line.split()
        left, top, width, height = (int(number) for number in numbers)
        found[name] = (left, top, width, height)
    return found


def use_commands(environment: dict[str, str], program: str | Path) -> None:
    """The commands, in a folder that has nothing to do with the program."""
    own = Path(environment["HOME"])
    strokes = own / "seven.jsonl"
    strokes.write_text('{"canvas": [280, 280], "strokes": [[[80, 60], [200, 60], [120, 230]]]}\n')

    def run(*arguments: str | Path) -> str:
        return check(program, *arguments, env=environment, cwd=own)

    tell(run("--version").rstrip())
    digit = json.loads(run("classify", "--json", strokes))["digit"]
    if digit != 7:
        fail(f"a drawn 7 was read as {digit}")
    tell("classify: a drawn 7 is read as 7")
    for kind in ("onnx", "npz", "python", "safetensors"):
        run("export", "--format", kind, f"network.{kind}")
    tell("export: all formats written")
    run("train", "--data", "generated:500", "--epochs", "1", "--hidden", "16", "--out", "own.safetensors")
    tell(f"evaluate: {run('evaluate', '--data', 'generated:500').splitlines()[0]}")
    run("evaluate", "--data", "generated:100", "--model", "own.safetensors")
    tell("demo: " + run("demo", "--seconds", "2", "--out", "window.png").rstrip().replace("\n", "\n      "))


@contextmanager
def screen() -> Iterator[str]:
    """A virtual X screen of the size of the window, by its name."""
    reading, writing = os.pipe()
    size = f"{SIZE[0]}x{SIZE[1]}x24"
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def use_window(environment: dict[str, str], places: dict[str, tuple[int, int, int, int]]) -> None:
    """Draw, retrain, and close the window, with nothing but a mouse and a keyboard."""
    with screen() as display, tempfile.TemporaryFile("w+") as told:
        environment = {**environment, "DISPLAY": display}

        def mouse(*arguments: object) -> str:
            return check("xdotool", *(str(argument) for argument in arguments), env=environment)

        def differs(place: str, before: np.ndarray) -> bool:
            left, top, width, height = places[place]
            part = np.s_[top : top + height, left : left + width]
            return bool((look()[part] != before[part]).any())

        def look() -> np.ndarray:
            return np.asarray(ImageGrab.grab(xdisplay=display).convert("RGB"))

        started = time.perf_counter()
        process = subprocess.Popen(["digitpad"], env=environment, cwd=environment["HOME"], stdout=told, stderr=told)
        try:
            window = wait(lambda: find_window(environment), "the window did not appear", process)
            tell(f"window: on the screen after {time.perf_counter() - started:.1f} s")
            mouse("windowmove", window, 0, 0, "windowsize", window, *SIZE, "windowfocus", window)
            if not any("libqxcb" in line for line in Path(f"/proc/{process.pid}/maps").read_text().splitlines()):
                fail("the window is not one of the xcb platform")
            empty = settled(look)
            left, top, width, height = places["canvas"]
            hand = [(0.3, 0.25), (0.5, 0.25), (0.7, 0.25), (0.62, 0.42), (0.53, 0.62), (0.45, 0.83)]
            points = [(round(left + x * width), round(top + y * height)) for x, y in hand]
            mouse("mousemove", *points[0], "mousedown", 1)
            for point in points[1:]:
                mouse("mousemove", *point)
            mouse("mouseup", 1)
            for place in ("canvas", "prediction", "outputBars", "networkView"):
                wait(lambda place=place: differs(place, empty), f"drawing changed nothing in {place}", process)
            tell("window: a digit is drawn and read")
            drawn = settled(look)
            left, top, width, height = places["retrainButton"]
            mouse("mousemove", left + width // 2, top + height // 2, "click", 1)
            wait(lambda: differs("trainingPlot", drawn), "retraining shows nothing on the plot", process)
            time.sleep(3)
            picture = ROOT / "build" / "smoke.png"
            ImageGrab.grab(xdisplay=display).save(picture)
            tell(f"window: it learns; see {picture.relative_to(ROOT)}")
            closed = time.perf_counter()
            mouse("key", "ctrl+q")
            status = process.wait(PATIENCE)
            tell(f"window: closed while it learned, in {time.perf_counter() - closed:.1f} s, exit status {status}")
        finally:
            process.kill()
            process.wait()
        told.seek(0)
        said = told.read()
        if status or said:
            fail(f"the app ended with {status} and said:\n{said}")
    if left_running():
        fail(f"still running: {left_running()}")
    own = Path(environment["HOME"])
    for file in sorted(path.relative_to(own) for path in own.rglob("*") if path.is_file()):
        tell(f"window: left ~/{file}")
        own_folders = (".config", "digitpad"), (".cache", "digitpad"), (".local", "share"), (".local", "state")
        if file.parts[:2] not in own_folders:
            fail(f"~/{file} is in none of the app's folders")


def wait(until: Callable[[], object], complaint: str, process: subprocess.Popen[bytes]) -> str:
    """What `until` says once it says something, as long as the app runs."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if said := until():
            return str(said)
        time.sleep(0.1)
    fail(complaint if process.poll() is None else f"the app ended with {process.returncode}")
    raise AssertionError


def find_window(environment: dict[str, str]) -> str:
    # a desktop tells by the class which icon the window has
    command = ["xdotool", "search", "--onlyvisible", "--class", "^digitpad$"]
    found = subprocess.run(command, env=environment, capture_output=True, text=True).stdout.split()
    return found[0] if found else ""


def settled(look: Callable[[], np.ndarray]) -> np.ndarray:
    """The screen once it has stayed the same for a second."""
    before = look()
    for _ in range(PATIENCE):
        time.sleep(1)
        now = look()
        if np.array_equal(now, before):
            return now
        before = now
    fail("the window does not come to rest")
    raise AssertionError


def left_running() -> list[str]:
    """The processes whose program is the installed one."""
    running = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "exe").readlink().is_relative_to(INSTALLED):
                running.append(process.name)
        except OSError:  # it has ended since, or belongs to the system
            continue
    return running


def use_wheel(environment: dict[str, str]) -> None:
    """The wheel in an empty environment, with all that it depends on downloaded; and one built from the sources."""
    own = Path(environment["HOME"])
    venv.create(own / "venv", with_pip=True)
    install = (own / "venv/bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    (wheel,) = (ROOT / "dist").glob("digitpad-*.whl")
    (source,) = (ROOT / "dist").glob("digitpad-*.tar.gz")
    program = own / "venv/bin/digitpad"
    for what in (wheel, source):
        run_loudly(*install, "--force-reinstall", *(("--no-deps",) if what == source else ()), what)
        told = check(program, "demo", "--seconds", "1", env=environment, cwd=own)
        tell(f"{what.name}: installed in an empty environment, its demo says: {told.splitlines()[0]}")


if __name__ == "__main__":
    main()
