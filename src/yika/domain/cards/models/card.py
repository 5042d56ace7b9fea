"""The tables of cards: the card, the steps of its life, and the directories that find it."""

from django.db import models
from django.db.models import Q

from yika.domain.cards.models.batch import Batch, Delivery
from yika.domain.cards.rules.states import REASON_MAX, STATE_MAX, State
from yika.domain.vault.fields import BytesField, DayField, MomentField, SealedField
from yika.kit import ids
from yika.kit.envelope import place
from yika.products.tables.number import DIGITS_MAX

FACE_MAX = 24


class Card(models.Model):
    """One card. It keeps the edition it was made under and the batch it came in.

    `piece` is its place in the batch, which is also the order of their numbers. `steps` counts
    the rows of its history, `stops` what stops it now. `key_version` names the index key from
    which its QR text and its printed code are made. `place` is where its holder put it among his
    cards.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    issuer = models.CharField(max_length=48)
    product = models.CharField(max_length=40)
    edition = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=DIGITS_MAX)
    batch = models.ForeignKey(
        Batch, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    piece = models.PositiveIntegerField()
    delivery = models.ForeignKey(
        Delivery, models.PROTECT, related_name="+", db_constraint=False, null=True
    )
    outlet = models.UUIDField(null=True)
    state = models.CharField(max_length=STATE_MAX, default=State.MADE.value)
    steps = models.PositiveIntegerField(default=0)
    stops = models.PositiveSmallIntegerField(db_default=0, default=0)
    key_version = models.PositiveSmallIntegerField()
    holder = models.UUIDField(null=True)
    label = SealedField(null=True)
    face = models.CharField(max_length=FACE_MAX, default="")
    place = models.PositiveSmallIntegerField(default=0)
    activated_at = MomentField(null=True)
    valid_until = DayField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="card_in_use_was_activated",
                condition=~Q(state=State.ACTIVE.value) | Q(activated_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["issuer", "id"], name="card_by_issuer"),
            models.Index(fields=["batch", "state", "piece"], name="card_by_batch"),
            models.Index(fields=["holder", "place"], name="card_by_holder"),
            models.Index(fields=["issuer", "outlet", "state", "product"], name="card_by_stock"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def public_id(self) -> str:
        """The id as it is shown outside."""
        return ids.show("card", self.id)

    @property
    def label_place(self) -> str:
        """Binds the encrypted label to this row."""
        return place(self.issuer, "card", self.id, "label")


class CardStep(models.Model):
    """One step of a card's life after it was made. Never changed, never deleted.

    The note is free text about people and stands encrypted.
    """

    pk = models.CompositePrimaryKey("card_id", "number")
    card = models.ForeignKey(Card, models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    at = MomentField()
    before = models.CharField(max_length=STATE_MAX)
    after = models.CharField(max_length=STATE_MAX)
    reason = models.CharField(max_length=REASON_MAX)
    note = SealedField(null=True)
    actor_kind = models.CharField(max_length=16)
    actor_id = models.CharField(max_length=64)
    channel = models.CharField(max_length=16)
    request = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["card", "request"], name="card_step_once"),
        ]
        indexes = [
            models.Index(
                fields=["at"], name="card_step_notes", condition=models.Q(note__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{ids.show('card', self.card_id)} {self.number}: {self.after}"

    @property
    def note_place(self) -> str:
        """Binds the encrypted note to this row."""
        return place("", "card-step", f"{self.card_id}.{self.number}", "note")


class CardNumber(models.Model):
    """The directory that keeps numbers unique over all shards, and finds the card of a number."""

    number = models.CharField(max_length=DIGITS_MAX, primary_key=True)
    card_id = models.UUIDField()

    def __str__(self) -> str:
        return ids.show("card", self.card_id)


class CardToken(models.Model):
    """The directory that finds the card of a QR text. Only the hash of its token stands here."""

    digest = BytesField(max_length=32, primary_key=True)
    card_id = models.UUIDField()

    def __str__(self) -> str:
        return ids.show("card", self.card_id)
