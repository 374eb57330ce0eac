"""Make dist/digitpad, a folder with the app and all it needs, even Python: `python3 packaging/bundle.py`.

It is made from the wheel, in an environment of its own with the pinned set, so that nothing of this machine's Python
comes along. Needs the network the first time.
"""

import hashlib
import os
import venv
from pathlib import Path

from bootstrap import ROOT, fail, run, say

BUILD = ROOT / "build" / "bundle"
PYTHON = BUILD / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
BUNDLE = ROOT / "dist" / "digitpad"

LARGEST = 140_000_000
"""Bytes that the folder may take; more than that, and something came along that is not used.

Qt takes 58 of them with its bindings, NumPy 42, 25 of these for OpenBLAS, Python and all modules 20, onnx 9.
"""


def set_up() -> None:
    """The environment that the bundle is made of."""
    lock = ROOT / "packaging" / "bundle.lock"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = BUILD / "venv" / "bundle.stamp"
    if stamp.exists() and stamp.read_text() == digest:
        return
    say("setting up the environment that the bundle is made of")
    venv.create(BUILD / "venv", clear=True, with_pip=True)
    run(*PIP, "--require-hashes", "--requirement", lock)
    stamp.write_text(digest)


def install_wheel() -> None:
    """Build the source package and the wheel into dist, and install the wheel."""
    os.chdir(ROOT)
    run(PYTHON, "-m", "hatchling", "build", "--directory", "dist")
    (wheel,) = (ROOT / "dist").glob("digitpad-*.whl")
    run(*PIP, "--no-deps", "--force-reinstall", wheel)


def size(folder: Path) -> int:
    """Bytes of all files below; a file that is linked is counted once."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


PIP = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")


if __name__ == "__main__":
    set_up()
    for stale in (ROOT / "dist").glob("digitpad-*"):
        stale.unlink()
    install_wheel()
    spec = ROOT / "packaging" / "digitpad.spec"
    os.chdir(BUILD)  # where the checkout does not hide the installed wheel
    folders = ("--workpath", BUILD / "work", "--distpath", BUNDLE.parent)
    run(PYTHON, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *folders, spec)
    taken = size(BUNDLE)
    print(f"{BUNDLE.relative_to(ROOT)}: {taken / 1e6:.1f} MB")
    if taken > LARGEST:
        fail(f"the bundle takes more than {LARGEST / 1e6:.0f} MB")
