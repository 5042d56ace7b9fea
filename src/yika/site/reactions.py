"""Who acts on what: the one table that ties the domain's outbox and due work to those who do it."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from django.conf import settings

from yika.connectors.mail.server import mail_server
from yika.connectors.mail.smtp import Smtp
from yika.connectors.sms import aliyun, tencent
from yika.connectors.sms.aliyun import Aliyun
from yika.connectors.sms.approved import ApprovedTexts
from yika.connectors.sms.tencent import Tencent
from yika.connectors.tray.tray import Tray
from yika.domain.applications.actions import expire_application
from yika.domain.cards.actions import end_due_stops, remind_of_pin, warn_of_ends
from yika.domain.enquiries.actions import look_after_enquiry
from yika.domain.errands.actions import expire_errand
from yika.domain.imports.actions import advance_import
from yika.domain.journal.actions import Handler
from yika.domain.journal.provider import WayOut
from yika.domain.ledger.actions import release_due_holds
from yika.domain.machines.actions import sweep_answers
from yika.domain.outlets.actions import follow_appointment, sweep_queues
from yika.domain.people.actions import clear_contact, sweep_codes, sweep_sign_ins
from yika.domain.vault.actions import sweep_tries
from yika.kit.actor import WORKER

STOPS_EVERY = timedelta(seconds=30)
WARN_EVERY = timedelta(minutes=5)
HOLDS_EVERY = timedelta(seconds=30)
APPROVAL_EVERY = timedelta(minutes=1)
SWEEP_EVERY = timedelta(hours=1)


class Swept(Protocol):
    """Clears away a portion of what is over; answers how much it was."""

    def __call__(self, *, now: datetime) -> int: ...


def _standing(sweep: Swept, every: timedelta) -> Handler:
    """Work that is done in portions until nothing is left, and comes back after a while."""

    def work(*, key: str, now: datetime) -> datetime:  # noqa: ARG001  there is one for all
        return now if sweep(now=now) else now + every

    return work


def _expire_application(*, key: str, now: datetime) -> datetime | None:
    return expire_application(application=key, now=now)


def _expire_errand(*, key: str, now: datetime) -> datetime | None:
    return expire_errand(errand=key, now=now)


def _advance_import(*, key: str, now: datetime) -> datetime | None:
    view = advance_import(import_id=key, by=WORKER, now=now, request_id=f"{key}:{now}")
    if view.waits:
        return now + APPROVAL_EVERY
    return None if view.rests else now


WORK: Mapping[str, Handler] = {
    "cards.end_stops": _standing(end_due_stops, STOPS_EVERY),
    "applications.expire": _expire_application,
    "cards.remind_of_pin": remind_of_pin,
    "cards.warn_of_ends": _standing(warn_of_ends, WARN_EVERY),
    "enquiries.look_after": look_after_enquiry,
    "errands.expire": _expire_errand,
    "imports.advance": _advance_import,
    "ledger.release_holds": _standing(release_due_holds, HOLDS_EVERY),
    "machines.sweep_answers": _standing(sweep_answers, SWEEP_EVERY),
    "outlets.follow_appointment": follow_appointment,
    "outlets.sweep_queues": _standing(sweep_queues, SWEEP_EVERY),
    "people.clear_contact": clear_contact,
    "people.sweep_codes": _standing(sweep_codes, SWEEP_EVERY),
    "people.sweep_sign_ins": _standing(sweep_sign_ins, SWEEP_EVERY),
    "vault.sweep_tries": _standing(sweep_tries, SWEEP_EVERY),
}
"""Who does which kind of due work."""

STANDING = (
    "cards.end_stops",
    "cards.warn_of_ends",
    "ledger.release_holds",
    "machines.sweep_answers",
    "outlets.sweep_queues",
    "people.sweep_codes",
    "people.sweep_sign_ins",
    "vault.sweep_tries",
)
"""Work that comes back for ever; the worker makes sure at its start that it is there."""

KINDS = ("sms", "email", "webhook", "device-list")


def ways_out() -> Mapping[str, WayOut]:
    """Where each kind of parcel goes. What has no way out here waits in the outbox, and is counted.

    On a developer's machine whatever is not set up lands in a tray; its lines are plain text, so
    a production site has no tray.
    """
    ways: dict[str, WayOut] = {}
    if not settings.CONFIG.production:
        ways |= {kind: tray(kind) for kind in KINDS}
    if settings.CONFIG.sms_provider in SMS_PROVIDERS:
        ways["sms"] = SMS_PROVIDERS[settings.CONFIG.sms_provider]()
    if settings.CONFIG.email_url:
        server = mail_server(settings.CONFIG.email_url)
        ways["email"] = Smtp(server=server, sender=settings.CONFIG.email_sender)
    return ways


def tray(kind: str) -> Tray:
    """The file in which a developer finds what would have left."""
    return Tray(settings.YIKA_HOME / "tray" / f"{kind}.jsonl")


def _aliyun() -> WayOut:
    return Aliyun(
        key_id=settings.CONFIG.sms_key_id,
        key_secret=settings.CONFIG.sms_key_secret,
        signature=settings.CONFIG.sms_signature,
        texts=_approved_texts(),
        endpoint=settings.CONFIG.sms_endpoint or aliyun.ENDPOINT,
    )


def _tencent() -> WayOut:
    return Tencent(
        key_id=settings.CONFIG.sms_key_id,
        key_secret=settings.CONFIG.sms_key_secret,
        app_id=settings.CONFIG.sms_app_id,
        signature=settings.CONFIG.sms_signature,
        texts=_approved_texts(),
        endpoint=settings.CONFIG.sms_endpoint or tencent.ENDPOINT,
    )


def _approved_texts() -> ApprovedTexts:
    file = settings.CONFIG.sms_texts_file
    assert file, "the settings demand it of a provider"
    return ApprovedTexts.load(file)


SMS_PROVIDERS: Mapping[str, Callable[[], WayOut]] = {"aliyun": _aliyun, "tencent": _tencent}
