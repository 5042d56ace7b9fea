"""The tables of who is proven to whom, of the places of one person, and of ties among staff."""

from django.db import models
from django.db.models import Q

from yika.domain.identity.models.sealing import Sealing
from yika.domain.identity.models.verification import Verification
from yika.domain.vault.fields import BytesField, SealedField
from yika.kit import ids


class ProvenIdentity(Sealing):
    """That an issuer knows who a holder is, how firmly, by which document, and until when.

    It counts from `since` on: until then the decision can still be undone. It lapses when its
    time is over, when it is undone, or when a later one takes its place.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    verification = models.ForeignKey(Verification, models.PROTECT, related_name="proven")
    holder = models.UUIDField()
    issuer = models.CharField(max_length=48)
    level = models.PositiveSmallIntegerField()
    document = models.CharField(max_length=24)
    name = SealedField(null=True)
    number = SealedField(null=True)
    person_index = BytesField(max_length=34, null=True)
    since = models.DateTimeField()
    verified_at = models.DateTimeField()
    verified_until = models.DateTimeField(null=True)
    lapsed_at = models.DateTimeField(null=True)
    lapsed_because = models.CharField(max_length=16)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["verification"],
                condition=Q(lapsed_at__isnull=True),
                name="proven_once_by_each",
            ),
            models.CheckConstraint(
                name="proven_at_a_level", condition=Q(level__gte=1, level__lte=3)
            ),
        ]
        indexes = [
            models.Index(fields=["holder", "issuer"], name="proven_by_holder"),
            models.Index(fields=["person_index", "issuer"], name="proven_by_person"),
        ]

    def __str__(self) -> str:
        return f"{ids.show('hld', self.holder)} at {self.issuer}: {self.level}"

    @property
    def home(self) -> tuple[str, str]:
        return self.issuer, str(self.id)


class PersonPlaces(models.Model):
    """What is locked while the cards of one person are counted at an issuer for a product."""

    pk = models.CompositePrimaryKey("person_index", "issuer", "product")
    person_index = BytesField(max_length=34)
    issuer = models.CharField(max_length=48)
    product = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.issuer} {self.product}"


class StaffTie(models.Model):
    """That somebody who reviews is this person, or one of his family: he decides nothing of his."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    login = models.CharField(max_length=64)
    person_index = BytesField(max_length=34)
    family = models.BooleanField(default=False)
    since = models.DateTimeField()
    request = models.UUIDField(unique=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["login", "person_index"], name="tie_once"),
        ]

    def __str__(self) -> str:
        return f"{self.login} {'family' if self.family else 'himself'}"
