"""The JSON Schema of the design file, for editors that complete and check it."""

from typing import Any

import msgspec

from studio.design import Design
from studio.document.files import FORMAT, SCHEMA


def design_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a design file; values are in the SI unit that each field's `unit` names."""
    inner = msgspec.json.schema(Design)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Dawnline design",
        "type": "object",
        "required": ["format", "schema", "design"],
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT},
            "schema": {"type": "integer", "minimum": 1, "maximum": SCHEMA},
            "design": {"$ref": inner["$ref"]},
        },
        "$defs": inner["$defs"],
    }
