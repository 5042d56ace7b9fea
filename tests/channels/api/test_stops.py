"""What a program does about lost, frozen and blocked cards, and how a reader learns of it."""

import pytest

from tests import story
from tests.channels.api.conftest import Program
from yika.domain.machines.rules import MachineKind


@pytest.fixture
def path(program: Program, shop: story.Shop) -> str:
    """A card with a holder who is known to the issuer."""
    lin = program.post("/holders", {"name": "林小雨", "phone": "13800138000"}).json["id"]
    card = program.post("/cards/lookup", {"text": shop.stock[0].number}).json["id"]
    given = {"reason": "handed-over", "holder": lin}
    assert program.post(f"/cards/{card}/hand-out", given).json["state"] == "handed_out"
    return f"/cards/{card}"


def test_a_loss_is_reported_made_formal_and_undone(program: Program, path: str) -> None:
    offer = program.get(f"{path}/loss").json
    lost = program.post(f"{path}/report-loss", {"formal": False, "note": "bus 7"}).json
    (stop,) = lost["stops"]
    assert (lost["state"], lost["standing"]) == ("blocked", "lost-temporary")
    assert stop["until"][:10] == offer["temporary_until"][:10]
    assert offer["offline"]["en"] == "Buses"

    again = program.post(f"{path}/report-loss", {"formal": False})
    assert (again.status, again.code) == (409, "stop.already_reported")
    formal = program.post(f"/stops/{stop['id']}/formal").json
    (second,) = formal["stops"]
    assert (second["kind"], second["follows"]) == ("loss-formal", stop["id"])
    assert program.post(f"/stops/{second['id']}/mistaken").json["state"] == "handed_out"
    ended = [one["ended_how"] for one in program.get(f"{path}/stops").json["data"]]
    assert ended == ["mistaken", "made-formal"]
    assert "bus 7" not in program.get(f"{path}/stops").response.content.decode()
    assert program.post(f"/stops/{stop['id']}/found").code == "stop.ended"


def test_a_card_is_frozen_and_thawed(program: Program, path: str) -> None:
    frozen = program.post(f"{path}/freeze", {"until": "2099-01-01T00:00:00Z"})
    assert frozen.code == "stop.ends_too_late"
    assert program.post(f"{path}/freeze", {"scope": "loading"}).code == "stop.freeze_not_offered"
    assert program.post(f"{path}/freeze", {}).json["standing"] == "frozen"
    assert program.post(f"{path}/thaw").json["stops"] == []


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"reason": "suspicion", "until": "yesterday"}, "api.not_well"),
        ({"reason": "suspicion", "until": 1800000000}, "api.not_well"),
        ({"reason": "suspicion", "until": "2027-01-01T00:00:00"}, "api.not_well"),
        ({"reason": "suspicion", "until": "2020-01-01T00:00:00Z"}, "stop.ends_in_past"),
        ({"reason": "suspicion", "until": "2031-01-01T00:00:00Z"}, "stop.second_person_needed"),
        ({"reason": "suspicion", "scope": "most"}, "api.not_well"),
        ({"reason": "lost"}, "card.reason_unknown"),
    ],
)
def test_a_block_that_cannot_be_is_refused(
    program: Program, path: str, given: dict[str, object], code: str
) -> None:
    answer = program.post(f"{path}/block", given)
    assert (answer.status, answer.code) == (422, code)


def test_two_blocks_are_lifted_one_by_one(program: Program, path: str) -> None:
    for scope in ("spending", "loading"):
        blocked = program.post(f"{path}/block", {"reason": "suspicion", "scope": scope}).json
    assert blocked["state"] == "blocked"
    assert program.post(f"{path}/unblock", {"reason": "cleared-up"}).code == "stop.which"
    first = blocked["stops"][0]["id"]
    left = program.post(f"{path}/unblock", {"reason": "cleared-up", "stop": first}).json
    assert (left["state"], left["standing"]) == ("handed_out", "loading-blocked")


def test_a_reader_fetches_what_changed(program: Program, shop: story.Shop, path: str) -> None:
    reader = Program(shop.machines[MachineKind.READER].token)
    before = reader.get("/stop-list").json["version"]
    program.post(f"{path}/report-loss", {"formal": True})
    changes = reader.get(f"/stop-list?since={before}").json

    assert [line["stopped"] for line in changes["data"]] == [["all:all"]]
    assert changes["data"][0]["number"].startswith("310478")
    assert not changes["more"]
    assert reader.get(f"/stop-list?since={changes['version']}").json["data"] == []
    ahead = reader.get(f"/stop-list?since={changes['version'] + 1}")
    assert (ahead.status, ahead.code) == (422, "stop.no_such_version")
    assert reader.get("/stop-list?since=-1").code == "api.not_well"
