"""The Chinese of the studio: what is shipped is what was translated, and every place for a value is in it."""

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from studio.analysis import RESULTS, STAGES
from studio.design import Design
from studio.design.design import PARTS
from studio.design.field import fields
from studio.design.quantity import QUANTITIES
from studio.text import speaking, tr, tr_count

ROOT = Path(__file__).resolve().parents[2]
_PLACE = re.compile(r"\{(\w*)[^}]*\}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def tool() -> Any:
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module: ModuleType = importlib.util.module_from_spec(spec)
    sys.modules["translations"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["translations"]


@pytest.fixture(scope="module")
def translated(tool: Any) -> dict[str, str]:
    """Every text with its Chinese, without those that have none; a plural stands behind its singular."""
    found = {}
    for message in tool.read():
        text = message.string if isinstance(message.string, str) else message.string[0]
        if message.id and text:
            found[message.id if isinstance(message.id, str) else "\0".join(message.id)] = text
    return found


def test_what_is_shipped_was_compiled_from_what_is_kept(tool: Any) -> None:
    assert tool.MO.read_bytes() == tool.mo_bytes(tool.read()), "run python packaging/translations.py compile"
    assert tool.PO.read_bytes() == tool.po_bytes(tool.read())


def test_places_for_values_are_those_of_the_text(translated: dict[str, str]) -> None:
    for text, chinese in translated.items():
        assert set(_PLACE.findall(chinese)) == set(_PLACE.findall(text)), text
        formats = {place[0]: place[0] for place in re.finditer(r"\{[^}]*\}", text)}
        assert all(place[0] in formats for place in re.finditer(r"\{[^}]*\}", chinese)), text


def test_texts_of_several_lines_and_blanks_stay_what_they_are(translated: dict[str, str]) -> None:
    for text, chinese in translated.items():
        assert chinese.strip(), text
        assert ("\n" in text) == ("\n" in chinese), text


def test_what_is_exported_has_its_words_in_chinese(tool: Any, translated: dict[str, str]) -> None:
    folder = ROOT / "studio" / "export"
    found = set()
    for path in folder.rglob("*.py"):
        for node in tool.ast.walk(tool.ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, tool.ast.Call) and isinstance(node.func, tool.ast.Name):
                found |= {one for one, _ in tool._of_call(node.func.id, node.args)}
    assert len(found) > 100
    known = {text.partition("\0")[0] for text in translated}
    assert sorted(found - known) == []


def test_labels_are_chinese() -> None:
    labels = {spec.label for spec in fields(Design)} | {known.label for known in RESULTS.values()}
    labels |= {stage.label for stage in STAGES.values()} | set(PARTS.values())
    labels |= {quantity.label for quantity in QUANTITIES.values()}
    with speaking("zh_CN"):
        without = sorted(label for label in labels if not _CHINESE.search(tr(label)))
        assert tr("Altitude") == "轨道高度"
        assert tr_count("{count} value", "{count} values", 3) == "3个值"
    # Signs such as F10.7 are the same in every language; what was added lately is still to be translated.
    assert len(without) < 0.04 * len(labels), without
    assert tr("Altitude") == "Altitude"
