"""Errors in a method that overrides one of Qt's come to PySide as objects, which it does not survive otherwise.

Before Python 3.12 an error that C code raises (`int("x")`, `len(3)`, a widget that is gone) travels as its bare words
until a handler meets it. PySide 6.10 and 6.11 take the words for the object, and the process ends with a segmentation
fault. So every method of a class that overrides one of Qt's is given a handler, which lets the error go on as it is.
"""

import functools
import sys
from collections.abc import Callable
from types import FunctionType, MethodDescriptorType, WrapperDescriptorType
from typing import Any

from PySide6.QtCore import QObject

_OPERATORS = {"__lt__"}
"""Those that Qt asks for, of items that are sorted."""


def _override(made: FunctionType) -> Callable[..., Any]:
    @functools.wraps(made)
    def handled(*arguments: Any, **options: Any) -> Any:
        try:
            return made(*arguments, **options)
        except BaseException:
            raise  # to be met here is what makes an object of it

    return handled


def _of_qt(kind: type, name: str) -> bool:
    if name.startswith("__") and name not in _OPERATORS:
        return False
    return any(isinstance(vars(base).get(name), MethodDescriptorType | WrapperDescriptorType)
               for base in kind.__mro__[1:-1])  # fmt: skip


def _begin_class(kind: type, /, **options: Any) -> None:
    super(_BASE, kind).__init_subclass__(**options)
    for name, made in list(vars(kind).items()):
        if type(made) is FunctionType and _of_qt(kind, name):
            setattr(kind, name, _override(made))


_BASE: Any = QObject.__mro__[-2]
"""What all classes of Qt have in common in Python"""
if sys.version_info < (3, 12):
    _BASE.__init_subclass__ = classmethod(_begin_class)
