"""Reads the OpenAPI document for people: what each operation takes, answers and refuses."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from yika.channels.api.reference.samples import resolved, sample

Json = Mapping[str, Any]

DEPTH_MAX = 4
JSON = "application/json"
OK_MAX = 299


@dataclass(frozen=True, slots=True)
class Member:
    """One line of a table: a parameter, or a member of a body or an answer."""

    name: str
    kind: str
    required: bool
    nullable: bool
    about: str
    choices: tuple[str, ...]
    depth: int = 0


@dataclass(frozen=True)
class Operation:
    """One operation as the page shows it."""

    id: str
    method: str
    path: str
    read: Json
    schemas: Json
    server: str

    @property
    def summary(self) -> str:
        return _(self.read["summary"])

    @property
    def about(self) -> str:
        return _(about) if (about := self.read.get("description")) else ""

    @property
    def scopes(self) -> Sequence[str]:
        return next((one["key"] for one in self.read["security"] if "key" in one), ())

    @property
    def machines(self) -> bool:
        return any("machine" in one for one in self.read["security"])

    @cached_property
    def changes(self) -> bool:
        return any(one.get("$ref", "").endswith("/IdempotencyKey") for one in self._parameters)

    @property
    def parameters(self) -> list[Member]:
        return [self._parameter(one) for one in self._parameters if "$ref" not in one]

    @cached_property
    def body(self) -> list[Member]:
        schema = self._body
        return list(members(schema, self.schemas)) if schema else []

    @cached_property
    def answer(self) -> list[Member]:
        return list(members(self._answer, self.schemas))

    @property
    def status(self) -> int:
        return min(map(int, self.read["responses"]))

    @property
    def problems(self) -> list[int]:
        return [code for code in map(int, self.read["responses"]) if code > OK_MAX]

    @property
    def request_sample(self) -> str:
        """How it is asked, to be copied into a terminal."""
        lines = [f"curl {self.server}{self._path_sample}", '-H "Authorization: Bearer $YIKA_KEY"']
        if self.changes:
            lines.append('-H "Idempotency-Key: $(uuidgen)"')
        if self._takes_a_picture:
            lines.append('-H "Content-Type: image/jpeg"')
            lines.append("--data-binary @picture.jpg")
        elif self._body:
            lines.append('-H "Content-Type: application/json"')
            lines.append(f"-d '{written(sample(self._body, self.schemas))}'")
        elif self.method == "POST":
            lines.append("-X POST")
        return " \\\n  ".join(lines)

    @property
    def answer_sample(self) -> str:
        return written(sample(self._answer, self.schemas))

    @property
    def _path_sample(self) -> str:
        asked = {
            one["name"]: sample(one["schema"], self.schemas)
            for one in self._parameters
            if one.get("in") == "path"
        }
        return self.path.format_map(asked)

    @property
    def _parameters(self) -> Sequence[Json]:
        found: Sequence[Json] = self.read.get("parameters", ())
        return found

    @property
    def _body(self) -> Json | None:
        body = self.read.get("requestBody")
        return None if body is None or self._takes_a_picture else body["content"][JSON]["schema"]

    @property
    def _takes_a_picture(self) -> bool:
        return JSON not in self.read.get("requestBody", {"content": [JSON]})["content"]

    @property
    def _answer(self) -> Json:
        schema: Json = self.read["responses"][self.status]["content"]["application/json"]["schema"]
        return schema

    def _parameter(self, read: Json) -> Member:
        return _member(read["name"], read["schema"], self.schemas, required=read["required"])


@dataclass(frozen=True, slots=True)
class Group:
    """The operations of one thing."""

    name: str
    read: Json
    operations: tuple[Operation, ...]

    @property
    def title(self) -> str:
        return _(self.read["x-displayName"])

    @property
    def about(self) -> str:
        return _(self.read["description"])


def groups(document: Json) -> list[Group]:
    """The whole document, group by group."""
    found = operations(document)
    return [
        Group(
            tag["name"],
            tag,
            tuple(one for one in found if tag["name"] in one.read["tags"]),
        )
        for tag in document["tags"]
    ]


def members(schema: Json, schemas: Json, depth: int = 0) -> Iterator[Member]:
    """The members of an object and, further in, those of its members."""
    schema = resolved(schema, schemas)
    needed = schema.get("required", ())
    for name, read in schema.get("properties", {}).items():
        yield _member(name, read, schemas, required=name in needed, depth=depth)
        inner = resolved(read, schemas)
        inner = resolved(inner["items"], schemas) if inner.get("type") == "array" else inner
        if depth < DEPTH_MAX and "properties" in inner:
            yield from members(inner, schemas, depth + 1)


def operations(document: Json) -> list[Operation]:
    """Every operation, in the order of the document."""
    return [
        Operation(
            id=read["operationId"],
            method=method.upper(),
            path=path,
            read=read,
            schemas=document["components"]["schemas"],
            server=document["servers"][0]["url"],
        )
        for path, methods in document["paths"].items()
        for method, read in methods.items()
    ]


def _member(name: str, read: Json, schemas: Json, *, required: bool, depth: int = 0) -> Member:
    found = resolved(read, schemas)
    about = read.get("description", "")
    return Member(
        name=name,
        kind=_kind(found, schemas),
        required=required,
        nullable=any(one.get("type") == "null" for one in read.get("anyOf", ())),
        about=_(about) if about else "",
        choices=tuple(map(str, found.get("enum", ()))),
        depth=depth,
    )


def _kind(schema: Json, schemas: Json) -> str:
    if schema.get("type") == "array":
        return f"{_kind(resolved(schema.get('items', {}), schemas), schemas)}[]"
    return str(schema.get("format") or schema.get("type") or "any")


def written(value: object) -> str:
    """JSON as people read it."""
    return json.dumps(value, ensure_ascii=False, indent=2)
