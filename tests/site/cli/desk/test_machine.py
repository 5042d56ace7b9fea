"""`yika machine …`"""

import json

import pytest

from tests.site.cli.conftest import Yika
from tests.site.cli.desk.opening import ISSUER, OUTLET
from yika.domain.machines.actions import pair_machine
from yika.site.cli import frame

pytestmark = pytest.mark.django_db


@pytest.fixture
def machine(yika: Yika) -> str:
    yika(*ISSUER)
    yika(*OUTLET)
    added = yika(
        *("machine", "add", "harbor", "Hall 1", "--kind", "kiosk", "--outlet", "pier-one"), "--json"
    )
    assert added.code == 0
    return str(json.loads(added.out)["id"])


def test_a_code_is_shown_with_its_qr_and_pairs_the_machine(yika: Yika, machine: str) -> None:
    shown = yika("machine", "pair-code", machine, "--json")
    told = json.loads(shown.out)
    assert json.loads(told["qr"])["token"] == told["code"]

    paired = pair_machine(code=told["code"], address="10.0.0.7", now=frame.now(), request_id="pair")

    assert paired.machine.id == machine
    assert "Hall 1" in yika("machine", "list").out
    drawn = yika("machine", "pair-code", machine)
    assert "█" in drawn.out
    assert "Let the machine scan this" in drawn.err


def test_a_revoked_machine_is_out_and_listed_only_if_asked_for(yika: Yika, machine: str) -> None:
    assert yika("machine", "revoke", machine).code == 0

    assert json.loads(yika("machine", "list", "--json").out) == []
    [listed] = json.loads(yika("machine", "list", "--all", "--json").out)
    assert listed["revoked_at"]
    outcome = yika("machine", "pair-code", machine)
    assert outcome.code == 5
    assert "machine.revoked" in outcome.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("machine", "pair-code", "dev_none"),
        ("machine", "revoke", "dev_none"),
        ("machine", "add", "harbor", "Hall 2", "--kind", "kiosk", "--outlet", "nowhere"),
        ("machine", "add", "nobody", "Hall 2", "--kind", "reader"),
    ],
)
def test_what_is_not_there_is_not_found(
    yika: Yika, machine: str, arguments: tuple[str, ...]
) -> None:
    assert yika(*arguments).code == 3
