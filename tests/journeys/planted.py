"""Values of somebody who does not exist, in every form in which they could lie about somewhere."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from django.db import connection
from django.test import Client

from tests.domain.identity.verifying import desk

NAME = "欧阳荷雨"
ADDRESS = "江城区莲藕巷77号3单元"
PHONE = "13877776543"
NUMBER = desk.citizen(77)
CARD = desk.card(77) | {"name": NAME, "address": ADDRESS, "number": NUMBER}
PLANTED = (NAME, ADDRESS, PHONE, NUMBER)


def found_in(content: bytes, planted: Iterable[str] = PLANTED) -> list[str]:
    """Which of the values stand in it, however JSON, addresses or other encodings write them."""
    return [value for value in planted if any(form in content for form in _forms(value))]


@cache
def _forms(value: str) -> tuple[bytes, ...]:
    written = (value, json.dumps(value).strip('"'), quote(value), quote(value).lower())
    encoded = (value.encode(one) for one in ("utf-16-le", "utf-16-be", "gb18030"))
    return (*(one.encode() for one in written), *encoded)


def in_tables() -> dict[str, list[str]]:
    """The values in any column of any table, by table and column."""
    found: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    if hits := found_in(_bytes(value)):
                        found.setdefault(f"{table}.{name}", []).extend(hits)
    return found


def in_database_file() -> list[str]:
    """The values in the bytes of the whole file: freed pages and indexes too."""
    connection.ensure_connection()
    raw = connection.connection
    return found_in(raw.serialize()) if isinstance(raw, sqlite3.Connection) else []


def _bytes(value: object) -> bytes:
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value)
    return str(value).encode()


@dataclass(frozen=True, slots=True)
class Seen:
    """One answer that somebody got."""

    address: str
    status: int
    headers: str
    kept: bool
    content: bytes


class Watched(Client):
    """A browser that keeps every address it went to or was sent to, and every answer."""

    def __init__(self, seen: list[Seen]) -> None:
        super().__init__()
        self.seen = seen
        self.cookies["yika_language"] = "en"

    def request(self, **asked: Any) -> Any:
        answer = super().request(**asked)
        query = asked.get("QUERY_STRING", "")
        self.seen.append(_seen(f"{asked['PATH_INFO']}?{query}", answer))
        return answer


def _seen(address: str, answer: Any) -> Seen:
    streamed = b"".join(answer) if answer.streaming else None
    content = answer.content if streamed is None else streamed
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    cookies = answer.cookies.output()
    kept = "no-store" not in answer.headers.get("Cache-Control", "")
    return Seen(address, answer.status_code, f"{headers}\n{cookies}", kept, content)
