"""Puts into the wheel what hatch finds nowhere: the digest of each file that ships, for `dawnline --self-test`."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NOT_SHIPPED = "screenshots/"


class ContentsHook(BuildHookInterface[Any]):
    """Made anew by each build, so that it is never older than the files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":  # that points to the checkout, where files change by hand
            return
        sys.path.insert(0, self.root)
        try:
            from studio.selftest.files import LIST, digests, listed
        finally:
            sys.path.remove(self.root)
        found = digests(Path(self.root, "resources"))
        shipped = {name: digest for name, digest in found.items() if not name.startswith(NOT_SHIPPED)}
        # Of the hook, so that it is there until the wheel is closed.
        self._folder = tempfile.TemporaryDirectory(prefix="dawnline-")
        made = Path(self._folder.name, LIST)
        made.write_text(listed(shipped), encoding="utf-8")
        build_data["force_include"][str(made)] = f"studio/resources/{LIST}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self._folder.cleanup()
