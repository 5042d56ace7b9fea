"""The tables of errands: what is under way, every turn it took, and the numbers it goes by."""

from typing import Any, Never

from django.db import models
from django.db.models import Q

from yika.domain.errands.rules.cases import CASE_MAX
from yika.domain.errands.rules.plan import State
from yika.domain.vault.fields import BytesField, SealedField
from yika.kit import ids
from yika.kit.envelope import place


class Errand(models.Model):
    """One thing a person came to get done.

    What comes next stands nowhere: it is computed from the edition's policy and the turns.
    `subject` is what there may be only one open errand of a kind about. `carried` are values a
    later step needs, sealed, and dropped when the errand ends. `machine` is the kiosk at which
    a visitor goes on without having signed in.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    case = models.CharField(max_length=CASE_MAX)
    kind = models.CharField(max_length=40)
    issuer = models.CharField(max_length=48)
    product = models.CharField(max_length=40)
    edition = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=64)
    card = models.UUIDField(null=True)
    holder = models.UUIDField(null=True)
    machine = models.UUIDField(null=True)
    state = models.CharField(max_length=16, default=State.OPEN.value)
    version = models.PositiveIntegerField(default=0)
    carried = SealedField(null=True)
    trouble = models.CharField(max_length=64)
    begun_at = models.DateTimeField()
    begun_by_request = models.UUIDField(editable=False)
    due_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="errand_open_or_ended",
                condition=Q(state=State.OPEN.value, ended_at__isnull=True)
                | (~Q(state=State.OPEN.value) & Q(ended_at__isnull=False, carried__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["holder", "id"], name="errand_by_holder"),
            models.Index(fields=["card", "id"], name="errand_by_card"),
            models.Index(fields=["issuer", "state", "id"], name="errand_by_issuer"),
            models.Index(fields=["begun_by_request"], name="errand_by_request"),
        ]

    def __str__(self) -> str:
        return ids.show("err", self.id)

    @property
    def where(self) -> str:
        """Binds what is carried to this row."""
        return place(self.issuer, "errand", self.id, "carried")


class ErrandTurn(models.Model):
    """One change of an errand, written once. Its version is its place among the turns.

    So two who saw the same version cannot both write the next one. `request` is what asked for
    it, null where one turn led to another; `digest` is the keyed hash of what was asked.
    """

    pk = models.CompositePrimaryKey("errand_id", "version")
    errand = models.ForeignKey(Errand, models.PROTECT, related_name="turns", db_index=False)
    version = models.PositiveIntegerField()
    act = models.CharField(max_length=16)
    step = models.CharField(max_length=40)
    at = models.DateTimeField()
    by_kind = models.CharField(max_length=16)
    by = models.CharField(max_length=64)
    channel = models.CharField(max_length=16)
    request = models.UUIDField(null=True, editable=False)
    digest = BytesField(max_length=34, null=True, editable=False)
    facts = SealedField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["errand", "request"], name="turn_once_per_request"),
            models.CheckConstraint(name="turn_counts_from_one", condition=Q(version__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{ids.show('err', self.errand_id)} {self.version} {self.act}"

    def save(self, **how: Any) -> None:
        if not self._state.adding:
            raise TypeError("a turn is never changed: write the next one")
        super().save(**how | {"force_insert": True})

    def delete(self, *_: object, **__: object) -> Never:
        raise TypeError("a turn is never removed: the record is kept whole")

    @property
    def where(self) -> str:
        """Binds the facts to this row."""
        return place("", "turn", f"{self.errand_id}:{self.version}", "facts")


class OpenErrand(models.Model):
    """The directory that lets one errand of a kind be open about one thing, over all shards."""

    pk = models.CompositePrimaryKey("subject", "kind")
    subject = models.CharField(max_length=64)
    kind = models.CharField(max_length=40)
    errand_id = models.UUIDField()

    def __str__(self) -> str:
        return f"{self.kind} of {self.subject}"


class CaseNumber(models.Model):
    """The directory that keeps case numbers unique, and says what each leads to."""

    number = models.CharField(max_length=CASE_MAX, primary_key=True)
    subject = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.number


class ErrandTicket(models.Model):
    """What takes an errand to another face: one at a time, kept as hashes only."""

    errand = models.OneToOneField(
        Errand, models.CASCADE, primary_key=True, related_name="ticket", db_constraint=False
    )
    token = BytesField(max_length=32, unique=True)
    code = BytesField(max_length=34, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"ticket of {ids.show('err', self.errand_id)}"


class FailedBegin(models.Model):
    """An errand that could not begin: why, and the case number the person was given."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    case = models.CharField(max_length=CASE_MAX)
    kind = models.CharField(max_length=40)
    code = models.CharField(max_length=64)
    issuer = models.CharField(max_length=48)
    card = models.UUIDField(null=True)
    holder = models.UUIDField(null=True)
    by = models.CharField(max_length=64)
    channel = models.CharField(max_length=16)
    at = models.DateTimeField()
    request = models.UUIDField(unique=True, editable=False)

    def __str__(self) -> str:
        return ids.show("trouble", self.id)
