"""Says in plain words what is wrong with a product file: one fault per mistake, by file and key."""

import json
import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from yika.kit.errors import Fault
from yika.products.product import CardProduct
from yika.products.tables.table import Table, inner_table
from yika.products.tables.values import inline, nearest

Location = tuple[int | str, ...]

# What was expected, by the kind of error pydantic reports; the braces hold its figures.
WORDINGS: Mapping[str, str] = {
    "bool_type": "expected true or false, without quotes",
    "greater_than_equal": "expected {ge} or more",
    "int_type": "expected a whole number, without quotes",
    "less_than_equal": "expected {le} at most",
    "literal_error": "expected {expected}",
    "missing": "this key is missing",
    "model_type": "expected a table",
    "string_pattern_mismatch": "expected small letters, digits and single dashes",
    "string_too_long": "expected {max_length} characters at most",
    "string_too_short": "expected a text that is not empty",
    "string_type": "expected a text in quotes",
    "too_long": "expected {max_length} tables at most",
    "tuple_type": "expected a list of tables, each under a heading in double brackets",
    "value_error": "{error}",
}
WITHOUT_EXAMPLE = {"too_long", "tuple_type", "value_error"}


def faults_of(error: ValidationError, *, where: str, written: Mapping[str, Any]) -> list[Fault]:
    """Every mistake pydantic found in a file that holds what is `written`.

    A misspelt key is one mistake, although the key that was meant is missing as well.
    """
    found = error.errors()
    meant = {_meant(each["loc"]) for each in found if each["type"] == "extra_forbidden"}
    return [
        Fault(where, _path(each["loc"], written), _expected(each))
        for each in found
        if not (each["type"] == "missing" and each["loc"] in meant)
    ]


def _meant(loc: Location) -> Location | None:
    """Where the key is that somebody most likely meant by an unknown one."""
    near = nearest(loc[-1], _table_around(loc).keys())
    return (*loc[:-1], near) if near else None


def _expected(error: ErrorDetails) -> str:
    kind, loc = error["type"], error["loc"]
    if kind == "extra_forbidden":
        return _unknown_key(loc)
    if kind not in WORDINGS:
        return error["msg"]
    wording = WORDINGS[kind].format_map(error.get("ctx", {}))
    return wording if kind in WITHOUT_EXAMPLE else wording + _such_as(loc)


def _unknown_key(loc: Location) -> str:
    meant = _meant(loc)
    if meant:
        return f"no such key; did you mean `{meant[-1]}`?"
    return f"no such key; here may stand {', '.join(_table_around(loc).keys())}"


def _such_as(loc: Location) -> str:
    key = str(loc[-1])
    field = _table_around(loc).keys().get(key)
    return f", such as {key} = {inline(field.examples[0])}" if field and field.examples else ""


def _table_around(loc: Location) -> type[Table]:
    table: type[Table] = CardProduct
    for key in loc[:-1]:
        if isinstance(key, str):
            table = inner_table(table.keys()[key].annotation) or table
    return table


def _path(loc: Location, written: Mapping[str, Any]) -> str:
    """`purse.main.unit` where the name tells which one, else `purse#2.unit`, counted from 1."""
    path, inside = "", written
    for key in loc:
        if isinstance(key, int):
            path += _which(inside, key)
        else:
            path += "." + (key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else json.dumps(key))
        inside = _step(inside, key)
    return path.removeprefix(".")


def _which(tables: Any, place: int) -> str:
    names = [_step(each, "name") for each in tables] if isinstance(tables, list) else []
    name = names[place] if place < len(names) else None
    if isinstance(name, str) and re.fullmatch(r"[a-z0-9-]+", name) and names.count(name) == 1:
        return f".{name}"
    return f"#{place + 1}"


def _step(inside: Any, key: int | str) -> Any:
    try:
        return inside[key]
    except (KeyError, IndexError, TypeError):
        return None
