"""The tables of appointments and of the queue."""

from django.db import models
from django.db.models import Q

from yika.domain.outlets.rules import DESK_MAX, NUMBER_MAX, State, Turn
from yika.domain.vault.fields import BytesField, SealedField
from yika.kit import ids
from yika.kit.envelope import place


class Offer(models.Model):
    """A service of an outlet by appointment.

    Whoever books holds this row, so that its places are counted by one at a time.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    outlet = models.UUIDField()
    issuer = models.CharField(max_length=48)
    service = models.CharField(max_length=24)
    minutes = models.PositiveSmallIntegerField()
    places = models.PositiveSmallIntegerField()
    bookable = models.BooleanField()
    days_ahead = models.PositiveSmallIntegerField()
    notice = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["outlet", "service"], name="offer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.service} at {ids.show('out', self.outlet)}"


class Appointment(models.Model):
    """A time that is kept for a holder.

    `day` is that of the outlet's calendar on which its opening began: a late evening may end on
    the next. `token` is the hash of what the QR code of the ticket holds; `sealed_token` is that
    itself, so that the holder can look at his ticket again. `remind_at` is null once he was
    reminded.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    number = models.CharField(max_length=NUMBER_MAX, unique=True)
    outlet = models.UUIDField()
    issuer = models.CharField(max_length=48)
    service = models.CharField(max_length=24)
    holder = models.UUIDField()
    day = models.DateField()
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=16, default=State.BOOKED.value)
    token = BytesField(max_length=32, unique=True)
    sealed_token = SealedField()
    moves = models.PositiveSmallIntegerField(default=0)
    remind_at = models.DateTimeField(null=True)
    booked_at = models.DateTimeField()
    booked_by_request = models.UUIDField(unique=True, editable=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="appointment_lasts", condition=Q(begins_at__lt=models.F("ends_at"))
            ),
        ]
        indexes = [
            models.Index(fields=["outlet", "begins_at"], name="appointment_by_outlet"),
            models.Index(fields=["outlet", "day"], name="appointment_by_day"),
            models.Index(fields=["holder", "begins_at"], name="appointment_by_holder"),
        ]

    def __str__(self) -> str:
        return ids.show("apt", self.id)

    @property
    def where(self) -> str:
        """Binds the sealed token to this row."""
        return place(self.issuer, "appointment", self.id, "token")


class QueueDay(models.Model):
    """The queue of an outlet on a day: held while a number is given out or called."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    outlet = models.UUIDField()
    day = models.DateField()
    last = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["outlet", "day"], name="queue_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{ids.show('out', self.outlet)} on {self.day}"


class QueueTicket(models.Model):
    """A number somebody waits with. `due_at` is the time of his appointment, if he has one."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    outlet = models.UUIDField()
    issuer = models.CharField(max_length=48)
    day = models.DateField()
    number = models.PositiveSmallIntegerField()
    service = models.CharField(max_length=24)
    state = models.CharField(max_length=16, default=Turn.WAITING.value)
    holder = models.UUIDField(null=True)
    appointment = models.OneToOneField(
        Appointment, models.PROTECT, null=True, related_name="ticket"
    )
    due_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField()
    taken_by_request = models.UUIDField(unique=True, editable=False)
    called_at = models.DateTimeField(null=True)
    called_by = models.CharField(max_length=64, blank=True)
    called_by_request = models.UUIDField(null=True, unique=True, editable=False)
    desk = models.CharField(max_length=DESK_MAX, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["outlet", "day", "number"], name="queue_number_once_a_day"
            ),
        ]
        indexes = [models.Index(fields=["outlet", "state", "day"], name="queue_by_outlet")]

    def __str__(self) -> str:
        return ids.show("qt", self.id)
