"""Putting what a format wrote where the user said: whole or not at all, and over nothing that was there unasked."""

import contextlib
import os
import secrets
import shutil
from pathlib import Path, PurePosixPath

from studio.atomic import sync_folder, write_bytes
from studio.export.formats.format import Product
from studio.text import tr


class Taken(ValueError):
    """Something is there already, and nobody said that it may be written over."""


def put(product: Product, target: Path, *, over: bool = False) -> tuple[Path, ...]:
    """Write `product` to the file or folder `target`; the paths written.

    A folder is written beside its place and then put there in one step; with `over`, where the folder is already,
    each of its files is replaced and what else is in it stays.

    Raises
    ------
    ValueError
        In one sentence, where something is in the way or the place cannot be written.
    """
    single = set(product.files) == {""}
    refuse_target(target, folder=not single, over=over)
    try:
        if single:
            write_bytes(target, product.files[""])
            return (target,)
        return _put_folder(product, target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ValueError(tr("{name}: cannot be written: {reason}", name=target.name, reason=reason.lower())) from None


def refuse_target(target: Path, *, folder: bool, over: bool) -> None:
    """ValueError in one sentence where `target` cannot be written, before the work is done."""
    name = target.name
    try:
        if not name or "\0" in name:
            raise ValueError(tr("“{out}” names no file", out=name))
        if not target.parent.is_dir():
            raise ValueError(tr("{name}: there is no folder {folder}", name=name, folder=target.parent))
        if target.is_dir() and not folder:
            raise ValueError(tr("{name}: is a folder", name=name))
        if target.exists() and not target.is_dir() and folder:
            raise ValueError(tr("{name}: is a file, not a folder", name=name))
        taken = any(target.iterdir()) if folder and target.is_dir() else target.exists() and not target.is_dir()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ValueError(tr("{name}: cannot be written: {reason}", name=name[:100], reason=reason)) from None
    if taken and not over:
        what = tr("is not empty") if folder else tr("exists already")
        raise Taken(f"{name}: {what}")


def _put_folder(product: Product, target: Path) -> tuple[Path, ...]:
    for name in product.files:
        parts = PurePosixPath(name).parts
        if not parts or PurePosixPath(name).is_absolute() or ".." in parts:
            raise ValueError(tr("“{name}” is not a name below a folder", name=name))
    if target.is_dir() and any(target.iterdir()):
        for name, data in product.files.items():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            write_bytes(target / name, data)
    else:
        half = target.with_name(f".{target.name[:40]}.{secrets.token_hex(6)}.dawnline-tmp")
        try:
            for name, data in product.files.items():
                (half / name).parent.mkdir(parents=True, exist_ok=True)
                write_bytes(half / name, data)
            if target.is_dir():
                target.rmdir()  # it is empty
            os.replace(half, target)
            sync_folder(target.parent)
        except BaseException:
            with contextlib.suppress(OSError):
                shutil.rmtree(half)
            raise
    return tuple(target / name for name in product.files)
