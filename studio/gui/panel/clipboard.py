"""Layers and stacks on the clipboard, as text."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication

from studio.design import Design
from studio.document import layer_text, stack_text
from studio.text import mark, tr

LONGEST = 4 << 20
"""Characters of a clipboard that are looked at; no stack is as long."""


def copy_layer(design: Design, position: int) -> None:
    """Put a layer on the clipboard."""
    QGuiApplication.clipboard().setText(layer_text.dump_layer(design, position))


def copy_stack(design: Design) -> None:
    """Put the whole stack on the clipboard."""
    QGuiApplication.clipboard().setText(stack_text.dump_stack(design))


def clipboard_text() -> str:
    """What is on the clipboard as text; empty where it is none or far too long."""
    text: str = QGuiApplication.clipboard().text()
    return text if len(text) <= LONGEST else ""


def holds_stack(text: str) -> bool:
    """Whether a text says that it is a stack; reading it may still refuse."""
    return f'"{stack_text.FORMAT}"' in text[:200]


def paste(text: str, position: int) -> tuple[str, Callable[[Design], Design]]:
    """What pasting `text` is called and the edit that does it: a stack instead of the stack, or a layer before
    `position`."""
    if holds_stack(text):
        return tr(mark("Paste a stack")), lambda design: stack_text.paste_stack(design, text)
    return tr(mark("Paste a layer")), lambda design: layer_text.paste_layer(design, position, text)
