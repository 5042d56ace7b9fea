"""Writes the OpenAPI document: what the framework knows of each operation, and the terms."""

from collections.abc import Iterator, Sequence
from typing import Any

from ninja import NinjaAPI

from yika.channels.api.terms import frame, once, problems
from yika.channels.api.terms.door import Door
from yika.channels.api.terms.operations import Resource

Json = dict[str, Any]

PREFIX = "/api/v1/"
ALWAYS = (400, 401, 403, 422, 429, 500, 503)
WITH_A_BODY = (413, 415)

HEADERS = {
    "X-Request-ID": "The id of this request: the one that was sent, or one of ours.",
    "Yika-Version": "The version of the API that answered.",
    "RateLimit-Policy": "How many requests there are in a window of so many seconds.",
    "RateLimit": "How many requests are left, and in how many seconds all are there again.",
    "Retry-After": "After how many seconds to try again.",
    "ETag": "The version of what is answered.",
    once.REPLAYED: "true, when this is the first answer to this Idempotency-Key, once more.",
}
EVERYWHERE = ("X-Request-ID", "Yika-Version", "RateLimit-Policy", "RateLimit")

PARAMETERS = {
    "IdempotencyKey": {
        "in": "header",
        "name": "Idempotency-Key",
        "required": True,
        "description": "A new value for each change; the same one for a repeat. Kept for 48 hours.",
        "schema": {"type": "string", "pattern": "^[!-~]{1,255}$"},
    },
    "Version": {
        "in": "header",
        "name": "Yika-Version",
        "required": False,
        "description": "The version that the program was written for.",
        "schema": {"type": "string", "enum": [frame.VERSION]},
    },
}

PROBLEM: Json = {
    "type": "object",
    "description": "RFC 9457. Programs go by `code`, people read `detail`.",
    "required": ["type", "title", "status", "detail", "instance", "code", "request_id"],
    "properties": {
        "type": {"type": "string", "format": "uri", "description": "Where the code is explained."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "In the language of Accept-Language."},
        "instance": {"type": "string", "description": "The address that was asked."},
        "code": {"type": "string", "description": "Never changes.", "examples": ["card.unknown"]},
        "request_id": {"type": "string"},
        "facts": {"type": "object", "description": "What the detail tells, for programs."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "detail"],
                "properties": {
                    "pointer": {
                        "type": "string",
                        "description": "The member of the body, as a JSON pointer.",
                        "examples": ["#/given/phone"],
                    },
                    "parameter": {"type": "string", "description": "The parameter."},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}


def document(api: NinjaAPI, resources: Sequence[Resource], *, server: str) -> Json:
    """The whole document, the same for everybody and in English; a face may translate it."""
    written = dict(api.get_openapi_schema(path_prefix=PREFIX))
    doors = {name: door for each in resources for name, door in each.doors.items()}
    for path, methods in written["paths"].items():
        for operation in methods.values():
            _add_terms(operation, doors[operation["operationId"]], path)
            _add_headers(operation, written["components"]["schemas"])
    written["servers"] = [{"url": server}]
    written["tags"] = [
        {"name": each.name, "x-displayName": each.title, "description": each.about}
        for each in resources
    ]
    written["components"]["schemas"]["Problem"] = PROBLEM
    written["components"] |= _components()
    return written


def _add_terms(operation: Json, door: Door, path: str) -> None:
    parameters = operation.setdefault("parameters", [])
    for one in parameters:
        one["schema"] = _something(one["schema"])
    parameters.append({"$ref": "#/components/parameters/Version"})
    if door.changes:
        parameters.append({"$ref": "#/components/parameters/IdempotencyKey"})
    operation["security"] = [{"key": [str(door.scope)] if door.scope else []}]
    if door.machines:
        operation["security"].append({"machine": []})
    for code in sorted(set(_problems(operation, door, path))):
        operation["responses"][code] = {"$ref": f"#/components/responses/Problem{code}"}


def _add_headers(operation: Json, schemas: Json) -> None:
    """Those of the answer that an operation is meant to give."""
    answer = operation["responses"][min(operation["responses"])]
    shape = answer["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    changes = {"$ref": "#/components/parameters/IdempotencyKey"} in operation["parameters"]
    more = [once.REPLAYED] * changes + ["ETag"] * ("version" in schemas[shape]["properties"])
    answer["headers"] = _headers(*EVERYWHERE, *more)


def _problems(operation: Json, door: Door, path: str) -> Iterator[int]:
    """Every way an operation can be answered with a problem."""
    yield from ALWAYS
    asks_by_address = any(one.get("in") == "query" for one in operation["parameters"])
    if "requestBody" in operation:
        yield from WITH_A_BODY
    if "{" in path or "requestBody" in operation or asks_by_address:
        yield 404
    if door.changes:
        yield 409


def _something(schema: Json) -> Json:
    """A parameter is left out or given; there is no null in an address."""
    chosen = next((one for one in schema.get("anyOf", ()) if one.get("type") != "null"), None)
    rest = {name: value for name, value in schema.items() if name != "anyOf"}
    return {**rest, **chosen} if chosen else schema


def _components() -> Json:
    return {
        "parameters": PARAMETERS,
        "headers": {
            name: {"description": about, "schema": {"type": "string"}}
            for name, about in HEADERS.items()
        },
        "responses": {f"Problem{code}": _problem(code) for code in problems.TITLES},
        "securitySchemes": {
            "key": {
                "type": "http",
                "scheme": "bearer",
                "description": "An API key, yk_live_… or yk_test_…, with the scopes it was given.",
            },
            "machine": {
                "type": "http",
                "scheme": "bearer",
                "description": "The token that a kiosk or a reader got when it was paired.",
            },
        },
    }


def _problem(code: int) -> Json:
    more = ("Retry-After",) if code in {429, 503} else ()
    return {
        "description": problems.TITLES[code],
        "headers": _headers("X-Request-ID", "Yika-Version", *more),
        "content": {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _headers(*names: str) -> Json:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}
