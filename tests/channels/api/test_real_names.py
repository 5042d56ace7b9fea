"""How programs learn who is known to the issuer, and what people agreed to."""

import pytest

from tests import story
from tests.channels.api.conftest import Program
from tests.domain.identity.rights import kept
from yika.domain.cards.actions import activate_card
from yika.domain.identity.actions.consents import give_consent
from yika.domain.identity.rules.review.states import State

pytestmark = pytest.mark.django_db


@pytest.fixture
def lin(shop: story.Shop) -> story.Person:
    """Known to both issuers, and proven to both."""
    person, now = story.holder("13800000001"), story.moment()
    activate_card(card=shop.card_ids[0], **story.asking(person.actor))
    for issuer in (shop.code, "south-lake-university"):
        kept.proven(kept.verification(person.actor, now, issuer=issuer))
        give_consent(
            holder=person.actor.id,
            issuer=issuer,
            purpose="real-name",
            version=1,
            language="en",
            **story.asking(person.actor),
        )
    kept.verification(person.actor, now, state=State.IN_REVIEW, issuer=shop.code)
    return person


def test_how_a_holder_is_known_is_told_masked(program: Program, lin: story.Person) -> None:
    told = program.get(f"/holders/{lin.actor.id}/real-name")
    assert told.json["level"] == 2
    (proof,) = told.json["proofs"]
    assert (proof["masked_name"], proof["masked_number"]) == ("L*** W***", "110************02X")
    assert kept.NUMBER not in told.response.content.decode()


def test_only_what_the_issuer_itself_checks_is_listed(program: Program, lin: story.Person) -> None:
    found = program.get(f"/holders/{lin.actor.id}/verifications").json["data"]
    assert [one["state"] for one in found] == ["in-review", "approved"]
    (consent,) = program.get(f"/holders/{lin.actor.id}/consents").json["data"]
    assert (consent["purpose"], consent["in_force"]) == ("real-name", True)
    assert len(consent["digest"]) == 64


def test_who_is_not_known_to_the_issuer_does_not_exist(
    stranger: Program, lin: story.Person
) -> None:
    for what in ("real-name", "verifications", "consents"):
        assert stranger.get(f"/holders/{lin.actor.id}/{what}").status == 404
