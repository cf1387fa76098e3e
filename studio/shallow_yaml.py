"""A loader of YAML that takes no deep nesting: PyYAML's looks at every open bracket again with every word that follows,
so that some thousand brackets take it seconds.
"""

from typing import Any

import yaml  # type: ignore[import-untyped, unused-ignore]

MOST = 20
"""Brackets in brackets."""


class ShallowLoader(yaml.SafeLoader):  # type: ignore[misc, unused-ignore]
    """Makes nothing but strings, numbers, dates, lists and dictionaries, nested no deeper than `MOST`."""

    def fetch_flow_collection_start(self, token: Any) -> None:
        """A bracket opens."""
        if self.flow_level >= MOST:
            raise yaml.scanner.ScannerError(None, None, "brackets are nested too deeply", self.get_mark())
        super().fetch_flow_collection_start(token)
