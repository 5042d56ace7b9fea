"""The table of contacts: how holders are reached, and what they prove to be theirs."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from yika.domain.people.models.holder import Holder
from yika.domain.people.models.personal import Personal
from yika.domain.vault.fields import BytesField, SealedField
from yika.domain.vault.queries import keyring
from yika.kit import blind, ids


class Contacts(models.QuerySet["Contact"]):
    """Contacts, to be found by what they are."""

    def at(self, kind: str, value: str) -> Self:
        """Those with this value in its normal form, under whichever index key they were kept."""
        return self.filter(kind=kind, index__in=blind.candidates(keyring(), kind, value))

    def proven(self) -> Self:
        """Those that their holder has shown to be his. Of each value there is one at most."""
        return self.filter(proven_at__isnull=False, removed_at__isnull=True)


class Contact(Personal):
    """A phone number or an e-mail address of a holder.

    From `usable_from` on it may be used to get back into an account. One that is replaced goes
    on serving for that until `leaves_at`. What was removed is destroyed, and only its row stays.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    holder = models.ForeignKey(Holder, models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=8)
    value = SealedField(null=True)
    index = BytesField(max_length=34, null=True)
    created_at = models.DateTimeField()
    proven_at = models.DateTimeField(null=True)
    usable_from = models.DateTimeField(null=True)
    leaves_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    left_by_request = models.UUIDField(null=True, editable=False)

    objects = Contacts.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "index"],
                condition=Q(proven_at__isnull=False, removed_at__isnull=True),
                name="contact_proven_by_one",
            ),
            models.CheckConstraint(
                name="contact_usable_once_proven",
                condition=Q(proven_at__isnull=True, usable_from__isnull=True)
                | Q(proven_at__isnull=False, usable_from__isnull=False),
            ),
            models.CheckConstraint(
                name="contact_kept_until_removed",
                condition=Q(removed_at__isnull=True, value__isnull=False, index__isnull=False)
                | Q(removed_at__isnull=False, value__isnull=True, index__isnull=True),
            ),
        ]
        indexes = [
            # Not a partial one: SQLite does not use these with bound values.
            models.Index(fields=["index", "kind"], name="contact_by_index"),
        ]

    def __str__(self) -> str:
        return ids.show("ctc", self.id)

    def is_usable(self, now: datetime) -> bool:
        """Whether it may be used to get back into an account."""
        begun = self.usable_from is not None and self.usable_from <= now
        return begun and not self.has_left(now)

    def has_left(self, now: datetime) -> bool:
        """Whether it is the holder's no more, also before the worker has cleared it away."""
        due = self.leaves_at is not None and self.leaves_at <= now
        return due or self.removed_at is not None
