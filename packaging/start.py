"""What the bundle runs; in digitpad/ itself, modules like `errors` would be taken for packages of their own."""

import sys
from types import ModuleType

from digitpad.cli import main

# pyqtgraph imports these to paint with OpenGL, which it is never asked for here; they would take 7 MB
for name in ("PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets"):
    sys.modules[name] = ModuleType(name)
    sys.modules[name].__dict__["QOpenGLWidget"] = object

main()
