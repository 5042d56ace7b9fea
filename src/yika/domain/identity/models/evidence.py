"""The tables of the pictures somebody gave, and of the answers of every check."""

from typing import Any, Never

from django.db import models
from django.db.models import Q

from yika.domain.identity.models.sealing import Sealing
from yika.domain.identity.models.verification import Verification
from yika.domain.identity.rules.review.asking import HOLDER
from yika.domain.vault.fields import BytesField, SealedField
from yika.kit import ids


class Evidence(Sealing):
    """A picture of one side of a document; the picture itself is a sealed file of the vault.

    `whose`: the holder's, or of who comes for him.
    `likeness` finds the same picture given for another side. A newer picture replaces it.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    verification = models.ForeignKey(Verification, models.PROTECT, related_name="pictures")
    document = models.CharField(max_length=24)
    side = models.CharField(max_length=16)
    whose = models.CharField(max_length=8, default=HOLDER)
    file = models.CharField(max_length=40)
    likeness = BytesField(max_length=34)
    notes = models.JSONField(default=list)
    given_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["verification", "whose", "document", "side"],
                condition=Q(replaced_at__isnull=True),
                name="evidence_one_a_side",
            ),
        ]

    def __str__(self) -> str:
        return ids.show("evi", self.id)

    @property
    def home(self) -> tuple[str, str]:
        return self.verification.issuer, str(self.id)


class CheckResult(Sealing):
    """The answer of one check at one submission, with what gave it; written once."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    verification = models.ForeignKey(Verification, models.PROTECT, related_name="checks")
    attempt = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=24)
    outcome = models.CharField(max_length=8)
    reason = models.CharField(max_length=40)
    facts = SealedField(null=True)
    engine = models.CharField(max_length=32)
    engine_version = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["verification", "attempt", "name"], name="check_once_an_attempt"
            ),
        ]
        verbose_name = "check"

    def __str__(self) -> str:
        return f"{ids.show('ver', self.verification_id)} {self.attempt} {self.name} {self.outcome}"

    def save(self, **how: Any) -> None:
        if not self._state.adding:
            raise TypeError("an answer is never changed: a new submission is checked anew")
        super().save(**how | {"force_insert": True})

    def delete(self, *_: object, **__: object) -> Never:
        raise TypeError("an answer is never removed: a decision rests on it")

    @property
    def home(self) -> tuple[str, str]:
        return self.verification.issuer, str(self.id)
