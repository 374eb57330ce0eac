"""Libraries without what only a debugger reads: 20 MB of Python's own alone."""

import re
import shutil
import subprocess
from pathlib import Path

SEGMENT = re.compile(r"LOAD off +(\w+) vaddr (\w+) .* align 2\*\*(\d+)")


def strip(library: Path, folder: Path) -> Path:
    """Write `library` into `folder` without its debugging symbols; returns it itself where that is not possible.

    What `auditwheel` has changed to find its libraries may no longer be loaded once it is stripped: the segments have
    to be at the same place in a page in the file and in memory.
    """
    made = folder / library.name
    shutil.copy(library, made)
    done = subprocess.run(["strip", "--strip-unneeded", made], capture_output=True)
    headers = subprocess.run(["objdump", "--private-headers", made], capture_output=True, text=True).stdout
    segments = SEGMENT.findall(headers)
    loads = all((int(off, 16) - int(address, 16)) % 2 ** int(align) == 0 for off, address, align in segments)
    return made if done.returncode == 0 and segments and loads else library
