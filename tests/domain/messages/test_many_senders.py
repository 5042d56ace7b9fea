"""Several processes tell the same person the same thing at the same time."""

import threading
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from tests.domain.journal.shared_database import shared_database
from tests.domain.messages.samples import SMS
from yika.domain.journal.models import Parcel
from yika.domain.messages.actions import send_message
from yika.domain.messages.models import Message

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shared")]

SENDERS = 6


@pytest.fixture(scope="module")
def shared(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    with django_db_blocker.unblock(), shared_database(tmp_path_factory.mktemp("shared")):
        yield


def test_the_same_reference_at_the_same_time_is_one_message(now: datetime) -> None:
    start = threading.Barrier(SENDERS)
    told: list[str | BaseException] = []

    def tell() -> None:
        start.wait(10)
        try:
            with transaction.atomic():
                told.append(
                    send_message(
                        template="welcome", to=SMS, facts={}, reference="r", issuer="", now=now
                    )
                )
        except BaseException as trouble:
            told.append(trouble)
        finally:
            connection.close()

    threads = [threading.Thread(target=tell) for _ in range(SENDERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    message = str(Message.objects.get())
    assert told == [message] * SENDERS
    assert Parcel.objects.get().reference == message
