"""The tables of what stops cards, and of the lists by which readers know of it."""

from django.db import models
from django.db.models import Q

from yika.domain.cards.models.card import Card
from yika.domain.cards.rules.states import REASON_MAX
from yika.domain.cards.rules.stops.kinds import LOSSES, WORD_MAX, Credential, StopKind, StopScope
from yika.domain.vault.fields import MomentField, SealedField
from yika.kit import ids
from yika.kit.envelope import place

_OPEN = Q(ended_at__isnull=True)


class Stop(models.Model):
    """One thing that stops a card, or did. Changed only by its end and by the warning before.

    `warn_at` is when its holder is to be warned of the end, null once he was. `everywhere_at` is
    when readers without a line know of it too. The note is free text about people and stands
    encrypted.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    card = models.ForeignKey(
        Card, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    issuer = models.CharField(max_length=48)
    kind = models.CharField(max_length=WORD_MAX)
    scope = models.CharField(max_length=WORD_MAX, default=StopScope.ALL.value)
    credential = models.CharField(max_length=WORD_MAX, default=Credential.ALL.value)
    reason = models.CharField(max_length=REASON_MAX, default="")
    note = SealedField(null=True)
    lost_at = MomentField(null=True)
    follows = models.UUIDField(null=True)
    since = MomentField()
    until = MomentField(null=True)
    warn_at = MomentField(null=True)
    everywhere_at = MomentField()
    actor_kind = models.CharField(max_length=16)
    actor_id = models.CharField(max_length=64)
    channel = models.CharField(max_length=16)
    request = models.UUIDField()
    ended_at = MomentField(null=True)
    ended_how = models.CharField(max_length=WORD_MAX, default="")
    ended_by = models.CharField(max_length=64, default="")
    ended_by_request = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["card", "request"], name="stop_once"),
            models.UniqueConstraint(
                fields=["card", "credential"],
                name="one_open_report",
                condition=_OPEN & Q(kind__in=sorted(one.value for one in LOSSES)),
            ),
            models.UniqueConstraint(
                fields=["card"],
                name="one_open_freeze",
                condition=_OPEN & Q(kind=StopKind.FROZEN.value),
            ),
            models.CheckConstraint(
                name="stop_ended_whole",
                condition=Q(ended_at__isnull=True, ended_how="")
                | (Q(ended_at__isnull=False) & ~Q(ended_how="")),
            ),
        ]
        indexes = [
            models.Index(fields=["card", "since"], name="stop_by_card"),
            models.Index(fields=["until"], name="stop_due", condition=_OPEN),
            models.Index(fields=["warn_at"], name="stop_to_warn", condition=_OPEN),
        ]

    def __str__(self) -> str:
        return ids.show("stop", self.id)

    @property
    def note_place(self) -> str:
        """Binds the encrypted note to this row."""
        return place(self.issuer, "stop", self.id, "note")


class StopListHead(models.Model):
    """How far the stop list of an issuer has come.

    Locked by every change of the list, so that its versions become visible in their order.
    """

    issuer = models.CharField(max_length=48, primary_key=True)
    version = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.issuer} {self.version}"


class StopListEntry(models.Model):
    """A card that is or was on the stop list, with the version that last changed it.

    `stopped` is what readers have to refuse, in words between spaces; empty: let it pass again.
    """

    card = models.OneToOneField(
        Card, models.PROTECT, primary_key=True, related_name="+", db_constraint=False
    )
    issuer = models.CharField(max_length=48)
    version = models.BigIntegerField()
    stopped = models.CharField(max_length=64, default="")
    changed_at = MomentField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "version"], name="stop_list_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.issuer} {self.version}"
