"""Makes an example of what a schema describes, as the reference shows it."""

from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]

BY_FORMAT = {"date-time": "2026-11-20T04:00:00.000Z", "date": "2026-11-20"}
BY_TYPE: dict[str, object] = {"integer": 1, "boolean": True, "string": "…", "number": 1}
DEPTH_MAX = 6


def sample(schema: Json, schemas: Json, depth: int = 0) -> object:
    """An example of a schema, with what is needed and what gives an example of its own."""
    schema = resolved(schema, schemas)
    for given in ("examples", "enum"):
        if given in schema:
            return schema[given][0]
    if depth >= DEPTH_MAX:
        return {}
    match schema.get("type"):
        case "object":
            needed = schema.get("required", ())
            return {
                name: sample(inner, schemas, depth + 1)
                for name, inner in schema.get("properties", {}).items()
                if name in needed or "examples" in resolved(inner, schemas)
            }
        case "array":
            return [sample(schema.get("items", {}), schemas, depth + 1)]
        case "string" if "format" in schema:
            return BY_FORMAT.get(schema["format"], BY_TYPE["string"])
        case kind:
            return schema.get("const", schema.get("default", BY_TYPE.get(str(kind), {})))


def resolved(schema: Json, schemas: Json) -> Json:
    """What a reference leads to; of a choice with nothing, the something."""
    if "$ref" in schema:
        return resolved(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            chosen = next(one for one in schema[several] if one.get("type") != "null")
            rest = {name: value for name, value in schema.items() if name != several}
            return {**resolved(chosen, schemas), **rest}
    return schema
