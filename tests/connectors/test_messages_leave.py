"""A message on its whole way: told inside a transaction, sent by the worker, seen as delivered."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tests.connectors.mail.post_office import CUT, PostOffice, opened
from tests.domain.messages.samples import CODE, EMAIL, SMS
from yika.connectors.mail.server import mail_server
from yika.connectors.mail.smtp import Smtp
from yika.connectors.sms.aliyun import Aliyun
from yika.connectors.sms.approved import ApprovedTexts
from yika.connectors.sms.fake import CUT_AFTER_TAKING, FakeProvider, refusing
from yika.connectors.sms.tencent import Tencent
from yika.domain.journal.actions import deliver_parcel
from yika.domain.journal.provider import WayOut
from yika.domain.messages import queries
from yika.domain.messages.actions import send_message
from yika.domain.messages.rules import LANGUAGES, Recipient, sms_forms
from yika.kit.actor import WORKER

pytestmark = pytest.mark.django_db

By = Callable[[FakeProvider], WayOut]
ALL_TEXTS = ApprovedTexts(
    {language: {key: key for key in sms_forms(language)} for language in LANGUAGES}
)


def tell(to: Recipient, now: datetime) -> str:
    return send_message(
        template="code",
        to=to,
        facts=CODE,
        reference="proof_1",
        issuer="",
        now=now,
        valid_until=now + timedelta(minutes=5),
    )


def deliver(way: WayOut, at: datetime) -> None:
    kind = queries.deliveries(WORKER)[0].way
    deliver_parcel(kind=kind, way=way, clock=lambda: at, chance=lambda: 1.0)


def states() -> list[tuple[str, int]]:
    return [(one.state.value, one.attempts) for one in queries.deliveries(WORKER)]


def by_aliyun(provider: FakeProvider) -> WayOut:
    return Aliyun(
        key_id="key", key_secret="secret", signature="一卡", texts=ALL_TEXTS, endpoint=provider.url
    )


def by_tencent(provider: FakeProvider) -> WayOut:
    return Tencent(
        key_id="key",
        key_secret="secret",
        app_id="1400006666",
        signature="一卡",
        texts=ALL_TEXTS,
        endpoint=provider.url,
    )


@pytest.mark.parametrize("by", [by_aliyun, by_tencent])
def test_a_code_is_repeated_after_an_unknown_outcome_only(now: datetime, by: By) -> None:
    message = tell(SMS, now)
    with FakeProvider() as provider:
        provider.moods.extend([refusing("LimitExceeded"), CUT_AFTER_TAKING])
        deliver(by(provider), now)
        assert states() == [("waiting", 1)]
        deliver(by(provider), now + timedelta(seconds=5))
        assert states() == [("unknown", 2)]
        deliver(by(provider), now + timedelta(seconds=15))
        assert states() == [("sent", 3)]
    assert [(one.reference, one.values) for one in provider.taken] == [
        (message, ("482913", "青山依旧")),
        (message, ("482913", "青山依旧")),
    ]


@pytest.mark.parametrize("by", [by_aliyun, by_tencent])
def test_a_code_that_expired_meanwhile_stays_here(now: datetime, by: By) -> None:
    tell(SMS, now)
    with FakeProvider() as provider:
        deliver(by(provider), now + timedelta(minutes=5))
    assert provider.taken == []
    assert states() == [("too-late", 0)]


def test_an_email_is_repeated_after_an_unknown_outcome_with_its_message_id(now: datetime) -> None:
    message = tell(EMAIL, now)
    with opened(PostOffice(says={"CONTENT": CUT})) as office:
        way = Smtp(
            server=mail_server(f"smtp://localhost:{office.port}?tls=off"),
            sender="Yika <no-reply@cards.example>",
        )
        deliver(way, now)
        assert states() == [("unknown", 1)]
        office.says.clear()
        deliver(way, now + timedelta(seconds=5))
    assert states() == [("sent", 2)]
    assert len(office.letters) == 2
    for letter in office.letters:
        assert f"<{message}@cards.example>".encode() in letter
