"""Runs before the frozen program: empty modules for those that libraries import and the studio has nothing done by."""

import sys
from importlib.machinery import ModuleSpec
from types import ModuleType

# Of pvlib, which reads maps by it that we do not ask for; of pyqtgraph, whose plots are not drawn by OpenGL here.
for name in ("h5py", "PySide6.QtOpenGL"):
    sys.modules[name] = module = ModuleType(name)
    module.__spec__ = ModuleSpec(name, None)
