"""The tables of verifications and of all that happened to them."""

from typing import Any, Never

from django.db import models
from django.db.models import Q

from yika.domain.identity.models.sealing import Sealing
from yika.domain.identity.rules.review.cases import CASE_MAX
from yika.domain.identity.rules.review.states import OPEN, State
from yika.domain.vault.fields import BytesField, SealedField
from yika.kit import ids

WAITS = [State.IN_REVIEW.value]
UNDECIDED = [state.value for state in OPEN]


class Verification(Sealing):
    """Somebody proves to an issuer who he is, for one product and, if named, one thing.

    `policy` is the table of the product's edition as it was when this began. `person_index` finds
    the same person again by the number of his document, `name_index` by name and day of birth.
    `read_outcome` says how the reading of the pictures ended, `reader` what read them.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    case = models.CharField(max_length=CASE_MAX, unique=True)
    holder = models.UUIDField()
    issuer = models.CharField(max_length=48)
    product = models.CharField(max_length=40)
    edition = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=64)
    policy = models.TextField()
    channel = models.CharField(max_length=16)
    state = models.CharField(max_length=24, default=State.COLLECTING.value)
    version = models.PositiveIntegerField(default=0)
    attempt = models.PositiveSmallIntegerField(default=0)
    document = models.CharField(max_length=24)
    fields = SealedField(null=True)
    read = SealedField(null=True)
    reader = models.CharField(max_length=64)
    read_outcome = models.CharField(max_length=8)
    person_index = BytesField(max_length=34, null=True)
    name_index = BytesField(max_length=34, null=True)
    agent_role = models.CharField(max_length=16)
    agent = SealedField(null=True)
    agent_index = BytesField(max_length=34, null=True)
    original_seen = models.BooleanField(default=False)
    face_compared = models.BooleanField(default=False)
    asked_thing = models.CharField(max_length=16)
    asked_reason = models.CharField(max_length=24)
    locked_by = models.CharField(max_length=64)
    locked_until = models.DateTimeField(null=True)
    raised = models.BooleanField(default=False)
    first_by = models.CharField(max_length=64)
    decided_by = models.CharField(max_length=64)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=24)
    begun_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    rests_until = models.DateTimeField(null=True)
    request = models.UUIDField(unique=True, editable=False)
    digest = BytesField(max_length=34, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="verification_decided_whole",
                condition=~Q(state__in=[State.APPROVED.value, State.REFUSED.value])
                | Q(decided_at__isnull=False, submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="verification_reviewed_once_submitted",
                condition=~Q(state__in=WAITS) | Q(submitted_at__isnull=False, due_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["holder", "issuer", "product", "subject"],
                condition=Q(state__in=UNDECIDED),
                name="verification_one_open",
            ),
        ]
        indexes = [
            models.Index(fields=["issuer", "state", "submitted_at"], name="verification_by_age"),
            models.Index(fields=["holder", "id"], name="verification_by_holder"),
            models.Index(fields=["person_index", "issuer"], name="verification_by_person"),
            models.Index(fields=["name_index", "issuer"], name="verification_by_name"),
            models.Index(fields=["issuer", "decided_at"], name="verification_by_decision"),
        ]

    def __str__(self) -> str:
        return ids.show("ver", self.id)

    @property
    def home(self) -> tuple[str, str]:
        return self.issuer, str(self.id)


class VerificationTurn(Sealing):
    """One thing that happened, written once; decisions with their reasons are among them.

    `words` were said to the holder, `remark` stays among staff.
    """

    pk = models.CompositePrimaryKey("verification_id", "version")
    verification = models.ForeignKey(
        Verification, models.PROTECT, related_name="turns", db_index=False
    )
    version = models.PositiveIntegerField()
    act = models.CharField(max_length=16)
    at = models.DateTimeField()
    by_kind = models.CharField(max_length=16)
    by = models.CharField(max_length=64)
    channel = models.CharField(max_length=16)
    reason = models.CharField(max_length=24)
    detail = models.CharField(max_length=64)
    words = SealedField(null=True)
    remark = SealedField(null=True)
    request = models.UUIDField(null=True, editable=False)
    digest = BytesField(max_length=34, null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["verification", "request"], name="verification_turn_once"
            ),
            models.CheckConstraint(
                name="verification_turn_counts_from_one", condition=Q(version__gte=1)
            ),
        ]
        indexes = [models.Index(fields=["act", "at"], name="verification_turn_by_act")]

    def __str__(self) -> str:
        return f"{ids.show('ver', self.verification_id)} {self.version} {self.act}"

    def save(self, **how: Any) -> None:
        if not self._state.adding:
            raise TypeError("a turn is never changed: write the next one")
        super().save(**how | {"force_insert": True})

    def delete(self, *_: object, **__: object) -> Never:
        raise TypeError("a turn is never removed: what happened is kept whole")

    @property
    def home(self) -> tuple[str, str]:
        return self.verification.issuer, f"{self.verification_id}:{self.version}"
