"""The tables of applications: what somebody applied for, and what became of it."""

from django.db import models
from django.db.models import Q

from yika.domain.applications.rules.states import OPEN
from yika.domain.vault.fields import SealedField
from yika.kit import ids
from yika.kit.envelope import place


class Application(models.Model):
    """A card that somebody applied for, on its way to him.

    `outlet` is where it is prepared, and where it is collected; null: any may send it.
    `card` is kept for the holder as soon as it is known; `number_chosen`: it was he who chose it.
    The address is sealed, and dropped when the application has ended.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    case = models.CharField(max_length=9)
    errand = models.UUIDField(unique=True)
    issuer = models.CharField(max_length=48)
    product = models.CharField(max_length=40)
    edition = models.PositiveSmallIntegerField()
    holder = models.UUIDField()
    card = models.UUIDField(null=True)
    number_chosen = models.BooleanField(default=False)
    way = models.CharField(max_length=8)
    outlet = models.UUIDField(null=True)
    address = SealedField(null=True)
    state = models.CharField(max_length=16)
    reason = models.CharField(max_length=32, default="")
    carrier = models.CharField(max_length=40, default="")
    tracking = models.CharField(max_length=40, default="")
    steps = models.PositiveSmallIntegerField(default=0)
    submitted_at = models.DateTimeField()
    due_at = models.DateTimeField()
    collect_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holder", "issuer", "product"],
                condition=Q(ended_at__isnull=True),
                name="application_one_open",
            ),
            models.CheckConstraint(
                name="application_open_or_ended",
                condition=Q(state__in=[state.value for state in OPEN], ended_at__isnull=True)
                | (
                    ~Q(state__in=[state.value for state in OPEN])
                    & Q(ended_at__isnull=False, address__isnull=True)
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["issuer", "state", "due_at"], name="application_by_issuer"),
            models.Index(fields=["case"], name="application_by_case"),
            models.Index(fields=["card"], name="application_by_card"),
        ]

    def __str__(self) -> str:
        return ids.show("app", self.id)

    @property
    def address_place(self) -> str:
        """Binds the sealed address to this row."""
        return place(self.issuer, "application", self.id, "address")


class ApplicationStep(models.Model):
    """One thing that happened to an application. Never changed, never deleted."""

    pk = models.CompositePrimaryKey("application_id", "number")
    application = models.ForeignKey(Application, models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    act = models.CharField(max_length=24)
    after = models.CharField(max_length=16)
    reason = models.CharField(max_length=32)
    note = SealedField(null=True)
    actor_kind = models.CharField(max_length=16)
    actor_id = models.CharField(max_length=64)
    channel = models.CharField(max_length=16)
    request = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "request"], name="application_step_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{ids.show('app', self.application_id)} {self.number}: {self.act}"

    @property
    def note_place(self) -> str:
        """Binds the sealed note to this row."""
        return place("", "application-step", f"{self.application_id}.{self.number}", "note")
