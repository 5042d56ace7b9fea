"""Putting something that must leave into the outbox."""

from datetime import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from yika.domain.journal.actions import send_later
from yika.domain.journal.models import Parcel
from yika.domain.vault.queries import keyring
from yika.kit import envelope

PAYLOAD = {"to": "林婉", "text": "您的卡已挂失。", "tries": 1}


@pytest.mark.django_db
def test_a_parcel_waits_from_now_on_and_its_payload_is_encrypted(now: datetime) -> None:
    send_later("message", reference="card.lost:1", payload=PAYLOAD, now=now)
    parcel = Parcel.objects.get()
    assert (parcel.state, parcel.created_at, parcel.due_at) == ("waiting", now, now)
    plain = envelope.open_(keyring(), parcel.payload or b"", where=parcel.where)
    assert "林婉" in plain.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT payload FROM journal_parcel")
        assert "林婉".encode() not in bytes(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_a_parcel_outside_a_transaction_is_a_programming_error(now: datetime) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        send_later("message", reference="r", payload={}, now=now)


@pytest.mark.django_db(transaction=True)
def test_a_parcel_leaves_only_if_the_transaction_commits(now: datetime) -> None:
    with transaction.atomic():
        send_later("message", reference="r", payload={}, now=now)
        transaction.set_rollback(True)
    assert not Parcel.objects.exists()


@pytest.mark.django_db
def test_a_reference_is_used_once_for_each_kind(now: datetime) -> None:
    send_later("message", reference="r", payload={}, now=now)
    send_later("webhook", reference="r", payload={}, now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        send_later("message", reference="r", payload={"other": 1}, now=now)
    assert Parcel.objects.count() == 2


@pytest.mark.django_db
def test_a_reference_too_long_for_its_column_is_a_programming_error(now: datetime) -> None:
    with pytest.raises(ValueError, match="at most 128"):
        send_later("message", reference="r" * 129, payload={}, now=now)
