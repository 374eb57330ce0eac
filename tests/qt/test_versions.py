import numpy as np
from PySide6.QtCore import qVersion

import digitpad
from digitpad.qt.versions import versions


def test_each_line_names_what_it_is_the_version_of():
    own, python, numpy, qt = versions().splitlines()
    assert own == f"digitpad {digitpad.__version__}"
    assert python.startswith("Python 3.")
    assert numpy.startswith(f"NumPy {np.__version__}, BLAS ")
    assert qt.startswith(f"Qt {qVersion()}, PySide6 ")
