"""What is open: the design with its history, its file, recent files and recovery. Knows neither Qt nor numpy."""

from studio.document.document import Document
from studio.document.error import FileError
from studio.document.files import FORMAT, SCHEMA, dump, load_bytes, read, write
from studio.document.presets import START, Preset, open_any, preset, presets
from studio.document.schema import design_schema

__all__ = [
    "FORMAT", "SCHEMA", "START", "Document", "FileError", "Preset", "design_schema", "dump", "load_bytes",
    "open_any", "preset", "presets", "read", "write",
]  # fmt: skip
