"""The tables of the journal, the outbox and the due work."""

from typing import Any, Never

from django.db import models
from django.db.models import Q

from yika.domain.journal.rules import (
    AT_REST,
    ERROR_MAX,
    KEY_MAX,
    KIND_MAX,
    REFERENCE_MAX,
    TO_SEND,
    ParcelState,
)
from yika.domain.vault.fields import MomentField, SealedField, SealedRow
from yika.kit import ids
from yika.kit.envelope import place
from yika.kit.moments import to_micros
from yika.kit.seals import canonical


class AppendOnly(models.QuerySet["Entry"]):
    """Rows may be read and added, never changed or removed; only the vault names their seal."""

    def update(self, **_: object) -> Never:
        raise TypeError("journal entries are never changed")

    def delete(self) -> Never:
        raise TypeError("journal entries are never removed")


class Entry(SealedRow):
    """One act: who did what, when, to what, through which door. Written once, never touched.

    Persons are referred to by public ids only, so that erasing a person needs no change here.
    The id is part of what the mac vouches for: a copied row betrays itself.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    event = models.CharField(max_length=64)
    subject = models.CharField(max_length=64)
    issuer = models.CharField(max_length=64)
    actor_kind = models.CharField(max_length=16)
    actor_id = models.CharField(max_length=64)
    channel = models.CharField(max_length=16)
    at = MomentField()
    request_id = models.CharField(max_length=255)
    facts = models.JSONField()
    before = models.JSONField()
    after = models.JSONField()

    objects = AppendOnly.as_manager()

    class Meta(SealedRow.Meta):
        indexes = [
            *SealedRow.Meta.indexes,
            models.Index(fields=["subject", "id"], name="entry_by_subject"),
            models.Index(fields=["issuer", "at"], name="entry_by_issuer"),
        ]

    def __str__(self) -> str:
        return ids.show("entry", self.id)

    def save(self, **how: Any) -> None:
        if not self._state.adding:
            raise TypeError("journal entries are never changed")
        super().save(**how | {"force_insert": True})

    def delete(self, *_: object, **__: object) -> Never:
        raise TypeError("journal entries are never removed")

    @property
    def content(self) -> bytes:
        """All the row says, in the one form that its mac is made of."""
        told = {name: getattr(self, name) for name in TOLD}
        return canonical(told | {"id": str(self), "at": to_micros(self.at)})


TOLD = tuple(
    field.name
    for field in Entry._meta.concrete_fields
    if field.name not in {"mac", "key_version", "seal"}
)


class Parcel(models.Model):
    """Something in the outbox: it must leave the installation, and is kept until it has.

    What is in it stands encrypted, for messages name people, and is dropped once it was sent.
    `due_at` is null once nothing more happens by itself. After `valid_until` it is of no use to
    anybody and never leaves.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    kind = models.CharField(max_length=KIND_MAX)
    reference = models.CharField(max_length=REFERENCE_MAX)
    payload = SealedField(null=True)
    state = models.CharField(max_length=16, default=ParcelState.WAITING.value)
    attempts = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)
    valid_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=ERROR_MAX)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "reference"], name="parcel_once"),
            models.CheckConstraint(
                name="parcel_due_while_it_must_leave",
                condition=Q(state__in=TO_SEND, due_at__isnull=False)
                | Q(state__in=AT_REST, due_at__isnull=True),
            ),
        ]
        indexes = [
            # Not partial ones: SQLite does not use these with bound values.
            models.Index(fields=["kind", "due_at"], name="parcel_to_send"),
            models.Index(fields=["state", "id"], name="parcel_by_state"),
        ]

    def __str__(self) -> str:
        return ids.show("parcel", self.id)

    @property
    def where(self) -> str:
        """Binds the encrypted payload to this row."""
        return place("outbox", "parcel", self.id, "payload")


class DueWork(models.Model):
    """Something the worker must do at a time. The row goes with what it was for, in one commit."""

    kind = models.CharField(max_length=KIND_MAX)
    key = models.CharField(max_length=KEY_MAX)
    due_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=ERROR_MAX)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="due_work_once")]
        indexes = [models.Index(fields=["due_at"], name="due_work_by_time")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Heartbeat(models.Model):
    """When a machine's worker was last seen alive."""

    host = models.CharField(max_length=255, primary_key=True)
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.host
