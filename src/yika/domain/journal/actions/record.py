"""Appends to the journal."""

from collections.abc import Mapping
from datetime import datetime

from django.db import models, transaction

from yika.domain.journal import rules
from yika.domain.journal.models import Entry
from yika.domain.vault.queries import keyring
from yika.kit.actor import Actor
from yika.kit.seals import row_mac

TEXTS = {
    field.name: field.max_length
    for field in Entry._meta.concrete_fields
    if isinstance(field, models.CharField) and field.max_length
}


def record(  # noqa: PLR0913  one for each thing that an entry says
    event: str,
    *,
    subject: str,
    by: Actor,
    now: datetime,
    request_id: str,
    issuer: str = "",
    facts: Mapping[str, object] | None = None,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """Append to the journal who did what, in the transaction of the change itself.

    It stands there if and only if the change does. Nobody waits for anybody: the entry vouches
    for itself at once, and the worker puts it into the chain later. Persons are referred to by
    public ids, never named; what cannot be kept exactly or names a person is a programming error.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(f"{event} is recorded outside a transaction")
    entry = Entry(
        event=event,
        subject=subject,
        issuer=issuer,
        actor_kind=by.kind,
        actor_id=by.id,
        channel=by.channel,
        at=now,
        request_id=request_id,
        facts=dict(facts or {}) | ({"person": by.person} if by.person else {}),
        before=dict(before or {}),
        after=dict(after or {}),
    )
    _check(entry)

    entry.key_version, key = keyring().current("seal")
    entry.mac = row_mac(key, entry.content)
    entry.save()


def _check(entry: Entry) -> None:
    rules.check_event(entry.event)
    rules.check_facts(facts=entry.facts, before=entry.before, after=entry.after)
    for name, longest in TEXTS.items():
        rules.check_text(name, getattr(entry, name), longest=longest)
