"""What holds for tests that run a command in this process."""

import pytest

from studio.cli.bench import studies, studies_beside
from studio.jobs import memory


@pytest.fixture(autouse=True)
def _give_memory_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command keeps the memory of its arrays until it ends; this process goes on with other tests."""
    for module in (memory, studies, studies_beside):
        monkeypatch.setattr(module, "keep_memory", lambda: True)
