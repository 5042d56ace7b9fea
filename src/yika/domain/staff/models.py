"""The tables of who works for which issuer, and of what two people must agree on."""

from django.db import models
from django.db.models import F, Q

from yika.domain.staff.rules import DIGEST_LENGTH, KIND_MAX, SUBJECT_MAX, Outcome
from yika.kit import ids


class Membership(models.Model):
    """That somebody works for an issuer, as what, and where. One at a time; it ends, and stays.

    Who granted and ended what stands in the journal.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    login = models.UUIDField()
    issuer = models.CharField(max_length=48)
    outlet = models.UUIDField(null=True)
    roles = models.JSONField()
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["login"],
                condition=Q(ended_at__isnull=True),
                name="membership_one_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["issuer", "login"], name="membership_by_issuer")]

    def __str__(self) -> str:
        return f"{ids.show('login', self.login)} at {self.issuer}"


class Approval(models.Model):
    """Something that one person asks for and another decides on; good for one use by who asked.

    `digest` stands for exactly what was asked: what differs later was not approved.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    kind = models.CharField(max_length=KIND_MAX)
    subject = models.CharField(max_length=SUBJECT_MAX)
    issuer = models.CharField(max_length=48)
    digest = models.CharField(max_length=DIGEST_LENGTH)
    asked_by = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    asked_by_request = models.UUIDField(unique=True)
    expires_at = models.DateTimeField()
    outcome = models.CharField(max_length=8, default=Outcome.OPEN.value)
    decided_by = models.CharField(max_length=64, null=True)
    decided_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    used_by_request = models.UUIDField(unique=True, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="approval_decided_by_another",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
            ),
            models.CheckConstraint(
                name="approval_decided_whole",
                condition=Q(outcome=Outcome.OPEN, decided_by__isnull=True, decided_at__isnull=True)
                | (
                    ~Q(outcome=Outcome.OPEN) & Q(decided_by__isnull=False, decided_at__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="approval_used_once_approved",
                condition=Q(used_at__isnull=True, used_by_request__isnull=True)
                | Q(
                    outcome=Outcome.APPROVED,
                    used_at__isnull=False,
                    used_by_request__isnull=False,
                ),
            ),
        ]
        indexes = [models.Index(fields=["issuer", "outcome", "id"], name="approval_by_issuer")]

    def __str__(self) -> str:
        return ids.show("apv", self.id)
