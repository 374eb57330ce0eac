"""The package as others get it: the built wheel in an environment of its own."""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(*command, **options):
    # a PYTHONPATH to the checkout would hide the installed package
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, env=environment, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The folder of programs of an environment that holds the wheel alone.

    The packages it depends on are lent by the environment of the tests, which has the same pinned versions; digitpad
    itself is found first in the new one.
    """
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=False)
    python = folder / "venv" / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel)
    packages = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib"))
    return python.parent


def test_the_installed_wheel_brings_its_resources(installed, tmp_path):
    ask = (
        "import digitpad; from digitpad.paths import resource;"
        "print(digitpad.__file__); print(resource('weights/default.safetensors').resolve())"
    )
    package, weights = run(installed / "python", "-c", ask, cwd=tmp_path).splitlines()
    environment = str(installed.parent.resolve())
    assert str(Path(package).resolve()).startswith(environment)
    assert weights.startswith(environment)
    assert Path(weights).is_file()
    resources = Path(weights).parent.parent
    for folder in ("help", "lesson", "lesson/de", "translations"):
        shipped = {path.name for path in (ROOT / "resources" / folder).iterdir()}
        assert {path.name for path in (resources / folder).iterdir()} == shipped


def test_the_installed_program_runs_its_demonstration_from_anywhere(installed, tmp_path):
    output = run(installed / "digitpad", "demo", "--out", tmp_path / "x.png", "--seconds", "1", cwd=tmp_path)
    assert "read as" in output
    assert (tmp_path / "x.png").read_bytes().startswith(b"\x89PNG")
