"""A visitor at a kiosk or counter shows by a code who he is, and is let into no account."""

import pytest

from tests.domain.people.folks import (
    ADDRESS,
    HOUR,
    NOW,
    PHONE,
    code_of,
    fresh,
    proven,
    registered,
    send,
    staff,
    wrong,
)
from yika.domain.journal.models import Entry
from yika.domain.people import actions, queries
from yika.domain.people.models import Holder, Login, Proof, SignIn
from yika.domain.people.rules import ProofView, Purpose, WrongCode
from yika.kit.actor import Actor, ActorKind, Channel
from yika.kit.errors import Invalid

pytestmark = pytest.mark.django_db

KIOSK = Actor(ActorKind.DEVICE, "dev_1", Channel.KIOSK, issuer="harbor")


def join(sent: ProofView, code: str = "", **other: object) -> str:
    given = {"name": "", "address": ADDRESS, "by": KIOSK, "now": NOW, "request_id": fresh()}
    return actions.join_with_code(proof=sent.id, code=code or code_of(sent), **given | other)


def test_somebody_unknown_becomes_a_holder_with_that_contact_and_name() -> None:
    holder = join(send(Purpose.SIGN_IN, PHONE, language="en", by=KIOSK), name="Lin  Wan")
    seen = queries.holder(holder, now=NOW)
    assert (seen.name, seen.language) == ("Lin Wan", "en")
    assert [(one.value, one.usable) for one in seen.contacts] == [(PHONE, True)]
    assert not Login.objects.exists()
    assert not SignIn.objects.exists()
    assert Entry.objects.filter(event="people.holder_registered", subject=holder).count() == 1


def test_somebody_known_is_found_and_keeps_his_name() -> None:
    holder = registered(name="林晚")
    proven(holder, PHONE)
    sent = send(Purpose.SIGN_IN, PHONE, now=NOW + HOUR)
    assert join(sent, name="周行", now=NOW + HOUR) == holder
    assert queries.name_for(holder, staff()) == "林*"


def test_a_known_one_without_a_name_gets_the_one_he_tells() -> None:
    holder = join(send(Purpose.SIGN_IN, PHONE))
    assert join(send(Purpose.SIGN_IN, PHONE, now=NOW + HOUR), name="林晚", now=NOW + HOUR) == holder
    assert queries.holder(holder, now=NOW).name == "林晚"


def test_a_wrong_code_is_counted_and_makes_nobody() -> None:
    sent = send(Purpose.SIGN_IN, PHONE)
    with pytest.raises(WrongCode):
        join(sent, wrong(code_of(sent)))
    assert Proof.objects.get().tries == 1
    assert not Holder.objects.exists()


def test_a_wrong_name_leaves_the_code_to_be_used_again() -> None:
    sent = send(Purpose.SIGN_IN, PHONE)
    with pytest.raises(Invalid):
        join(sent, name="<b>")
    assert not Holder.objects.exists()
    assert join(sent, name="林晚")


def test_the_same_request_makes_one_holder() -> None:
    sent = send(Purpose.SIGN_IN, PHONE)
    assert join(sent, request_id="click") == join(sent, request_id="click")
    assert Holder.objects.count() == 1
