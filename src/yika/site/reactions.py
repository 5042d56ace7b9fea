"""Who acts on what: the one table that ties the domain's outbox and due work to those who do it."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from django.conf import settings

from yika.connectors.face import dlib_faces
from yika.connectors.face.absent import AbsentMatcher
from yika.connectors.face.process import ComparingProcess
from yika.connectors.face.simulator import SimulatedMatcher
from yika.connectors.mail.server import mail_server
from yika.connectors.mail.smtp import Smtp
from yika.connectors.ocr.absent import AbsentReader
from yika.connectors.ocr.process import ReadingProcess
from yika.connectors.ocr.rapid import is_installed
from yika.connectors.registry.absent import AbsentRegistry
from yika.connectors.registry.simulator import SimulatedRegistry
from yika.connectors.sms import aliyun, tencent
from yika.connectors.sms.aliyun import Aliyun
from yika.connectors.sms.approved import ApprovedTexts
from yika.connectors.sms.tencent import Tencent
from yika.connectors.tray.tray import Tray
from yika.domain.applications.actions import expire_application
from yika.domain.campaigns.actions import (
    advance_campaign,
    follow_letter,
    follow_proof,
    follow_proof_later,
)
from yika.domain.cards.actions import end_due_stops, remind_of_pin, warn_of_ends
from yika.domain.enquiries.actions import look_after_enquiry
from yika.domain.errands.actions import expire_errand, follow_verification
from yika.domain.identity.actions import (
    FaceComparing,
    PictureReading,
    RegistryAsking,
    draw_second_look,
    expire_verification,
    give_up_asking,
    give_up_reading,
    hand_to_reader,
    lapse_identity,
    tell_decision,
)
from yika.domain.identity.actions.retention import follow_withdrawal
from yika.domain.identity.provider import DocumentReader, FaceMatcher, RegistryProvider
from yika.domain.imports.actions import advance_import
from yika.domain.journal.actions import Handler
from yika.domain.journal.provider import WayOut
from yika.domain.ledger.actions import release_due_holds
from yika.domain.machines.actions import sweep_answers
from yika.domain.organizations.actions import sweep_letters
from yika.domain.outlets.actions import follow_appointment, sweep_queues
from yika.domain.people.actions import clear_contact, sweep_codes, sweep_sign_ins
from yika.domain.vault.actions import sweep_files, sweep_tries
from yika.domain.visits.actions import follow_visit
from yika.kit.actor import WORKER
from yika.site.data.copying import make_copy
from yika.site.data.erasing import erase
from yika.site.data.sweeping import sweep_daily

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


def _tell_decision(*, key: str, now: datetime) -> datetime | None:
    """The holder is told, and what waited for his name goes on."""
    follow_proof_later(verification=key.rpartition(":")[0], now=now)
    return tell_decision(key=key, now=now)


def _advance_import(*, key: str, now: datetime) -> datetime | None:
    view = advance_import(import_id=key, by=WORKER, now=now, request_id=f"{key}:{now}")
    if view.waits:
        return now + APPROVAL_EVERY
    return None if view.rests else now


WORK: Mapping[str, Handler] = {
    "cards.end_stops": _standing(end_due_stops, STOPS_EVERY),
    "applications.expire": _expire_application,
    "campaigns.advance": advance_campaign,
    "campaigns.follow_proof": follow_proof,
    "cards.remind_of_pin": remind_of_pin,
    "data.erase": erase,
    "data.follow_withdrawal": follow_withdrawal,
    "data.make_copy": make_copy,
    "data.sweep": sweep_daily,
    "cards.warn_of_ends": _standing(warn_of_ends, WARN_EVERY),
    "enquiries.look_after": look_after_enquiry,
    "errands.expire": _expire_errand,
    "identity.draw_second_look": draw_second_look,
    "identity.ask_over": give_up_asking,
    "identity.expire": expire_verification,
    "identity.follow": follow_verification,
    "identity.lapse": lapse_identity,
    "identity.read": hand_to_reader,
    "identity.read_over": give_up_reading,
    "identity.tell_decision": _tell_decision,
    "imports.advance": _advance_import,
    "ledger.release_holds": _standing(release_due_holds, HOLDS_EVERY),
    "machines.sweep_answers": _standing(sweep_answers, SWEEP_EVERY),
    "organizations.follow_letter": follow_letter,
    "organizations.sweep_letters": _standing(sweep_letters, SWEEP_EVERY),
    "outlets.follow_appointment": follow_appointment,
    "outlets.sweep_queues": _standing(sweep_queues, SWEEP_EVERY),
    "people.clear_contact": clear_contact,
    "people.sweep_codes": _standing(sweep_codes, SWEEP_EVERY),
    "people.sweep_sign_ins": _standing(sweep_sign_ins, SWEEP_EVERY),
    "vault.sweep_files": _standing(sweep_files, SWEEP_EVERY),
    "vault.sweep_tries": _standing(sweep_tries, SWEEP_EVERY),
    "visits.follow": follow_visit,
}
"""Who does which kind of due work."""

STANDING = (
    "cards.end_stops",
    "cards.warn_of_ends",
    "data.sweep",
    "ledger.release_holds",
    "machines.sweep_answers",
    "organizations.sweep_letters",
    "outlets.sweep_queues",
    "people.sweep_codes",
    "people.sweep_sign_ins",
    "vault.sweep_files",
    "vault.sweep_tries",
)
"""Work that comes back for ever; the worker makes sure at its start that it is there."""

SPECIMEN_FACES = "demo/faces.json"  # the same for which of its drawn faces belong together
SPECIMENS = "demo/specimens.json"  # in YIKA_HOME: what the demo reads on its own drawings
KINDS = ("sms", "email", "webhook", "device-list")


def ways_out() -> Mapping[str, WayOut]:
    """Where each kind of parcel goes. What has no way out here waits in the outbox, and is counted.

    On a developer's machine whatever is not set up lands in a tray; its lines are plain text, so
    a production site has no tray.
    """
    ways: dict[str, WayOut] = {
        "identity.face": FaceComparing(matcher()),
        "identity.read": PictureReading(reader()),
        "identity.registry": RegistryAsking(registry()),
    }
    if not settings.CONFIG.production:
        ways |= {kind: tray(kind) for kind in KINDS}
    if settings.CONFIG.sms_provider in SMS_PROVIDERS:
        ways["sms"] = SMS_PROVIDERS[settings.CONFIG.sms_provider]()
    if settings.CONFIG.email_url:
        server = mail_server(settings.CONFIG.email_url)
        ways["email"] = Smtp(server=server, sender=settings.CONFIG.email_sender)
    return ways


def reader() -> DocumentReader:
    """Who reads documents here; a process of its own begins with the first picture."""
    wanted = settings.CONFIG.reader
    if wanted == "specimens" and not settings.CONFIG.production:
        return ReadingProcess(answers=settings.YIKA_HOME / SPECIMENS)
    is_wanted = wanted == "if-installed"
    return ReadingProcess() if is_wanted and is_installed() else AbsentReader()


def registry() -> RegistryProvider:
    """Which official register is asked here."""
    return SimulatedRegistry() if settings.CONFIG.registry == "simulator" else AbsentRegistry()


def matcher() -> FaceMatcher:
    """Which program compares faces here; one of its own begins with the first two pictures."""
    wanted = settings.CONFIG.face
    if wanted == "simulator":
        return SimulatedMatcher.from_file(settings.YIKA_HOME / SPECIMEN_FACES)
    return ComparingProcess() if wanted == "dlib" and dlib_faces.is_installed() else AbsentMatcher()


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
