"""What is left of a text of the pseudo-language when all that may stand there untranslated is taken away."""

import html
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from studio.analysis import RESULTS
from studio.design import Design
from studio.design.margin_policy import STANDARD
from studio.design.quantity import QUANTITIES
from studio.design.unit_kinds import KINDS

ROOT = Path(__file__).resolve().parents[2]
_SPOKEN = re.compile(r"‹[^‹›]*›")
_WORD = re.compile(r"[A-Za-z]{3,}")
_DOTTED = re.compile(r"\b[a-z][a-z0-9_]*(?:\[[^\]]*\])?(?:\.[a-z0-9_]+(?:\[[^\]]*\])?)+\b|\b[a-z0-9]+(?:_[a-z0-9]+)+\b")
_CODE = re.compile(r"<(code|pre|style|script)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_ADDRESS = re.compile(r"\b(?:https?|tcp|doi)://?\S+|\bdoi:\S+|\S+@\S+", re.IGNORECASE)
_SUFFIXES = "omm|czml|script|xlsx|json|parquet|csv|png|svg|ini|log|pdf|html|step|glb|py|zip|oem|tle|xml|nc|mp4|gif"
_FILE = re.compile(rf"\S*\.(?:{_SUFFIXES})\b|(?<!\S)/\S+")
_IDENTIFIER = re.compile(r"(?: — |\n)[a-z]\w*(?:\[.*\])?$| \(\w+\)$")
"""What stands behind a name for those who write scripts."""
_SOURCE = re.compile(r"\((?:published|derived|assumed)(?:, [^()]*)?\)")
"""The end of a source as it stands in a file."""

NAMES: dict[str, str] = {
    "keys": "Ctrl Shift Alt Meta Enter Return Esc Del Ins Home End Tab PgUp PgDown Left Right Down Space Backspace",
    "formats and programs": "PNG SVG CSV XLSX PDF HTML JSON TLE OMM OEM STK GMAT CZML STEP glTF GLB NetCDF Parquet "
    "Typst Python Dask SSH YAML Slurm PBS LSF SGE Moab OAR HTCondor XML SP3 Excel Jupyter MP4 GIF WebP AVI Cesium "
    "Orekit Cosmographia Celestia Blender ParaView pandas numpy xarray",
    "languages, by their own names": "English",
    "currencies": "USD CNY SGD MUSD kUSD",
    "standards and abbreviations of the field": "AM0 EQE LTAN RAAN SSO CC0 FP4 FP8 FP16 INT8 BF16 TF32 FP64 WACC LCOE",
    "the name of the product": "Dawnline",
    "months, which the locale of the window names": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "number formats of accelerators, as their data sheets write them": "dense tensor",
    "brokers, newspapers and makers, by their own names": "CITIC Changjiang",
}
"""What is the same in every language, with the reason."""
_UNITS = (
    "gal Mgal BTU POP TOP kWh MWh GWh TWh Wh mAh EFLOP PFLOP TFLOP FLOP GFLOP sfu MPa kPa GPa GHz THz MHz dBm krad "
    "MeV keV Gbit Tbit Mbit bit kbit mol mrad µrad MMBtu px fps lbf Btu ppm min"
)


def left(text: str, *, part: bool = False) -> str:
    """What of it nobody translated; empty where that is nothing.

    A `part` is a line of a longer text, or its beginning.
    """
    rest = _IDENTIFIER.sub(" ", text)
    rest = _CODE.sub(" ", rest)
    rest = html.unescape(_TAG.sub(" ", rest)) if "<" in rest or "&" in rest else rest
    while (less := _SPOKEN.sub(" ", rest)) != rest:
        rest = less
    if part or "…" in rest:
        rest = re.sub(r"^[^‹]*›|‹[^›]*$", " ", rest)
    if not _WORD.search(rest):
        return ""
    rest = " ".join(rest.split())
    if "…" in rest:  # the end of what is too long for its place is left out
        rest = "".join(" " if _begins(one) else one for one in re.split(r"(?<=…)\s*", rest))
    for words in _quoted():
        if words in rest:
            rest = rest.replace(words, " ")
    for pattern in (_SOURCE, _ADDRESS, _FILE, _DOTTED):
        rest = pattern.sub(" ", rest)
    return " ".join(word for word in re.split(r"[\s/·,;:()\[\]²³⁻¹×–…|+&“”‘’'\"=≥≤<>%]+", rest)
                    if _WORD.search(word) and word.rstrip(".") not in _same())  # fmt: skip


def _begins(cut: str) -> bool:
    words = cut.removesuffix("…").partition(" (")[0].strip(" ✔⚠·")
    if not cut.endswith("…") or len(words) < 3:
        return False
    return any(one.startswith(words) or f" {words}" in one for one in _quoted())


@cache
def _same() -> frozenset[str]:
    units = " ".join(unit.symbol for quantity in QUANTITIES.values() for unit in quantity.units)
    units += " " + " ".join(symbol for kind in KINDS.values() for symbol in (*kind.usual, *kind.choices))
    words = " ".join((*NAMES.values(), units, _UNITS))
    return frozenset(word for word in re.split(r"[\s/·()²³⁻¹]+", words) if _WORD.search(word))


@cache
def _quoted() -> tuple[str, ...]:
    """Sources, notes and identifiers of the data, and the words of the designs themselves: quoted as they are."""
    found: set[str] = {*RESULTS}
    for path in (ROOT / "resources").rglob("*.json"):
        if path.stat().st_size < 3_000_000:
            found |= set(_data(json.loads(path.read_text(encoding="utf-8")), path.parent.name == "presets"))
    found |= set(_strings(msgspec.to_builtins(Design())))
    found |= {policy.source for policy in STANDARD}
    plain = {" ".join(one.split()) for one in found}
    parts = {part for one in plain for part in re.split(r"\s*;\s*|(?<=[.!?])\s+|\s*\{[^}]*\}\s*", one)}
    kept = {one for one in plain | parts if len(one) > 3 and (not one.islower() or "-" in one or len(one) > 20)}
    return tuple(sorted(kept, key=len, reverse=True))


_QUOTED = re.compile(
    "sources?|id|date|url|notes?|warning|format|licen[cs]e|confidence|origin|references?|by|said_by|data|author"
)
"""Keys of the data whose texts are shown as they are: sources, the notes beside them, and what names something."""


def _data(value: Any, own: bool) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(inner) if own or _QUOTED.fullmatch(key) else _data(inner, own)
    elif isinstance(value, list):
        for inner in value:
            yield from _data(inner, own)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)
