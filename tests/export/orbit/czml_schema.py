"""The published schema of CZML as a check that knows every property, and refuses those that it does not know."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

PATH = Path(__file__).parents[2] / "data" / "czml_schema.json"


@cache
def validator() -> jsonschema.Draft7Validator:
    """Of a whole document.

    The schema has "extends", which no draft knows, and allows what it does not name: here a schema has what it extends,
    and nothing else but the interval that any value may be limited to.
    """
    schemas = json.loads(PATH.read_text())["schemas"]
    found = {name: _strict(schema, name, schemas) for name, schema in schemas.items()}
    return jsonschema.Draft7Validator({"definitions": found, "type": "array", "minItems": 2,
                                       "items": {"$ref": "#/definitions/Packet"}})  # fmt: skip


def _strict(schema: dict[str, Any], name: str, schemas: dict[str, Any]) -> dict[str, Any]:
    made = _references({key: value for key, value in schema.items() if key != "extends"}, name, schemas)
    if "properties" not in schema:
        return made
    if "extends" in schema:
        base = schemas[schema["extends"]["$ref"].removesuffix(".json")]
        made["properties"] = {**base["properties"], **made["properties"]}
    if name != "Packet":
        made["properties"]["interval"] = {"type": "string", "pattern": "^[^/]+/[^/]+$"}
    return {**made, "additionalProperties": False}


def _references(part: Any, name: str, schemas: dict[str, Any]) -> Any:
    """Those to other files become those to definitions; to a schema that is not carried nothing may be written."""
    if isinstance(part, list):
        return [_references(one, name, schemas) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        target = name if part["$ref"] == "#" else part["$ref"].removesuffix(".json")
        return {"$ref": f"#/definitions/{target}"} if target in schemas else {"not": {}}
    return {key: _references(value, name, schemas) for key, value in part.items()}
