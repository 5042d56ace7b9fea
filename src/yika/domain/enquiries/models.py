"""The tables of enquiries: how each stands, and every turn that it took."""

from typing import Any, Never

from django.db import models
from django.db.models import Q

from yika.domain.enquiries.rules.numbers import NUMBER_MAX
from yika.domain.enquiries.rules.questions import ABOUT_MAX, PAGE_MAX
from yika.domain.enquiries.rules.states import State
from yika.domain.vault.fields import BytesField, SealedField
from yika.kit import ids
from yika.kit.envelope import place


class Enquiry(models.Model):
    """Something that somebody asked or complained of, and whoever answers for it.

    Asked by a holder, or by whoever can read what arrives at a contact: never by nobody. Long
    after its end the contact is destroyed.
    `promise` counts how often it changed hands between him and us; work that is due belongs to
    one promise. `rises_at` is when it goes a level up unless it is answered before.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    number = models.CharField(max_length=NUMBER_MAX, unique=True)
    kind = models.CharField(max_length=16)
    topic = models.CharField(max_length=16)
    issuer = models.CharField(max_length=48)
    outlet = models.CharField(max_length=48)
    holder = models.UUIDField(null=True)
    contact_kind = models.CharField(max_length=8)
    contact = SealedField(null=True)
    contact_index = BytesField(max_length=34, null=True)
    language = models.CharField(max_length=16)
    about = models.CharField(max_length=ABOUT_MAX)
    page = models.CharField(max_length=PAGE_MAX)
    channel = models.CharField(max_length=16)
    state = models.CharField(max_length=16, default=State.OPEN.value)
    level = models.PositiveSmallIntegerField(default=0)
    owner = models.CharField(max_length=64)
    promise = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    rises_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    stars = models.PositiveSmallIntegerField(null=True)
    rated_at = models.DateTimeField(null=True)
    request = models.UUIDField(unique=True, editable=False)
    digest = BytesField(max_length=34, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="enquiry_asked_by_somebody",
                condition=Q(holder__isnull=False, contact__isnull=True, contact_index__isnull=True)
                | Q(holder__isnull=True, contact__isnull=False, contact_index__isnull=False)
                | Q(holder__isnull=True, contact_index__isnull=True, closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="enquiry_closed_or_not",
                condition=Q(state=State.CLOSED.value, closed_at__isnull=False)
                | (~Q(state=State.CLOSED.value) & Q(closed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="enquiry_rated_once_answered",
                condition=Q(stars__isnull=True, rated_at__isnull=True)
                | Q(stars__gte=1, stars__lte=5, rated_at__isnull=False, answered_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["issuer", "state", "due_at"], name="enquiry_by_due"),
            models.Index(fields=["issuer", "id"], name="enquiry_by_issuer"),
            models.Index(fields=["holder", "id"], name="enquiry_by_holder"),
            models.Index(fields=["issuer", "rated_at"], name="enquiry_by_rating"),
        ]

    def __str__(self) -> str:
        return ids.show("enq", self.id)

    @property
    def where(self) -> str:
        """Binds the contact to this row."""
        return place("", "enquiry", self.id, "contact")


class EnquiryTurn(models.Model):
    """One change of an enquiry, written once; its version is its place among the turns."""

    pk = models.CompositePrimaryKey("enquiry_id", "version")
    enquiry = models.ForeignKey(Enquiry, models.PROTECT, related_name="turns", db_index=False)
    version = models.PositiveIntegerField()
    act = models.CharField(max_length=16)
    at = models.DateTimeField()
    by_kind = models.CharField(max_length=16)
    by = models.CharField(max_length=64)
    channel = models.CharField(max_length=16)
    words = SealedField(null=True)
    detail = models.CharField(max_length=64)
    request = models.UUIDField(null=True, editable=False)
    digest = BytesField(max_length=34, null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enquiry", "request"], name="enquiry_turn_once"),
            models.CheckConstraint(
                name="enquiry_turn_counts_from_one", condition=Q(version__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{ids.show('enq', self.enquiry_id)} {self.version} {self.act}"

    def save(self, **how: Any) -> None:
        if not self._state.adding:
            raise TypeError("a turn is never changed: write the next one")
        super().save(**how | {"force_insert": True})

    def delete(self, *_: object, **__: object) -> Never:
        raise TypeError("a turn is never removed: what was said is kept whole")

    @property
    def where(self) -> str:
        """Binds the words to this row."""
        return place("", "enquiry-turn", f"{self.enquiry_id}:{self.version}", "words")
