"""`yika api-key …`"""

import json

import pytest

from tests.site.cli.conftest import Yika
from tests.site.cli.desk.opening import ISSUER
from yika.domain.machines.models import ApiKey
from yika.domain.machines.queries import key_of
from yika.site.cli import frame

pytestmark = pytest.mark.django_db

CREATE = ("api-key", "create", "harbor", "Website", "--scope", "cards.view")


@pytest.fixture(autouse=True)
def _harbor(yika: Yika) -> None:
    yika(*ISSUER)


def test_a_key_is_shown_once_and_works(yika: Yika) -> None:
    made = yika(*CREATE, "--scope", "errands.serve")

    plain = made.out.strip()
    assert made.code == 0
    assert plain.startswith("yk_live_")
    assert plain not in made.err
    found = key_of(plain, now=frame.now())
    assert found is not None
    assert found.scopes == ("cards.view", "errands.serve")
    listed = yika("api-key", "list")
    assert found.id in listed.out
    assert plain not in listed.out


def test_a_key_for_trying_out_can_be_made_to_expire(yika: Yika) -> None:
    told = json.loads(yika(*CREATE, "--test", "--days", "30", "--json").out)
    assert told["key"].startswith("yk_test_")
    assert told["expires_at"] > told["made_at"]


def test_a_revoked_key_is_worthless(yika: Yika) -> None:
    told = json.loads(yika(*CREATE, "--json").out)

    assert yika("api-key", "revoke", told["id"]).code == 0

    assert key_of(told["key"], now=frame.now()) is None
    assert json.loads(yika("api-key", "list", "--json").out) == []
    assert len(json.loads(yika("api-key", "list", "--all", "--json").out)) == 1
    assert yika("api-key", "revoke", "key_none").code == 3


def test_a_scope_that_no_program_may_hold_is_wrong_use(yika: Yika) -> None:
    outcome = yika(*CREATE, "--scope", "people.reveal")
    assert outcome.code == 2
    assert "people.reveal" in outcome.err
    assert not ApiKey.objects.exists()
