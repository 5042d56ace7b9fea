"""Every operation is tried with a key of another issuer, and with a key that lacks its scope."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests import story
from tests.channels.api.conftest import Answer, Program
from tests.channels.applying import applied
from yika.channels.api import v1
from yika.channels.api.reference.samples import sample
from yika.channels.api.resources import RESOURCES
from yika.domain.machines.rules import SCOPES, MachineKind
from yika.domain.outlets.queries import next_free

DOORS = {name: door for each in RESOURCES for name, door in each.doors.items()}


def operations() -> Iterator[tuple[str, str, str]]:
    for path, methods in v1.openapi()["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path.removeprefix("/api/v1"), operation["operationId"]


OPERATIONS = list(operations())
NAMED = [one[2] for one in OPERATIONS]


def belongings(shop: story.Shop) -> dict[str, str]:
    """Something of the issuer for each placeholder of an address, and each id in a body."""
    program = Program(story.key(shop.code, *SCOPES).token)
    begun = program.post("/errands", {"kind": "activation", "card": shop.card_ids[0]}).json
    holder = program.post("/holders", {"name": "林小雨", "phone": "13800138000"}).json
    delivery = program.get("/deliveries").json["data"][0]
    blocked = program.post(f"/cards/{shop.card_ids[4]}/block", {"reason": "suspicion"}).json
    asked = {"kind": "enquiry", "topic": "card", "words": "Why?", "holder": holder["id"]}
    story.receive(shop)
    free = next_free(shop.outlet, "loss", now=story.moment())
    assert free
    kept = {"outlet": shop.outlet, "service": "loss", "holder": holder["id"]}
    begins_at = free.begins_at.isoformat()
    return {
        "appointment": program.post("/appointments", kept | {"begins_at": begins_at}).json["id"],
        "service": "loss",
        "day": str(free.day),
        "begins_at": begins_at,
        "application": applied(shop, holder=holder["id"]).id,
        "enquiry": program.post("/enquiries", asked).json["id"],
        "card": shop.card_ids[0],
        "stop": blocked["stops"][0]["id"],
        "batch": shop.batch,
        "delivery": delivery["id"],
        "outlet": shop.outlet,
        "errand": begun["id"],
        "holder": holder["id"],
        "product": "transit-adult",
        "step": begun["next"]["step"],
        "text": shop.cards[0].number,
        "case": begun["case"],
    }


def ask(program: Program, method: str, path: str, owned: dict[str, str]) -> Answer:
    """The operation with the example of its own document, about what somebody owns."""
    read = v1.openapi()["paths"][f"/api/v1{path}"][method.lower()]
    return program.ask(method, path.format_map(owned), _body(read, owned), Idempotency_Key="reach")


def _body(read: dict[str, Any], owned: dict[str, str]) -> str:
    if "requestBody" not in read:
        return ""
    if "application/json" not in read["requestBody"]["content"]:
        return ""  # a picture; without one an errand is as foreign
    schema = read["requestBody"]["content"]["application/json"]["schema"]
    given = sample(schema, v1.openapi()["components"]["schemas"])
    assert isinstance(given, dict)
    return json.dumps({name: owned.get(name, value) for name, value in given.items()})


@pytest.fixture(scope="module")
def owned(city: story.City) -> dict[str, str]:
    return belongings(city.transit)


def test_every_operation_has_a_door() -> None:
    assert sorted(DOORS) == sorted(NAMED)


@pytest.mark.parametrize(("method", "path", "name"), OPERATIONS, ids=NAMED)
def test_what_belongs_to_another_issuer_does_not_exist(
    owned: dict[str, str], stranger: Program, method: str, path: str, name: str
) -> None:
    answer = ask(stranger, method, path, owned)
    mine = {"outlets", "enquiry", "batch", "card", "errand", "holder", "delivery", "text", "case"}
    if "{" in path or name in {"find_card", "find_errand", "begin_errand"}:
        assert answer.status == 404, answer.response.content
    told = answer.response.content.decode()
    assert not [owned[one] for one in mine & owned.keys() if owned[one] in _answered(answer, told)]


def _answered(answer: Answer, told: str) -> str:
    """What was told, without the address that was asked, which a problem repeats."""
    return "" if answer.status >= 400 and "instance" in answer.json else told


@pytest.mark.parametrize(("method", "path", "name"), OPERATIONS, ids=NAMED)
def test_without_its_scope_nothing_is_told_or_done(
    city: story.City, db: None, owned: dict[str, str], method: str, path: str, name: str
) -> None:
    door = DOORS[name]
    if door.scope is None:
        pytest.skip("for every key of the issuer")
    weak = Program(story.key(city.transit.code, *(SCOPES - {door.scope})).token)
    answer = ask(weak, method, path, owned)
    assert (answer.status, answer.code) == (403, "not_allowed")
    assert answer.json["facts"] == {"right": door.scope}


@pytest.mark.parametrize(("method", "path", "name"), OPERATIONS, ids=NAMED)
def test_without_a_key_nothing_is_told_or_done(
    owned: dict[str, str], db: None, method: str, path: str, name: str
) -> None:
    assert ask(Program("yk_live_unknown"), method, path, owned).status == 401


@pytest.mark.parametrize(("method", "path", "name"), OPERATIONS, ids=NAMED)
def test_a_machine_is_let_in_only_where_it_has_business(
    city: story.City, db: None, owned: dict[str, str], method: str, path: str, name: str
) -> None:
    kiosk = Program(city.transit.machines[MachineKind.KIOSK].token)
    answer = ask(kiosk, method, path, owned)
    refused = answer.status == 403 and answer.code == "api.not_for_machines"
    assert refused is not DOORS[name].machines
    foreign = ask(Program(city.campus.machines[MachineKind.KIOSK].token), method, path, owned)
    if DOORS[name].machines and "{" in path:
        assert foreign.status == 404


@pytest.mark.parametrize(("method", "path", "name"), OPERATIONS, ids=NAMED)
def test_the_example_of_the_document_is_understood(
    owned: dict[str, str], program: Program, method: str, path: str, name: str
) -> None:
    """Whatever the business says to it, the example is well formed."""
    answer = ask(program, method, path, owned)
    assert answer.status not in {400, 415, 500, 503}
    if answer.status == 422:
        assert answer.code != "api.not_well" or name in {"take_step", "prepare_step"}
