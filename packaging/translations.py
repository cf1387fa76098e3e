"""The texts of the studio and of its data, and their Chinese: `update` finds them anew, `compile` makes what is read.

python packaging/translations.py update     # zh_CN/LC_MESSAGES/dawnline.po has every text there is now
python packaging/translations.py compile    # dawnline.mo is made of it
python packaging/translations.py missing    # texts without a translation
"""

import ast
import io
import json
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations" / "zh_CN" / "LC_MESSAGES"
PO, MO = FOLDER / "dawnline.po", FOLDER / "dawnline.mo"
_DATA: tuple[tuple[str, frozenset[str]], ...] = (
    ("claims.json", frozenset({"statement", "check", "said_by", "text", "label", "unchecked", "answer"})),
    (
        "catalogue/*.json",
        frozenset({"name", "label", "title", "text", "reason", "technology", "architecture", "country"}),
    ),
    ("cost_models/*.json", frozenset({"name", "label", "title"})),
    ("cases/*.json", frozenset({"label", "title", "note"})),
    ("radiation/damage.json", frozenset({"name", "source"})),
)
"""Files of data, and the keys in them whose texts are translated where they are shown."""
_WORD = re.compile(r"[a-z]{3,}")
_FUNCTIONS = frozenset({"sin", "cos", "asin", "acos", "arccos", "exp", "log"})
_SENTENCE = re.compile(r"(?<=[.!?。])\s+")
_MADE_OF_LETTERS = 3
"""Less is a code, such as that of a country."""
_HEAD = struct.Struct("<7I")
"""Of a file for gettext: magic, version, count, places of the two tables, size and place of the table of hashes."""
Message = tuple[str, str]
"""A text and its plural, which most have not."""


def messages() -> set[Message]:
    """Every text that is marked in the code, and those of the data that are translated where they are shown."""
    found: set[Message] = set()
    for path in sorted((ROOT / "studio").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                found |= set(_of_call(node.func.id, node.args))
    found |= {(text, "") for text in (*_of_data(), *_of_equations())}
    plural = {one for one, many in found if many}
    return {(one, many) for one, many in found if many or one not in plural}


def _of_call(name: str, arguments: list[ast.expr]) -> Iterator[Message]:
    texts = [_literal(argument) for argument in arguments]
    if name in {"tr", "mark"} and texts and texts[0]:
        yield texts[0], ""
    elif name == "tr_count" and len(texts) > 1 and texts[0] and texts[1]:
        yield texts[0], texts[1]


def _literal(node: ast.expr) -> str:
    """The text that an argument is, itself or within mark(); empty where it is computed."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "mark" and node.args:
        node = node.args[0]
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _of_equations() -> Iterator[str]:
    """The equations of the results that have words in them."""
    sys.path.insert(0, str(ROOT))
    from studio.analysis import RESULTS

    for known in RESULTS.values():
        if any(word not in _FUNCTIONS for word in _WORD.findall(known.equation)):
            yield known.equation


def _of_data() -> Iterator[str]:
    resources = ROOT / "resources"
    for pattern, keys in _DATA:
        for path in sorted(resources.glob(pattern)):
            yield from _texts(json.loads(path.read_text(encoding="utf-8")), keys)
    for path in sorted((resources / "presets").glob("*.json")):
        whole = json.loads(path.read_text(encoding="utf-8"))
        yield from _texts(whole["design"]["requirements"], frozenset({"name"}))
        # The title, and the first sentence of the description, as lists of presets have them.
        yield whole["design"]["title"]
        yield _SENTENCE.split(whole["design"]["description"].strip(), maxsplit=1)[0]


def _texts(value: Any, keys: frozenset[str]) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _texts(one, keys)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key in keys and isinstance(one, str) and sum(sign.isalpha() for sign in one) >= _MADE_OF_LETTERS:
                yield one
            else:
                yield from _texts(one, keys)


def read() -> Any:
    """The catalogue of translations as it is in the repository."""
    from babel.messages.pofile import read_po

    with PO.open("rb") as file:
        return read_po(file, locale="zh_CN")


def updated() -> Any:
    """A catalogue of the texts there are now, with the translations there were."""
    from babel.messages.catalog import Catalog

    before = read() if PO.exists() else Catalog(locale="zh_CN")
    fresh = Catalog(locale="zh_CN", fuzzy=False)
    for one, many in sorted(messages()):
        known = before.get(one)
        text = _chinese(known) if known is not None else ""
        fresh.add((one, many) if many else one, (text,) if many else text)
    return fresh


def _chinese(message: Any) -> str:
    """The one form that Chinese has."""
    text = message.string
    return str(text if isinstance(text, str) else text[0])


def po_bytes(catalogue: Any) -> bytes:
    """As it is kept: by text, so that two branches seldom touch the same lines; no dates and no places."""
    head = ('# Dawnline in Chinese.\nmsgid ""\nmsgstr ""\n"Language: zh_CN\\n"\n"MIME-Version: 1.0\\n"\n'
            '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
            '"Plural-Forms: nplurals=1; plural=0;\\n"\n')  # fmt: skip
    from babel.messages.pofile import write_po

    out = io.BytesIO()
    write_po(out, catalogue, width=0, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    return head.encode() + b"\n" + out.getvalue()


def mo_bytes(catalogue: Any) -> bytes:
    """What gettext reads, without what is not translated: written here, so that no version of a tool is told in it."""
    texts = {"": "Content-Type: text/plain; charset=utf-8\nPlural-Forms: nplurals=1; plural=0;\n"}
    for message in catalogue:
        text = _chinese(message)
        if message.id and text:
            texts[message.id if isinstance(message.id, str) else "\0".join(message.id)] = text
    pairs = sorted((one.encode(), text.encode()) for one, text in texts.items())
    start = _HEAD.size + 16 * len(pairs)
    tables, data = b"", b""
    for side in (0, 1):
        for pair in pairs:
            tables += struct.pack("<II", len(pair[side]), start + len(data))
            data += pair[side] + b"\0"
    head = _HEAD.pack(0x950412DE, 0, len(pairs), _HEAD.size, _HEAD.size + 8 * len(pairs), 0, start)
    return head + tables + data


def main() -> int:
    """Do what is asked for."""
    command = sys.argv[1] if len(sys.argv) == 2 else ""
    if command == "update":
        fresh = po_bytes(updated())
        FOLDER.mkdir(parents=True, exist_ok=True)
        PO.write_bytes(fresh)
    elif command == "compile":
        MO.write_bytes(mo_bytes(read()))
    elif command == "missing":
        for message in updated():
            if message.id and not _chinese(message):
                print(message.id if isinstance(message.id, str) else message.id[0])
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
