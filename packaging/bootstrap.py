"""Set up `.venv` from a lock, with the system libraries that Qt needs: `python3 packaging/bootstrap.py run|dev`.

Needs Python >= 3.11 alone. The second time it finds everything done and returns at once.
"""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")

# What PySide6's wheel needs and does not bring: library -> Debian package. The second part is for a real display.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
FONT_PACKAGE = "fonts-dejavu-core"


def fail(message: str) -> None:
    sys.exit(f"digitpad: {message}")


def say(message: str) -> None:
    print(f"digitpad: {message}", file=sys.stderr, flush=True)


def run(*command: str | Path) -> None:
    done = subprocess.run([str(part) for part in command])
    if done.returncode:
        fail(f"this failed, see above: {' '.join(str(part) for part in command)}")


def install_packages(packages: list[str], why: str) -> None:
    """Install Debian packages when this user may; otherwise stop with the command that would."""
    command = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if shutil.which("apt-get") is None:
        fail(f"{why}. Install what your system calls: {' '.join(packages)}.")
    if os.geteuid() != 0:
        fail(f"{why}. Run: sudo {command}")
    say(f"{why}; installing {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for line in ("apt-get update -qq", f"{command} -qq"):
        if subprocess.run(line.split(), env=environment, stdout=subprocess.DEVNULL).returncode:
            fail(f"this failed, see above: {line}")


def missing(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return True
    return False


def ensure_system_libraries() -> None:
    if sys.platform != "linux":
        return
    packages = [package for library, package in LIBRARIES.items() if missing(library)]
    if not has_fonts():
        packages.append(FONT_PACKAGE)
    if packages:
        install_packages(packages, "Qt needs system libraries or fonts that are missing")


def has_fonts() -> bool:
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
    return any(next(folder.rglob("*.[to]tf"), None) for folder in folders if folder.is_dir())


def make_venv() -> None:
    """Make `.venv`, anew when a set-up that was cut short left one without pip."""
    python = BIN / ("python.exe" if os.name == "nt" else "python")
    if python.exists() and not subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode:
        return
    try:
        import ensurepip  # noqa: F401 - Debian keeps it in a package of its own
    except ImportError:
        install_packages(["python3-venv"], "Python's venv module is missing")
    run(sys.executable, "-m", "venv", "--clear", VENV)


def set_up(kind: str) -> None:
    lock = ROOT / "packaging" / f"{kind}.lock"
    stamp = VENV / f"{kind}.stamp"
    digest = hashlib.sha256(
        b"".join(path.read_bytes() for path in (lock, ROOT / "pyproject.toml")) + str(ROOT).encode()
    ).hexdigest()
    ensure_system_libraries()
    if stamp.exists() and stamp.read_text() == digest:
        return
    say("setting up .venv (a minute or two the first time)")
    make_venv()
    pip = (BIN / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--require-hashes", "--requirement", lock)
    run(*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT)
    stamp.write_text(digest)


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever runs this may have an older one
        fail(f"needs Python 3.11 or newer, this is {sys.version.split()[0]}. Run: make PYTHON=python3.11 ...")
    if sys.argv[1:] not in (["run"], ["dev"]):
        fail("usage: python3 packaging/bootstrap.py run|dev")
    set_up(sys.argv[1])
