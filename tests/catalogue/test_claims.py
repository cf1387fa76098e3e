"""The statements of the founding article: all of them, each with its evidence."""

from pathlib import Path

import pytest

from studio import resource
from studio.catalogue import CatalogueError
from studio.catalogue.claim import statements

ROOT = Path(__file__).resolve().parents[2]
IDS = [*(f"P{n}" for n in range(1, 10)), *(f"M{n}" for n in range(1, 16)), *(f"T{n}" for n in range(1, 17))]


def test_all_statements_are_there() -> None:
    assert list(statements()) == IDS
    for id, one in statements().items():
        assert one.kind == {"P": "physics", "M": "market", "T": "technology"}[id[0]] or id in {"P7", "P8", "P9"}


def test_each_says_who_and_rests_on_something() -> None:
    for one in statements().values():
        assert one.statement.endswith(".")
        assert one.check.endswith(".")
        assert one.evidence
        assert one.evidence or one.unchecked
        for evidence in one.evidence:
            assert evidence.text.endswith(".")
            assert evidence.source


def test_a_damaged_file_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    row = (ROOT / "resources" / "claims.json").read_text(encoding="utf-8").split("\n },\n")[0].lstrip("[\n") + "}"
    for text, said in (("{", "cannot be read"), (f"[{row},{row}]", "appears twice")):
        (tmp_path / "claims.json").write_text(text, encoding="utf-8")
        monkeypatch.setattr(resource, "path", lambda *parts: tmp_path.joinpath(*parts))
        statements.cache_clear()
        with pytest.raises(CatalogueError, match=said):
            statements()
    statements.cache_clear()
