"""Telling a person something, once."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction

from tests.domain.messages.samples import CODE, EMAIL, HOLDER, INBOX, SMS, facts
from yika.domain.journal.models import Parcel
from yika.domain.messages import queries
from yika.domain.messages.actions import send_message
from yika.domain.messages.models import Message
from yika.domain.messages.rules import Recipient, ReferenceReused
from yika.domain.vault.queries import keyring
from yika.kit import envelope
from yika.kit.errors import Invalid

pytestmark = pytest.mark.django_db


def send_code(now: datetime, to: Recipient = SMS, **other: object) -> str:
    given = {
        "template": "code",
        "facts": CODE,
        "reference": "proof_1",
        "issuer": "",
        "valid_until": now + timedelta(minutes=5),
    }
    return send_message(to=to, now=now, **given | other)


def tell(now: datetime, to: Recipient = INBOX, **other: object) -> str:
    given = {
        "template": "card-activated",
        "facts": facts("card-activated"),
        "reference": "errand_1:done",
        "issuer": "rivertown-transit",
    }
    return send_message(to=to, now=now, **given | other)


def payload() -> dict[str, object]:
    parcel = Parcel.objects.get()
    return json.loads(envelope.open_(keyring(), parcel.payload or b"", where=parcel.where))


def test_a_code_waits_in_the_outbox_until_it_is_of_no_use_any_more(now: datetime) -> None:
    message = send_code(now)
    parcel = Parcel.objects.get()
    assert (parcel.kind, parcel.reference) == ("sms", message)
    assert parcel.valid_until == now + timedelta(minutes=5)
    assert payload() == {
        "to": "+8613800138000",
        "text": "验证码 482913，用于登录，数分钟内有效。切勿告诉他人，工作人员也不会索要。"
        "暗语：青山依旧",
        "form": "code.sign-in+phrase",
        "language": "zh-hans",
        "values": [["code", "482913"], ["phrase", "青山依旧"]],
    }


def test_an_email_waits_in_the_outbox_with_its_subject(now: datetime) -> None:
    send_code(now, EMAIL)
    content = payload()
    assert Parcel.objects.get().kind == "email"
    assert content["to"] == "lin@example.com"
    assert content["subject"] == "Your code"
    assert "482913" not in content["subject"]
    assert "482913" in content["text"]


def test_an_inbox_holds_the_message_at_once_and_nothing_leaves(now: datetime) -> None:
    message = tell(now)
    (view,) = queries.inbox(HOLDER)
    assert view.id == message
    assert view.title == "您的成人交通卡（尾号1234）已激活"
    assert view.body.endswith("暗语：青山依旧")
    assert (view.issuer, view.at, view.read) == ("rivertown-transit", now, False)
    assert not Parcel.objects.exists()


def test_nothing_that_names_a_person_is_readable_in_the_database(now: datetime) -> None:
    send_code(now)
    send_code(now, EMAIL)
    tell(now, facts=facts("card-activated") | {"card": "林婉的卡"})
    with connection.cursor() as cursor:
        for table in ("messages_message", "journal_parcel"):
            cursor.execute(f"SELECT * FROM {table}")
            for row in cursor.fetchall():
                shown = b"".join(_bytes(value) for value in row)
                for secret in ("482913", "13800138000", "138000", "lin@", "林婉", "青山"):
                    assert secret.encode() not in shown, secret


def _bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


@pytest.mark.parametrize("to", [SMS, EMAIL])
def test_the_same_reference_is_the_same_message(now: datetime, to: Recipient) -> None:
    first = send_code(now, to)
    assert send_code(now + timedelta(seconds=1), to) == first
    assert Parcel.objects.count() == Message.objects.count() == 1


def test_a_new_phrase_or_language_does_not_make_it_another_message(now: datetime) -> None:
    first = tell(now)
    assert tell(now, replace(INBOX, phrase="流水", language="en")) == first


def test_each_way_has_its_own_message_under_the_same_reference(now: datetime) -> None:
    told = {tell(now), tell(now, SMS), tell(now, EMAIL, facts=facts("card-activated", "en"))}
    assert len(told) == 3
    assert sorted(Parcel.objects.values_list("kind", flat=True)) == ["email", "sms"]


@pytest.mark.parametrize(
    "other",
    [
        {"facts": CODE | {"code": "000000"}},
        {"to": replace(SMS, address="+8613800138001")},
        {"to": replace(SMS, holder="")},
        {"issuer": "rivertown-transit"},
        {"template": "welcome", "facts": {}},
    ],
)
def test_the_same_reference_for_another_message_is_refused(
    now: datetime, other: dict[str, object]
) -> None:
    send_code(now)
    with pytest.raises(ReferenceReused):
        send_code(now, **other)
    assert Parcel.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_message_outside_a_transaction_is_a_programming_error(now: datetime) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        tell(now)


@pytest.mark.django_db(transaction=True)
def test_a_message_is_there_only_if_the_transaction_commits(now: datetime) -> None:
    with transaction.atomic():
        tell(now)
        send_code(now)
        transaction.set_rollback(True)
    assert not Message.objects.exists()
    assert not Parcel.objects.exists()


def test_a_secret_for_an_inbox_or_without_an_end_is_a_programming_error(now: datetime) -> None:
    with pytest.raises(ValueError, match="inbox"):
        send_code(now, INBOX)
    with pytest.raises(ValueError, match="until when"):
        send_code(now, valid_until=None)


def test_a_reference_too_long_for_its_column_is_a_programming_error(now: datetime) -> None:
    with pytest.raises(ValueError, match="at most 128"):
        tell(now, reference="r" * 129)


def test_an_address_that_could_be_a_header_is_refused(now: datetime) -> None:
    with pytest.raises(Invalid):
        send_code(now, replace(EMAIL, address="lin@example.com\r\nBcc: x@example.com"))
    assert not Message.objects.exists()
