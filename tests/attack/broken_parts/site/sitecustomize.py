"""Found by every interpreter below a broken start: plants what is to fail once the module is there that it is in.

The program itself is started as it ships, by `python -m studio`, and its own children have the same planted.
"""

import importlib.abc
import importlib.machinery
import json
import os
import sys
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any


class _Planter(importlib.abc.MetaPathFinder):
    """Lets the others find a module, and changes it when it has been run."""

    def __init__(self, where: dict[str, list[str]]) -> None:
        self._where = where

    def find_spec(self, name: str, path: Any = None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name not in self._where:
            return None
        plants = self._where.pop(name)
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is None or spec.loader is None:
            return None
        run = spec.loader.exec_module

        def then(module: ModuleType) -> None:
            from tests.attack.broken_parts import plants as known

            run(module)
            for plant in plants:
                getattr(known, plant)(module)

        spec.loader.exec_module = then  # type: ignore[method-assign]
        return spec


_told = os.environ.get("DAWNLINE_BROKEN")
if _told:
    _wanted = json.loads(_told)
    _where: dict[str, list[str]] = {}
    for _plant, _module in _wanted["plants"].items():
        _where.setdefault(_module, []).append(_plant)
    _is_studio = "studio" in sys.orig_argv
    if _is_studio and _wanted["hand"]:
        _where.setdefault("studio.gui.window", []).append("hand")
    sys.meta_path.insert(0, _Planter(_where))
