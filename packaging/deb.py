"""Make dist/digitpad_VERSION_ARCH.deb of dist/digitpad, which packaging/bundle.py makes: `python3 packaging/deb.py`."""

import gzip
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from bootstrap import FONT_PACKAGE, ROOT, fail, run
from bundle import BUNDLE, PYTHON, size

LINUX = ROOT / "packaging" / "linux"

CONTROL = """\
Package: digitpad
Version: {version}
Architecture: {architecture}
Maintainer: the digitpad developers <digitpad@localhost>
Installed-Size: {kilobytes}
Depends: {depends}
Section: education
Priority: optional
Description: draw a digit and watch a neural network decide, and learn
 The 28x28 image that a neural network gets of a drawn digit, every neuron
 shaded by its activation, every weight, and ten outputs. It is trained anew
 while one goes on drawing, and one step of its learning can be gone through
 number by number. Everything runs on this machine, offline.
"""


def output(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def lay_out(root: Path) -> None:
    """Put every file where it is once the package is installed."""
    share = root / "usr" / "share"
    documents = share / "doc" / "digitpad"
    for folder in (root / "usr/bin", share / "applications", share / "metainfo", share / "man/man1", documents):
        folder.mkdir(parents=True)
    shutil.copytree(BUNDLE, root / "usr/lib/digitpad", symlinks=True)
    (root / "usr/bin/digitpad").symlink_to("../lib/digitpad/digitpad")
    shutil.copy(LINUX / "digitpad.desktop", share / "applications")
    shutil.copy(LINUX / "digitpad.metainfo.xml", share / "metainfo/org.digitpad.digitpad.metainfo.xml")
    icons = share / "icons/hicolor/scalable/apps"
    icons.mkdir(parents=True)
    shutil.copy(ROOT / "resources/icons/digitpad.svg", icons)
    licence = (ROOT / "LICENSE").read_text().split("\n\n", 2)[2]
    told = "".join(f" {line or '.'}\n" for line in licence.rstrip().splitlines())
    (documents / "copyright").write_text((LINUX / "copyright").read_text() + "\nLicense: Expat\n" + told)
    packed(documents / "CHANGELOG.md.gz", (ROOT / "CHANGELOG.md").read_bytes())
    packed(share / "man/man1/digitpad.1.gz", output(PYTHON, ROOT / "packaging/man_page.py").encode() + b"\n")
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == root / "usr/lib/digitpad/digitpad" else 0o644)


def dependencies() -> list[str]:
    """The packages of this system whose libraries the bundle uses: Debian's own are not carried along."""
    files = [path for path in BUNDLE.rglob("*") if path.is_file() and (".so" in path.name or path.name == "digitpad")]
    needed = set(re.findall(r"NEEDED +(\S+)", output("objdump", "--private-headers", *files)))
    missing = sorted(needed - {path.name for path in files})
    search = subprocess.run(
        ["dpkg-query", "--search", *(f"*/{name}" for name in missing)], capture_output=True, text=True
    )
    if search.returncode:
        fail(f"the package of a library is not installed here, so its name is not known:\n{search.stderr.rstrip()}")
    packages = {line.partition(":")[0] for line in search.stdout.splitlines()} - {"libc6"}
    libc = output("dpkg-query", "--show", "--showformat", "${Version}", "libc6").partition("-")[0]
    return sorted([*packages, FONT_PACKAGE, f"libc6 (>= {libc})"])


def packed(path: Path, content: bytes) -> None:
    path.write_bytes(gzip.compress(content, mtime=0))  # the same each time


def make() -> Path:
    """Check the metadata where that can be done, and write the package."""
    if shutil.which("appstreamcli"):
        run("appstreamcli", "validate", "--no-net", LINUX / "digitpad.metainfo.xml")
    if shutil.which("desktop-file-validate"):
        run("desktop-file-validate", LINUX / "digitpad.desktop")
    version = output(PYTHON, "-c", "import digitpad; print(digitpad.__version__)")
    architecture = output("dpkg", "--print-architecture")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "root"
        root.mkdir()
        lay_out(root)
        (root / "DEBIAN").mkdir()
        control = CONTROL.format(
            version=version,
            architecture=architecture,
            kilobytes=size(root) // 1024,
            depends=", ".join(dependencies()),
        )
        (root / "DEBIAN/control").write_text(control)
        made = ROOT / "dist" / f"digitpad_{version}_{architecture}.deb"
        run("dpkg-deb", "--build", "--root-owner-group", "-Zxz", root, made)
    return made


if __name__ == "__main__":
    if not BUNDLE.is_dir():
        fail("there is no dist/digitpad; run: make bundle")
    made = make()
    print(f"{made.relative_to(ROOT)}: {made.stat().st_size / 1e6:.1f} MB")
