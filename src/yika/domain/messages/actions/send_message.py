"""Tells a person something."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction

from yika.domain.journal.actions import send_later
from yika.domain.journal.rules import check_text
from yika.domain.messages import rules
from yika.domain.messages.models import REFERENCE_MAX, Message
from yika.domain.messages.provider import Email, Sms
from yika.domain.messages.rules import Note, Recipient, Way
from yika.domain.vault.queries import keyring
from yika.kit import blind, envelope
from yika.kit.seals import canonical

Rendered = Note | Sms | Email
RENDER: Mapping[Way, Callable[[str, Recipient, Mapping[str, str]], Rendered]] = {
    Way.INBOX: rules.note,
    Way.SMS: rules.sms,
    Way.EMAIL: rules.email,
}


def send_message(
    *,
    template: str,
    to: Recipient,
    facts: Mapping[str, str],
    reference: str,
    issuer: str,
    now: datetime,
    valid_until: datetime | None = None,
) -> str:
    """Tell a person something, in the caller's transaction; answers the id of the message.

    An inbox holds it at once, SMS and e-mail leave when the transaction has committed. Safe to
    repeat: for each way the same reference is the same message, and goes out once. What would
    arrive after `valid_until` never leaves; a secret must say how long it is of use.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a message is sent inside a transaction")
    check_text("reference", reference, longest=REFERENCE_MAX)
    rules.check_recipient(to)
    rules.check_secret(template, valid_until=valid_until)
    rendered = RENDER[Way(to.way)](template, to, facts)
    told = _told(template, to, facts, issuer)
    row = Message(
        way=to.way,
        reference=reference,
        template=template,
        holder=to.holder,
        issuer=issuer,
        created_at=now,
    )
    if seen := _seen(row, told):
        return seen

    row.digest = blind.index(keyring(), "message", told)
    row.content = _sealed(row, rendered)
    if seen := _save(row, told):
        return seen
    if not isinstance(rendered, Note):
        send_later(
            to.way,
            reference=str(row),
            payload=rendered.payload(),
            now=now,
            valid_until=valid_until,
        )
    return str(row)


def _told(template: str, to: Recipient, facts: Mapping[str, str], issuer: str) -> str:
    """All that makes two messages the same one, however the person wants to be spoken to."""
    content = {
        "template": template,
        "holder": to.holder,
        "address": to.address,
        "facts": dict(facts),
        "issuer": issuer,
    }
    return canonical(content).hex()


def _seen(row: Message, told: str) -> str | None:
    """The message under this reference. The same reference for another one is refused."""
    seen = Message.objects.filter(way=row.way, reference=row.reference).first()
    if seen is None:
        return None
    if seen.digest not in blind.candidates(keyring(), "message", told):
        raise rules.ReferenceReused
    return str(seen)


def _save(row: Message, told: str) -> str | None:
    """Store it; or find the one that somebody stored meanwhile, for nothing is there to lock."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        if seen := _seen(row, told):
            return seen
        raise
    return None


def _sealed(row: Message, rendered: Rendered) -> bytes:
    """What is kept of it: all for an inbox, else only where it went, and that masked."""
    kept = asdict(rendered) if isinstance(rendered, Note) else {"to": rules.masked(rendered.to)}
    plain = json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()
    return envelope.seal(keyring(), plain, where=row.where)
