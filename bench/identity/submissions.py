"""What handing in does to a database, and the bare rows of the same."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from django.core.management import call_command
from django.db import connection, transaction

from bench.identity.pictures import drawn
from bench.imports_loads import Clock
from yika.domain.identity import actions, queries
from yika.domain.identity.models import Verification
from yika.domain.identity.rules.numbers.citizen import check_character
from yika.domain.issuers.actions import open_issuer
from yika.domain.issuers.rules import IssuerKind, Text
from yika.domain.people.actions import register_holder
from yika.domain.staff.rules import Role, rights_of
from yika.kit import ids
from yika.kit.actor import WORKER, Actor, ActorKind, Channel
from yika.kit.ids import new_id
from yika.products.tables.real_name import RealName

ISSUER: Final = "bench"
DAY: Final = timedelta(days=1)
STAFF: Final = Actor(
    ActorKind.STAFF,
    "login_01kaf0000000000000000000ne",
    Channel.COUNTER,
    issuer=ISSUER,
    rights=rights_of([Role.TELLER, Role.REVIEWER]),
)
POLICY: Final = RealName.model_validate(
    {
        "need": "before-activation",
        "level": 1,
        "documents": ["resident-id"],
        "front_only": ["resident-id"],
        "cards_per_person": 5,
        "keep": "30 days",
        "keep_refused": "7 days",
        "promise": "2 days",
    }
)

Answer = dict[str, Any]
Statement = tuple[str, Any]


def make() -> Answer:
    """An issuer, and nobody else."""
    call_command("migrate", verbosity=0, skip_checks=True)
    open_bench()
    return {}


def open_bench() -> None:
    """The issuer, with the hours and the telephone that its answers name."""
    open_issuer(
        code=ISSUER,
        name=Text("Bench", "测试"),
        kind=IssuerKind.TRANSIT,
        hotline="400 000 0000",
        zone="Asia/Shanghai",
        seal="测",
        by=WORKER,
        now=datetime.now(UTC),
        request_id="issuer",
    )


def citizen(serial: int) -> str:
    """The number of a person who was never born, for each serial another."""
    born = date(1955, 1, 1) + serial * DAY
    stem = f"110101{born:%Y%m%d}{'999' if serial % 2 else '998'}"
    return stem + check_character(stem)


def fields(serial: int) -> dict[str, str]:
    """What stands on the card of this person."""
    number = citizen(serial)
    return {
        "name": "林晚",
        "sex": "male" if serial % 2 else "female",
        "ethnic_group": "汉",
        "born_on": f"{number[6:10]}-{number[10:12]}-{number[12:14]}",
        "address": "北京市东城区样本路 1 号",
        "number": number,
        "authority": "北京市公安局东城分局",
        "issued_on": "2020-01-01",
        "expires_on": "2040-01-01",
    }


def fill_in(count: int) -> Answer:
    """So many verifications with all they need, not handed in yet."""
    picture = drawn("resident-id")
    for serial in range(count):
        _one(serial, picture)
    return {}


def submit(count: int) -> Answer:
    """Hand all of them in, one after the other."""
    waiting = _waiting()
    clock = Clock()
    for row in waiting:
        _submit(row)
    timed = clock.read()
    now = datetime.now(UTC)
    queued = queries.figures(by=STAFF, now=now, since=now).waiting
    faults = [] if queued == count else [f"{queued} in the queue, expected {count}"]
    return timed | {"items": count, "faults": faults}


def rows(count: int) -> Answer:
    """The statements that write, and nothing else: one transaction for each verification."""
    kept = [statements(row) for row in _waiting()]
    clock = Clock()
    for writes in kept:
        with transaction.atomic(), connection.cursor() as cursor:
            for sql, params in writes:
                cursor.execute(sql, params)
    timed = clock.read()
    left = len(_waiting())
    return timed | {"items": count, "faults": [f"{left} not handed in"] if left else []}


def _one(serial: int, picture: bytes) -> None:
    holder = register_holder(name="林晚", language="zh-hans", **_acting(STAFF))
    himself = Actor(ActorKind.HOLDER, holder, Channel.WEB)
    found = actions.begin_verification(
        holder=holder,
        issuer=ISSUER,
        product="mobile-sim",
        edition=1,
        real_name=POLICY,
        document="resident-id",
        **_acting(himself),
    )
    for _, side in found.missing:
        actions.add_picture(verification=found.id, side=side, content=picture, **_acting(himself))
    actions.give_fields(verification=found.id, fields=fields(serial), **_acting(himself))


def _acting(by: Actor) -> dict[str, Any]:
    return {"by": by, "now": datetime.now(UTC), "request_id": str(new_id())}


def _waiting() -> Sequence[Verification]:
    return list(Verification.objects.filter(submitted_at=None).order_by("id"))


def _submit(row: Verification) -> None:
    holder = Actor(ActorKind.HOLDER, ids.show("hld", row.holder), Channel.WEB)
    actions.submit_verification(verification=str(row), **_acting(holder))


def statements(row: Verification) -> list[Statement]:
    """What handing this one in would write; it is not handed in."""
    found: list[Statement] = []

    def keep(execute: Callable[..., Any], sql: str, params: Any, *rest: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE")):
            found.append((sql, params))
        return execute(sql, params, *rest)

    with transaction.atomic():
        with connection.execute_wrapper(keep):
            _submit(row)
        transaction.set_rollback(True)
    return found
