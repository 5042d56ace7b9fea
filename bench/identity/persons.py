"""Fills a database with proven persons in a few statements, and looks for some of them."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from uuid import UUID

from django.db import connection, models

from bench.identity.desk import LOOKED_FOR
from bench.identity.submissions import ISSUER, POLICY, Answer, fields
from bench.imports_loads import Clock
from yika.domain.identity.models import ProvenIdentity, Verification
from yika.domain.identity.rules.checks import Outcome
from yika.domain.identity.rules.documents import Fields
from yika.domain.identity.verifying import checking, persons
from yika.domain.identity.verifying.folder import Folder, policy_text
from yika.kit.ids import new_id

SOUGHT: Final = 5000
PROOFS_EACH: Final = 10  # so many to a verification, to spare room
AT_ONCE: Final = 500_000
# What is looked in; of the others those go that would take most of the time and the room.
INDEXES: Final = {
    ProvenIdentity: ("proven_by_person",),
    Verification: ("verification_by_person", "verification_by_name", "verification_by_holder"),
}
OTHERS: Final = ("proven_by_holder",)
SQLITE: Final = {
    "id": "printf('%032x', i)",
    "verification": f"printf('%032x', i - i % {PROOFS_EACH})",
    "random": "lower(hex(randomblob(16)))",
    "index": "CAST(x'0001' || randomblob(32) AS BLOB)",
}
POSTGRES: Final = {
    "id": "lpad(to_hex(i), 32, '0')::uuid",
    "verification": f"lpad(to_hex(i - i % {PROOFS_EACH}), 32, '0')::uuid",
    "random": "gen_random_uuid()",
    "index": "'\\x0001'::bytea || sha256(gen_random_uuid()::text::bytea)",
}
NUMBERS: Final = (
    "WITH RECURSIVE n (i) AS (SELECT {first} UNION ALL SELECT i + {step} FROM n"
    " WHERE i + {step} < {end})"
)
LONG_AGO: Final = "'2024-03-01 04:00:00+00:00'"


def hurry() -> None:
    """Nothing of what is filled has to outlive a crash."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for pragma in ("journal_mode=DELETE", "synchronous=OFF", "cache_size=-65536"):
                cursor.execute(f"PRAGMA {pragma}")


def fill(count: int, looked_for: int = LOOKED_FOR) -> Answer:
    """So many proven persons, and the verification of each tenth; then their indexes."""
    ways = SQLITE if connection.vendor == "sqlite" else POSTGRES
    _run(f"DROP INDEX {name}" for names in (*INDEXES.values(), OTHERS) for name in names)
    for first in range(0, count, AT_ONCE):
        end = min(first + AT_ONCE, count)
        _insert(Verification, _verification(ways), (first, end, PROOFS_EACH))
        _insert(ProvenIdentity, _proven(ways), (first, end, 1))
    for place in range(looked_for // 2):
        _make_known(place, place * (count // looked_for))
    _run(_statements())
    return {}


def find(count: int, looked_for: int = LOOKED_FOR) -> Answer:
    """Check persons who are there and as many who are not, in turns."""
    folders = [_folder(place % 2, place // 2) for place in range(looked_for)]
    clock = Clock()
    answers = [checking.person_checks(folder) for folder in folders]
    timed = clock.read()
    found = [next(one for one in each if one.name == "person") for each in answers]
    wrong = sum(
        (one.outcome is Outcome.PASS) is not bool(place % 2) for place, one in enumerate(found)
    )
    faults = [f"{wrong} answers are wrong"] if wrong else []
    return timed | {"items": looked_for, "faults": faults + _missing(count)}


def seek(count: int) -> Answer:
    """Look for indexes all over the tree, without the rest of a check."""
    keys = [bytes([0, 1]) + os.urandom(32) for _ in range(SOUGHT)]
    table = ProvenIdentity._meta.db_table
    sql = f"SELECT holder FROM {table} WHERE person_index = %s AND issuer = %s"
    with connection.cursor() as cursor:
        clock = Clock()
        for key in keys:
            cursor.execute(sql, [key, ISSUER])
            cursor.fetchall()
        timed = clock.read()
    return timed | {"items": SOUGHT, "faults": _missing(count)}


def _missing(count: int) -> list[str]:
    kept = ProvenIdentity.objects.order_by("-pk").values_list("pk", flat=True).first()
    there = kept.int + 1 if kept else 0
    return [] if there == count else [f"{there} persons, expected {count}"]


def _folder(unknown: int, serial: int) -> Folder:
    """A verification as it is when somebody hands it in; its row is nowhere."""
    row = Verification(
        holder=new_id(),
        issuer=ISSUER,
        product="mobile-sim",
        policy=policy_text(POLICY),
        document="resident-id",
    )
    row.keep("fields", json.dumps(fields(serial + unknown * LOOKED_FOR)))
    return Folder(row)


def _verification(ways: Mapping[str, str]) -> dict[str, str]:
    """What stands in the columns that are looked at, or that have to differ."""
    return {
        "id": ways["id"],
        "request": ways["id"],
        "case": "'case' || i",
        "holder": ways["random"],
        "issuer": f"'{ISSUER}'",
        "product": "'mobile-sim'",
        "state": "'approved'",
        "document": "'resident-id'",
        "person_index": ways["index"],
        "name_index": ways["index"],
        "begun_at": LONG_AGO,
        "submitted_at": LONG_AGO,
        "decided_at": LONG_AGO,
    }


def _proven(ways: Mapping[str, str]) -> dict[str, str]:
    """Proofs that have lapsed since: they find a person just as well."""
    return {
        "id": ways["id"],
        "verification": ways["verification"],
        "holder": ways["random"],
        "issuer": f"'{ISSUER}'",
        "level": "1",
        "document": "'resident-id'",
        "person_index": ways["index"],
        "since": LONG_AGO,
        "verified_at": LONG_AGO,
        "lapsed_at": LONG_AGO,
        "lapsed_because": "'time'",
    }


def _insert(
    model: type[models.Model], values: Mapping[str, str], span: tuple[int, int, int]
) -> None:
    first, end, step = span
    columns = {
        field.column: values.get(field.name) or _nothing(field)
        for field in model._meta.local_concrete_fields
    }
    into = f"{model._meta.db_table} ({', '.join(map(_quoted, columns))})"
    numbers = NUMBERS.format(first=first, end=end, step=step)
    _run([f"INSERT INTO {into} {numbers} SELECT {', '.join(columns.values())} FROM n"])


def _nothing(field: "models.Field[object, object]") -> str:
    if field.null:
        return "NULL"
    if isinstance(field, models.BooleanField):
        return "false"
    return "0" if isinstance(field, models.IntegerField) else "''"


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _make_known(serial: int, place: int) -> None:
    """Somebody among them has a number that is looked for."""
    [key, *_] = persons.person_keys("resident-id", Fields.of(fields(serial)))
    ProvenIdentity.objects.filter(pk=UUID(int=place)).update(person_index=key)


def _statements() -> Iterator[str]:
    """The indexes again, sorted at once."""
    editor = connection.schema_editor()
    for model, names in INDEXES.items():
        for index in model._meta.indexes:
            if index.name in names:
                yield str(index.create_sql(model, editor))
    yield "ANALYZE"


def _run(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
